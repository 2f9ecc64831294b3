"""Help as data: what a field is, how a thing is done, what each key does. No Qt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from agent_desk import i18n, paths
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class BlockKind(StrEnum):
    """How one part of a help text looks."""

    TEXT = "text"
    HEADING = "heading"
    STEP = "step"
    KEY = "key"
    PAIR = "pair"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of a help text; ``lead`` is the number of a step, a key, or a name."""

    kind: BlockKind
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One how-to page in the language of the screen; ``pages`` are the pages it belongs to."""

    key: str
    title: str
    intro: str
    pages: tuple[str, ...]
    blocks: tuple[Block, ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldHelp:
    """What F1 says of one field; an empty text is left out."""

    title: str
    what: str = ""
    source: str = ""
    example: str = ""


def folder() -> Path:
    """Give the folder of the help files."""
    return paths.resources() / "help"


@cache
def _read(name: str) -> Mapping[str, list[Mapping[str, object]]]:
    raw: Mapping[str, list[Mapping[str, object]]] = json.loads((folder() / name).read_text("utf-8"))
    return raw


def topics() -> tuple[Topic, ...]:
    """Give every how-to page, in the order in which a new clerk should read them."""
    return _topics(i18n.language())


@cache
def _topics(language: str) -> tuple[Topic, ...]:
    return tuple(_topic(raw, language) for raw in _read("howto/howto.json")["topics"])


def _topic(raw: Mapping[str, object], language: str) -> Topic:
    steps = raw["steps"]
    blocks: list[Block] = []
    number = 0
    for step in steps if isinstance(steps, list) else ():
        if "picture" in step:
            blocks.append(
                Block(
                    kind=BlockKind.PICTURE,
                    text=f"{step['picture']}.{language}.png",
                    lead=step["shows"][language],
                )
            )
            continue
        number += 1
        blocks.append(Block(kind=BlockKind.STEP, text=step[language], lead=str(number)))
    return Topic(
        key=str(raw["key"]),
        title=_said(raw["title"], language),
        intro=_said(raw["intro"], language),
        pages=tuple(str(raw["pages"]).split()),
        blocks=tuple(blocks),
        words=str(raw.get("words", "")),
    )


def _said(value: object, language: str) -> str:
    return str(value[language]) if isinstance(value, dict) else str(value or "")


def topic_of(page: str) -> Topic | None:
    """Give the how-to page of a page of the window; None if it has none."""
    return next((topic for topic in topics() if page in topic.pages), None)


def help_of(label: str, hint: str = "") -> FieldHelp:
    """Give what is known of the field with this label; at least its hint."""
    for raw in _read("fields.json")["fields"]:
        if any(_in_words_of_the_screen(each) == label for each in _list(raw["labels"])):
            return _field(raw, label, hint)
    return FieldHelp(title=label, what=hint)


_in_words_of_the_screen = tr
"""Labels of fields stand in the catalogs already; they are only looked up here."""


def help_of_kind(kind: str, label: str, hint: str = "") -> FieldHelp:
    """Give what is known of every field of one kind of a form."""
    for raw in _read("fields.json")["kinds"]:
        if kind in _list(raw["kinds"]):
            return _field(raw, label, hint)
    return FieldHelp(title=label, what=hint)


def _field(raw: Mapping[str, object], label: str, hint: str) -> FieldHelp:
    language = i18n.language()
    what = _said(raw.get("what"), language)
    return FieldHelp(
        title=label,
        what=" ".join(part for part in (what, hint if hint not in what else "") if part),
        source=_said(raw.get("source"), language),
        example=_said(raw.get("example"), language),
    )


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def blocks_of(field: FieldHelp) -> tuple[Block, ...]:
    """Give the help of a field as blocks."""
    parts = (
        (tr("What it is"), field.what),
        (tr("Where it comes from"), field.source),
        (tr("Example"), field.example),
    )
    found = tuple(Block(kind=BlockKind.PAIR, lead=name, text=text) for name, text in parts if text)
    nothing = tr("Type it as it stands on the paper. Nothing is refused while you type.")
    return found or (Block(kind=BlockKind.TEXT, text=nothing),)
