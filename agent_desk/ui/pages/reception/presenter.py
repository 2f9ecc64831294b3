"""Reception's presenter: who is served, which step is open, what survives a power cut. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.commands.citizen import ConsentMethod
from agent_desk.commands.drafts import save_draft
from agent_desk.commands.visit import VisitOutcome
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.ui.citizen_screen import PushKind
from agent_desk.ui.pages.reception import draft, person
from agent_desk.ui.pages.reception.account_help import AccountHelp
from agent_desk.ui.pages.reception.agreeing import Consent
from agent_desk.ui.pages.reception.case import Case
from agent_desk.ui.pages.reception.cases import OpenCases, same_citizen
from agent_desk.ui.pages.reception.choosing import ProcedureChoice, why_elsewhere
from agent_desk.ui.pages.reception.counter import Counter
from agent_desk.ui.pages.reception.draw import draw
from agent_desk.ui.pages.reception.filling import Forms
from agent_desk.ui.pages.reception.greeting import Citizen
from agent_desk.ui.pages.reception.handing_in import Papers
from agent_desk.ui.pages.reception.lodging import Lodging
from agent_desk.ui.pages.reception.opened import read_case, restored
from agent_desk.ui.pages.reception.portal import Portal
from agent_desk.ui.pages.reception.pushing import CitizenScreen
from agent_desk.ui.pages.reception.referring import Referral
from agent_desk.ui.pages.reception.sitting import Notice, NoticeAct, Source, Step, Waiting
from agent_desk.ui.pages.reception.state import AsideAct, State
from agent_desk.ui.pages.reception.steps import after, before, steps_of
from agent_desk.ui.pages.reception.trip_asking import TripAsking
from agent_desk.ui.pages.reception.undoing import Undo
from agent_desk.ui.pages.reception.updating import Updating
from agent_desk.ui.pages.reception.ways import Ways
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.domain.people import CardReading
    from agent_desk.domain.signature import SignedText
    from agent_desk.ids import IntentId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.reception.opened import Opened
    from agent_desk.ui.pages.reception.sitting import Sitting


class ReceptionPresenter(Presenter[State]):
    """Serves the citizens at one counter; the steps are attributes with their own intents."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        self._counter = Counter(office, jobs, navigator, self._redraw)
        self._is_resumed = False
        self._is_resuming = False
        self._after_resume: Waiting | None = None
        self._saved: dict[IntentId, str] = {}
        self.screen = CitizenScreen(self._counter)
        super().__init__(office, jobs, draw(self._counter, self.screen.shown))
        self.cases = OpenCases(self._counter, self.save)
        self.citizen = Citizen(self._counter, self.open_step)
        self.consent = Consent(self._counter, self.open_step)
        self.procedure = ProcedureChoice(self._counter, self.open_step)
        self.case = Case(self._counter, self.open_step)
        self.ways = Ways(self._counter, self.case)
        self.lodging = Lodging(self._counter)
        self.forms = Forms(self._counter)
        self.papers = Papers(self._counter, self.lodging.reread)
        self.portal = Portal(self._counter, self.lodging.print_slip)
        self.referral = Referral(self._counter)
        self.account = AccountHelp(self._counter)
        self.updating = Updating(self._counter, self.open_step)
        self.undo = Undo(self._counter, self.case, self.papers, self.open_step)
        self.trips = TripAsking(self._counter)

    # Whom to serve

    def resume(self) -> None:
        """Bring back what a crash or a power cut left on the screen; once, when first shown."""
        if self._is_resumed or self._is_resuming:
            return
        self._is_resuming = True
        desk, wards = self._office.desk, self._counter.wards
        self._counter.run(
            lambda: restored(desk, wards),
            self._on_restored,
            failed=lambda _error: self._on_restored(()),
        )

    def greet(self, card: CardReading | None) -> None:
        """Serve the next citizen; the case of one who is still served is laid aside."""
        self._once_resumed(Waiting(card=card))

    def open_case(self, dossier_id: DossierId) -> None:
        """Go on with a dossier that has not left the desk, or needs a supplement."""
        self._once_resumed(Waiting(dossier_id=dossier_id))

    def park(self) -> None:
        """Lay the present case aside and wait for the next citizen."""
        self.screen.clear()
        self.cases.park()

    def take_up(self, key: str) -> None:
        """Put a parked case before the clerk."""
        self.screen.clear()
        self.cases.take_up(key)
        self.reread()

    def next_case(self) -> None:
        """Go to the case that lay aside longest."""
        self.screen.clear()
        self.cases.next()
        self.reread()

    def another_procedure(self) -> None:
        """Begin another case for the same citizen in the same visit."""
        now = self._counter.sitting
        self._counter.begin(
            replace(
                self._counter.fresh(),
                key=now.key,
                greeted_at=now.greeted_at,
                color=now.color,
                parked_s=now.parked_s,
                submitter=now.submitter,
                owner=now.owner,
                is_for_other=now.is_for_other,
                visit_id=now.visit_id,
                submitter_id=now.submitter_id,
                owner_id=now.owner_id,
                identified=now.identified,
                dead=now.dead,
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
        if step not in steps_of(sitting):
            step = Step.PORTAL if step is Step.LODGE else Step.LODGE
        self.forms.call_back()
        sitting = self._counter.sitting
        notice = same_citizen(self._counter) if step is Step.PROCEDURE else None
        self._counter.show(replace(sitting, step=step, notice=notice, asking=""))
        if step is Step.PROCEDURE and not sitting.usual:
            self.procedure.read_usual()
        if step in (Step.CHECK, Step.LODGE, Step.PAPERS, Step.PORTAL):
            self.reread()
        if step is Step.PAPERS:
            self.papers.capturing.remind()
        self.save()

    def back(self) -> None:
        """Go one step back; nothing is discarded."""
        sitting = self._counter.sitting
        if sitting.sibling_of and sitting.step is Step.PROCEDURE:
            self.procedure.back_to_search()
        elif sitting.asking:
            self.case.stop_asking()
        elif sitting.step is not Step.CITIZEN and sitting.ending is None:
            self.open_step(before(sitting, sitting.step))

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
            self._go_on_from_case()
        elif sitting.step is Step.FORM:
            self.forms.keep(lambda: self.open_step(Step.CHECK))
        elif sitting.step is Step.PORTAL:
            self.portal.commit()
        elif sitting.step is Step.LODGE:
            self.lodging.commit()
        else:
            self.open_step(after(sitting, sitting.step))

    def _go_on_from_case(self) -> None:
        counter = self._counter
        outcome = self.case.outcome()
        if why_elsewhere(counter.catalog, counter.sitting, outcome):
            self.referral.commit()
        else:
            self.case.go_on()

    def go_aside(self) -> None:
        """Do what the second button says."""
        acts = {
            AsideAct.ANOTHER: self.another_procedure,
            AsideAct.END: self.end_without_dossier,
            AsideAct.BRING: lambda: self.papers.bring(self.case.keep),
            AsideAct.LEAVE: self.portal.leave_to_citizen,
            AsideAct.WITHDRAW: self.consent.withdraw,
        }
        act = acts.get(self.state.footer.secondary_act)
        if act is not None:
            act()

    def take_notice(self) -> None:
        """Do what the button of the message says."""
        notice = self._counter.sitting.notice
        if notice is None:
            return
        if notice.act is NoticeAct.CONFIRM_FIELDS:
            self.citizen.confirm_fields()
        elif notice.act is NoticeAct.GO_TO_CASE:
            self.take_up(notice.target)
        elif notice.act is NoticeAct.OPEN_DOSSIER:
            self.open_case(DossierId(notice.target))
        elif notice.act is NoticeAct.UNDO:
            self.undo.back()

    def take_from_citizen(self, kind: str, about: str, key: str) -> None:
        """Take what the citizen touched on their own screen."""
        if kind == PushKind.QUESTION.value:
            self.screen.clear()
            self.ways.answer(about, key, Source.CITIZEN)
        elif kind == PushKind.CHECK.value:
            self.screen.confirm(is_right=key == "yes")

    def take_signature(self, signed: SignedText) -> None:
        """Take the confirmation that the citizen drew on their own screen."""
        self.screen.clear()
        self.consent.choose_method(ConsentMethod.SIGNED_SCREEN.value)
        self.consent.take_signature(signed)

    def reread(self) -> None:
        """Read the dossier again: the center's answer may have come meanwhile."""
        self.lodging.reread()

    # The draft and the clock

    def save(self) -> None:
        """Keep what stands half-done; nothing is written when nothing changed."""
        sitting, desk = self._counter.sitting, self._office.desk
        if sitting.ending is not None or sitting.is_supplement:
            return
        if sitting.is_untouched and sitting.key not in self._saved:
            return
        content = draft.dump(sitting)
        if content == self._saved.get(sitting.key):
            return
        self._saved[sitting.key] = content
        name = draft.name_of(sitting)

        def done(_nothing: None) -> None:
            self._counter.show(replace(self._counter.sitting, saved_at=desk.clock.now()))

        self._counter.run(lambda: save_draft(desk.store, desk.clock, name, content), done)

    def elapsed(self) -> str:
        """Give the time of this visit as ``mm:ss``, for the clerk only, without time laid aside."""
        sitting = self._counter.sitting
        since = self._office.desk.clock.now() - sitting.greeted_at
        seconds = max(0, int(since.total_seconds()) - sitting.parked_s)
        return f"{seconds // 60:02d}:{seconds % 60:02d}"

    # Inside

    def _redraw(self) -> None:
        self.show(draw(self._counter, self.screen.shown))
        self.trips.follow()
        if self._counter.sitting.step is Step.CASE:
            self.ways.offer()
        if self._counter.sitting.ending is None:
            self.forms.read_if_needed()

    def _once_resumed(self, waiting: Waiting) -> None:
        if self._is_resumed:
            self._serve(waiting)
        else:
            self._after_resume = waiting
            self.resume()

    def _serve(self, waiting: Waiting) -> None:
        sitting = self._counter.sitting
        self.screen.clear()
        known = self._known_case(waiting)
        if known == sitting.key:
            self.reread()
        elif known:
            self.take_up(known)
        elif sitting.ending is not None:
            self.lodging.finish(VisitOutcome.ASSISTED, lambda: self._begin(waiting))
        elif sitting.is_fresh:
            self._begin(waiting)
        elif waiting.card is not None and person.number_of(sitting.submitter) in (
            "",
            waiting.card.number,
        ):
            self.citizen.take_card(waiting.card)
        elif self.cases.park():
            self._begin(waiting)

    def _known_case(self, waiting: Waiting) -> str:
        """Give the key of the open case that is waited for; empty if it is a new one."""
        if waiting.dossier_id is not None:
            for sitting in (self._counter.sitting, *self._counter.parked):
                if sitting.view is not None and sitting.view.dossier_id == waiting.dossier_id:
                    return sitting.key
        return self.cases.of_card(waiting.card) if waiting.card is not None else ""

    def _begin(self, waiting: Waiting) -> None:
        self._counter.begin(self._counter.fresh())
        if waiting.dossier_id is not None:
            self._read_case(waiting.dossier_id)
        elif waiting.card is not None:
            self.citizen.take_card(waiting.card)

    def _read_case(self, dossier_id: DossierId) -> None:
        counter = self._counter
        visit, linking = counter.office.act(counter.sitting.key), counter.act("submitter")
        desk, wards = self._office.desk, counter.wards

        def done(opened: Opened) -> None:
            counter.spent("submitter")
            fresh = counter.sitting
            taken = replace(opened.sitting, key=fresh.key, greeted_at=fresh.greeted_at)
            counter.show(replace(taken, color=fresh.color))
            self.save()

        counter.run(lambda: read_case(desk, visit, linking, wards, dossier_id), done)

    def _on_restored(self, found: tuple[Opened, ...]) -> None:
        self._is_resumed = True
        counter = self._counter
        if found and counter.sitting.is_fresh:
            self._saved |= {one.sitting.key: "" for one in found}
            front = next((one for one in found if one.sitting.parked_at is None), None)
            now = counter.desk.clock.now()
            aside = tuple(
                replace(one.sitting, parked_at=one.sitting.parked_at or now)
                for one in reversed(found)
                if one is not front
            )
            counter.lay_aside(aside, _as_restored(front) if front else counter.sitting)
            if counter.sitting.step is Step.PAPERS:
                self.papers.capturing.remind()
            elif counter.sitting.step is Step.LODGE:
                self.reread()  # whether a colleague has to look is no part of the draft
        waiting, self._after_resume = self._after_resume, None
        if waiting is not None:
            self._serve(waiting)


def _as_restored(opened: Opened) -> Sitting:
    time = local(from_iso(opened.saved_at)).strftime("%H:%M")
    text = tr("Restored as it was at {time}.", time=time)
    return replace(opened.sitting, notice=Notice(text=text, tone=Tone.BRAND))
