"""The strip of pages before they are a file: order, turns, what is left out, what is undone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent_desk.domain.page_check import Finding, Tint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MAX_PAGES = 300
_KEPT_STEPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """What is kept of a turned and straightened page, in shares of its width and height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is cut away."""
        return (self.left, self.top, self.right, self.bottom) == (0.0, 0.0, 1.0, 1.0)

    def moved(self, edge: str, by: float) -> Crop:
        """Move one edge; at least a tenth of the page stays."""
        least, limits = 0.1, {"left": (0.0, self.right), "right": (self.left, 1.0)}
        limits |= {"top": (0.0, self.bottom), "bottom": (self.top, 1.0)}
        low, high = limits[edge]
        if edge in ("left", "top"):
            high -= least
        else:
            low += least
        return replace(self, **{edge: min(max(getattr(self, edge) + by, low), high)})


WHOLE = Crop()


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPage:
    """One page picture; ``picture`` is the SHA-256 of its bytes in the spool.

    ``turn`` counts quarter turns clockwise; ``tilt`` is the angle measured, in degrees, that is
    straightened while ``is_straightened``. ``begins`` names the paper that begins with this page.
    """

    picture: str
    width: int
    height: int
    dpi: int = 0
    tint: Tint = Tint.COLOR
    findings: tuple[Finding, ...] = ()
    turn: int = 0
    tilt: float = 0.0
    is_straightened: bool = False
    crop: Crop = WHOLE
    is_left_out: bool = False
    begins: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was found on it."""
        return Finding.BLANK in self.findings

    @property
    def remains(self) -> tuple[Finding, ...]:
        """Give what is still wrong with a page that is kept as it stands now."""
        return tuple(
            finding
            for finding in self.findings
            if not (finding is Finding.SKEWED and self.is_straightened)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The pages in order; ``at`` is the one in hand. ``counted`` is what a person counted, or 0."""

    pages: tuple[StripPage, ...] = ()
    at: int = 0
    counted: int = 0
    past: tuple[tuple[StripPage, ...], ...] = field(default=(), repr=False)

    @property
    def kept(self) -> tuple[StripPage, ...]:
        """Give the pages that will be in the file."""
        return tuple(page for page in self.pages if not page.is_left_out)

    @property
    def current(self) -> StripPage | None:
        """Give the page in hand; None if there is none."""
        return self.pages[self.at] if self.pages else None

    @property
    def is_short(self) -> bool:
        """Say whether fewer or more pages are kept than were counted."""
        return bool(self.counted) and self.counted != len(self.kept)

    @property
    def doubtful(self) -> tuple[int, ...]:
        """Give the numbers, from 1, of kept pages with something wrong."""
        return tuple(
            number
            for number, page in enumerate(self.pages, 1)
            if not page.is_left_out and page.remains
        )

    def select(self, at: int) -> Strip:
        """Take a page in hand."""
        return replace(self, at=min(max(at, 0), max(len(self.pages) - 1, 0)))

    def count(self, counted: int) -> Strip:
        """Say how many pages a person counted; 0 takes it back."""
        return replace(self, counted=max(counted, 0))

    def add(self, page: StripPage) -> Strip:
        """Put a page at the end."""
        return self.insert(page, len(self.pages))

    def insert(self, page: StripPage, at: int) -> Strip:
        """Put a page before the one at this place; the page in hand stays in hand.

        Arriving is not a step that is undone: the page also joins what stands to be undone.
        """
        shift = 1 if self.pages and at <= self.at else 0
        past = tuple((*pages[:at], page, *pages[at:]) for pages in self.past)
        pages = (*self.pages[:at], page, *self.pages[at:])
        return replace(self, pages=pages, at=self.at + shift, past=past)

    def change(self, change: Callable[[StripPage], StripPage]) -> Strip:
        """Change the page in hand; it can be undone."""
        page = self.current
        if page is None or (changed := change(page)) == page:
            return self
        return self._then((*self.pages[: self.at], changed, *self.pages[self.at + 1 :]), self.at)

    def turn(self, quarters: int) -> Strip:
        """Turn the page in hand by quarters, clockwise; what was cropped is whole again."""
        return self.change(lambda p: replace(p, turn=(p.turn + quarters) % 4, crop=WHOLE))

    def toggle_left_out(self) -> Strip:
        """Leave the page in hand out of the file, or take it in again."""
        return self.change(lambda p: replace(p, is_left_out=not p.is_left_out))

    def toggle_straight(self) -> Strip:
        """Straighten the page in hand by the angle measured, or leave it as it came."""
        return self.change(lambda p: replace(p, is_straightened=not p.is_straightened, crop=WHOLE))

    def cut(self, crop: Crop) -> Strip:
        """Keep only this much of the page in hand."""
        return self.change(lambda p: replace(p, crop=crop))

    def begin(self, component_id: str) -> Strip:
        """Say which paper begins with the page in hand; empty joins it to the page before."""
        return self.change(lambda p: replace(p, begins=component_id))

    def swap(self, page: StripPage, at: int) -> Strip:
        """Put a page scanned again in the place of another; it can be undone."""
        fresh = replace(page, begins=self.pages[at].begins)
        return self._then((*self.pages[:at], fresh, *self.pages[at + 1 :]), at)

    def move(self, start: int, to: int) -> Strip:
        """Move a page to another place and keep it in hand."""
        to = min(max(to, 0), len(self.pages) - 1)
        if start == to or not 0 <= start < len(self.pages):
            return self
        rest = [*self.pages[:start], *self.pages[start + 1 :]]
        rest.insert(to, self.pages[start])
        return self._then(tuple(rest), to)

    def undo(self) -> Strip:
        """Take the last step back; pages that arrived since stay."""
        if not self.past:
            return self
        back = replace(self, pages=self.past[-1], past=self.past[:-1])
        return back.select(self.at)

    def _then(self, pages: tuple[StripPage, ...], at: int) -> Strip:
        past = (*self.past, self.pages)[-_KEPT_STEPS:]
        return replace(self, pages=pages, at=at, past=past)


def by_paper(strip: Strip, first: str) -> tuple[tuple[str, tuple[StripPage, ...]], ...]:
    """Give the kept pages of each paper in order; ``first`` is the paper the strip was opened for.

    Pages of a paper named twice come together; a paper without a kept page is not there.
    """
    found: dict[str, list[StripPage]] = {}
    paper = first
    for page in strip.pages:
        paper = page.begins or paper
        if not page.is_left_out:
            found.setdefault(paper, []).append(page)
    return tuple((paper, tuple(pages)) for paper, pages in found.items())


def dump(strip: Strip) -> list[dict[str, object]]:
    """Give the strip as plain values for the spool."""
    return [
        {
            "picture": p.picture,
            "size": [p.width, p.height, p.dpi],
            "tint": p.tint.value,
            "findings": [f.value for f in p.findings],
            "turn": p.turn,
            "tilt": p.tilt,
            "straight": p.is_straightened,
            "crop": [p.crop.left, p.crop.top, p.crop.right, p.crop.bottom],
            "out": p.is_left_out,
            "begins": p.begins,
        }
        for p in strip.pages
    ]


def load(rows: Iterable[Mapping[str, object]]) -> tuple[StripPage, ...]:
    """Read what ``dump`` gave. Raises: KeyError, TypeError or ValueError for anything else."""
    return tuple(_load_page(row) for row in rows)


def _load_page(row: Mapping[str, object]) -> StripPage:
    size, crop, findings = row["size"], row["crop"], row["findings"]
    if not (isinstance(size, list) and isinstance(crop, list) and isinstance(findings, list)):
        raise TypeError("not a page of a strip")
    width, height, dpi = (int(n) for n in size)
    left, top, right, bottom = (float(n) for n in crop)
    return StripPage(
        picture=str(row["picture"]),
        width=width,
        height=height,
        dpi=dpi,
        tint=Tint(str(row["tint"])),
        findings=tuple(Finding(str(f)) for f in findings),
        turn=int(str(row["turn"])),
        tilt=float(str(row["tilt"])),
        is_straightened=row["straight"] is True,
        crop=Crop(left=left, top=top, right=right, bottom=bottom),
        is_left_out=row["out"] is True,
        begins=str(row["begins"]),
    )
