"""Taking back the last thing done in a case, while nothing has left the desk. No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.choosing import settled
from agent_desk.ui.pages.reception.sitting import Notice, NoticeAct, Step, UndoKind
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.reception.case import Case
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.handing_in import Papers
    from agent_desk.ui.pages.reception.sitting import Undoable


class Undo:
    """Brings back what was before; each undo is a new act in the book, nothing is erased."""

    def __init__(
        self, counter: Counter, case: Case, papers: Papers, open_step: Callable[[Step], None]
    ) -> None:
        self._counter = counter
        self._open_step = open_step
        self._take: dict[UndoKind, Callable[[Undoable], None]] = {
            UndoKind.MARK: papers.mark_back,
            UndoKind.REMOVED: papers.put_back,
            UndoKind.ANSWERS: partial(_answer_back, counter, case),
        }

    def back(self) -> None:
        """Take the last thing back, and show the part it belongs to."""
        counter, sitting = self._counter, self._counter.sitting
        if not sitting.can_undo or sitting.is_busy:
            return
        last = sitting.undo[-1]
        counter.keep(replace(sitting, undo=sitting.undo[:-1], notice=None, asking=""))
        step = Step.CASE if last.kind is UndoKind.ANSWERS else Step.PAPERS
        if sitting.step is not step:
            self._open_step(step)
        self._take[last.kind](last)


def offer(text: str) -> Notice:
    """Say what was done, with the way to take it back."""
    return Notice(text=text, tone=Tone.BRAND, action=tr("Undo"), act=NoticeAct.UNDO)


def _answer_back(counter: Counter, case: Case, last: Undoable) -> None:
    changed = replace(
        counter.sitting,
        answers=last.answers,
        way=last.way,
        paper_reason=last.paper_reason,
        is_confirmed=False,
    )
    counter.show(settled(counter.catalog, changed))
    case.keep_if_decided()
