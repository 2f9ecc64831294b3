"""What is shown while pages are captured, and the words for what is wrong with them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.domain.page_strip import Crop
    from agent_desk.ui.page_cell import PageCell
    from agent_desk.ui.rows import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCard:
    """The invitation for a phone: what the QR code says, where, how long, what came."""

    url: str
    address: str
    left: str
    news: str
    tone: Tone = Tone.BRAND


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureState:
    """The strip of one paper as it is drawn; ``is_open`` False shows nothing."""

    is_open: bool = False
    paper: str = ""
    cells: tuple[PageCell, ...] = ()
    at: int = 0
    preview: bytes = b""
    crop: Crop | None = None
    is_cropping: bool = False
    facts: str = ""
    faults: tuple[str, ...] = ()
    warning: str = ""
    size: str = ""
    size_share: float = 0.0
    counted: int = 0
    is_working: bool = False
    progress: str = ""
    problem: str = ""
    tint: str = "auto"
    papers: tuple[Choice, ...] = ()
    accept: str = ""
    can_accept: bool = False
    is_left_out: bool = False
    is_straightened: bool = False
    can_straighten: bool = False
    can_undo: bool = False
    phone: PhoneCard | None = None
    has_scanner: bool = False


CLOSED = CaptureState()
