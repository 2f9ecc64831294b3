"""Biên bản for a bag that came damaged or short: what was found, both sides' words, no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Column, Stack, table
from agent_desk.documents.numbers import number_codes, show_digits
from agent_desk.documents.penned import (
    dotted,
    free_line,
    office_letterhead,
    side_lines,
    signing,
    ticks,
    written,
)
from agent_desk.documents.runs import plain
from agent_desk.documents.sheet import Print, a4, print_pdf
from agent_desk.documents.show import show_long_moment
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.numbers import ScanNumber
    from agent_desk.documents.parts import OfficeForm
    from agent_desk.documents.penned import Side

DOCUMENT = "damage_minutes"
_SIZE = 11.5


class Damage(Enum):
    """What can be wrong with a bag."""

    TORN_BAG = "torn_bag"
    BROKEN_SEAL = "broken_seal"
    OTHER_SEAL = "other_seal"
    WET = "wet"
    MISSING = "missing"
    EXTRA = "extra"
    DAMAGED_PAPER = "damaged_paper"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedItem:
    """A slip that is missing, too many or damaged, and what was seen of it."""

    reference: str
    damage: Damage
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageMinutes:
    """What the minutes say. Source: TT 17/2017 art. 11.

    ``seal_number`` is that of the list, ``found_seal_number`` that on the bag; whatever is empty
    is left for the pen. ``listed`` and ``found`` are numbers of dossiers, ``found`` None if the
    content was not counted.
    """

    head: OfficeHead
    bag_number: ScanNumber
    giver: Side
    taker: Side
    found_at: datetime
    where: str
    damages: tuple[Damage, ...]
    seal_number: str
    listed: int
    found: int | None = None
    found_seal_number: str = ""
    description: str = ""
    affected: tuple[AffectedItem, ...] = ()
    done: str = ""
    new_seal_number: str = ""
    giver_words: str = ""
    taker_words: str = ""
    witness: str = ""


def render_damage_minutes(minutes: DamageMinutes) -> bytes:
    """Write a copy for each side as PDF on A4. Raises: NotFound if the wording is unknown."""
    return print_pdf(damage_minutes_job(minutes))


def damage_minutes_job(minutes: DamageMinutes) -> Print:
    """Lay both copies out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, minutes.head.template_version)
    form = parts.OfficeForm(head=minutes.head, words=words, layout=a4(_SIZE))
    header, body = office_letterhead(form), _body(form, minutes)
    number = minutes.bag_number.text
    copies = [
        parts.named_copy(form, [header, *parts.title(form, under), *body], number, under)
        for under in (parts.copy_line(form, 1), parts.copy_line(form, 2))
    ]
    return Print(
        copies=copies,
        layout=form.layout,
        side_by_side=False,
        title=f"{words.text('title')} {number}",
        author=minutes.head.operator,
    )


def _body(form: OfficeForm, minutes: DamageMinutes) -> list[Block]:
    met = form.words.text("met", when=show_long_moment(minutes.found_at), where=minutes.where)
    return [
        *number_codes(form, minutes.bag_number, form.words.text("bag_number")),
        *form.row((plain(met),)),
        *side_lines(form, "giver", minutes.giver),
        *side_lines(form, "taker", minutes.taker),
        *form.row(form.field("witness", minutes.witness)),
        *written(form, "seal_number", minutes.seal_number),
        *written(form, "found_seal_number", minutes.found_seal_number),
        form.space(0.2),
        *_found(form, minutes),
        *_affected(form, minutes),
        *written(form, "done", minutes.done),
        *written(form, "new_seal_number", minutes.new_seal_number),
        *_words(form, "giver_words", minutes.giver_words),
        Stack(blocks=[*_words(form, "taker_words", minutes.taker_words), *_end(form, minutes)]),
    ]


def _found(form: OfficeForm, minutes: DamageMinutes) -> list[Block]:
    words = form.words
    options = [(words.text(f"damage_{kind.value}"), kind in minutes.damages) for kind in Damage]
    counted = words.text("not_counted") if minutes.found is None else str(minutes.found)
    return [
        form.line(*words.runs("damages")),
        form.space(0.15),
        *ticks(form, options, 2),
        form.space(0.25),
        *_words(form, "description", minutes.description),
        *form.row(form.field("listed", str(minutes.listed)), form.field("counted", counted)),
    ]


def _affected(form: OfficeForm, minutes: DamageMinutes) -> list[Block]:
    if not minutes.affected:
        return []
    size, inside, words = form.layout.size * 0.95, form.layout.inside, form.words
    columns = [
        Column(heading=words.text("column_item"), width=inside * 0.34),
        Column(heading=words.text("column_damage"), width=inside * 0.28),
        Column(heading=words.text("column_seen"), width=inside * 0.38),
    ]
    rows = [
        [
            [plain(text)]
            for text in (
                show_digits(item.reference),
                words.text(f"damage_{item.damage.value}"),
                item.seen,
            )
        ]
        for item in minutes.affected
    ]
    return [*table(columns, rows, size), form.space(0.5)]


def _words(form: OfficeForm, key: str, said: str) -> list[Block]:
    return form.row(form.field(key, said)) if said else [dotted(form, key)]


def _end(form: OfficeForm, minutes: DamageMinutes) -> list[Block]:
    places = [("sign_giver", minutes.giver.person), ("sign_taker", minutes.taker.person)]
    if minutes.witness:
        places.insert(1, ("sign_witness", minutes.witness))
    return [
        form.space(0.3),
        form.line(*form.words.runs("no_verdict")),
        form.space(0.7),
        signing(form, places),
        form.space(0.4),
        free_line(form),
    ]
