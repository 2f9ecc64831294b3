"""The guide: which questions a case asks, and what its answers decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.channels import propose_channel
from agent_desk.catalog.competence import NOWHERE, office_for
from agent_desk.catalog.spec import STOP, Confidence, Copies, text_on
from agent_desk.domain.dossier import Channel
from agent_desk.domain.papers import Need
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.competence import Office, Whereabouts
    from agent_desk.catalog.spec import (
        Answer,
        Catalog,
        Database,
        Fees,
        PaperKind,
        PaperSpec,
        Procedure,
        Question,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """The case leaves this procedure: ``stop`` with no code, or ``goto`` another procedure."""

    kind: str
    code: str
    text: str
    question_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """One paper this case needs; with ``replaced_by_data`` nothing on paper is wanted.

    ``database`` is where the authority looks first: the paper is wanted only if that fails, so
    it is shown as "bring it if you have it".
    """

    id: str
    name: str
    need: Need
    kind: PaperKind
    copies: Copies
    note: str
    obtainable_from: str
    required_when: str
    replaced_by_data: bool
    database: Database | None = None

    @property
    def bring_if_you_have(self) -> bool:
        """Say whether a citizen who does not have this paper need not go home for it."""
        if self.replaced_by_data:
            return False
        return self.need is Need.IF_AVAILABLE or self.database is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What an answer means for the citizen beyond the papers."""

    question_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOutcome:
    """What the answers given so far decide; None in money or days means "not confirmed"."""

    code: str
    name: str
    exit: Exit | None
    papers: tuple[CasePaper, ...]
    channels: tuple[Channel, ...]
    proposed_channel: Channel | None
    channel_reason: str
    office: str
    competence: Office
    result: str
    fee_vnd: int | None
    fee_unit: str
    fee_note: str
    fee_waiver_until: date | None
    fee_waiver_in_force: bool
    working_days: int | None
    time_rule: str
    confidence: Confidence
    missing_questions: tuple[str, ...]
    advice: tuple[Advice, ...]
    warnings: tuple[str, ...]


def questions_of(procedure: Procedure, catalog: Catalog) -> tuple[Question, ...]:
    """Give every question of a procedure: its own first, in the order its authors wrote.

    Its own decide whether it is the right procedure at all; the common ones (who files, by which
    way, level-2 account) follow and only shape the list of papers. ``open_questions`` gives the
    order in which to ask.
    """
    return procedure.questions + catalog.pack_of(procedure).common_questions


def open_questions(
    procedure: Procedure,
    catalog: Catalog,
    answers: Mapping[str, str],
    *,
    on: date | None = None,
) -> tuple[Question, ...]:
    """Give the questions not answered yet whose answer still changes something, as to be asked.

    ``on`` is the day of the case; without it, the day for which the catalog was loaded.

    First those that can lead away from this procedure, so that no paper is talked about in vain;
    the way to file comes last, when all that shapes its proposal is known. Empty when the case is
    decided, by an exit or because nothing is left to ask.
    """
    questions = _asked_on(questions_of(procedure, catalog), on or catalog.on)
    if _exit_answer(questions, answers) is not None:
        return ()
    left = [
        question
        for question in questions
        if question.id not in answers
        and question.ask_when.holds(answers)
        and _matters(question, procedure, answers)
    ]
    return tuple(sorted(left, key=_turn))


def next_question(
    procedure: Procedure, catalog: Catalog, answers: Mapping[str, str]
) -> Question | None:
    """Give the question to ask now; None when the case is decided."""
    return next(iter(open_questions(procedure, catalog, answers)), None)


def evaluate(
    catalog: Catalog,
    code: str,
    answers: Mapping[str, str],
    *,
    on: date,
    places: Whereabouts = NOWHERE,
) -> CaseOutcome:
    """Say what the answers given decide on this day; ``places`` name the competent office.

    Raises: NotFound for an unknown code; InvalidInput for a question or an answer that does not
    exist, naming what is allowed.
    """
    procedure = catalog.procedure(code)
    _check(questions_of(procedure, catalog), answers)
    questions = _asked_on(questions_of(procedure, catalog), on)
    office = office_for(procedure, places, on, answers=answers)
    left = _exit_of(catalog, questions, answers)
    proposal = propose_channel(procedure, answers)
    fees = procedure.fees_on(on)
    waiver = fees.waiver if fees else None
    limit = procedure.time_limit
    return CaseOutcome(
        code=procedure.code,
        name=procedure.name,
        exit=left,
        papers=() if left else _case_papers(procedure, answers),
        channels=procedure.channels,
        proposed_channel=proposal.channel,
        channel_reason=proposal.reason,
        office=office.name,
        competence=office,
        result=text_on(procedure.result, on),
        fee_vnd=_fee_vnd(fees, answers),
        fee_unit=fees.unit if fees else "",
        fee_note=fees.note if fees else "",
        fee_waiver_until=waiver.end if waiver else None,
        fee_waiver_in_force=waiver is not None and waiver.covers(on),
        working_days=limit.working_days,
        time_rule=limit.rule,
        confidence=procedure.confidence,
        missing_questions=tuple(q.id for q in open_questions(procedure, catalog, answers, on=on)),
        advice=_advice(questions, answers),
        warnings=_warnings(procedure, fees, answers, on),
    )


def _asked_on(questions: tuple[Question, ...], on: date) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.valid.covers(on))


def _check(questions: tuple[Question, ...], answers: Mapping[str, str]) -> None:
    by_id = {question.id: question for question in questions}
    for question_id, key in answers.items():
        question = by_id.get(question_id)
        if question is None:
            message = tr(
                "There is no question {name}. Allowed: {allowed}.",
                name=repr(str(question_id)[:60]),
                allowed=", ".join(by_id),
            )
            raise InvalidInput(message, {str(question_id)[:60]: message})
        if question.answer(key) is None:
            message = tr(
                "The question {name} has no answer {answer}. Allowed: {allowed}.",
                name=question_id,
                answer=repr(str(key)[:60]),
                allowed=", ".join(answer.key for answer in question.answers),
            )
            raise InvalidInput(message, {question_id: message})


@dataclass(frozen=True, slots=True)
class _Leaving:
    question: Question
    answer: Answer


def _exit_answer(questions: tuple[Question, ...], answers: Mapping[str, str]) -> _Leaving | None:
    for question in questions:
        answer = question.answer(answers.get(question.id, ""))
        if answer is not None and answer.goto:
            return _Leaving(question, answer)
    return None


def _exit_of(
    catalog: Catalog, questions: tuple[Question, ...], answers: Mapping[str, str]
) -> Exit | None:
    leaving = _exit_answer(questions, answers)
    if leaving is None:
        return None
    question, goto = leaving.question, leaving.answer.goto
    why = leaving.answer.note or question.why or leaving.answer.label
    if goto == STOP:
        return Exit(kind="stop", code="", text=why, question_id=question.id)
    target = catalog.procedures.get(goto)
    if target is not None:
        next_step = tr("Go on with {code}, {name}.", code=target.code, name=target.short_name)
    else:
        next_step = tr(
            "Procedure {code} is not in this catalog: show the way to the one-stop desk.",
            code=goto,
        )
    return Exit(kind="goto", code=goto, text=f"{why} {next_step}", question_id=question.id)


def _case_papers(procedure: Procedure, answers: Mapping[str, str]) -> tuple[CasePaper, ...]:
    wanted = [
        paper for paper in procedure.papers if paper.rule.is_fallback or paper.rule.holds(answers)
    ]
    return tuple(_case_paper(paper) for paper in wanted)


def _case_paper(paper: PaperSpec) -> CasePaper:
    return CasePaper(
        id=paper.id,
        name=paper.name,
        need=Need.IF_AVAILABLE if paper.rule.is_fallback else Need.REQUIRED,
        kind=paper.kind,
        copies=paper.copies,
        note=paper.note,
        obtainable_from=paper.obtainable_from,
        required_when=paper.required_when,
        replaced_by_data=paper.copies is Copies.DATA,
        database=paper.replaced_by,
    )


def _turn(question: Question) -> int:
    if any(answer.goto for answer in question.answers):
        return 0
    return 2 if question.id == "channel" else 1


def _matters(question: Question, procedure: Procedure, answers: Mapping[str, str]) -> bool:
    if question.id == "eid":
        is_open = answers.get("channel", Channel.ONLINE) == Channel.ONLINE
        return is_open and Channel.ONLINE in procedure.channels
    if question.id == "channel" and len(procedure.channels) > 1:
        return True
    return any(answer.goto or answer.note for answer in question.answers) or any(
        paper.rule.depends_on(question.id, answers) for paper in procedure.papers
    )


def _fee_vnd(fees: Fees | None, answers: Mapping[str, str]) -> int | None:
    """Give the amount of the chosen way; not chosen yet: the one at the desk, never less."""
    if fees is None:
        return None
    return fees.online_vnd if answers.get("channel") == Channel.ONLINE else fees.direct_vnd


def _advice(questions: tuple[Question, ...], answers: Mapping[str, str]) -> tuple[Advice, ...]:
    found = []
    for question in questions:
        answer = question.answer(answers.get(question.id, ""))
        if answer is not None and answer.note and not answer.goto:
            found.append(Advice(question_id=question.id, text=answer.note))
    return tuple(found)


def _is_unsure(
    procedure: Procedure, fees: Fees | None, answers: Mapping[str, str], on: date
) -> bool:
    """Say whether something that is shown as known rests on a weak source."""
    limit, office = procedure.time_limit, office_for(procedure, NOWHERE, on, answers=answers)
    shown = [procedure.confidence, office.confidence]
    if fees is not None and _fee_vnd(fees, answers) is not None:
        shown.append(fees.confidence)
    if limit.working_days is not None:
        shown.append(limit.confidence)
    return Confidence.LOW in shown


def _warnings(
    procedure: Procedure, fees: Fees | None, answers: Mapping[str, str], on: date
) -> tuple[str, ...]:
    found = []
    if not procedure.valid_on(on):
        found.append(tr("This procedure is not in force on the day of this case."))
    if _is_unsure(procedure, fees, answers, on):
        found.append(tr("Call the one-stop desk to confirm before the citizen leaves."))
    if _fee_vnd(fees, answers) is None:
        found.append(tr("The fee is not confirmed: ask the one-stop desk."))
    if procedure.time_limit.working_days is None:
        found.append(tr("The time limit is not confirmed: ask the one-stop desk."))
    if procedure.presence_required:
        found.append(tr("Must be present: {who}.", who=procedure.presence_required))
    return tuple(found)
