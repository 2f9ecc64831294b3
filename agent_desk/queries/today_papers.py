"""Papers on their way with their clocks, read page by page along their index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text

from agent_desk.clock import from_iso, to_iso
from agent_desk.domain.bags import BagState
from agent_desk.domain.calendar import CalendarGap
from agent_desk.domain.custody import PacketKind, Place
from agent_desk.domain.disputes import DisputeKind, DisputeState, say
from agent_desk.domain.forwarding import Rule, stage_of
from agent_desk.domain.forwarding_rules import Stage
from agent_desk.queries.today_work import Task, Work
from agent_desk.store.clock_tables import moved_promises
from agent_desk.store.custody_tables import bags, disputes, packets
from agent_desk.store.hot import Hot
from agent_desk.store.tables import citizens, dossiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from agent_desk.domain.forwarding import Forwarding
    from agent_desk.store.hot import StoredTuple

PAGE = 500
_LIVE = text("packets.place IN ('desk', 'bag', 'courier', 'door', 'unknown')")
_PAGE = Hot(
    select(
        packets.c.packet_id,
        packets.c.taken_at,
        packets.c.place,
        packets.c.reference,
        packets.c.dossier_id,
        packets.c.destination,
        packets.c.forward_by,
        packets.c.arrive_by,
        packets.c.bag_number,
        packets.c.counted_at,
        bags.c.state,
        bags.c.left_at,
        dossiers.c.procedure_name,
        citizens.c.name,
    )
    .select_from(packets)
    .outerjoin(bags, packets.c.bag_number == bags.c.number)
    .outerjoin(dossiers, packets.c.dossier_id == dossiers.c.dossier_id)
    .outerjoin(citizens, dossiers.c.owner_id == citizens.c.citizen_id)
    .where(
        _LIVE,
        packets.c.kind != text(f"'{PacketKind.RESULT.value}'"),
        text("(packets.taken_at, packets.packet_id) > (:taken_at, :packet_id)").bindparams(
            bindparam("taken_at"), bindparam("packet_id")
        ),
    )
    .order_by(packets.c.taken_at, packets.c.packet_id)
    .suffix_with(text(f"LIMIT {PAGE}"))
)
_TASKS = {
    Stage.SEAL: Task.SEAL_PAPER,
    Stage.LEAVE: Task.HAND_TO_COURIER,
    Stage.RECEIVE: Task.SIGN_MINUTES,
}
_PLACES = {place.value: place for place in Place}
_BAGS = {state.value: state for state in BagState}


def papers_on_their_way(connection: Connection, forwarding: Forwarding) -> Iterator[Work]:
    """Give every packet that is on its way, with the clock of the hop it is in."""
    reader = _Reader(connection, forwarding)
    taken_at = packet_id = ""
    while True:
        page = _PAGE.rows(connection, {"taken_at": taken_at, "packet_id": packet_id})
        for row in page:
            yield reader.work(row)
        if len(page) < PAGE:
            return
        packet_id, taken_at = page[-1][0], page[-1][1]


class _Reader:
    """Turns rows into work; what papers of one moment share is counted once."""

    def __init__(self, connection: Connection, forwarding: Forwarding) -> None:
        self._forwarding = forwarding
        self._known: dict[tuple[Stage, str, str, str], tuple[str, str, str, str, str]] = {}
        told = select(moved_promises.c.packet_id, moved_promises.c.told_at)
        rows = connection.execute(told.order_by(moved_promises.c.said_at))
        self._told = {row.packet_id: row.told_at for row in rows}
        open_ones = connection.execute(
            select(disputes.c.reference, disputes.c.bag_number).where(
                disputes.c.state != DisputeState.CLOSED.value
            )
        ).all()
        self._disputed = {row.reference for row in open_ones if row.reference}
        self._disputed_bags = {row.bag_number for row in open_ones if not row.reference} - {None}

    def work(self, row: StoredTuple) -> Work:
        (packet_id, taken_at, place, reference, dossier_id, where, leave, arrive, bag,
         counted_at, bag_state, left_at, name, who) = row  # fmt: skip
        stage = stage_of(_PLACES[place], _BAGS.get(bag_state))
        is_stopped = stage is None or reference in self._disputed or bag in self._disputed_bags
        printed = arrive if stage is Stage.RECEIVE else leave
        if stage is None:
            return Work(
                packet_id, Task.FIND_PAPER, dossier_id or "", name or "", who or "", reference,
                where, counted_at, is_stopped=True,
            )  # fmt: skip
        began = (left_at or counted_at) if stage is Stage.RECEIVE else taken_at
        due, warn_at, rule, other, counted = self._due(stage, taken_at, began, where)
        holds = self._told.get(packet_id) or printed
        if holds and (not due or holds < due):
            due, rule, warn_at = holds, Rule.PROMISE.value, min(warn_at, holds)
        return Work(
            packet_id, _TASKS[stage], dossier_id or "", name or "", who or "", reference, where,
            began, due, warn_at, rule, other, printed if printed and printed != counted else "",
            is_stopped, bag or "",
        )  # fmt: skip

    def _due(
        self, stage: Stage, taken_at: str, began: str, where: str
    ) -> tuple[str, str, str, str, str]:
        key = (stage, taken_at, began, where)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._count(stage, taken_at, began, where)
        return found

    def _count(
        self, stage: Stage, taken_at: str, began: str, where: str
    ) -> tuple[str, str, str, str, str]:
        try:
            limits = self._forwarding.limits(stage, from_iso(taken_at), from_iso(began), where)
        except CalendarGap:  # no list of rest days: the promise alone drives
            return "", "", "", "", ""
        one_stop, post = to_iso(limits.one_stop.at), to_iso(limits.post.at)
        rule = limits.driver
        due, other = (one_stop, post) if rule is Rule.ONE_STOP else (post, one_stop)
        counted = post if stage is Stage.RECEIVE else due
        return due, to_iso(limits.warn_at), rule.value, other, counted


def open_disputes(connection: Connection) -> Iterator[Work]:
    """Give what is being clarified, the oldest first; neutral, without a clock."""
    found = connection.execute(
        select(disputes, citizens.c.name)
        .select_from(disputes)
        .outerjoin(dossiers, disputes.c.dossier_id == dossiers.c.dossier_id)
        .outerjoin(citizens, dossiers.c.owner_id == citizens.c.citizen_id)
        .where(disputes.c.state != DisputeState.CLOSED.value)
        .order_by(disputes.c.opened_at)
        .limit(PAGE)
    )
    for row in found:
        kind = DisputeKind(row.kind)
        yield Work(
            key=row.dispute_id,
            task=Task.CLEAR_DISPUTE,
            dossier_id=row.dossier_id or "",
            name=say(kind),
            who=row.name or "",
            reference=row.reference or row.bag_number or "",
            since=row.opened_at,
            is_stopped=True,
            more=kind.value,
        )


def codes_to_tell(connection: Connection) -> Iterator[Work]:
    """Give papers handed over whose citizen does not know code and day yet."""
    found = connection.execute(
        select(packets, dossiers.c.procedure_name, citizens.c.name)
        .select_from(packets)
        .join(dossiers, packets.c.dossier_id == dossiers.c.dossier_id)
        .join(citizens, dossiers.c.owner_id == citizens.c.citizen_id)
        .where(
            packets.c.place == Place.AUTHORITY.value,
            packets.c.told_at.is_(None),
            packets.c.appointment_at.is_not(None) | (packets.c.appointment_note != ""),
        )
        .order_by(packets.c.filed_at)
        .limit(PAGE)
    )
    for row in found:
        yield Work(
            key=row.packet_id,
            task=Task.TELL_CODE,
            dossier_id=row.dossier_id,
            name=row.procedure_name,
            who=row.name,
            reference=row.reference,
            since=row.filed_at or row.changed_at,
            more=row.appointment_at or "",
        )
