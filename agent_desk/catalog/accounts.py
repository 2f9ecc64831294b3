"""Account help as data: a few questions, then the step cards that say who does what.

Cards and questions are versioned files; which version holds is asked of a day. What the answers
lead to is a pure function of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.rules import Rule
    from agent_desk.domain.assist import Reason


class Doer(StrEnum):
    """Who does a step; never the clerk in the citizen's place."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    TOGETHER = "together"
    POLICE = "police"
    IMMIGRATION = "immigration"
    OPERATOR = "operator"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


class Trust(StrEnum):
    """How sure a fact is."""

    HIGH = "high"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read."""

    text: str
    confidence: Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From which day to which day; ``until`` None is open and is otherwise the last day."""

    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Say whether the day lies inside."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpStep:
    """One step of a card. With ``look_away`` the citizen types what nobody else may see."""

    id: str
    doer: Doer
    title: str
    detail: str
    look_away: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What to follow up, and after how many working days."""

    what: str
    after_working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipWords:
    """What the leave-behind slip says; ``place`` names a line to fill in, or is empty.

    ``today`` is true in any case, unless it ``claims_done`` what the steps of the card do.
    """

    today: str
    claims_done: bool
    next: tuple[str, ...]
    bring: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCard:
    """One card; an obstacle must be out of the way before what follows can be done."""

    id: str
    version: str
    valid: Validity
    order: int
    title: str
    for_whom: str
    when: Rule
    is_obstacle: bool
    steps: tuple[HelpStep, ...]
    reasons: tuple[Reason, ...]
    follow_up: Proposal | None
    slip: SlipWords


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAnswer:
    """One answer of a question, in the citizen's words."""

    key: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpQuestion:
    """One question of the chooser."""

    id: str
    ask: str
    when: Rule
    answers: tuple[HelpAnswer, ...]

    def label_of(self, key: str) -> str:
        """Give the words of an answer; empty if there is no such answer."""
        return next((answer.label for answer in self.answers if answer.key == key), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """The questions in their order, in one version."""

    version: str
    valid: Validity
    questions: tuple[HelpQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHelp:
    """Every version of the cards and the chooser; ``problems`` names files that were refused."""

    choosers: tuple[Chooser, ...]
    cards: tuple[HelpCard, ...]
    problems: tuple[str, ...] = ()

    def chooser(self, on: date) -> Chooser:
        """Give the questions of a day. Raises: NotFound if none are in force."""
        found = next((c for c in reversed(self.choosers) if c.valid.holds_on(on)), None)
        if found is None:
            raise NotFound(
                tr(
                    "The cards for account help are missing or out of date. Synchronize or update "
                    "the program; until then help from memory is not safe."
                )
            )
        return found

    def cards_on(self, on: date) -> tuple[HelpCard, ...]:
        """Give the cards in force on a day, in the order of the counter."""
        return tuple(card for card in self.cards if card.valid.holds_on(on))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveBehind:
    """The words of one slip; ``unfinished`` names the card that stopped half-way, or is empty."""

    today: tuple[str, ...] = ()
    unfinished: str = ""
    next: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    place: str = ""


def leave_behind(cards: tuple[HelpCard, ...], finished: frozenset[str]) -> LeaveBehind:
    """Say what was done and what comes next; ``finished`` names the cards gone through whole.

    The slip ends at the first card that stands in the way or stopped half-way.
    """
    today: list[str] = []
    last: SlipWords | None = None
    for card in cards:
        if card.slip.claims_done and card.id not in finished:
            return LeaveBehind(today=tuple(today), unfinished=card.title)
        today.append(card.slip.today)
        last = card.slip
        if card.is_obstacle:
            break
    if last is None:
        return LeaveBehind()
    return LeaveBehind(today=tuple(today), next=last.next, bring=last.bring, place=last.place)


def asked(chooser: Chooser, answers: Mapping[str, str]) -> tuple[HelpQuestion, ...]:
    """Give the questions that the answers so far lead to, the first unanswered one last.

    An answer to a question that is no longer asked counts for nothing.
    """
    found: list[HelpQuestion] = []
    valid: dict[str, str] = {}
    for question in chooser.questions:
        if not question.when.holds(valid):
            continue
        found.append(question)
        answer = answers.get(question.id, "")
        if not question.label_of(answer):
            break
        valid[question.id] = answer
    return tuple(found)


def valid_answers(chooser: Chooser, answers: Mapping[str, str]) -> dict[str, str]:
    """Give the answers that count, in the order asked."""
    return {
        question.id: answers[question.id]
        for question in asked(chooser, answers)
        if question.label_of(answers.get(question.id, ""))
    }


def is_answered(chooser: Chooser, answers: Mapping[str, str]) -> bool:
    """Say whether nothing is left to ask."""
    return len(valid_answers(chooser, answers)) == len(asked(chooser, answers))


def choose(help_: AccountHelp, answers: Mapping[str, str], on: date) -> tuple[HelpCard, ...]:
    """Give the cards for this case, what stands in the way first; empty until all is answered.

    Raises: NotFound if no questions are in force on that day.
    """
    chooser = help_.chooser(on)
    if not is_answered(chooser, answers):
        return ()
    valid = valid_answers(chooser, answers)
    return tuple(card for card in help_.cards_on(on) if card.when.holds(valid))
