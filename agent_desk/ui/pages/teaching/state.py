"""What the page of teaching shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.ui.rows import ListRow
    from agent_desk.ui.slides.show import Show


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a card in words; ``lines`` are shown one below the other."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card as the trainer reads it before the class."""

    topic: str
    title: str
    about: str
    hook: str
    pictures: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What the trainer's own screen says while the slides run."""

    place: str
    say: str
    do: str
    clock: str
    elapsed: str
    planned: str
    hint: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingScreen:
    """The topics, the card that is chosen, and the slides while they run."""

    topics: tuple[ListRow, ...] = ()
    card: CardView | None = None
    show: Show | None = None
    notes: Notes | None = None
    problems: tuple[str, ...] = ()
    session: str = ""
    message: str = ""
    tone: Tone = Tone.GOOD
    errors: str = ""
    is_busy: bool = False
