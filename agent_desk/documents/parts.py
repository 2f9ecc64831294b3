"""Parts that our papers share: header, title, codes, who holds the dossier, fees, signatures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from agent_desk.clock import local
from agent_desk.documents.blocks import (
    Align,
    Columns,
    Framed,
    Lines,
    Space,
    Stack,
    Stroke,
    paragraph,
    solid,
)
from agent_desk.documents.codes import (
    QR_QUIET_MODULES,
    code128_bars,
    placed,
    qr_bars,
    qr_modules,
)
from agent_desk.documents.fonts import em_width
from agent_desk.documents.head import Custody
from agent_desk.documents.runs import Run, bold, italic, labelled, plain, wrap_evenly
from agent_desk.documents.sheet import MM, Copy
from agent_desk.documents.show import show_long_date, show_moment, show_phone_text
from agent_desk.domain.fees import print_vnd
from agent_desk.domain.reference import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import OfficeHead, Party, SlipHead
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.sheet import Layout
    from agent_desk.documents.wording import Wording

_BAR_MODULE = 0.38 * MM
_BAR_HEIGHT = 9.5 * MM
_QR_SIDE = 20 * MM
_SIGNING_EMS = 3.6
FIELD_GAP = 1.2
TITLE_SHARE = 1.45


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeForm:
    """One paper while its blocks are made: what it says, in which words, on which page."""

    head: OfficeHead
    words: Wording
    layout: Layout
    row_gap: float = 0.35

    def line(self, *runs: Run) -> Lines:
        """Wrap runs over the full width in the common size."""
        return solid(runs, self.layout.size, self.layout.inside)

    def note(self, key: str, **values: object) -> Lines:
        """Wrap a sentence of the template over the full width in the small size."""
        return solid(self.words.runs(key, **values), self.layout.small, self.layout.inside)

    def field(self, key: str, value: str) -> tuple[Run, ...]:
        """Give a label of the template and its value; nothing if the value is empty."""
        return labelled(self.words.text(key), value, gap=FIELD_GAP) if value else ()

    def row(self, *fields: tuple[Run, ...]) -> list[Block]:
        """Put fields on one line; no line if all are empty."""
        runs = [run for field in fields for run in field]
        if not runs:
            return []
        runs[0] = runs[0]._replace(gap=0.0)
        return [*paragraph(runs, self.layout.size, self.layout.inside), self.space(self.row_gap)]

    def resized(self, share: float) -> Self:
        """Give the same form in another common size."""
        return replace(self, layout=replace(self.layout, size=self.layout.size * share))

    def space(self, ems: float) -> Space:
        """Leave height in units of the common size."""
        return Space(height=self.layout.size * ems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(OfficeForm):
    """The same for a paper of one dossier."""

    head: SlipHead

    def without_official_code(self) -> Form:
        """Give the same form for parts that must not name the official code a second time."""
        return replace(self, head=replace(self.head, official_code=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The reference as Code 128 at the left and as QR at the right."""

    reference: str
    below: Block
    width: float

    @property
    def height(self) -> float:
        """The room of the taller side."""
        return max(_QR_SIDE, _BAR_HEIGHT + 2 + self.below.height)

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the bars, the texts below them and the QR."""
        bars = code128_bars(self.reference)
        marks.bars += placed(bars, x, top - _BAR_HEIGHT, _BAR_MODULE, _BAR_HEIGHT)
        self.below.draw(marks, x, top - _BAR_HEIGHT - 2)
        module = _QR_SIDE / qr_modules(self.reference)
        quiet = QR_QUIET_MODULES * module
        corner = x + self.width - _QR_SIDE + quiet  # its quiet zone reaches into the margin
        marks.bars += placed(qr_bars(self.reference), corner, top - _QR_SIDE, module, module)


def two_columns(
    form: OfficeForm, left: Sequence[Run], right: Sequence[Run], rules: float, under: str = ""
) -> Block:
    """Put two centered heads side by side, each line a run, a short rule below each.

    The date stands below the right one and ``under`` below the left one.
    """
    size, inside = form.layout.size, form.layout.inside
    needed = max(em_width(run.text, run.face) for run in right) * size
    split = inside - min(needed, inside * 0.6)
    widths = (split - size, inside - split)

    def half(runs: Sequence[Run], width: float, rule: float) -> list[Block]:
        lines = tuple(line for run in runs for line in wrap_evenly([run], size, width))
        return [
            Lines(lines=lines, size=size, width=width, align=Align.CENTER),
            Stroke(length=width * rule, width=width),
        ]

    when = local(form.head.printed_at).date()
    dateline = form.words.text("dateline", place=form.head.place, day=show_long_date(when))
    dated = solid([italic(dateline)], size, widths[1], Align.CENTER)
    numbered = [solid([plain(under)], size, widths[0], Align.CENTER)] if under else []
    stacks = [
        Stack(blocks=[*half(left, widths[0], 0.4), *numbered]),
        Stack(blocks=[*half(right, widths[1], rules), dated]),
    ]
    return Columns(blocks=stacks, offsets=[0, split])


def letterhead(form: OfficeForm) -> Block:
    """Give our own head: operator and site at the left, the republic at the right."""
    ours = [plain(form.head.operator), bold(form.head.site)]
    return two_columns(form, ours, republic(form), 0.55)


def state_head(form: OfficeForm, body: Sequence[str], number: str) -> Block:
    """Give the head of a state form: parent body, receiving unit and number at the left."""
    *parents, unit = body
    ours = [*(plain(parent) for parent in parents), bold(unit)]
    return two_columns(form, ours, republic(form), 0.55, under=number)


def republic(form: OfficeForm) -> list[Run]:
    """Give the name of the state and its motto."""
    return [bold(form.words.text("republic")), bold(form.words.text("motto"))]


def title(form: OfficeForm, under: str, share: float = TITLE_SHARE) -> list[Block]:
    """Give the centered title, ``share`` times the common size, and the line below it."""
    size, inside = form.layout.size, form.layout.inside
    lines = wrap_evenly([bold(form.words.text("title"))], size * share, inside)
    return [
        form.space(0.9),
        Lines(lines=lines, size=size * share, width=inside, align=Align.CENTER),
        solid([italic(under)], size, inside, Align.CENTER),
        form.space(0.7),
    ]


def print_line(form: OfficeForm) -> str:
    """Say which print this is."""
    number = form.head.print_number
    if number == 1:
        return form.words.text("print_first")
    return form.words.text("print_again", n=number)


def copy_line(form: OfficeForm, copy_number: int) -> str:
    """Say which copy this is and which print."""
    return f"{form.words.text(f'copy_{copy_number}')} · {print_line(form)}"


def codes(form: Form) -> list[Block]:
    """Give the reference for machines and for eyes, and the official code if there is one."""
    head, size = form.head, form.layout.size
    room = form.layout.inside - _QR_SIDE - 2 * MM
    texts = [
        solid([bold(group(head.reference))], size * 1.2, room),
        solid([plain(form.words.text("reference_label"))], form.layout.small, room),
    ]
    if head.official_code:
        official = labelled(form.words.text("official_label"), head.official_code)
        texts.append(solid(official, size, room))
    below = Stack(blocks=texts)
    return [Codes(reference=head.reference, below=below, width=form.layout.inside), form.space(0.5)]


def held_runs(form: Form) -> tuple[Run, ...]:
    """Say who has the record, exactly as the head says."""
    head = form.head
    if head.custody is Custody.AT_CENTER and head.center_received_at is not None:
        return form.words.runs("at_center", at=show_moment(head.center_received_at))
    return form.words.runs("at_desk")


def honesty_box(form: Form, also: Iterable[Run]) -> list[Block]:
    """Give the box that says who holds the dossier and that our help is free."""
    size, padding = form.layout.size * 0.88, form.layout.size * 0.65
    width = form.layout.inside - 2 * padding
    free = form.words.runs("free", hotline=show_phone_text(form.head.hotline))
    texts = Stack(
        blocks=[
            solid([*held_runs(form), Run(" "), *also], size, width),
            solid(free, size, width),
        ]
    )
    return [
        form.space(0.4),
        Framed(block=texts, width=form.layout.inside, padding=padding),
        form.space(0.8),
    ]


def honesty_note(form: Form) -> list[Block]:
    """Say the same in small print, where a state form leaves no room for a box."""
    free = form.words.runs("free", hotline=show_phone_text(form.head.hotline))
    runs = [*held_runs(form), Run(" "), *free]
    return [solid(runs, form.layout.small, form.layout.inside), form.space(0.4)]


def fees(form: OfficeForm, state_fee_vnd: int | None, postage_vnd: int | None) -> list[Block]:
    """Give the fee line; we never take anything, and an unknown state fee is never zero."""
    return form.row(
        form.field("state_fee", print_vnd(state_fee_vnd)),
        form.field("postage", print_vnd(postage_vnd)) if postage_vnd is not None else (),
        form.field("our_fee", print_vnd(0)),
    )


def signatures(form: OfficeForm, left: tuple[str, str], right: tuple[str, str]) -> Block:
    """Give two places to sign: the label's key in the template and the printed name, or none."""
    size, half = form.layout.size, form.layout.inside / 2

    def column(key: str, name: str) -> Block:
        return Stack(
            blocks=[
                solid([bold(form.words.text(key))], size, half, Align.CENTER),
                solid([italic(form.words.text("sign_here"))], size, half, Align.CENTER),
                Space(height=size * _SIGNING_EMS),
                solid([plain(name)], size, half, Align.CENTER),
            ]
        )

    return Columns(blocks=[column(*left), column(*right)], offsets=[0, half])


def person(form: OfficeForm, key: str, party: Party) -> list[Block]:
    """Give the lines of a person: name and phone, number and mail, address."""
    return [
        *form.row(form.field(key, party.name), form.field("phone", show_phone_text(party.phone))),
        *form.row(
            form.field("born", str(party.born or "")),
            form.field("citizen_number", party.shown_number()),
            form.field("email", party.email),
        ),
        *form.row(form.field("address", party.address)),
    ]


def two_copies(
    form: Form, header: Block, body: Sequence[Block], title_share: float = TITLE_SHARE
) -> list[Copy]:
    """Give both copies of a slip; they differ in one line, so the body is laid out once."""
    return [
        as_copy(form, [header, *title(form, under, title_share), *body], under)
        for under in (copy_line(form, 1), copy_line(form, 2))
    ]


def as_copy(form: Form, blocks: Sequence[Block], under: str) -> Copy:
    """Finish a copy of a paper of a dossier, named by its reference.

    ``under`` is the line below the title: the copy and the print.
    """
    return named_copy(form, blocks, group(form.head.reference), under)


def named_copy(form: OfficeForm, blocks: Sequence[Block], name: str, under: str) -> Copy:
    """Finish a copy: running head, footer with the wording version, watermark in practice.

    ``name`` is the number that tells this paper from others of its kind, or where it was made.
    """
    words = form.words
    return Copy(
        blocks=blocks,
        running=f"{words.text('title')} · {name} · {under}",
        footer=words.text("footer", reference=name, version=words.version),
        page_label=words.text("page"),
        watermark=words.text("practice") if form.head.practice else "",
    )
