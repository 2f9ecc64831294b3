"""How a practice is played: wrong turns explain and lead back, and nothing typed stays."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.sandbox import load_sandbox
from agent_desk.domain import sandbox_play as play
from agent_desk.errors import NotFound

if TYPE_CHECKING:
    from agent_desk.domain.sandbox import Scenario

VNEID = load_sandbox().of("vneid")
PHONE = load_sandbox().of("phone_basics")
SECRETS = ("246811", "mật khẩu: Abc@12345", "001155012345")


def at(screen: str, scenario: Scenario = VNEID) -> play.Play:
    return play.Play(scenario=scenario, at=screen)


def named(here: play.Play, text: str) -> str:
    return next(one.id for one in here.screen.elements if text in one.text)


def test_a_wrong_turn_says_why_and_leads_back_to_where_one_stood() -> None:
    before = at("store")
    wrong = play.press(before, named(before, "Nâng Cấp"))
    assert "nhà phát hành" in wrong.said
    assert wrong.turns == 1
    after = play.understood(wrong)
    assert (after.at, after.filled, after.said) == (before.at, before.filled, "")


def test_while_something_is_explained_nothing_else_counts() -> None:
    wrong = play.press(at("store"), named(at("store"), "Nâng Cấp"))
    assert play.press(wrong, "e1") == wrong
    assert play.enter(wrong, "e1", "x") == wrong


def test_the_main_button_waits_for_what_is_to_be_filled_in() -> None:
    empty = play.press(at("code"), named(at("code"), "Xác nhận"))
    assert "Mã xác thực" in empty.said
    filled = play.enter(at("code"), "code", "246 810")
    assert play.press(filled, named(filled, "Xác nhận")).at == "secret"


@pytest.mark.parametrize("text", SECRETS)
def test_what_is_typed_is_in_no_value_of_the_practice(text: str) -> None:
    refused = play.enter(at("code"), "code", text)
    assert refused.said
    assert "code" not in refused.filled
    without_data = play.Play(
        scenario=PHONE, at=refused.at, filled=refused.filled, said=refused.said
    )
    assert text.encode() not in pickle.dumps(without_data)
    assert text not in refused.said


def test_marks_spaces_and_capitals_do_not_matter_but_a_secret_is_exact() -> None:
    name = load_sandbox().of("file_online").screen("fill").element("name")
    assert play.accepts(name, "  nguyen thi MAU ")
    secret = VNEID.screen("secret").element("secret")
    assert play.accepts(secret, "135790")
    assert not play.accepts(secret, "135 790")


def test_a_hint_counts_once_a_screen_and_makes_it_done_with_help() -> None:
    first = play.give_hint(play.give_hint(play.begin(PHONE)))
    assert first.hints == 1
    assert not play.begin(PHONE).outcome.helped
    on = play.press(first, play.pointed_at(first))
    assert not on.is_hinted
    assert play.give_hint(on).hints == 2
    assert on.outcome.helped
    assert on.outcome.skill_codes == PHONE.skills


def test_following_the_hints_alone_leads_to_the_end_of_every_practice() -> None:
    for scenario in load_sandbox().scenarios:
        here, steps = play.begin(scenario), 0
        while not here.is_done and steps < 60:
            here, steps = _follow(here), steps + 1
        assert here.is_done, scenario.topic
        assert here.turns == 0


def _follow(here: play.Play) -> play.Play:
    target = play.pointed_at(here)
    if target == play.HOME:
        return play.go_home(here)
    if target == play.BACK:
        return play.go_back(here)
    element = here.screen.element(target)
    if element.is_field:
        return play.enter(here, target, element.give[0])
    return play.press(here, target)


def test_the_keys_of_the_device_lead_back_or_say_kindly_that_they_do_not() -> None:
    assert play.go_back(at("welcome")).at == "store"
    assert play.go_home(at("welcome")).said
    assert play.go_home(at("wifi_done", PHONE)).at == "home_again"
    explained = play.go_home(at("welcome"))
    assert play.go_back(explained).said == ""


def test_nothing_can_be_pressed_after_the_end() -> None:
    done = at("done")
    assert done.is_done
    assert done.step == len(VNEID.steps)
    for moved in (play.press(done, "e0"), play.enter(done, "e0", "x"), play.go_back(done)):
        assert moved == done
    assert play.give_hint(done).hints == 0


def test_what_is_not_on_the_screen_is_not_found() -> None:
    with pytest.raises(NotFound):
        play.press(at("store"), "no_such_part")
