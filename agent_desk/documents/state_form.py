"""What the state's forms share: their head, labelled lines in the order of the template, their end.

The order of the lines stands in the template (``order``), so that a new version of a form needs no
code; what each name in it prints stands here and in the module of the form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.documents import parts
from agent_desk.documents.blocks import (
    Align,
    Columns,
    Framed,
    Lines,
    Space,
    Stack,
    paragraph,
    solid,
)
from agent_desk.documents.head import PaperSize
from agent_desk.documents.runs import bold, italic, labelled, plain, wrap, wrap_evenly
from agent_desk.documents.sheet import Copy, Numbering, Print, a4, a5
from agent_desk.documents.show import show_moment, show_phone_text
from agent_desk.documents.wording import wording
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import Party, SlipHead
    from agent_desk.documents.parts import Form
    from agent_desk.documents.runs import Run
    from agent_desk.documents.sheet import Layout

    Section = Callable[[], list[Block]]

A5_SIZE = 9.0
TITLE_SHARE = 14 / 13  # of the common size, as in the two below. Source: NĐ 30/2020, annex I
_HEAD_SHARE = 12 / 13
_SIGNING_EMS = 3.6
ROW_GAP = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who stands at the head of a form: the parent body, the unit, and the unit's own number."""

    authority: str
    unit: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Where the words of a relayed form come from: we print them, the agency answers for them.

    ``signed_by`` is who signed the original; empty if the agency did not say.
    """

    agency: str
    sent_at: datetime
    signed_by: str = ""

    def __post_init__(self) -> None:
        if not self.agency.strip():
            raise InvalidInput(tr("A relayed form names the agency whose words it prints."))


def layout_of(paper: PaperSize) -> Layout:
    """Give the page of a state form: full size on A4, small on A5."""
    return a4() if paper is PaperSize.A4 else a5(A5_SIZE)


def form_of(document: str, head: SlipHead, layout: Layout) -> Form:
    """Begin a form. Raises: NotFound if the wording version is unknown."""
    words = wording(document, head.template_version)
    return parts.Form(head=head, words=words, layout=layout, row_gap=ROW_GAP)


def header(form: Form, issuer: Issuer, dated: datetime | None = None) -> Block:
    """Give the form's name in the corner, then the head of the unit and of the state.

    ``dated`` is the day of the form where that is not the day of the print: a relayed one.
    """
    if dated is not None:
        form = replace(form, head=replace(form.head, printed_at=dated))
    inside = form.layout.inside
    named = Lines(
        lines=wrap([italic(form.words.text("form_number"))], form.layout.small, inside),
        size=form.layout.small,
        width=inside,
        align=Align.RIGHT,
    )
    number = issuer.number or form.words.text("number_blank")
    head = parts.state_head(
        form.resized(_HEAD_SHARE),
        [issuer.authority, issuer.unit],
        form.words.text("number", number=number),
    )
    return Stack(blocks=[named, head])


def ordered(form: Form, sections: Mapping[str, Section]) -> list[Block]:
    """Give the sections that the template names, in its order."""
    return [block for name in form.words.order for block in sections[name]()]


def line(form: Form, *pairs: str) -> list[Block]:
    """Give labels (key, value, key, value) that stay even where there is nothing to say."""
    keys, values = pairs[::2], pairs[1::2]
    blank = form.words.text("blank")
    fields = [form.field(key, value or blank) for key, value in zip(keys, values, strict=True)]
    return form.row(*fields)


def contact_lines(form: Form, party: Party) -> list[Block]:
    """Give the address, and phone and mail on one line."""
    return [
        *line(form, "address", party.address),
        *line(form, "phone", show_phone_text(party.phone), "email", party.email),
    ]


def applicant_lines(form: Form, key: str, party: Party) -> list[Block]:
    """Give the lines of a person or body: name, number, address, phone and mail."""
    return [
        *line(form, key, party.name),
        *line(form, "id_number", party.shown_number()),
        *contact_lines(form, party),
    ]


def sentence(form: Form, key: str, **values: object) -> list[Block]:
    """Give a sentence of the template as a paragraph."""
    runs = form.words.runs(key, **values)
    return [*paragraph(runs, form.layout.size, form.layout.inside), form.space(ROW_GAP)]


def listed(form: Form, key: str, items: Iterable[str]) -> list[Block]:
    """Give a label and a list below it, numbered from 1; a blank line if there is nothing."""
    size, inside = form.layout.size, form.layout.inside
    lines: list[tuple[Run, ...]] = [labelled(form.words.text(key), "")]
    entries = tuple(items) or (form.words.text("blank"),)
    lines += [(plain(f"{number}. {name}"),) for number, name in enumerate(entries, start=1)]
    blocks = [block for runs in lines for block in paragraph(runs, size, inside)]
    return [*blocks, form.space(ROW_GAP)]


def relay_box(form: Form, relay: Relay) -> list[Block]:
    """Say in a box that these are the agency's words and where the original is."""
    size, padding = form.layout.size * 0.88, form.layout.size * 0.55
    width = form.layout.inside - 2 * padding
    runs = form.words.runs("relayed", agency=relay.agency, at=show_moment(relay.sent_at))
    box = Framed(block=solid(runs, size, width), width=form.layout.inside, padding=padding)
    return [form.space(0.4), box, form.space(0.5)]


def one_signature(form: Form, key: str, note_key: str, name: str) -> Block:
    """Give one place to sign, at the right: the label, how it is signed, the printed name."""
    half = form.layout.inside / 2
    column = _signature(form, (key, note_key), name)
    return Columns(blocks=[Space(height=0), column], offsets=[0, half])


def relayed_signatures(form: Form, here: str, there: str) -> Block:
    """Give the citizen's place to sign at the left and, at the right, who signed the original."""
    half = form.layout.inside / 2
    left = _signature(form, ("sign_left", "sign_here"), here)
    right = _signature(form, ("sign_right", "signed_original"), there)
    return Columns(blocks=[left, right], offsets=[0, half])


def _signature(form: Form, keys: tuple[str, str], name: str) -> Block:
    size, half = form.layout.size, form.layout.inside / 2
    label, how = (form.words.text(key) for key in keys)
    return Stack(
        blocks=[
            Lines(
                lines=wrap_evenly([bold(label)], size, half * 0.95),
                size=size,
                width=half,
                align=Align.CENTER,
            ),
            solid([italic(how)], size, half, Align.CENTER),
            Space(height=size * _SIGNING_EMS),
            solid([plain(name)], size, half, Align.CENTER),
        ]
    )


def ending(form: Form, *blocks: Block) -> list[Block]:
    """Give the end of a form: signatures, the small print, our reference for machines."""
    own = form.without_official_code()
    together = [
        form.space(0.3),
        *blocks,
        form.space(0.5),
        *parts.honesty_note(own),
        *parts.codes(own),
    ]
    return [Stack(blocks=together)]


def single(form: Form, header_block: Block, body: Sequence[Block]) -> list[Copy]:
    """Give the one copy of a form that is not kept in two."""
    under = parts.print_line(form)
    copy = parts.as_copy(form, [header_block, *parts.title(form, under, TITLE_SHARE), *body], under)
    return [official(copy)]


def official(copy: Copy) -> Copy:
    """Number the pages of a copy the way the state does."""
    return replace(copy, numbering=Numbering.TOP)


def print_of(form: Form, issuer: Issuer, copies: Sequence[Copy], about: str) -> Print:
    """Finish the paper; ``about`` names it in the title of the file beside the form's title."""
    return Print(
        copies=copies,
        layout=form.layout,
        side_by_side=False,
        title=f"{form.words.text('title')} {about}",
        author=issuer.unit,
    )
