"""What is written down at the end of a help: checked here, then done in the store lane. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.commands.assist import (
    Ended,
    NewAssist,
    NewFollowUp,
    open_assist,
    record_outcome,
)
from agent_desk.commands.citizen import (
    ConsentGiven,
    ConsentMethod,
    Particulars,
    PersonSource,
    Purpose,
    identify_citizen,
    record_consents,
)
from agent_desk.commands.visit import VisitOutcome, close_visit, open_visit
from agent_desk.domain.people import clean_name
from agent_desk.domain.phone import parse_phone
from agent_desk.domain.text import clean
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import AssistId, CitizenId, VisitId
from agent_desk.ui.pages.accounts.sitting import open_card, read_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.commands.unit import Act
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.accounts.sitting import Sitting

    Acts = Mapping[str, Act]


ACTS = ("open", "citizen", "consent", "end", "goodbye")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The visit and the assist of a help."""

    visit_id: VisitId
    assist_id: AssistId


def begin(office: Office, sitting: Sitting, acts: Acts) -> Begun:
    """Open the visit and the assist if they are not open yet (store lane)."""
    desk, helped = office.desk, sitting.helped
    card = open_card(sitting)
    if card is None:
        raise InvalidInput(tr("Answer the questions first."))
    visit_id = helped.visit_id if helped else sitting.visit_id
    if visit_id is None:
        visit_id = VisitId(open_visit(desk, office.act(sitting.key))["visit_id"])
    if sitting.assist_id is not None:
        return Begun(visit_id=visit_id, assist_id=sitting.assist_id)
    new = NewAssist(
        visit_id=visit_id,
        card=card.id,
        card_version=card.version,
        citizen_id=helped.citizen_id if helped else None,
        dossier_id=helped.dossier_id if helped else None,
    )
    opened = open_assist(desk, acts["open"], new)
    return Begun(visit_id=visit_id, assist_id=AssistId(opened["assist_id"]))


def checked_person(sitting: Sitting) -> Particulars | None:
    """Give whom to record; None if nobody is named. Raises: InvalidInput at the field."""
    typed = sitting.typed
    if sitting.helped is not None or not (typed.name.strip() or typed.phone.strip()):
        return None
    if sitting.agrees is None:
        words = tr("Ask first: may the desk keep the name to remind them?")
        raise InvalidInput(words, {"consent": words})
    if sitting.agrees is False:
        return None
    name, phone = clean_name(typed.name), _phone(typed.phone)
    card = sitting.card_scanned
    if card is not None and card.name == name:
        return Particulars(
            number=card.number,
            name=name,
            birth=card.birth.iso,
            sex=card.sex.value,
            address=card.address,
            phone=phone,
            source=PersonSource.CARD,
        )
    return Particulars(
        number="",
        name=name,
        birth="",
        sex="",
        address="",
        phone=phone,
        source=PersonSource.SAID,
        unconfirmed=("name", "phone") if phone else ("name",),
    )


def _phone(text: str) -> str:
    try:
        return parse_phone(text)
    except InvalidInput as error:
        raise InvalidInput(error.message, {"phone": error.message}) from None


def checked_end(sitting: Sitting, today: date) -> Ended:
    """Give how the help ended. Raises: InvalidInput at the field."""
    card, reason = open_card(sitting), sitting.reason
    if card is None or reason is None:
        raise InvalidInput(tr("Choose at the right how it ended."))
    due = read_day(sitting.typed.due, today)
    follow_up = None
    if due is not None:
        follow_up = NewFollowUp(due_on=due, what=clean(sitting.typed.what))
    return Ended(
        card=card.id,
        card_version=card.version,
        reason=reason,
        note=sitting.typed.note,
        steps_done=len(sitting.done),
        follow_up=follow_up,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Everything that is written at the end."""

    sitting: Sitting
    ended: Ended
    person: Particulars | None


def end(office: Office, ending: Ending, acts: Acts) -> None:
    """Record the outcome and say goodbye (store lane); repeats are harmless."""
    desk, sitting = office.desk, ending.sitting
    begun = begin(office, sitting, acts)
    citizen_id = None
    if ending.person is not None:
        found = identify_citizen(desk, acts["citizen"], begun.visit_id, ending.person)
        citizen_id = CitizenId(found["citizen_id"])
        agreed = ConsentGiven(
            purpose=Purpose.ACCOUNT_HELP, given=True, method=ConsentMethod.SIGNED_PAPER
        )
        record_consents(desk, acts["consent"], citizen_id, begun.visit_id, (agreed,))
    given = replace(ending.ended, citizen_id=citizen_id)
    record_outcome(desk, acts["end"], begun.assist_id, given)
    if sitting.helped is None:
        close_visit(desk, acts["goodbye"], begun.visit_id, VisitOutcome.ASSISTED)


def fields_of(error: DeskError) -> dict[str, str]:
    """Give the errors by field of the page."""
    names = {"due_on": "due", "note": "note", "what": "what", "name": "name", "phone": "phone"}
    if not isinstance(error, InvalidInput):
        return {}
    return {names.get(key, key): words for key, words in error.field_errors.items()}
