"""Papers and lodging: what lies on the counter, what goes away, what is printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands.dossier import advise, reopen
from agent_desk.commands.drafts import forget_draft
from agent_desk.commands.lodging import lodge, supplement, take_in
from agent_desk.commands.paper import PaperMet, attach_file, detach_file, record_paper
from agent_desk.commands.visit import VisitOutcome, close_visit
from agent_desk.devices.intake import check_bytes, read_file
from agent_desk.domain.dossier import Channel, DossierState
from agent_desk.domain.papers import PaperStatus
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr, trn
from agent_desk.ids import Sha256, new_intent
from agent_desk.ui.pages.reception.sitting import Ending, Removed, Step
from agent_desk.ui.slips import SlipKind, print_slip
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.commands.unit import Act
    from agent_desk.domain.papers import CheckedFile
    from agent_desk.ids import DossierId, IntentId
    from agent_desk.queries.dossier import DossierView, PaperView, ScanRow
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.slips import Printed

SCREEN = "reception"
_OUTCOMES = {
    Ending.LODGED: VisitOutcome.LODGED,
    Ending.TAKEN_IN: VisitOutcome.TAKEN_IN,
    Ending.HOME: VisitOutcome.BRING_PAPERS,
    Ending.SUPPLEMENTED: VisitOutcome.ASSISTED,
}


@dataclass(frozen=True, slots=True)
class _Mark:
    status: PaperStatus
    intent_id: IntentId


class Papers:
    """The papers step."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._marks: dict[str, _Mark] = {}

    def select(self, component_id: str) -> None:
        """Take a paper in hand."""
        sitting = self._counter.sitting
        if sitting.paper != component_id:
            self._counter.show(replace(sitting, paper=component_id))

    def mark(self, component_id: str, status: PaperStatus) -> None:
        """Say how a paper was met; the same mark pressed twice is one act."""
        counter, view = self._counter, self._counter.sitting.view
        if view is None or _is_data(view, component_id):
            return
        pending = self._marks.get(component_id)
        if pending is None or pending.status is not status:
            pending = self._marks[component_id] = _Mark(status, new_intent())
        met = PaperMet(component_id=component_id, status=status)
        act, again = counter.office.act(pending.intent_id), self._reopening(view)

        def work() -> DossierView:
            again()
            record_paper(counter.desk, act, view.dossier_id, met)
            return counter.read_view(view.dossier_id)

        def done(now: DossierView) -> None:
            if self._marks.get(component_id) is pending:
                del self._marks[component_id]
            following = _next_open(now, component_id) if status is not PaperStatus.UNSEEN else ""
            self._shown(now, following or component_id)

        counter.run(work, done)

    def attach(self, component_id: str, paths: tuple[Path, ...]) -> None:
        """Read files and keep them with a paper, one after the other; a bad one says so."""
        for path in paths:
            self._counter.run(
                partial(read_file, path), partial(self._attach, component_id), lane="work"
            )

    def remove(self, attachment_id: str) -> None:
        """Take a scan off its paper; it can come back."""
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return
        paper = next((p for p in view.papers if _scan(p, attachment_id)), None)
        scan = _scan(paper, attachment_id) if paper is not None else None
        if paper is None or scan is None:
            return
        act, blank = counter.act(f"detach {attachment_id}"), counter.office.act()
        is_last = len(paper.scans) == 1 and paper.status is PaperStatus.SCAN
        unseen = PaperMet(component_id=paper.component_id, status=PaperStatus.UNSEEN)

        def work() -> DossierView:
            detach_file(counter.desk, act, attachment_id)
            if is_last:
                record_paper(counter.desk, blank, view.dossier_id, unseen)
            return counter.read_view(view.dossier_id)

        def done(now: DossierView) -> None:
            gone = Removed(
                component_id=paper.component_id, sha256=scan.sha256, file_name=scan.file_name
            )
            counter.keep(replace(counter.sitting, removed=gone))
            self._shown(now, paper.component_id)

        counter.run(work, done)

    def undo_remove(self) -> None:
        """Put the scan taken off last back."""
        counter, gone = self._counter, self._counter.sitting.removed
        if gone is None:
            return
        counter.keep(replace(counter.sitting, removed=None))
        blobs = counter.desk.store.blobs

        def read() -> CheckedFile:
            return check_bytes(gone.file_name, blobs.get(Sha256(gone.sha256)))

        counter.run(read, partial(self._attach, gone.component_id))

    def bring(self, before: Callable[[Callable[[], None]], None]) -> None:
        """Print what to bring, close the visit; ``before`` keeps the case first if needed."""
        if self._counter.sitting.view is None:
            before(self._send_home)
        else:
            self._send_home()

    def _send_home(self) -> None:
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None:
            return
        act, printing = counter.act("advise"), counter.intent("bring")

        def work() -> Printed:
            if view.state is DossierState.DRAFT:
                _advise_if_missing(counter, act, view.dossier_id)
            return print_slip(counter.office, printing, view.dossier_id, SlipKind.BRING)

        def done(printed: Printed) -> None:
            counter.spent("advise", "bring")
            counter.navigator.hand_to_printer(printed)
            counter.navigator.something_changed()
            now = replace(counter.sitting, ending=Ending.HOME, printed=printed, step=Step.LODGE)
            counter.show(now)
            Lodging(counter).reread()

        counter.commit(work, done)

    def _attach(self, component_id: str, file: CheckedFile) -> None:
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return
        act, again = counter.office.act(), self._reopening(view)

        def work() -> DossierView:
            again()
            attach_file(counter.desk, act, view.dossier_id, component_id, file)
            return counter.read_view(view.dossier_id)

        counter.run(work, lambda now: self._shown(now, _next_open(now, component_id)))

    def _reopening(self, view: DossierView) -> Callable[[], None]:
        counter = self._counter
        if view.state is not DossierState.ADVISED:
            return lambda: None
        act = counter.act("reopen")
        return lambda: (reopen(counter.desk, act, view.dossier_id), None)[1]

    def _shown(self, view: DossierView, paper: str) -> None:
        counter = self._counter
        counter.navigator.something_changed()
        current = paper or counter.sitting.paper
        counter.show(replace(counter.sitting, view=view, paper=current, notice=None))


class Lodging:
    """The last step: it leaves the citizen's hands, once, and is printed."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def commit(self) -> None:
        """Lodge online, take in paper, or send the supplement."""
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None:
            counter.say(tr("Answer the questions of the case first."), Tone.WAITING)
            return
        ending = _ending(view)
        act = counter.act("lodge")
        command = {
            Ending.LODGED: lodge,
            Ending.TAKEN_IN: take_in,
            Ending.SUPPLEMENTED: supplement,
        }[ending]

        def work() -> DossierView:
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
        """Print the slip of this ending; each press after a finished print is a reprint."""
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None or sitting.ending is None:
            return
        kind = SlipKind.BRING if sitting.ending is Ending.HOME else SlipKind.SENDING
        intent = counter.intent("print")

        def done(printed: Printed) -> None:
            counter.spent("print")
            counter.navigator.hand_to_printer(printed)
            counter.navigator.something_changed()
            counter.show(replace(counter.sitting, printed=printed))

        counter.commit(lambda: print_slip(counter.office, intent, view.dossier_id, kind), done)

    def reread(self) -> None:
        """Read the dossier again after something changed it."""
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return
        counter.run(
            lambda: counter.read_view(view.dossier_id),
            lambda now: counter.show(replace(counter.sitting, view=now)),
        )

    def finish(self, outcome: VisitOutcome, then: Callable[[], None]) -> None:
        """Say goodbye: close the visit, drop the draft, and go on with ``then``.

        ``outcome`` counts only if no case of this visit had an ending of its own.
        """
        counter, sitting = self._counter, self._counter.sitting
        ending = sitting.ending or sitting.ended_before
        ended = _OUTCOMES[ending] if ending is not None else outcome
        act, desk, visit_id = counter.act("close"), counter.desk, sitting.visit_id

        def work() -> int:
            seconds = 0
            if visit_id is not None:
                seconds = int(close_visit(desk, act, visit_id, ended)["seconds"])
            forget_draft(desk.store, SCREEN)
            return seconds

        def done(seconds: int) -> None:
            counter.spent("close")
            if visit_id is not None:
                minutes = max(1, round(seconds / 60))
                text = trn("Visit finished, {n} minute.", "Visit finished, {n} minutes.", minutes)
                counter.navigator.say(text, Tone.GOOD)
                counter.navigator.something_changed()
            then()

        counter.commit(work, done)


def _advise_if_missing(counter: Counter, act: Act, dossier_id: DossierId) -> None:
    try:
        advise(counter.desk, act, dossier_id)
    except NotAllowed:
        return  # nothing required is missing: the list is printed as a reminder only


def _ending(view: DossierView) -> Ending:
    if view.state is DossierState.SUPPLEMENT:
        return Ending.SUPPLEMENTED
    return Ending.LODGED if view.channel == Channel.ONLINE.value else Ending.TAKEN_IN


def _scan(paper: PaperView, attachment_id: str) -> ScanRow | None:
    return next((s for s in paper.scans if s.attachment_id == attachment_id), None)


def _is_data(view: DossierView, component_id: str) -> bool:
    found = (p.status for p in view.papers if p.component_id == component_id)
    return next(found, None) is PaperStatus.DATA


def _next_open(view: DossierView, after: str) -> str:
    """Give the next paper below that still stops the dossier; empty if none is left."""
    keys = [paper.component_id for paper in view.papers]
    at = keys.index(after) if after in keys else -1
    ordered = (*view.papers[at + 1 :], *view.papers[: at + 1])
    blocking = (p.component_id for p in ordered if p.as_state().blocks)
    return next(blocking, "")
