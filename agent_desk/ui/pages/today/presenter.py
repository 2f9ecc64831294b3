"""The work list of the day: read, worded, folded, and where each row leads. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI, from_iso, local, to_iso
from agent_desk.domain.forwarding import Forwarding, Urgency
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.queries import today as today_query
from agent_desk.queries.assist import follow_ups_due
from agent_desk.queries.prints import count_waiting
from agent_desk.queries.today_work import ON_THE_WAY, Task, count_late, urgency_of
from agent_desk.queries.trips import came_again, first_time_right, whole
from agent_desk.ui import when
from agent_desk.ui.pages.today import figures
from agent_desk.ui.pages.today.asking import Asking
from agent_desk.ui.pages.today.board import Beside, Group, grouped, rows_of
from agent_desk.ui.pages.today.panes import SEE
from agent_desk.ui.pages.today.state import TodayScreen
from agent_desk.ui.pages.today.task_words import PAGES
from agent_desk.ui.pages.today.words import FOLLOW_UP, PRINTS, Seen
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent_desk.domain.trips import FirstTime
    from agent_desk.errors import DeskError
    from agent_desk.queries.today import DayFigures
    from agent_desk.queries.today_work import Work
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.today.state import Ask

_PAGE = 100
_RATE_DAYS = 90
_IN_RECEPTION = (
    Task.GET_SUPPLEMENT,
    Task.FINISH_CASE,
    Task.AWAIT_CITIZEN,
    Task.AWAIT_PORTAL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    figures: DayFigures
    works: tuple[Work, ...]
    groups: tuple[Group, ...]
    by_key: Mapping[str, Work]
    beside: Beside
    unheard_since: str
    rate: FirstTime
    again: int


class TodayPresenter(Presenter[TodayScreen]):
    """Reads the day again whenever asked to; between reads a minute only words it anew."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, TodayScreen())
        self._navigator = navigator
        self._rules = bundled_forwarding_rules()
        self._day: _Day | None = None
        self._groups: tuple[Group, ...] = ()
        self._by_key: Mapping[str, Work] = {}
        self._open: frozenset[str] = frozenset()
        self._shown = _PAGE
        self._is_reading = False
        self._reads_again = False
        self._looked_at = DossierId("")
        self.asking = Asking(office, jobs, self._show_pane, self._answered)

    def refresh(self) -> None:
        """Read the day again; asked while a read is under way, once more after it."""
        if self._is_reading:
            self._reads_again = True
            return
        self._is_reading = True
        self._jobs.submit("store", self._read, done=self._take, failed=self._fail)

    def _read(self) -> _Day:
        desk = self._office.desk
        now = desk.clock.now()
        iso, today = to_iso(now), local(now).date()
        forwarding = Forwarding(desk.calendars, self._rules)
        week = _midnight(now - timedelta(days=today.weekday()))
        with desk.store.read() as connection:
            rates = first_time_right(connection, _midnight(now - timedelta(days=_RATE_DAYS)))
            works = today_query.work_of(connection, iso, forwarding, self._office.clerk.clerk_id)
            return _Day(
                figures=today_query.figures(connection, _midnight(now), iso),
                works=works,
                groups=grouped(works),
                by_key={work.key: work for work in works},
                beside=Beside(
                    follow_ups=follow_ups_due(connection, today, limit=_PAGE),
                    prints_waiting=count_waiting(connection),
                ),
                unheard_since=today_query.unheard_since(connection),
                rate=whole(rates),
                again=came_again(connection, week),
            )

    def _take(self, day: _Day) -> None:
        self._is_reading = False
        self._day = day
        self._groups = day.groups
        self._by_key = day.by_key
        self._draw()
        self._read_on()

    def _fail(self, error: DeskError) -> None:
        self._is_reading = False
        self.show(replace(self.state, error=error.message))
        self._read_on()

    def _read_on(self) -> None:
        if self._reads_again:
            self._reads_again = False
            self.refresh()

    def tick(self) -> None:
        """Let the clocks go on a minute: nothing is read, what is held is worded anew."""
        if self._day is not None:
            self._draw()

    def _draw(self) -> None:
        day = self._day
        if day is None:
            return
        now = self._office.desk.clock.now()
        seen = Seen(now=now, iso=to_iso(now), unheard=self._unheard(day, now))
        rows = rows_of(self._groups, day.beside, self._open, seen)
        shown = tuple(islice(rows, self._shown))
        late = count_late(day.works, seen.iso)
        late += sum(one.is_late for one in day.beside.follow_ups)
        self.show(
            TodayScreen(
                subtitle=_subtitle(now),
                served=figures.served(day.figures),
                right_first=figures.right_first(day.rate, day.again, day.figures.sent_home),
                to_forward=figures.to_forward(day.works, now),
                to_return=figures.to_return(day.figures),
                rows=shown,
                count=len(day.works) + len(day.beside.follow_ups) + bool(day.beside.prints_waiting),
                late=late,
                has_more=next(rows, None) is not None,
                is_read=True,
                pane=self.state.pane,
            )
        )

    def _unheard(self, day: _Day, now: datetime) -> timedelta:
        """Give how long the center has heard nothing; a usual delay of a sync is none."""
        if not day.unheard_since:
            return timedelta()
        span = now - from_iso(day.unheard_since)
        return span if span >= self._rules.offline_after else timedelta()

    # What the clerk does

    def greet(self) -> None:
        """Begin with the next citizen."""
        self._navigator.greet(None)

    def show_more(self) -> None:
        """Word the next page of rows; they are read already."""
        self._shown += _PAGE
        self._draw()

    def fold(self, key: str, *, is_open: bool) -> None:
        """Show or hide what a group holds."""
        if key not in {group.key for group in self._groups if not group.is_single}:
            return
        self._open = self._open | {key} if is_open else self._open - {key}
        self._draw()

    def act(self, key: str) -> None:
        """Go where the button of a row leads."""
        if key == PRINTS:
            self._navigator.open_page("printers")
            return
        if key.startswith(FOLLOW_UP):
            self._navigator.open_page("accounts")
            return
        group = next((one for one in self._groups if one.key == key), None)
        if group is not None and not group.is_single:
            self._act_on_group(group)
        elif key in self._by_key:
            self._act_on(self._by_key[key], is_member=group is None)

    def _act_on_group(self, group: Group) -> None:
        if group.first.task in ON_THE_WAY:
            self._navigator.open_page(PAGES[group.first.task])
        else:
            self.fold(group.key, is_open=group.key not in self._open)

    def _act_on(self, work: Work, *, is_member: bool) -> None:
        if work.task is Task.ASK_TRIP:
            self.asking.trip(work)
        elif work.task is Task.ANSWER_FINDING:
            self.asking.finding(work)
        elif work.task is Task.LOOK_LATER:
            self._looked_at = DossierId(work.dossier_id)
            self.asking.look(work)
        elif is_member and work.task in ON_THE_WAY:
            self.asking.clock((work.key,))
        elif work.task is Task.RETURN_RESULT:
            self._navigator.open_return(DossierId(work.dossier_id))
        elif work.task is Task.CLEAR_DISPUTE and work.more == "returned_twice":
            self._navigator.open_page("results")
        elif work.task in PAGES:
            self._navigator.open_page(PAGES[work.task])
        elif work.task in _IN_RECEPTION:
            self._navigator.open_case(DossierId(work.dossier_id))
        else:
            self._navigator.open_dossier(DossierId(work.dossier_id))

    def see_clock(self, key: str) -> None:
        """Open the clock of the papers of a row; for a group, of all that share its reason."""
        group = next((one for one in self._groups if one.key == key), None)
        found = self._by_key.get(key)
        works = group.works if group is not None else (found,)
        papers = [work for work in works if work is not None and work.task in ON_THE_WAY]
        now = to_iso(self._office.desk.clock.now())
        late = [work for work in papers if urgency_of(work, now) in (Urgency.SOON, Urgency.LATE)]
        chosen = late or papers[:1]
        if chosen:
            self.asking.clock(tuple(work.key for work in chosen))

    def see_rates(self) -> None:
        """Open how often one visit was enough."""
        self.asking.rates(_RATE_DAYS)

    def answer(self, ask: Ask, choice: str, words: str = "") -> None:
        """Take the answer to a question of the pane."""
        if choice == SEE:
            self._navigator.open_dossier(self._looked_at)
            return
        self.asking.answer(ask, choice, words)

    def export(self, done: Callable[[Path], None]) -> None:
        """Write the rates as a table; ``done`` hears where."""
        self.asking.export(done)

    def close_pane(self) -> None:
        """Go one step back, in the end to the work list; nothing is written by it."""
        self.asking.step_back()

    def _show_pane(self) -> None:
        self.show(replace(self.state, pane=self.asking.pane))

    def _answered(self, words: str) -> None:
        if words:
            self._navigator.say(words, Tone.GOOD)
        self._navigator.something_changed()
        self.refresh()


def _midnight(now: datetime) -> str:
    return to_iso(datetime.combine(local(now).date(), time.min, tzinfo=HANOI))


def _subtitle(now: datetime) -> str:
    day = local(now).date()
    return tr(
        "{weekday} {day} · most urgent first",
        weekday=when.say_weekday(day),
        day=f"{day:%d/%m/%Y}",
    )
