"""A newer catalog in mid-case: shown as a difference, taken only when the clerk says so. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.changes import changes_for
from agent_desk.commands.dossier import move_to_catalog
from agent_desk.domain.dossier import is_with_citizen_data_only
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.case import how_filed
from agent_desk.ui.pages.reception.choosing import settled
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.catalog.changes import CaseChanges
    from agent_desk.ui.pages.reception.counter import CaseRead, Counter
    from agent_desk.ui.pages.reception.sitting import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogNews:
    """What the new catalog would change, in lines; ``can_move`` is False if it ended there."""

    text: str
    lines: tuple[str, ...]
    can_move: bool


def news_of(counter: Counter, sitting: Sitting) -> CatalogNews | None:
    """Say what the catalog in force would change; None if the case goes by it already."""
    old, new, view = sitting.catalog, counter.desk.catalog, sitting.view
    if old is None or view is None or not is_with_citizen_data_only(view.state):
        return None
    code = view.procedure_code
    if code not in new.procedures or not new.procedure(code).valid_on(counter.today()):
        text = tr("The catalog was updated: this procedure is no longer in it. Finish or switch.")
        return CatalogNews(text=text, lines=(), can_move=False)
    changes = changes_for(old, new, code, sitting.answers, counter.today())
    text = tr("The catalog was updated. This case still goes by the version it was opened under.")
    return CatalogNews(text=text, lines=_lines(changes), can_move=True)


def _lines(changes: CaseChanges) -> tuple[str, ...]:
    lines = [tr("New paper: {name}", name=name) for name in changes.added]
    lines += [tr("No longer asked for: {name}", name=name) for name in changes.removed]
    lines += [tr("Changed: {name}", name=name) for name in changes.changed]
    lines += [tr("Question removed: {ask}", ask=ask) for ask in changes.dropped]
    lines += [tr("New question: {ask}", ask=ask) for ask in changes.asked]
    lines += [tr("The fee of the state is another one.")] * changes.is_fee_changed
    lines += [tr("The time limit is another one.")] * changes.is_time_changed
    return tuple(lines) or (tr("Nothing changes for this case."),)


class Updating:
    """Moves a case to the catalog in force."""

    def __init__(self, counter: Counter, open_step: Callable[[Step], None]) -> None:
        self._counter = counter
        self._open_step = open_step

    def move(self) -> None:
        """Take the new catalog for this case; what was recorded for its papers stays."""
        counter, sitting = self._counter, self._counter.sitting
        view, news = sitting.view, news_of(counter, sitting)
        if view is None or news is None or not news.can_move or sitting.catalog is None:
            return
        new, code = counter.desk.catalog, view.procedure_code
        changes = changes_for(sitting.catalog, new, code, sitting.answers, counter.today())
        answers = dict(changes.answers)
        moved = settled(new, replace(sitting, catalog=None, answers=answers))
        how, act = how_filed(counter, moved), counter.act("move")

        def work() -> CaseRead:
            move_to_catalog(counter.desk, act, view.dossier_id, answers, how)
            return counter.read_case(view.dossier_id)

        def done(read: CaseRead) -> None:
            counter.spent("move")
            now = replace(counter.sitting, answers=answers, undo=(), asking="", is_confirmed=False)
            counter.show(read.onto(now))
            counter.navigator.something_changed()
            self._open_step(Step.CASE if changes.asked else Step.PAPERS)
            counter.say(tr("The case goes by the new catalog now."), Tone.GOOD)

        counter.commit(work, done)
