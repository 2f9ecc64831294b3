"""Cases open at the same time: one before the clerk, the others aside with nothing lost. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception import person
from agent_desk.ui.pages.reception.sitting import Notice, NoticeAct
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.people import CardReading
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

MOST_OPEN = 6


class OpenCases:
    """Lays cases aside and takes them up again; ``save`` keeps the draft of what is before us."""

    def __init__(self, counter: Counter, save: Callable[[], None]) -> None:
        self._counter = counter
        self._save = save

    @property
    def is_full(self) -> bool:
        """Say whether another case would be one too many."""
        return len(self._counter.parked) + 1 >= MOST_OPEN

    def park(self) -> bool:
        """Lay the present case aside for a new citizen; False if it cannot be now."""
        counter, sitting = self._counter, self._counter.sitting
        if sitting.is_busy or sitting.is_fresh:
            return False
        if self.is_full:
            counter.say(tr("{n} cases are open. Finish one first.", n=MOST_OPEN), Tone.WAITING)
            return False
        aside = self._aside(sitting)
        counter.parked = (*counter.parked, aside)
        counter.lay_aside(counter.parked, counter.fresh())
        return True

    def take_up(self, key: str) -> None:
        """Put a parked case before the clerk; the present one lies aside, if it holds anything."""
        counter, now = self._counter, self._counter.sitting
        wanted = next((case for case in counter.parked if case.key == key), None)
        if wanted is None or now.is_busy:
            return
        others = tuple(case for case in counter.parked if case.key != key)
        if not now.is_fresh:
            others = (*others, self._aside(now))
        counter.lay_aside(others, self._resumed(wanted))
        self._save()

    def next(self) -> None:
        """Go to the case that lay aside longest."""
        if self._counter.parked:
            self.take_up(self._counter.parked[0].key)

    def of_card(self, card: CardReading) -> str:
        """Give the key of the parked case of this citizen; empty if there is none."""
        for case in self._counter.parked:
            if person.number_of(case.submitter) == card.number:
                return case.key
        return ""

    def _aside(self, sitting: Sitting) -> Sitting:
        aside = replace(sitting, parked_at=self._counter.desk.clock.now(), waiting=None)
        self._counter.keep(aside)
        self._save()
        return aside

    def _resumed(self, sitting: Sitting) -> Sitting:
        if sitting.parked_at is None:
            return sitting
        away = self._counter.desk.clock.now() - sitting.parked_at
        seconds = sitting.parked_s + max(0, int(away.total_seconds()))
        return replace(sitting, parked_at=None, parked_s=seconds)


def same_citizen(counter: Counter) -> Notice | None:
    """Say that another open case is of the same citizen, with the way to it."""
    number = person.number_of(counter.sitting.submitter)
    if not number:
        return None
    other = next((c for c in counter.parked if person.number_of(c.submitter) == number), None)
    if other is None:
        return None
    return Notice(
        text=tr("Another case of {name} is open.", name=other.submitter.name),
        tone=Tone.WAITING,
        action=tr("Go to that case"),
        act=NoticeAct.GO_TO_CASE,
        target=other.key,
    )
