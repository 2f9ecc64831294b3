"""Why papers are late, in codes; and a finding about a delay, which no product closes (HR-26).

A finding concerns one hop of one dossier. Before it can say that a person was at fault, somebody
must have looked for a fault of the software, and the person must have answered or waived that;
then a human reviewer at the center decides. There is no automatic step and no sanction.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr


class DelayReason(StrEnum):
    """Why papers did not go on in time; the first seven are answered with one key."""

    COURIER_ABSENT = "courier_absent"
    STORM_FLOOD = "storm_flood"
    CITIZEN_ASKED = "citizen_asked"
    AUTHORITY_CLOSED = "authority_closed"
    SYSTEM_DOWN = "system_down"
    OUR_MISTAKE = "our_mistake"
    OTHER = "other"


class FindingState(StrEnum):
    """How far a finding is."""

    OPEN = "open"
    CLOSED = "closed"


class SoftwareCheck(StrEnum):
    """What the look for a fault of the software came to."""

    NOT_DONE = "not_done"
    NO_FAULT = "no_fault"
    FAULT = "fault"


class Answer(StrEnum):
    """Whether the person concerned has spoken."""

    NONE = "none"
    REPLIED = "replied"
    WAIVED = "waived"


class FindingOutcome(StrEnum):
    """How a reviewer closes a finding."""

    NOT_LATE = "not_late"
    SOFTWARE_FAULT = "software_fault"
    CIRCUMSTANCES = "circumstances"
    OTHER_BODY = "other_body"
    PERSON_AT_FAULT = "person_at_fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is needed to decide whether it may be closed."""

    state: FindingState = FindingState.OPEN
    software: SoftwareCheck = SoftwareCheck.NOT_DONE
    answer: Answer = Answer.NONE


def require_open(finding: Finding) -> None:
    """Refuse to touch what is closed. Raises: NotAllowed."""
    if finding.state is FindingState.CLOSED:
        raise NotAllowed(tr("This finding is closed. Open a new one if there is news."))


def require_closable(finding: Finding, outcome: FindingOutcome, reviewer: str) -> None:
    """Refuse an end that was not earned. Raises: NotAllowed, InvalidInput.

    Whatever the outcome, a named reviewer closes it. A person is at fault only after the software
    was checked and found sound, and after they answered or waived to.
    """
    require_open(finding)
    if not reviewer.strip():
        message = tr("Name the reviewer who closes this finding.")
        raise InvalidInput(message, {"reviewer": message})
    if outcome is FindingOutcome.SOFTWARE_FAULT and finding.software is not SoftwareCheck.FAULT:
        raise NotAllowed(tr("Note first which fault of the software was found."))
    if outcome is not FindingOutcome.PERSON_AT_FAULT:
        return
    if finding.software is SoftwareCheck.NOT_DONE:
        raise NotAllowed(tr("Look for a fault of the software first, and note what was found."))
    if finding.software is SoftwareCheck.FAULT:
        raise NotAllowed(tr("The software was at fault, so no person is."))
    if finding.answer is Answer.NONE:
        raise NotAllowed(tr("The person concerned has not answered yet, nor waived to."))


def needs_words(reason: DelayReason) -> bool:
    """Say whether the code alone does not tell enough."""
    return reason is DelayReason.OTHER


def say_reason(reason: DelayReason) -> str:
    """Name a reason in the clerk's words."""
    return {
        DelayReason.COURIER_ABSENT: tr("The courier did not come"),
        DelayReason.STORM_FLOOD: tr("Storm or flood"),
        DelayReason.CITIZEN_ASKED: tr("The citizen asked us to wait"),
        DelayReason.AUTHORITY_CLOSED: tr("The authority was closed"),
        DelayReason.SYSTEM_DOWN: tr("The system was down"),
        DelayReason.OUR_MISTAKE: tr("Our mistake"),
        DelayReason.OTHER: tr("Another reason, in words"),
    }[reason]


def say_outcome(outcome: FindingOutcome) -> str:
    """Name how a finding ended."""
    return {
        FindingOutcome.NOT_LATE: tr("It was not late"),
        FindingOutcome.SOFTWARE_FAULT: tr("The software was at fault"),
        FindingOutcome.CIRCUMSTANCES: tr("Circumstances nobody could change"),
        FindingOutcome.OTHER_BODY: tr("It lay with another body"),
        FindingOutcome.PERSON_AT_FAULT: tr("A person was at fault"),
    }[outcome]
