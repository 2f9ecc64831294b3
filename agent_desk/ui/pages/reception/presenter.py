"""Reception's presenter: who is served, which step is open, what survives a power cut. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.commands.drafts import save_draft
from agent_desk.commands.visit import VisitOutcome
from agent_desk.domain.dossier import DossierState
from agent_desk.i18n import tr
from agent_desk.queries import reception as reception_query
from agent_desk.ui.pages.reception import draft, person
from agent_desk.ui.pages.reception.choosing import Case, ProcedureChoice
from agent_desk.ui.pages.reception.counter import Counter
from agent_desk.ui.pages.reception.draw import draw
from agent_desk.ui.pages.reception.greeting import Citizen, Consent
from agent_desk.ui.pages.reception.handing_in import SCREEN, Lodging, Papers
from agent_desk.ui.pages.reception.opened import Opened, read_case, restored
from agent_desk.ui.pages.reception.sitting import (
    Ending,
    Notice,
    NoticeAct,
    Sitting,
    Step,
    Waiting,
)
from agent_desk.ui.pages.reception.state import State
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.domain.people import CardReading
    from agent_desk.ids import DossierId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

_ORDER = tuple(Step)


class ReceptionPresenter(Presenter[State]):
    """Serves one citizen at a time; the steps are attributes with their own intents."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        self._counter = Counter(office, jobs, navigator, self._redraw)
        super().__init__(office, jobs, draw(self._counter))
        self.citizen = Citizen(self._counter, self.open_step)
        self.consent = Consent(self._counter, self.open_step)
        self.procedure = ProcedureChoice(self._counter, self.open_step)
        self.case = Case(self._counter, self.open_step)
        self.papers = Papers(self._counter)
        self.lodging = Lodging(self._counter)
        self._is_resumed = False
        self._is_resuming = False
        self._after_resume: Waiting | None = None
        self._saved = ""

    # Whom to serve

    def resume(self) -> None:
        """Bring back what a crash or a power cut left on the screen; once, when first shown."""
        if self._is_resumed or self._is_resuming:
            return
        self._is_resuming = True
        desk = self._office.desk

        def read() -> Opened | None:
            with desk.store.read() as connection:
                kept = reception_query.draft(connection, SCREEN)
                return restored(connection, kept) if kept is not None else None

        self._counter.run(read, self._on_restored, failed=lambda _e: self._on_restored(None))

    def greet(self, card: CardReading | None) -> None:
        """Serve the next citizen; one who is still being served is not pushed aside."""
        self._once_resumed(Waiting(card=card))

    def open_case(self, dossier_id: DossierId) -> None:
        """Go on with a dossier that has not left the desk, or needs a supplement."""
        self._once_resumed(Waiting(dossier_id=dossier_id))

    def serve_waiting(self) -> None:
        """Leave the present citizen's case as it is, kept, and serve whoever waits."""
        waiting = self._counter.sitting.waiting
        if waiting is not None:
            self.lodging.finish(VisitOutcome.LEFT, lambda: self._begin(waiting))

    def another_procedure(self) -> None:
        """Begin another case for the same citizen in the same visit."""
        now = self._counter.sitting
        self._counter.begin(
            replace(
                self._counter.fresh(),
                key=now.key,
                greeted_at=now.greeted_at,
                submitter=now.submitter,
                owner=now.owner,
                is_for_other=now.is_for_other,
                visit_id=now.visit_id,
                submitter_id=now.submitter_id,
                owner_id=now.owner_id,
                identified=now.identified,
                agreed=now.agreed,
                ended_before=now.ending,
            )
        )
        self.open_step(Step.PROCEDURE)

    def finish(self) -> None:
        """Say goodbye to the citizen and wait for the next."""
        self.lodging.finish(VisitOutcome.ASSISTED, lambda: self._begin(Waiting()))

    def end_without_dossier(self) -> None:
        """End a visit in which no dossier was made."""
        self.lodging.finish(VisitOutcome.ASSISTED, lambda: self._begin(Waiting()))

    # Steps

    def open_step(self, step: Step) -> None:
        """Open any part of the case; a finished case stays on its last screen."""
        sitting = self._counter.sitting
        if sitting.ending is not None or (sitting.is_supplement and step is not Step.PAPERS):
            return
        self._counter.show(replace(sitting, step=step, notice=None, asking=""))
        if step is Step.PROCEDURE and not sitting.usual:
            self.procedure.read_usual()
        if step in (Step.CHECK, Step.LODGE, Step.PAPERS):
            self.reread()
        self.save()

    def back(self) -> None:
        """Go one step back; nothing is discarded."""
        sitting = self._counter.sitting
        if sitting.sibling_of and sitting.step is Step.PROCEDURE:
            self.procedure.back_to_search()
        elif sitting.asking:
            self.case.stop_asking()
        elif sitting.step is not Step.CITIZEN and sitting.ending is None:
            self.open_step(_ORDER[_ORDER.index(sitting.step) - 1])

    def go_on(self) -> None:
        """Do what the primary button says."""
        sitting = self._counter.sitting
        if sitting.ending is not None:
            self.finish()
        elif sitting.is_supplement:
            self.lodging.commit()
        elif sitting.step is Step.CITIZEN:
            self.citizen.commit()
        elif sitting.step is Step.CONSENT:
            self.consent.commit()
        elif sitting.step is Step.CASE:
            self.case.go_on()
        elif sitting.step is Step.PAPERS:
            self.open_step(Step.CHECK)
        elif sitting.step is Step.CHECK:
            self.open_step(Step.LODGE)
        elif sitting.step is Step.LODGE:
            self.lodging.commit()

    def go_aside(self) -> None:
        """Do what the second button says."""
        sitting = self._counter.sitting
        if sitting.ending is not None:
            self.another_procedure()
        elif sitting.step in (Step.CONSENT, Step.PROCEDURE):
            self.end_without_dossier()
        else:
            self.papers.bring(self.case.keep)

    def take_notice(self) -> None:
        """Do what the button of the message says."""
        notice = self._counter.sitting.notice
        if notice is None:
            return
        if notice.act is NoticeAct.SERVE_NEXT:
            self.serve_waiting()
        elif notice.act is NoticeAct.CONFIRM_FIELDS:
            self.citizen.confirm_fields()

    def reread(self) -> None:
        """Read the dossier again: the center's answer may have come meanwhile."""
        self.lodging.reread()

    # The draft and the clock

    def save(self) -> None:
        """Keep what stands half-done; nothing is written when nothing changed."""
        sitting, desk = self._counter.sitting, self._office.desk
        if sitting.ending is not None or sitting.is_supplement:
            return
        if sitting.is_untouched and not self._saved:
            return
        content = draft.dump(sitting)
        if content == self._saved:
            return
        self._saved = content

        def done(_nothing: None) -> None:
            self._counter.show(replace(self._counter.sitting, saved_at=desk.clock.now()))

        self._counter.run(lambda: save_draft(desk.store, desk.clock, SCREEN, content), done)

    def elapsed(self) -> str:
        """Give the time of this visit as ``mm:ss``, for the clerk only."""
        since = self._office.desk.clock.now() - self._counter.sitting.greeted_at
        seconds = max(0, int(since.total_seconds()))
        return f"{seconds // 60:02d}:{seconds % 60:02d}"

    # Inside

    def _redraw(self) -> None:
        self.show(draw(self._counter))

    def _once_resumed(self, waiting: Waiting) -> None:
        if self._is_resumed:
            self._serve(waiting)
        else:
            self._after_resume = waiting
            self.resume()

    def _serve(self, waiting: Waiting) -> None:
        sitting = self._counter.sitting
        view = sitting.view
        if sitting.ending is not None:
            self.lodging.finish(VisitOutcome.ASSISTED, lambda: self._begin(waiting))
        elif sitting.is_fresh:
            self._begin(waiting)
        elif view is not None and view.dossier_id == waiting.dossier_id:
            self.reread()
        elif sitting.is_supplement:
            self.lodging.finish(VisitOutcome.LEFT, lambda: self._begin(waiting))
        elif waiting.card is not None and person.number_of(sitting.submitter) in (
            "",
            waiting.card.number,
        ):
            self.citizen.take_card(waiting.card)
        else:
            self._ask_first(sitting, waiting)

    def _ask_first(self, sitting: Sitting, waiting: Waiting) -> None:
        notice = Notice(
            text=tr(
                "{name} is still being served. The case is kept under Today.",
                name=sitting.submitter.name or tr("A citizen"),
            ),
            tone=Tone.WAITING,
            action=tr("Serve the next citizen"),
            act=NoticeAct.SERVE_NEXT,
        )
        self._counter.show(replace(sitting, waiting=waiting, notice=notice))

    def _begin(self, waiting: Waiting) -> None:
        self._saved = ""
        self._counter.begin(self._counter.fresh())
        if waiting.dossier_id is not None:
            self._read_case(waiting.dossier_id)
        elif waiting.card is not None:
            self.citizen.take_card(waiting.card)

    def _read_case(self, dossier_id: DossierId) -> None:
        counter = self._counter
        visit, linking = counter.office.act(counter.sitting.key), counter.act("submitter")
        desk = self._office.desk

        def done(opened: Opened) -> None:
            counter.spent("submitter")
            fresh = counter.sitting
            counter.show(replace(opened.sitting, key=fresh.key, greeted_at=fresh.greeted_at))
            self.save()

        counter.run(lambda: read_case(desk, visit, linking, dossier_id), done)

    def _on_restored(self, opened: Opened | None) -> None:
        self._is_resumed = True
        is_worth_it = opened is not None and not opened.sitting.is_untouched
        if opened is not None and is_worth_it and self._counter.sitting.is_fresh:
            self._counter.begin(_as_restored(opened))
        waiting, self._after_resume = self._after_resume, None
        if waiting is not None:
            self._serve(waiting)


def _as_restored(opened: Opened) -> Sitting:
    sitting, view = opened.sitting, opened.sitting.view
    time = local(from_iso(opened.saved_at)).strftime("%H:%M")
    notice = Notice(text=tr("Restored as it was at {time}.", time=time), tone=Tone.BRAND)
    if view is not None and view.state in (DossierState.LODGED, DossierState.TAKEN_IN):
        ending = Ending.LODGED if view.channel == "online" else Ending.TAKEN_IN
        sitting = replace(sitting, ending=ending, step=Step.LODGE)
    return replace(sitting, notice=notice)
