"""Names of places as keys: without accents, wherever the tone was typed, with or without a type."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from agent_desk.catalog.sounds import sound, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_BARE = str.maketrans(
    {
        unicodedata.normalize("NFC", letter + tone): unicodedata.normalize("NFD", letter)[0]
        for letter in _LETTERS
        for tone in _TONES
        if len(unicodedata.normalize("NFC", letter + tone)) == 1
    }
    | {"đ": "d"}
)
_NO_WORD = re.compile(r"[^\w\s]|_")
_EITHER_I = re.compile(r"\b(qu|[hklmstv])y\b")


def keys_of(texts: Iterable[str]) -> list[str]:
    """Give the keys of many one-line names at once, which is what makes a first search quick."""
    joined = unicodedata.normalize("NFC", "\n".join(texts)).lower().translate(_BARE)
    spaced = _EITHER_I.sub(r"\1i", _NO_WORD.sub(" ", joined))
    return [" ".join(line.split()) for line in spaced.split("\n")]


def key_of(text: str) -> str:
    """Give the letters of a name without accents; Hòa and Hoà, Mỹ and Mĩ are the same."""
    return keys_of([" ".join(text.split())])[0]


def accents_of(text: str) -> str:
    """Give the letters with their accents, wherever in the word these were typed."""
    return " ".join(f"{heard.bare}{heard.marks}" for heard in map(sound, words_of(text)))


def bare_name(full_name: str) -> str:
    """Take the type off a name: Phường Yên Hòa is Yên Hòa, Thị trấn Yên Viên is Yên Viên."""
    for kind in ("Thị trấn ", "Thị xã ", "Phường ", "Xã ", "Quận ", "Huyện ", "Đặc khu "):
        if full_name.startswith(kind):
            return full_name[len(kind) :]
    return full_name
