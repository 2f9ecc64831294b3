"""Papers of a training session, as they are printed at this desk. No Qt."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.clock import local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents import roster_sheet, session_poster, sign_up_sheet
from agent_desk.documents.numbers import ScanNumber
from agent_desk.documents.roster_sheet import RosterLine, RosterSheet
from agent_desk.documents.session_paper import SessionPaper
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.domain.training.session_code import group
from agent_desk.domain.training.sessions import Need
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.queries import training as query
from agent_desk.queries import training_register as register_query
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


class TrainingSheet(StrEnum):
    """The papers of a session; the values are what the book of prints keeps."""

    POSTER = session_poster.DOCUMENT
    SIGN_UP = sign_up_sheet.DOCUMENT
    ROSTER = roster_sheet.DOCUMENT


_LABELS = {
    TrainingSheet.POSTER: "ap-phich-lop",
    TrainingSheet.SIGN_UP: "ghi-ten-lop",
    TrainingSheet.ROSTER: "danh-sach-lop",
}


def print_sheet(
    office: Office, intent_id: IntentId, session_id: str, sheet: TrainingSheet
) -> Printed:
    """Record and draw a paper of a session (store lane). Raises: DeskError."""
    head = office_head(office, sheet.value, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{sheet.value}:{session_id}",
        template_version=head.template_version,
        render=partial(_draw, office, session_id, sheet),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label=_LABELS[sheet],
    )
    return print_paper(office, intent_id, job)


def _draw(office: Office, session_id: str, sheet: TrainingSheet, print_number: int) -> bytes:
    with office.desk.store.read() as connection:
        row = query.one(connection, session_id)
        people = register_query.register(connection, session_id)
    if row is None:
        raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
    paper = _paper(office, row, sheet, print_number)
    if sheet is TrainingSheet.POSTER:
        return session_poster.render_session_poster(paper)
    if sheet is TrainingSheet.SIGN_UP:
        return sign_up_sheet.render_sign_up_sheet(paper)
    lines = tuple(RosterLine(name=one.name, birth=_birth(one.birth)) for one in people)
    return roster_sheet.render_roster_sheet(RosterSheet(session=paper, lines=lines))


def _birth(kept: str) -> str:
    return kept if len(kept) == 4 else f"{kept}0–{kept[2]}9" if kept else ""


def _paper(
    office: Office, row: query.SessionRow, sheet: TrainingSheet, print_number: int
) -> SessionPaper:
    plan, day = row.plan, local(row.plan.starts_at).date()
    titles = {card.topic: card.title for card in installed_curriculum().on(day)}
    return SessionPaper(
        head=office_head(office, sheet.value, print_number),
        number=ScanNumber(digits=row.code, shown=group(row.code)),
        topics=tuple(titles.get(topic, topic) for topic in plan.topics),
        starts_at=plan.starts_at,
        minutes=plan.minutes,
        place=plan.place,
        trainer=row.trainer_name,
        seats=plan.seats,
        devices=plan.devices,
        needs=tuple(need for need in Need if need in plan.needs),
    )
