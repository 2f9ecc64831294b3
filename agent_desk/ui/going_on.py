"""What to do with the person at the counter while something does not work. No Qt."""

from __future__ import annotations

from agent_desk.i18n import tr


def title() -> str:
    """Give the heading above the steps."""
    return tr("The person in front of you")


def without_program() -> tuple[str, ...]:
    """Say how to serve while the program or its data cannot be used, step by step."""
    return (
        tr("Say: “The machine needs a moment. You will not have to come twice.”"),
        tr("Take a slip of the outage kit: the numbered slips printed in advance, in the drawer."),
        tr("Write name, phone, what it is about and which papers you take; both sign, the citizen "
           "keeps their part."),
        tr("Only advice wanted? Answer it, or write the phone down and call back."),
        tr("When the program runs again, enter each slip under its own number, at its own time: "
           "Outage kit."),
    )  # fmt: skip


def beside_practice() -> tuple[str, ...]:
    """Say how to serve while practice cannot be opened: nothing of the real desk is touched."""
    return (
        tr("Close this window."),
        tr("Start Agent Desk as every morning, without “Practice”: the real desk is whole."),
        tr("Serve the citizen there. Practice can wait; tell technical support later."),
    )


def after_a_bug() -> str:
    """Say how to go on after something unexpected, when the program still runs."""
    return tr(
        "What you saved is safe. Tell the citizen it takes a moment, press “Go on”, and do the "
        "last step again. If it happens twice, serve on paper and call technical support with "
        "this report; it holds no personal data."
    )


def while_sending_stopped() -> str:
    """Say how to go on while the center takes nothing from this desk."""
    return tr(
        "Go on serving: cases, slips and papers work as always, and everything stays on this PC. "
        "Tell the citizen the number on the slip is final. Call technical support today."
    )
