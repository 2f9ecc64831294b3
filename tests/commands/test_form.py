"""A form is saved bit by bit, keeps its version, and goes out with the filing, privately."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.forms.load import parse_form
from agent_desk.catalog.forms.spec import Source
from agent_desk.commands import lodging
from agent_desk.commands.form import Filling, fill_form, move_form
from agent_desk.domain.ledger import parse
from agent_desk.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_desk.queries.form import filled_form, filled_forms, known_for
from agent_desk.store import ledger
from tests.support.contents import everything
from tests.support.desks import a_case, a_lodged_dossier, with_all_papers
from tests.support.forms import a_filling, complete_answers, the_form

if TYPE_CHECKING:
    from agent_desk.domain.ledger import ParsedFact
    from tests.support.desks import TestDesk

SECRET_NAME = "Trần Thị Rất Riêng"


def last_fact(t: TestDesk) -> ParsedFact:
    with t.desk.store.read() as connection:
        return parse(list(ledger.lines(connection))[-1])


def last_private(t: TestDesk) -> dict[str, object]:
    with t.desk.store.read() as connection:
        end = ledger.head(connection).seq
        (fact,) = ledger.after(connection, end - 1, limit=1)
    return json.loads(fact.payload)


def held(t: TestDesk, dossier_id: str, form_id: str = "khai_sinh"):
    with t.desk.store.read() as connection:
        return filled_form(connection, dossier_id, form_id)


def fill(t: TestDesk, dossier_id, **given):
    return fill_form(t.desk, t.act(), dossier_id, a_filling(**given))


def part(**answers):
    return Filling(form=the_form("khai_sinh"), answers=answers, sources={})


def test_a_form_can_be_saved_with_one_answer_only(t: TestDesk) -> None:
    dossier_id = a_case(t)
    done = fill_form(t.desk, t.act(), dossier_id, part(nks_ho_ten="Lê An"))

    assert (done["filled"], done["complete"]) == ("1", "no")
    found = held(t, dossier_id)
    assert dict(found.answers) == {"nks_ho_ten": "Lê An"}
    assert not found.is_complete


def test_saving_again_replaces_and_an_answer_taken_away_is_gone(t: TestDesk) -> None:
    dossier_id = a_case(t)
    fill_form(t.desk, t.act(), dossier_id, part(nks_ho_ten="Lê An", nks_dan_toc="Kinh"))
    fill_form(t.desk, t.act(), dossier_id, part(nks_dan_toc="Tày"))

    assert dict(held(t, dossier_id).answers) == {"nks_dan_toc": "Tày"}


def test_a_whole_form_is_complete_and_says_who_typed_what(t: TestDesk) -> None:
    dossier_id = a_case(t)
    assert fill(t, dossier_id)["complete"] == "yes"

    found = held(t, dossier_id)
    assert found.is_complete
    assert found.sources == {"nks_ho_ten": Source.CITIZEN}


def test_the_fact_holds_no_answer_in_the_open(t: TestDesk) -> None:
    dossier_id = a_case(t)
    fill(t, dossier_id, nks_ho_ten=SECRET_NAME)

    fact = last_fact(t)
    assert fact.kind == "form.filled"
    assert fact.body["complete"] is True
    assert set(fact.body) == {"form_id", "form_version", "complete", "filled"}
    assert SECRET_NAME not in json.dumps(fact.body)
    assert last_private(t)["answers"]["nks_ho_ten"] == SECRET_NAME


def test_what_cannot_be_read_is_refused_by_its_field_and_changes_nothing(t: TestDesk) -> None:
    dossier_id = a_case(t)
    before = everything(t.desk.store)

    with pytest.raises(InvalidInput) as caught:
        fill_form(t.desk, t.act(), dossier_id, part(nks_ho_ten="An 😀", nks_ngay_sinh="31/2/2026"))
    assert set(caught.value.field_errors) == {"nks_ho_ten", "nks_ngay_sinh"}
    assert everything(t.desk.store) == before


def test_a_password_in_a_form_never_reaches_the_store(t: TestDesk) -> None:
    dossier_id = a_case(t)

    answers = part(sinh_o="co_so", nks_noi_sinh_co_so="mật khẩu: Abc@12345")

    with pytest.raises(InvalidInput, match="password"):
        fill_form(t.desk, t.act(), dossier_id, answers)
    assert held(t, dossier_id) is None


def test_contradictions_are_saved_but_not_complete(t: TestDesk) -> None:
    dossier_id = a_case(t)
    done = fill(t, dossier_id, me_ngay_sinh="2026", nks_ngay_sinh="2020-01-01")

    assert done["complete"] == "no"


def test_a_form_of_another_procedure_is_refused(t: TestDesk) -> None:
    with pytest.raises(NotAllowed, match="does not belong"):
        fill_form(t.desk, t.act(), a_case(t), a_filling("ct01"))


def test_after_lodging_a_form_no_longer_changes(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)

    with pytest.raises(NotAllowed, match="left the desk"):
        fill(t, dossier_id)


def test_lodging_carries_what_is_asked_now_and_nothing_hidden(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    answers = {**complete_answers(the_form("khai_sinh")), "cha_trong": True}
    fill_form(t.desk, t.act(), dossier_id, part(**answers))
    lodging.lodge(t.desk, t.act(), dossier_id)

    body, private = last_fact(t).body, last_private(t)
    assert [(f["form_id"], f["form_version"]) for f in body["forms"]] == [("khai_sinh", "1")]
    assert body["forms"][0]["complete"] is True
    assert private["forms"]["khai_sinh"]["nks_ho_ten"] == "Lê Thị Ỹ"
    assert "cha_ho_ten" not in private["forms"]["khai_sinh"]
    assert "cha_ho_ten" in held(t, dossier_id).answers


def a_newer_form():
    text = the_form("khai_sinh").text.replace('"version": "1"', '"version": "2"')
    return parse_form(text.replace('"nks_que_quan"', '"nks_que"'))


def test_a_dossier_keeps_its_form_version_when_the_catalog_moves_on(t: TestDesk) -> None:
    dossier_id = a_case(t)
    fill(t, dossier_id)
    newer = Filling(form=a_newer_form(), answers={}, sources={})

    with pytest.raises(Conflict):
        fill_form(t.desk, t.act(), dossier_id, newer)
    assert held(t, dossier_id).form == the_form("khai_sinh")
    fill(t, dossier_id, nks_ho_ten="Lê Bình")
    assert held(t, dossier_id).answers["nks_ho_ten"] == "Lê Bình"


def test_moving_on_purpose_takes_along_what_the_new_version_holds(t: TestDesk) -> None:
    dossier_id = a_case(t)
    fill(t, dossier_id)
    move_form(t.desk, t.act(), dossier_id, a_newer_form())

    found = held(t, dossier_id)
    assert found.form.version == "2"
    assert found.answers["nks_ho_ten"] == "Lê Thị Ỹ"
    assert "nks_que_quan" not in found.answers
    assert not found.is_complete
    assert last_fact(t).body["from_version"] == "1"


def test_a_form_that_was_never_opened_cannot_be_moved(t: TestDesk) -> None:
    with pytest.raises(NotFound):
        move_form(t.desk, t.act(), a_case(t), a_newer_form())


def test_a_dossier_without_forms_gives_none(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with t.desk.store.read() as connection:
        assert filled_forms(connection, dossier_id) == ()


def test_the_text_of_a_version_is_kept_once(t: TestDesk) -> None:
    for _ in range(2):
        fill(t, a_case(t))
    assert len(everything(t.desk.store)["form_versions"]) == 1


def test_the_dossier_knows_what_can_fill_its_form(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with t.desk.store.read() as connection:
        known = known_for(connection, dossier_id)

    assert known.submitter.name == "Nguyễn Thị Mẫu"
    assert (known.submitter.source, known.is_same_person) == (Source.CARD, True)
    assert known.case["q_cha_me"] == "da_ket_hon"
    assert known.procedure_code == "1.001193"
