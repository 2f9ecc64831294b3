"""Which way to file is proposed for a case, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.spec import CounterAction
from agent_desk.domain.dossier import Channel
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.spec import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The way proposed; None when the case cannot be filed now, ``reason`` says what to do."""

    channel: Channel | None
    reason: str


def propose_channel(procedure: Procedure, answers: Mapping[str, str]) -> Proposal:
    """Propose a way to file from the answers ``channel`` and ``eid``.

    What the citizen chose wins if the procedure offers it and the account allows it.
    """
    has_account = {"co": True, "chua": False, "quen": False}.get(answers.get("eid", ""))
    chosen = answers.get("channel", "")
    if chosen == Channel.ONLINE and has_account is False:
        return _without_account(procedure)
    if chosen in procedure.channels:
        return Proposal(channel=Channel(chosen), reason=tr("The citizen chose this way."))
    if Channel.ONLINE not in procedure.channels:
        return _on_paper(procedure, tr("This procedure is not filed online."))
    if has_account is False:
        return _without_account(procedure)
    if has_account:
        return Proposal(
            channel=Channel.ONLINE, reason=tr("The citizen can sign in with VNeID level 2.")
        )
    reason = tr("Online is offered; first ask about VNeID level 2.")
    return Proposal(channel=Channel.ONLINE, reason=reason)


def _without_account(procedure: Procedure) -> Proposal:
    reason = tr(
        "Without a working VNeID level 2 the citizen cannot file online under their own name."
    )
    if procedure.channels == (Channel.ONLINE,):
        advice = tr("This procedure is online only: get VNeID level 2 at the police first.")
        return Proposal(channel=None, reason=f"{reason} {advice}")
    return _on_paper(procedure, reason)


def _on_paper(procedure: Procedure, reason: str) -> Proposal:
    can_forward = CounterAction.FORWARD_PAPER in procedure.counter_actions
    if Channel.POST in procedure.channels and can_forward:
        advice = tr("The desk can take the papers and forward them.")
        return Proposal(channel=Channel.POST, reason=f"{reason} {advice}")
    if Channel.DIRECT in procedure.channels:
        advice = tr("The citizen goes to the office; the desk checks the papers first.")
        return Proposal(channel=Channel.DIRECT, reason=f"{reason} {advice}")
    return Proposal(channel=None, reason=reason)
