"""How a typed Vietnamese word sounds: bare letters, its marks, and what slips of typing hide."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_D_STROKE = "\u0335"
_EITHER_I = re.compile(r"(?:qu|[hklmstv])y")
"""Words that are spelled with y or i at will: ký and kí, lý and lí."""

_TELEX_PAIRS = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"))
_TELEX_TONE = re.compile(r"(?<=[aeiouy])[sfrxj]+|[sfrxj]$")
_VNI_DIGIT = re.compile(r"(?<=[a-z])\d+")


@dataclass(frozen=True, slots=True)
class Sound:
    """A word: ``bare`` without any mark, ``marks`` sorted, so that hoà and hòa are the same."""

    bare: str
    marks: str


def words_of(text: str) -> list[str]:
    """Cut text into lower-case words of letters and digits."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=8192)
def sound(word: str) -> Sound:
    """Split a lower-case word into its letters and its marks."""
    letters: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", word.replace("đ", "d" + _D_STROKE)):
        (marks if unicodedata.combining(char) else letters).append(char)
    bare = "".join(letters)
    if _EITHER_I.fullmatch(bare):
        bare = bare[:-1] + "i"
    return Sound(bare, "".join(sorted(marks)))


def northern(bare: str) -> str:
    """Give the key under which pairs that Northern speech does not tell apart are one.

    l/n, tr/ch, s/x, gi/d/r, and i/y at the end.
    """
    for written, spoken in (("tr", "ch"), ("gi", "d"), ("r", "d"), ("l", "n"), ("s", "x")):
        if bare.startswith(written) and len(bare) > len(written):
            bare = spoken + bare[len(written) :]
            break
    return bare[:-1] + "i" if bare.endswith("y") else bare


def untyped(bare: str) -> list[str]:
    """Give what a word may be when Telex or VNI keys were left in it, likeliest first.

    ``sinhs`` is sinh, ``tuwr`` is tu, ``giaays`` is giay, ``khai1`` is khai.
    """
    plain = _VNI_DIGIT.sub("", bare)
    for keys, letter in _TELEX_PAIRS:
        plain = plain.replace(keys, letter)
    toneless = _TELEX_TONE.sub("", plain)
    found = []
    for form in (plain, toneless):
        found += [form, re.sub(r"(?<=[aou])w|w(?=[aou])", "", form), form.replace("w", "u")]
    return [form for form in dict.fromkeys(found) if form and form != bare]
