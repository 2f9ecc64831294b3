"""Commands of post, shifts, outages and other desks, each prepared up to the moment of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from agent_desk.commands import (
    deliveries,
    delivery_ends,
    dossier,
    elsewhere,
    item_pool,
    outage,
    result,
    shift,
)
from agent_desk.domain import reference
from agent_desk.domain.delivery import ProofKind
from agent_desk.domain.elsewhere import EditField
from agent_desk.domain.postal import make_s10
from agent_desk.ids import DossierId, VisitId
from tests.support.desks import BIRTH, a_ready_dossier

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.unit import Act, Done
    from tests.support.desks import TestDesk

    Ready = Callable[[Act], Done]
    Prepare = Callable[[TestDesk], Ready]

ITEM = "EA123456785VN"


_SERIALS = count(20_000_000)
"""One label is stuck on one item."""


def _new(code: str) -> deliveries.NewDelivery:
    to = deliveries.Addressee(
        receiver="Nguyễn Thị Mẫu",
        phone="0912345678",
        street="Số 1 Phố Mẫu",
        ward_code="00070",
        place="phường Hoàn Kiếm, thành phố Hà Nội",
    )
    return deliveries.NewDelivery(to=to, items=("Giấy khai sinh",), item_code=code)


def _on_the_shelf(t: TestDesk) -> DossierId:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    return dossier_id


def _labelled(t: TestDesk) -> tuple[str, str]:
    code = make_s10("EA", next(_SERIALS))
    done = deliveries.prepare(t.desk, t.act(), _on_the_shelf(t), _new(code))
    return done["delivery_id"], code


def _sent(t: TestDesk) -> str:
    delivery_id, code = _labelled(t)
    deliveries.hand_to_post(t.desk, t.act(), delivery_id, code)
    return delivery_id


def _prepare(t: TestDesk) -> Ready:
    dossier_id = _on_the_shelf(t)
    code = make_s10("EA", next(_SERIALS))
    return lambda act: deliveries.prepare(t.desk, act, dossier_id, _new(code))


def _hand_to_post(t: TestDesk) -> Ready:
    delivery_id, code = _labelled(t)
    return lambda act: deliveries.hand_to_post(t.desk, act, delivery_id, code)


def _confirm(t: TestDesk) -> Ready:
    delivery_id = _sent(t)
    proof = delivery_ends.Delivered(kind=ProofKind.OPERATOR, at=t.clock.now(), signer="Mẫu")
    return lambda act: delivery_ends.confirm_delivered(t.desk, act, delivery_id, proof)


def _enter_slip(t: TestDesk) -> Ready:
    from tests.support.acts import a_citizen, a_visit

    number = outage.make_kit(t.desk, t.act(), 1)["first"]
    t.clock.advance(hours=5)
    who, visit_id = a_citizen(t), VisitId(a_visit(t))
    new = dossier.NewDossier(
        visit_id=visit_id, procedure_code=BIRTH, owner_id=who, submitter_id=who
    )
    slip = outage.FilledSlip(
        number=number,
        happened_at=t.clock.now() - timedelta(hours=1),
        taken_by=t.clerk_id,
        new=new,
    )
    return lambda act: outage.enter_slip(t.desk, act, slip)


def _make_edit(t: TestDesk) -> Ready:
    edit = elsewhere.Edit(
        reference=reference.make("00201", t.desk.today(), 1),
        field=EditField.PHONE,
        value="0987654321",
        reason="đổi số",
    )
    return lambda act: elsewhere.make_edit(t.desk, act, edit)


COUNTER: dict[str, Prepare] = {
    "import_pool": lambda t: (
        lambda act: item_pool.import_pool(t.desk, act, f"{ITEM},{ITEM}\n".encode(), "tệp")
    ),
    "prepare_delivery": _prepare,
    "hand_to_post": _hand_to_post,
    "confirm_delivered": _confirm,
    "make_outage_kit": lambda t: lambda act: outage.make_kit(t.desk, act, 2),
    "enter_outage_slip": _enter_slip,
    "give_shift": lambda t: lambda act: shift.give_shift(t.desk, act, "túi 02"),
    "make_edit": _make_edit,
}
