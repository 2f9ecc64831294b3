"""The list of postage that the city pays, as a spreadsheet; Vietnamese, no name of a person."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.show import show_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_HEADS = (
    ("STT", 6), ("Số hiệu bưu gửi", 18), ("Số tham chiếu", 22), ("Mã hồ sơ", 26),
    ("Kênh nộp", 12), ("Cách nộp", 16), ("Ngày nộp", 12), ("Căn cứ", 34), ("Ngày gửi", 18),
    ("Ngày phát", 18), ("Trạng thái", 16),
)  # fmt: skip
_HEAD_ROW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One item: its numbers, why the city pays, when it went and came, in words as printed."""

    item_code: str
    reference: str
    official_code: str
    way: str
    filed_on: str
    rule: str
    sent_at: str
    ended_at: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPaper:
    """The list of one office, with the day it was written."""

    site: str
    written_on: date
    lines: Sequence[ClaimLine]
    practice: bool = False


def render_postage_claims(paper: ClaimPaper) -> bytes:
    """Write the list as XLSX; text is written as text, so no cell is ever a formula."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Cước bưu chính")
        title = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DCE8F5",
             "border": 1}
        )  # fmt: skip
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.write_string(0, 0, "Danh sách bưu gửi đề nghị thanh toán cước", title)
        written = f"{paper.site} · lập ngày {show_date(paper.written_on)}"
        sheet.write_string(1, 0, f"DỮ LIỆU THỬ · {written}" if paper.practice else written)
        for column, (name, width) in enumerate(_HEADS):
            sheet.write_string(_HEAD_ROW, column, name, head)
            sheet.set_column(column, column, width)
        for number, line in enumerate(paper.lines, start=1):
            sheet.write_number(_HEAD_ROW + number, 0, number, cell)
            for column, text in enumerate(_texts(line), start=1):
                sheet.write_string(_HEAD_ROW + number, column, text, cell)
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
    return out.getvalue()


def _texts(line: ClaimLine) -> tuple[str, ...]:
    return (
        line.item_code, line.reference, line.official_code, "trực tuyến", line.way, line.filed_on,
        line.rule, line.sent_at, line.ended_at, line.state,
    )  # fmt: skip
