"""The sign-up sheet of a session: a first name and a decade are enough, the rest is free."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.penned import free_line, office_letterhead
from agent_desk.documents.session_paper import PenColumn, facts_and_code, pen_rows, session_print
from agent_desk.documents.sheet import MM, Print, a4, print_pdf
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from agent_desk.documents.session_paper import SessionPaper

DOCUMENT = "sign_up_sheet"
_SIZE = 12.5
_ROW = 7.8 * MM
_MOST_ROWS = 60
"""More seats than this are signed up for at the counter, not on a wall."""

_COLUMNS = (
    PenColumn(key="column_number", share=0.07),
    PenColumn(key="column_name", share=0.29),
    PenColumn(key="column_birth", share=0.13),
    PenColumn(key="column_phone", share=0.22),
    PenColumn(key="column_contact", share=0.10, is_box=True),
    PenColumn(key="column_photo", share=0.09, is_box=True),
    PenColumn(key="column_statistics", share=0.10, is_box=True),
)


def render_sign_up_sheet(paper: SessionPaper) -> bytes:
    """Write the sheet as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(sign_up_sheet_job(paper))


def sign_up_sheet_job(paper: SessionPaper) -> Print:
    """Lay out a row for each seat. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, paper.head.template_version)
    layout = replace(a4(_SIZE), left=18 * MM, right=14 * MM, top=14 * MM, bottom=12 * MM)
    form = parts.OfficeForm(head=paper.head, words=words, layout=layout)
    rows = [(str(n), *[""] * 6) for n in range(1, min(paper.seats, _MOST_ROWS) + 1)]
    blocks = [
        office_letterhead(form),
        *parts.title(form, parts.print_line(form)),
        facts_and_code(form, paper),
        free_line(form),
        form.space(0.3),
        form.note("optional"),
        form.note("children"),
        form.space(0.4),
        *pen_rows(form, _COLUMNS, rows, _ROW),
    ]
    return session_print(form, paper, blocks)
