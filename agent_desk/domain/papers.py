"""Papers of a dossier: what the case needs, what lies on the counter, what still stops it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class PaperStatus(StrEnum):
    """How a paper was met at the counter."""

    UNSEEN = "unseen"
    MISSING = "missing"
    ORIGINAL = "original"
    COPY = "copy"
    SCAN = "scan"
    DATA = "data"
    NOT_NEEDED = "not_needed"

    @property
    def is_settled(self) -> bool:
        """Say whether nothing more is to be asked of the citizen for this paper."""
        return self not in (PaperStatus.UNSEEN, PaperStatus.MISSING)

    @property
    def is_on_paper(self) -> bool:
        """Say whether sheets of paper are handed in."""
        return self in (PaperStatus.ORIGINAL, PaperStatus.COPY)


class Need(StrEnum):
    """Whether this case demands the paper."""

    REQUIRED = "required"
    IF_AVAILABLE = "if_available"
    NO_LONGER = "no_longer"  # the answers changed; what was recorded is kept, not asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperState:
    """One paper of one dossier, as the rules need it."""

    component_id: str
    name: str
    need: Need
    status: PaperStatus
    sheets: int = 0
    scans: int = 0

    @property
    def blocks(self) -> bool:
        """Say whether the dossier cannot go on without this paper."""
        return self.need is Need.REQUIRED and not self.status.is_settled

    @property
    def lacks_scan(self) -> bool:
        """Say whether it was recorded as scanned although no file is attached."""
        return self.status is PaperStatus.SCAN and self.scans == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A scan or document that was opened and found whole; pixels are those of the first page."""

    name: str
    data: bytes
    media_type: str
    pages: int
    width_px: int | None
    height_px: int | None


def blockers(papers: Iterable[PaperState]) -> tuple[PaperState, ...]:
    """Give the papers that still stop the dossier, in their order; empty when nothing does."""
    return tuple(paper for paper in papers if paper.blocks or paper.lacks_scan)


def missing(papers: Iterable[PaperState]) -> tuple[PaperState, ...]:
    """Give the required papers that are not there, for the what-to-bring slip."""
    return tuple(paper for paper in papers if paper.blocks)
