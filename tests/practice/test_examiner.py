"""The examiner: what is right passes, each mistake is found, doing nothing never passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.domain.practice.evidence import Evidence, Move, MoveKind
from agent_desk.domain.practice.examiner import Check, Verdict, examine
from agent_desk.domain.practice.spec import Ending
from tests.practice.serving import serving, the_practice
from tests.support.desks import opened_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.desks import TestDesk

CITIZENS = the_practice().citizens
IDS = [one.id for one in CITIZENS]


@pytest.fixture(scope="module")
def t(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    folder: Path = tmp_path_factory.mktemp("practice") / "desk"
    with opened_desk(folder, is_practice=True) as made:
        yield made


@pytest.fixture(autouse=True)
def nobody_waits(t: TestDesk) -> Iterator[None]:
    from agent_desk.commands.practice import break_off
    from agent_desk.queries.practice import open_run

    yield
    with t.desk.store.read() as connection:
        run = open_run(connection, t.clerk_id)
    if run is not None:
        break_off(t.desk, t.act(), run.run_id)


@pytest.mark.parametrize("citizen_id", IDS)
def test_a_citizen_who_is_served_rightly_passes(t: TestDesk, citizen_id: str) -> None:
    score = serving(t, citizen_id).serve()
    assert [(one.check, one.verdict, one.about) for one in score.to_learn] == []
    assert score.passed


MISTAKES = (
    ("birth_grandmother", "people", {}, Check.PEOPLE),
    ("marital_not_needed", "asked", {}, Check.ASKED),
    ("birth_unmarried", "said", {}, Check.SAID),
    ("birth_unmarried", "slip", {}, Check.SLIP),
    ("birth_plain", "ending", {}, Check.ENDING),
    ("birth_plain", "goodbye", {}, Check.GOODBYE),
    ("birth_plain", "data", {}, Check.DATA),
    ("birth_plain", "papers", {}, Check.PAPERS),
    ("old_address", "office", {}, Check.OFFICE),
    ("otp_read_aloud", "help", {}, Check.HELP),
    ("otp_read_aloud", "", {"card": "no_phone"}, Check.HELP),
    ("old_address", "", {"q_tinh_trang": "co_vo_chong"}, Check.CASE),
    ("angry_refused", "", {"procedure": "1.004884"}, Check.PROCEDURE),
)


@pytest.mark.parametrize(("citizen_id", "left_out", "changed", "found"), MISTAKES)
def test_a_mistake_is_found(
    t: TestDesk, citizen_id: str, left_out: str, changed: dict[str, str], found: Check
) -> None:
    score = serving(t, citizen_id, without=frozenset({left_out} - {""}), changed=changed).serve()
    assert found in {one.check for one in score.to_learn}
    assert score.passed is (not found.decides)


def test_saying_everything_is_not_right() -> None:
    for one in CITIZENS:
        moves = tuple(Move(kind=MoveKind.SAID, what=reply.id) for reply in one.replies)
        verdict = examine(one, Evidence(numbers={}, moves=moves)).verdict_of(Check.SAID)
        assert verdict is Verdict.WRONG


def test_a_code_typed_for_the_citizen_fails(t: TestDesk) -> None:
    one = serving(t, "otp_read_aloud")
    one.serve()
    one.move(MoveKind.REFUSED, "otp")
    assert one.score().verdict_of(Check.HANDS_OFF) is Verdict.WRONG
    assert not one.score().passed


def test_asking_for_what_the_state_knows_fails(t: TestDesk) -> None:
    one = serving(t, "birth_plain")
    one.serve()
    one.move(MoveKind.ASKED, "so_ho_khau")
    assert one.score().verdict_of(Check.DATA) is Verdict.WRONG


@pytest.mark.parametrize("citizen_id", IDS)
def test_doing_nothing_fails_all_that_matters(citizen_id: str) -> None:
    who = the_practice().citizen(citizen_id)
    score = examine(who, Evidence(numbers={}))
    assert not score.passed
    assert {one.verdict for one in score.findings} == {Verdict.NOT_DONE}


@settings(max_examples=60, deadline=None)
@given(
    citizen=st.sampled_from(CITIZENS),
    kinds=st.lists(st.sampled_from([MoveKind.CARD, MoveKind.ASKED, MoveKind.PAPER])),
    seconds=st.integers(-9, 9_999),
)
def test_talk_alone_never_passes(citizen, kinds, seconds) -> None:  # type: ignore[no-untyped-def]
    moves = [Move(kind=kind, what=ask.id) for kind in kinds for ask in citizen.asks]
    evidence = Evidence(numbers={}, moves=tuple(moves), seconds=seconds)
    assert not examine(citizen, evidence).passed


def test_only_two_citizens_are_served_with_words_alone() -> None:
    spoken = {one.id for one in CITIZENS if one.right.endings == (Ending.SPOKEN,)}
    assert spoken == {"broker_five", "result_by_proxy"}
    for one in CITIZENS:
        if one.id in spoken:
            assert one.right.asked
            assert one.replies


def test_being_slow_is_told_and_does_not_fail(t: TestDesk) -> None:
    from agent_desk.commands.practice import keep_time

    one = serving(t, "birth_plain")
    one.serve()
    assert one.attempt is not None
    keep_time(t.desk.store, one.attempt.attempt_id, 3_600_000)
    score = one.score()
    assert score.verdict_of(Check.TIME) is Verdict.WRONG
    assert score.passed
