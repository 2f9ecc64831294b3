"""From what was read to the list and the pane of the Hand-over page. No Qt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import HANOI, local, to_iso
from agent_desk.domain.bags import BagState, Direction, ItemState
from agent_desk.domain.calendar import CalendarGap
from agent_desk.domain.pickups import next_pickup, read_times
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.queries import bags as bag_query
from agent_desk.queries import day_end as day_query
from agent_desk.ui.pages.handover import words
from agent_desk.ui.pages.handover.in_pane import InBag, arrival_pane, in_pane
from agent_desk.ui.pages.handover.out_pane import OutBag, out_pane
from agent_desk.ui.pages.handover.task_panes import (
    day_pane,
    destination_pane,
    disputes_pane,
    lost_pane,
    problem_pane,
    telling_pane,
)
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.queries.bags import BagRow, ItemRow, PacketRow
    from agent_desk.queries.day_end import DayEnd, DisputeRow
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.handover.state import Pane


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the clerk looks at: a row of the list, a row of the pane, and choices not kept yet."""

    selected: str = ""
    chosen: str = ""
    mode: str = ""
    arriving: str = ""
    outcomes: Mapping[str, ItemState] = field(default_factory=dict)

    @property
    def destination(self) -> str | None:
        """The destination looked at, empty if it is not known; None if it is something else."""
        kind, _, name = self.selected.partition(":")
        return name if kind == "dest" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything read at once."""

    now: datetime
    bags: tuple[BagRow, ...]
    beside: tuple[PacketRow, ...]
    lost: tuple[PacketRow, ...]
    to_tell: tuple[PacketRow, ...]
    day: DayEnd
    clerk: str
    bag: BagRow | None = None
    items: tuple[ItemRow, ...] = ()
    held_vnd: Mapping[str, int] = field(default_factory=dict)
    pickup: datetime | None = None

    @property
    def badge(self) -> int:
        """How many papers lie here in no bag."""
        return len(self.beside)

    def beside_for(self, destination: str | None) -> tuple[PacketRow, ...]:
        """Give what lies here for a destination, the most urgent first."""
        return tuple(one for one in self.beside if one.destination == destination)

    def chosen_packet(self, wish: Wish) -> PacketRow | None:
        """Give the packet chosen in the list of those to tell."""
        if wish.selected != "tell":
            return None
        return next((one for one in self.to_tell if one.reference == wish.chosen), None)

    def chosen_dispute(self, wish: Wish) -> DisputeRow | None:
        """Give the disputed item chosen."""
        found = (one for one in self.day.open_disputes if one.dispute_id == wish.chosen)
        return next(found, None)


def read_board(office: Office, wish: Wish) -> Board:
    """Read the whole page in one snapshot (store lane)."""
    now = office.desk.clock.now()
    day = local(now).date()
    start = to_iso(datetime.combine(day, time.min, HANOI))
    number = wish.selected.partition(":")[2] if wish.selected.startswith("bag:") else ""
    pickup = _pickup(office, now)
    with office.desk.store.read() as connection:
        rows = bag_query.bag_rows(connection, start)
        found = tuple(_until(one, pickup) for one in rows)
        bag = next((one for one in found if one.number == number), None)
        return Board(
            now=now,
            bags=found,
            beside=bag_query.lying_beside(connection),
            lost=bag_query.not_where_they_should_be(connection),
            to_tell=bag_query.to_tell(connection),
            day=day_query.day_end(connection, day.isoformat(), start, to_iso(now)),
            clerk=office.clerk.name,
            bag=bag,
            items=bag_query.items(connection, number) if bag is not None else (),
            held_vnd=bag_query.held_vnd(connection, number) if bag is not None else {},
            pickup=pickup,
        )


def _pickup(office: Office, now: datetime) -> datetime | None:
    try:
        times = read_times(office.setting(settings.PICKUP_TIMES))
        return next_pickup(now, times, office.desk.calendars.agent)
    except (InvalidInput, CalendarGap):  # nothing is fixed then; the legal limit stands
        return None


def _until(bag: BagRow, pickup: datetime | None) -> BagRow:
    """Give a bag that waits here with the stricter of the legal limit and the next pick-up."""
    waits = bag.state in (BagState.OPEN, BagState.SEALED) and bag.direction is Direction.OUT
    if pickup is None or not waits or not bag.items:
        return bag
    return replace(bag, cutoff_at=min(filter(None, (bag.cutoff_at, to_iso(pickup)))))


def draw_rows(board: Board) -> tuple[ListRow, ...]:
    """Give the list: bags in work and papers without a bag by urgency, tasks, closed bags, day."""
    waiting: dict[str, list[PacketRow]] = defaultdict(list)
    for one in board.beside:
        waiting[one.destination].append(one)
    is_open = {
        bag.other_side
        for bag in board.bags
        if bag.state is BagState.OPEN and bag.direction is Direction.OUT
    }
    urgent: list[tuple[str, ListRow]] = []
    closed: list[ListRow] = []
    for bag in board.bags:
        left = len(waiting[bag.other_side]) if bag.state is BagState.OPEN else 0
        row = words.bag_row(bag, left, board.now)
        if bag.state in (BagState.HANDED_OVER, BagState.RECEIVED):
            closed.append(row)
        else:
            urgent.append((_urgency(bag, waiting[bag.other_side]), row))
    for destination, found in waiting.items():
        if destination not in is_open and found:
            first = min((one.forward_by for one in found if one.forward_by), default="9")
            row = words.destination_row(destination, found, board.now, board.pickup)
            urgent.append((first, row))
    urgent.sort(key=lambda pair: pair[0])
    return (*(row for _, row in urgent), *_task_rows(board), *closed, _day_row(board))


def _urgency(bag: BagRow, waiting: list[PacketRow]) -> str:
    moments = [one.forward_by for one in waiting if one.forward_by]
    if bag.cutoff_at:
        moments.append(bag.cutoff_at)
    return min(moments, default="8" if bag.direction is Direction.IN else "9")


def _task_rows(board: Board) -> list[ListRow]:
    rows: list[ListRow] = []
    if board.to_tell:
        n = len(board.to_tell)
        rows.append(_task("tell", tr("Tell the citizens"), n, Tone.BRAND))
    if board.lost:
        n = len(board.lost)
        rows.append(_task("lost", tr("Looked for, or on the way back"), n, Tone.WAITING))
    if board.day.open_disputes:
        n = len(board.day.open_disputes)
        rows.append(_task("disputes", tr("Disputed items"), n, Tone.WAITING))
    return rows


def _task(key: str, title: str, count: int, tone: Tone) -> ListRow:
    return ListRow(
        key=key,
        title=title,
        pill=trn("{n} open", "{n} open", count),
        tone=tone,
        pill_last=True,
    )


def _day_row(board: Board) -> ListRow:
    here = len(board.day.here)
    is_closed = bool(board.day.closings)
    return ListRow(
        key="day",
        title=tr("Close the day"),
        subtitle=trn("{n} dossier stays here", "{n} dossiers stay here", here),
        pill=tr("closed") if is_closed else "",
        tone=Tone.GOOD,
        pill_last=True,
    )


def draw_pane(board: Board, wish: Wish) -> Pane | None:
    """Draw what is looked at; None while nothing is chosen."""
    if wish.selected == "arrive":
        return arrival_pane(f"arrive:{wish.arriving}", wish.arriving)
    if wish.destination is not None:
        return destination_pane(wish.destination, board.beside_for(wish.destination))
    if wish.selected == "disputes":
        return disputes_pane(board.day.open_disputes, board.chosen_dispute(wish), board.now)
    if wish.selected == "tell":
        return telling_pane(board.to_tell, board.chosen_packet(wish), board.now)
    if wish.selected == "lost":
        return lost_pane(board.lost)
    if wish.selected == "day":
        return day_pane(board.day, board.now)
    if board.bag is None:
        return None
    if wish.mode == "problem":
        return problem_pane(board.bag.number, f"problem:{board.bag.number}")
    if board.bag.direction is Direction.IN:
        return in_pane(InBag(bag=board.bag, items=board.items, now=board.now))
    return out_pane(
        OutBag(
            bag=board.bag,
            items=board.items,
            waiting=board.beside_for(board.bag.other_side),
            held_vnd=board.held_vnd,
            clerk=board.clerk,
            now=board.now,
            pickup=board.pickup,
            outcomes=wish.outcomes,
            is_reopening=wish.mode == "reopen",
        )
    )
