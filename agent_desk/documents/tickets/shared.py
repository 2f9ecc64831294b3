"""What every ticket begins and ends with: marks, number, who holds the dossier, that it is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.documents.fonts import Face
from agent_desk.documents.head import Custody
from agent_desk.documents.runs import Run, bold, plain
from agent_desk.documents.show import show_moment, show_phone_text
from agent_desk.documents.tickets.roll import LARGE, SMALL, At, Roll

if TYPE_CHECKING:
    from agent_desk.documents.head import OfficeHead, SlipHead
    from agent_desk.documents.wording import Wording


def begin(words: Wording, head: SlipHead) -> Roll:
    """Start a ticket of a dossier: marks, QR and number, title, official code."""
    roll = Roll()
    _marks(roll, words, print_number=head.print_number, practice=head.practice)
    roll.number(head.reference)
    roll.text([plain(words.text("reference_label"))], SMALL)
    if head.official_code:
        roll.field(words.text("official_label"), head.official_code)
    roll.stroke()
    _title(roll, words, head.operator, head.site)
    return roll


def begin_without_number(words: Wording, head: OfficeHead) -> Roll:
    """Start a ticket that belongs to no dossier."""
    roll = Roll()
    _marks(roll, words, print_number=head.print_number, practice=head.practice)
    _title(roll, words, head.operator, head.site)
    return roll


def held(roll: Roll, words: Wording, head: SlipHead) -> None:
    """Say who has the record, exactly as the head says."""
    if head.custody is Custody.AT_CENTER and head.center_received_at is not None:
        roll.text(words.runs("at_center", at=show_moment(head.center_received_at)))
    else:
        roll.text(words.runs("at_desk"))


def end(roll: Roll, words: Wording, head: OfficeHead, name: str = "") -> None:
    """Finish a ticket: help is free, when and under which wording it was printed."""
    roll.space()
    roll.text(words.runs("free", hotline=show_phone_text(head.hotline)))
    roll.stroke()
    number = head.print_number
    key = "print_first" if number == 1 else "print_again"
    printed = f"{show_moment(head.printed_at)} · {words.text(key, n=number)}"
    footer = words.text("footer", reference=name, version=words.version)
    roll.text([Run(f"{printed} · {footer}", Face.REGULAR)], SMALL, At.CENTER)
    if head.practice:
        roll.band(words.text("practice"))


def _marks(roll: Roll, words: Wording, *, print_number: int, practice: bool) -> None:
    if practice:
        roll.band(words.text("practice"))
    if print_number > 1:
        roll.band(words.text("print_again", n=print_number))


def _title(roll: Roll, words: Wording, operator: str, site: str) -> None:
    roll.text([plain(operator)], SMALL, At.CENTER)
    roll.text([bold(site)], SMALL, At.CENTER)
    roll.text([bold(words.text("title"))], LARGE, At.CENTER)
    roll.space(6)
