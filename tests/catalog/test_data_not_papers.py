"""What a database knows need not be brought, and what is not known is never zero."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from agent_desk.catalog.answers_json import guide_json, guide_lines
from agent_desk.catalog.guide import evaluate
from agent_desk.catalog.spec import Confidence, Copies
from agent_desk.domain.papers import Need

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CasePaper
    from agent_desk.catalog.spec import Catalog

TODAY = date(2026, 11, 21)
SAID = [
    "dữ liệu",
    "tra được",
    "tự tra",
    "tra hồ sơ",
    "tự hỏi",
    "số định danh",
    "VNeID",
    "điện tử",
    "đang quản lý",
]
SURE = Confidence.HIGH


def _papers(catalog: Catalog, code: str, **answers: str) -> dict[str, CasePaper]:
    outcome = evaluate(catalog, code, answers, on=TODAY)
    return {paper.id: paper for paper in outcome.papers}


def test_each_database_is_named_in_words_and_used(catalog: Catalog) -> None:
    pack = catalog.packs[0]
    papers = [paper for each in catalog.procedures.values() for paper in each.papers]
    used = {paper.replaced_by.id for paper in papers if paper.replaced_by}
    assert used == set(pack.databases)
    assert sum(paper.replaced_by is not None for paper in papers) >= 70


def test_every_paper_wanted_only_when_a_look_up_fails_names_what_is_looked_up(
    catalog: Catalog,
) -> None:
    for procedure in catalog.procedures.values():
        for paper in procedure.papers:
            says_so = "tra được nơi cư trú trong dữ liệu" in paper.required_when
            assert paper.replaced_by or not (paper.rule.is_fallback and says_so)


def test_a_database_is_only_sure_where_the_pack_says_so_in_words(catalog: Catalog) -> None:
    for procedure in catalog.procedures.values():
        for paper in procedure.papers:
            if paper.replaced_by is None or paper.replaced_by.confidence is not SURE:
                continue
            own = (paper.name, paper.required_when, paper.obtainable_from, paper.note)
            notes = " ".join([*procedure.clerk_notes, *own])
            known = any(word in notes for word in SAID)
            assert known, (procedure.code, paper.id)


def test_residence_papers_stay_at_home_unless_the_look_up_fails(catalog: Catalog) -> None:
    paper = _papers(catalog, "1.001193")["giay_to_cu_tru"]
    assert paper.need is Need.IF_AVAILABLE
    assert paper.bring_if_you_have
    assert paper.database is not None
    assert paper.database.name == "Cơ sở dữ liệu quốc gia về dân cư"


def test_a_required_paper_may_be_known_already(catalog: Catalog) -> None:
    paper = _papers(catalog, "1.001193", q_chung_sinh="ban_giay")["giay_chung_sinh"]
    assert paper.need is Need.REQUIRED
    assert paper.bring_if_you_have
    assert paper.database is not None
    assert paper.database.id == "health_notice"


def test_the_land_certificate_cannot_be_replaced(catalog: Catalog) -> None:
    paper = _papers(catalog, "1.013831")["giay_chung_nhan_goc"]
    assert paper.database is None
    assert not paper.bring_if_you_have


def test_what_is_only_told_is_not_brought(catalog: Catalog) -> None:
    for procedure in catalog.procedures.values():
        outcome = evaluate(catalog, procedure.code, {}, on=TODAY)
        for paper in outcome.papers:
            if paper.copies is Copies.DATA:
                assert paper.replaced_by_data
                assert not paper.bring_if_you_have


def test_unknown_fees_and_times_are_null_and_say_whom_to_ask(catalog: Catalog) -> None:
    for procedure in catalog.procedures.values():
        outcome = evaluate(catalog, procedure.code, {}, on=TODAY)
        fee_asked = any("The fee is not confirmed" in warning for warning in outcome.warnings)
        time_asked = any("time limit is not confirmed" in w for w in outcome.warnings)
        assert fee_asked == (outcome.fee_vnd is None)
        assert time_asked == (outcome.working_days is None)


def test_a_weak_source_of_anything_shown_says_to_call_first(catalog: Catalog) -> None:
    warned = {
        code
        for code in catalog.procedures
        if any(
            "Call the one-stop desk" in w for w in evaluate(catalog, code, {}, on=TODAY).warnings
        )
    }
    low = {code for code, p in catalog.procedures.items() if p.confidence is Confidence.LOW}
    assert warned == low | {"1.001776"}  # its ten days rest on a secondary note


def test_the_json_of_a_paper_names_its_database(catalog: Catalog) -> None:
    answer: Any = guide_json(catalog, "1.001193", {}, on=TODAY)
    paper = next(p for p in answer["papers"] if p["id"] == "giay_to_cu_tru")
    assert paper["database"] == {
        "id": "population",
        "name": "Cơ sở dữ liệu quốc gia về dân cư",
        "confidence": "high",
    }
    assert paper["bring_if_you_have"] is True
    assert json.loads(json.dumps(answer)) == answer


def test_a_line_with_places_names_the_office(catalog: Catalog) -> None:
    lines = [
        {"code": "1.001193", "answers": {}, "places": {"father_residence": "00175"}},
        {"code": "1.001193", "answers": {}, "places": {"father_residence": "99999"}},
        {"code": "1.001193", "answers": {}, "places": []},
        {"code": "1.004873", "answers": {}, "places": {"owner_permanent": None}},
    ]
    found = [json.loads(x) for x in guide_lines(catalog, map(json.dumps, lines), on=TODAY)]
    assert found[0]["office"] == "UBND phường Yên Hòa"
    assert found[0]["office_detail"]["ward_code"] == "00175"
    assert "error" in found[1]
    assert "error" in found[2]
    assert [p["id"] for p in found[3]["office_detail"]["questions"]] == ["owner_temporary"]
