"""What the shipped pack holds."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from tests.catalog.packs import REAL

if TYPE_CHECKING:
    from agent_desk.catalog.spec import Catalog


def test_the_shipped_pack_loads_without_a_problem(catalog: Catalog) -> None:
    assert catalog.problems == ()
    assert catalog.version == "hanoi-starter 2026.11.1"


def test_nothing_of_the_source_is_lost(catalog: Catalog) -> None:
    procedures = catalog.procedures.values()
    answers = [a for p in procedures for q in p.questions for a in q.answers]
    assert len(catalog.procedures) == 42
    assert sum(len(p.papers) for p in procedures) == 277
    assert sum(len(p.questions) for p in procedures) == 181
    assert len(answers) == 461
    assert sum(1 for a in answers if a.goto) == 48
    assert sum(len(p.life_events) for p in procedures) == 285
    assert sum(len(p.legal_basis) for p in procedures) == 302
    assert sum(len(p.common_rejections) for p in procedures) == 164
    assert sum(len(p.see_also) for p in procedures) == 87


def test_every_rule_points_at_an_existing_question_and_answer(catalog: Catalog) -> None:
    common = catalog.packs[0].common_questions
    for procedure in catalog.procedures.values():
        keys = {q.id: {a.key for a in q.answers} for q in procedure.questions + common}
        for paper in procedure.papers:
            for term in paper.rule.terms():
                assert term.answer in keys[term.question]


def test_every_question_decides_something_or_says_something(catalog: Catalog) -> None:
    for procedure in catalog.procedures.values():
        asked = {term.question for paper in procedure.papers for term in paper.rule.terms()}
        for question in procedure.questions:
            speaks = any(answer.goto or answer.note for answer in question.answers)
            assert speaks or question.id in asked, (procedure.code, question.id)


def test_every_exit_says_why(catalog: Catalog) -> None:
    for procedure in catalog.procedures.values():
        for question in procedure.questions:
            if any(answer.goto for answer in question.answers):
                assert question.why


def test_every_file_is_pretty_printed_nfc_utf8() -> None:
    for file in REAL.rglob("*.json"):
        text = file.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_every_procedure_has_everyday_words(catalog: Catalog) -> None:
    assert set(catalog.words.phrases) == set(catalog.procedures)
    assert min(len(phrases) for phrases in catalog.words.phrases.values()) >= 16


def test_sibling_sets_name_procedures_that_exist(catalog: Catalog) -> None:
    assert len(catalog.words.siblings) == 8
    birth = catalog.siblings("1.001193")
    assert [group.id for group in birth] == ["birth"]
    assert "3.000722" in birth[0].codes


def test_the_passport_costs_twice_as_much_from_2027(catalog: Catalog) -> None:
    passport = catalog.procedure("1.001456")
    before, after = (passport.fees_on(day) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert before is not None
    assert after is not None
    assert (before.direct_vnd, after.direct_vnd) == (100_000, 200_000)


def test_any_commune_registers_births_from_march_2027(catalog: Catalog) -> None:
    birth = catalog.procedure("1.001193")
    assert "nơi cư trú" in birth.office_on(date(2027, 2, 28))
    assert birth.office_on(date(2027, 3, 1)).startswith("Bất kỳ")
