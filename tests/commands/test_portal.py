"""Filed by the citizen on the portal: left to them, recorded with the code, nothing guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import dossier, lodging, portal
from agent_desk.commands.form import Filling, fill_form
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.filing import HowFiled, PaperReason
from agent_desk.domain.ledger import parse
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.queries import dossier as dossier_query
from agent_desk.store.tables import facts
from tests.support.desks import a_case, a_portal_case, a_scan, plain_answers, with_all_papers
from tests.support.forms import the_form

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

CODE = "H26.17-261123-4711"


def last_body(t: TestDesk, kind: str) -> dict[str, object]:
    with t.desk.store.read() as connection:
        query = facts.select().where(facts.c.kind == kind).order_by(facts.c.seq.desc())
        return dict(parse(connection.execute(query).first().line).body)  # type: ignore[union-attr]


def test_the_code_of_the_portal_lodges_the_dossier(t: TestDesk) -> None:
    dossier_id = a_portal_case(t)
    portal.record_portal_filing(t.desk, t.act(), dossier_id, " h26.17-261123-4711 ")
    view = t.view(dossier_id)
    assert (view.state, view.official_code) == (DossierState.LODGED, CODE)
    body = last_body(t, "dossier.filed_on_portal")
    assert (body["way"], body["official_code"]) == ("portal", CODE)


def test_a_portal_dossier_is_found_by_its_code(t: TestDesk) -> None:
    dossier_id = a_portal_case(t)
    portal.record_portal_filing(t.desk, t.act(), dossier_id, CODE)
    with t.desk.store.read() as connection:
        assert dossier_query.by_reference(connection, CODE) == dossier_id


def test_the_receipt_of_the_portal_is_kept_and_sent(t: TestDesk) -> None:
    dossier_id = a_portal_case(t)
    receipt = check_bytes("bien-nhan.png", a_scan(tone=77))
    portal.record_portal_filing(t.desk, t.act(), dossier_id, CODE, (receipt,))
    last = t.view(dossier_id).papers[-1]
    assert (last.component_id, len(last.scans)) == ("portal_receipt", 1)
    assert last.scans[0].sha256 in last_body(t, "dossier.filed_on_portal")["blobs"]  # type: ignore[operator]


@pytest.mark.parametrize("code", ["", "123", "00102 261123 001 5", "H26-261399-0001"])
def test_what_is_no_code_of_the_portal_is_refused_at_the_field(t: TestDesk, code: str) -> None:
    dossier_id = a_portal_case(t)
    with pytest.raises(InvalidInput) as caught:
        portal.record_portal_filing(t.desk, t.act(), dossier_id, code)
    assert "official_code" in caught.value.field_errors
    assert t.view(dossier_id).state is DossierState.DRAFT


def test_one_code_cannot_belong_to_two_dossiers(t: TestDesk) -> None:
    portal.record_portal_filing(t.desk, t.act(), a_portal_case(t), CODE)
    with pytest.raises(Conflict):
        portal.record_portal_filing(t.desk, t.act(), a_portal_case(t), CODE)


def test_a_case_may_wait_for_the_citizen_and_be_finished_later(t: TestDesk) -> None:
    dossier_id = a_portal_case(t)
    portal.wait_for_citizen(t.desk, t.act(), dossier_id)
    assert t.view(dossier_id).state is DossierState.WAITING_CITIZEN
    portal.record_portal_filing(t.desk, t.act(), dossier_id, CODE)
    assert t.view(dossier_id).state is DossierState.LODGED


def test_a_portal_case_is_not_lodged_through_the_center(t: TestDesk) -> None:
    with pytest.raises(NotAllowed):
        lodging.lodge(t.desk, t.act(), a_portal_case(t))


def test_a_case_of_the_center_takes_no_portal_code(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    with pytest.raises(NotAllowed):
        portal.record_portal_filing(t.desk, t.act(), dossier_id, CODE)


def test_on_the_portal_our_form_neither_stops_nor_travels(t: TestDesk) -> None:
    dossier_id = a_portal_case(t)
    half = Filling(form=the_form("khai_sinh"), answers={"nks_ho_ten": "Lê An"}, sources={})
    fill_form(t.desk, t.act(), dossier_id, half)
    portal.record_portal_filing(t.desk, t.act(), dossier_id, "H26.99-261123-0001")
    assert last_body(t, "dossier.filed_on_portal")["forms"] == []


def test_the_reason_for_paper_is_told_with_the_taking_in(t: TestDesk) -> None:
    dossier_id = a_case(t, channel="post")
    how = HowFiled(paper_reason=PaperReason.NO_SMARTPHONE, office="UBND phường Yên Hòa")
    answers = plain_answers(t, "1.001193", "post")
    dossier.answer_case(t.desk, t.act(), dossier_id, answers, how)
    with_all_papers(t, dossier_id)
    lodging.take_in(t.desk, t.act(), dossier_id)
    body = last_body(t, "dossier.taken_in")
    assert (body["paper_reason"], body["office"]) == ("no_smartphone", "UBND phường Yên Hòa")
