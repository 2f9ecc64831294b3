"""What the page of papers shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.pdfium import Picture
    from agent_desk.ui.prints.spec import TextBlock
    from agent_desk.ui.rows import Choice, ListRow

OFFER = "offer:"
"""How the key of a row begins that is a paper to print, not a print of the past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence and what it means."""

    text: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The page that is looked at; ``percent`` 0 fits it into the room there is."""

    title: str = ""
    page: int = 0
    pages: int = 0
    percent: int = 0
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersScreen:
    """The papers of one dossier, or one print alone when there is no dossier behind it.

    ``blocks`` are being put into other words; empty when nobody asked for it.
    """

    title: str = ""
    offers: tuple[ListRow, ...] = ()
    history: tuple[ListRow, ...] = ()
    chosen: str = ""
    sight: Sight = field(default_factory=Sight)
    print_label: str = ""
    reasons: tuple[Choice, ...] = ()
    message: Note = field(default_factory=Note)
    can_reword: bool = False
    blocks: tuple[TextBlock, ...] = ()
    is_busy: bool = False
    is_read: bool = False
