"""Cuts the bytes of a scanner in COM mode into codes: at an end character, or after a silence."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

MAX_BYTES = 4096
"""No code is longer; more without an end is noise of a wrong speed."""
_ENDS = b"\r\n\t\x00\x03\x04"
_STARTS = "\x02\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One code; ``is_utf8`` is false if its bytes are of another character set."""

    text: str
    is_utf8: bool = True
    is_noise: bool = False


class LineCutter:
    """Takes bytes in any pieces and gives whole codes."""

    def __init__(self) -> None:
        self._kept = b""

    @property
    def is_waiting(self) -> bool:
        """Say whether bytes came whose end did not."""
        return bool(self._kept)

    def take(self, piece: bytes) -> tuple[Line, ...]:
        """Take bytes; give the codes that are whole now."""
        whole = self._kept + piece
        found, start = [], 0
        for place, byte in enumerate(whole):
            if byte in _ENDS:
                found.append(whole[start:place])
                start = place + 1
        self._kept = whole[start:]
        if len(self._kept) > MAX_BYTES:
            found.append(self._kept)
            self._kept = b""
        return tuple(_line(part) for part in found if part.strip())

    def silence(self) -> tuple[Line, ...]:
        """Give what came without an end, now that nothing comes any more."""
        rest, self._kept = self._kept, b""
        return (_line(rest),) if rest.strip() else ()


def _line(part: bytes) -> Line:
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        shown = part.decode("latin-1")
        is_noise = len(part) >= MAX_BYTES or _noisy(shown)
        return Line(text=shown.strip(), is_utf8=False, is_noise=is_noise)
    text = text.lstrip(_STARTS).strip()
    return Line(text=text, is_noise=len(part) >= MAX_BYTES or _noisy(text))


def _noisy(text: str) -> bool:
    """Say whether control characters stand within, as when the speed is wrong."""
    return any(unicodedata.category(c) == "Cc" and c not in "\x1d\x1e" for c in text)
