"""The work list of the day: read, worded, and where each row leads. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from agent_desk.clock import HANOI, from_iso, local, to_iso
from agent_desk.i18n import tr, trn
from agent_desk.ids import DossierId
from agent_desk.queries import today as today_query
from agent_desk.queries.assist import follow_ups_due
from agent_desk.queries.prints import count_waiting
from agent_desk.queries.today import Task
from agent_desk.ui import when
from agent_desk.ui.pages.today.words import FOLLOW_UP, PRINTS, as_follow_up, as_prints, as_row
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.errors import DeskError
    from agent_desk.queries.assist import FollowUpRow
    from agent_desk.queries.today import DayFigures, TodayRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.rows import ListRow

_LIMIT = 100
_IN_RECEPTION = (
    Task.GET_SUPPLEMENT,
    Task.FINISH_CASE,
    Task.AWAIT_CITIZEN,
    Task.AWAIT_PORTAL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the day."""

    value: str = ""
    note: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayScreen:
    """What the page shows; ``is_read`` is false until the first read came back."""

    subtitle: str = ""
    served: Figure = field(default_factory=Figure)
    sent_home: Figure = field(default_factory=Figure)
    to_forward: Figure = field(default_factory=Figure)
    to_return: Figure = field(default_factory=Figure)
    rows: tuple[ListRow, ...] = ()
    is_read: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    figures: DayFigures
    rows: tuple[TodayRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    prints_waiting: int = 0


class TodayPresenter(Presenter[TodayScreen]):
    """Reads the day again whenever asked to; rows lead to their dossier or case."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, TodayScreen())
        self._navigator = navigator
        self._tasks: dict[str, Task] = {}

    def refresh(self) -> None:
        """Read the day again."""
        desk = self._office.desk
        now = desk.clock.now()

        def read() -> _Day:
            with desk.store.read() as connection:
                return _Day(
                    figures=today_query.figures(connection, _day_start(now), to_iso(now)),
                    rows=today_query.rows(connection, to_iso(now), limit=_LIMIT),
                    follow_ups=follow_ups_due(connection, local(now).date(), limit=_LIMIT),
                    prints_waiting=count_waiting(connection),
                )

        self._jobs.submit("store", read, done=lambda day: self._show(day, now), failed=self._fail)

    def greet(self) -> None:
        """Begin with the next citizen."""
        self._navigator.greet(None)

    def act(self, key: str) -> None:
        """Go where the button of a row leads."""
        if key == PRINTS:
            self._navigator.open_page("printers")
            return
        if key.startswith(FOLLOW_UP):
            self._navigator.open_page("accounts")
            return
        task = self._tasks.get(key)
        if task is None:
            return
        if task in _IN_RECEPTION:
            self._navigator.open_case(DossierId(key))
        else:
            self._navigator.open_dossier(DossierId(key))

    def _show(self, day: _Day, now: datetime) -> None:
        self._tasks = {row.dossier_id: row.task for row in day.rows}
        self.show(
            TodayScreen(
                subtitle=_subtitle(now),
                served=_served(day.figures),
                sent_home=_sent_home(day.figures),
                to_forward=_to_forward(day.figures, now),
                to_return=_to_return(day.figures),
                rows=_in_order(day, now),
                is_read=True,
            )
        )

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, error=error.message))


def _in_order(day: _Day, now: datetime) -> tuple[ListRow, ...]:
    """Set what was promised to people after what is late, before what may wait."""
    late = sum(row.is_late for row in day.rows)
    rows = [as_row(row, now) for row in day.rows]
    promised = [as_follow_up(row, local(now).date()) for row in day.follow_ups]
    prints = [as_prints(day.prints_waiting)] if day.prints_waiting else []
    return (*prints, *rows[:late], *promised, *rows[late:])


def _day_start(now: datetime) -> str:
    midnight = datetime.combine(local(now).date(), time.min, tzinfo=HANOI)
    return to_iso(midnight)


def _subtitle(now: datetime) -> str:
    day = local(now).date()
    return tr(
        "{weekday} {day} · most urgent first",
        weekday=when.say_weekday(day),
        day=f"{day:%d/%m/%Y}",
    )


def _served(figures: DayFigures) -> Figure:
    other = figures.served - figures.lodged - figures.taken_in - figures.sent_home
    note = tr(
        "{online} online · {paper} on paper · {other} other",
        online=figures.lodged,
        paper=figures.taken_in,
        other=max(0, other),
    )
    return Figure(value=str(figures.served), note=note)


def _sent_home(figures: DayFigures) -> Figure:
    note = (
        tr("papers were missing") if figures.sent_home else tr("nobody had to come back for papers")
    )
    tone = Tone.WAITING if figures.sent_home else None
    return Figure(value=str(figures.sent_home), note=note, tone=tone)


def _to_forward(figures: DayFigures, now: datetime) -> Figure:
    if not figures.to_forward:
        return Figure(value="0", note=tr("no papers lie here"))
    note = ""
    is_late = False
    if figures.forward_by:
        first = from_iso(figures.forward_by)
        note = tr("first one due {time}", time=when.show_moment(first, now))
        is_late = first < now
    tone = Tone.WRONG if is_late else Tone.WAITING
    return Figure(value=str(figures.to_forward), note=note, tone=tone)


def _to_return(figures: DayFigures) -> Figure:
    if not figures.to_return:
        return Figure(value="0", note=tr("no results wait"))
    if figures.overdue:
        note = trn("{n} is late", "{n} are late", figures.overdue)
        return Figure(value=str(figures.to_return), note=note, tone=Tone.WRONG)
    return Figure(value=str(figures.to_return), note=tr("all in time"), tone=Tone.BRAND)
