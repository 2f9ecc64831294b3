"""What a form looks like on the screen, without Qt: entries, groups of lines, sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.ui.rows import Choice


class EntryKind(StrEnum):
    """How an entry is typed in."""

    LINE = "line"
    DIGITS = "digits"
    AREA = "area"
    PICK = "pick"
    SUGGEST = "suggest"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry. ``text`` is what it shows, of a pick the key; ``doubt`` warns, ``error`` refuses.

    ``suggestions`` are shown under the entry being typed in; ``mark`` says where the value is from.
    ``is_needed``: the form cannot go out while this stands as it is.
    """

    path: str
    label: str
    kind: EntryKind
    text: str = ""
    hint: str = ""
    error: str = ""
    doubt: str = ""
    mark: str = ""
    is_wide: bool = True
    is_needed: bool = False
    options: tuple[Choice, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line of a group: its entries and whether it may be taken away."""

    title: str
    entries: tuple[EntryRow, ...]
    can_remove: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group of lines; ``add_label`` is empty when no more fit."""

    path: str
    label: str
    lines: tuple[LineRow, ...]
    hint: str = ""
    error: str = ""
    add_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """What stands under one heading, in the order of typing."""

    title: str
    rows: tuple[EntryRow | GroupRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPicture:
    """The whole form as it stands now; ``summary`` is a line such as "19 items, 11 filled in"."""

    title: str
    summary: str
    note: str
    sections: tuple[SectionRow, ...]

    def entries(self) -> Iterator[EntryRow]:
        """Give every entry, those of lines too, in the order of typing."""
        for section in self.sections:
            for row in section.rows:
                if isinstance(row, EntryRow):
                    yield row
                    continue
                for line in row.lines:
                    yield from line.entries
