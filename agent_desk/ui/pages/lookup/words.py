"""What is said of a dossier of another desk, and of a correction of it. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain import dossier as states
from agent_desk.domain.dossier import DossierState, NationalStatus, after_status
from agent_desk.domain.elsewhere import EditField, EditState, say_edit, say_field
from agent_desk.domain.phone import show_phone
from agent_desk.domain.reference import group
from agent_desk.i18n import tr
from agent_desk.ui import when
from agent_desk.ui.fact_words import say_kind
from agent_desk.ui.rows import ListRow, Moment, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.queries.elsewhere import EditRow
    from agent_desk.wire import LookUpReply


def can_return(known: LookUpReply) -> bool:
    """Say whether there is a result that nobody has given out yet, as far as is known."""
    return known.status == NationalStatus.SETTLED.value and not known.returned_at


def pairs_of(known: LookUpReply) -> tuple[Pair, ...]:
    """Say what is known of the dossier, line by line."""
    status = (
        after_status(DossierState.LODGED, NationalStatus(known.status))
        if known.status in {one.value for one in NationalStatus}
        else DossierState.LODGED
    )
    if known.returned_at:
        status = DossierState.RETURNED
    pairs = (
        (tr("Our number"), group(known.reference)),
        (tr("Official code"), known.official_code),
        (tr("How it stands"), states.say(status)),
        (tr("The authority asks for"), known.asked_words),
        (tr("Held by"), f"{known.site} · {known.desk_code}"),
        (tr("Owner"), " · ".join(t for t in (known.owner_name, known.owner_number) if t)),
        (tr("Phone"), known.owner_phone),
        (tr("Authority"), known.office),
    )
    return tuple(Pair(name=name, value=value) for name, value in pairs if value)


def history_of(known: LookUpReply, now: datetime) -> tuple[Moment, ...]:
    """Say what the center told the desk that holds it."""
    return tuple(
        Moment(title=say_kind(one.kind), when=when.show_iso(one.at, now), detail=one.words)
        for one in known.history
    )


def edit_row(one: EditRow, now: datetime) -> ListRow:
    """Draw one correction that went out or came in."""
    known = {state.value: state for state in EditState}
    state = known.get(one.state, EditState.SENT)
    is_field = one.field in {each.value for each in EditField}
    name = say_field(EditField(one.field)) if is_field else one.field
    value = show_phone(one.value) if one.field == EditField.PHONE.value else one.value
    said = say_edit(state)
    parts = (group(one.reference), one.reason, one.site, one.answer)
    is_open = state is EditState.OPEN and not one.is_ours
    good = state in (EditState.APPLIED, EditState.ACCEPTED)
    waits = state in (EditState.OPEN, EditState.PROPOSED)
    return ListRow(
        key=one.edit_id,
        title=f"{name}: {value}",
        subtitle=" · ".join(part for part in parts if part),
        pill=said[:1].upper() + said[1:],
        tone=Tone.GOOD if good else Tone.WAITING if waits else Tone.NEUTRAL,
        when=when.show_iso(one.made_at, now),
        action=tr("Decide…") if is_open else "",
    )
