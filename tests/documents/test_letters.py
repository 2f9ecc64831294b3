"""All 134 accented letters, drawn into a PDF in every face, against pictures that people checked.

``python -m tests.documents.test_letters`` draws the pictures anew; look at them before committing.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from agent_desk.documents.fonts import Face
from agent_desk.documents.marks import Marks, TextMark
from agent_desk.documents.pdf import PdfInfo, Placed, Sheet, write_pdf
from tests.documents.reading import picture_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

GOLDEN = Path(__file__).parent / "golden"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
ALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LETTERS = [letter for letter in (*ALL, "đ", "Đ") if not letter.isascii()]
ACROSS, CELL, SIZE, DPI = 12, 22.0, 15.0, 96
TOLERANCE = 40
"""How far the darkest differing dot of a cell may lie from the golden one, of 255."""


def letters_pdf(letters: Sequence[str], face: Face) -> bytes:
    rows = -(-len(letters) // ACROSS)
    width, height = ACROSS * CELL, rows * CELL
    marks = Marks()
    for place, letter in enumerate(letters):
        x, y = place % ACROSS * CELL + 4, height - (place // ACROSS + 1) * CELL + 6
        marks.texts.append(TextMark(x=x, y=y, text=letter, face=face, size=SIZE))
    info = PdfInfo(title="", author="", width=width, height=height)
    return write_pdf([Sheet(pages=[Placed(marks=marks)])], info)


def cells_of(picture: Image.Image) -> list[Image.Image]:
    side = CELL * DPI / 72
    found = []
    for place in range(len(LETTERS)):
        left, top = place % ACROSS * side, place // ACROSS * side
        found.append(picture.crop((int(left), int(top), int(left + side), int(top + side))))
    return found


def wrong_cells(seen: Image.Image, golden: Image.Image) -> list[str]:
    """Give the letters whose cells differ by more than the edge of a stroke may."""
    pairs = zip(cells_of(seen), cells_of(golden), LETTERS, strict=True)
    return [letter for one, two, letter in pairs if difference(one, two) > TOLERANCE]


def difference(one: Image.Image, two: Image.Image) -> int:
    """Give the largest difference of dots, each seen with its neighbors."""
    apart = ImageChops.difference(one, two).reduce(2)
    return int(apart.getextrema()[1])


def golden_path(face: Face) -> Path:
    return GOLDEN / f"{face.value}.png"


def test_there_are_134_accented_letters() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134


@pytest.mark.parametrize("face", Face)
def test_every_accented_letter_looks_as_in_the_golden_picture(face: Face) -> None:
    pdf = letters_pdf(LETTERS, face)
    assert wrong_cells(picture_of(pdf, dpi=DPI), Image.open(golden_path(face)).convert("L")) == []
    assert set(LETTERS) <= set(text_of(pdf))


@pytest.mark.parametrize("face", Face)
def test_one_missing_mark_in_any_letter_is_noticed(face: Face) -> None:
    """Each letter loses its tone or, without one, its hat or horn or stroke."""
    bare = [without_a_mark(letter) for letter in LETTERS]
    golden = Image.open(golden_path(face)).convert("L")
    assert wrong_cells(picture_of(letters_pdf(bare, face), dpi=DPI), golden) == LETTERS


def without_a_mark(letter: str) -> str:
    if letter in "đĐ":
        return {"đ": "d", "Đ": "D"}[letter]
    parts = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in parts[1:] if mark in TONES]
    kept = parts.replace(tones[0], "") if tones else parts[:1]
    return unicodedata.normalize("NFC", kept)


if __name__ == "__main__":
    for each in Face:
        picture_of(letters_pdf(LETTERS, each), dpi=DPI).save(golden_path(each), optimize=True)
