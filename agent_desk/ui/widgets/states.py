"""The five states of a part of a case: shape, tone and word of each."""

from __future__ import annotations

from agent_desk.i18n import tr
from agent_desk.ui.rows import StepState
from agent_desk.ui.tokens import Tone

STATE_ICON = {
    StepState.NOT_SEEN: "circle",
    StepState.IN_WORK: "circle-dot",
    StepState.MISSING: "circle-alert",
    StepState.COMPLETE: "circle-check",
    StepState.NOT_NEEDED: "circle-minus",
}
STATE_TONE = {
    StepState.NOT_SEEN: Tone.NEUTRAL,
    StepState.IN_WORK: Tone.BRAND,
    StepState.MISSING: Tone.WAITING,
    StepState.COMPLETE: Tone.GOOD,
    StepState.NOT_NEEDED: Tone.NEUTRAL,
}


def state_word(state: StepState) -> str:
    """Give the word of a state in the language in use."""
    words = {
        StepState.NOT_SEEN: tr("Not seen yet"),
        StepState.IN_WORK: tr("In work"),
        StepState.MISSING: tr("Papers missing"),
        StepState.COMPLETE: tr("Complete"),
        StepState.NOT_NEEDED: tr("Not needed"),
    }
    return words[state]
