"""Results that go home by post: numbers once, postage by rule, invitations, proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agent_desk.commands import deliveries, delivery_ends, item_pool, result, result_return
from agent_desk.domain.delivery import ProofKind, bundled_states, read_tracking
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.errors import Conflict, DeskError, InvalidInput, NotAllowed
from agent_desk.ids import DossierId
from agent_desk.queries import deliveries as query
from agent_desk.store import ledger
from agent_desk.store.result_tables import results
from tests.support.desks import TestDesk, a_hand_over, a_ready_dossier

POOL = b"first,last\nEA123456785VN,EA123456873VN\n"
TO = deliveries.Addressee(
    receiver="Nguyễn Thị Mẫu",
    phone="0912345678",
    street="Số 1 Phố Mẫu",
    ward_code="00070",
    place="phường Hoàn Kiếm, thành phố Hà Nội",
)


def on_the_shelf(t: TestDesk) -> DossierId:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    return dossier_id


def a_label(t: TestDesk, dossier_id: str, item: str = "EA123456785VN", **more: object) -> str:
    to = replace(TO, **more)  # type: ignore[arg-type]
    new = deliveries.NewDelivery(to=to, items=("Giấy khai sinh",), item_code=item)
    done = deliveries.prepare(t.desk, t.act(), DossierId(dossier_id), new)
    return done["delivery_id"]


def sent(t: TestDesk) -> tuple[DossierId, str]:
    dossier_id = on_the_shelf(t)
    delivery_id = a_label(t, dossier_id)
    deliveries.hand_to_post(t.desk, t.act(), delivery_id, "ea 123 456 785 vn")
    return dossier_id, delivery_id


def row(t: TestDesk, delivery_id: str) -> query.DeliveryRow:
    with t.desk.store.read() as connection:
        found = query.one(connection, delivery_id)
    assert found is not None
    return found


def failed(t: TestDesk) -> str:
    _, delivery_id = sent(t)
    report(t, "15", "23/11/2026 16:00")
    return delivery_id


def report(t: TestDesk, code: str, at: str) -> dict[str, str]:
    content = f"item,code,time\nEA123456785VN,{code},{at}\n".encode()
    t.clock.advance(hours=8)
    found = read_tracking(content, bundled_states()["vnpost"])
    return dict(delivery_ends.track(t.desk, t.act(), found, "file").values)


def test_an_online_dossier_of_hanoi_is_delivered_at_the_city_s_cost_with_its_evidence(
    t: TestDesk,
) -> None:
    delivery_id = a_label(t, on_the_shelf(t))
    found = row(t, delivery_id)
    assert (found.payer, found.why) == ("city", "entitled")
    assert found.evidence["rule"] == "NQ 77/2025/NQ-HĐND"
    assert found.evidence["official_code"].startswith("H26")
    assert (found.phone, found.state) == ("+84912345678", "ready")


def test_the_pool_gives_every_number_once_and_says_when_it_is_empty(t: TestDesk) -> None:
    content = b"first,last\nEA123456785VN,EA123456799VN\n"  # two serials
    assert item_pool.import_pool(t.desk, t.act(), content, "tệp")["count"] == "2"
    codes = []
    for _ in range(2):
        delivery_id = a_label(t, dossier_id := on_the_shelf_again(t), item="")
        codes.append(row(t, delivery_id).item_code)
        deliveries.cancel(t.desk, t.act(), delivery_id, "sai địa chỉ")
    assert codes == ["EA123456785VN", "EA123456799VN"]
    with pytest.raises(InvalidInput, match="no item number left"):
        a_label(t, dossier_id, item="")


def on_the_shelf_again(t: TestDesk) -> DossierId:
    with t.desk.store.read() as connection:
        waiting = query.to_send(connection)
    return DossierId(waiting[0].dossier_id) if waiting else on_the_shelf(t)


def test_numbers_known_already_are_refused_with_their_line(t: TestDesk) -> None:
    item_pool.import_pool(t.desk, t.act(), POOL, "tệp")
    with pytest.raises(InvalidInput, match="Line 2"):
        item_pool.import_pool(t.desk, t.act(), POOL, "tệp")
    twice = b"EA123456785VN,EA123456873VN\nEA123456799VN,EA123456808VN\n"
    for bad, line in ((twice, "Line"), (b"", "no item numbers"), (b"x\n", "Line 1")):
        with pytest.raises(InvalidInput, match=line):
            item_pool.import_pool(t.desk, t.act(), bad, "tệp")


def test_a_typed_number_of_another_shape_is_taken_with_a_warning_and_never_twice(
    t: TestDesk,
) -> None:
    item_pool.import_pool(t.desk, t.act(), POOL, "tệp")
    dossier_id = on_the_shelf(t)
    new = deliveries.NewDelivery(to=TO, items=("Kết quả",), item_code="HN 000123")
    done = deliveries.prepare(t.desk, t.act(), dossier_id, new)
    assert done["item_code"] == "HN000123"
    assert "not one of those" in done["warning"]
    deliveries.cancel(t.desk, t.act(), done["delivery_id"], "nhầm")
    with pytest.raises(Conflict, match="already given"):
        deliveries.prepare(t.desk, t.act(), dossier_id, new)


def test_only_the_label_s_own_number_sends_it_and_the_counter_cannot_return_it_then(
    t: TestDesk,
) -> None:
    dossier_id = on_the_shelf(t)
    delivery_id = a_label(t, dossier_id)
    with pytest.raises(InvalidInput, match="another number"):
        deliveries.hand_to_post(t.desk, t.act(), delivery_id, "EA123456799VN")
    deliveries.hand_to_post(t.desk, t.act(), delivery_id, "EA123456785VN")
    assert t.view(dossier_id).state is DossierState.WITH_POST
    with pytest.raises(DeskError, match="with the post"):
        result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())


def test_an_address_without_its_parts_is_refused_at_each_field(t: TestDesk) -> None:
    dossier_id = on_the_shelf(t)
    with pytest.raises(InvalidInput) as refused:
        a_label(t, dossier_id, receiver=" ", street="", place="", ward_code="", phone="12")
    assert set(refused.value.field_errors) == {"receiver", "street", "place", "phone"}


def test_two_invitations_lie_two_working_days_apart_before_it_goes_back(t: TestDesk) -> None:
    delivery_id = failed(t)
    delivery_ends.invite(t.desk, t.act(), delivery_id, "gọi điện")
    t.clock.moment += timedelta(days=1)
    with pytest.raises(NotAllowed, match="Two working days"):
        delivery_ends.invite(t.desk, t.act(), delivery_id, "gọi điện")
    with pytest.raises(NotAllowed, match="twice first"):
        delivery_ends.send_to_agency(t.desk, t.act(), delivery_id)
    t.clock.moment += timedelta(days=2)  # 24/11 is a day of rest
    delivery_ends.invite(t.desk, t.act(), delivery_id, "giấy mời lần 2")
    delivery_ends.send_to_agency(t.desk, t.act(), delivery_id)
    found = row(t, delivery_id)
    assert (found.state, len(found.invited_on)) == ("at_agency", 2)
    assert t.view(found.dossier_id).state is DossierState.SENT_BACK


def test_the_proof_ends_the_delivery_and_returns_the_dossier(t: TestDesk) -> None:
    dossier_id, delivery_id = sent(t)
    proof = delivery_ends.Delivered(
        kind=ProofKind.OPERATOR, at=t.clock.now() + timedelta(hours=2), signer="Nguyễn Thị Mẫu"
    )
    with pytest.raises(InvalidInput, match="future"):
        delivery_ends.confirm_delivered(t.desk, t.act(), delivery_id, proof)
    t.clock.moment += timedelta(hours=3)
    delivery_ends.confirm_delivered(t.desk, t.act(), delivery_id, proof)
    assert t.view(dossier_id).state is DossierState.RETURNED
    with t.desk.store.read() as connection:
        assert connection.execute(select(results.c.standing)).scalars().all() == ["returned"]
        kinds = [parse(line).kind for line in ledger.lines(connection)]
    assert kinds[-2:] == ["delivery.ended", "result.returned"]


def test_what_came_back_lies_here_again_and_may_be_sent_once_more(t: TestDesk) -> None:
    dossier_id, delivery_id = sent(t)
    delivery_ends.take_back(t.desk, t.act(), delivery_id)
    assert t.view(dossier_id).state is DossierState.DELIVERY_FAILED
    again = a_label(t, dossier_id, item="EA123456799VN")
    deliveries.hand_to_post(t.desk, t.act(), again, "EA123456799VN")
    assert t.view(dossier_id).state is DossierState.WITH_POST


def test_reports_of_the_operator_are_taken_once_and_older_ones_do_not_move_it_back(
    t: TestDesk,
) -> None:
    delivery_id = failed(t)
    assert report(t, "15", "23/11/2026 16:00") == {"taken": "0", "known": "1", "strange": "0"}
    assert report(t, "10", "23/11/2026 12:00")["taken"] == "1"
    assert row(t, delivery_id).state == "not_delivered"
    report(t, "14", "24/11/2026 09:00")
    assert row(t, delivery_id).state == "not_delivered"  # the proof is for a person to record
    unknown = read_tracking(b"RB473124829GB,14,24/11/2026 09:00\n", bundled_states()["vnpost"])
    done = delivery_ends.track(t.desk, t.act(), unknown, "file")
    assert done["strange"] == "1"


def test_postage_of_the_city_is_claimed_once(t: TestDesk) -> None:
    _, delivery_id = sent(t)
    with t.desk.store.read() as connection:
        assert [one.delivery_id for one in query.claimable(connection)] == [delivery_id]
    delivery_ends.claim_postage(t.desk, t.act(), (delivery_id,))
    assert date.fromisoformat(row(t, delivery_id).claimed_on) == t.desk.today()
    with pytest.raises(NotAllowed, match="cannot be claimed"):
        delivery_ends.claim_postage(t.desk, t.act(), (delivery_id,))
