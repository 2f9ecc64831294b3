"""Slips of an outage: numbers minted in advance, entered once with their own time, or voided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from agent_desk.clock import from_iso
from agent_desk.commands import citizen, dossier, lodging, outage, visit
from agent_desk.domain import reference
from agent_desk.domain.ledger import parse
from agent_desk.domain.outage import SlipState, WhyVoid
from agent_desk.domain.papers import PaperStatus
from agent_desk.errors import Conflict, InvalidInput, NotFound
from agent_desk.ids import CitizenId, DossierId, VisitId
from agent_desk.queries import outage as query
from agent_desk.store import ledger
from agent_desk.store.custody_tables import packets
from tests.support.desks import BIRTH, TestDesk, particulars, plain_answers, with_all_papers


def a_kit(t: TestDesk, count: int = 3) -> list[str]:
    done = outage.make_kit(t.desk, t.act(), count)
    with t.desk.store.read() as connection:
        return list(query.of_batch(connection, done["batch"]))


def a_slip(t: TestDesk, number: str, **changes: object) -> outage.FilledSlip:
    visit_id = VisitId(visit.open_visit(t.desk, t.act())["visit_id"])
    done = citizen.identify_citizen(t.desk, t.act(), visit_id, particulars())
    who = CitizenId(done["citizen_id"])
    agreed = citizen.ConsentGiven(
        purpose=citizen.Purpose.FILING, given=True, method=citizen.ConsentMethod.SIGNED_PAPER
    )
    citizen.record_consents(t.desk, t.act(), who, visit_id, (agreed,))
    new = dossier.NewDossier(
        visit_id=visit_id, procedure_code=BIRTH, owner_id=who, submitter_id=who
    )
    values = {
        "number": number,
        "happened_at": t.clock.now() - timedelta(hours=2),
        "taken_by": t.clerk_id,
        "new": new,
    }
    return outage.FilledSlip(**{**values, **changes})  # type: ignore[arg-type]


def test_the_clocks_of_an_entered_slip_run_from_when_it_was_filled_in(t: TestDesk) -> None:
    number = a_kit(t)[0]
    t.clock.advance(hours=5)
    slip = a_slip(t, number)
    dossier_id = DossierId(outage.enter_slip(t.desk, t.act(), slip)["dossier_id"])
    dossier.answer_case(t.desk, t.act(), dossier_id, plain_answers(t, BIRTH, "post"))
    with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    lodging.take_in(t.desk, t.act(), dossier_id)
    view = t.view(dossier_id)
    assert view.reference == number
    assert from_iso(view.taken_at) == slip.happened_at.replace(
        microsecond=slip.happened_at.microsecond // 1000 * 1000
    )
    with t.desk.store.read() as connection:
        assert connection.execute(select(packets.c.taken_at)).scalar() == view.taken_at
        facts = [parse(line) for line in ledger.lines(connection)]
    [taken] = [fact for fact in facts if fact.kind == "dossier.taken_in"]
    assert taken.body["happened_at"] == view.taken_at
    assert taken.recorded_at > view.taken_at


def test_a_number_is_entered_once_and_a_voided_one_never(t: TestDesk) -> None:
    first, second, _ = a_kit(t)
    t.clock.advance(hours=5)
    outage.enter_slip(t.desk, t.act(), a_slip(t, first))
    with pytest.raises(Conflict, match="already entered"):
        outage.enter_slip(t.desk, t.act(), a_slip(t, first))
    outage.void_slips(t.desk, t.act(), (second,), WhyVoid.SPOILED)
    with pytest.raises(Conflict, match="void"):
        outage.enter_slip(t.desk, t.act(), a_slip(t, second))


def test_times_that_cannot_be_and_numbers_of_no_kit_are_refused(t: TestDesk) -> None:
    number = a_kit(t)[0]
    now = t.clock.now()
    for moment, words in (
        (now + timedelta(minutes=5), "future"),
        (now - timedelta(hours=2), "printed after"),
    ):
        with pytest.raises(InvalidInput, match=words):
            outage.enter_slip(t.desk, t.act(), a_slip(t, number, happened_at=moment))
    strange = reference.make("00102", t.desk.today(), 900)
    with pytest.raises(NotFound, match="not of a kit"):
        outage.enter_slip(t.desk, t.act(), a_slip(t, strange))
    t.clock.advance(hours=5)
    with pytest.raises(InvalidInput, match="who filled"):
        outage.enter_slip(t.desk, t.act(), a_slip(t, number, taken_by="nobody"))


def test_numbers_of_the_kit_are_never_given_at_the_counter_and_gaps_are_seen(t: TestDesk) -> None:
    numbers = a_kit(t)
    t.clock.advance(hours=5)
    opened = dossier.open_dossier(t.desk, t.act(), a_slip(t, numbers[0]).new)
    assert opened["reference"] not in numbers
    outage.enter_slip(t.desk, t.act(), a_slip(t, numbers[1]))
    with t.desk.store.read() as connection:
        rows = {row.number: row for row in query.slips(connection)}
    assert [rows[n].is_gap for n in numbers] == [True, False, False]
    assert rows[numbers[1]].state is SlipState.ENTERED
    assert rows[numbers[1]].taken_by == "Trần Thu Hà"


@pytest.mark.parametrize("count", [0, 101])
def test_a_kit_of_no_slips_or_too_many_is_refused(t: TestDesk, count: int) -> None:
    with pytest.raises(InvalidInput, match="1 to 100"):
        outage.make_kit(t.desk, t.act(), count)
