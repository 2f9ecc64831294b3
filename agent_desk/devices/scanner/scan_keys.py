"""What a key is by its place: native scan codes to the characters of the US layout.

A scanner that plays a keyboard presses the keys of a US keyboard. Another layout or a Vietnamese
keyboard program writes something else, but the place of the key is the same.
Source: Linux input-event-codes.h (X11 and Wayland add 8); USB HID to PS/2 set 1 (Windows).
"""

from __future__ import annotations

import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
"""The first code of each row in set 1, which Linux uses too, and its characters without and with
Shift."""
_KEYPAD = "789-456+1230."
_KEYPAD_FIRST = 71
_X11_OFFSET = 8


def _table() -> Mapping[int, tuple[str, str]]:
    found = {
        first + place: (plain, shifted)
        for first, plains, shifteds in _ROWS
        for place, (plain, shifted) in enumerate(zip(plains, shifteds, strict=True))
    }
    found |= {_KEYPAD_FIRST + place: (char, char) for place, char in enumerate(_KEYPAD)}
    return MappingProxyType(found)


_US = _table()
OFFSET = 0 if sys.platform == "win32" else _X11_OFFSET
"""What this system adds to the codes of set 1."""


def us_character(scan_code: int, *, is_shifted: bool) -> str:
    """Give what a US keyboard writes with this key; empty if its place says nothing."""
    pair = _US.get(scan_code - OFFSET)
    return "" if pair is None else pair[is_shifted]


def scan_code_of(character: str) -> int:
    """Give the native code of the key that writes this on a US keyboard; 0 if there is none."""
    for code, pair in _US.items():
        if character in pair:
            return code + OFFSET
    return 0
