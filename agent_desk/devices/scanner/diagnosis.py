"""What is wrong with a scanner, found from what became of a known code."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.devices.scanner.wedge import End, Timing
from agent_desk.domain.scanner_test import MARK, PARTS, TEXTS, TestCode, which_code
from agent_desk.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.devices.scanner.wedge import Burst


class Trouble(StrEnum):
    """What is wrong; the worst first."""

    CUT = "cut"
    TWICE = "twice"
    TELEX = "telex"
    VNI = "vni"
    LAYOUT = "layout"
    CAPS_LOCK = "caps_lock"
    CHARACTER_SET = "character_set"
    ACCENTS_LOST = "accents_lost"
    OTHER = "other"
    SLOW = "slow"
    NO_END = "no_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What one test code showed; ``end`` is None where a port cuts the codes itself."""

    code: TestCode
    troubles: tuple[Trouble, ...]
    end: End | None
    mean_ms: float
    longest_ms: float


_TELEX_PART, _VNI_PART = PARTS.index("aa ee oo dd ow uw aw"), PARTS.index("a1 a2 a3 a4 a5 a6 d9")
_MOST_LOST = 0.95
_LEAST_GAP_MS, _MOST_GAP_MS = 20, 150
_LEAST_MEAN_MS, _MOST_MEAN_MS = 15, 100
_SAFETY = 1.5


def diagnose_burst(burst: Burst) -> Diagnosis:
    """Judge what a scanner typed as a keyboard."""
    code = which_code(burst.text, burst.by_place)
    found = [_of_text(burst.text, burst.by_place, code)]
    usual = Timing()
    if burst.mean_ms > usual.mean_ms or burst.longest_ms > usual.gap_ms:
        found.append(Trouble.SLOW)
    if burst.end is End.SILENCE:
        found.append(Trouble.NO_END)
    return Diagnosis(
        code=code,
        troubles=tuple(trouble for trouble in found if trouble is not None),
        end=burst.end,
        mean_ms=burst.mean_ms,
        longest_ms=burst.longest_ms,
    )


def diagnose_line(text: str, *, is_utf8: bool) -> Diagnosis:
    """Judge what came from a port."""
    code = which_code(text)
    trouble = _of_text(text, text, code) if is_utf8 else Trouble.CHARACTER_SET
    troubles = () if trouble is None else (trouble,)
    return Diagnosis(code=code, troubles=troubles, end=None, mean_ms=0, longest_ms=0)


def learned_times(seen: Sequence[Diagnosis]) -> tuple[int, int]:
    """Give the longest gap and the longest mean for a key that this scanner needs, in ms.

    Half as much again as was measured, within bounds that no person reaches by typing.
    """
    longest = max((one.longest_ms for one in seen), default=0)
    mean = max((one.mean_ms for one in seen), default=0)
    return (
        round(min(_MOST_GAP_MS, max(_LEAST_GAP_MS, longest * _SAFETY))),
        round(min(_MOST_MEAN_MS, max(_LEAST_MEAN_MS, mean * _SAFETY))),
    )


def _of_text(text: str, by_place: str, code: TestCode) -> Trouble | None:
    text, wanted = unicodedata.normalize("NFC", text), TEXTS[code]
    if text == wanted:
        return None
    if text.swapcase() == wanted:
        return Trouble.CAPS_LOCK
    if text == wanted + wanted:
        return Trouble.TWICE
    if by_place == wanted or (by_place.isdigit() and not text.isdigit()):
        return Trouble.LAYOUT
    if len(text) < _MOST_LOST * len(wanted) and (wanted.startswith(text) or wanted.endswith(text)):
        return Trouble.CUT
    return _of_letters(text, wanted) if code is TestCode.LETTERS else _of_keys(text, wanted)


def _of_keys(text: str, wanted: str) -> Trouble:
    """Judge a code of plain characters: who put accents into it?"""
    if not text.isascii():
        parts = text.split("|")
        if len(parts) == len(PARTS) + 1:
            telex, vni = parts[1 + _TELEX_PART], parts[1 + _VNI_PART]
            return Trouble.VNI if telex.isascii() and not vni.isascii() else Trouble.TELEX
        return Trouble.TELEX if MARK in text else Trouble.LAYOUT
    same_letters = sorted(fold(text)) == sorted(fold(wanted))
    return Trouble.LAYOUT if len(text) == len(wanted) or same_letters else Trouble.OTHER


def _of_letters(text: str, wanted: str) -> Trouble:
    """Judge a code with Vietnamese letters: lost, or in another character set?"""
    if _decodes_to(text, wanted):
        return Trouble.CHARACTER_SET
    plain = fold(wanted)
    bare = "".join(char for char in wanted if char.isascii())
    marked = "".join(char if char.isascii() else "?" for char in wanted)
    if fold(text) == plain or text in (bare, marked) or (text.isascii() and "?" in text):
        return Trouble.ACCENTS_LOST
    if text.isascii() and len(text) < len(wanted):
        return Trouble.ACCENTS_LOST
    foreign = sum(1 for char in text if not char.isascii() and char not in wanted)
    return Trouble.CHARACTER_SET if foreign > len(text) // 10 else Trouble.OTHER


def _decodes_to(text: str, wanted: str) -> bool:
    for encoding in ("cp1252", "latin-1"):
        try:
            read = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if unicodedata.normalize("NFC", read) == wanted:
            return True
    return False
