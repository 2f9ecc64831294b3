"""The report of sessions as a spreadsheet: Vietnamese heads, frozen, numbers as numbers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from agent_desk.documents.show import show_date
from agent_desk.documents.training_report import DOCUMENT
from agent_desk.documents.training_tables import tables
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from agent_desk.documents.training_report import ReportPaper
    from agent_desk.documents.training_tables import Cell, ReportTable
    from agent_desk.documents.wording import Wording

_WORDS_WIDTH, _NUMBER_WIDTH = 12, 11
_WIDEST = 60
_HEAD_ROW = 3


def render_training_sheets(paper: ReportPaper) -> bytes:
    """Write the report as XLSX, one sheet a table.

    Text is written as text: a place called ``=1+1`` stays a place. Raises: NotFound if the
    wording version is unknown.
    """
    import xlsxwriter

    words = wording(DOCUMENT, paper.head.template_version)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        created = paper.head.printed_at.replace(tzinfo=None)
        title = words.text("title")
        book.set_properties({"title": title, "author": paper.head.operator, "created": created})
        looks = _Looks(
            title=book.add_format({"bold": True, "font_size": 14}),
            note=book.add_format({"italic": True, "font_color": "#555555"}),
            head=book.add_format(
                {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DCE8F5",
                 "border": 1}
            ),
            words=book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
            number=book.add_format({"align": "center", "valign": "top", "border": 1}),
            total=book.add_format({"bold": True, "align": "center", "border": 1}),
        )  # fmt: skip
        for one in tables(paper.told, words):
            sheet = book.add_worksheet(words.text(f"sheet_{one.key}")[:31])
            _Page(sheet, words, looks).fill(one, paper)
    return out.getvalue()


class _Looks:
    """The formats of a book."""

    def __init__(self, **formats: Format) -> None:
        self.of = formats


class _Page:
    """One sheet while it is filled."""

    def __init__(self, sheet: Worksheet, words: Wording, looks: _Looks) -> None:
        self._sheet, self._words, self._looks = sheet, words, looks.of

    def fill(self, one: ReportTable, paper: ReportPaper) -> None:
        """Write title, days, note, heads and rows."""
        told = paper.told
        days = self._words.text("span", first=show_date(told.first), last=show_date(told.last))
        line = f"{paper.head.site} · {days}"
        if paper.head.practice:
            line = f"{self._words.text('practice')} · {line}"
        self._sheet.write_string(0, 0, self._words.text(one.key), self._looks["title"])
        self._sheet.write_string(1, 0, line, self._looks["note"])
        note = "hidden_note" if told.report.hides_something else "people_note"
        self._sheet.write_string(2, 0, self._words.text(note), self._looks["note"])
        for column, head in enumerate(one.heads):
            self._sheet.write_string(_HEAD_ROW, column, head, self._looks["head"])
        for row, cells in enumerate(one.rows, start=_HEAD_ROW + 1):
            is_total = one.has_total and cells is one.rows[-1]
            for column, cell in enumerate(cells):
                self._write((row, column), cell, is_total=is_total, is_word=column < one.words)
        self._size(one)

    def _write(self, place: tuple[int, int], cell: Cell, *, is_total: bool, is_word: bool) -> None:
        look = self._looks["total" if is_total else "words" if is_word else "number"]
        if isinstance(cell, int):
            self._sheet.write_number(*place, cell, look)
        else:
            text = self._words.text("hidden") if cell is None else cell
            self._sheet.write_string(*place, text, look)

    def _size(self, one: ReportTable) -> None:
        for column, head in enumerate(one.heads):
            texts = [head, *(str(row[column]) for row in one.rows)]
            longest = max(map(len, texts))
            least = _WORDS_WIDTH if column < one.words else _NUMBER_WIDTH
            self._sheet.set_column(column, column, min(max(longest + 2, least), _WIDEST))
        self._sheet.freeze_panes(_HEAD_ROW + 1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(_HEAD_ROW)
