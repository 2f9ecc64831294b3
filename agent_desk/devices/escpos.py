"""ESC/POS: what makes a ticket printer print a picture of dots and cut the paper. Pictures only."""

from __future__ import annotations

_INIT = b"\x1b@"  # ESC @
_RASTER = b"\x1dv0\x00"  # GS v 0, one dot of paper for each dot
_FEED = b"\x1bd"  # ESC d n: n lines
_CUT = b"\x1dVB\x00"  # GS V 66 0: feed to the knife, cut, leave one point standing
BAND_ROWS = 128
"""Rows in one command: printers with little memory stop at bands of more than some 255 rows."""
_FEED_LINES = 3


def ticket_job(rows: bytes, width: int) -> bytes:
    """Give the bytes that print rows of dots: start afresh, the picture in bands, feed, cut.

    ``rows`` are bits from the top left, 1 is black, each row ``width`` / 8 bytes.
    Raises: ValueError if the rows do not fit the width.
    Source: ESC/POS command reference of Epson, GS v 0 and GS V.
    """
    row_bytes = width // 8
    if width % 8 or not row_bytes or len(rows) % row_bytes:
        raise ValueError("rows of dots must be whole bytes")
    job = [_INIT]
    band_bytes = BAND_ROWS * row_bytes
    for start in range(0, len(rows), band_bytes):
        band = rows[start : start + band_bytes]
        size = row_bytes.to_bytes(2, "little") + (len(band) // row_bytes).to_bytes(2, "little")
        job += [_RASTER, size, band]
    return b"".join((*job, _FEED, bytes((_FEED_LINES,)), _CUT))
