"""Papers as a scanner or a phone sees them, read by a program that is not ours: zbarimg."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

from tests.support.programs import needs

if TYPE_CHECKING:
    from collections.abc import Mapping

_UPPER = 0.42
_SOURCE = re.compile(r"<source href='([^']*)'>(.*?)</source>", re.DOTALL)
_DATA = re.compile(r"<data><!\[CDATA\[(.*?)\]\]></data>", re.DOTALL)


def held_askew(picture: Image.Image, degrees: float = 10.0) -> Image.Image:
    """Give the picture as a hand-held photo: turned, grainy, a little out of focus."""
    turned = picture.convert("L").rotate(
        degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=235
    )
    grains = Random(7).randbytes(turned.width * turned.height)  # noqa: S311  # dust, no secret
    noise = Image.frombytes("L", turned.size, grains).point(lambda grain: grain // 12)
    return ImageChops.subtract(turned, noise).filter(ImageFilter.GaussianBlur(0.8))


def framed(picture: Image.Image) -> Image.Image:
    """Give the part that somebody points at: the upper half, where the codes stand."""
    return picture.crop((0, 0, picture.width, int(picture.height * _UPPER)))


def codes_by_zbar(pictures: Mapping[str, Image.Image]) -> dict[str, set[str]]:
    """Read all codes of many pictures with one run of zbarimg; an empty set where it finds none."""
    needs("zbarimg")
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{number}.pgm" for number, name in enumerate(pictures)}
        for name, path in paths.items():
            pictures[name].convert("L").save(path)
        said = subprocess.run(
            ["zbarimg", "-q", "--xml", *map(str, paths.values())],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    found: dict[str, set[str]] = {name: set() for name in pictures}
    names = {str(path): name for name, path in paths.items()}
    for href, inside in _SOURCE.findall(said):
        found[names[href.removeprefix("file://")]] |= set(_DATA.findall(inside))
    return found
