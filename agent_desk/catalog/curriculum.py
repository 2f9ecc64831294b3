"""What is taught in digital-skills sessions: cards of about 20 minutes, as versioned data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agent_desk.catalog.accounts import Source, Trust, Validity
    from agent_desk.catalog.spec import PackProblem

TOPICS = (
    "phone_basics",
    "vneid",
    "portal_account",
    "file_online",
    "pay_safely",
    "spot_scams",
    "look_up",
    "ai_care",
)
"""The ids of the topics in the order they are taught; they never change, sessions keep them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """One skill of the national framework; one not confirmed was not read in its annex."""

    code: str
    group: str
    name: str
    is_confirmed: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStep:
    """One step: ``points`` are what learners read, ``say`` and ``do`` are for the trainer.

    ``picture`` is the name of a file in ``resources/curriculum/pictures``, or empty.
    """

    id: str
    title: str
    points: tuple[str, ...]
    say: str
    do: str
    minutes: int
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What people often do, and what is right instead."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something the learner does: in the room or at home; ``minutes`` is 0 at home."""

    title: str
    lines: tuple[str, ...]
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortForm:
    """The topic in five minutes, at the counter while papers print."""

    points: tuple[str, ...]
    say: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """What the sheet to take home says: one A4 side."""

    steps: tuple[str, ...]
    remember: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumCard:
    """One topic in one version. ``hook`` is the question that begins it.

    ``closing_minutes`` are for the common mistakes and the task to do at home.
    """

    topic: str
    version: str
    valid: Validity
    order: int
    title: str
    hook: str
    aim: str
    picture: str
    opening_minutes: int
    opening_say: str
    closing_minutes: int
    steps: tuple[CardStep, ...]
    mistakes: tuple[Mistake, ...]
    practice: Task
    home: Task
    short: ShortForm
    sheet: SheetWords
    skills: tuple[str, ...]
    confidence: Trust
    sources: tuple[Source, ...]

    @property
    def minutes(self) -> int:
        """How long the whole card takes."""
        taught = sum(step.minutes for step in self.steps)
        return self.opening_minutes + taught + self.practice.minutes + self.closing_minutes

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of its pictures, each once, in the order they are shown."""
        named = (self.picture, *(step.picture for step in self.steps))
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideWords:
    """What stands on the slides of every card; ``minutes`` and ``help`` have a place to fill."""

    today: str = ""
    mistakes: str = ""
    wrong: str = ""
    right: str = ""
    minutes: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """Every card that could be read, in every version; ``problems`` tells of the others."""

    cards: tuple[CurriculumCard, ...]
    skills: tuple[Skill, ...]
    words: SlideWords = SlideWords()
    problems: tuple[PackProblem, ...] = ()

    def on(self, day: date) -> tuple[CurriculumCard, ...]:
        """Give the cards that hold on a day, one a topic, in the order they are taught."""
        newest = {card.topic: card for card in self.cards if card.valid.holds_on(day)}
        return tuple(sorted(newest.values(), key=lambda card: card.order))

    def card(self, topic: str, day: date) -> CurriculumCard:
        """Give the card of a topic that holds on a day. Raises: NotFound."""
        return _one([card for card in self.on(day) if card.topic == topic])

    def version(self, topic: str, version: str) -> CurriculumCard:
        """Give the card a session was held with. Raises: NotFound."""
        return _one([c for c in self.cards if (c.topic, c.version) == (topic, version)])

    def skill(self, code: str) -> Skill:
        """Give a skill by its code. Raises: NotFound."""
        found = next((skill for skill in self.skills if skill.code == code), None)
        if found is None:
            raise NotFound(tr("The skill {code} is not in the list of this program.", code=code))
        return found


def _one(found: Sequence[CurriculumCard]) -> CurriculumCard:
    if not found:
        raise NotFound(tr("This topic cannot be used: its card is missing or broken."))
    return found[0]
