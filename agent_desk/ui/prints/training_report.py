"""The report of sessions at this desk: gathered, printed, written as a spreadsheet. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.catalog.wards import Wards
from agent_desk.clock import local
from agent_desk.commands.printing import PrintJob
from agent_desk.commands.training_report import report_training
from agent_desk.documents.training_report import DOCUMENT, ReportPaper, render_training_report
from agent_desk.documents.training_sheets import render_training_sheets
from agent_desk.documents.training_tables import Names, Told
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.domain.training.report import build
from agent_desk.errors import NotFound, StoreUnusable
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.queries.training_report import figures
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agent_desk.domain.training.report import TrainingReport
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDays:
    """The days of a report, both included."""

    first: date
    last: date


def report_of(office: Office, days: ReportDays) -> Told:
    """Count and name everything (store lane)."""
    with office.desk.store.read() as connection:
        report = build(figures(connection, days.first, days.last))
    return Told(report=report, names=_names(office, report), first=days.first, last=days.last)


def print_report(office: Office, intent_id: IntentId, told: Told) -> Printed:
    """Record and draw the report, and tell the center what it shows (store lane)."""
    head = office_head(office, DOCUMENT, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{DOCUMENT}:{told.first.isoformat()}..{told.last.isoformat()}",
        template_version=head.template_version,
        render=partial(_draw, office, told),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label=_label(told),
    )
    printed = print_paper(office, intent_id, job)
    _tell(office, told)
    return printed


def write_sheets(office: Office, told: Told) -> Path:
    """Write the report as XLSX and give where it lies (store lane). Raises: StoreUnusable."""
    content = render_training_sheets(_paper(office, told, 1))
    now = local(office.desk.clock.now())
    folder = office.desk.store.data.documents
    path = folder / f"{_label(told)}-{now:%Y%m%d-%H%M%S}.xlsx"
    try:
        path.write_bytes(content)
    except OSError as error:
        raise StoreUnusable(
            tr("The spreadsheet cannot be written. Free some space and try again.")
        ) from error
    _tell(office, told)
    return path


def _tell(office: Office, told: Told) -> None:
    act = office.act(new_intent())
    report_training(office.desk, act, (told.first, told.last), told.report)


def _label(told: Told) -> str:
    return f"bao-cao-lop-{told.first:%Y%m%d}-{told.last:%Y%m%d}"


def _draw(office: Office, told: Told, print_number: int) -> bytes:
    return render_training_report(_paper(office, told, print_number))


def _paper(office: Office, told: Told, print_number: int) -> ReportPaper:
    head = office_head(office, DOCUMENT, print_number)
    return ReportPaper(head=head, told=told, maker=office.clerk.name)


def _names(office: Office, report: TrainingReport) -> Names:
    curriculum = installed_curriculum()
    return Names(
        wards={code: _ward(code) for code in report.wards},
        topics={card.topic: card.title for card in curriculum.on(office.desk.today())},
        skills={skill.code: skill.name for skill in curriculum.skills},
        unconfirmed=frozenset(s.code for s in curriculum.skills if not s.is_confirmed),
    )


@cache
def _wards() -> Wards:
    return Wards()


def _ward(code: str) -> str:
    try:
        return _wards().by_code(code).full_name
    except NotFound:
        return code
