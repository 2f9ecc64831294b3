"""Code 128 and QR of digits as plain rectangles, because a drawing per module is far slower."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from agent_desk.documents.marks import Box
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

# Widths of bar, space, bar, space, bar, space of the values 0 to 105; 106 is the stop.
# Source: ISO/IEC 15417, table 1.
_TABLE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 "
    "112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
    "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 "
    "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
    "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
_PATTERNS = tuple(_TABLE.split())
_START_B, _START_C, _SWITCH_TO_C, _STOP, _MODULUS = 104, 105, 99, 106, 103
_SWITCH_TO_B, _SPACE = 100, 32
_DIGIT_ZERO_IN_B = 16
_PAIRS_PAY = 4  # from so many digits on, pairs are shorter in spite of the two switches
_ITEM_PARTS = re.compile(r"[0-9]+|[A-Z]+")
QR_QUIET_MODULES = 4


def _require_digits(text: str) -> None:
    if not (text.isascii() and text.isdigit()):
        raise InvalidInput(tr("Only digits can be printed as a bar code. Check the reference."))


def code128_values(digits: str) -> tuple[int, ...]:
    """Give the symbol values, check value and stop included; pairs in set C.

    An odd count begins with its first digit in set B. Raises: InvalidInput if not all are digits.
    """
    _require_digits(digits)
    values = [_START_C]
    rest = digits
    if len(digits) % 2:
        values = [_START_B, _DIGIT_ZERO_IN_B + int(digits[0]), _SWITCH_TO_C]
        rest = digits[1:]
    values += [int(rest[place : place + 2]) for place in range(0, len(rest), 2)]
    check = values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))
    return (*values, check % _MODULUS, _STOP)


def code128_item_values(code: str) -> tuple[int, ...]:
    """Give the symbol values of an item code of the post: capital letters and digits.

    Runs of four digits or more go in pairs in set C, all else in set B. Raises: InvalidInput.
    """
    if not (code.isascii() and code.isalnum() and code == code.upper()):
        raise InvalidInput(tr("An item code has capital letters and digits only. Check it."))
    values = [_START_B]
    for part in _ITEM_PARTS.findall(code):
        odd = len(part) % 2 if len(part) >= _PAIRS_PAY and part.isdigit() else len(part)
        values += [ord(letter) - _SPACE for letter in part[:odd]]
        if odd < len(part):
            values.append(_SWITCH_TO_C)
            values += [int(part[place : place + 2]) for place in range(odd, len(part), 2)]
            values.append(_SWITCH_TO_B)
    if values[-1] == _SWITCH_TO_B:
        values.pop()
    check = values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))
    return (*values, check % _MODULUS, _STOP)


@lru_cache(maxsize=64)
def code128_item_bars(code: str) -> tuple[Box, ...]:
    """Give the dark bars of an item code, as ``code128_bars`` does. Raises: InvalidInput."""
    return _bars(code128_item_values(code))


@lru_cache(maxsize=64)
def code128_bars(digits: str) -> tuple[Box, ...]:
    """Give the dark bars in modules from the left, one module high. Raises: InvalidInput."""
    return _bars(code128_values(digits))


def _bars(values: Sequence[int]) -> tuple[Box, ...]:
    bars, x = [], 0
    for value in values:
        for place, wide in enumerate(map(int, _PATTERNS[value])):
            if place % 2 == 0:
                bars.append(Box(x, 0, wide, 1))
            x += wide
    return tuple(bars)


def code128_modules(digits: str) -> int:
    """Give the width of the code in modules, without its quiet zones."""
    return bars_width(code128_bars(digits))


@lru_cache(maxsize=64)
def qr_bars(digits: str) -> tuple[Box, ...]:
    """Give the dark runs of the QR rows in modules from its lower left corner, quiet zone included.

    Raises: InvalidInput if not all are digits.
    """
    _require_digits(digits)
    return _qr_runs(digits, "numeric")


@lru_cache(maxsize=64)
def qr_item_bars(code: str) -> tuple[Box, ...]:
    """Give the QR of an item code, as ``qr_bars`` does; for codes too long for bars."""
    return _qr_runs(code, "alphanumeric")


@lru_cache(maxsize=8)
def qr_text_bars(text: str) -> tuple[Box, ...]:
    """Give the QR of any text in UTF-8, as the card of a citizen has it."""
    return _qr_runs(text, "byte")


def _qr_runs(text: str, mode: str) -> tuple[Box, ...]:
    import segno

    encoding = "utf-8" if mode == "byte" else None
    code = segno.make_qr(text, error="m", mode=mode, encoding=encoding)
    matrix = [bytes(row) for row in code.matrix]
    runs: list[Box] = []
    for row_number, row in enumerate(matrix):
        y = len(matrix) - 1 - row_number + QR_QUIET_MODULES
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append(Box(x + QR_QUIET_MODULES, y, end - x, 1))
            x = end + 1
    return tuple(runs)


def qr_modules(digits: str) -> int:
    """Give the width of the QR in modules, quiet zone included."""
    return bars_width(qr_bars(digits)) + QR_QUIET_MODULES


def bars_width(bars: tuple[Box, ...]) -> int:
    """Give where the last bar ends, in modules."""
    return int(max(box.x + box.width for box in bars))


def placed(boxes: tuple[Box, ...], x: float, y: float, module: float, height: float) -> list[Box]:
    """Put boxes given in modules on the page; ``height`` is that of one module row, in points."""
    return [
        Box(x + box.x * module, y + box.y * height, box.width * module, box.height * height)
        for box in boxes
    ]
