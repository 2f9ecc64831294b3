"""The JSON contract of ``find`` and ``guide``."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from agent_desk.catalog.answers_json import (
    find_json,
    find_lines,
    guide_json,
    guide_lines,
    read_answers,
)
from agent_desk.errors import InvalidInput

if TYPE_CHECKING:
    from agent_desk.catalog.find import Finder
    from agent_desk.catalog.spec import Catalog

TODAY = date(2026, 11, 21)


def _lines(catalog: Catalog, *lines: str) -> list[Any]:
    return [json.loads(line) for line in guide_lines(catalog, lines, on=TODAY)]


def test_questions_have_the_agreed_keys(catalog: Catalog) -> None:
    answer: Any = guide_json(catalog, "1.001193", None, on=TODAY)
    assert (answer["code"], answer["name"]) == ("1.001193", "Thủ tục đăng ký khai sinh")
    assert [q["id"] for q in answer["questions"]][:2] == ["q_gop", "q_cha_me"]
    assert set(answer["questions"][0]) >= {"id", "ask", "answers"}
    assert answer["questions"][0]["answers"][0] == {"key": "co", "label": "Có, làm gộp"}


def test_an_outcome_has_the_agreed_keys_first(catalog: Catalog) -> None:
    answer: Any = guide_json(catalog, "1.001193", {"q_chung_sinh": "ban_giay"}, on=TODAY)
    agreed = ["exit", "papers", "channels", "office", "fee_vnd", "working_days"]
    assert list(answer)[:6] == agreed
    assert answer["exit"] is None
    assert answer["channels"] == ["online", "direct", "post"]
    paper = next(p for p in answer["papers"] if p["id"] == "giay_chung_sinh")
    assert (paper["need"], paper["kind"], paper["copies"]) == ("required", "submit", "original")
    assert json.loads(json.dumps(answer)) == answer


def test_an_exit_is_an_object_of_three(catalog: Catalog) -> None:
    answer: Any = guide_json(catalog, "1.001193", {"q_gop": "co"}, on=TODAY)
    assert set(answer["exit"]) == {"kind", "code", "text"}
    assert answer["papers"] == []


def test_a_bad_line_gives_an_error_and_the_next_goes_on(catalog: Catalog) -> None:
    good = '{"code": "2.000635", "answers": {"channel": "online"}}'
    bad = ["", "{", "[]", '{"code": 1}', '{"code": "0.0"}', '{"code": "2.000635", "answers": [1]}']
    bad += ['{"code": "2.000635", "answers": {"q_loai": 3}}', "[" * 50_000, "9" * 5_000]
    answers = _lines(catalog, *bad, good)
    assert [set(answer) for answer in answers[:-1]] == [{"error"}] * len(bad)
    assert answers[-1]["fee_vnd"] == 8_000


def test_a_line_without_answers_gives_the_questions(catalog: Catalog) -> None:
    assert "questions" in _lines(catalog, '{"code": "2.000635"}')[0]


def test_answers_must_be_texts() -> None:
    with pytest.raises(InvalidInput):
        read_answers(["co"])
    assert read_answers({"a": "b"}) == {"a": "b"}


def test_find_gives_code_name_and_score(finder: Finder) -> None:
    found: Any = find_json(finder, "mất bằng lái xe", 2)
    assert [match["code"] for match in found] == ["3.000348", "3.000347"]
    assert list(found[0])[:3] == ["code", "name", "score"]
    assert 0 < found[1]["score"] <= found[0]["score"] <= 1


def test_each_line_of_sentences_gives_one_list(finder: Finder) -> None:
    answers = [json.loads(line) for line in find_lines(finder, ["khai sinh\n", "", "lấy vợ"], 1)]
    assert [[m["code"] for m in answer] for answer in answers] == [["1.001193"], [], ["1.000894"]]
