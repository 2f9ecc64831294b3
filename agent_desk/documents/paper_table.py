"""The numbered list of papers as a table that goes on over pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.blocks import Align, Column, table
from agent_desk.documents.runs import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.parts import OfficeForm

_NUMBER_EMS = 3.0
COUNT_EMS = 5.5
SHEETS_EMS = 4.2
_TEXT_SHARE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A column beside the names; left out when all its values are empty, unless ``always``."""

    key: str
    values: Sequence[str]
    always: bool = False
    ems: float = COUNT_EMS


def count(number: int | None) -> str:
    """Write how many of a kind; nothing for none."""
    return str(number) if number else ""


def numbered_table(
    form: OfficeForm, heading_key: str, names: Sequence[str], extras: Sequence[Extra]
) -> list[Block]:
    """Give the table of names with their extra columns, numbered from 1."""
    kept = [extra for extra in extras if extra.always or any(extra.values)]
    size = form.layout.size * _TEXT_SHARE
    text = form.words.text
    name_width = form.layout.inside - size * (_NUMBER_EMS + sum(extra.ems for extra in kept))
    columns = [
        Column(heading=text("column_number"), width=_NUMBER_EMS * size, align=Align.CENTER),
        Column(heading=text(heading_key), width=name_width),
        *(
            Column(heading=text(extra.key), width=extra.ems * size, align=Align.CENTER)
            for extra in kept
        ),
    ]
    rows = [
        [
            [plain(value)]
            for value in (str(place + 1), name, *(extra.values[place] for extra in kept))
        ]
        for place, name in enumerate(names)
    ]
    return table(columns, rows, size)
