"""The ways in which the same sentence reaches a keyboard: Telex, VNI, the Northern l, one slip."""

from __future__ import annotations

import random
import re
import unicodedata

from agent_desk.domain.text import fold

_TELEX = str.maketrans({"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"})
_VNI = str.maketrans({"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def without_accents(text: str) -> str:
    """Type no accent at all."""
    return fold(text)


def raw_telex(text: str) -> str:
    """Type Telex keys with the keyboard program off."""
    return " ".join(_keyed(word, {"\u0306": "w", "\u031b": "w"}, _TELEX) for word in text.split())


def raw_vni(text: str) -> str:
    """Type VNI keys with the keyboard program off."""
    keys = {"\u0302": "6", "\u0306": "8", "\u031b": "7"}
    return " ".join(_keyed(word, keys, _VNI) for word in text.replace("đ", "d9").split())


def northern_l(text: str) -> str:
    """Swap l and n at the beginning of words."""
    return re.sub(r"\b([ln])(?![gh])", lambda m: "n" if m[1] == "l" else "l", text)


def one_slip(text: str) -> str:
    """Drop, double or swap one letter; the same text always slips in the same place."""
    source = random.Random(text)  # noqa: S311 - not a secret
    at = source.randrange(len(text) - 1)
    a, b = text[at], text[at + 1]
    return text[:at] + source.choice((b, a + a + b, b + a)) + text[at + 2 :]


def _keyed(word: str, keys: dict[str, str], tones: dict[int, str]) -> str:
    letters, tone = "", ""
    for char in unicodedata.normalize("NFD", word.replace("đ", "dd")):
        if char in _TONES:
            tone = char.translate(tones)
        elif char == "\u0302" and char not in keys:
            letters += letters[-1]
        else:
            letters += keys.get(char, char)
    return letters + tone
