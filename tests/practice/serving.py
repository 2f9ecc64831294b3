"""A clerk who serves scripted citizens through the commands: rightly, or as one wishes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from agent_desk.catalog.guide import evaluate, open_questions
from agent_desk.catalog.practice import PracticeSet, load_practice
from agent_desk.commands import assist, citizen, dossier, lodging, paper, portal, printing, visit
from agent_desk.commands import practice as practice_commands
from agent_desk.commands.practice_scene import lay_out
from agent_desk.domain.assist import Reason
from agent_desk.domain.filing import HowFiled, OnlineWay, PaperReason
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.practice.evidence import Move, MoveKind
from agent_desk.domain.practice.examiner import Score, examine
from agent_desk.domain.practice.runs import RunKind
from agent_desk.domain.practice.spec import Ending, Scripted, WantedPaper, number_of
from agent_desk.domain.printing import PrintSubject, SubjectKind
from agent_desk.ids import AssistId, CitizenId, DossierId, VisitId
from agent_desk.queries import practice as practice_query
from tests.support.desks import TestDesk, the_catalog

if TYPE_CHECKING:
    from agent_desk.queries.practice import AttemptRow


@cache
def the_practice() -> PracticeSet:
    return load_practice(the_catalog())


@dataclass(slots=True)
class Serving:
    """One citizen at one desk; every part can be left out to see what the examiner says."""

    t: TestDesk
    who: Scripted
    without: frozenset[str] = frozenset()
    changed: dict[str, str] = field(default_factory=dict)
    attempt: AttemptRow | None = None
    visit_id: str = ""
    ids: dict[str, str] = field(default_factory=dict)

    def call_in(self) -> None:
        run = practice_commands.begin_run(
            self.t.desk, self.t.act(), RunKind.EXERCISE, (self.who.id,)
        )
        kept = lay_out(self.t.desk, self.who, 900)
        comer = practice_commands.Comer(citizen=self.who.id, version="1", kept=kept)
        practice_commands.call_in(self.t.desk, self.t.act(), run["run_id"], comer)
        with self.t.desk.store.read() as connection:
            found = practice_query.open_run(connection, self.t.clerk_id)
        assert found is not None
        self.attempt = found.standing

    def score(self) -> Score:
        """Give what the examiner says now."""
        assert self.attempt is not None
        numbers = {one.id: self.number(one.id) for one in self.who.people}
        with self.t.desk.store.read() as connection:
            row = practice_query.attempt(connection, self.attempt.attempt_id)
            assert row is not None
            return examine(self.who, practice_query.evidence_of(connection, row, numbers))

    def number(self, person_id: str) -> str:
        person = self.who.person(person_id)
        assert person is not None
        assert self.attempt is not None
        return number_of(self.who, person, self.attempt.turn)

    def move(self, kind: MoveKind, what: str) -> None:
        assert self.attempt is not None
        practice_commands.keep_move(
            self.t.desk.store,
            self.t.clock,
            self.attempt.attempt_id,
            Move(kind=kind, what=what),
            1000,
        )

    def serve(self) -> Score:
        """Do all that is right, but what is left out."""
        self.call_in()
        self._talk()
        ending = self.who.right.endings[0]
        if ending is Ending.HELPED:
            self._help()
        elif ending is Ending.ELSEWHERE:
            self._send_elsewhere()
        elif ending.has_dossier:
            self._file(ending)
        if self.visit_id and "goodbye" not in self.without:
            outcome = visit.VisitOutcome.ASSISTED
            visit.close_visit(self.t.desk, self.t.act(), VisitId(self.visit_id), outcome)
        return self.score()

    def _talk(self) -> None:
        if "asked" not in self.without:
            for what in self.who.right.asked:
                self.move(MoveKind.ASKED, what)
        if "said" not in self.without:
            said = next((one for one in self.who.replies if one.is_right), None)
            if said is not None:
                self.move(MoveKind.SAID, said.id)

    def _greet(self) -> None:
        t = self.t
        self.visit_id = visit.open_visit(t.desk, t.act())["visit_id"]
        for person_id in dict.fromkeys((self.who.right.submitter, self.who.right.owner)):
            person = self.who.person(person_id) if person_id else None
            if person is None:
                continue
            is_first = not self.ids
            found = citizen.identify_citizen(
                t.desk,
                t.act(),
                VisitId(self.visit_id) if is_first else None,
                citizen.Particulars(
                    number=self.number(person_id),
                    name=person.name,
                    birth=person.birth.isoformat(),
                    sex="female" if person.is_female else "male",
                    address=person.address,
                    phone="",
                    source=citizen.PersonSource.CARD,
                ),
            )
            self.ids[person_id] = found["citizen_id"]

    def _agree(self) -> None:
        agreed = citizen.ConsentGiven(
            purpose=citizen.Purpose.FILING, given=True, method=citizen.ConsentMethod.SIGNED_PAPER
        )
        first = CitizenId(next(iter(self.ids.values())))
        citizen.record_consents(self.t.desk, self.t.act(), first, VisitId(self.visit_id), (agreed,))

    def _file(self, ending: Ending) -> None:
        t, right = self.t, self.who.right
        self._greet()
        if "consent" not in self.without:
            self._agree()
        submitter = self.ids[right.submitter]
        owner = submitter if "people" in self.without else self.ids[right.owner or right.submitter]
        new = dossier.NewDossier(
            visit_id=VisitId(self.visit_id),
            procedure_code=self.changed.get("procedure", right.procedures[0]),
            owner_id=CitizenId(owner),
            submitter_id=CitizenId(submitter),
        )
        dossier_id = DossierId(dossier.open_dossier(t.desk, t.act(), new)["dossier_id"])
        dossier.answer_case(t.desk, t.act(), dossier_id, self._answers(new), self._how())
        self._meet(dossier_id)
        if "ending" in self.without:
            return
        if ending is Ending.HOME:
            dossier.advise(t.desk, t.act(), dossier_id)
        elif ending is Ending.WAITING:
            portal.wait_for_citizen(t.desk, t.act(), dossier_id)
        else:
            lodging.take_in(t.desk, t.act(), dossier_id)
        self._print(PrintSubject(SubjectKind.DOSSIER, dossier_id))

    def _answers(self, new: dossier.NewDossier) -> dict[str, str]:
        catalog, right = self.t.desk.catalog, self.who.right
        procedure = catalog.procedure(new.procedure_code)
        channel = right.channel or ("post" if "post" in procedure.channels else "online")
        answers = {"channel": channel}
        while left := open_questions(procedure, catalog, answers, on=self.t.desk.today()):
            question = left[0]
            wanted = {**right.answers, **self.changed}.get(question.id, "")
            plain = next(one.key for one in question.answers if not one.goto)
            answers[question.id] = wanted if question.answer(wanted) else plain
        outcome = evaluate(catalog, procedure.code, answers, on=self.t.desk.today())
        assert outcome.exit is None, outcome.exit
        return answers

    def _how(self) -> HowFiled:
        right = self.who.right
        office = "" if "office" in self.without else right.office
        if right.channel == "online":
            return HowFiled(way=OnlineWay.PORTAL)
        reason = PaperReason(next(iter(right.paper_reasons), "citizen_wish"))
        return HowFiled(paper_reason=reason, office=f"UBND phường {office}" if office else "")

    def _meet(self, dossier_id: DossierId) -> None:
        wanted = self.who.right.papers
        for one in self.t.view(dossier_id).papers:
            status = PaperStatus.ORIGINAL
            is_out = wanted.get(one.component_id) is WantedPaper.LEFT_OUT
            if wanted.get(one.component_id) is WantedPaper.MISSING:
                status = PaperStatus.MISSING
            if "papers" in self.without and one.component_id in wanted:
                status = PaperStatus.NOT_NEEDED
            if (one.as_state().blocks and not is_out) or (is_out and "data" in self.without):
                met = paper.PaperMet(component_id=one.component_id, status=status, sheets=1)
                paper.record_paper(self.t.desk, self.t.act(), dossier_id, met)

    def _print(self, subject: PrintSubject) -> None:
        document = next(iter(self.who.right.slips), "")
        if not document or "slip" in self.without:
            return
        code = f":{self.who.right.procedures[0]}" if document == "where_slip" else ""
        job = printing.PrintJob(
            subject=subject,
            document=f"{document}{code}",
            template_version="v1",
            render=lambda _number: b"%PDF",
        )
        printing.record_print(self.t.desk, self.t.act(), job)

    def _send_elsewhere(self) -> None:
        self._greet_nobody()
        self._print(PrintSubject(SubjectKind.VISIT, self.visit_id))

    def _greet_nobody(self) -> None:
        self.visit_id = visit.open_visit(self.t.desk, self.t.act())["visit_id"]

    def _help(self) -> None:
        self._greet_nobody()
        if "help" in self.without:
            return
        card = self.changed.get("card", self.who.right.cards[0])
        new = assist.NewAssist(visit_id=VisitId(self.visit_id), card=card, card_version="1")
        opened = assist.open_assist(self.t.desk, self.t.act(), new)
        reason = Reason(next(iter(self.who.right.reasons), "completed"))
        ended = assist.Ended(card=card, card_version="1", reason=reason)
        assist.record_outcome(self.t.desk, self.t.act(), AssistId(opened["assist_id"]), ended)


def serving(t: TestDesk, citizen_id: str, **changes: object) -> Serving:
    return replace(Serving(t=t, who=the_practice().citizen(citizen_id)), **changes)  # type: ignore[arg-type]
