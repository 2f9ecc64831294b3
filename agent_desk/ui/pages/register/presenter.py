"""Which days the register covers, how many dossiers that is, and its print. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents.show import show_date
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.register import Span, fields_of, print_register, rows_of
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.errors import DeskError
    from agent_desk.ids import IntentId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_DAY = re.compile(r"(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})?")
_MOST_DAYS = 366


class Days(StrEnum):
    """The usual choices of days, and the two fields for any others."""

    TODAY = "today"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterScreen:
    """What the page shows; ``count`` is None until it is known, ``problem`` says what is wrong."""

    days: Days = Days.THIS_MONTH
    first: str = ""
    last: str = ""
    fields: tuple[Choice, ...] = ()
    field: str = ""
    count: int | None = None
    problem: str = ""
    is_printing: bool = False


class RegisterPresenter(Presenter[RegisterScreen]):
    """Counts in the ``store`` lane at each choice, so that nobody prints an empty book unseen."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        every = Choice(key="", label=tr("Every field"))
        fields = (every, *(Choice(key=name, label=name) for name in fields_of(office)))
        super().__init__(office, jobs, RegisterScreen(fields=fields))
        self._navigator = navigator
        self._intent: IntentId = new_intent()

    def refresh(self) -> None:
        """Begin anew with the chosen days: today may be another day by now."""
        if self.state.days is Days.OTHER:
            self._count()
        else:
            self.choose_days(self.state.days)

    def choose_days(self, days: Days) -> None:
        """Take one of the usual choices; both fields then show its days."""
        today = local(self._office.desk.clock.now()).date()
        first, last = today, today
        if days is Days.THIS_MONTH:
            first = today.replace(day=1)
        elif days is Days.LAST_MONTH:
            last = today.replace(day=1) - timedelta(days=1)
            first = last.replace(day=1)
        if days is Days.OTHER:
            self.show(replace(self.state, days=days))
            return
        self.show(
            replace(self.state, days=days, first=show_date(first), last=show_date(last), count=None)
        )
        self._count()

    def write_days(self, first: str, last: str) -> None:
        """Take typed days."""
        if (first, last) == (self.state.first, self.state.last):
            return
        self.show(replace(self.state, days=Days.OTHER, first=first, last=last, count=None))
        self._count()

    def choose_field(self, field: str) -> None:
        """Keep the dossiers of one field of procedures; empty means all."""
        self.show(replace(self.state, field=field, count=None))
        self._count()

    def print(self) -> None:
        """Print the book and hand it to the printer; pressed twice it is one print."""
        span = self._span()
        if span is None or self.state.is_printing:
            return
        office, intent = self._office, self._intent
        self.show(replace(self.state, is_printing=True))
        self._jobs.submit(
            "store",
            lambda: print_register(office, intent, span),
            done=self._printed,
            failed=self._fail,
        )

    def _printed(self, printed: Printed) -> None:
        self._intent = new_intent()
        self.show(replace(self.state, is_printing=False))
        self._navigator.hand_to_printer(printed)

    def _span(self) -> Span | None:
        state = self.state
        today = local(self._office.desk.clock.now()).date()
        try:
            first, last = read_day(state.first, today), read_day(state.last, today)
            if last < first:
                raise InvalidInput(tr("The last day is before the first one."))
            if (last - first).days >= _MOST_DAYS:
                raise InvalidInput(tr("A register covers one year at most."))
        except InvalidInput as error:
            self.show(replace(state, problem=error.message, count=None))
            return None
        self.show(replace(state, problem=""))
        return Span(first=first, last=last, field=state.field)

    def _count(self) -> None:
        span = self._span()
        if span is None:
            return
        self._intent = new_intent()
        office = self._office
        self._jobs.submit(
            "store",
            lambda: (span, len(rows_of(office, span))),
            done=self._counted,
            failed=self._fail,
        )

    def _counted(self, found: tuple[Span, int]) -> None:
        span, count = found
        if span == self._span():
            self.show(replace(self.state, count=count))

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, is_printing=False))
        self._navigator.say(error.message, Tone.WRONG)


def read_day(text: str, today: date) -> date:
    """Read a typed day; without its year it is of this year. Raises: InvalidInput."""
    found = _DAY.fullmatch(text.strip())
    if found:
        day, month, year = found.groups()
        try:
            return date(int(year or today.year), int(month), int(day))
        except ValueError:
            pass
    raise InvalidInput(tr("Write the day as 23/11/2026."))
