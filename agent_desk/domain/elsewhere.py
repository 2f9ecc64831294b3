"""Work on a dossier of another desk: why it is looked up, what may be edited, what comes of it."""

from __future__ import annotations

from enum import StrEnum

from agent_desk.domain.phone import parse_phone
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr


class Purpose(StrEnum):
    """Why a clerk looks a dossier of another desk up; it is written down here and at the center."""

    CITIZEN_ASKS = "citizen_asks"
    RETURN_RESULT = "return_result"
    SUPPLEMENT = "supplement"
    CORRECTION = "correction"


class EditField(StrEnum):
    """What another desk may correct."""

    PHONE = "phone"
    ADDRESS = "address"
    WORD = "word"


class EditState(StrEnum):
    """What became of an edit: ours of another desk's dossier, or theirs of one of ours."""

    SENT = "sent"
    PROPOSED = "proposed"
    OPEN = "open"
    APPLIED = "applied"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNKNOWN = "unknown"


def say_purpose(purpose: Purpose) -> str:
    """Say why it is looked up."""
    return {
        Purpose.CITIZEN_ASKS: tr("The citizen asks how it stands"),
        Purpose.RETURN_RESULT: tr("Return its result"),
        Purpose.SUPPLEMENT: tr("Take its supplement"),
        Purpose.CORRECTION: tr("Correct its contact"),
    }[purpose]


def say_field(field: EditField) -> str:
    """Name what is edited."""
    return {
        EditField.PHONE: tr("Phone"),
        EditField.ADDRESS: tr("Address"),
        EditField.WORD: tr("A word to the desk that holds it"),
    }[field]


def say_edit(state: EditState) -> str:
    """Say what became of an edit."""
    return {
        EditState.SENT: tr("on its way to the center"),
        EditState.PROPOSED: tr("a proposal: the desk that holds it decides"),
        EditState.OPEN: tr("waits for your decision"),
        EditState.APPLIED: tr("taken over"),
        EditState.ACCEPTED: tr("accepted"),
        EditState.DECLINED: tr("declined"),
        EditState.UNKNOWN: tr("the center does not know this number yet"),
    }[state]


def checked_value(field: EditField, value: str) -> str:
    """Give a value as it is stored. Raises: InvalidInput at ``value``."""
    plain = clean(value)
    if field is EditField.PHONE:
        try:
            return parse_phone(plain)
        except InvalidInput as error:
            raise InvalidInput(error.message, {"value": error.message}) from error
    if not plain:
        words = tr("Write the new text.")
        raise InvalidInput(words, {"value": words})
    return plain[:500]
