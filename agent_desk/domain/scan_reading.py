"""What a scanner meant: codes that a keyboard rewrote, two codes at once, a card read in part."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from agent_desk.domain.card import FIELDS, is_card_qr, parse_card_qr
from agent_desk.domain.mangled import DamageKind, find_damage
from agent_desk.domain.people import Sex
from agent_desk.domain.reference import LENGTH
from agent_desk.domain.scan import Scan, ScanKind, classify
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from agent_desk.domain.people import CardReading

_CARD_BEGINS = re.compile(r"[0-9]{12}\|(?:[0-9]{9}|[0-9]{12})?\|")
_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
        "\u0302": "6", "\u031b": "7", "\u0306": "8"}  # fmt: skip
_TELEX = {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J",
          "\u031b": "W", "\u0306": "W"}  # fmt: skip
_CIRCUMFLEX = "\u0302"
_MOST_GUESSES = 256


def read_codes(readings: Sequence[str], today: date) -> tuple[Scan, ...]:
    """Say what was scanned; more than one if codes came in one go, at least one.

    ``readings`` are ways to read the same keys, the written one first; the first that is a code
    wins. Raises: InvalidInput with what to do, if it was meant as a code but was read wrong.
    """
    refusal: InvalidInput | None = None
    for reading in (*readings, *(guess for text in readings for guess in undo_typing(text))):
        try:
            found = tuple(classify(part, today) for part in split_codes(reading))
        except InvalidInput as error:
            refusal = refusal or error
            continue
        if all(scan.kind is not ScanKind.OTHER for scan in found):
            return found
    if refusal is not None:
        raise refusal
    return (classify(readings[0], today),)


def split_codes(text: str) -> tuple[str, ...]:
    """Part what one burst brought: two cards, or references glued together. The same one once."""
    begins = [match.start() for match in _CARD_BEGINS.finditer(text)]
    if len(begins) > 1 and begins[0] == 0:
        ends = [*begins[1:], len(text)]
        return _once(text[a:b] for a, b in zip(begins, ends, strict=True))
    plain = clean(text)
    if plain.isascii() and plain.isdigit() and len(plain) > LENGTH and len(plain) % LENGTH == 0:
        return _once(plain[at : at + LENGTH] for at in range(0, len(plain), LENGTH))
    return (text,)


def _once(parts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.rstrip("|") if "|" in part else part for part in parts))


def undo_typing(text: str) -> Iterator[str]:
    """Give what was scanned if a Vietnamese keyboard program wrote this; only for short codes."""
    if "|" in text or len(text) > 40 or text.isascii():
        return
    upper = unicodedata.normalize("NFC", text).upper()
    for marks in (_VNI, _TELEX):
        choices = [_typed_as(char, marks) for char in upper]
        for parts in islice(product(*choices), _MOST_GUESSES):
            yield "".join(parts)


def _typed_as(char: str, marks: dict[str, str]) -> tuple[str, ...]:
    """Give the keys that make this letter, in either order of its two marks."""
    if char.isascii():
        return (char,)
    if char == "Đ":
        return ("D9",) if marks is _VNI else ("DD",)
    taken_apart = unicodedata.normalize("NFD", char)
    base, found = taken_apart[0], taken_apart[1:]
    circumflex = base if marks is _TELEX else _VNI[_CIRCUMFLEX]
    keys = [circumflex if mark == _CIRCUMFLEX else marks.get(mark, "") for mark in found]
    if base + "".join(keys) == "UW":
        return ("UW", "W")
    if len(keys) == 2:
        return (base + keys[0] + keys[1], base + keys[1] + keys[0])
    return (base + "".join(keys),)


def card_in_part(readings: Sequence[str], today: date) -> CardReading | None:
    """Give what is sure of a whole card whose letters were damaged: number, birth, sex.

    Name and address stay empty; sex is that of the number. None if the card was cut, or if number
    or birth are not right: then nothing is sure.
    """
    for reading in readings:
        if not is_card_qr(reading):
            continue
        parts = [part.strip() for part in clean(reading).split("|")]
        if len(parts) < len(FIELDS):
            continue
        fields = dict(zip(FIELDS, parts, strict=False))
        damage = find_damage(fields)
        if damage is None or not _is_sure(fields):
            continue
        sex = Sex.FEMALE if int(parts[0][3]) % 2 else Sex.MALE
        sure = fields | {"name": "X", "sex": "Nam", "address": ""}
        try:
            card = parse_card_qr("|".join(sure[field] for field in FIELDS), today)
        except InvalidInput:
            continue
        return replace(card, name="", sex=sex, doubts=())
    return None


def _is_sure(fields: dict[str, str]) -> bool:
    return re.fullmatch(r"[0-9]{12}", fields["number"]) is not None and (
        re.fullmatch(r"[0-9]{8}", fields["birth"]) is not None
    )


def say_in_part(readings: Sequence[str]) -> str:
    """Say why name and address must be typed."""
    parts = [part.strip() for part in clean(readings[0]).split("|")]
    damage = find_damage(dict(zip(FIELDS, parts, strict=False)))
    if damage is not None and damage.kind is DamageKind.ENCODING:
        return tr(
            "The scanner lost the Vietnamese accents. The number and the date of birth are right; "
            "type name and address from the card. COM mode cures it: Settings, Barcode scanner."
        )
    return tr(
        "The Vietnamese keyboard program has changed the letters. The number and the date of birth "
        "are right; type name and address from the card, and turn the program off."
    )
