"""The report of sessions: a month, a quarter or a year; counted, printed, as a table. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents.show import show_date
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.ui.pages.training_report import words
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.prints.training_report import (
    ReportDays,
    print_report,
    report_of,
    write_sheets,
)
from agent_desk.ui.table_rows import Table
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.documents.training_tables import Told
    from agent_desk.errors import DeskError
    from agent_desk.ids import IntentId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_NONE = Table(head="", columns=(), rows=())


class Days(StrEnum):
    """Which days: whole months and more, so that no two reports differ by a single day."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScreen:
    """What the page shows."""

    days: Days = Days.THIS_MONTH
    span: str = ""
    summary: Table = _NONE
    sessions: Table = _NONE
    wards: Table = _NONE
    skills: Table = _NONE
    hides: bool = False
    is_empty: bool = False
    message: str = ""
    tone: Tone = Tone.GOOD
    is_read: bool = False
    is_busy: bool = False


def days_of(days: Days, today: date) -> ReportDays:
    """Give the first and the last day; of a span that is not over, its last day all the same."""
    month = today.replace(day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    if days is Days.THIS_MONTH:
        return ReportDays(first=month, last=_end(month, 1))
    if days is Days.LAST_MONTH:
        before = (month - timedelta(days=1)).replace(day=1)
        return ReportDays(first=before, last=_end(before, 1))
    if days is Days.THIS_QUARTER:
        return ReportDays(first=quarter, last=_end(quarter, 3))
    if days is Days.LAST_QUARTER:
        before = (quarter - timedelta(days=62)).replace(day=1)
        first = before.replace(month=(before.month - 1) // 3 * 3 + 1)
        return ReportDays(first=first, last=_end(first, 3))
    return ReportDays(first=today.replace(month=1, day=1), last=date(today.year, 12, 31))


def _end(first: date, months: int) -> date:
    later = first.year * 12 + first.month - 1 + months
    return date(later // 12, later % 12 + 1, 1) - timedelta(days=1)


class ReportPresenter(ActingPresenter[ReportScreen]):
    """Counts in the ``store`` lane; the center is told what a print or a spreadsheet shows."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, ReportScreen())
        self._navigator = navigator
        self._told: Told | None = None
        self._print: IntentId = new_intent()

    def refresh(self) -> None:
        """Count again."""
        self.choose(self.state.days)

    def choose(self, days: Days) -> None:
        """Count the days that were chosen."""
        span = days_of(days, self._office.desk.today())
        words_ = tr("{first} to {last}", first=show_date(span.first), last=show_date(span.last))
        self.show(replace(self.state, days=days, span=words_))
        self._jobs.submit(
            "store",
            partial(report_of, self._office, span),
            done=self._show_report,
            failed=self._fail,
        )

    def _show_report(self, told: Told) -> None:
        if told.first != days_of(self.state.days, self._office.desk.today()).first:
            return
        if self._told is None or self._told.report != told.report:
            self._print = new_intent()
        self._told, report = told, told.report
        self.show(
            replace(
                self.state,
                summary=words.summary(report),
                sessions=words.sessions(told),
                wards=words.wards(told),
                skills=words.skills(told),
                hides=report.hides_something,
                is_empty=not report.session_count and not report.quick_lessons,
                is_read=True,
            )
        )

    def print(self) -> None:
        """Print what is shown; pressed twice it is one print."""
        told, office, intent = self._told, self._office, self._print
        if told is not None and not self.state.is_busy:
            self._run(lambda: print_report(office, intent, told), self._printed)

    def _printed(self, printed: Printed) -> None:
        self._print = new_intent()
        self._navigator.hand_to_printer(printed)
        self._navigator.something_changed()

    def save(self) -> None:
        """Write what is shown as a spreadsheet and say where it lies."""
        told, office = self._told, self._office
        if told is not None and not self.state.is_busy:
            self._run(lambda: write_sheets(office, told), self._saved)

    def _saved(self, path: Path) -> None:
        said = tr("Spreadsheet: {file}", file=str(path))
        self.show(replace(self.state, message=said, tone=Tone.GOOD))
        self._navigator.something_changed()

    def back(self) -> None:
        """Go back to the calendar of sessions."""
        self._navigator.open_page("training")

    def _busy(self, *, is_busy: bool) -> ReportScreen:
        message = "" if is_busy else self.state.message
        return replace(self.state, is_busy=is_busy, message=message)

    def _fail(self, error: DeskError) -> None:
        state = replace(self.state, is_busy=False)
        self.show(replace(state, message=error.message, tone=Tone.WRONG))
