"""The gate of the last step: a colleague looks over the shoulder, or nobody can. No Qt.

The PIN of the colleague goes from its field straight to the check; no state ever holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.commands.competence import Look, confirm, file_alone
from agent_desk.domain.competence_gate import AloneReason, say_alone
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.sitting import Notice
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.errors import DeskError
    from agent_desk.queries.competence import GateView
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

_FIELDS = ("colleague", "pin", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class GateStep:
    """What the page shows of the gate; ``settled`` says who looked, or why nobody did."""

    heading: str
    sentence: str
    colleagues: tuple[Choice, ...] = ()
    chosen: str = ""
    reasons: tuple[Choice, ...] = ()
    reason: str = ""
    needs_words: bool = False
    settled: str = ""
    tone: Tone = Tone.GOOD
    errors: Mapping[str, str] | None = None


def is_held(sitting: Sitting) -> bool:
    """Say whether somebody must look, or nobody can, before the case may leave."""
    return sitting.gate is not None and sitting.gate.is_waiting


def gate_step(sitting: Sitting) -> GateStep | None:
    """Draw the gate; None where nobody is asked to look."""
    gate = sitting.gate
    if gate is None or not gate.asked:
        return None
    heading = trn(
        "Your first dossier of this procedure: dossier {nth} of {n} that a colleague looks at",
        "Your first dossiers of this procedure: dossier {nth} of {n} that a colleague looks at",
        gate.asked,
        nth=gate.nth,
    )
    if gate.confirmed_by:
        settled = tr("{name} has looked at this dossier.", name=gate.confirmed_by)
        return GateStep(heading=heading, sentence="", settled=settled)
    if gate.reason is not None:
        settled = tr(
            "It goes without a second look: {reason}. The others see it in Today and look later.",
            reason=say_alone(gate.reason),
        )
        return GateStep(heading=heading, sentence="", settled=settled, tone=Tone.WAITING)
    return _asking(sitting, gate, heading)


def _asking(sitting: Sitting, gate: GateView, heading: str) -> GateStep:
    no_pin = tr("no PIN yet")
    colleagues = tuple(
        Choice(
            key=one.clerk_id, label=one.name, detail="" if one.clerk_id in gate.with_pin else no_pin
        )
        for one in gate.colleagues
    )
    sentence = (
        tr("Ask a colleague to read the case on this screen. They confirm with their own PIN.")
        if colleagues
        else tr("No other clerk is known at this desk. Say why it goes without a second look.")
    )
    only = colleagues[0].key if len(colleagues) == 1 else ""
    return GateStep(
        heading=heading,
        sentence=sentence,
        colleagues=colleagues,
        chosen=sitting.colleague or only,
        reasons=tuple(Choice(key=one.value, label=say_alone(one)) for one in AloneReason),
        reason=sitting.alone,
        needs_words=sitting.alone == AloneReason.OTHER.value,
        errors={key: sitting.errors[key] for key in _FIELDS if key in sitting.errors},
    )


class Gating:
    """Takes the look of a colleague, or why there was none."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def choose(self, colleague_id: str) -> None:
        """Say which colleague looked."""
        self._show(colleague=colleague_id, alone="")

    def confirm(self, pin: str) -> None:
        """Take the colleague's PIN; pressed twice it is one act."""
        counter, sitting = self._counter, self._counter.sitting
        gate, view, step = sitting.gate, sitting.view, gate_step(sitting)
        if gate is None or view is None or step is None:
            return
        if not step.chosen:
            self._refuse({"colleague": tr("Choose the colleague who looked.")})
            return
        if not pin:
            self._refuse({"pin": tr("Your colleague types their own PIN here.")})
            return
        look = Look(clerk_id=gate.clerk_id, colleague_id=step.chosen, pin=pin)
        desk, intent = counter.desk, counter.intent("look")
        self._write("look", lambda: confirm(desk, intent, view.dossier_id, look))

    def go_alone(self, reason: str) -> None:
        """Say why nobody can look; another reason waits for its words."""
        self._show(alone=reason, colleague="")
        if reason != AloneReason.OTHER.value:
            self.say_why("")

    def say_why(self, words: str) -> None:
        """Take the reason, with its words if it is another one."""
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None or not sitting.alone:
            return
        reason, act, desk = AloneReason(sitting.alone), counter.act("alone"), counter.desk
        self._write("alone", lambda: file_alone(desk, act, view.dossier_id, reason, words))

    def _write(self, what: str, do: Callable[[], object]) -> None:
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None or sitting.is_busy:
            return
        counter.show(replace(sitting, is_busy=True, notice=None, errors=_without(sitting)))

        def work() -> GateView | None:
            do()
            return counter.read_gate(view)

        def done(gate: GateView | None) -> None:
            counter.spent(what)
            self._show(gate=gate, is_busy=False)
            counter.navigator.something_changed()

        counter.run(work, done, failed=self._failed)

    def _failed(self, error: DeskError) -> None:
        if isinstance(error, InvalidInput) and error.field_errors:
            self._refuse(error.field_errors)
        else:
            self._show(is_busy=False, notice=Notice(text=error.message, tone=Tone.WRONG))

    def _refuse(self, errors: Mapping[str, str]) -> None:
        self._show(is_busy=False, errors={**_without(self._counter.sitting), **errors})

    def _show(self, **changes: object) -> None:
        sitting = self._counter.sitting
        changed: dict[str, object] = {"errors": _without(sitting), **changes}
        self._counter.show(replace(sitting, **changed))  # type: ignore[arg-type]  # fields by name


def _without(sitting: Sitting) -> dict[str, str]:
    return {key: words for key, words in sitting.errors.items() if key not in _FIELDS}
