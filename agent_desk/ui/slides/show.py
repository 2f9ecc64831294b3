"""Where the trainer is in the slides: one place, whatever screen they are on. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.ui.slides.deck import Deck, Slide


class Turn(StrEnum):
    """What a key or a presenter remote asks for."""

    NEXT = "next"
    BACK = "back"
    FIRST = "first"
    LAST = "last"
    BLACK = "black"


class Stage(StrEnum):
    """Where the slides are seen by the class."""

    NOWHERE = "nowhere"
    PROJECTOR = "projector"
    OWN_SCREEN = "own_screen"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """The slides of one topic while they are taught. ``LOST``: the projector was unplugged."""

    deck: Deck
    started_at: datetime
    index: int = 0
    is_black: bool = False
    stage: Stage = Stage.NOWHERE

    @property
    def slide(self) -> Slide:
        """What is shown now."""
        return self.deck.slides[self.index]

    @property
    def following(self) -> Slide | None:
        """What comes next; None at the end."""
        following = self.index + 1
        return self.deck.slides[following] if following < len(self.deck.slides) else None

    @property
    def place(self) -> str:
        """Write which slide this is, as ``3 / 9``."""
        return f"{self.index + 1} / {len(self.deck.slides)}"

    @property
    def following_place(self) -> str:
        """Write which slide comes next."""
        return f"{self.index + 2} / {len(self.deck.slides)}"

    @property
    def planned_minutes(self) -> int:
        """How many minutes are planned up to the end of this slide."""
        return sum(slide.minutes for slide in self.deck.slides[: self.index + 1])

    def turn(self, turn: Turn) -> Show:
        """Move, or make the class's screen black and light again; the ends hold."""
        if turn is Turn.BLACK:
            return replace(self, is_black=not self.is_black)
        last = len(self.deck.slides) - 1
        index = {
            Turn.NEXT: min(self.index + 1, last),
            Turn.BACK: max(self.index - 1, 0),
            Turn.FIRST: 0,
            Turn.LAST: last,
        }[turn]
        return replace(self, index=index, is_black=False)

    def on_stage(self, stage: Stage) -> Show:
        """Say where the class sees it; the place in the slides stays."""
        return replace(self, stage=stage)

    def elapsed_s(self, now: datetime) -> int:
        """Give the seconds since the start; never less than 0, the PC's clock may jump."""
        return max(0, int((now - self.started_at).total_seconds()))
