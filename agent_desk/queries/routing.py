"""Where a scanned number leads: to which dossier, and to which work on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from agent_desk.domain.delivery import DeliveryState
from agent_desk.domain.dossier import DossierState
from agent_desk.ids import DossierId
from agent_desk.store.custody_tables import bags, hops, packets
from agent_desk.store.delivery_tables import deliveries
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_S = DossierState
_ELECTRONIC = "electronic"


class Work(StrEnum):
    """What a dossier needs next from this desk."""

    CASE = "case"
    RETURN = "return"
    DELIVERY = "delivery"
    LOOK = "look"


_WORK = {
    **dict.fromkeys((_S.DRAFT, _S.ADVISED, _S.WAITING_CITIZEN, _S.SUPPLEMENT), Work.CASE),
    **dict.fromkeys((_S.RESULT_AT_DESK, _S.DELIVERY_FAILED), Work.RETURN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A dossier and the work it needs."""

    dossier_id: DossierId
    work: Work


def by_number(connection: Connection, number: str) -> Target | None:
    """Give the dossier with our reference or this official code; None if it is not here."""
    return _find(
        connection, or_(dossiers.c.reference == number, dossiers.c.official_code == number)
    )


def by_item(connection: Connection, code: str) -> Target | None:
    """Give the dossier that travels, or traveled, in the consignment with this item code.

    It may be the number of a result that goes home by post, the proof of a hop, the seal of a
    packet, or the seal of a bag that held it.
    """
    by_post = connection.execute(
        select(deliveries.c.dossier_id, deliveries.c.state).where(deliveries.c.item_code == code)
    ).first()
    if by_post is not None:
        is_over = DeliveryState(by_post.state).is_over
        work = Work.LOOK if is_over else Work.DELIVERY
        return Target(dossier_id=DossierId(by_post.dossier_id), work=work)
    in_hop = select(packets.c.dossier_id).join(hops, hops.c.packet_id == packets.c.packet_id)
    sealed = select(packets.c.dossier_id).where(packets.c.seal_number == code)
    bagged = (
        select(packets.c.dossier_id)
        .join(bags, bags.c.number == packets.c.bag_number)
        .where(bags.c.seal_number == code)
    )
    return _find(
        connection,
        dossiers.c.dossier_id.in_(in_hop.where(hops.c.proof_text == code).union(sealed, bagged)),
    )


def _find(connection: Connection, condition: ColumnElement[bool]) -> Target | None:
    row = connection.execute(
        select(dossiers.c.dossier_id, dossiers.c.state, dossiers.c.result_form)
        .where(condition)
        .order_by(dossiers.c.dossier_no.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    state = DossierState(row.state)
    work = _WORK.get(state, Work.LOOK)
    if state is _S.RESULT_READY and row.result_form == _ELECTRONIC:
        work = Work.RETURN
    return Target(dossier_id=DossierId(row.dossier_id), work=work)
