"""The practices of the sandbox: every path ends well, everybody in them is invented."""

from __future__ import annotations

import json
import re
import socket
from typing import TYPE_CHECKING

import phonenumbers
import pytest

from agent_desk import paths
from agent_desk.catalog.curriculum import TOPICS
from agent_desk.catalog.curriculum_load import load_curriculum
from agent_desk.catalog.sandbox import load_sandbox
from agent_desk.domain.secrets import looks_like_secret
from agent_desk.errors import NotFound
from tests.support.sandbox_walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = paths.resources() / "curriculum" / "sandbox"
SANDBOX = load_sandbox()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the sandbox asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_there_is_one_practice_for_every_topic() -> None:
    assert SANDBOX.problems == ()
    assert tuple(one.topic for one in SANDBOX.scenarios) == TOPICS


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("topic", TOPICS)
def test_every_path_can_be_finished_and_every_wrong_turn_leads_back(topic: str) -> None:
    scenario = SANDBOX.of(topic)
    walked = walk(scenario)
    assert walked.screens == {screen.id for screen in scenario.screens} | {"done"}
    assert walked.stuck() == []
    for (screen, filled, said), ends in walked.ways.items():
        if said:
            assert ends == {(screen, filled, said), (screen, filled, "")}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_practice_has_safe_wrong_turns_that_explain(topic: str) -> None:
    screens = SANDBOX.of(topic).screens
    wrong = [one.wrong for screen in screens for one in screen.elements if one.wrong]
    turns = [screen for screen in screens if screen.is_turn]
    assert len(wrong) + len(turns) >= 5
    assert all(len(words) >= 25 for words in wrong)
    assert all(screen.back for screen in turns)


def test_skills_are_those_of_the_national_framework() -> None:
    known = {skill.code for skill in load_curriculum().skills}
    for scenario in SANDBOX.scenarios:
        assert set(scenario.skills) <= known
        assert {screen.step for screen in scenario.screens} == set(range(len(scenario.steps)))


def test_numbers_addresses_and_codes_belong_to_nobody() -> None:
    text = "\n".join(file.read_text("utf-8") for file in FOLDER.glob("*.json"))
    for number in re.findall(r"(?<!\d)\d{12}(?!\d)", text):
        assert number.startswith("000"), number  # no province has the code 000
    for number in re.findall(r"(?<!\d)0\d{3} ?\d{3} ?\d{3}(?!\d)", text):
        assert not phonenumbers.is_valid_number(phonenumbers.parse(number, "VN")), number
    for address in re.findall(r"\b[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+\b", text):
        assert address in ("dichvucong.gov.vn", "gov.vn") or address.endswith(".example"), address
    assert not re.search(r"https?:|www\.", text)


def test_no_text_that_is_to_be_typed_is_refused_as_a_secret() -> None:
    given = [
        text
        for scenario in SANDBOX.scenarios
        for screen in scenario.screens
        for one in screen.fields
        for text in one.give
    ]
    assert len(given) > 20
    assert [text for text in given if looks_like_secret(text)] == []


# Broken files


def broken(folder: Path, change: Callable[[dict], None]) -> str:  # type: ignore[type-arg]
    """Write a changed practice beside a whole one; give what is said about it."""
    whole = (FOLDER / "vneid.json").read_text("utf-8")
    (folder / "vneid.json").write_text(whole, "utf-8")
    data = json.loads((FOLDER / "look_up.json").read_text("utf-8"))
    change(data)
    (folder / "look_up.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    found = load_sandbox(folder)
    assert [one.topic for one in found.scenarios] == ["vneid"]
    (problem,) = found.problems
    with pytest.raises(NotFound):
        found.of("look_up")
    return str(problem)


def _element(data: dict, screen: int, place: int) -> dict:  # type: ignore[type-arg]
    found: dict = data["screens"][screen]["elements"][place]  # type: ignore[type-arg]
    return found


CHANGES: dict[str, Callable[[dict], object]] = {  # type: ignore[type-arg]
    "a screen that does not exist": lambda d: _element(d, 0, 1).update(to="nowhere"),
    "a dead end": lambda d: d["screens"][6].update(elements=[]),
    "a screen nobody reaches": lambda d: _element(d, 1, 1).update(to="", wrong="Không phải đây."),
    "a picture nobody can draw": lambda d: _element(d, 0, 0).update(icon="no-such-icon"),
    "a field without its text": lambda d: _element(d, 3, 0).update(give=[]),
    "a step too many": lambda d: d["screens"][0].update(step=9),
    "a word that is not known": lambda d: d["screens"][0].update(colour="red"),
    "the same id twice": lambda d: d["screens"][1].update(id="paper"),
    "another topic": lambda d: d.update(topic="chess"),
    "both a way and an explanation": lambda d: _element(d, 0, 0).update(to="where"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_broken_practice_is_named_and_the_others_can_be_used(tmp_path: Path, name: str) -> None:
    assert "look_up.json" in broken(tmp_path, lambda data: (CHANGES[name](data), None)[1])
