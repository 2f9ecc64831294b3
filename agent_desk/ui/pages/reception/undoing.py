"""Taking back the last thing done in a case, and doing it again, while it is here. No Qt."""

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
    from agent_desk.ui.pages.reception.sitting import Sitting, Undoable


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
        self._again = {**self._take, UndoKind.REMOVED: papers.take_off_again}

    def back(self) -> None:
        """Take the last thing back, and show the part it belongs to."""
        sitting = self._counter.sitting
        if not sitting.can_undo or sitting.is_busy:
            return
        last = sitting.undo[-1]
        redo = (*sitting.redo, _as_it_is(sitting, last))
        self._go(replace(sitting, undo=sitting.undo[:-1], redo=redo), last, self._take)

    def again(self) -> None:
        """Do again what was taken back last."""
        sitting = self._counter.sitting
        if not sitting.can_redo or sitting.is_busy:
            return
        last = sitting.redo[-1]
        # A scan that is taken off again puts itself among what can be taken back.
        is_scan = last.kind is UndoKind.REMOVED
        undo = sitting.undo if is_scan else (*sitting.undo, _as_it_is(sitting, last))
        self._go(replace(sitting, undo=undo, redo=sitting.redo[:-1]), last, self._again)

    def _go(
        self, changed: Sitting, last: Undoable, how: dict[UndoKind, Callable[[Undoable], None]]
    ) -> None:
        self._counter.keep(replace(changed, notice=None, asking=""))
        step = Step.CASE if last.kind is UndoKind.ANSWERS else Step.PAPERS
        if changed.step is not step:
            self._open_step(step)
        how[last.kind](last)


def _as_it_is(sitting: Sitting, last: Undoable) -> Undoable:
    """Give what the same thing is now, before it is changed back."""
    if last.kind is UndoKind.ANSWERS:
        return replace(
            last, answers=sitting.answers, way=sitting.way, paper_reason=sitting.paper_reason
        )
    papers = sitting.view.papers if sitting.view is not None else ()
    paper = next((one for one in papers if one.component_id == last.component_id), None)
    if last.kind is UndoKind.REMOVED or paper is None:
        return last
    return replace(last, status=paper.status.value, sheets=paper.sheets)


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
