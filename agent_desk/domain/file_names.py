"""Names of files that portals accept: letters, digits and dashes, made of the paper's own name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 60
_OTHER = re.compile(r"[^A-Za-z0-9]+")


def paper_file_name(paper: str, taken: Collection[str] = ()) -> str:
    """Give the name of a paper's next PDF, e.g. ``Giay-chung-sinh.pdf``, then ``…-2.pdf``.

    Source: counter-ux 9, point 25.
    """
    plain = unicodedata.normalize("NFD", paper.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    words = _OTHER.sub("-", bare).strip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit("-", 1)[0]
    stem, number = words or "Giay-to", 1
    name = f"{stem}.pdf"
    while name in taken:
        number += 1
        name = f"{stem}-{number}.pdf"
    return name
