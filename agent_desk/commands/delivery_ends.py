"""What becomes of an item that the post has: tracking, invitations, proof, or the way back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from agent_desk.clock import from_iso, local, to_iso
from agent_desk.commands import rows
from agent_desk.commands.delivery_rows import (
    Event,
    add_event,
    delivery_row,
    move_results,
    required,
    set_delivery,
)
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import delivery as rules
from agent_desk.domain import dossier as states
from agent_desk.domain.delivery import DeliveryState, ProofKind
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.postal import normalize_item
from agent_desk.domain.results import Standing
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.delivery_tables import deliveries, delivery_events

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from agent_desk.domain.delivery import Tracked
    from agent_desk.store.tables import StoredRow

_INVITED = "invited"
_MOVES = {
    DeliveryState.ON_THE_WAY,
    DeliveryState.NOT_DELIVERED,
    DeliveryState.COMING_BACK,
}
"""What an operator's report may make of an item; its end is for a person to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What shows that the addressee has it, when, and who signed."""

    kind: ProofKind
    at: datetime
    signer: str
    words: str = ""


def track(desk: Desk, act: Act, reports: tuple[Tracked, ...], source: str) -> Done:
    """Take over what the operator reports of items; what is known already is passed over.

    Values: ``taken``, ``known``, ``strange`` (items that no delivery of this desk has). A report
    of a delivery is an end only together with its proof, which a person records.
    """

    def do(work: Work) -> Mapping[str, str]:
        taken = known = strange = 0
        for one in sorted(reports, key=lambda report: report.at):
            row = _by_item(work, one.item_code)
            if row is None or row.sent_at is None:
                strange += 1
            elif _is_known(work, row.delivery_id, one):
                known += 1
            else:
                taken += 1
                _track_one(work, row, one, source)
        return {"taken": str(taken), "known": str(known), "strange": str(strange)}

    return perform(desk, act, "track_deliveries", do)


def invite(desk: Desk, act: Act, delivery_id: str, how: str) -> Done:
    """Record an invitation to fetch the item after a failed delivery.

    Values: ``number``. Raises: NotAllowed if nothing failed, or the last one was less than two
    working days ago.
    """
    words = required(how, "how", tr("Write how the citizen was invited."))

    def do(work: Work) -> Mapping[str, str]:
        row = delivery_row(work, delivery_id)
        if row.state not in (DeliveryState.NOT_DELIVERED.value, DeliveryState.COMING_BACK.value):
            raise NotAllowed(tr("Nobody is invited before a delivery has failed."))
        today, calendar = local(work.at).date(), desk.calendars.agent
        before = invited_days(work, delivery_id)
        rules.require_invitation(before, today, calendar)
        add_event(work, delivery_id, Event(kind=_INVITED, words=words, at=work.at_iso))
        number = rules.counted_invitations([*before, today], calendar)
        set_delivery(work, row, DeliveryState.NOT_DELIVERED)
        body = {
            "delivery_id": delivery_id,
            "item_code": row.item_code,
            "number": number,
            "on": today.isoformat(),
        }
        work.record(FactKind.DELIVERY_INVITED, row.dossier_id, body, {"how": words})
        return {"number": str(number)}

    return perform(desk, act, "invite_for_delivery", do)


def confirm_delivered(desk: Desk, act: Act, delivery_id: str, proof: Delivered) -> Done:
    """End a delivery with its proof; the dossier is returned then.

    Raises: InvalidInput without a proof or with a time that cannot be, NotAllowed if it is over.
    """
    signer = required(proof.signer, "signer", tr("Write who signed for it, as the post says."))
    words = clean(proof.words)
    refuse_secrets({"words": words})

    def do(work: Work) -> Mapping[str, str]:
        row = delivery_row(work, delivery_id)
        _require_sent(row)
        _refuse_time(work, row, proof.at)
        at = to_iso(proof.at)
        dossier = rows.dossier(work.connection, row.dossier_id)
        states.require_step(DossierState(dossier.state), DossierState.RETURNED)
        rows.set_state(work, row.dossier_id, DossierState.RETURNED, closed_at=at)
        move_results(work, row.dossier_id, Standing.WITH_POST, Standing.RETURNED)
        set_delivery(work, row, DeliveryState.DELIVERED, ended_at=at)
        add_event(work, delivery_id, Event(kind="delivered", words=words, at=at))
        body = _end_body(work, row, DeliveryState.DELIVERED)
        work.record(FactKind.DELIVERY_ENDED, row.dossier_id, body, {"words": words})
        work.record(
            FactKind.RESULT_RETURNED,
            row.dossier_id,
            {
                "reference": dossier.reference,
                "form": dossier.result_form or "",
                "collector": "post",
                "item_code": row.item_code,
                "proof": proof.kind.value,
                "delivered_at": at,
                "item_count": len(json.loads(row.items)),
                "has_authorization": False,
            },
            {"items": json.loads(row.items), "collector_name": signer},
        )
        return {"delivered_at": at}

    return perform(desk, act, "confirm_delivered", do)


def take_back(desk: Desk, act: Act, delivery_id: str) -> Done:
    """Record that the item came back to this desk: its result lies here again, to be fetched."""

    def do(work: Work) -> Mapping[str, str]:
        row = delivery_row(work, delivery_id)
        _require_sent(row)
        states.require_step(DossierState.WITH_POST, DossierState.DELIVERY_FAILED)
        rows.set_state(work, row.dossier_id, DossierState.DELIVERY_FAILED)
        move_results(work, row.dossier_id, Standing.WITH_POST, Standing.HERE, gone_at=None)
        _end(work, row, DeliveryState.CAME_BACK)
        return {}

    return perform(desk, act, "take_back_delivery", do)


def send_to_agency(desk: Desk, act: Act, delivery_id: str) -> Done:
    """Let the item go back to the agency after two invitations, two working days apart.

    Raises: NotAllowed before that. Source: TT 17/2017 art. 5.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = delivery_row(work, delivery_id)
        _require_sent(row)
        if not rules.may_go_to_agency(invited_days(work, delivery_id), desk.calendars.agent):
            raise NotAllowed(
                tr("Invite the citizen twice first, two working days apart. Then it goes back.")
            )
        rows.set_state(work, row.dossier_id, DossierState.SENT_BACK, closed_at=work.at_iso)
        move_results(work, row.dossier_id, Standing.WITH_POST, Standing.SENT_BACK)
        _end(work, row, DeliveryState.AT_AGENCY)
        return {}

    return perform(desk, act, "send_delivery_to_agency", do)


def claim_postage(desk: Desk, act: Act, delivery_ids: tuple[str, ...]) -> Done:
    """Note that postage was put on a list for the city's reimbursement; each item once.

    Values: ``count``. Raises: NotAllowed if one is not entitled, not sent, or was claimed before.
    """

    def do(work: Work) -> Mapping[str, str]:
        listed = []
        for delivery_id in delivery_ids:
            row = delivery_row(work, delivery_id)
            if row.payer != "city" or row.sent_at is None or row.claimed_on:
                raise NotAllowed(tr("{code} cannot be claimed, or was before.", code=row.item_code))
            evidence = json.loads(row.evidence)
            listed.append(
                {
                    "item_code": row.item_code,
                    "reference": evidence.get("reference", ""),
                    "rule": evidence.get("rule", ""),
                }
            )
        work.connection.execute(
            update(deliveries)
            .where(deliveries.c.delivery_id.in_(delivery_ids))
            .values(claimed_on=local(work.at).date().isoformat())
        )
        body = {"count": len(listed), "items": listed}
        work.record(FactKind.POSTAGE_CLAIMED, desk.identity.desk_id, body)
        return {"count": str(len(listed))}

    return perform(desk, act, "claim_postage", do)


def invited_days(work: Work, delivery_id: str) -> list[date]:
    """Give the local days on which the citizen was invited."""
    found = work.connection.execute(
        select(delivery_events.c.at).where(
            delivery_events.c.delivery_id == delivery_id, delivery_events.c.kind == _INVITED
        )
    ).scalars()
    return [local(from_iso(at)).date() for at in found]


def _by_item(work: Work, code: str) -> StoredRow | None:
    return work.connection.execute(
        select(deliveries).where(deliveries.c.item_code == normalize_item(code))
    ).first()


def _require_sent(row: StoredRow) -> None:
    if not DeliveryState(row.state).is_open:
        raise NotAllowed(
            tr("This delivery is “{state}”.", state=rules.say_state(DeliveryState(row.state)))
        )


def _refuse_time(work: Work, row: StoredRow, at: datetime) -> None:
    words = ""
    if at > work.at:
        words = tr("This time lies in the future.")
    elif row.sent_at and at < from_iso(row.sent_at):
        words = tr("This time lies before the item was sent.")
    if words:
        raise InvalidInput(words, {"at": words})


def _is_known(work: Work, delivery_id: str, one: Tracked) -> bool:
    found = work.connection.execute(
        select(delivery_events.c.event_id).where(
            delivery_events.c.delivery_id == delivery_id,
            delivery_events.c.code == one.code,
            delivery_events.c.at == to_iso(one.at),
        )
    ).first()
    return found is not None


def _track_one(work: Work, row: StoredRow, one: Tracked, source: str) -> None:
    seen = Event(kind=one.means.value, words=one.words, at=to_iso(one.at), code=one.code)
    add_event(work, row.delivery_id, seen)
    state = DeliveryState(row.state)
    if state.is_open and one.means in _MOVES and not _is_outdated(work, row, one):
        set_delivery(work, row, one.means)
    work.record(
        FactKind.DELIVERY_TRACKED,
        row.dossier_id,
        {
            "delivery_id": row.delivery_id,
            "item_code": row.item_code,
            "means": one.means.value,
            "code": one.code,
            "at": to_iso(one.at),
            "source": source,
        },
        {"words": one.words},
    )


def _is_outdated(work: Work, row: StoredRow, one: Tracked) -> bool:
    newest = work.connection.execute(
        select(delivery_events.c.at)
        .where(delivery_events.c.delivery_id == row.delivery_id, delivery_events.c.code != "")
        .order_by(delivery_events.c.at.desc())
        .limit(1)
    ).scalar()
    return newest is not None and newest > to_iso(one.at)


def _end(work: Work, row: StoredRow, state: DeliveryState) -> None:
    set_delivery(work, row, state, ended_at=work.at_iso)
    add_event(work, row.delivery_id, Event(kind=state.value, at=work.at_iso))
    work.record(FactKind.DELIVERY_ENDED, row.dossier_id, _end_body(work, row, state))


def _end_body(work: Work, row: StoredRow, state: DeliveryState) -> dict[str, object]:
    return {
        "delivery_id": row.delivery_id,
        "item_code": row.item_code,
        "state": state.value,
        "invitations": len(invited_days(work, row.delivery_id)),
    }
