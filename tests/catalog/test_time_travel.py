"""Fees, waivers, offices, results and questions switch on their day, also at the command line."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from agent_desk import cli
from agent_desk.catalog.guide import evaluate, open_questions

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog

YEAR_END, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)
LAST, FIRST = date(2027, 2, 28), date(2027, 3, 1)


def _on(catalog: Catalog, code: str, day: date, **answers: str) -> CaseOutcome:
    return evaluate(catalog, code, answers, on=day)


def test_the_passport_fee_doubles_with_the_new_year(catalog: Catalog) -> None:
    fees = [_on(catalog, "1.001456", day).fee_vnd for day in (YEAR_END, NEW_YEAR, LAST, FIRST)]
    assert fees == [100_000, 200_000, 200_000, 200_000]


def test_every_waiver_ends_with_february_and_takes_its_fee_from_the_same_line(
    catalog: Catalog,
) -> None:
    waived = {
        code for code in catalog.procedures if _on(catalog, code, YEAR_END).fee_waiver_in_force
    }
    assert len(waived) >= 5
    for code in waived:
        before, after = (_on(catalog, code, day, channel="online") for day in (LAST, FIRST))
        assert (before.fee_waiver_in_force, after.fee_waiver_in_force) == (True, False)
        assert before.fee_waiver_until == LAST
        assert before.fee_vnd == after.fee_vnd


def test_a_death_certificate_has_another_name_from_march(catalog: Catalog) -> None:
    names = [_on(catalog, "1.000656", day).result for day in (YEAR_END, LAST, FIRST)]
    assert names[0] == names[1]
    assert names[1].startswith("Trích lục khai tử")
    assert names[2] == "Giấy chứng tử"


@pytest.mark.parametrize(
    ("code", "question"),
    [("1.001193", "q_noi"), ("1.004859", "q_noi_dk"), ("1.004873", "q_noi")],
)
def test_the_question_for_the_residence_is_not_asked_from_march(
    catalog: Catalog, code: str, question: str
) -> None:
    procedure = catalog.procedure(code)
    asked = [{q.id for q in open_questions(procedure, catalog, {}, on=d)} for d in (LAST, FIRST)]
    assert question in asked[0]
    assert asked[0] - asked[1] == {question}


def test_an_answer_to_a_question_of_the_old_law_is_kept_and_advises_no_more(
    catalog: Catalog,
) -> None:
    before, after = (_on(catalog, "1.001193", d, q_noi="tinh_khac") for d in (LAST, FIRST))
    assert any("tỉnh khác" in advice.text for advice in before.advice)
    assert after.advice == ()


def test_the_day_of_the_case_decides_and_not_the_day_the_catalog_was_loaded(
    catalog: Catalog,
) -> None:
    assert catalog.on < FIRST
    assert "q_noi" not in _on(catalog, "1.001193", FIRST).missing_questions
    assert "q_noi" in _on(catalog, "1.001193", LAST).missing_questions


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENT_DESK_LANGUAGE", "en")


def _asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert cli.main(["guide", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_line_travels_in_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"channel": "online", "eid": "co"}', "utf-8")
    given = ("1.000656", "--answers", str(answers))
    before = _asked(capsys, *given, "--on", "2027-02-28")
    after = _asked(capsys, *given, "--on", "2027-03-01")
    assert before["office"].startswith("UBND xã/phường nơi cư trú cuối cùng")
    assert after["office"].startswith("Bất kỳ UBND xã/phường nào")
    assert [p["id"] for p in before["office_detail"]["questions"]] == ["deceased_residence"]
    assert after["office_detail"]["questions"] == []
    assert after["result"] == "Giấy chứng tử"


def test_the_command_line_shows_the_waiver_of_the_day(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text("{}", "utf-8")
    given = ("2.000635", "--answers", str(answers))
    waived = [
        _asked(capsys, *given, "--on", day)["fee_waiver_in_force"]
        for day in ("2026-12-31", "2027-02-28", "2027-03-01")
    ]
    assert waived == [True, True, False]


def test_the_command_line_asks_only_what_counts_on_that_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ids = [
        {question["id"] for question in _asked(capsys, "1.001193", "--on", day)["questions"]}
        for day in ("2027-02-28", "2027-03-01")
    ]
    assert ids[0] - ids[1] == {"q_noi"}
