"""What is shown while pages are captured, and the words for what is wrong with them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.page_check import Finding
from agent_desk.i18n import tr
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


def short(finding: Finding) -> str:
    """Give the word under a page in the strip."""
    return {
        Finding.BLURRED: tr("blurred"),
        Finding.LOW_RESOLUTION: tr("too coarse"),
        Finding.CUT_EDGE: tr("cut off"),
        Finding.GLARE: tr("glare"),
        Finding.TOO_DARK: tr("too dark"),
        Finding.SKEWED: tr("askew"),
        Finding.BLANK: tr("blank"),
    }[finding]


def advice(finding: Finding, dpi: int) -> str:
    """Say what is wrong with a page and what to do while the citizen is here."""
    return {
        Finding.BLURRED: tr(
            "Blurred: the letters run into each other. Scan again; hold a phone still and wait "
            "until it is sharp."
        ),
        Finding.LOW_RESOLUTION: tr(
            "Only {dpi} dpi: small letters cannot be read. Scan at 300 dpi, or go closer with the "
            "phone until the page fills the picture.",
            dpi=dpi,
        ),
        Finding.CUT_EDGE: tr(
            "Something runs over the edge of the picture. Lay the page in whole; all four corners "
            "must be seen."
        ),
        Finding.GLARE: tr(
            "A lamp shines on it: what is under the bright spot cannot be read. Turn the page away "
            "from the lamp and switch the flash off."
        ),
        Finding.TOO_DARK: tr("Too dark. More light on the page, or use the scanner."),
        Finding.SKEWED: tr("It lies askew. Press F11 to straighten it."),
        Finding.BLANK: tr("Nothing is on this page; it is left out. Del takes it in again."),
    }[finding]
