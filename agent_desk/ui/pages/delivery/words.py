"""From deliveries to the words and rows of their page. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.domain import delivery as rules
from agent_desk.domain.delivery import DeliveryState
from agent_desk.domain.entitlement import Payer, say_why
from agent_desk.domain.item_pool import LOW
from agent_desk.domain.phone import show_phone
from agent_desk.domain.postal import group_item
from agent_desk.domain.reference import group
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.pages.delivery.state import ItemPane
from agent_desk.ui.rows import Choice, ListRow, Moment
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.domain.calendar import Calendar
    from agent_desk.queries.deliveries import DeliveryRow, Event, PoolLevel, ToSend

_S = DeliveryState
SIGNED, FAILED, INVITED, BACK, AGENCY, GIVE_UP = (
    "signed",
    "failed",
    "invited",
    "back",
    "agency",
    "give_up",
)
TONES = {
    _S.READY: Tone.WAITING,
    _S.ON_THE_WAY: Tone.BRAND,
    _S.NOT_DELIVERED: Tone.WRONG,
    _S.COMING_BACK: Tone.WRONG,
    _S.DELIVERED: Tone.GOOD,
}


def capital(words: str) -> str:
    """Begin with a capital, as pills do."""
    return words[:1].upper() + words[1:]


def row_to_send(one: ToSend, now: datetime) -> ListRow:
    """Give the row of a result that could go by post."""
    return ListRow(
        key=f"s:{one.dossier_id}",
        title=one.owner,
        subtitle=f"{group(one.reference)} · {one.procedure_name}",
        pill=tr("On the shelf"),
        when=when.show_iso(one.since, now),
        action=tr("Send by post…"),
    )


def row_of(one: DeliveryRow, now: datetime) -> ListRow:
    """Give the row of a delivery."""
    label = {
        _S.READY: tr("Hand to the post…"),
        _S.NOT_DELIVERED: tr("What next…"),
        _S.COMING_BACK: tr("What next…"),
    }.get(one.state, tr("Open"))
    return ListRow(
        key=f"d:{one.delivery_id}",
        title=one.receiver,
        subtitle=f"{group_item(one.item_code)} · {one.place}",
        pill=capital(rules.say_state(one.state)),
        tone=TONES.get(one.state, Tone.NEUTRAL),
        when=when.show_iso(one.sent_at or one.made_at, now),
        action=label,
    )


def say_pool(level: PoolLevel) -> tuple[str, Tone]:
    """Say how many numbers are left."""
    if not level.left:
        return tr("No item number left: type those of the labels, or import new ones."), Tone.WRONG
    words = trn("{n} item number left", "{n} item numbers left", level.left)
    return words, Tone.WAITING if level.left < LOW else Tone.NEUTRAL


def pane_of(one: DeliveryRow, key: str, now: datetime, calendar: Calendar) -> ItemPane:
    """Give the pane of a delivery."""
    return ItemPane(
        key=key,
        delivery_id=one.delivery_id,
        dossier_id=one.dossier_id,
        title=group_item(one.item_code),
        over=f"{group(one.reference)} · {one.procedure_name}",
        state=capital(rules.say_state(one.state)),
        tone=TONES.get(one.state, Tone.NEUTRAL),
        lines=(one.receiver, f"{one.street}, {one.place}", show_phone(one.phone), *one.items),
        payer=say_payer(one),
        hint=_hint(one, calendar),
        is_ready=one.state is _S.READY,
        acts=_acts(one, calendar),
        history=tuple(_moment(event, now) for event in one.events),
    )


def say_payer(one: DeliveryRow) -> str:
    """Say who pays and by which resolution."""
    words = say_why(one.why)
    return f"{words} ({one.evidence.get('rule', '')})" if one.payer is Payer.CITY else words


def _hint(one: DeliveryRow, calendar: Calendar) -> str:
    if one.state is _S.READY:
        return tr("Stick the label on, hand the item over, then scan the label: that sends it.")
    count = rules.counted_invitations(one.invited_on, calendar)
    if not one.state.is_open or (one.state is _S.ON_THE_WAY and not count):
        return ""
    if count >= rules.INVITATIONS:
        return tr("Invited twice, two working days apart: it may go back to the agency.")
    earliest = rules.next_invitation_on(one.invited_on, calendar)
    if earliest is None:
        return tr("Not delivered: invite the citizen twice, two working days apart.")
    return tr(
        "Invited once. The second invitation is possible from {day}.",
        day=earliest.strftime("%d/%m/%Y"),
    )


def _acts(one: DeliveryRow, calendar: Calendar) -> tuple[Choice, ...]:
    if one.state is _S.READY:
        return (Choice(key=GIVE_UP, label=tr("Give the label up")),)
    if not one.state.is_open:
        return ()
    acts = [
        Choice(key=SIGNED, label=tr("Delivered"), detail=tr("who signed, as the post says")),
        Choice(key=FAILED, label=tr("Not delivered")),
    ]
    if one.state is not _S.ON_THE_WAY:
        acts.append(Choice(key=INVITED, label=tr("Citizen invited"), detail=tr("how")))
    acts.append(Choice(key=BACK, label=tr("It came back to this desk")))
    if rules.may_go_to_agency(one.invited_on, calendar):
        acts.append(Choice(key=AGENCY, label=tr("It goes back to the agency")))
    return tuple(acts)


def _moment(event: Event, now: datetime) -> Moment:
    known = {state.value: state for state in DeliveryState}
    title = (
        tr("Citizen invited")
        if event.kind == INVITED
        else capital(rules.say_state(known[event.kind]))
        if event.kind in known
        else event.kind
    )
    tone = TONES.get(known[event.kind], Tone.NEUTRAL) if event.kind in known else Tone.WAITING
    return Moment(title=title, when=when.show_iso(event.at, now), detail=event.words, tone=tone)


def address_line(iso: str) -> str:
    """Write a day of a stored instant for a list."""
    return local(from_iso(iso)).strftime("%d/%m/%Y") if iso else ""
