"""What the entry of a paper list shows: its lines so far, its pictures. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.rows import ListRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTyped:
    """One line of the paper as it was typed."""

    name: str = ""
    birth: str = ""
    phone: str = ""
    representative: str = ""
    contact: bool = False
    photo: bool = False
    statistics: bool = False
    came: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPicture:
    """A page of the paper list as RGB rows, ready to be drawn."""

    rgb: bytes
    width: int
    height: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterScreen:
    """The whole page; ``at`` is the line that is changed, None while a new one is typed."""

    session_id: str = ""
    title: str = ""
    lines: tuple[LineTyped, ...] = ()
    rows: tuple[ListRow, ...] = ()
    at: int | None = None
    turn: int = 0
    page: int = 0
    pages: int = 0
    picture: RosterPicture | None = None
    is_on_list: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    tone: Tone = Tone.GOOD
    is_busy: bool = False
