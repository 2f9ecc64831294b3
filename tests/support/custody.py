"""Builders of custody: papers taken in, bags at any point of their way, minutes, arrivals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.commands import (
    appointments,
    bag_arrivals,
    bags,
    day_end,
    disputes,
    minutes,
    state_money,
    taking_in,
)
from agent_desk.commands.bag_arrivals import Arrival
from agent_desk.commands.slip_check import Slip
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import OpenReason
from agent_desk.domain.disputes import DisputeKind, Outcome, Side
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.reference import make
from agent_desk.domain.state_money import MoneyLine
from agent_desk.store.custody_tables import bag_items, hops, packets
from agent_desk.store.custody_tables import bags as bag_rows
from agent_desk.store.custody_tables import disputes as dispute_rows
from agent_desk.store.tables import papers
from tests.support.desks import a_case, a_taken_in_dossier, with_all_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent_desk.commands.unit import Act, Done
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow
    from tests.support.desks import TestDesk

    Ready = Callable[[Act], Done]

RECEIVER = "Trung tâm Phục vụ hành chính công TP Hà Nội"
SEAL = "VNP 88 20417"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Papers that lie at the desk."""

    dossier_id: DossierId
    reference: str
    packet_id: str


def rows_of(t: TestDesk, table: object, **where: object) -> Sequence[StoredRow]:
    statement = select(table)  # type: ignore[call-overload]
    for name, value in where.items():
        statement = statement.where(getattr(table.c, name) == value)  # type: ignore[attr-defined]
    with t.desk.store.read() as connection:
        found: Sequence[StoredRow] = connection.execute(statement).all()
    return found


def packet(t: TestDesk, reference: str) -> StoredRow:
    return rows_of(t, packets, reference=reference)[-1]


def bag(t: TestDesk, number: str) -> StoredRow:
    return rows_of(t, bag_rows, number=number)[0]


def items(t: TestDesk, number: str) -> dict[str, str]:
    return {row.reference: row.state for row in rows_of(t, bag_items, number=number)}


def hops_of(t: TestDesk, reference: str) -> Sequence[StoredRow]:
    found = rows_of(t, hops, packet_id=packet(t, reference).packet_id)
    return sorted(found, key=lambda row: row.hop)


def disputed(t: TestDesk) -> list[tuple[str, str | None]]:
    return [(row.kind, row.reference) for row in rows_of(t, dispute_rows)]


def taken(t: TestDesk) -> Taken:
    """Papers of a new dossier, taken in with both signatures on paper."""
    dossier_id = a_taken_in_dossier(t)
    reference = t.view(dossier_id).reference
    return Taken(
        dossier_id=dossier_id, reference=reference, packet_id=packet(t, reference).packet_id
    )


def a_bag(t: TestDesk, destination: str = RECEIVER) -> str:
    return bags.open_bag(t.desk, t.act(), destination)["number"]


def scan_in(t: TestDesk, number: str, reference: str, *, as_guest: bool = False) -> Done:
    return bags.add_to_bag(t.desk, t.act(), number, Slip(reference=reference, as_guest=as_guest))


def a_filled_bag(t: TestDesk, count: int = 2) -> tuple[str, list[Taken]]:
    found = [taken(t) for _ in range(count)]
    number = a_bag(t)
    for one in found:
        scan_in(t, number, one.reference)
    return number, found


_seals = iter(range(10_000, 99_999))


def a_seal() -> str:
    return f"VNP 88 {next(_seals)}"


def a_sealed_bag(t: TestDesk, count: int = 2) -> tuple[str, list[Taken]]:
    number, found = a_filled_bag(t, count)
    bags.seal(t.desk, t.act(), number, a_seal())
    return number, found


def a_bag_on_its_way(t: TestDesk, count: int = 2) -> tuple[str, list[Taken]]:
    number, found = a_sealed_bag(t, count)
    bags.leave(t.desk, t.act(), number, "Lê Văn Tám")
    return number, found


def the_minutes(t: TestDesk, **changes: object) -> minutes.Minutes:
    values: dict[str, object] = {
        "minutes_number": "BB-17",
        "signer": "Phạm Thị Hoa",
        "signed_at": t.clock.moment,
    }
    return minutes.Minutes(**{**values, **changes})  # type: ignore[arg-type]


def a_handed_over_bag(t: TestDesk, count: int = 2) -> tuple[str, list[Taken]]:
    number, found = a_bag_on_its_way(t, count)
    minutes.hand_over(t.desk, t.act(), number, the_minutes(t))
    return number, found


def foreign_reference(counter: int = 1, desk_code: str = "00101") -> str:
    from datetime import date

    return make(desk_code, date(2026, 11, 23), counter)


def an_arrived_bag(t: TestDesk, **changes: object) -> str:
    values: dict[str, object] = {"sender": "Chi nhánh số 3", "seal_number": "HN 1"}
    arrival = Arrival(**{**values, **changes})  # type: ignore[arg-type]
    return bag_arrivals.accept_bag(t.desk, t.act(), arrival)["number"]


def a_counted_case(t: TestDesk) -> tuple[DossierId, taking_in.TakingIn]:
    dossier_id = a_case(t, channel="post")
    with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    return dossier_id, the_count(t, dossier_id)


def the_count(t: TestDesk, dossier_id: DossierId, **changes: object) -> taking_in.TakingIn:
    on_paper = [
        row
        for row in rows_of(t, papers, dossier_id=dossier_id)
        if row.status in ("original", "copy") and row.kind != "present"
    ]
    values: dict[str, object] = {
        "counted": tuple(
            taking_in.Counted(
                component_id=row.component_id,
                status=PaperStatus.ORIGINAL,
                clerk_sheets=2,
                citizen_sheets=2,
            )
            for row in on_paper
        ),
        "money": (MoneyLine(what="Lệ phí hộ tịch", amount_vnd=8000, receipt_number="BL 17"),),
        "destination": RECEIVER,
        "is_sealed_before_citizen": True,
    }
    return taking_in.TakingIn(**{**values, **changes})  # type: ignore[arg-type]


def a_dispute(t: TestDesk) -> str:
    found = disputes.Difference(kind=DisputeKind.OTHER, words="Nguyễn Thị Mẫu nói thiếu một tờ")
    return disputes.open_dispute(t.desk, t.act(), found)["dispute_id"]


def _take_in_counted(t: TestDesk) -> Ready:
    dossier_id, count = a_counted_case(t)
    return lambda act: taking_in.take_in_counted(t.desk, act, dossier_id, count)


def _redirect(t: TestDesk) -> Ready:
    packet_id = taken(t).packet_id
    return lambda act: taking_in.redirect(t.desk, act, (packet_id,), "Chi nhánh số 1")


def _add_to_bag(t: TestDesk) -> Ready:
    slip, number = Slip(reference=taken(t).reference), a_bag(t)
    return lambda act: bags.add_to_bag(t.desk, act, number, slip)


def _add_guest(t: TestDesk) -> Ready:
    slip, number = Slip(reference=foreign_reference(), as_guest=True), a_bag(t)
    return lambda act: bags.add_to_bag(t.desk, act, number, slip)


def _remove_from_bag(t: TestDesk) -> Ready:
    number, found = a_filled_bag(t)
    return lambda act: bags.remove_from_bag(t.desk, act, number, found[0].reference)


def _seal(t: TestDesk) -> Ready:
    number, _ = a_filled_bag(t)
    return lambda act: bags.seal(t.desk, act, number, SEAL)


def _unseal(t: TestDesk) -> Ready:
    number, _ = a_sealed_bag(t)
    words = "Nguyễn Thị Mẫu xin rút lại"
    return lambda act: bags.unseal(t.desk, act, number, OpenReason.OTHER, words)


def _leave(t: TestDesk) -> Ready:
    number, _ = a_sealed_bag(t)
    return lambda act: bags.leave(t.desk, act, number, "Lê Văn B")


def _arrive(t: TestDesk) -> Ready:
    number, _ = a_bag_on_its_way(t)
    return lambda act: bags.arrive(t.desk, act, number)


def _hand_over(t: TestDesk) -> Ready:
    number, found = a_bag_on_its_way(t)
    given = appointments.Appointment(official_code="H26.99-261123-0917")
    told = {found[0].reference: minutes.MinutesItem(appointment=given)}
    signed = the_minutes(t, items=told, signer="Phạm Văn C")
    return lambda act: minutes.hand_over(t.desk, act, number, signed)


def _keep_appointment(t: TestDesk) -> Ready:
    _, found = a_handed_over_bag(t)
    given = appointments.Appointment(official_code="H26.99-261123-0918", note="Phạm Văn C hẹn")
    return lambda act: appointments.keep_appointment(t.desk, act, found[0].packet_id, given)


def _tell_citizen(t: TestDesk) -> Ready:
    _, found = a_handed_over_bag(t)
    how = appointments.ToldBy.CALL
    return lambda act: appointments.tell_citizen(t.desk, act, found[0].packet_id, how)


def _accept_bag(t: TestDesk) -> Ready:
    arrival = Arrival(sender="Chi nhánh số 3", seal_number="HN 2", listed=2)
    return lambda act: bag_arrivals.accept_bag(t.desk, act, arrival)


def _scan_arrival(t: TestDesk) -> Ready:
    number, reference = an_arrived_bag(t), foreign_reference(31)
    return lambda act: bag_arrivals.scan_arrival(t.desk, act, number, reference)


def _finish_bag(t: TestDesk) -> Ready:
    number = an_arrived_bag(t, listed=3)
    return lambda act: bag_arrivals.finish_bag(t.desk, act, number)


def _take_back(t: TestDesk) -> Ready:
    number, found = a_bag_on_its_way(t)
    back = {found[0].reference: minutes.MinutesItem(outcome=minutes.ItemState.SENT_BACK)}
    minutes.hand_over(t.desk, t.act(), number, the_minutes(t, items=back))
    return lambda act: bag_arrivals.take_back(t.desk, act, found[0].packet_id)


def _open_dispute(t: TestDesk) -> Ready:
    found = disputes.Difference(kind=DisputeKind.OTHER, words="Nguyễn Thị Mẫu nói thiếu một tờ")
    return lambda act: disputes.open_dispute(t.desk, act, found)


def _answer_dispute(t: TestDesk) -> Ready:
    dispute_id = a_dispute(t)
    words = "Phạm Văn C đã đếm lại"
    return lambda act: disputes.answer_dispute(t.desk, act, dispute_id, Side.THEIRS, words)


def _close_dispute(t: TestDesk) -> Ready:
    dispute_id = a_dispute(t)
    return lambda act: disputes.close_dispute(t.desk, act, dispute_id, Outcome.COUNTED_AGAIN)


def _money(
    t: TestDesk, move: Callable[..., Done], *, amount_vnd: int = 8000, before: bool = True
) -> Ready:
    dossier_id = taken(t).dossier_id
    line = MoneyLine(what="Lệ phí", amount_vnd=amount_vnd)
    if before:
        first = state_money.Payment(line=line)
        state_money.take_money(t.desk, t.act(), dossier_id, first)
    paid = state_money.Payment(line=line, other_side="Nguyễn Thị Mẫu")
    return lambda act: move(t.desk, act, dossier_id, paid)


CUSTODY: dict[str, Callable[[TestDesk], Ready]] = {
    "take_in_counted": _take_in_counted,
    "redirect": _redirect,
    "open_bag": lambda t: lambda act: bags.open_bag(t.desk, act, RECEIVER),
    "add_to_bag": _add_to_bag,
    "add_guest": _add_guest,
    "remove_from_bag": _remove_from_bag,
    "seal": _seal,
    "unseal": _unseal,
    "leave": _leave,
    "arrive": _arrive,
    "hand_over": _hand_over,
    "keep_appointment": _keep_appointment,
    "tell_citizen": _tell_citizen,
    "accept_bag": _accept_bag,
    "scan_arrival": _scan_arrival,
    "finish_bag": _finish_bag,
    "take_back": _take_back,
    "open_dispute": _open_dispute,
    "answer_dispute": _answer_dispute,
    "close_dispute": _close_dispute,
    "take_money": lambda t: _money(t, state_money.take_money, before=False),
    "remit_money": lambda t: _money(t, state_money.remit_money),
    "return_money": lambda t: _money(t, state_money.return_money),
    "close_day": lambda t: lambda act: day_end.close_day(t.desk, act),
}
"""Every command of custody, prepared up to the moment at which it can be done."""

make_bag_number = rules.make

CORE = (
    "take_in_counted",
    "add_to_bag",
    "seal",
    "hand_over",
    "accept_bag",
    "finish_bag",
    "remit_money",
    "close_day",
)
"""Those of which every statement is cut by itself; the others are repeated on one desk."""
