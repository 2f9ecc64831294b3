"""One account help at the counter: what was answered, done and typed, and what follows. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agent_desk.catalog.accounts import Doer
from agent_desk.domain.assist import Outcome, Reason
from agent_desk.domain.text import clean
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.pages.accounts.state import Phase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.catalog.accounts import HelpCard
    from agent_desk.domain.calendar import Calendar
    from agent_desk.domain.people import CardReading
    from agent_desk.ids import AssistId, IntentId, VisitId
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.pages.accounts.state import Message

_ELSEWHERE = frozenset({Doer.POLICE, Doer.IMMIGRATION, Doer.OPERATOR})
_LAST = (Reason.DECLINED, Reason.COME_BACK)
_DAY = re.compile(r"(\d{1,2})[\s./\-](\d{1,2})(?:[\s./\-](\d{4}|\d{2}))?|(\d{2})(\d{2})(\d{4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the fields of the end."""

    note: str = ""
    due: str = ""
    what: str = ""
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Everything of one help; its key is the intent of the visit."""

    key: IntentId
    begun_at: datetime
    answers: Mapping[str, str] = field(default_factory=dict)
    asking: str = ""
    cards: tuple[HelpCard, ...] = ()
    done: frozenset[str] = frozenset()
    phase: Phase = Phase.CHOOSING
    helped: Helped | None = None
    visit_id: VisitId | None = None
    assist_id: AssistId | None = None
    reason: Reason | None = None
    typed: Typed = Typed()
    touched: frozenset[str] = frozenset()
    card_scanned: CardReading | None = None
    agrees: bool | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    message: Message | None = None
    is_busy: bool = False

    @property
    def is_untouched(self) -> bool:
        """Say whether nothing was begun."""
        return not self.answers and self.assist_id is None


def step_key(card_id: str, step_id: str) -> str:
    """Name a step among all cards."""
    return f"{card_id}/{step_id}"


def in_reach(cards: tuple[HelpCard, ...]) -> tuple[HelpCard, ...]:
    """Give the cards up to the first obstacle; what stands behind it comes another day."""
    for number, card in enumerate(cards):
        if card.is_obstacle:
            return cards[: number + 1]
    return cards


def finished(sitting: Sitting) -> frozenset[str]:
    """Name the cards whose steps were all done."""
    return frozenset(
        card.id
        for card in sitting.cards
        if all(step_key(card.id, step.id) in sitting.done for step in card.steps)
    )


def current_step(sitting: Sitting) -> str:
    """Give the key of the first step not done yet; empty if all within reach are done."""
    for card in in_reach(sitting.cards):
        for step in card.steps:
            key = step_key(card.id, step.id)
            if key not in sitting.done:
                return key
    return ""


def open_card(sitting: Sitting) -> HelpCard | None:
    """Give the card of the current step, or the last one within reach when all is done."""
    cards = in_reach(sitting.cards)
    current = current_step(sitting).partition("/")[0]
    return next((card for card in cards if card.id == current), cards[-1] if cards else None)


def is_elsewhere(sitting: Sitting) -> bool:
    """Say whether the next step is done at another office."""
    card, current = open_card(sitting), current_step(sitting)
    return card is not None and any(
        step.doer in _ELSEWHERE for step in card.steps if step_key(card.id, step.id) == current
    )


def is_through(sitting: Sitting) -> bool:
    """Say whether nothing more can be done at the counter today."""
    return not current_step(sitting) or is_elsewhere(sitting)


def reasons_of(sitting: Sitting) -> tuple[Reason, ...]:
    """Give how the help may end: done first, refusal and another day last."""
    found = [reason for card in in_reach(sitting.cards) for reason in card.reasons]
    unique = list(dict.fromkeys(found))
    middle = [reason for reason in unique if reason not in _LAST]
    return (Reason.COMPLETED, *middle, *(reason for reason in _LAST if reason in unique))


def proposed_reason(sitting: Sitting) -> Reason | None:
    """Give the reason that follows from where the steps ended; None in the middle of them."""
    card = open_card(sitting)
    if card is None or not is_through(sitting):
        return None
    if not card.is_obstacle and not is_elsewhere(sitting):
        return Reason.COMPLETED
    lacks_card = sitting.answers.get("card") == "none"
    if lacks_card and Reason.CARD_MISSING in card.reasons:
        return Reason.CARD_MISSING
    return card.reasons[0]


def with_proposals(sitting: Sitting, today: date, calendar: Calendar) -> Sitting:
    """Fill in what follows from the reason; what the clerk typed stays."""
    card, reason = open_card(sitting), sitting.reason
    due, what = "", ""
    if card is not None and reason is not None:
        due, what = _proposal(card, reason, today, calendar)
    typed = sitting.typed
    if "due" not in sitting.touched:
        typed = replace(typed, due=due)
    if "what" not in sitting.touched:
        typed = replace(typed, what=what)
    return replace(sitting, typed=typed)


def _proposal(card: HelpCard, reason: Reason, today: date, calendar: Calendar) -> tuple[str, str]:
    if reason.outcome in (Outcome.DONE, Outcome.REFUSED):
        return "", ""
    if card.follow_up is not None and reason not in _LAST:
        day = working_day(today, card.follow_up.after_working_days, calendar)
        return show_day(day), card.follow_up.what
    # What is followed up is written in the language of the office, as the cards are.
    return "", f"Làm tiếp: {card.title}"


def working_day(today: date, after: int, calendar: Calendar) -> date:
    """Give the n-th working day from today; calendar days where no list of rest days is known."""
    try:
        return calendar.add_working_days(today, after)
    except DeskError:
        return today + timedelta(days=after + 2 * (after // 5))


def show_day(day: date) -> str:
    """Write a day as it is typed."""
    return f"{day:%d/%m/%Y}"


def read_day(text: str, today: date) -> date | None:
    """Read a day as it was typed, ``30/11`` or ``30112026``; None if nothing was.

    Without a year it is the next such day. Raises: InvalidInput.
    """
    plain = clean(text)
    if not plain:
        return None
    match = _DAY.fullmatch(plain)
    if match is None:
        raise _unreadable()
    day, month = int(match[1] or match[4]), int(match[2] or match[5])
    year_text = match[3] or match[6] or ""
    year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else today.year
    try:
        found = date(year, month, day)
        if not year_text and found < today:
            found = date(year + 1, month, day)
    except ValueError:
        raise _unreadable() from None
    return found


def _unreadable() -> InvalidInput:
    words = tr("Write the day like 30/11/2026.")
    return InvalidInput(words, {"due_on": words})
