"""Giấy nhớ tài khoản: in large print, what was done, where to go, what never to tell anyone.

It holds no name, no number and no secret: whoever finds it learns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.documents.blocks import Align, Framed, Space, Stack, solid
from agent_desk.documents.fonts import Face, em_width
from agent_desk.documents.head import PaperSize
from agent_desk.documents.runs import bold, plain
from agent_desk.documents.sheet import MM, Copy, Layout, Print, a4, a5, print_pdf
from agent_desk.documents.show import show_date, show_phone_text
from agent_desk.documents.wording import wording
from agent_desk.domain.kept_texts import refuse_secrets

if TYPE_CHECKING:
    from datetime import date, datetime

    from agent_desk.documents.blocks import Block
    from agent_desk.documents.runs import Run
    from agent_desk.documents.wording import Wording

DOCUMENT = "account_slip"
_SIZE = {PaperSize.A5: 16.5, PaperSize.A4: 23.0}
_DOTS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSlip:
    """What the slip says; everything about the citizen stays unsaid.

    ``place`` names the office whose address is written on a dotted line, or is empty.
    ``come_back_on`` None means no day was agreed.
    """

    operator: str
    site: str
    hotline: str
    printed_at: datetime
    template_version: str
    today: tuple[str, ...]
    unfinished: str = ""
    next: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    place: str = ""
    come_back_on: date | None = None
    practice: bool = False


def render_account_slip(slip: AccountSlip, paper: PaperSize) -> bytes:
    """Write the slip as PDF, one page, 16 points or more.

    Raises: NotFound if the wording version is unknown, InvalidInput if a text looks like a secret.
    """
    return print_pdf(account_slip_job(slip, paper))


def account_slip_job(slip: AccountSlip, paper: PaperSize) -> Print:
    """Lay the slip out. Raises: as ``render_account_slip``."""
    texts = (*slip.today, slip.unfinished, *slip.next, *slip.bring, slip.place)
    refuse_secrets({str(number): text for number, text in enumerate(texts)})
    words = wording(DOCUMENT, slip.template_version)
    sheet = _Sheet(slip=slip, words=words, layout=_layout(paper))
    copy = Copy(
        blocks=sheet.blocks(),
        running=words.text("title"),
        footer=words.text("footer", version=words.version),
        page_label=words.text("page"),
        watermark=words.text("practice") if slip.practice else "",
    )
    return Print(
        copies=[copy],
        layout=sheet.layout,
        side_by_side=False,
        title=words.text("title"),
        author=slip.operator,
    )


def _layout(paper: PaperSize) -> Layout:
    size = _SIZE[paper]
    if paper is PaperSize.A5:
        return replace(a5(size), top=7 * MM, bottom=5 * MM, left=9 * MM, right=9 * MM)
    return replace(a4(size), left=18 * MM, right=18 * MM, top=15 * MM, bottom=10 * MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    slip: AccountSlip
    words: Wording
    layout: Layout

    def blocks(self) -> list[Block]:
        """Give everything on the page, from top to bottom."""
        return [
            *self._head(),
            *self._steps(),
            *self._visit(),
            self._lines(self.words.runs("sign_in")),
            self._space(0.35),
            self._warning(),
            self._space(0.3),
            self._lines(self.words.runs("help", hotline=show_phone_text(self.slip.hotline))),
        ]

    def _head(self) -> list[Block]:
        size, inside = self.layout.size, self.layout.inside
        ours = self.words.text("head", operator=self.slip.operator, site=self.slip.site)
        return [
            solid([plain(ours)], size * 0.6, inside, Align.CENTER),
            self._space(0.25),
            solid([bold(self.words.text("title"))], size * 1.3, inside, Align.CENTER),
            self._space(0.35),
        ]

    def _steps(self) -> list[Block]:
        slip, words = self.slip, self.words
        said = list(slip.today)
        if slip.unfinished:
            said.append(words.text("unfinished", title=slip.unfinished))
        day = show_date(local(slip.printed_at).date())
        found: list[Block] = [
            self._lines(words.runs("today", day=day, today=" ".join(said))),
            self._space(0.2),
        ]
        for number, step in enumerate(slip.next, start=1):
            found.append(self._lines(words.runs("next", n=number, step=step)))
        if slip.bring:
            things = "; ".join(slip.bring)
            found += [self._space(0.2), self._lines(words.runs("bring", things=things))]
        return [*found, self._space(0.2)]

    def _visit(self) -> list[Block]:
        slip, words = self.slip, self.words
        found: list[Block] = []
        if slip.place:
            label = words.runs("place", place=slip.place)
            found.append(self._lines((*label, self._dotted(label))))
            found.append(self._lines(words.runs("dates")))
        if slip.come_back_on is not None:
            day = slip.come_back_on
            weekday = words.text(f"weekday_{day.weekday()}")
            found.append(self._lines(words.runs("come_back", weekday=weekday, day=show_date(day))))
        return [*found, self._space(0.2)] if found else []

    def _dotted(self, label: tuple[Run, ...]) -> Run:
        """Give dots for handwriting: the rest of the label's line and one line more."""
        size, inside = self.layout.size, self.layout.inside
        dot = em_width(_DOTS, Face.REGULAR) * size
        used = (
            sum(em_width(run.text, run.face) for run in label) * size
            + em_width(" ", Face.REGULAR) * size
        )
        rest = max(0, int((inside - used) / dot))
        return plain(f" {_DOTS * rest} {_DOTS * int(inside / dot)}")

    def _warning(self) -> Block:
        padding = self.layout.size * 0.5
        width = self.layout.inside - 2 * padding
        texts = [solid(self.words.runs(key), self.layout.size, width) for key in ("never", "scam")]
        return Framed(block=Stack(blocks=texts), width=self.layout.inside, padding=padding)

    def _lines(self, runs: tuple[Run, ...]) -> Block:
        return solid(runs, self.layout.size, self.layout.inside)

    def _space(self, ems: float) -> Space:
        return Space(height=self.layout.size * ems)
