"""What each kind of task is called, its icon, its button, and where the button leads. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.queries.today_work import Task
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.queries.today_work import Work

ICONS = {
    Task.FIND_PAPER: "icon:file-search",
    Task.SEAL_PAPER: "icon:package",
    Task.HAND_TO_COURIER: "icon:truck",
    Task.SIGN_MINUTES: "icon:truck",
    Task.CALL_SUPPLEMENT: "icon:phone",
    Task.GET_SUPPLEMENT: "icon:file-plus",
    Task.CALL_RESULT: "icon:phone",
    Task.RETURN_RESULT: "icon:inbox",
    Task.FETCH_RESULT: "icon:inbox",
    Task.TELL_PAYMENT: "icon:banknote",
    Task.TELL_DECISION: "icon:file-x",
    Task.TELL_CODE: "icon:phone",
    Task.CHASE_AUTHORITY: "icon:building-2",
    Task.CLEAR_DISPUTE: "icon:circle-question-mark",
    Task.ANSWER_FINDING: "icon:mail",
    Task.LOOK_LATER: "icon:users",
    Task.ASK_TRIP: "icon:undo-2",
    Task.FINISH_CASE: "icon:pencil",
    Task.AWAIT_CITIZEN: "icon:user",
    Task.AWAIT_PORTAL: "icon:monitor",
}
PAGES = {
    Task.FIND_PAPER: "handover",
    Task.SEAL_PAPER: "handover",
    Task.HAND_TO_COURIER: "handover",
    Task.SIGN_MINUTES: "handover",
    Task.TELL_CODE: "handover",
    Task.CLEAR_DISPUTE: "handover",
    Task.CALL_SUPPLEMENT: "results",
    Task.CALL_RESULT: "results",
    Task.FETCH_RESULT: "results",
    Task.TELL_DECISION: "results",
}
"""Where a task is done; the others lead to their own dossier, case or question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A word and what it means."""

    text: str
    tone: Tone


def title_of(work: Work) -> str:
    """Say what is to be done."""
    name, where = work.name, work.where
    if not name and work.task in (Task.SEAL_PAPER, Task.HAND_TO_COURIER, Task.SIGN_MINUTES):
        name = tr("papers of another desk")
    return {
        Task.FIND_PAPER: tr("Look for the papers: {procedure}", procedure=name),
        Task.SEAL_PAPER: tr("Put into the bag: {procedure}", procedure=name),
        Task.HAND_TO_COURIER: tr("Give the sealed bag to the courier: {place}", place=where),
        Task.SIGN_MINUTES: tr("Have the minutes signed: {place}", place=where),
        Task.CALL_SUPPLEMENT: tr("Call about the supplement: {procedure}", procedure=name),
        Task.GET_SUPPLEMENT: tr("Supplement asked for: {procedure}", procedure=name),
        Task.CALL_RESULT: tr("Tell the citizen, the result is here: {procedure}", procedure=name),
        Task.RETURN_RESULT: tr("Return the result: {procedure}", procedure=name),
        Task.FETCH_RESULT: tr("Result is out: {procedure}", procedure=name),
        Task.TELL_PAYMENT: tr("Tell the citizen what to pay: {procedure}", procedure=name),
        Task.TELL_DECISION: tr("Not accepted or stopped: {procedure}", procedure=name),
        Task.TELL_CODE: tr("Tell the citizen code and day: {procedure}", procedure=name),
        Task.CHASE_AUTHORITY: tr("Ask the authority: {procedure}", procedure=name),
        Task.CLEAR_DISPUTE: tr("Disputed: {what}", what=name),
        Task.ANSWER_FINDING: tr("The center asks you about a delay"),
        Task.LOOK_LATER: tr("Filed alone, look at it: {procedure}", procedure=name),
        Task.ASK_TRIP: tr("Why did the citizen have to come again? {procedure}", procedure=name),
        Task.FINISH_CASE: tr("Finish the case: {procedure}", procedure=name),
        Task.AWAIT_CITIZEN: tr("Citizen brings papers: {procedure}", procedure=name),
        Task.AWAIT_PORTAL: tr("Citizen files on the portal: {procedure}", procedure=name),
    }[work.task]


def group_title(task: Task, where: str) -> str:
    """Say what is to be done with several things of one kind."""
    return {
        Task.SEAL_PAPER: tr("Forward the papers to {place}", place=where),
        Task.HAND_TO_COURIER: tr("Give the sealed bag to the courier: {place}", place=where),
        Task.SIGN_MINUTES: tr("Have the minutes signed: {place}", place=where),
        Task.CHASE_AUTHORITY: tr("Ask the authority about what is late"),
        Task.FETCH_RESULT: tr("Results are out and not here yet"),
        Task.LOOK_LATER: tr("Look at what colleagues filed alone"),
        Task.ASK_TRIP: tr("Why did citizens have to come again?"),
        Task.FINISH_CASE: tr("Finish the cases that were begun"),
        Task.AWAIT_CITIZEN: tr("Citizens bring papers"),
        Task.AWAIT_PORTAL: tr("Citizens file on the portal"),
    }[task]


def action_of(task: Task) -> str:
    """Give the word on the one button."""
    return {
        Task.FIND_PAPER: tr("To hand-over"),
        Task.SEAL_PAPER: tr("Make hand-over"),
        Task.HAND_TO_COURIER: tr("Hand over"),
        Task.SIGN_MINUTES: tr("Sign minutes"),
        Task.CALL_SUPPLEMENT: tr("Call citizen"),
        Task.GET_SUPPLEMENT: tr("Open papers"),
        Task.CALL_RESULT: tr("Call citizen"),
        Task.RETURN_RESULT: tr("Return result"),
        Task.FETCH_RESULT: tr("Take in result"),
        Task.TELL_PAYMENT: tr("Open dossier"),
        Task.TELL_DECISION: tr("Call citizen"),
        Task.TELL_CODE: tr("Call citizen"),
        Task.CHASE_AUTHORITY: tr("Open dossier"),
        Task.CLEAR_DISPUTE: tr("Clarify"),
        Task.ANSWER_FINDING: tr("Answer"),
        Task.LOOK_LATER: tr("Look at it"),
        Task.ASK_TRIP: tr("Answer"),
        Task.FINISH_CASE: tr("Go on"),
        Task.AWAIT_CITIZEN: tr("Go on"),
        Task.AWAIT_PORTAL: tr("Go on"),
    }[task]


def quiet_pill(task: Task) -> Pill:
    """Give the pill of what is not urgent: what it is."""
    text, tone = {
        Task.FIND_PAPER: (tr("Being looked for"), Tone.NEUTRAL),
        Task.SEAL_PAPER: (tr("To forward"), Tone.WAITING),
        Task.HAND_TO_COURIER: (tr("To forward"), Tone.WAITING),
        Task.SIGN_MINUTES: (tr("On its way"), Tone.BRAND),
        Task.CALL_SUPPLEMENT: (tr("Supplement"), Tone.WAITING),
        Task.GET_SUPPLEMENT: (tr("Supplement"), Tone.WAITING),
        Task.CALL_RESULT: (tr("Tell citizen"), Tone.BRAND),
        Task.RETURN_RESULT: (tr("Result here"), Tone.BRAND),
        Task.FETCH_RESULT: (tr("Result ready"), Tone.BRAND),
        Task.TELL_PAYMENT: (tr("To be paid"), Tone.WAITING),
        Task.TELL_DECISION: (tr("Refused"), Tone.WAITING),
        Task.TELL_CODE: (tr("Tell citizen"), Tone.BRAND),
        Task.CHASE_AUTHORITY: (tr("Ask again"), Tone.WAITING),
        Task.CLEAR_DISPUTE: (tr("Being clarified"), Tone.NEUTRAL),
        Task.ANSWER_FINDING: (tr("Your word"), Tone.WAITING),
        Task.LOOK_LATER: (tr("Done alone"), Tone.NEUTRAL),
        Task.ASK_TRIP: (tr("One question"), Tone.NEUTRAL),
        Task.FINISH_CASE: (tr("Unfinished"), Tone.NEUTRAL),
        Task.AWAIT_CITIZEN: (tr("Sent home"), Tone.NEUTRAL),
        Task.AWAIT_PORTAL: (tr("On the portal"), Tone.NEUTRAL),
    }[task]
    return Pill(text=text, tone=tone)
