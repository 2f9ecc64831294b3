"""Papers: what lies on the counter, what is scanned, what the citizen is to bring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands.dossier import advise
from agent_desk.commands.paper import PaperMet, attach_file, detach_file, record_paper
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.papers import PaperStatus
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import Sha256, new_intent
from agent_desk.ui.pages.reception.capturing import Capturing
from agent_desk.ui.pages.reception.sitting import Ending, Step, Undoable, UndoKind
from agent_desk.ui.pages.reception.taking_up import reopening
from agent_desk.ui.pages.reception.undoing import offer
from agent_desk.ui.slips import SlipKind, print_slip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.commands.unit import Act
    from agent_desk.domain.papers import CheckedFile
    from agent_desk.ids import DossierId, IntentId
    from agent_desk.queries.dossier import DossierView, PaperView, ScanRow
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.slips import Printed


@dataclass(frozen=True, slots=True)
class _Mark:
    status: PaperStatus
    intent_id: IntentId


class Papers:
    """The papers step."""

    def __init__(self, counter: Counter, reread: Callable[[], None]) -> None:
        self._counter = counter
        self._reread = reread
        self._marks: dict[tuple[DossierId, str], _Mark] = {}
        self.capturing = Capturing(counter, self._on_attached)

    def select(self, component_id: str) -> None:
        """Take a paper in hand."""
        sitting = self._counter.sitting
        if sitting.paper != component_id:
            self._counter.show(replace(sitting, paper=component_id))

    def mark(self, component_id: str, status: PaperStatus) -> None:
        """Say how a paper was met; the same mark pressed twice is one act."""
        counter, view = self._counter, self._counter.sitting.view
        paper = _paper(view, component_id)
        if view is None or paper is None or paper.copies == "data":
            return
        at = (view.dossier_id, component_id)
        pending = self._marks.get(at)
        if pending is None or pending.status is not status:
            pending = self._marks[at] = _Mark(status, new_intent())
        before = Undoable(
            kind=UndoKind.MARK,
            component_id=component_id,
            status=paper.status.value,
            sheets=paper.sheets,
        )

        def done(now: DossierView) -> None:
            if self._marks.get(at) is pending:
                del self._marks[at]
            if paper.status is not status:
                self._can_undo(before)
            following = _next_open(now, component_id) if status is not PaperStatus.UNSEEN else ""
            self._shown(now, following or component_id)

        met = PaperMet(component_id=component_id, status=status)
        counter.run(self._marking(counter.office.act(pending.intent_id), view, met), done)

    def mark_back(self, last: Undoable) -> None:
        """Mark a paper as it was before."""
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return
        met = PaperMet(
            component_id=last.component_id, status=PaperStatus(last.status), sheets=last.sheets
        )
        counter.run(
            self._marking(counter.office.act(), view, met),
            lambda now: self._shown(now, last.component_id),
        )

    def _marking(self, act: Act, view: DossierView, met: PaperMet) -> Callable[[], DossierView]:
        counter, again = self._counter, reopening(self._counter, view)

        def work() -> DossierView:
            again()
            record_paper(counter.desk, act, view.dossier_id, met)
            return counter.read_view(view.dossier_id)

        return work

    def _can_undo(self, done: Undoable) -> None:
        counter = self._counter
        counter.keep(replace(counter.sitting, undo=(*counter.sitting.undo, done), redo=()))

    def attach(self, component_id: str, paths: tuple[Path, ...]) -> None:
        """Keep the pages of files with a paper as one PDF; doubtful ones are shown first."""
        self.capturing.attach(component_id, paths)

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
            gone = Undoable(
                kind=UndoKind.REMOVED,
                component_id=paper.component_id,
                sha256=scan.sha256,
                file_name=scan.file_name,
            )
            self._can_undo(gone)
            self._shown(now, paper.component_id)
            counter.show(replace(counter.sitting, notice=offer(tr("The scan was taken off."))))

        counter.run(work, done)

    def put_back(self, gone: Undoable) -> None:
        """Put a scan back that was taken off."""
        counter = self._counter
        blobs = counter.desk.store.blobs

        def read() -> CheckedFile:
            return check_bytes(gone.file_name, blobs.get(Sha256(gone.sha256)))

        counter.run(read, partial(self._attach, gone.component_id))

    def take_off_again(self, gone: Undoable) -> None:
        """Take a scan off that had been put back."""
        view = self._counter.sitting.view
        paper = _paper(view, gone.component_id)
        found = [scan for scan in paper.scans if scan.sha256 == gone.sha256] if paper else []
        if found:
            self.remove(found[-1].attachment_id)

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
            self._reread()

        counter.commit(work, done)

    def _attach(self, component_id: str, file: CheckedFile) -> None:
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return
        act, again = counter.office.act(), reopening(counter, view)

        def work() -> DossierView:
            again()
            attach_file(counter.desk, act, view.dossier_id, component_id, file)
            return counter.read_view(view.dossier_id)

        counter.run(work, lambda now: self._shown(now, _next_open(now, component_id)))

    def _on_attached(self, view: DossierView, component_id: str) -> None:
        self._shown(view, _next_open(view, component_id))

    def _shown(self, view: DossierView, paper: str) -> None:
        counter = self._counter
        counter.navigator.something_changed()
        current = paper or counter.sitting.paper
        counter.spent("reopen")
        counter.show(replace(counter.sitting, view=view, paper=current, notice=None))


def _advise_if_missing(counter: Counter, act: Act, dossier_id: DossierId) -> None:
    try:
        advise(counter.desk, act, dossier_id)
    except NotAllowed:
        return  # nothing required is missing: the list is printed as a reminder only


def _scan(paper: PaperView, attachment_id: str) -> ScanRow | None:
    return next((s for s in paper.scans if s.attachment_id == attachment_id), None)


def _paper(view: DossierView | None, component_id: str) -> PaperView | None:
    papers = view.papers if view is not None else ()
    return next((p for p in papers if p.component_id == component_id), None)


def _next_open(view: DossierView, after: str) -> str:
    """Give the next paper below that still stops the dossier; empty if none is left."""
    keys = [paper.component_id for paper in view.papers]
    at = keys.index(after) if after in keys else -1
    ordered = (*view.papers[at + 1 :], *view.papers[: at + 1])
    blocking = (p.component_id for p in ordered if p.as_state().blocks)
    return next(blocking, "")
