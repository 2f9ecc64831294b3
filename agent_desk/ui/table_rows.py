"""Rows of a table as a page draws them, without Qt, so that presenters can make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.ui.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One cell; ``tone`` gives it a soft ground, ``spoken`` says more than ``text``."""

    text: str
    tone: Tone | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: its title and a cell for each column."""

    key: str
    title: str
    cells: tuple[TableCell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: what the titles of its rows are, its columns, its rows."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def spoken(self, row: TableRow) -> str:
        """Give a row as one sentence for a screen reader."""
        told = (
            f"{column}: {cell.spoken or cell.text}"
            for column, cell in zip(self.columns, row.cells, strict=True)
        )
        return ", ".join((row.title, *told))
