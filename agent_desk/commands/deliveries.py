"""A result goes home by post: its label with a number, who pays, and the act of sending."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from agent_desk.commands import rows
from agent_desk.commands.delivery_rows import delivery_row, move_results, required, set_delivery
from agent_desk.commands.item_pool import GivenItem, take_item
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain.delivery import DeliveryState
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.phone import parse_phone
from agent_desk.domain.postal import normalize_item
from agent_desk.domain.results import ResultForm, Standing
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.delivery_tables import deliveries, entitlement_of
from agent_desk.store.result_tables import results

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.domain.entitlement import Entitlement
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who gets it and where: a street, and the two levels of units there are since July 2025."""

    receiver: str
    phone: str
    street: str
    ward_code: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """What goes to whom. ``item_code`` empty takes the next number of the pool."""

    to: Addressee
    items: tuple[str, ...]
    item_code: str = ""


def prepare(desk: Desk, act: Act, dossier_id: DossierId, new: NewDelivery) -> Done:
    """Give the item its number, decide who pays, and keep what the label says.

    Values: ``delivery_id``, ``item_code``, ``payer``, ``why``, ``warning``.
    Raises: InvalidInput naming the fields, NotAllowed if the result does not lie here, Conflict
    if the number was used before.
    """
    to = _checked(new)

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        states.require_step(DossierState(row.state), DossierState.WITH_POST)
        _require_paper(work, dossier_id)
        _refuse_second(work, dossier_id)
        item = take_item(work, new.item_code)
        made = _Label(
            delivery_id=uuid7(),
            item=item,
            entitled=entitlement_of(row),
            to=to,
            items=tuple(text for one in new.items if (text := clean(one))),
        )
        _keep(work, row, made)
        _record_prepared(work, row, made)
        return {
            "delivery_id": made.delivery_id,
            "item_code": item.code,
            "payer": made.entitled.payer.value,
            "why": made.entitled.why.value,
            "warning": item.warning,
        }

    return perform(desk, act, "prepare_delivery", do)


def cancel(desk: Desk, act: Act, delivery_id: str, reason: str) -> Done:
    """Give a label up before the post has it; its number is not given again.

    Raises: InvalidInput without a reason, NotAllowed once it was sent.
    """
    words = required(reason, "reason", tr("Write why the label is given up."))

    def do(work: Work) -> Mapping[str, str]:
        row = delivery_row(work, delivery_id)
        if row.state != DeliveryState.READY.value:
            raise NotAllowed(tr("The post has it already, so it cannot be given up."))
        set_delivery(work, row, DeliveryState.CANCELED, ended_at=work.at_iso)
        body = {"delivery_id": delivery_id, "item_code": row.item_code}
        work.record(FactKind.DELIVERY_CANCELED, row.dossier_id, body, {"reason": words})
        return {}

    return perform(desk, act, "cancel_delivery", do)


def hand_to_post(desk: Desk, act: Act, delivery_id: str, scanned: str) -> Done:
    """Record that the post took the item: the number on the label was read back from the label.

    Raises: InvalidInput if another number was read, NotAllowed if it was sent before.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = delivery_row(work, delivery_id)
        if row.state != DeliveryState.READY.value:
            raise NotAllowed(tr("This item was already handed to the post."))
        if normalize_item(scanned) != row.item_code:
            words = tr("This is another number. Scan the label of this very item.")
            raise InvalidInput(words, {"scanned": words})
        dossier = rows.dossier(work.connection, row.dossier_id)
        states.require_step(DossierState(dossier.state), DossierState.WITH_POST)
        rows.set_state(work, row.dossier_id, DossierState.WITH_POST)
        move_results(work, row.dossier_id, Standing.HERE, Standing.WITH_POST, gone_at=work.at_iso)
        set_delivery(work, row, DeliveryState.ON_THE_WAY, sent_at=work.at_iso)
        rule = json.loads(row.evidence).get("rule", "")
        body = {
            "delivery_id": delivery_id,
            "reference": dossier.reference,
            "item_code": row.item_code,
            "payer": row.payer,
            "rule": rule,
        }
        work.record(FactKind.DELIVERY_SENT, row.dossier_id, body)
        return {"item_code": row.item_code}

    return perform(desk, act, "hand_to_post", do)


def _checked(new: NewDelivery) -> Addressee:
    to, errors = new.to, dict[str, str]()
    refuse_secrets({"receiver": to.receiver, "street": to.street, "items": "\n".join(new.items)})
    if not clean(to.receiver):
        errors["receiver"] = tr("Write who gets it, as on their card.")
    if not clean(to.street):
        errors["street"] = tr("Write house number and street.")
    if not to.ward_code or not clean(to.place):
        errors["place"] = tr("Choose the ward or commune from the list.")
    if not any(clean(one) for one in new.items):
        errors["items"] = tr("List what is handed over.")
    phone = ""
    try:
        phone = parse_phone(to.phone)
    except InvalidInput as error:
        errors["phone"] = error.message
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)
    return Addressee(
        receiver=clean(to.receiver),
        phone=phone,
        street=clean(to.street),
        ward_code=to.ward_code,
        place=clean(to.place),
    )


def _require_paper(work: Work, dossier_id: str) -> None:
    lying = work.connection.execute(
        select(results.c.result_id).where(
            results.c.dossier_id == dossier_id,
            results.c.standing == Standing.HERE.value,
            results.c.form == ResultForm.PAPER.value,
        )
    ).first()
    if lying is None:
        raise NotAllowed(tr("No paper result of this dossier lies here, so nothing can be sent."))


def _refuse_second(work: Work, dossier_id: str) -> None:
    ready = work.connection.execute(
        select(deliveries.c.item_code).where(
            deliveries.c.dossier_id == dossier_id,
            deliveries.c.state == DeliveryState.READY.value,
        )
    ).scalar()
    if ready is not None:
        raise NotAllowed(
            tr("A label {code} was already made for it. Send that one, or give it up.", code=ready)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    delivery_id: str
    item: GivenItem
    entitled: Entitlement
    to: Addressee
    items: tuple[str, ...]


def _keep(work: Work, row: StoredRow, made: _Label) -> None:
    to = made.to
    work.connection.execute(
        insert(deliveries),
        {
            "delivery_id": made.delivery_id,
            "dossier_id": row.dossier_id,
            "item_code": made.item.code,
            "from_pool": int(made.item.from_pool),
            "state": DeliveryState.READY.value,
            "payer": made.entitled.payer.value,
            "why": made.entitled.why.value,
            "evidence": json.dumps(dict(made.entitled.evidence), ensure_ascii=False),
            "receiver": to.receiver,
            "phone": to.phone,
            "street": to.street,
            "ward_code": to.ward_code,
            "place": to.place,
            "items": json.dumps(made.items, ensure_ascii=False),
            "made_at": work.at_iso,
            "changed_at": work.at_iso,
        },
    )


def _record_prepared(work: Work, row: StoredRow, made: _Label) -> None:
    to, entitled = made.to, made.entitled
    body = {
        "delivery_id": made.delivery_id,
        "reference": row.reference,
        "item_code": made.item.code,
        "from_pool": made.item.from_pool,
        "payer": entitled.payer.value,
        "why": entitled.why.value,
        "evidence": dict(entitled.evidence),
        "ward_code": to.ward_code,
    }
    private = {
        "receiver": to.receiver,
        "phone": to.phone,
        "street": to.street,
        "place": to.place,
        "items": list(made.items),
    }
    work.record(FactKind.DELIVERY_PREPARED, row.dossier_id, body, private)
