"""Runs of text in one line: wrapped to a width, never cut, never overlapping."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from agent_desk.documents.fonts import Face, drawable, em_width
from agent_desk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_HARD_SPACE = "\u00a0"  # keeps an amount and its unit on one line
_NO_SHAPE = "\u25a1"


class Run(NamedTuple):
    """Text in one face; ``gap`` is empty space before it, in ems."""

    text: str
    face: Face = Face.REGULAR
    gap: float = 0.0


class Piece(NamedTuple):
    """A run, or a part of one, that has its place in a line."""

    x: float
    text: str
    face: Face


class Line(NamedTuple):
    """One line of a wrapped text and how wide it became."""

    pieces: tuple[Piece, ...]
    width: float


class _Word(NamedTuple):
    text: str
    face: Face
    space: float  # empty space before it, at size one
    spaced: bool  # a space character belongs before it
    glued: bool  # no line may begin with it


def plain(text: str) -> Run:
    """Set text in the regular face."""
    return Run(text)


def bold(text: str) -> Run:
    """Set text in the bold face."""
    return Run(text, Face.BOLD)


def italic(text: str) -> Run:
    """Set text in the italic face."""
    return Run(text, Face.ITALIC)


def labelled(label: str, value: str, *, gap: float = 0.0) -> tuple[Run, Run]:
    """Set a bold label and its value."""
    return Run(f"{label}: ", Face.BOLD, gap), Run(value)


def printable(text: str) -> str:
    """Bring text to NFC without marks that have no shape; spaces at its ends stay.

    What no face can draw becomes an empty box, so that nothing is lost unseen.
    """
    composed = unicodedata.normalize("NFC", text)
    if not composed.replace(_HARD_SPACE, " ").isprintable():
        head = " " if composed[:1].isspace() else ""
        tail = " " if composed[-1:].isspace() else ""
        visible = "".join(c for c in clean(composed) if unicodedata.category(c) != "Cf")
        composed = f"{head}{visible}{tail}"
    known = drawable()
    if known.issuperset(composed):
        return composed
    return "".join(letter if letter in known else _NO_SHAPE for letter in composed)


def wrap(runs: Iterable[Run], size: float, width: float) -> tuple[Line, ...]:
    """Break runs into lines of at most ``width`` points; one empty line if there is no text.

    A word wider than the line is broken between letters.
    """
    clean_runs = [Run(printable(run.text), run.face, run.gap) for run in runs]
    ems = sum(run.gap + em_width(run.text, run.face) for run in clean_runs)
    if ems * size <= width:
        return (_one_line(clean_runs, size),)
    lines = [_set(words, size) for words in _rows(_words(clean_runs), width / size)]
    return tuple(lines) or (Line((), 0.0),)


def wrap_evenly(runs: Iterable[Run], size: float, width: float) -> tuple[Line, ...]:
    """Break runs into as few lines as ``wrap`` does, all about as long: for titles and heads."""
    given = tuple(runs)
    lines = wrap(given, size, width)
    if len(lines) == 1:
        return lines
    words = _words([Run(printable(run.text), run.face, run.gap) for run in given])
    least, most = width / len(lines), width
    while most - least > size / 4:
        middle = (least + most) / 2
        if len(_rows(words, middle / size)) > len(lines):
            least = middle
        else:
            most = middle
    return wrap(given, size, most)


def _one_line(runs: Sequence[Run], size: float) -> Line:
    x, pieces = 0.0, []
    for run in runs:
        x += run.gap * size
        pieces.append(Piece(x, run.text, run.face))
        x += em_width(run.text, run.face) * size
    return Line(tuple(pieces), x)


def _words(runs: Iterable[Run]) -> list[_Word]:
    found: list[_Word] = []
    space, spaced = 0.0, False
    for run in runs:
        space += run.gap
        for place, part in enumerate(run.text.split(" ")):
            if place:
                space, spaced = space + em_width(" ", run.face), True
            if part:
                found.append(_Word(part, run.face, space, spaced, bool(found) and not space))
                space, spaced = 0.0, False
    return found


def _rows(words: Sequence[_Word], ems: float) -> list[list[_Word]]:
    rows: list[list[_Word]] = []
    row: list[_Word] = []
    used = 0.0
    for chunk in _chunks(words):
        need = sum(em_width(word.text, word.face) for word in chunk)
        if row and used + chunk[0].space + need > ems:
            rows.append(row)
            row, used = [], 0.0
        if not row and need > ems:
            *full, chunk = _broken(chunk, ems)
            rows.extend(full)
            need = sum(em_width(word.text, word.face) for word in chunk)
        used += need + (chunk[0].space if row else 0.0)
        row = [*row, *chunk]
    return [*rows, row] if row else rows


def _chunks(words: Iterable[_Word]) -> list[list[_Word]]:
    chunks: list[list[_Word]] = []
    for word in words:
        if word.glued:
            chunks[-1].append(word)
        else:
            chunks.append([word])
    return chunks


def _broken(chunk: Iterable[_Word], ems: float) -> list[list[_Word]]:
    rows: list[list[_Word]] = [[]]
    used = 0.0
    for word in chunk:
        letters = ""
        for letter in word.text:
            step = em_width(letter, word.face)
            if used + step > ems and (letters or rows[-1]):
                rows[-1] += [word._replace(text=letters)] if letters else []
                rows.append([])
                letters, used = "", 0.0
            letters, used = letters + letter, used + step
        rows[-1].append(word._replace(text=letters))
    return rows


def _set(words: Sequence[_Word], size: float) -> Line:
    pieces: list[Piece] = []
    x = 0.0
    for place, word in enumerate(words):
        before = word.space * size if place else 0.0
        blank = " " if place and word.spaced else ""
        text = blank + word.text
        start = x + before - em_width(blank, word.face) * size
        x += before + em_width(word.text, word.face) * size
        if pieces and pieces[-1].face is word.face and _follows(word):
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + text)
        else:
            pieces.append(Piece(start, text, word.face))
    return Line(tuple(pieces), x)


def _follows(word: _Word) -> bool:
    blank = em_width(" ", word.face) if word.spaced else 0.0
    return abs(word.space - blank) < 1e-9
