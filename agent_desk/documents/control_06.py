"""Mẫu 06, Phiếu kiểm soát quá trình giải quyết hồ sơ: goes with the dossier from hand to hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents import state_form
from agent_desk.documents.blocks import Align, Columns, Row, Space, Stack, solid
from agent_desk.documents.marks import Rule
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.show import show_date, show_long_moment, show_time
from agent_desk.documents.state_form import line
from agent_desk.domain.reference import group
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.head import PaperSize, SlipHead
    from agent_desk.documents.marks import Marks
    from agent_desk.documents.parts import Form
    from agent_desk.documents.sheet import Print
    from agent_desk.documents.state_form import Issuer

DOCUMENT = "control_06"
_SHARES = (0.25, 0.38, 0.21, 0.16)  # of the width: unit, time and signatures, outcome, note
_TABLE_SHARE = 0.92  # of the common size
_SIGNING_EMS = 2.6
_BLANK_HOPS = 2


class Outcome(Enum):
    """What the receiving side found about the time."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One hand-over; what is empty is left to be filled by hand.

    ``outcome`` is the receiving side's to fill. Raises: InvalidInput if the time has no zone.
    """

    giver_unit: str = ""
    taker_unit: str = ""
    at: datetime | None = None
    giver: str = ""
    taker: str = ""
    outcome: Outcome | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.at is not None and self.at.tzinfo is None:
            raise InvalidInput(tr("The time of a hand-over has no time zone."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Control06:
    """What the slip says; ``hops`` from the first on. ``official_code`` may not be known yet."""

    head: SlipHead
    issuer: Issuer
    official_code: str
    agency: str
    received_at: datetime
    hops: tuple[Hop, ...]
    partners: str = ""
    return_at: datetime | None = None
    blank_hops: int = _BLANK_HOPS


def render_control_06(slip: Control06, paper: PaperSize) -> bytes:
    """Write the slip as PDF. Raises: NotFound if the wording version is unknown."""
    return print_pdf(control_06_job(slip, paper))


def control_06_job(slip: Control06, paper: PaperSize) -> Print:
    """Lay the slip out. Raises: NotFound if the wording version is unknown."""
    form = state_form.form_of(DOCUMENT, slip.head, state_form.layout_of(paper))
    words = form.words
    code = slip.official_code or words.text("code_waits", reference=group(slip.head.reference))
    returns = show_long_moment(slip.return_at) if slip.return_at else words.text("no_return_date")
    received = show_date(local(slip.received_at).date())
    sections = {
        "code": partial(line, form, "code", code),
        "agency": partial(line, form, "agency", slip.agency),
        "partners": partial(line, form, "partners", slip.partners),
        "received_on": partial(line, form, "received_on", received),
        "return_at": partial(line, form, "return_at", returns),
    }
    body = [
        *state_form.ordered(form, sections),
        form.space(0.3),
        *_table(form, (*slip.hops, *[Hop()] * slip.blank_hops)),
        form.space(0.4),
        form.note("note"),
        *state_form.ending(form),
    ]
    copies = state_form.single(form, state_form.header(form, slip.issuer), body)
    return state_form.print_of(form, slip.issuer, copies, slip.head.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class _TimeCell:
    """The time of a hand-over and below it, parted by rules, the places of both to sign."""

    time: Block
    givers: Block
    takers: Block
    width: float
    padding: float

    @property
    def height(self) -> float:
        """The room of the time and of the taller place to sign."""
        return self.time.height + self._gap + max(self.givers.height, self.takers.height)

    @property
    def _gap(self) -> float:
        return self.padding * 1.2

    def draw(self, marks: Marks, x: float, top: float) -> None:
        """Put the time, the rules out to the edges of the cell, and both names."""
        self.time.draw(marks, x, top)
        below = top - self.time.height - self._gap / 2
        left, right = x - self.padding, x + self.width + self.padding
        middle, foot = x + self.width / 2, top - self.height - self._gap / 2
        marks.rules += [Rule(left, below, right, below), Rule(middle, below, middle, foot)]
        sides = Columns(blocks=[self.givers, self.takers], offsets=[0, self.width / 2])
        sides.draw(marks, x, below - self._gap / 2)


def _table(form: Form, hops: Sequence[Hop]) -> list[Block]:
    size = form.layout.size * _TABLE_SHARE
    padding = size * 0.5
    widths = [share * form.layout.inside for share in _SHARES]
    edges = [sum(widths[:place]) for place in range(len(widths) + 1)]
    columns = ("column_unit", "column_time", "column_outcome", "column_note")
    heading = Row(
        cells=[
            solid([bold(form.words.text(key))], size, width - 2 * padding, Align.CENTER)
            for key, width in zip(columns, widths, strict=True)
        ],
        edges=edges,
        padding=padding,
    )
    rows = []
    for number, hop in enumerate(hops):
        inner = [width - 2 * padding for width in widths]
        outcome = form.words.text(hop.outcome.value) if hop.outcome else ""
        cells: list[Block] = [
            _units(form, hop, 2 * number + 1, (size, inner[0])),
            _time(form, hop, (size, inner[1], padding)),
            solid([plain(outcome)], size, inner[2], Align.CENTER),
            solid([plain(hop.note)], size, inner[3]),
        ]
        rows.append(Row(cells=cells, edges=edges, padding=padding, heading=heading))
    return [heading, *rows]


def _units(form: Form, hop: Hop, number: int, room: tuple[float, float]) -> Block:
    size, width = room
    blank = form.words.text("number_blank")
    giver = form.words.text("giver", n=number, unit=hop.giver_unit or blank)
    taker = form.words.text("taker", n=number + 1, unit=hop.taker_unit or blank)
    return Stack(
        blocks=[
            solid([plain(giver)], size, width),
            Space(height=size * 0.7),
            solid([plain(taker)], size, width),
        ]
    )


def _time(form: Form, hop: Hop, room: tuple[float, float, float]) -> Block:
    size, width, padding = room
    words = form.words
    shown = words.text("blank_time")
    if hop.at is not None:
        shown = f"{show_time(hop.at)}, ngày {show_date(local(hop.at).date())}"
    half = width / 2 - padding / 2

    def place(key: str, name: str) -> Block:
        label = solid([bold(words.text(key))], size * 0.95, half, Align.CENTER)
        named = solid([plain(name)], size * 0.95, half, Align.CENTER)
        return Stack(blocks=[label, Space(height=size * _SIGNING_EMS), named])

    return _TimeCell(
        time=solid([plain(shown)], size, width, Align.CENTER),
        givers=place("sign_giver", hop.giver),
        takers=place("sign_taker", hop.taker),
        width=width,
        padding=padding,
    )
