"""A dossier before it leaves the desk: opened, answered, sent home to fetch, taken up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import dossier, paper, visit
from agent_desk.commands.dossier import NewDossier
from agent_desk.domain import reference
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.ids import DossierId
from agent_desk.queries import search
from tests.support.acts import a_citizen, a_visit, component
from tests.support.contents import counts, everything
from tests.support.desks import BIRTH, a_case, a_lodged_dossier, plain_answers, with_all_papers

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def new_dossier(t: TestDesk, code: str = BIRTH) -> NewDossier:
    who = a_citizen(t)
    return NewDossier(visit_id=a_visit(t), procedure_code=code, owner_id=who, submitter_id=who)


def test_references_count_up_within_the_day_and_begin_again_the_next(t: TestDesk) -> None:
    new = new_dossier(t)
    minted = [dossier.open_dossier(t.desk, t.act(), new)["reference"] for _ in range(2)]
    t.clock.advance(days=1)
    minted.append(dossier.open_dossier(t.desk, t.act(), new)["reference"])

    read = [reference.check(number) for number in minted]
    assert [(ref.day, ref.counter) for ref in read] == [
        (date(2026, 11, 23), 1),
        (date(2026, 11, 23), 2),
        (date(2026, 11, 24), 1),
    ]


def test_a_clock_set_back_never_mints_a_reference_again(t: TestDesk) -> None:
    new = new_dossier(t)
    minted = []
    for days in (0, 1, -1, 1):
        t.clock.advance(days=days)
        minted.append(dossier.open_dossier(t.desk, t.act(), new)["reference"])

    assert len(set(minted)) == 4


def test_the_thousandth_dossier_of_a_day_is_refused_and_leaves_nothing(t: TestDesk) -> None:
    new = new_dossier(t)
    with t.desk.store.write() as connection:
        connection.exec_driver_sql("INSERT INTO reference_days VALUES ('2026-11-23', 999)")
    before = everything(t.desk.store)

    with pytest.raises(NotAllowed, match="another desk"):
        dossier.open_dossier(t.desk, t.act(), new)
    assert everything(t.desk.store) == before


def test_a_procedure_the_catalog_does_not_know_is_refused(t: TestDesk) -> None:
    new = new_dossier(t, "9.999999")
    before = everything(t.desk.store)

    with pytest.raises((NotFound, NotAllowed)):
        dossier.open_dossier(t.desk, t.act(), new)
    assert everything(t.desk.store) == before


def test_a_new_dossier_is_found_at_once(t: TestDesk) -> None:
    number = dossier.open_dossier(t.desk, t.act(), new_dossier(t))["reference"]

    with t.desk.store.read() as connection:
        (row,) = search.find(connection, number)
    assert (row.reference, row.state) == (number, DossierState.DRAFT)


def test_answers_lay_out_the_papers_and_say_office_and_time(t: TestDesk) -> None:
    view = t.view(a_case(t))

    assert [item.need for item in view.papers].count(Need.REQUIRED) >= 1
    assert {item.status for item in view.papers} <= {PaperStatus.UNSEEN, PaperStatus.DATA}
    assert (view.channel, view.office != "") == ("online", True)


def test_other_answers_keep_what_was_recorded_and_drop_what_is_not_needed(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    scans = counts(t.desk.store)["attachments"]
    recorded = {item.component_id: item.status for item in t.view(dossier_id).papers}

    for channel in ("post", "online"):
        answers = plain_answers(t, BIRTH, channel)
        dossier.answer_case(t.desk, t.act(), dossier_id, answers)
    after = {item.component_id: item.status for item in t.view(dossier_id).papers}
    assert after == recorded
    assert counts(t.desk.store)["attachments"] == scans


def test_an_answer_that_does_not_exist_changes_nothing(t: TestDesk) -> None:
    dossier_id = a_case(t)
    before = everything(t.desk.store)

    for answers in ({"channel": "pigeon"}, {"nothing": "yes"}):
        with pytest.raises(InvalidInput):
            dossier.answer_case(t.desk, t.act(), dossier_id, answers)
    assert everything(t.desk.store) == before


def test_answers_of_a_dossier_that_left_the_desk_stay(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)

    with pytest.raises(NotAllowed, match="Open a new dossier"):
        dossier.answer_case(t.desk, t.act(), dossier_id, plain_answers(t, BIRTH, "post"))


def test_a_citizen_goes_home_knowing_every_missing_paper(t: TestDesk) -> None:
    dossier_id = a_case(t)
    required = [item for item in t.view(dossier_id).papers if item.as_state().blocks]

    done = dossier.advise(t.desk, t.act(), dossier_id)
    assert done["missing"] == str(len(required))
    assert t.view(dossier_id).state is DossierState.ADVISED


def test_nobody_is_sent_home_when_nothing_is_missing(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)

    with pytest.raises(NotAllowed, match="need not come back"):
        dossier.advise(t.desk, t.act(), dossier_id)


def test_a_citizen_who_comes_back_goes_on_where_the_case_stood(t: TestDesk) -> None:
    dossier_id = a_case(t)
    met = paper.PaperMet(component_id=component(t, dossier_id), status=PaperStatus.COPY)
    paper.record_paper(t.desk, t.act(), dossier_id, met)
    if all(not item.as_state().blocks for item in t.view(dossier_id).papers):
        pytest.fail("the case has only one paper; choose another procedure")
    dossier.advise(t.desk, t.act(), dossier_id)
    t.clock.advance(days=2)

    assert dossier.reopen(t.desk, t.act(), dossier_id).changed == {dossier_id}
    assert t.view(dossier_id).state is DossierState.DRAFT
    assert t.view(dossier_id).papers[0].status is PaperStatus.COPY
    assert dossier.reopen(t.desk, t.act(), dossier_id).changed == frozenset()


def test_a_lodged_dossier_cannot_be_reopened(t: TestDesk) -> None:
    with pytest.raises(NotAllowed, match="next step"):
        dossier.reopen(t.desk, t.act(), a_lodged_dossier(t))


def test_a_dossier_that_is_not_here_says_where_to_look(t: TestDesk) -> None:
    for command in (dossier.advise, dossier.reopen):
        with pytest.raises(NotFound, match="F3"):
            command(t.desk, t.act(), DossierId("nowhere"))


@pytest.mark.parametrize("days", [-365 * 40, 365 * 80])
def test_a_clock_that_cannot_be_right_mints_no_reference(t: TestDesk, days: int) -> None:
    new = new_dossier(t)
    t.clock.advance(days=days)

    with pytest.raises(NotAllowed, match="Set the date"):
        dossier.open_dossier(t.desk, t.act(), new)


def test_a_visit_of_two_dossiers_is_one_visit(t: TestDesk) -> None:
    new = new_dossier(t)
    for _ in range(2):
        dossier.open_dossier(t.desk, t.act(), replace(new))

    visit.close_visit(t.desk, t.act(), new.visit_id, visit.VisitOutcome.LODGED)
    assert counts(t.desk.store)["visits"] == 1
