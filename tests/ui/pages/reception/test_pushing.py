"""What goes to the citizen's screen: only what was pushed, masked, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.ui.citizen_screen import Pushed, PushKind
from agent_desk.ui.pages.reception.sitting import Source, Step
from tests.support.desks import BIRTH
from tests.ui.pages.reception.bench import CARD, Bench, a_bench, answer_plainly, greet_with_card
from tests.ui.pages.reception.test_agreeing import a_signature, at_consent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    yield made
    made.t.close()


def pushed(bench: Bench) -> Pushed:
    bench.presenter.screen.toggle()
    found = bench.presenter.state.pushed
    assert found is not None
    return found


def at_check(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    bench.presenter.open_step(Step.CHECK)


def words(shown: Pushed) -> str:
    return " ".join((shown.heading, shown.banner, *(pair.value for pair in shown.pairs)))


def test_nothing_is_shown_before_the_clerk_pushes_it(bench: Bench) -> None:
    at_check(bench)
    assert bench.presenter.state.pushed is None


def test_numbers_are_masked(bench: Bench) -> None:
    at_check(bench)
    shown = words(pushed(bench))
    assert "001190000123" not in shown.replace(" ", "")
    assert "123" in shown


def test_the_fee_is_said_with_the_zero_of_the_post(bench: Bench) -> None:
    at_check(bench)
    assert "0 đồng" in pushed(bench).banner


def test_what_the_clerk_does_next_is_not_shown(bench: Bench) -> None:
    at_check(bench)
    before = pushed(bench)
    bench.presenter.open_step(Step.PAPERS)
    assert bench.presenter.state.pushed == before


def test_the_citizen_says_that_all_is_right(bench: Bench) -> None:
    at_check(bench)
    pushed(bench)
    bench.presenter.take_from_citizen("check", "", "yes")
    assert bench.presenter._counter.sitting.is_confirmed
    assert bench.presenter.state.pushed is None
    bench.presenter.case.answer("q_han", "qua_60")
    assert not bench.presenter._counter.sitting.is_confirmed


def test_an_answer_touched_by_the_citizen_is_theirs(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    shown = pushed(bench)
    assert shown.kind is PushKind.QUESTION
    bench.presenter.take_from_citizen("question", shown.about, "khong")
    sitting = bench.presenter._counter.sitting
    assert sitting.answered_by[shown.about] is Source.CITIZEN


def test_consent_is_signed_on_the_citizens_screen(bench: Bench) -> None:
    at_consent(bench)
    shown = pushed(bench)
    assert shown.kind is PushKind.CONSENT
    bench.presenter.take_signature(a_signature(bench))
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.PROCEDURE


@pytest.mark.parametrize("away", ["park", "greet", "next"])
def test_it_goes_dark_when_the_citizen_changes(bench: Bench, away: str) -> None:
    at_check(bench)
    if away == "next":
        bench.presenter.park()
        bench.presenter.citizen.take_scan(CARD)
    pushed(bench)
    {
        "park": bench.presenter.park,
        "greet": lambda: bench.presenter.greet(None),
        "next": bench.presenter.next_case,
    }[away]()
    assert bench.presenter.state.pushed is None


def test_a_form_is_read_with_what_was_typed_first(bench: Bench) -> None:
    at_check(bench)
    form = bench.presenter.forms.current()
    assert form is not None
    for path, text in (("nks_ho_ten", "Nguyễn Đức An"), ("nks_ngay_sinh", "14/11/2026")):
        form.edit(path, text)
        form.leave(path, text)
    names = [pair.value for pair in pushed(bench).pairs]
    assert names[0] == "Nguyễn Đức An"
    assert "14/11/2026" in names
