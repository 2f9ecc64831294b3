"""The color profile that every PDF/A of ours carries: a small sRGB, made here."""

from __future__ import annotations

import struct
from functools import cache

CONDITION = "sRGB IEC61966-2.1"
"""The name of the profile, as an output intent gives it."""

_CURVE_POINTS = 64
# Primaries and white of sRGB, adapted to D50. Source: IEC 61966-2-1, ICC.1:2001-04 annex.
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)


@cache
def color_profile() -> bytes:
    """Give a small sRGB profile, ICC version 2: a matrix and one curve for the three colors."""
    curve = _curve()
    tags = {
        b"desc": _description(CONDITION),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{
            name: _xyz(values)
            for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), _PRIMARIES, strict=True)
        },
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    placed: dict[bytes, int] = {}
    body = b""
    start = 128 + 4 + 12 * len(tags)
    for data in tags.values():
        if data not in placed:
            placed[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        struct.pack(">4sII", name, placed[data], len(data)) for name, data in tags.items()
    )
    return _profile_head(start + len(body)) + table + body


def _profile_head(size: int) -> bytes:
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += made + b"acsp" + b"\0" * 28
    head += b"".join(_fixed(value) for value in _WHITE)
    return head + b"\0" * (128 - len(head))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in values)


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    head = b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text
    return head + b"\0" * (4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    def linear(share: float) -> float:
        if share <= 0.04045:
            return share / 12.92
        return float(((share + 0.055) / 1.055) ** 2.4)

    points = [round(65535 * linear(place / (_CURVE_POINTS - 1))) for place in range(_CURVE_POINTS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)
