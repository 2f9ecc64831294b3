"""The consent step: purpose by purpose, signed on paper or on the screen, taken back. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.citizen import ConsentGiven, ConsentMethod, Purpose, record_consents
from agent_desk.commands.consent import OPTIONAL, withdraw_consents
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.signature import SignedText
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

ASKED = (Purpose.FILING, Purpose.CARRIAGE, Purpose.RESULT_DELIVERY, Purpose.CONTACT)


def purpose_words(purpose: Purpose) -> tuple[str, str]:
    """Say a purpose in plain words: what for, and what exactly."""
    return {
        Purpose.FILING: (
            tr("To make and file this dossier"),
            tr("Required. The data go to the authority that decides, through the center."),
        ),
        Purpose.CARRIAGE: (
            tr("To carry the papers to the authority"),
            tr("Only when paper is handed in. Sealed bag, signed hand-over."),
        ),
        Purpose.RESULT_DELIVERY: (
            tr("To receive and keep the result for the citizen"),
            tr("The result waits at this desk or comes by post."),
        ),
        Purpose.CONTACT: (
            tr("To be called or sent a message about this dossier"),
            tr("Only about the dossier: supplement, result, appointment."),
        ),
        Purpose.ACCOUNT_HELP: (tr("Help with the electronic account"), ""),
    }[purpose]


def consent_text(sitting: Sitting) -> str:
    """Give the words that the citizen confirms, as they stand on the screen."""
    lines = [tr("{name} says about the use of personal data:", name=sitting.submitter.name)]
    for purpose in ASKED:
        given = sitting.consents.get(purpose)
        if given is not None:
            words = tr("I agree: {purpose}") if given else tr("I do not agree: {purpose}")
            lines.append(words.format(purpose=purpose_words(purpose)[0]))
    lines.append(tr("I may take this back at any time at any desk."))
    return "\n".join(lines)


class Consent:
    """The consent step: nothing is ticked beforehand."""

    def __init__(self, counter: Counter, open_step: Callable[[Step], None]) -> None:
        self._counter = counter
        self._open_step = open_step

    def answer(self, purpose: str, *, is_given: bool) -> None:
        """Take one answer; what was signed before it no longer holds."""
        sitting = self._counter.sitting
        consents = {**sitting.consents, Purpose(purpose): is_given}
        self._counter.show(replace(sitting, consents=consents, signature=None, notice=None))

    def choose_method(self, method: str) -> None:
        """Say how the citizen signs."""
        sitting = self._counter.sitting
        self._counter.show(replace(sitting, method=ConsentMethod(method), notice=None))

    def take_signature(self, signature: SignedText | None) -> None:
        """Take what was drawn on a pad, or nothing after it was wiped."""
        self._counter.show(replace(self._counter.sitting, signature=signature, notice=None))

    def commit(self) -> None:
        """Keep the answers and go on; old answers that still hold need no new ones."""
        counter, sitting = self._counter, self._counter.sitting
        if not sitting.consents and Purpose.FILING.value in sitting.agreed:
            self._open_step(following(sitting))
            return
        problem = self._problem(sitting)
        if problem or sitting.submitter_id is None or sitting.visit_id is None:
            counter.say(problem or tr("First say who the citizen is."), Tone.WAITING)
            return
        method, who, visit = sitting.method, sitting.submitter_id, sitting.visit_id
        signature = sitting.signature if method is ConsentMethod.SIGNED_SCREEN else None
        answers = tuple(
            ConsentGiven(purpose=purpose, given=given, method=method, signature=signature)
            for purpose, given in sitting.consents.items()
            if method is not None
        )
        act, desk = counter.act("consent"), counter.desk
        counter.commit(
            lambda: record_consents(desk, act, who, visit, answers), lambda _done: self._on_kept()
        )

    def withdraw(self) -> None:
        """Take back every optional agreement; the filing itself keeps its ground."""
        counter, sitting = self._counter, self._counter.sitting
        who, visit = sitting.submitter_id, sitting.visit_id
        if who is None or visit is None:
            counter.say(tr("First say who the citizen is."), Tone.WAITING)
            return
        act, desk = counter.act("withdraw"), counter.desk

        def done(_done: object) -> None:
            counter.spent("withdraw")
            now = counter.sitting
            agreed = now.agreed - {purpose.value for purpose in OPTIONAL}
            counter.keep(replace(now, agreed=agreed, consents={}, signature=None, method=None))
            counter.say(
                tr(
                    "Withdrawn: from now on no carrying, keeping of results or calls for this "
                    "citizen. What is already filed goes on; agreeing again is possible."
                ),
                Tone.GOOD,
            )

        counter.commit(lambda: withdraw_consents(desk, act, who, visit), done)

    def _problem(self, sitting: Sitting) -> str:
        filing = sitting.consents.get(Purpose.FILING)
        if filing is None and Purpose.FILING.value not in sitting.agreed:
            return tr("Ask about the filing: without an answer no dossier can be made.")
        if sitting.method is None:
            return tr("Choose how the citizen signed.")
        if sitting.method is ConsentMethod.SIGNED_SCREEN and sitting.signature is None:
            return tr("Let the citizen sign in the field first.")
        return ""

    def _on_kept(self) -> None:
        counter, sitting = self._counter, self._counter.sitting
        counter.spent("consent")
        given = {p.value for p, is_given in sitting.consents.items() if is_given}
        refused = {p.value for p, is_given in sitting.consents.items() if not is_given}
        agreed = (sitting.agreed | given) - refused
        counter.keep(replace(sitting, agreed=agreed, consents={}, signature=None))
        if Purpose.FILING.value not in agreed:
            counter.say(
                tr(
                    "Refused: no dossier is made. You may still advise, or show the way to the "
                    "one-stop desk."
                ),
                Tone.WAITING,
            )
            return
        self._open_step(following(sitting))


def following(sitting: Sitting) -> Step:
    """Give the part that comes after the people are known and agreed."""
    if sitting.view is not None:
        return Step.PAPERS
    return Step.CASE if sitting.procedure_code else Step.PROCEDURE
