"""What the register of a session shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.domain.people import CardReading
    from agent_desk.ui.rows import ListRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTyped:
    """Who is being put on the list: a name is enough."""

    name: str = ""
    birth: str = ""
    learner_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedTyped:
    """What stands in the pane of one person."""

    name: str = ""
    birth: str = ""
    phone: str = ""
    ward: str = ""
    contact: bool = False
    photo: bool = False
    statistics: bool = False
    representative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPane:
    """One person on the list, and what they agreed to."""

    key: str
    learner_id: str
    title: str
    over: str
    is_child: bool
    typed: AgreedTyped
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePane:
    """Two entries that may be one person: offered, never done."""

    key: str
    first_id: str
    second_id: str
    why: str
    first: str
    second: str
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterScreen:
    """The whole page."""

    session_id: str = ""
    title: str = ""
    subtitle: str = ""
    count: str = ""
    count_tone: Tone = Tone.NEUTRAL
    rows: tuple[ListRow, ...] = ()
    filter: str = ""
    new: NewTyped = NewTyped()
    card: CardReading | None = None
    pane: PersonPane | AlikePane | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    tone: Tone = Tone.GOOD
    undo: str = ""
    alike: int = 0
    added: int = 0
    is_open: bool = True
    is_on_wall: bool = False
    is_read: bool = False
    is_busy: bool = False
