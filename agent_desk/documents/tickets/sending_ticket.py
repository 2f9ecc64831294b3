"""The short receipt of papers taken in; it never stands for the signed sending slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.documents.runs import bold, plain
from agent_desk.documents.show import show_date, show_moment, show_until
from agent_desk.documents.tickets import shared
from agent_desk.documents.wording import wording
from agent_desk.domain.fees import print_vnd
from agent_desk.domain.reference import group

if TYPE_CHECKING:
    from agent_desk.documents.sending_slip import SendingSlip, SlipPaper
    from agent_desk.documents.tickets.raster import Raster
    from agent_desk.documents.tickets.roll import Roll
    from agent_desk.documents.wording import Wording

DOCUMENT = "sending_ticket"


def render_sending_ticket(slip: SendingSlip) -> Raster:
    """Draw the ticket of what the slip says, without names. Raises: NotFound, as all papers do."""
    words = wording(DOCUMENT, slip.head.template_version)
    roll = shared.begin(words, slip.head)
    roll.field(words.text("procedure"), f"{slip.procedure_name} ({slip.procedure_code})")
    roll.field(words.text("receiver"), slip.receiver)
    roll.field(words.text("taken_at"), show_moment(slip.taken_at))
    if slip.leaves_by:
        roll.field(words.text("leaves_by"), show_until(slip.leaves_by, slip.taken_at))
    if slip.arrives_by:
        roll.field(words.text("arrives_by"), show_date(slip.arrives_by))
    roll.field(words.text("result_way"), slip.result_way)
    roll.space()
    roll.text([bold(words.text("papers", n=len(slip.papers)))])
    for number, paper in enumerate(slip.papers, start=1):
        roll.item(f"{number}.", [plain(_paper(words, paper))])
    roll.space()
    _money(roll, words, slip)
    roll.stroke()
    shared.held(roll, words, slip.head)
    roll.text(words.runs(f"filed_{slip.filed_by.value}"))
    roll.text(words.runs("not_the_slip"))
    roll.space()
    roll.bars(slip.head.reference)
    shared.end(roll, words, slip.head, group(slip.head.reference))
    return roll.raster()


def _paper(words: Wording, paper: SlipPaper) -> str:
    counts = (
        ("count_originals", paper.originals),
        ("count_copies", paper.copies),
        ("count_scans", paper.scans),
        ("count_sheets", paper.sheets or 0),
    )
    said = ", ".join(words.text(key, n=number) for key, number in counts if number)
    return f"{paper.name} ({said})" if said else paper.name


def _money(roll: Roll, words: Wording, slip: SendingSlip) -> None:
    for key, amount in (
        ("state_fee", slip.state_fee_vnd),
        ("postage", slip.postage_vnd),
        ("our_fee", 0),
    ):
        roll.field(words.text(key), print_vnd(amount))
