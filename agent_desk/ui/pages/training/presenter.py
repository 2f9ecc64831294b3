"""The calendar of sessions: a month, one session or one plan, everything stored in its lane."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI
from agent_desk.commands import training_sessions
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import desk as desk_query
from agent_desk.queries import training as query
from agent_desk.ui.month_cells import add_months, days_of
from agent_desk.ui.pages.training import plan as plans
from agent_desk.ui.pages.training import words
from agent_desk.ui.pages.training.state import (
    PlanPane,
    PlanTyped,
    SessionPane,
    TrainingScreen,
)
from agent_desk.ui.pages.training.topics import topic_titles
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.prints.training import TrainingSheet, print_sheet
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.training.ways import TrainingWays

_USUAL = PlanTyped(time="14:00", minutes="90", seats="15")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    sessions: tuple[query.SessionRow, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _One:
    row: query.SessionRow
    series: tuple[query.SessionRow, ...]
    titles: Mapping[str, str]


class TrainingPresenter(ActingPresenter[TrainingScreen]):
    """One thing at a time at the right; the month at the left moves with the chosen day."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, ways: TrainingWays
    ) -> None:
        today = office.desk.today()
        super().__init__(office, jobs, TrainingScreen(chosen=today, month=words.say_month(today)))
        self._navigator = navigator
        self.ways = ways

    # The month

    @property
    def _day(self) -> date:
        return self.state.chosen or self._office.desk.today()

    def refresh(self) -> None:
        """Read the month and the open session again; what is being typed stays."""
        self._read_month()
        pane = self.state.pane
        if isinstance(pane, SessionPane) and not pane.is_canceling:
            self._jobs.submit(
                "store",
                partial(self._read_one, pane.session_id),
                done=self._draw_session,
                failed=self._fail,
            )

    def _read_month(self) -> None:
        days = days_of(self._day)
        begin, end = _midnight(days[0]), _midnight(days[-1] + timedelta(days=1))
        store = self._office.desk.store

        def read() -> _Found:
            with store.read() as connection:
                return _Found(sessions=query.between(connection, begin, end), titles=self._titles())

        self._jobs.submit("store", read, done=self._show_month, failed=self._fail)

    def _show_month(self, found: _Found) -> None:
        desk, day = self._office.desk, self._day
        cells = words.cells_of(day, desk.today(), found.sessions, desk.calendars.agent)
        rows = [one for one in found.sessions if one.plan.day >= day]
        self.show(
            replace(
                self.state,
                month=words.say_month(day),
                cells=cells,
                chosen=day,
                heading=words.say_from(day, desk.calendars.agent),
                rows=tuple(words.row_of(one, found.titles) for one in rows),
                is_read=True,
            )
        )

    def choose_day(self, day: date) -> None:
        """Go to a day; the month follows."""
        self.show(replace(self.state, chosen=day))
        self._read_month()

    def turn_month(self, months: int) -> None:
        """Go so many months on or back."""
        self.choose_day(add_months(self._day, months))

    def go_to_today(self) -> None:
        """Go to the present day."""
        self.choose_day(self._office.desk.today())

    def act_on_day(self, day: date) -> None:
        """Open the first session of a day, or the form for a new one on it."""
        self.choose_day(day)
        first = next((row for row in self.state.rows if row.tile == f"{day:%d/%m}"), None)
        if first is None:
            self.plan_new()
        else:
            self.open_session(first.key)

    def _titles(self) -> dict[str, str]:
        return topic_titles(self._office.desk.today())

    # One session

    def open_session(self, session_id: str) -> None:
        """Show a session at the right, and its month at the left."""
        self._run(partial(self._read_one, session_id), self._show_session)

    def open_code(self, code: str) -> None:
        """Show the session whose code was scanned."""
        store = self._office.desk.store

        def read() -> _One:
            with store.read() as connection:
                row = query.by_code(connection, code)
            if row is None:
                raise NotFound(tr("This session was planned at another desk."))
            return self._read_one(row.session_id)

        self._run(read, self._show_session)

    def _read_one(self, session_id: str) -> _One:
        with self._office.desk.store.read() as connection:
            row = query.one(connection, session_id)
            if row is None:
                raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
            series = query.of_series(connection, row.series_id) if row.series_id else ()
        return _One(row=row, series=series, titles=self._titles())

    def _show_session(self, found: _One) -> None:
        self.show(replace(self.state, chosen=found.row.plan.day))
        self._draw_session(found)
        self._read_month()

    def _draw_session(self, found: _One) -> None:
        old = self.state.pane
        is_same = isinstance(old, SessionPane) and old.session_id == found.row.session_id
        key = old.key if is_same and isinstance(old, SessionPane) else new_intent()
        now = self._office.desk.clock.now()
        pane = words.pane_of(found.row, found.titles, found.series, now, key)
        self.show(replace(self.state, pane=pane))

    def begin_cancel(self) -> None:
        """Ask why the session is canceled."""
        pane = self.state.pane
        if isinstance(pane, SessionPane) and pane.is_open:
            self.show(replace(self.state, pane=replace(pane, is_canceling=True), message=""))

    def cancel(self, reason: str) -> None:
        """Cancel the open session for a reason."""
        pane = self.state.pane
        if isinstance(pane, SessionPane) and not self.state.is_busy:
            self._state = replace(self.state, pane=replace(pane, reason=reason))
            desk, act = self._office.desk, self._office.act(IntentId(pane.key))
            self._write(
                lambda: training_sessions.cancel_session(desk, act, pane.session_id, reason),
                lambda _done: tr("The session is canceled. Call those who signed up."),
            )

    def finish(self) -> None:
        """Finish the open session: who was not ticked did not come."""
        pane = self.state.pane
        if isinstance(pane, SessionPane) and pane.may_end and not self.state.is_busy:
            desk, act = self._office.desk, self._office.act(IntentId(pane.key))

            def said(done: Done) -> str:
                return tr("Finished: {n} came, {absent} did not.",
                          n=done["attended"], absent=done["absent"])  # fmt: skip

            self._write(lambda: training_sessions.hold_session(desk, act, pane.session_id), said)

    def _write(self, do: Callable[[], Done], say: Callable[[Done], str]) -> None:
        def done(result: Done) -> None:
            pane = self.state.pane
            self.show(replace(self.state, message=say(result), tone=Tone.GOOD))
            if isinstance(pane, SessionPane):
                self.show(replace(self.state, pane=None))
                self.open_session(pane.session_id)
            self._navigator.something_changed()

        self._run(do, done)

    def print_paper(self, sheet: TrainingSheet) -> None:
        """Print the poster, the sign-up sheet or the list of the open session."""
        pane = self.state.pane
        if not isinstance(pane, SessionPane):
            return
        office, intent = self._office, new_intent()
        self._run(
            lambda: print_sheet(office, intent, pane.session_id, sheet),
            self._navigator.hand_to_printer,
        )

    def lead_to(self, key: str) -> None:
        """Open another page of training: the calls that are due, the report."""
        self._navigator.open_page(key)

    # The plan

    def plan_new(self) -> None:
        """Open the form for a session on the chosen day."""
        day = f"{self._day:%d/%m/%Y}"
        typed = replace(_USUAL, day=day, trainer=self._office.clerk.clerk_id)
        self._run(lambda: self._read_form("", tr("Plan a session"), typed), self._show_plan)

    def change(self) -> None:
        """Open the form of the open session."""
        pane = self.state.pane
        if isinstance(pane, SessionPane) and pane.is_open:
            self._run(lambda: self._read_change(pane.session_id), self._show_plan)

    def _read_change(self, session_id: str) -> PlanPane:
        typed = plans.typed_of(self._read_one(session_id).row)
        return self._read_form(session_id, tr("Change or move the session"), typed)

    def _read_form(self, session_id: str, title: str, typed: PlanTyped) -> PlanPane:
        with self._office.desk.store.read() as connection:
            people = desk_query.clerk_rows(connection)
            places = query.places(connection)
        if not typed.place and places:
            typed = replace(typed, place=places[0])
        return PlanPane(
            key=new_intent(),
            session_id=session_id,
            title=title,
            typed=typed,
            topics=tuple(Choice(key=k, label=label) for k, label in self._titles().items()),
            trainers=tuple(Choice(key=one.clerk_id, label=one.name) for one in people),
            places=places,
        )

    def _show_plan(self, pane: PlanPane) -> None:
        self.show(replace(self.state, pane=pane, message=""))

    def look_at(self, typed: PlanTyped) -> None:
        """Keep what was typed and say what speaks against it, without refusing anything."""
        pane = self.state.pane
        if isinstance(pane, PlanPane) and typed != pane.typed:
            self._state = replace(self.state, pane=replace(pane, typed=typed))
            self._jobs.submit(
                "store",
                lambda: self._judge(typed, pane.session_id),
                done=partial(self._show_doubts, typed),
                failed=lambda _error: None,  # half a form is no mistake yet
            )

    def _judge(self, typed: PlanTyped, session_id: str) -> tuple[plans.Planned, tuple[str, ...]]:
        desk = self._office.desk
        now = desk.clock.now()
        planned = plans.read_plan(typed, now, desk.calendars.agent)
        with desk.store.read() as connection:
            said = plans.say_doubts(
                planned,
                lambda begin, end: query.in_the_way(connection, begin, end, session_id),
                desk.calendars.agent,
                now,
            )
        return planned, said

    def _show_doubts(self, typed: PlanTyped, judged: tuple[plans.Planned, tuple[str, ...]]) -> None:
        pane = self.state.pane
        if isinstance(pane, PlanPane) and pane.typed == typed:
            planned, said = judged
            now = replace(pane, doubts=said, days=planned.words, errors={})
            self.show(replace(self.state, pane=now))

    def save(self, typed: PlanTyped) -> None:
        """Write the plan down; what speaks against it is shown once before."""
        pane = self.state.pane
        if not isinstance(pane, PlanPane) or self.state.is_busy:
            return
        self.show(replace(self.state, pane=replace(pane, typed=typed, errors={}), message=""))
        self._run(lambda: self._judge(typed, pane.session_id), partial(self._weigh, pane))

    def _weigh(self, before: PlanPane, judged: tuple[plans.Planned, tuple[str, ...]]) -> None:
        pane, (planned, said) = self.state.pane, judged
        if not isinstance(pane, PlanPane):
            return
        if said and said != before.doubts:
            shown = replace(pane, doubts=said, days=planned.words)
            message = tr("Look at the warnings; press again to plan it all the same.")
            self.show(replace(self.state, pane=shown, message=message, tone=Tone.WAITING))
            return
        desk, act = self._office.desk, self._office.act(IntentId(pane.key))
        if pane.session_id:
            do = partial(training_sessions.change_session, desk, act, pane.session_id, planned.plan)
        else:
            do = partial(training_sessions.plan_sessions, desk, act, planned.plan, planned.days)
        self._run(do, partial(self._planned, pane))

    def _planned(self, pane: PlanPane, done: Done) -> None:
        if pane.session_id:
            said = tr("Changed. Print the poster again if day, time or place is another.")
        elif done["series_id"]:
            said = tr("{n} sessions planned.", n=done["count"])
        else:
            said = tr("Session planned. Print the poster and the sign-up sheet.")
        self.show(replace(self.state, pane=None, message=said, tone=Tone.GOOD))
        self.open_session(pane.session_id or done["session_id"])
        self._navigator.something_changed()

    def close_pane(self) -> None:
        """Go one step back: out of canceling, out of the pane, to Today."""
        pane = self.state.pane
        if isinstance(pane, SessionPane) and pane.is_canceling:
            self.show(replace(self.state, pane=replace(pane, is_canceling=False, errors={})))
        elif isinstance(pane, PlanPane) and pane.session_id:
            self.open_session(pane.session_id)
        elif pane is not None:
            self.show(replace(self.state, pane=None, message=""))
        else:
            self._navigator.open_page("today")

    # Failures

    def _busy(self, *, is_busy: bool) -> TrainingScreen:
        return replace(self.state, is_busy=is_busy)

    def _fail(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        pane = self.state.pane
        state = replace(self.state, is_busy=False)
        if pane is not None and fields:
            self.show(replace(state, pane=replace(pane, errors=fields), message=""))
        else:
            self.show(replace(state, message=error.message, tone=Tone.WRONG))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=HANOI)
