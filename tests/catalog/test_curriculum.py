"""The cards of the curriculum: complete, teachable, and one broken file stops no other."""

from __future__ import annotations

import json
import shutil
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from agent_desk import paths
from agent_desk.catalog.curriculum import TOPICS, Curriculum
from agent_desk.catalog.curriculum_load import load_curriculum
from agent_desk.domain.secrets import looks_like_secret
from agent_desk.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = date(2026, 11, 23)
FOLDER = paths.resources() / "curriculum"


@cache
def held() -> Curriculum:
    return load_curriculum()


def words_of(card: object) -> str:
    return str(card)


def broken(tmp_path: Path, name: str, change: Callable[[dict[str, object]], None]) -> Curriculum:
    folder = tmp_path / "curriculum"
    shutil.copytree(FOLDER, folder)
    card = json.loads((folder / name).read_text("utf-8"))
    change(card)
    (folder / name).write_text(json.dumps(card, ensure_ascii=False, indent=2), "utf-8")
    return load_curriculum(folder)


def test_every_topic_has_a_card_of_about_twenty_minutes_with_pictures() -> None:
    cards = held().on(TODAY)
    assert tuple(card.topic for card in cards) == TOPICS
    assert held().problems == ()
    assert all(18 <= card.minutes <= 22 and len(card.pictures) >= 2 for card in cards)


def test_every_card_says_what_to_say_do_avoid_practice_and_do_at_home() -> None:
    for card in held().cards:
        assert card.aim
        assert card.hook
        assert len(card.mistakes) >= 3
        assert all(step.say and step.do and step.minutes for step in card.steps)
        assert card.practice.lines
        assert card.home.lines
        assert len(card.short.points) == 3
        assert card.sources


def test_every_skill_taught_is_of_the_framework_and_unread_numbers_are_marked() -> None:
    codes = {skill.code: skill for skill in held().skills}
    assert all(set(card.skills) <= set(codes) for card in held().cards)
    assert {code for code, skill in codes.items() if skill.is_confirmed} == {
        *("0.1", "0.2", "1.1", "1.2", "1.3"),
    }
    assert all(skill.source.text for skill in held().skills)


def test_every_picture_is_used_and_every_one_named_is_there() -> None:
    used = {name for card in held().cards for name in card.pictures}
    assert used == {path.stem for path in (FOLDER / "pictures").glob("*.svg")}


def test_cards_teach_what_the_rules_of_accounts_say() -> None:
    said = {card.topic: words_of(card) for card in held().cards}
    assert "7 ngày" in said["vneid"]
    assert "phường, xã nào cũng" in said["vneid"]
    assert "không ai được bắt phải có VNeID" in said["vneid"]
    assert "dichvucong.gov.vn" in said["portal_account"]
    assert "đăng xuất" in said["portal_account"]
    assert "0 đồng" in said["pay_safely"]


def test_no_card_holds_a_secret_or_asks_for_one() -> None:
    for card in held().cards:
        lines = [line for step in card.steps for line in (*step.points, step.say, step.do)]
        assert not any(looks_like_secret(line) for line in lines)


def test_a_broken_card_is_told_by_file_and_line_and_the_others_stay(tmp_path: Path) -> None:
    found = broken(tmp_path, "vneid.v1.json", lambda card: card.update(aim=""))
    (problem,) = found.problems
    assert problem.file == "vneid.v1.json"
    assert problem.line > 1
    assert problem.reason.startswith("aim: ")
    assert len(found.on(TODAY)) == len(TOPICS) - 1
    with pytest.raises(NotFound):
        found.card("vneid", TODAY)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda card: card.update(picture="no_such"), "picture"),
        (lambda card: card.update(topic="weaving"), "topic"),
        (lambda card: card.update(skills=["9.9"]), "skills[0]"),
        (lambda card: card["practice"].update(minutes=40), "steps"),
        (lambda card: card.update(valid_until="2020-01-01"), "valid_until"),
        (lambda card: card.pop("home"), "home"),
    ],
)
def test_what_a_card_may_not_be_is_named(
    tmp_path: Path, change: Callable[[dict[str, object]], None], where: str
) -> None:
    (problem,) = broken(tmp_path, "vneid.v1.json", change).problems
    assert where in problem.reason


def test_a_file_that_is_no_json_is_told(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "c")
    (tmp_path / "c" / "look_up.v1.json").write_text('{"topic": ', "utf-8")
    found = load_curriculum(tmp_path / "c")
    assert [problem.file for problem in found.problems] == ["look_up.v1.json"]
    assert len(found.cards) == len(TOPICS) - 1


def test_a_session_finds_the_version_it_was_held_with(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "c")
    card = json.loads((FOLDER / "vneid.v1.json").read_text("utf-8"))
    card.update(version="v2", valid_from="2027-01-01", title="Mới")
    (tmp_path / "c" / "vneid.v2.json").write_text(json.dumps(card), "utf-8")
    found = load_curriculum(tmp_path / "c")
    assert found.card("vneid", TODAY).version == "v1"
    assert found.card("vneid", date(2027, 1, 1)).title == "Mới"
    assert found.version("vneid", "v1").version == "v1"
