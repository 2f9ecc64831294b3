"""The account leave-behind on the roll: what was done, what next, what never to tell anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents.head import OfficeHead
from agent_desk.documents.show import show_date, show_phone_text
from agent_desk.documents.tickets import shared
from agent_desk.documents.wording import wording
from agent_desk.domain.kept_texts import refuse_secrets

if TYPE_CHECKING:
    from agent_desk.documents.account_slip import AccountSlip
    from agent_desk.documents.tickets.raster import Raster
    from agent_desk.documents.tickets.roll import Roll
    from agent_desk.documents.wording import Wording

DOCUMENT = "account_ticket"


def render_account_ticket(slip: AccountSlip) -> Raster:
    """Draw the ticket of what the slip says; nothing of the citizen is on it.

    Raises: NotFound if the wording version is unknown, InvalidInput if a text looks like a secret.
    """
    texts = (*slip.today, slip.unfinished, *slip.next, *slip.bring, slip.place)
    refuse_secrets({str(number): text for number, text in enumerate(texts)})
    words = wording(DOCUMENT, slip.template_version)
    head = _head(slip)
    roll = shared.begin_without_number(words, head)
    _done(roll, words, slip)
    _visit(roll, words, slip)
    roll.text(words.runs("sign_in"))
    roll.stroke()
    roll.text(words.runs("never"))
    roll.text(words.runs("scam"))
    roll.stroke()
    roll.text(words.runs("help", hotline=show_phone_text(slip.hotline)))
    shared.end(roll, words, head)
    return roll.raster()


def _head(slip: AccountSlip) -> OfficeHead:
    return OfficeHead(
        operator=slip.operator,
        site=slip.site,
        place=slip.place,
        printed_at=slip.printed_at,
        hotline=slip.hotline,
        template_version=slip.template_version,
        practice=slip.practice,
    )


def _done(roll: Roll, words: Wording, slip: AccountSlip) -> None:
    said = list(slip.today)
    if slip.unfinished:
        said.append(words.text("unfinished", title=slip.unfinished))
    day = show_date(local(slip.printed_at).date())
    roll.text(words.runs("today", day=day, today=" ".join(said)))
    roll.space()
    for number, step in enumerate(slip.next, start=1):
        roll.text(words.runs("next", n=number, step=step))
    if slip.bring:
        roll.text(words.runs("bring", things="; ".join(slip.bring)))
    roll.space()


def _visit(roll: Roll, words: Wording, slip: AccountSlip) -> None:
    if slip.place:
        roll.text(words.runs("place", place=slip.place))
        roll.text(words.runs("dots"))
        roll.text(words.runs("dates"))
    if slip.come_back_on is not None:
        weekday = words.text(f"weekday_{slip.come_back_on.weekday()}")
        day = show_date(slip.come_back_on)
        roll.text(words.runs("come_back", weekday=weekday, day=day))
    roll.space()
