"""The list of a session for the trainer: who signed up, to be ticked by pen; rows for others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.penned import free_line, office_letterhead
from agent_desk.documents.session_paper import PenColumn, facts_and_code, pen_rows, session_print
from agent_desk.documents.sheet import MM, Print, a4, print_pdf
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from agent_desk.documents.session_paper import SessionPaper

DOCUMENT = "roster_sheet"
_SIZE = 12.5
_ROW = 7.6 * MM
_EMPTY_ROWS = 3

_COLUMNS = (
    PenColumn(key="column_number", share=0.07),
    PenColumn(key="column_came", share=0.10, is_box=True),
    PenColumn(key="column_name", share=0.32),
    PenColumn(key="column_birth", share=0.13),
    PenColumn(key="column_contact", share=0.10, is_box=True),
    PenColumn(key="column_photo", share=0.09, is_box=True),
    PenColumn(key="column_statistics", share=0.10, is_box=True),
    PenColumn(key="column_mark", share=0.09),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """Somebody who signed up: name and birth as they gave them; no phone, no number."""

    name: str
    birth: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterSheet:
    """The session and who is on its list, in the order of the screen."""

    session: SessionPaper
    lines: tuple[RosterLine, ...] = ()


def render_roster_sheet(sheet: RosterSheet) -> bytes:
    """Write the list as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(roster_sheet_job(sheet))


def roster_sheet_job(sheet: RosterSheet) -> Print:
    """Lay out a row for each person and some more. Raises: NotFound if the wording is unknown."""
    paper = sheet.session
    words = wording(DOCUMENT, paper.head.template_version)
    layout = replace(a4(_SIZE), left=18 * MM, right=14 * MM, top=14 * MM, bottom=12 * MM)
    form = parts.OfficeForm(head=paper.head, words=words, layout=layout)
    known = [(line.name, line.birth) for line in sheet.lines]
    empty = max(_EMPTY_ROWS, paper.seats - len(known))
    rows = [
        (str(n), "", name, birth, "", "", "", "")
        for n, (name, birth) in enumerate([*known, *[("", "")] * empty], start=1)
    ]
    blocks = [
        office_letterhead(form),
        *parts.title(form, parts.print_line(form)),
        facts_and_code(form, paper),
        free_line(form),
        form.space(0.3),
        form.note("how"),
        form.space(0.4),
        *pen_rows(form, _COLUMNS, rows, _ROW),
    ]
    return session_print(form, paper, blocks)
