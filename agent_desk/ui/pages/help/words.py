"""The card of a procedure and the table of keys, as blocks. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.fees import show_vnd
from agent_desk.i18n import tr, trn
from agent_desk.ui.help_texts import Block, BlockKind
from agent_desk.ui.key_table import key_table

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.catalog.spec import Procedure

_MOST_WORDS = 8


def key_blocks() -> tuple[Block, ...]:
    """Give the table of keys as blocks."""
    return tuple(Block(kind=BlockKind.KEY, lead=cap, text=does) for cap, does in key_table())


def card_of(procedure: Procedure, on: date) -> tuple[Block, ...]:
    """Give the card of a procedure: who, what, where, how long, how much, what goes wrong."""
    pairs = (
        (tr("People say"), ", ".join(procedure.life_events[:_MOST_WORDS])),
        (tr("Who may apply"), procedure.who_may_apply),
        (tr("Who decides"), procedure.office_on(on)),
        (tr("How long"), _days(procedure)),
        (tr("State fee"), _fee(procedure, on)),
        (tr("Filed online"), procedure.level_note or procedure.level),
    )
    found = [
        Block(kind=BlockKind.PAIR, lead=name, text=text) for name, text in pairs if text.strip()
    ]
    for title, lines in (
        (tr("Papers that may be asked for"), [paper.name for paper in procedure.papers]),
        (tr("Why dossiers come back"), list(procedure.common_rejections)),
        (tr("For the clerk"), list(procedure.clerk_notes)),
        (tr("Law"), list(procedure.legal_basis)),
    ):
        if lines:
            found.append(Block(kind=BlockKind.HEADING, text=title))
            found.extend(Block(kind=BlockKind.TEXT, text=f"– {line}") for line in lines)
    return tuple(found)


def _days(procedure: Procedure) -> str:
    days = procedure.time_limit.working_days
    if days is None:
        return tr("not confirmed; ask the center")
    if days == 0:
        return tr("the same day")
    return trn("{n} working day", "{n} working days", days)


def _fee(procedure: Procedure, on: date) -> str:
    fees = procedure.fees_on(on)
    if fees is None:
        return tr("not confirmed; ask the center")
    ways = ((tr("online"), fees.online_vnd), (tr("on paper"), fees.direct_vnd))
    amounts = [f"{way} {show_vnd(vnd)}" for way, vnd in ways if vnd is not None]
    return " · ".join((*amounts, fees.note) if fees.note else amounts)
