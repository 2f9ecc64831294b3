"""Mẫu 07, Sổ theo dõi hồ sơ: every dossier of a time, on its side, counts carried over pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents.blocks import Align, Columns, Lines, Row, Space, Stack, Stroke, solid
from agent_desk.documents.marks import Box, Rule
from agent_desk.documents.runs import bold, italic, plain, wrap
from agent_desk.documents.sheet import Copy, Numbering, Print, a4_landscape, print_pdf
from agent_desk.documents.show import show_date, show_long_date, show_moment, show_phone_text
from agent_desk.documents.wording import wording
from agent_desk.domain.reference import group
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.runs import Run
    from agent_desk.documents.sheet import Layout
    from agent_desk.documents.state_form import Issuer
    from agent_desk.documents.wording import Wording

DOCUMENT = "register_07"
_SIZE = 9.5
_HEAD_SIZE = 12.0
# Widths of the eleven columns as shares of the page; the last five stand under one heading.
_COLUMNS = (
    ("column_number", 0.04),
    ("column_code", 0.14),
    ("column_procedure", 0.13),
    ("column_person", 0.11),
    ("column_contact", 0.125),
    ("column_agency", 0.11),
    ("column_received", 0.075),
    ("column_due", 0.075),
    ("column_returned", 0.075),
    ("column_way", 0.07),
    ("column_signed", 0.05),
)
_GROUPED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One dossier; ``official_code`` is empty while only our reference is known."""

    reference: str
    official_code: str
    procedure: str
    person: str
    address: str
    phone: str
    agency: str
    received_at: datetime
    due_at: datetime | None = None
    returned_at: datetime | None = None
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register07:
    """What the book holds, both days included; ``field`` empty means every field.

    Raises: InvalidInput if it ends before it begins.
    """

    issuer: Issuer
    site: str
    place: str
    printed_at: datetime
    template_version: str
    first: date
    last: date
    entries: tuple[RegisterEntry, ...]
    field: str = ""
    keeper: str = ""
    print_number: int = 1
    practice: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidInput(tr("The last day of the register is before its first day."))


def render_register_07(register: Register07) -> bytes:
    """Write the book as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(register_07_job(register))


def register_07_job(register: Register07) -> Print:
    """Lay the book out. Raises: NotFound if the wording version is unknown."""
    words = wording(DOCUMENT, register.template_version)
    book = _Book(register=register, words=words, layout=a4_landscape(_SIZE))
    title = f"{words.text('title')} {book.span()}"
    at = show_moment(register.printed_at)
    copy = Copy(
        blocks=book.blocks(),
        running=title,
        footer=words.text("footer", site=register.site, at=at, version=words.version),
        page_label=words.text("page"),
        watermark=words.text("practice") if register.practice else "",
        numbering=Numbering.TOP,
        carry=book,
    )
    return Print(
        copies=[copy],
        layout=book.layout,
        side_by_side=False,
        title=title,
        author=register.issuer.unit,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """The heading of the table in two rows: the last columns stand together under one name."""

    cells: Sequence[Lines]
    group: Lines
    edges: Sequence[float]
    padding: float

    @property
    def height(self) -> float:
        """The room of the taller side."""
        alone, grouped = self.cells[:-_GROUPED], self.cells[-_GROUPED:]
        below = max(cell.height for cell in grouped) + self._pad
        return max(max(cell.height for cell in alone) + self._pad, self._split + below)

    @property
    def _pad(self) -> float:
        return 2 * self.padding * 0.6

    @property
    def _split(self) -> float:
        return self.group.height + self._pad

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the frame, the rules and the names, each in the middle of its cell."""
        height, edges, first = self.height, self.edges, len(self.edges) - 1 - _GROUPED
        marks.frames.append(Box(x + edges[0], top - height, edges[-1] - edges[0], height))
        middle = top - self._split
        marks.rules.append(Rule(x + edges[first], middle, x + edges[-1], middle))
        for place, edge in enumerate(edges[1:-1], start=1):
            upper = top if place <= first else middle
            marks.rules.append(Rule(x + edge, top - height, x + edge, upper))
        self.group.draw(marks, x + edges[first] + self.padding, top - self._pad / 2)
        for place, cell in enumerate(self.cells):
            upper = middle if place >= first else top
            room = upper - (top - height) - cell.height
            cell.draw(marks, x + edges[place] + self.padding, upper - room / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """The register while it is laid out; also says what is carried from page to page."""

    register: Register07
    words: Wording
    layout: Layout

    @property
    def height(self) -> float:
        """The room of the row that ends a page."""
        return self._wide("page_total", on_page=0, so_far=0).height

    def close(self, on_page: int, so_far: int) -> Block:
        """Count the page and all pages so far."""
        return self._wide("page_total", on_page=on_page, so_far=so_far)

    def open(self, so_far: int) -> Block:
        """Carry the count over."""
        return self._wide("carried", so_far=so_far)

    def span(self) -> str:
        """Say which days the book covers."""
        first, last = show_date(self.register.first), show_date(self.register.last)
        key = "span_one" if first == last else "span"
        return self.words.text(key, first=first, last=last).lower()

    def blocks(self) -> list[Block]:
        """Give everything from top to bottom."""
        entries = self.register.entries
        end: list[Block] = [self._wide("total", total=len(entries)), self._signatures()]
        if not entries:
            end.insert(0, self._wide("nothing"))
        return [*self._head(), *self._table(), Stack(blocks=end)]

    def _head(self) -> list[Block]:
        register, words, inside = self.register, self.words, self.layout.inside
        field = register.field or words.text("every_field")
        number = words.text("number", number=register.issuer.number or words.text("number_blank"))
        when = show_long_date(local(register.printed_at).date())
        dated = words.text("dateline", place=register.place, day=when)
        issuer = register.issuer
        left = self._half([plain(issuer.authority), bold(issuer.unit)], plain(number), 0.3)
        state = [bold(words.text("republic")), bold(words.text("motto"))]
        right = self._half(state, italic(dated), 0.45)
        again = words.text("print_again", n=register.print_number)
        under = f"{self.span()} · {words.text('field')}: {field}"
        if register.print_number > 1:
            under = f"{under} · {again}"
        form_number = [italic(words.text("form_number"))]
        return [
            solid(form_number, _SIZE, inside, Align.RIGHT),
            Columns(blocks=[left, right], offsets=[0, inside / 2]),
            Space(height=_SIZE),
            solid([bold(words.text("title"))], _HEAD_SIZE * 1.3, inside, Align.CENTER),
            solid([italic(under)], _HEAD_SIZE, inside, Align.CENTER),
            Space(height=_SIZE),
        ]

    def _half(self, runs: Sequence[Run], under: Run, rule: float) -> Block:
        width = self.layout.inside / 2
        size = _HEAD_SIZE
        lines = tuple(part for run in runs for part in wrap([run], size, width * 0.96))
        return Stack(
            blocks=[
                Lines(lines=lines, size=size, width=width, align=Align.CENTER),
                Stroke(length=width * rule, width=width),
                solid([under], size, width, Align.CENTER),
            ]
        )

    def _edges(self) -> list[float]:
        shares = [share for _key, share in _COLUMNS]
        whole = sum(shares)
        return [
            self.layout.inside * sum(shares[:place]) / whole for place in range(len(shares) + 1)
        ]

    def _table(self) -> list[Block]:
        edges, padding = self._edges(), _SIZE * 0.35
        inner = [right - left - 2 * padding for left, right in zip(edges, edges[1:], strict=False)]
        names = [
            solid([bold(self.words.text(key))], _SIZE, width, Align.CENTER)
            for (key, _share), width in zip(_COLUMNS, inner, strict=True)
        ]
        group_width = edges[-1] - edges[-1 - _GROUPED] - 2 * padding
        group_name = [bold(self.words.text("column_group"))]
        heading = _Heading(
            cells=names,
            group=solid(group_name, _SIZE, group_width, Align.CENTER),
            edges=edges,
            padding=padding,
        )
        rows = [
            Row(
                cells=[
                    solid([plain(value)], _SIZE, width)
                    for value, width in zip(self._cells(number, entry), inner, strict=True)
                ],
                edges=edges,
                padding=padding,
                heading=heading,
            )
            for number, entry in enumerate(self.register.entries, start=1)
        ]
        return [heading, *rows]

    def _cells(self, number: int, entry: RegisterEntry) -> tuple[str, ...]:
        waits = self.words.text("code_waits", reference=group(entry.reference))
        contact = "; ".join(filter(None, (entry.address, show_phone_text(entry.phone))))
        return (
            str(number),
            entry.official_code or waits,
            entry.procedure,
            entry.person,
            contact,
            entry.agency,
            _short(entry.received_at),
            _short(entry.due_at),
            _short(entry.returned_at),
            entry.way,
            "",
        )

    def _wide(self, key: str, **values: object) -> Block:
        edges, padding = self._edges(), _SIZE * 0.35
        text = solid([bold(self.words.text(key, **values))], _SIZE, edges[-1] - 2 * padding)
        return Row(cells=[text], edges=[edges[0], edges[-1]], padding=padding)

    def _signatures(self) -> Block:
        half = self.layout.inside / 2

        def column(key: str, name: str) -> Block:
            return Stack(
                blocks=[
                    solid([bold(self.words.text(key))], _HEAD_SIZE, half, Align.CENTER),
                    solid([italic(self.words.text("sign_here"))], _SIZE, half, Align.CENTER),
                    Space(height=_HEAD_SIZE * 3.6),
                    solid([plain(name)], _HEAD_SIZE, half, Align.CENTER),
                ]
            )

        sides = Columns(
            blocks=[column("sign_left", self.register.keeper), column("sign_right", "")],
            offsets=[0, half],
        )
        return Stack(blocks=[Space(height=_HEAD_SIZE), sides])


def _short(moment: datetime | None) -> str:
    if moment is None:
        return ""
    there = local(moment)
    return f"{there.hour:02d}:{there.minute:02d} {show_date(there.date())}"
