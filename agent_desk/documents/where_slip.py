"""Nơi đến làm thủ tục: what cannot be served here goes to which office, and what to bring there.

It needs no dossier: it carries no reference, and no name unless one is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents.blocks import Align, Columns, Framed, Space, Stack, paragraph, solid
from agent_desk.documents.bring_slip import BringAs, BringPaper
from agent_desk.documents.head import PaperSize
from agent_desk.documents.runs import Run, bold, italic, labelled, plain
from agent_desk.documents.sheet import Copy, Print, large_a4, large_a5, print_pdf
from agent_desk.documents.show import show_date, show_long_date, show_phone_text
from agent_desk.documents.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.sheet import Layout
    from agent_desk.documents.wording import Wording

DOCUMENT = "where_slip"
_TICK_EMS = 1.9
_DOTS = "…" * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereTo:
    """The office to go to; an empty ``name`` says that it is not known and must be asked for.

    Without an ``address`` a dotted line is left for handwriting. ``notes`` are sentences, such as
    that another province is reached online.
    """

    name: str
    address: str = ""
    phone: str = ""
    open_hours: str = ""
    notes: tuple[str, ...] = ()
    is_online_possible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereSlip:
    """What the slip says.

    ``matter`` is the procedure, or what the citizen came for; ``code`` and ``for_whom`` may be
    empty. ``is_certain`` is false where the catalog's confidence is low: then ``confirm_phone``
    may say whom to call.
    """

    operator: str
    site: str
    place: str
    hotline: str
    printed_at: datetime
    template_version: str
    matter: str
    why: str
    where: WhereTo
    checked_on: date
    is_certain: bool
    code: str = ""
    for_whom: str = ""
    bring: tuple[BringPaper, ...] = ()
    confirm_phone: str = ""
    practice: bool = False


def render_where_slip(slip: WhereSlip, paper: PaperSize) -> bytes:
    """Write the slip as PDF, the text in 14 points. Raises: NotFound, as all papers do."""
    return print_pdf(where_slip_job(slip, paper))


def where_slip_job(slip: WhereSlip, paper: PaperSize) -> Print:
    """Lay the slip out. Raises: NotFound if the wording version is unknown."""
    layout = large_a4() if paper is PaperSize.A4 else large_a5()
    words = wording(DOCUMENT, slip.template_version)
    title = words.text("title")
    copy = Copy(
        blocks=_Sheet(slip=slip, words=words, layout=layout).blocks(),
        running=title,
        footer=words.text("footer", version=words.version),
        page_label=words.text("page"),
        watermark=words.text("practice") if slip.practice else "",
    )
    return Print(
        copies=[copy], layout=layout, side_by_side=False, title=title, author=slip.operator
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    slip: WhereSlip
    words: Wording
    layout: Layout

    def blocks(self) -> list[Block]:
        """Give everything on the paper, from top to bottom."""
        return [*self._head(), *self._case(), *self._where(), *self._bring(), *self._end()]

    def _head(self) -> list[Block]:
        slip, words, size = self.slip, self.words, self.layout.size
        ours = words.text("head", operator=slip.operator, site=slip.site)
        day = show_long_date(local(slip.printed_at).date())
        dated = words.text("dateline", place=slip.place, day=day)
        return [
            self._centered([plain(ours)], 0.66),
            self._space(0.5),
            self._centered([bold(words.text("title"))], 1.45),
            self._centered([italic(dated)], 0.8),
            Space(height=size * 0.6),
        ]

    def _case(self) -> list[Block]:
        slip = self.slip
        matter = f"{slip.matter} ({slip.code})" if slip.code else slip.matter
        return [
            *self._field("procedure", matter),
            *self._field("for_whom", slip.for_whom),
            *self._field("why", slip.why),
        ]

    def _where(self) -> list[Block]:
        """Give the office in a frame: it is what the slip is for."""
        where, words, size = self.slip.where, self.words, self.layout.size
        padding = size * 0.6
        width = self.layout.inside - 2 * padding
        texts: list[Iterable[Run]] = [words.runs("office_unknown")]
        if where.name:
            texts = [
                [plain(words.text("where_to"))],
                [bold(where.name)],
                labelled(words.text("address"), where.address or _DOTS),
            ]
            texts += [
                labelled(words.text(key), value)
                for key, value in (
                    ("phone", show_phone_text(where.phone)),
                    ("open_hours", where.open_hours),
                )
                if value
            ]
        framed = Stack(blocks=[solid(list(runs), size, width) for runs in texts])
        notes = [self._lines(labelled(words.text("note"), note)) for note in where.notes]
        online = [self._lines(words.runs("online"))] if where.is_online_possible else []
        return [
            self._space(0.3),
            Framed(block=framed, width=self.layout.inside, padding=padding),
            self._space(0.4),
            *notes,
            *online,
            self._space(0.3),
        ]

    def _bring(self) -> list[Block]:
        papers = self.slip.bring
        if not papers:
            return [self._lines(self.words.runs("bring_nothing")), self._space(0.3)]
        heading = self._lines([bold(self.words.text("bring", n=len(papers)))])
        listed = [
            block
            for number, paper in enumerate(papers, start=1)
            for block in self._paper(number, paper)
        ]
        return [Stack(blocks=[heading, listed[0]]), *listed[1:], self._space(0.4)]

    def _paper(self, number: int, paper: BringPaper) -> list[Block]:
        words, size = self.words, self.layout.size
        how = [words.text(f"copies_{paper.bring_as.value}")]
        if paper.is_shown_only and paper.bring_as is not BringAs.DATA:
            how.append(words.text("kind_present"))
        if not paper.is_required:
            how.append(words.text("if_available"))
        room = _TICK_EMS * size
        runs = (bold(paper.name), plain(f" ({', '.join(how)})"))
        first, *rest = paragraph(runs, size, self.layout.inside - room)
        label = solid([bold(f"{number}.")], size, room, Align.LEFT)
        return [
            Columns(blocks=[label, first], offsets=[0, room]),
            *(Columns(blocks=[block], offsets=[room]) for block in rest),
        ]

    def _end(self) -> list[Block]:
        slip, words = self.slip, self.words
        checked = list(words.runs("checked_on", day=show_date(slip.checked_on)))
        if not slip.is_certain:
            key = "low_confidence_phone" if slip.confirm_phone else "low_confidence"
            phone = show_phone_text(slip.confirm_phone)
            checked += [Run(" "), *words.runs(key, phone=phone)]
        hotline = show_phone_text(slip.hotline)
        last = [*words.runs("guidance_only"), Run(" "), *words.runs("free", hotline=hotline)]
        return [self._lines(runs) for runs in (words.runs("names"), checked, last)]

    def _field(self, key: str, value: str) -> list[Block]:
        if not value:
            return []
        runs = labelled(self.words.text(key), value)
        return [*paragraph(runs, self.layout.size, self.layout.inside), self._space(0.25)]

    def _lines(self, runs: Iterable[Run]) -> Block:
        return solid(list(runs), self.layout.size, self.layout.inside)

    def _centered(self, runs: list[Run], share: float) -> Block:
        return solid(runs, self.layout.size * share, self.layout.inside, Align.CENTER)

    def _space(self, ems: float) -> Space:
        return Space(height=self.layout.size * ems)
