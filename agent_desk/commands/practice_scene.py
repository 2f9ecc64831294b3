"""What must lie at the counter before a scripted citizen comes: a neighbor's result.

Done by the desk itself with the ordinary commands, so no clerk's name stands under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.guide import questions_of
from agent_desk.commands import citizen, dossier, lodging, paper, result, rows, visit
from agent_desk.commands.unit import Act
from agent_desk.domain.dossier import Channel
from agent_desk.domain.facts import AuthorType
from agent_desk.domain.filing import HowFiled, PaperReason
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.practice.spec import number_of
from agent_desk.ids import CitizenId, DossierId, VisitId, new_intent

if TYPE_CHECKING:
    from agent_desk.commands.unit import Desk
    from agent_desk.domain.practice.spec import Person, Scripted


def lay_out(desk: Desk, scripted: Scripted, turn: int) -> str:
    """Let a result of another person of the script lie here; give its dossier, empty for none."""
    if not scripted.lays_out:
        return ""
    owner = scripted.people[-1]
    visit_id = VisitId(visit.open_visit(desk, _act(desk))["visit_id"])
    who = _particulars(scripted, owner, turn)
    found = citizen.identify_citizen(desk, _act(desk), visit_id, who)
    citizen_id = CitizenId(found["citizen_id"])
    agreed = citizen.ConsentGiven(
        purpose=citizen.Purpose.FILING, given=True, method=citizen.ConsentMethod.SIGNED_PAPER
    )
    citizen.record_consents(desk, _act(desk), citizen_id, visit_id, (agreed,))
    new = dossier.NewDossier(
        visit_id=visit_id,
        procedure_code=scripted.lays_out,
        owner_id=citizen_id,
        submitter_id=citizen_id,
    )
    dossier_id = DossierId(dossier.open_dossier(desk, _act(desk), new)["dossier_id"])
    how = HowFiled(paper_reason=PaperReason.CITIZEN_WISH)
    answers = _plain_answers(desk, scripted.lays_out)
    dossier.answer_case(desk, _act(desk), dossier_id, answers, how)
    _hand_in(desk, dossier_id)
    lodging.take_in(desk, _act(desk), dossier_id)
    result.receive_result(desk, _act(desk), dossier_id)
    visit.close_visit(desk, _act(desk), visit_id, visit.VisitOutcome.TAKEN_IN)
    return dossier_id


def _act(desk: Desk) -> Act:
    return Act(intent_id=new_intent(), author_id=desk.identity.desk_id, author_type=AuthorType.DESK)


def _particulars(scripted: Scripted, person: Person, turn: int) -> citizen.Particulars:
    return citizen.Particulars(
        number=number_of(scripted, person, turn),
        name=person.name,
        birth=person.birth.isoformat(),
        sex="female" if person.is_female else "male",
        address=person.address,
        phone="",
        source=citizen.PersonSource.CARD,
    )


def _plain_answers(desk: Desk, code: str) -> dict[str, str]:
    """Answer every question with its first answer that stays in the procedure."""
    procedure = desk.catalog.procedure(code)
    answers = {}
    for question in questions_of(procedure, desk.catalog):
        staying = (answer.key for answer in question.answers if not answer.goto)
        answers[question.id] = next(staying, question.answers[0].key)
    return {**answers, "channel": Channel.POST.value}


def _hand_in(desk: Desk, dossier_id: DossierId) -> None:
    with desk.store.read() as connection:
        lying = rows.paper_states(connection, dossier_id)
    for one in lying:
        if one.blocks:
            met = paper.PaperMet(
                component_id=one.component_id, status=PaperStatus.ORIGINAL, sheets=1
            )
            paper.record_paper(desk, _act(desk), dossier_id, met)
