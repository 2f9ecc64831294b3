"""One dossier: read, printed, its result taken in and returned. No Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.commands import result as result_commands
from agent_desk.domain.printing import PrintSubject, SubjectKind
from agent_desk.domain.results import ResultForm
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.queries import deliveries as delivery_query
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import lying as lying_query
from agent_desk.queries import prints as print_query
from agent_desk.store import ledger
from agent_desk.ui.pages.dossiers.drawing import DossierRead, draw
from agent_desk.ui.pages.dossiers.state import DossierScreen, MainAct, Said
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.slips import ground_of, offers_of, print_slip
from agent_desk.ui.tokens import Tone
from agent_desk.ui.when import show_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import TypeVar

    from agent_desk.domain.ledger import ChainReport
    from agent_desk.errors import DeskError
    from agent_desk.ids import DossierId, IntentId
    from agent_desk.ui.jobs_inline import Job, JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.slips import Printed

    T = TypeVar("T")

_ONE_PRESS = timedelta(seconds=1)
"""A second press within this time belongs to the first one (a double click is 0.5 s)."""


class DossierPresenter(Presenter[DossierScreen]):
    """Shows one dossier at a time; results are returned on their own page."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, DossierScreen())
        self._navigator = navigator
        self._read: DossierRead | None = None
        self._reading: Job | None = None
        self._intents: dict[str, IntentId] = {}
        self._next: DossierId | None = None
        self._printed_at: datetime | None = None

    # Reading

    def open(self, dossier_id: DossierId) -> None:
        """Show a dossier; while an act is being written, as soon as it is done."""
        if self.state.is_busy:
            self._next = dossier_id
            return
        if dossier_id != self.state.dossier_id:
            self._read = None
            self.show(DossierScreen(dossier_id=dossier_id))
        self.refresh()

    def refresh(self) -> None:
        """Read the dossier again."""
        dossier_id = self.state.dossier_id
        if dossier_id is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(
            "store", _reader(self._office, dossier_id), done=self._on_read, failed=self._fail
        )

    def _on_read(self, read: DossierRead) -> None:
        self._read = read
        before = self.state
        self.show(
            replace(
                draw(read),
                chain=before.chain,
                message=before.message,
                is_busy=before.is_busy,
            )
        )

    # The one thing to do

    def do_main_act(self) -> None:
        """Do what the primary button says."""
        act, dossier_id = self.state.main_act, self.state.dossier_id
        if act is None or dossier_id is None or self.state.is_busy:
            return
        if act in (MainAct.OPEN_CASE, MainAct.OPEN_PAPERS):
            self._navigator.open_case(dossier_id)
        elif act is MainAct.RECEIVE_RESULT:
            self._receive(dossier_id)
        else:
            self._navigator.open_return(dossier_id)

    def _receive(self, dossier_id: DossierId) -> None:
        office, intent = self._office, self._intent("receive")

        def done(_done: object) -> None:
            self._forget_intent("receive")
            self._show_idle(Said(text=tr("The result lies at this desk now."), tone=Tone.GOOD))
            self._navigator.something_changed()
            self.refresh()

        self._submit(
            lambda: result_commands.receive_result(office.desk, office.act(intent), dossier_id),
            done,
        )

    def correct_return(self) -> None:
        """Go where a mistake in a recorded return is written down."""
        if self._read is not None and self.state.can_correct:
            view = self._read.view
            self._navigator.open_correction(view.dossier_id, view.owner.name)

    def open_delivery(self) -> None:
        """Open the way of the result by post: the form for a new one, or what travels."""
        if self.state.dossier_id is not None and self.state.post:
            self._navigator.open_delivery(self.state.dossier_id)

    # Printing

    def print_first(self) -> None:
        """Print the paper that is offered first."""
        if self.state.prints:
            self.print(self.state.prints[0].kind)

    def print(self, kind: str) -> None:
        """Print a paper for the first time; a reprint needs a reason, so its page opens.

        A double click is one print.
        """
        dossier_id, now = self.state.dossier_id, self._office.desk.clock.now()
        is_same_press = self._printed_at is not None and now - self._printed_at < _ONE_PRESS
        if dossier_id is None or self.state.is_busy or is_same_press:
            return
        offer = next((o for o in self.state.prints if o.kind == kind), None)
        if offer is not None and offer.needs_reason:
            self._navigator.show_papers(dossier_id, kind)
        else:
            self._run_print(dossier_id, kind, Said())

    def look_at_papers(self, kind: str = "") -> None:
        """Open the papers of the dossier, to look before printing."""
        if self.state.dossier_id is not None:
            self._navigator.show_papers(self.state.dossier_id, kind)

    def look_at_print(self, print_id: str) -> None:
        """Open one print of the past."""
        self._navigator.show_print(print_id)

    def _run_print(self, dossier_id: DossierId, kind: str, said: Said) -> None:
        office, intent = self._office, self._intent(f"print {kind}")

        def done(printed: Printed) -> None:
            self._forget_intent(f"print {kind}")
            self._printed_at = office.desk.clock.now()
            self._navigator.hand_to_printer(printed)
            self._navigator.something_changed()
            self._show_idle(said)
            self.refresh()

        def failed(error: DeskError) -> None:
            words = tr("Not printed: {why}", why=error.message)
            if said.text:
                words = f"{said.text} {words}"
            self._show_idle(Said(text=words, tone=Tone.WRONG))
            self.refresh()

        self._run(lambda: print_slip(office, intent, dossier_id, kind), done, failed)
        if self.state.is_busy:
            self.show(replace(self.state, message=said))

    # The chain

    def verify(self) -> None:
        """Check the whole book of this desk now."""
        store = self._office.desk.store

        def check() -> ChainReport:
            with store.read() as connection:
                return ledger.verify(connection)

        self._submit(check, self._on_verified)

    def _on_verified(self, report: ChainReport) -> None:
        at = show_time(self._office.desk.clock.now())
        if report.holds:
            words = tr("The chain holds: {n} entries checked at {time}", n=report.count, time=at)
            chain = Said(text=words, tone=Tone.GOOD)
        else:
            words = tr(
                "The chain is broken at entry {n}. Change nothing, call technical support.",
                n=report.bad_seq,
            )
            chain = Said(text=words, tone=Tone.WRONG)
        self.show(replace(self.state, chain=chain))
        self._show_idle(Said())

    # Common to all acts

    def _submit(
        self,
        fn: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        if not self.state.is_busy:
            self._run(fn, done, failed or self._fail)

    def _run(
        self, fn: Callable[[], T], done: Callable[[T], None], failed: Callable[[DeskError], None]
    ) -> None:
        self.show(replace(self.state, is_busy=True, message=Said()))
        self._jobs.submit("store", fn, done=done, failed=failed)

    def _fail(self, error: DeskError) -> None:
        self._show_idle(Said(text=error.message, tone=Tone.WRONG))

    def _show_idle(self, message: Said) -> None:
        self.show(replace(self.state, is_busy=False, message=message))
        if self._next is not None:
            following, self._next = self._next, None
            self.open(following)

    def _intent(self, name: str) -> IntentId:
        # Made once per dossier and act, so a repeat of the act is told from a new one.
        return self._intents.setdefault(f"{self.state.dossier_id} {name}", new_intent())

    def _forget_intent(self, name: str) -> None:
        self._intents.pop(f"{self.state.dossier_id} {name}", None)


def _reader(office: Office, dossier_id: DossierId) -> Callable[[], DossierRead]:
    def read() -> DossierRead:
        ground = ground_of(office, dossier_id)
        subject = PrintSubject(SubjectKind.DOSSIER, dossier_id)
        with office.desk.store.read() as connection:
            lying = lying_query.lying_of(connection, dossier_id)
            sent = delivery_query.of_dossier(connection, dossier_id)
            return DossierRead(
                view=ground.view,
                timeline=dossier_query.timeline(connection, dossier_id),
                request=dossier_query.open_request(connection, dossier_id),
                calendars=office.desk.calendars,
                now=ground.now,
                offers=offers_of(ground),
                history=print_query.of_subject(connection, subject),
                lies_here=lying is not None and lying.form is ResultForm.PAPER,
                travels=any(not one.state.is_over for one in sent),
            )

    return read
