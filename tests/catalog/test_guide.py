"""What the answers of a case decide."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.guide import evaluate, next_question, open_questions, questions_of
from agent_desk.domain.dossier import Channel
from agent_desk.domain.papers import Need
from agent_desk.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog

TODAY = date(2026, 11, 21)
BIRTH = {
    "q_gop": "khong",
    "q_cha_me": "da_ket_hon",
    "q_chung_sinh": "ban_giay",
    "q_han": "trong_60",
    "q_noi": "ha_noi",
    "q_nuoc_ngoai": "khong",
    "filer": "self",
    "channel": "direct",
    "eid": "co",
}


def _birth(catalog: Catalog, **answers: str) -> CaseOutcome:
    return evaluate(catalog, "1.001193", BIRTH | answers, on=TODAY)


def _ids(outcome: CaseOutcome, need: Need) -> set[str]:
    return {paper.id for paper in outcome.papers if paper.need is need}


def test_a_simple_birth_needs_exactly_these_papers(catalog: Catalog) -> None:
    outcome = _birth(catalog)
    required = {"to_khai", "giay_chung_sinh", "thong_tin_ket_hon", "giay_to_tuy_than"}
    assert _ids(outcome, Need.REQUIRED) == required
    assert _ids(outcome, Need.IF_AVAILABLE) == {"giay_to_cu_tru"}
    assert outcome.exit is None
    assert outcome.missing_questions == ()


def test_a_number_instead_of_a_paper_is_replaced_by_data(catalog: Catalog) -> None:
    papers = {paper.id: paper for paper in _birth(catalog).papers}
    assert papers["thong_tin_ket_hon"].replaced_by_data
    assert not papers["giay_chung_sinh"].replaced_by_data


def test_an_electronic_birth_notice_needs_no_paper(catalog: Catalog) -> None:
    outcome = _birth(catalog, q_chung_sinh="dien_tu")
    assert "giay_chung_sinh" not in {paper.id for paper in outcome.papers}


def test_an_unmarried_father_switches_the_procedure_and_lists_no_papers(catalog: Catalog) -> None:
    outcome = _birth(catalog, q_cha_me="chua_nhan_cha")
    assert outcome.exit is not None
    assert (outcome.exit.kind, outcome.exit.code) == ("goto", "1.000689")
    assert "Khai sinh kết hợp" in outcome.exit.text
    assert outcome.papers == ()


def test_the_first_question_with_an_exit_decides(catalog: Catalog) -> None:
    outcome = _birth(catalog, q_gop="co", q_nuoc_ngoai="co")
    assert outcome.exit is not None
    assert outcome.exit.code == "3.000722"


def test_a_procedure_outside_the_catalog_goes_to_the_one_stop_desk(catalog: Catalog) -> None:
    outcome = _birth(catalog, q_nuoc_ngoai="co")
    assert outcome.exit is not None
    assert outcome.exit.code == "2.000528"
    assert "one-stop desk" in outcome.exit.text


def test_too_young_to_marry_stops_with_the_reason(catalog: Catalog) -> None:
    outcome = evaluate(catalog, "1.000894", {"q_tuoi": "chua"}, on=TODAY)
    assert outcome.exit is not None
    assert (outcome.exit.kind, outcome.exit.code) == ("stop", "")
    assert "chưa đủ 18 tuổi" in outcome.exit.text


def test_a_late_birth_is_told_of_the_possible_fee(catalog: Catalog) -> None:
    notes = [advice.text for advice in _birth(catalog, q_han="qua_60").advice]
    assert any("5.000 đồng" in note for note in notes)


def test_without_level_two_online_is_not_proposed(catalog: Catalog) -> None:
    outcome = _birth(catalog, channel="online", eid="chua")
    assert outcome.proposed_channel is Channel.POST
    assert "level 2" in outcome.channel_reason


def test_online_only_without_level_two_cannot_be_filed_now(catalog: Catalog) -> None:
    outcome = evaluate(catalog, "3.000722", {"eid": "chua"}, on=TODAY)
    assert outcome.proposed_channel is None
    assert "police" in outcome.channel_reason


def test_level_two_proposes_online_and_a_choice_wins(catalog: Catalog) -> None:
    assert evaluate(catalog, "1.001193", {"eid": "co"}, on=TODAY).proposed_channel == "online"
    assert _birth(catalog).proposed_channel is Channel.DIRECT


def test_a_way_the_procedure_does_not_offer_is_not_proposed(catalog: Catalog) -> None:
    outcome = evaluate(catalog, "2.000884", {"channel": "post"}, on=TODAY)
    assert outcome.proposed_channel is Channel.DIRECT


def test_the_fee_follows_the_channel_and_null_stays_null(catalog: Catalog) -> None:
    online = evaluate(catalog, "1.001612", {"channel": "online"}, on=TODAY)
    paper = evaluate(catalog, "1.001612", {"channel": "direct"}, on=TODAY)
    unknown = evaluate(catalog, "1.004859", {}, on=TODAY)
    assert (online.fee_vnd, paper.fee_vnd, unknown.fee_vnd) == (0, 100_000, None)
    assert any("fee is not confirmed" in warning for warning in unknown.warnings)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2026, 8, 14), False),
        (TODAY, True),
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
    ],
)
def test_the_fee_waiver_ends_with_february_2027(
    catalog: Catalog, day: date, in_force: bool
) -> None:
    outcome = evaluate(catalog, "2.000635", {}, on=day)
    assert outcome.fee_waiver_in_force is in_force
    assert outcome.fee_vnd == 8_000


def test_low_confidence_warns_before_the_citizen_leaves(catalog: Catalog) -> None:
    outcome = evaluate(catalog, "1.010833", {}, on=TODAY)
    assert any("Call the one-stop desk" in warning for warning in outcome.warnings)
    assert outcome.working_days is None


def test_common_questions_belong_to_every_procedure(catalog: Catalog) -> None:
    for procedure in catalog.procedures.values():
        ids = [question.id for question in questions_of(procedure, catalog)]
        assert ids[-3:] == ["filer", "channel", "eid"]
        assert len(ids) == len(set(ids))


def test_a_decided_case_asks_nothing_more(catalog: Catalog) -> None:
    birth = catalog.procedure("1.001193")
    assert next_question(birth, catalog, BIRTH) is None
    assert open_questions(birth, catalog, {"q_gop": "co"}) == ()


def test_what_can_lead_away_is_asked_first_and_the_way_to_file_last(catalog: Catalog) -> None:
    birth = catalog.procedure("1.001193")
    ids = [question.id for question in open_questions(birth, catalog, {})]
    assert ids[:3] == ["q_gop", "q_cha_me", "q_nuoc_ngoai"]
    assert ids[-3:] == ["filer", "eid", "channel"]


def test_who_files_on_paper_is_not_asked_for_an_account(catalog: Catalog) -> None:
    birth = catalog.procedure("1.001193")
    ids = {question.id for question in open_questions(birth, catalog, {"channel": "post"})}
    assert "eid" not in ids


def test_whether_a_death_is_registered_is_asked_only_after_a_death(catalog: Catalog) -> None:
    removal = catalog.procedure("1.003197")

    def asked(reason: str) -> set[str]:
        return {q.id for q in open_questions(removal, catalog, {"q_ly_do": reason})}

    assert "q_da_khai_tu" in asked("da_chet")
    assert "q_da_khai_tu" not in asked("ban_nha")


def test_unknown_questions_and_answers_are_refused_with_what_is_allowed(catalog: Catalog) -> None:
    with pytest.raises(InvalidInput, match=r"'q_x'.*q_gop, q_cha_me") as question:
        evaluate(catalog, "1.001193", {"q_x": "co"}, on=TODAY)
    assert "q_x" in question.value.field_errors
    with pytest.raises(InvalidInput, match="'maybe'.*co, khong"):
        evaluate(catalog, "1.001193", {"q_gop": "maybe"}, on=TODAY)
    with pytest.raises(NotFound):
        evaluate(catalog, "1.999999", {}, on=TODAY)
