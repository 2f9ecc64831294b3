"""A shift is handed over: the list now, the one that waits, both confirmations. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.commands.shift import give_shift, take_shift
from agent_desk.domain import bags, disputes
from agent_desk.domain import dossier as states
from agent_desk.domain.bags import BagState
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.fees import show_vnd
from agent_desk.domain.reference import group, looks_like_reference
from agent_desk.domain.shift import Leaving, Part, ShiftState, say_part, say_state
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import shift as query
from agent_desk.ui import when
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.shift import print_shift
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent_desk.domain.shift import Line
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftScreen:
    """``waiting`` is the id of a list that the clerk who sits here can confirm; else empty."""

    rows: tuple[ListRow, ...] = ()
    title: str = ""
    said: str = ""
    tone: Tone = Tone.NEUTRAL
    waiting: str = ""
    last: str = ""
    last_id: str = ""
    message: str = ""
    message_tone: Tone = Tone.GOOD
    is_busy: bool = False


class ShiftPresenter(Presenter[ShiftScreen]):
    """Shows the list of the other clerk while it waits, else what lies here now."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, ShiftScreen())
        self._navigator = navigator
        self._intent: IntentId = new_intent()

    def refresh(self) -> None:
        """Read what is left now, and the lists of before."""
        store = self._office.desk.store

        def read() -> tuple[Leaving, tuple[query.ShiftRow, ...]]:
            with store.read() as connection:
                return query.now_left(connection), query.latest(connection)

        self._jobs.submit("store", read, done=self._show_read, failed=self._fail)

    def _show_read(self, found: tuple[Leaving, tuple[query.ShiftRow, ...]]) -> None:
        left, lists = found
        now = self._office.desk.clock.now()
        waiting = next((one for one in lists if one.state is ShiftState.WAITING), None)
        mine = waiting is not None and waiting.giver_id == self._office.clerk.clerk_id
        title, said, tone = tr("What lies here now"), "", Tone.NEUTRAL
        if waiting is not None:
            left, tone = waiting.left, Tone.WAITING
            moment = when.show_iso(waiting.given_at, now)
            title = tr("{name} left this at {time}", name=waiting.giver, time=moment)
            said = (
                tr("Waiting for confirmation: the clerk who takes over counts and confirms.")
                if mine
                else tr("Count everything with the list, then confirm. Write down what differs.")
            )
        newest = max(lists, key=lambda one: one.given_at, default=None)
        self.show(
            replace(
                self.state,
                rows=rows_of(left, now),
                title=title,
                said=f"{said} {waiting.note}".strip() if waiting else "",
                tone=tone,
                waiting=waiting.shift_id if waiting is not None and not mine else "",
                last=_last(newest, now),
                last_id=newest.shift_id if newest is not None else "",
            )
        )

    def give(self, note: str) -> None:
        """Confirm the list as the one who leaves; pressed twice it is one act."""
        desk, act = self._office.desk, self._office.act(self._intent)
        said = tr("Confirmed. The clerk who takes over confirms it too, at this desk.")
        self._write(lambda: give_shift(desk, act, note), said)

    def take(self, differs: str) -> None:
        """Confirm the waiting list as the one who takes over."""
        name = self.state.waiting
        if name:
            desk, act = self._office.desk, self._office.act(self._intent)
            said = tr("Confirmed by both. The shift is yours.")
            self._write(lambda: take_shift(desk, act, name, differs), said)

    def print_list(self) -> None:
        """Print the newest list, both copies."""
        name, office, intent = self.state.last_id, self._office, new_intent()
        if name:

            def done(printed: Printed) -> None:
                self._navigator.hand_to_printer(printed)

            self._jobs.submit(
                "store", lambda: print_shift(office, intent, name), done=done, failed=self._fail
            )

    def leave(self) -> None:
        """Go back."""
        self._navigator.open_page("counter")

    def _write(self, do: Callable[[], object], said: str) -> None:
        if self.state.is_busy:
            return
        self.show(replace(self.state, is_busy=True))

        def done(_done: object) -> None:
            self._intent = new_intent()
            self.show(replace(self.state, is_busy=False, message=said, message_tone=Tone.GOOD))
            self.refresh()
            self._navigator.something_changed()

        self._jobs.submit("store", do, done=done, failed=self._fail)

    def _fail(self, error: DeskError) -> None:
        state = replace(self.state, is_busy=False, message=error.message)
        self.show(replace(state, message_tone=Tone.WRONG))


def _last(one: query.ShiftRow | None, now: datetime) -> str:
    if one is None:
        return ""
    told = tr(
        "Last list: {name}, {time}, {state}",
        name=one.giver,
        time=when.show_iso(one.given_at, now),
        state=say_state(one.state),
    )
    if one.taker:
        told += f" · {one.taker}, {when.show_iso(one.taken_at, now)}"
    return f"{told} · {one.differs}" if one.differs else told


def rows_of(left: Leaving, now: datetime) -> tuple[ListRow, ...]:
    """Give the list as rows, part by part; state money is one row."""
    parts = (
        (Part.OPEN, left.open),
        (Part.PAPERS, left.papers),
        (Part.RESULTS, left.results),
        (Part.BAGS, left.bags),
        (Part.DISPUTES, left.disputes),
        (Part.CALLS, left.calls),
    )
    rows = [
        _row(part, number, line, now) for part, lines in parts for number, line in enumerate(lines)
    ]
    money = ListRow(key="money", title=show_vnd(left.held_vnd), pill=say_part(Part.MONEY))
    return (*rows, money)


def _row(part: Part, number: int, line: Line, now: datetime) -> ListRow:
    shown = _number(line.number)
    return ListRow(
        key=f"{part}:{number}",
        title=line.who or shown,
        subtitle=" · ".join(t for t in (shown if line.who else "", say_line(part, line)) if t),
        pill=say_part(part),
        tone=Tone.WAITING if part in (Part.DISPUTES, Part.CALLS) else Tone.NEUTRAL,
        when=_until(line.until, now),
    )


def _number(digits: str) -> str:
    if looks_like_reference(digits):
        return group(digits)
    return bags.group(digits) if bags.parse(digits) else digits


def _until(text: str, now: datetime) -> str:
    deadline = when.read_deadline(text) if text else None
    return when.show_deadline(deadline, now) if deadline is not None else ""


def say_line(part: Part, line: Line) -> str:
    """Say how a line stands; what a newer program wrote names itself."""
    known = {
        Part.OPEN: {state.value: states.say(state) for state in DossierState},
        Part.BAGS: {state.value: bags.say(state) for state in BagState},
        Part.DISPUTES: {kind.value: disputes.say(kind) for kind in DisputeKind},
        Part.RESULTS: {"here": "", "parked": tr("kept apart")},
    }
    return known.get(part, {}).get(line.state, line.state)
