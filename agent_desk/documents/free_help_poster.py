"""The poster that hangs at the counter: help is free, what we do, whom to call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import Align, Columns, Framed, Stack, paragraph, solid
from agent_desk.documents.fit import on_one_page
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import MM, Layout, Print, a4, print_pdf
from agent_desk.documents.show import show_phone_text
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead
    from agent_desk.documents.parts import OfficeForm

DOCUMENT = "free_help_poster"
_SIZE = 20.5
_SERVICES = 5
_RULES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeHelpPoster:
    """What the poster says of the site; what is empty is left out.

    ``complain_phone`` takes messages about harassment and brokers beside the hotline of the head.
    """

    head: OfficeHead
    address: str = ""
    open_hours: str = ""
    complain_phone: str = ""


def render_free_help_poster(poster: FreeHelpPoster) -> bytes:
    """Write the poster as PDF on A4. Raises: NotFound if the wording version is unknown."""
    return print_pdf(free_help_poster_job(poster))


def free_help_poster_job(poster: FreeHelpPoster) -> Print:
    """Lay the poster out on one page. Raises: NotFound if the wording version is unknown."""
    return on_one_page(_layout(), partial(_job, poster))


def _job(poster: FreeHelpPoster, layout: Layout) -> Print:
    words = wording(DOCUMENT, poster.head.template_version)
    form = parts.OfficeForm(head=poster.head, words=words, layout=layout)
    blocks = [
        *_head(form, poster),
        *_services(form),
        *_rules(form),
        *_complain(form, poster),
        *_where(form, poster),
    ]
    return Print(
        copies=[parts.named_copy(form, blocks, poster.head.site, parts.print_line(form))],
        layout=form.layout,
        side_by_side=False,
        title=words.text("title"),
        author=poster.head.operator,
    )


def _layout() -> Layout:
    return replace(a4(_SIZE), left=18 * MM, right=18 * MM, top=14 * MM, bottom=9 * MM)


def _head(form: OfficeForm, poster: FreeHelpPoster) -> list[Block]:
    size, inside, words = form.layout.size, form.layout.inside, form.words
    return [
        solid([plain(poster.head.operator)], size * 0.8, inside, Align.CENTER),
        solid([bold(poster.head.site)], size * 0.95, inside, Align.CENTER),
        form.space(0.5),
        solid([bold(words.text("title"))], size * 1.6, inside, Align.CENTER),
        solid([bold(words.text("zero"))], size * 4.0, inside, Align.CENTER),
        solid([plain(words.text("zero_note"))], size * 0.75, inside, Align.CENTER),
        form.space(0.6),
    ]


def _services(form: OfficeForm) -> list[Block]:
    size, inside, words = form.layout.size, form.layout.inside, form.words
    room = size * 1.3
    blocks: list[Block] = [form.line(bold(words.text("services"))), form.space(0.15)]
    for number in range(1, _SERVICES + 1):
        label = solid([bold(f"{number}.")], size, room)
        text = solid([plain(words.text(f"service_{number}"))], size, inside - room)
        blocks += [Columns(blocks=[label, text], offsets=[0, room]), form.space(0.15)]
    return [*blocks, form.space(0.3)]


def _rules(form: OfficeForm) -> list[Block]:
    size, padding = form.layout.size * 0.92, form.layout.size * 0.55
    width = form.layout.inside - 2 * padding
    lines = [
        block
        for number in range(1, _RULES + 1)
        for block in paragraph(form.words.runs(f"never_{number}"), size, width)
    ]
    framed = Framed(block=Stack(blocks=lines), width=form.layout.inside, padding=padding)
    return [framed, form.space(0.5)]


def _complain(form: OfficeForm, poster: FreeHelpPoster) -> list[Block]:
    size, inside, words = form.layout.size, form.layout.inside, form.words
    hotline = show_phone_text(poster.head.hotline)
    blocks: list[Block] = [
        solid([bold(words.text("complain"))], size * 0.95, inside, Align.CENTER),
        solid([bold(hotline)], size * 2.1, inside, Align.CENTER),
    ]
    if poster.complain_phone:
        phone = words.text("complain_zalo", phone=show_phone_text(poster.complain_phone))
        blocks.append(solid([plain(phone)], size * 0.95, inside, Align.CENTER))
    return [Stack(blocks=blocks), form.space(0.3)]


def _where(form: OfficeForm, poster: FreeHelpPoster) -> list[Block]:
    small = form.resized(0.78)
    return [
        *small.row(form.field("address", poster.address)),
        *small.row(form.field("open_hours", poster.open_hours)),
    ]
