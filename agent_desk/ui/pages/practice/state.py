"""What the practice page and the dock beside all pages draw. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.domain.practice.spec import Look
    from agent_desk.ui.rows import ListRow


class Part(StrEnum):
    """What can be done with the citizen at the counter."""

    ASK = "ask"
    PAPERS = "papers"
    SAY = "say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """The citizen at the counter: what they say, and what the clerk can do with them.

    ``you`` is what the clerk did last; ``lying`` the paper on the counter, not scanned yet.
    ``writes``: they answer in writing. A paper that was handed over carries a tick.
    """

    name: str
    look: Look
    says: str
    you: str = ""
    writes: bool = False
    cards: tuple[ListRow, ...] = ()
    asks: tuple[ListRow, ...] = ()
    papers: tuple[ListRow, ...] = ()
    replies: tuple[ListRow, ...] = ()
    lying: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The score of one citizen or of a whole exam; ``learn`` leads to where to read again."""

    title: str
    verdict: str
    tone: Tone
    story: str = ""
    rows: tuple[ListRow, ...] = ()
    learn: tuple[ListRow, ...] = ()
    run_id: str = ""
    next_words: str = ""
    can_print: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeState:
    """Everything the page draws; ``going`` says that an exercise waits to be gone on with."""

    people: tuple[ListRow, ...] = ()
    history: tuple[ListRow, ...] = ()
    going: str = ""
    booth: Booth | None = None
    sheet: Sheet | None = None
    message: str = ""
    tone: Tone = Tone.WRONG
    trouble: str = ""
    is_busy: bool = False
    is_read: bool = False
