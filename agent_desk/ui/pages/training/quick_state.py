"""What the five minutes at the counter show. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.ui.rows import ListRow


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickCard:
    """One topic in five minutes: what the citizen sees and tries, what the clerk says."""

    topic: str
    title: str
    points: tuple[str, ...]
    say: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickScreen:
    """The whole page; ``who`` is the citizen being served, or empty."""

    who: str = ""
    topics: tuple[ListRow, ...] = ()
    card: QuickCard | None = None
    sessions: tuple[ListRow, ...] = ()
    message: str = ""
    tone: Tone = Tone.GOOD
    is_kept: bool = False
    is_read: bool = False
    is_busy: bool = False
