"""What every source of pages is: it lists what is there and gives pages one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from agent_desk.domain.page_check import WANTED_DPI, Tint
from agent_desk.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Stop = Callable[[], bool]
    """Asked between two pages and while waiting: True when nobody wants the rest."""


class Trouble(StrEnum):
    """Why a source stopped giving pages."""

    NO_PAPER = "no_paper"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    BUSY = "busy"
    GONE = "gone"
    REFUSED = "refused"
    FAILED = "failed"


class CaptureFailed(DeskError):
    """A source gave no more pages; those it gave before are whole."""

    def __init__(self, message: str, trouble: Trouble) -> None:
        super().__init__(message)
        self.trouble = trouble


class Tray(StrEnum):
    """Where a scanner takes the paper from."""

    AUTO = "auto"  # the feeder if it holds paper, else the glass
    FEEDER = "feeder"
    FEEDER_BOTH = "feeder_both"
    GLASS = "glass"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A device that can be chosen; ``key`` is what the settings keep (``sane:…``, ``escl:…``)."""

    key: str
    name: str
    trays: tuple[Tray, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How pages are wanted. ``most`` 0 takes all there are in the feeder."""

    dpi: int = WANTED_DPI
    tint: Tint = Tint.COLOR
    tray: Tray = Tray.AUTO
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """The bytes of one page as they came; ``dpi`` 0 if the source does not know it."""

    name: str
    data: bytes
    dpi: int = 0


class Capture(Protocol):
    """A kind of source. Blocking: call it in a lane of work."""

    def sources(self) -> tuple[Source, ...]:
        """Give the devices that are there now; empty if there is none or no driver for them."""
        ...

    def pages(self, source: str, wish: Wish, stop: Stop) -> Iterator[RawPage]:
        """Give pages as they come. Raises: CaptureFailed after the last whole page."""
        ...
