"""``python -m tests.support.pictures``: the pictures of README and tour, from the program itself.

Run it after the screens or their words have changed; it writes ``resources/help/pictures``.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication

from agent_desk import paths
from tests.support.filled_desk import fill_plainly
from tests.support.shots import SHOTS, fill_folder, open_desk

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

TOUR = {
    "tour-1-today": "today",
    "tour-2-citizen": "reception-citizen",
    "tour-3-case": "reception-case",
    "tour-4-papers": "reception-papers",
    "tour-5-check": "reception-check",
    "tour-6-dossier": "dossier-ready",
    "tour-7-results": "results-return",
    "tour-8-handover": "handover-bag",
    "tour-9-sync": "sync",
}
"""File name to shot, in the order of the tour; ``resources/help/tour.md`` tells it."""
PICTURES = {"reception": "reception-papers", **TOUR}
_COLORS = 256


def write(folder: Path) -> list[Path]:
    """Draw every picture in Vietnamese, in light colors, at 100 %."""
    app = QApplication.instance() or QApplication([])
    assert app is not None
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as data:
        filled, clock = fill_folder(Path(data), fill_plainly)
        with open_desk(Path(data), clock=clock, filled=filled) as shown:
            for name, shot in PICTURES.items():
                SHOTS[shot](shown)
                shown.settle()
                shown.desk.window.toast.hide()
                path = folder / f"{name}.png"
                path.write_bytes(small_png(shown.desk.window.grab()))
                written.append(path)
    return written


def small_png(picture: QPixmap) -> bytes:
    """Give a PNG with few colors: a third of the size, and nobody sees it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    out = io.BytesIO()
    # MAXCOVERAGE keeps colors that only a few pixels have, such as the red of a badge.
    few = image.quantize(_COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.pictures")
    place = paths.resources() / "help" / "pictures"
    parser.add_argument("--out", type=Path, default=place, help="folder for the pictures")
    written = write(parser.parse_args().out)
    sys.stderr.write(f"{len(written)} pictures in {written[0].parent}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
