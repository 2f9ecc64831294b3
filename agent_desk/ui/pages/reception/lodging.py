"""The last step: a case leaves the citizen's hands, once, is printed, and the visit ends. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.drafts import forget_draft
from agent_desk.commands.lodging import lodge, supplement
from agent_desk.commands.taking_in import take_in_counted
from agent_desk.commands.visit import VisitOutcome, close_visit
from agent_desk.domain.dossier import Channel, DossierState
from agent_desk.domain.printing import PrintReason
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.reception.counting import Counting
from agent_desk.ui.pages.reception.draft import SCREEN, name_of
from agent_desk.ui.pages.reception.gating import Gating
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.slips import SlipKind, print_slip
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.pages.reception.counter import CaseRead, Counter
    from agent_desk.ui.slips import Printed

_OUTCOMES = {
    Ending.LODGED: VisitOutcome.LODGED,
    Ending.PORTAL: VisitOutcome.LODGED,
    Ending.WAITING: VisitOutcome.ASSISTED,
    Ending.TAKEN_IN: VisitOutcome.TAKEN_IN,
    Ending.HOME: VisitOutcome.BRING_PAPERS,
    Ending.ELSEWHERE: VisitOutcome.ASSISTED,
    Ending.SUPPLEMENTED: VisitOutcome.ASSISTED,
}


class Lodging:
    """The last step: it leaves the citizen's hands, once, and is printed."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.counting = Counting(counter)
        self.gating = Gating(counter)

    def commit(self) -> None:
        """Lodge online, take in paper, or send the supplement."""
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None:
            counter.say(tr("Answer the questions of the case first."), Tone.WAITING)
            return
        ending = _ending(view)
        act = counter.act("lodge")

        def work() -> DossierView:
            if ending is Ending.TAKEN_IN:
                taken = self.counting.taking_in(view)
                take_in_counted(counter.desk, act, view.dossier_id, taken)
            else:
                command = lodge if ending is Ending.LODGED else supplement
                command(counter.desk, act, view.dossier_id)
            return counter.read_view(view.dossier_id)

        def done(now: DossierView) -> None:
            counter.spent("lodge")
            counter.show(replace(counter.sitting, view=now, ending=ending, step=Step.LODGE))
            counter.navigator.something_changed()
            if ending is not Ending.SUPPLEMENTED:
                self.print_slip()

        counter.commit(work, done)

    def print_slip(self) -> None:
        """Print the slip of this ending; once it was printed, ask why it is wanted again."""
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None or sitting.ending is None:
            return
        kind = SlipKind.BRING if sitting.ending is Ending.HOME else SlipKind.SENDING
        if kind is SlipKind.SENDING and sitting.printed is not None:
            counter.navigator.show_papers(view.dossier_id, kind)
            return
        intent = counter.intent("print")

        def done(printed: Printed) -> None:
            counter.spent("print")
            counter.navigator.hand_to_printer(printed)
            counter.navigator.something_changed()
            counter.show(replace(counter.sitting, printed=printed))

        again = PrintReason.CHANGED  # the supplemented papers, or what is still missing
        counter.commit(
            lambda: print_slip(counter.office, intent, view.dossier_id, kind, again), done
        )

    def look_at_papers(self) -> None:
        """Open the papers of the dossier, to look before printing."""
        view = self._counter.sitting.view
        if view is not None:
            self._counter.navigator.show_papers(view.dossier_id)

    def reread(self) -> None:
        """Read the dossier again after something changed it."""
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return

        def done(read: CaseRead) -> None:
            counter.show(read.onto(counter.sitting))

        counter.run(lambda: counter.read_case(view.dossier_id), done)

    def finish(self, outcome: VisitOutcome, then: Callable[[], None]) -> None:
        """Say goodbye: close the visit, drop the draft, and go on with ``then``.

        ``outcome`` counts only if no case of this visit had an ending of its own. The time that the
        case lay aside is not time at the counter.
        """
        counter, sitting = self._counter, self._counter.sitting
        ending = sitting.ending or sitting.ended_before
        ended = _OUTCOMES[ending] if ending is not None else outcome
        act, desk, visit_id = counter.act("close"), counter.desk, sitting.visit_id
        aside_s = sitting.parked_s

        def work() -> int:
            seconds = 0
            if visit_id is not None:
                seconds = int(close_visit(desk, act, visit_id, ended, aside_s)["seconds"])
            for screen in (SCREEN, name_of(sitting)):
                forget_draft(desk.store, screen)
            return seconds

        def done(seconds: int) -> None:
            counter.spent("close")
            if sitting.view is not None:
                counter.open_forms.pop(sitting.view.dossier_id, None)
            if visit_id is not None:
                minutes = max(1, round(seconds / 60))
                text = trn("Visit finished, {n} minute.", "Visit finished, {n} minutes.", minutes)
                counter.navigator.say(text, Tone.GOOD)
                counter.navigator.something_changed()
            then()

        counter.commit(work, done)


def _ending(view: DossierView) -> Ending:
    if view.state is DossierState.SUPPLEMENT:
        return Ending.SUPPLEMENTED
    return Ending.LODGED if view.channel == Channel.ONLINE.value else Ending.TAKEN_IN
