"""The chooser against the table of who may have which account, and the cards it leads to."""

from __future__ import annotations

import json
import shutil
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from agent_desk import paths
from agent_desk.catalog.accounts import (
    AccountHelp,
    Doer,
    asked,
    choose,
    is_answered,
    leave_behind,
    valid_answers,
)
from agent_desk.catalog.accounts_load import load_account_help
from agent_desk.domain.secrets import looks_like_secret
from agent_desk.errors import NotFound

TODAY = date(2026, 11, 23)
FOLDER = paths.resources() / "help" / "accounts"


@cache
def the_help() -> AccountHelp:
    return load_account_help()


def ids(**answers: str) -> list[str]:
    return [card.id for card in choose(the_help(), answers, TODAY)]


@cache
def every_path() -> tuple[tuple[tuple[str, str], ...], ...]:
    """Give every way through the questions, each to its end."""
    chooser = the_help().chooser(TODAY)
    found: list[tuple[tuple[str, str], ...]] = []

    def walk(answers: dict[str, str]) -> None:
        if is_answered(chooser, answers):
            found.append(tuple(answers.items()))
            return
        question = asked(chooser, answers)[-1]
        for answer in question.answers:
            walk({**answers, question.id: answer.key})

    walk({})
    return tuple(found)


def test_all_files_are_in_order() -> None:
    help_ = the_help()

    assert help_.problems == ()
    assert len(help_.cards) == 23
    assert len({card.id for card in help_.cards}) == len(help_.cards)


# The table of rules 7.1


ADULT = {"who": "adult", "card": "valid", "phone": "smart", "sim": "own"}
FOREIGNER = {"who": "foreigner", "residence_card": "yes", "phone": "smart", "sim": "own"}


def test_from_14_on_both_levels_are_open() -> None:
    assert ids(**ADULT, account="none") == ["vneid_level_1", "vneid_level_2"]
    assert ids(**ADULT, account="level_1") == ["vneid_level_2"]


def test_from_6_to_13_the_guardian_asks_and_both_levels_are_possible() -> None:
    found = choose(the_help(), {"who": "child", "child_card": "yes", "guardian": "yes"}, TODAY)
    (card,) = found

    assert card.id == "child_6_13"
    doers = {step.doer for step in card.steps}
    assert {Doer.GUARDIAN, Doer.POLICE} <= doers
    assert Doer.CITIZEN not in doers


@pytest.mark.parametrize("who", ["infant", "foreign_child"])
def test_under_6_there_is_level_1_only_through_the_guardian(who: str) -> None:
    (card,) = choose(the_help(), {"who": who, "guardian": "yes"}, TODAY)

    assert {step.doer for step in card.steps} == {Doer.GUARDIAN, Doer.TOGETHER}
    assert "chỉ mức 1" in card.title


def test_foreigners_go_to_the_immigration_authority_for_level_2() -> None:
    first, second = choose(the_help(), FOREIGNER | {"account": "none"}, TODAY)

    assert (first.id, second.id) == ("foreigner_level_1", "foreigner_level_2")
    doers = {step.doer for step in second.steps}
    assert Doer.IMMIGRATION in doers
    assert Doer.POLICE not in doers


def test_organizations_have_one_kind_through_their_representative() -> None:
    (card,) = choose(the_help(), {"who": "organization", "representative": "yes"}, TODAY)

    assert card.id == "organization"
    assert "TK02" in " ".join(step.detail for step in card.steps)


# Rules 7.2 to 7.4


def test_level_2_names_place_paper_form_terms_and_the_seven_days() -> None:
    card = next(card for card in the_help().cards if card.id == "vneid_level_2")
    words = " ".join(f"{step.title} {step.detail}" for step in card.steps)

    for fact in ("không phụ thuộc nơi cư trú", "TK01", "3 ngày", "7 ngày", "vân tay", "tự đến"):
        assert fact in words
    assert card.follow_up is not None


def test_an_expired_or_missing_card_comes_first() -> None:
    for card in ("expired", "none"):
        assert ids(who="adult", account="none", card=card) == ["card_first"]


@pytest.mark.parametrize(
    ("account", "card"),
    [
        ("pending", "waiting_level_2"),
        ("lapsed", "activation_lapsed"),
        ("locked", "locked_account"),
        ("mismatch", "data_mismatch"),
    ],
)
@pytest.mark.parametrize("who", ["adult", "foreigner"])
def test_every_state_of_an_account_has_its_card(who: str, account: str, card: str) -> None:
    assert ids(who=who, account=account) == [card]


def test_what_needs_the_phone_asks_for_it_first() -> None:
    for account, card in (("approved", "activate"), ("active", "portal_first_login")):
        assert ids(who="adult", account=account, phone="smart") == [card]
        assert ids(who="adult", account=account, phone="none") == ["no_phone"]
        assert ids(who="adult", account=account, phone="old") == ["old_phone"]


def test_a_sim_of_somebody_else_stands_in_the_way() -> None:
    first, *after = choose(the_help(), ADULT | {"account": "none", "sim": "not_own"}, TODAY)

    assert first.is_obstacle
    assert (first.id, [card.id for card in after]) == (
        "sim_not_own",
        ["vneid_level_1", "vneid_level_2"],
    )


def test_a_forgotten_password_is_set_by_the_citizen_alone() -> None:
    answers = {"who": "adult", "account": "forgotten", "phone": "smart", "sim": "own"}
    (card,) = choose(the_help(), answers, TODAY)

    assert card.id == "forgotten_password"
    assert {step.doer for step in card.steps} == {Doer.CITIZEN}


def test_nobody_can_act_for_a_guardian_or_a_representative() -> None:
    for state in ("no", "absent"):
        assert ids(who="infant", guardian=state) == ["guardian_first"]
        assert ids(who="organization", representative=state) == ["representative_first"]


# All paths


def test_every_path_ends_in_a_card_within_five_questions() -> None:
    for path in every_path():
        found = choose(the_help(), dict(path), TODAY)
        assert found, path
        assert len(path) <= 5, path
        assert [card.order for card in found] == sorted(card.order for card in found)


def test_every_card_is_reached() -> None:
    reached = {card.id for path in every_path() for card in choose(the_help(), dict(path), TODAY)}

    assert reached == {card.id for card in the_help().cards}


def test_no_question_is_asked_in_vain() -> None:
    ends: dict[tuple[tuple[str, str], ...], set[tuple[str, ...]]] = {}
    for path in every_path():
        cards = tuple(card.id for card in choose(the_help(), dict(path), TODAY))
        for length in range(len(path)):
            ends.setdefault(path[:length], set()).add(cards)
    assert [begun for begun, found in ends.items() if len(found) < 2] == []


def test_an_answer_no_longer_asked_counts_for_nothing() -> None:
    stale = ADULT | {"account": "none", "who": "organization", "representative": "yes"}
    chooser = the_help().chooser(TODAY)

    assert valid_answers(chooser, stale) == {"who": "organization", "representative": "yes"}
    assert ids(**stale) == ["organization"]


def test_nothing_is_chosen_before_all_is_answered() -> None:
    assert ids() == []
    assert ids(who="adult", account="none", card="valid", phone="smart") == []
    assert ids(who="nobody") == []


# The words


def test_whatever_is_typed_in_secret_is_typed_by_the_citizens_side_alone() -> None:
    for card in the_help().cards:
        for step in card.steps:
            if step.look_away:
                assert step.doer in {Doer.CITIZEN, Doer.GUARDIAN, Doer.REPRESENTATIVE}, step
            if any(word in step.title.lower() for word in ("mã xác thực", "mật khẩu")):
                opens = "bấm Quên mật khẩu" in step.title
                assert step.look_away or opens, (card.id, step.title)


def test_no_card_holds_a_secret_and_every_step_has_a_source() -> None:
    for card in the_help().cards:
        for step in card.steps:
            assert not looks_like_secret(f"{step.title} {step.detail}")
            assert len(step.source.text) > 10


def test_no_card_promises_what_only_the_police_can_do() -> None:
    for card in the_help().cards:
        for step in card.steps:
            if "vân tay" in step.title:
                assert step.doer in {Doer.POLICE, Doer.IMMIGRATION}


def test_steps_fit_on_the_counter() -> None:
    for card in the_help().cards:
        assert 3 <= len(card.steps) <= 7
        assert 3 <= len(card.reasons) <= 9
        assert all(len(step.title) <= 70 and len(step.detail) <= 90 for step in card.steps)


# The slip


def test_a_finished_level_1_says_so_and_goes_on_to_the_police() -> None:
    cards = choose(the_help(), ADULT | {"account": "none"}, TODAY)
    words = leave_behind(cards, frozenset({"vneid_level_1"}))

    assert words.today[0] == "Đã đăng ký VNeID mức 1."
    assert words.place.startswith("Công an")
    assert words.unfinished == ""


def test_a_slip_never_claims_what_was_not_done() -> None:
    cards = choose(the_help(), ADULT | {"account": "none"}, TODAY)
    words = leave_behind(cards, frozenset())

    assert words.today == ()
    assert words.unfinished == "Mở tài khoản VNeID mức 1"


def test_a_slip_ends_at_what_stands_in_the_way() -> None:
    cards = choose(the_help(), ADULT | {"account": "none", "sim": "not_own"}, TODAY)
    words = leave_behind(cards, frozenset({"vneid_level_1"}))

    assert len(words.today) == 1
    assert "SIM" in words.today[0]
    assert leave_behind((), frozenset()).today == ()


# Files


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "accounts"))


def changed(file: Path, **values: object) -> None:
    content = json.loads(file.read_text("utf-8")) | values
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"when": "who=martian"}, "when"),
        ({"when": "fallback"}, "fallback"),
        ({"steps": []}, "steps"),
        ({"reasons": ["completed"]}, "reasons"),
        ({"valid_until": "2020-01-01"}, "ends before"),
        ({"order": "first"}, "order"),
        ({"extra": 1}, "not known"),
    ],
)
def test_a_broken_card_is_refused_alone(copy: Path, values: dict[str, object], said: str) -> None:
    changed(copy / "activate.v1.json", **values)
    help_ = load_account_help(copy)

    (problem,) = help_.problems
    assert problem.startswith("activate.v1.json:")
    assert said in problem
    assert len(help_.cards) == 22


def test_a_card_changes_on_its_day(copy: Path) -> None:
    changed(copy / "activate.v1.json", valid_until="2026-12-31")
    later = json.loads((copy / "activate.v1.json").read_text("utf-8"))
    later |= {"version": "v2", "valid_from": "2027-01-01", "valid_until": None}
    (copy / "activate.v2.json").write_text(json.dumps(later), "utf-8")
    answers = {"who": "adult", "account": "approved", "phone": "smart"}

    days = [date(2026, 12, 31), date(2027, 1, 1)]
    versions = [[c.version for c in choose(load_account_help(copy), answers, day)] for day in days]
    assert versions == [["v1"], ["v2"]]
    assert all(first != second for first, second in pairwise(versions))


def test_without_cards_the_clerk_is_told_what_to_do(tmp_path: Path) -> None:
    help_ = load_account_help(tmp_path)

    assert help_.problems
    with pytest.raises(NotFound, match="Synchronize"):
        choose(help_, {}, TODAY)
    with pytest.raises(NotFound):
        choose(the_help(), {}, date(2020, 1, 1))
