"""Bags: what goes in, what is refused with words, and every hop with its proof."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from agent_desk.clock import from_iso
from agent_desk.commands import bag_arrivals, bags, disputes, minutes
from agent_desk.commands.appointments import Appointment, ToldBy, keep_appointment, tell_citizen
from agent_desk.commands.bag_arrivals import Arrival
from agent_desk.commands.minutes import MinutesItem
from agent_desk.commands.slip_check import SlipRefused, WrongSlip
from agent_desk.devices.intake import check_bytes
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import ItemState, OpenReason, SealSeen
from agent_desk.domain.disputes import Outcome, Side
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.store import ledger
from agent_desk.wire import NoticeKind
from tests.support import custody as c
from tests.support.contents import everything
from tests.support.desks import a_lodged_dossier, a_ready_dossier, a_scan, told

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def refused(t: TestDesk, number: str, reference: str) -> SlipRefused:
    before = everything(t.desk.store)
    with pytest.raises(SlipRefused) as error:
        c.scan_in(t, number, reference)
    assert everything(t.desk.store) == before
    return error.value


def test_every_act_of_custody_is_one_act_however_often_it_is_sent(t: TestDesk) -> None:
    for name, prepare in c.CUSTODY.items():
        ready, act = prepare(t), t.act()
        first = ready(act)
        before = everything(t.desk.store)
        again = ready(act)
        assert (again.values, again.repeated) == (first.values, True), name
        assert everything(t.desk.store) == before, name
    with t.desk.store.read() as connection:
        assert ledger.verify(connection).holds


def test_papers_go_from_hand_to_hand_and_each_hop_has_person_place_time_proof(t: TestDesk) -> None:
    number, (one, _) = c.a_bag_on_its_way(t)
    bags.arrive(t.desk, t.act(), number)
    minutes.hand_over(t.desk, t.act(), number, c.the_minutes(t))
    found = c.hops_of(t, one.reference)
    assert [row.kind for row in found] == [
        *("taken", "bagged", "sealed", "left", "arrived", "handed_over"),
    ]
    assert [row.place for row in found] == ["desk", "bag", "bag", "courier", "door", "authority"]
    assert all(row.person_id == t.clerk_id and row.at and row.proof for row in found)
    assert found[3].other_side == "Lê Văn Tám"
    assert found[5].proof_text == "BB-17"


def test_the_signed_minutes_are_the_moment_of_filing(t: TestDesk) -> None:
    number, found = c.a_bag_on_its_way(t)
    assert t.view(found[0].dossier_id).state is DossierState.IN_TRANSIT
    t.clock.advance(hours=3)
    signed = t.clock.moment - timedelta(hours=1)
    done = minutes.hand_over(t.desk, t.act(), number, c.the_minutes(t, signed_at=signed))
    assert t.view(found[0].dossier_id).state is DossierState.HANDED_OVER
    assert from_iso(done["filed_at"]) == signed.replace(
        microsecond=signed.microsecond // 1000 * 1000
    )
    assert c.packet(t, found[0].reference).filed_at == done["filed_at"]


def test_minutes_cannot_be_signed_before_the_bag_left_nor_in_the_future(t: TestDesk) -> None:
    number, _ = c.a_bag_on_its_way(t)
    left = c.bag(t, number).counted_at
    future = c.the_minutes(t, signed_at=t.clock.moment + timedelta(hours=1))
    with pytest.raises(InvalidInput, match="future"):
        minutes.hand_over(t.desk, t.act(), number, future)
    early = t.clock.moment - timedelta(days=1)
    done = minutes.hand_over(t.desk, t.act(), number, c.the_minutes(t, signed_at=early))
    assert done["filed_at"] == left


def test_a_slip_scanned_twice_is_counted_once(t: TestDesk) -> None:
    number, found = c.a_filled_bag(t)
    assert refused(t, number, found[0].reference).why is WrongSlip.ALREADY_IN


def test_a_slip_for_another_destination_names_the_right_one(t: TestDesk) -> None:
    one, number = c.taken(t), c.a_bag(t, "Chi nhánh số 1")
    error = refused(t, number, one.reference)
    assert error.why is WrongSlip.OTHER_DESTINATION
    assert c.RECEIVER in error.message


def test_a_slip_that_lies_in_another_bag_names_that_bag(t: TestDesk) -> None:
    first, found = c.a_filled_bag(t)
    error = refused(t, c.a_bag(t), found[0].reference)
    assert error.why is WrongSlip.OTHER_BAG
    assert rules.group(first) in error.message


def test_a_slip_already_handed_over_is_told_apart_from_one_on_its_way(t: TestDesk) -> None:
    _, handed = c.a_handed_over_bag(t)
    _, going = c.a_bag_on_its_way(t)
    number = c.a_bag(t)
    assert refused(t, number, handed[0].reference).why is WrongSlip.HANDED_OVER
    assert refused(t, number, going[0].reference).why is WrongSlip.GONE


def test_unknown_misread_and_paperless_slips_are_refused_with_words(t: TestDesk) -> None:
    number = c.a_bag(t)
    ours = c.foreign_reference(77, desk_code="00102")
    assert refused(t, number, ours).why is WrongSlip.UNKNOWN
    assert refused(t, number, ours[:-1] + str((int(ours[-1]) + 1) % 10)).why is WrongSlip.MISREAD
    online = t.view(a_lodged_dossier(t)).reference
    assert refused(t, number, online).why is WrongSlip.NO_PAPER


def test_papers_of_another_desk_go_along_only_on_purpose(t: TestDesk) -> None:
    number, reference = c.a_bag(t), c.foreign_reference()
    error = refused(t, number, reference)
    assert error.why is WrongSlip.OTHER_DESK
    assert "00101" in error.message
    c.scan_in(t, number, reference, as_guest=True)
    guest = c.packet(t, reference)
    assert (guest.kind, guest.place, guest.dossier_id) == ("guest", "bag", None)


def test_a_mistake_is_undone_before_sealing_and_needs_a_reason_after_it(t: TestDesk) -> None:
    number, found = c.a_filled_bag(t)
    bags.remove_from_bag(t.desk, t.act(), number, found[0].reference)
    assert c.packet(t, found[0].reference).place == "desk"
    c.scan_in(t, number, found[0].reference)
    bags.seal(t.desk, t.act(), number, c.a_seal())
    with pytest.raises(NotAllowed, match="sealed"):
        bags.remove_from_bag(t.desk, t.act(), number, found[0].reference)
    with pytest.raises(InvalidInput, match="why"):
        bags.unseal(t.desk, t.act(), number, OpenReason.OTHER)
    bags.unseal(t.desk, t.act(), number, OpenReason.WRONG_CONTENT)
    assert t.view(found[0].dossier_id).state is DossierState.TAKEN_IN
    bags.remove_from_bag(t.desk, t.act(), number, found[0].reference)
    assert c.bag(t, number).times_opened == 1


def test_a_bag_the_courier_brings_back_is_open_again_with_all_its_papers(t: TestDesk) -> None:
    number, found = c.a_bag_on_its_way(t)
    with pytest.raises(Conflict, match="brought it back"):
        bag_arrivals.accept_bag(t.desk, t.act(), Arrival(number=number))
    bags.unseal(t.desk, t.act(), number, OpenReason.NOT_DELIVERED)
    assert c.packet(t, found[0].reference).place == "bag"
    bags.seal(t.desk, t.act(), number, c.a_seal())


def test_an_empty_bag_and_a_used_seal_are_refused(t: TestDesk) -> None:
    number = c.a_bag(t)
    with pytest.raises(NotAllowed, match="empty"):
        bags.seal(t.desk, t.act(), number, c.SEAL)
    sealed, _ = c.a_sealed_bag(t)
    other, _ = c.a_filled_bag(t)
    used = c.bag(t, sealed).seal_number.replace(" ", "-")
    with pytest.raises(InvalidInput, match="already"):
        bags.seal(t.desk, t.act(), other, used)


def test_missing_damaged_and_extra_papers_are_disputed_and_nothing_is_refused(
    t: TestDesk,
) -> None:
    number, (one, two, three) = c.a_bag_on_its_way(t, 3)
    told_items = {
        one.reference: MinutesItem(outcome=ItemState.MISSING, words="không thấy trong túi"),
        two.reference: MinutesItem(outcome=ItemState.DAMAGED),
    }
    extra = c.foreign_reference(5)
    signed = c.the_minutes(t, items=told_items, extra=(extra,), seal=SealSeen.TORN)
    done = minutes.hand_over(t.desk, t.act(), number, signed)
    assert (done["accepted"], done["disputed"]) == ("2", "4")
    assert sorted(kind for kind, _ in c.disputed(t)) == ["damaged", "extra", "missing", "torn_seal"]
    places = [c.packet(t, x.reference).place for x in (one, two, three)]
    assert places == ["unknown", "authority", "authority"]
    assert t.view(one.dossier_id).state is DossierState.IN_TRANSIT


def test_missing_papers_that_turn_up_are_found_and_go_on(t: TestDesk) -> None:
    number, (one,) = c.a_bag_on_its_way(t, 1)
    lost = {one.reference: MinutesItem(outcome=ItemState.MISSING)}
    minutes.hand_over(t.desk, t.act(), number, c.the_minutes(t, items=lost))
    bag_arrivals.take_back(t.desk, t.act(), one.packet_id)
    assert c.packet(t, one.reference).place == "desk"
    c.scan_in(t, c.a_bag(t), one.reference)


def test_a_dispute_has_both_sides_words_and_an_outcome_but_nobody_at_fault(t: TestDesk) -> None:
    dispute_id = c.a_dispute(t)
    disputes.answer_dispute(t.desk, t.act(), dispute_id, Side.THEIRS, "Đã đếm đủ")
    disputes.close_dispute(t.desk, t.act(), dispute_id, Outcome.COUNTED_AGAIN)
    (row,) = c.rows_of(t, c.dispute_rows)
    assert (row.state, row.outcome, row.theirs) == ("closed", "counted_again", "Đã đếm đủ")
    assert not {"guilty", "at_fault", "blamed"} & set(c.dispute_rows.c.keys())
    with pytest.raises(NotAllowed, match="closed"):
        disputes.answer_dispute(t.desk, t.act(), dispute_id, Side.OURS, "thêm")


def test_a_code_and_a_day_come_back_and_the_citizen_is_told(t: TestDesk) -> None:
    _, (one, two) = c.a_handed_over_bag(t)
    due = t.clock.moment + timedelta(days=5)
    given = Appointment(official_code="h26.99-261123-0017", appointment_at=due)
    slip = check_bytes("giay-hen.png", a_scan(60, 80))
    keep_appointment(t.desk, t.act(), one.packet_id, given, slip)
    view = t.view(one.dossier_id)
    assert view.official_code == "H26.99-261123-0017"
    assert any(paper.component_id == "authority_slip" and paper.scans for paper in view.papers)
    tell_citizen(t.desk, t.act(), one.packet_id, ToldBy.CALL)
    assert c.packet(t, one.reference).told_at
    with pytest.raises(Conflict, match="already"):
        keep_appointment(t.desk, t.act(), two.packet_id, given)
    with pytest.raises(InvalidInput, match="code"):
        keep_appointment(t.desk, t.act(), two.packet_id, Appointment(official_code="x1"))


def test_a_clock_set_back_a_day_makes_no_hop_run_backwards(t: TestDesk) -> None:
    number, (one, _) = c.a_sealed_bag(t)
    t.clock.advance(days=-1)
    bags.leave(t.desk, t.act(), number, "Lê Văn Tám")
    found = c.hops_of(t, one.reference)
    counted = [row.counted_at for row in found]
    assert counted == sorted(counted)
    assert found[-1].at < found[-2].at
    assert [row.clock_was_wrong for row in found] == [0, 0, 0, 1]
    assert c.bag(t, number).clock_was_wrong == 1
    minutes.hand_over(t.desk, t.act(), number, c.the_minutes(t))
    assert c.packet(t, one.reference).filed_at >= counted[-1]


def test_a_bag_is_received_once_and_the_second_time_says_since_when(t: TestDesk) -> None:
    number = c.an_arrived_bag(t)
    with pytest.raises(Conflict, match="23/11/2026"):
        bag_arrivals.accept_bag(t.desk, t.act(), Arrival(number=number))


def test_list_and_content_of_an_announced_bag_are_compared(t: TestDesk) -> None:
    number = rules.make("90001", t.desk.today(), 1)
    ready = t.view(a_ready_dossier(t)).reference
    absent, extra = c.foreign_reference(8), c.foreign_reference(9)
    told(
        t,
        NoticeKind.BAG_ANNOUNCED,
        number,
        sender="Chi nhánh số 3",
        seal_number="HN 77",
        references=[ready, absent],
    )
    c.an_arrived_bag(t, number=number, seal_number="HN 78")
    for reference in (ready, extra):
        bag_arrivals.scan_arrival(t.desk, t.act(), number, reference)
    done = bag_arrivals.finish_bag(t.desk, t.act(), number)
    assert (done["received"], done["disputed"]) == ("2", "2")
    assert c.items(t, number) == {ready: "received", absent: "missing", extra: "extra"}
    assert sorted(kind for kind, _ in c.disputed(t)) == ["extra", "missing", "other_seal"]


@pytest.mark.parametrize("is_counted", [True, False])
def test_a_bag_announced_after_it_was_accepted_is_compared_late(
    t: TestDesk, *, is_counted: bool
) -> None:
    ready = t.view(a_ready_dossier(t)).reference
    absent, extra = c.foreign_reference(8), c.foreign_reference(9)
    number = c.an_arrived_bag(t, number=rules.make("90001", t.desk.today(), 1), seal_number="HN 78")
    for reference in (ready, extra):
        bag_arrivals.scan_arrival(t.desk, t.act(), number, reference)
    if is_counted:
        bag_arrivals.finish_bag(t.desk, t.act(), number)
    announced = {"sender": "", "seal_number": "HN 77", "references": [ready, absent]}
    told(t, NoticeKind.BAG_ANNOUNCED, number, **announced)
    if not is_counted:
        bag_arrivals.finish_bag(t.desk, t.act(), number)
    assert c.items(t, number) == {ready: "received", absent: "missing", extra: "extra"}
    found = sorted(kind for kind, _ in c.disputed(t))
    assert found == ["extra", "missing", "other_seal"]
    told(t, NoticeKind.BAG_ANNOUNCED, number, **announced)
    assert sorted(kind for kind, _ in c.disputed(t)) == found


def test_a_result_in_a_bag_lies_at_the_desk_afterwards(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    number = c.an_arrived_bag(t)
    bag_arrivals.scan_arrival(t.desk, t.act(), number, t.view(dossier_id).reference)
    assert t.view(dossier_id).state is DossierState.RESULT_AT_DESK
    assert c.packet(t, t.view(dossier_id).reference).kind == "result"


def test_a_bag_with_fewer_papers_than_its_list_says_is_disputed(t: TestDesk) -> None:
    number = c.an_arrived_bag(t, listed=3)
    bag_arrivals.scan_arrival(t.desk, t.act(), number, c.foreign_reference())
    bag_arrivals.finish_bag(t.desk, t.act(), number)
    assert c.disputed(t) == [("missing", None)]


def test_the_list_of_a_sealed_bag_is_in_its_fact_and_names_nobody(t: TestDesk) -> None:
    number, found = c.a_sealed_bag(t, 3)
    with t.desk.store.read() as connection:
        facts = [parse(fact.line) for fact in ledger.after(connection, 0, limit=500)]
    sealed = next(fact for fact in facts if fact.kind == "bag.sealed")
    assert sealed.subject_id == number
    assert sealed.body["references"] == sorted(one.reference for one in found)


def test_papers_and_a_result_of_one_dossier_never_share_a_bag(t: TestDesk) -> None:
    """Found by the custody machine: the second would have pushed the first off the list."""
    number, (one,) = c.a_bag_on_its_way(t, 1)
    back = {one.reference: MinutesItem(outcome=ItemState.SENT_BACK)}
    minutes.hand_over(t.desk, t.act(), number, c.the_minutes(t, items=back))
    told(t, NoticeKind.RESULT_READY, one.dossier_id, form="paper", result_number="KQ.1")
    arrived = c.an_arrived_bag(t)
    bag_arrivals.scan_arrival(t.desk, t.act(), arrived, one.reference)
    bag_arrivals.take_back(t.desk, t.act(), one.packet_id)
    assert [p.place for p in c.rows_of(t, c.packets, reference=one.reference)] == ["desk"] * 2
    with t.desk.store.write() as connection:
        connection.execute(update(c.packets).values(destination=c.RECEIVER))
    new = c.a_bag(t)
    c.scan_in(t, new, one.reference)
    assert refused(t, new, one.reference).why is WrongSlip.ALREADY_IN
