"""The ticket that calls a citizen to fetch a result: where, when, what to bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.show import show_date
from agent_desk.documents.tickets import shared
from agent_desk.documents.wording import wording
from agent_desk.domain.reference import group

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.documents.head import SlipHead
    from agent_desk.documents.tickets.raster import Raster

DOCUMENT = "collect_ticket"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectTicket:
    """What the ticket says, without a name.

    ``shelf`` is the letter of the shelf the result lies on; ``to_bring`` are papers the clerk or
    the law takes back. What is empty is left out.
    """

    head: SlipHead
    procedure_name: str
    procedure_code: str
    site_address: str = ""
    open_hours: str = ""
    from_day: date | None = None
    until_day: date | None = None
    shelf: str = ""
    to_bring: tuple[str, ...] = ()


def render_collect_ticket(ticket: CollectTicket) -> Raster:
    """Draw the ticket. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, ticket.head.template_version)
    roll = shared.begin(words, ticket.head)
    roll.field(words.text("procedure"), f"{ticket.procedure_name} ({ticket.procedure_code})")
    roll.space()
    roll.field(words.text("where"), ticket.head.site)
    roll.field(words.text("address"), ticket.site_address)
    roll.field(words.text("open_hours"), ticket.open_hours)
    if ticket.from_day:
        roll.field(words.text("from_day"), show_date(ticket.from_day))
    if ticket.until_day:
        roll.text(words.runs("until_day", day=show_date(ticket.until_day)))
    roll.field(words.text("shelf"), ticket.shelf)
    roll.stroke()
    roll.text(words.runs("bring"))
    for place, paper in enumerate(ticket.to_bring, start=1):
        roll.item(f"{place}.", words.runs("bring_also", paper=paper))
    roll.text(words.runs("proxy"))
    roll.text(words.runs("lost"))
    roll.space()
    roll.bars(ticket.head.reference)
    shared.end(roll, words, ticket.head, group(ticket.head.reference))
    return roll.raster()
