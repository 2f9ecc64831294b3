"""The label of a result that goes out by post. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.documents.delivery_label import DeliveryLabel, Postage, render_delivery_label
from agent_desk.documents.head import Party
from agent_desk.domain.delivery import DeliveryState
from agent_desk.domain.entitlement import Payer
from agent_desk.domain.phone import show_phone
from agent_desk.domain.printing import PrinterRole, PrintReason
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.queries import deliveries as query
from agent_desk.ui.prints.site_papers import office_head
from agent_desk.ui.prints.spec import DocumentSpec, WhyNot

if TYPE_CHECKING:
    from agent_desk.queries.deliveries import DeliveryRow
    from agent_desk.ui.prints.spec import Ground

_KEY = "delivery_label"


def _ready(ground: Ground) -> DeliveryRow | None:
    with ground.office.desk.store.read() as connection:
        found = query.of_dossier(connection, ground.view.dossier_id)
    return next((one for one in found if one.state is DeliveryState.READY), None)


def _why_not(ground: Ground) -> WhyNot | None:
    return WhyNot() if _ready(ground) is None else None


def _label(ground: Ground, print_number: int) -> bytes:
    one = _ready(ground)
    if one is None:
        raise NotAllowed(tr("No label waits for this dossier."))
    office = ground.office
    label = DeliveryLabel(
        head=office_head(office, _KEY, print_number),
        item_code=one.item_code,
        sender_address=office.setting(settings.SITE_ADDRESS),
        sender_phone=office.setting(settings.HOTLINE),
        receiver=Party(
            name=one.receiver,
            address=f"{one.street}, {one.place}",
            phone=show_phone(one.phone) if one.phone else "",
        ),
        postage=Postage.CITY if one.payer is Payer.CITY else Postage.PAID,
    )
    return render_delivery_label(label)


DELIVERY_LABEL = DocumentSpec(
    key=_KEY,
    say=lambda: tr("Label for the post"),
    icon="send",
    role=PrinterRole.LABEL,
    why_not=_why_not,
    render=_label,
    again=PrintReason.CHANGED,
)
