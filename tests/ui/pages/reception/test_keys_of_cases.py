"""The keys of several cases and of the new parts, pressed in the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.ui.keys import Key
from agent_desk.ui.pages.reception.sitting import Ending, NoticeAct, Step
from agent_desk.ui.widgets.choices import ChoiceButton
from tests.stories.counter import CounterClerk
from tests.support.desks import BIRTH
from tests.ui.pages.reception.bench import CARD, a_bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ANSWERS = {"channel": "online", "eid": "co"}


@pytest.fixture
def clerk(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[CounterClerk]:
    made = CounterClerk(a_bench(tmp_path / "desk"), tmp_path, qtbot)
    yield made
    made.close()


def at_papers(clerk: CounterClerk) -> None:
    clerk.greet(CARD)
    clerk.choose("khai sinh", BIRTH)
    clerk.answer(ANSWERS)
    clerk.go_on()
    clerk.expect(Step.PAPERS)


def test_f9_lays_aside_and_ctrl_tab_comes_back(clerk: CounterClerk) -> None:
    at_papers(clerk)
    clerk.press(Qt.Key.Key_F9)
    assert clerk.step is Step.CITIZEN
    assert clerk.page.cases.isVisible()
    clerk.press(Qt.Key.Key_Tab, ctrl=True)
    assert clerk.step is Step.PAPERS
    assert not clerk.page.cases.isVisible()


def test_a_click_on_a_parked_case_goes_to_it(clerk: CounterClerk) -> None:
    at_papers(clerk)
    clerk.press(Qt.Key.Key_F9)
    clerk.page.cases.picked.emit(clerk.presenter._counter.parked[0].key)
    clerk.settle()
    assert clerk.step is Step.PAPERS


def test_ctrl_z_takes_the_last_mark_back(clerk: CounterClerk) -> None:
    at_papers(clerk)
    clerk.press(Qt.Key.Key_Space)
    assert any(p.status.value == "original" for p in clerk.stored().papers)
    clerk.press(Qt.Key.Key_Z, ctrl=True)
    assert not any(p.status.value == "original" for p in clerk.stored().papers)


def test_ctrl_z_in_a_field_is_the_undo_of_the_field(clerk: CounterClerk) -> None:
    at_papers(clerk)
    clerk.press(Qt.Key.Key_Space)
    clerk.page.tasks.picked.emit("citizen")
    clerk.settle()
    field = clerk.page.views[Step.CITIZEN].submitter.fields["phone"]  # type: ignore[attr-defined]
    field.setFocus()
    clerk.press(Qt.Key.Key_Z, ctrl=True)
    assert any(p.status.value == "original" for p in clerk.stored().papers)


def test_f8_prints_where_to_go_when_it_cannot_be_served_here(clerk: CounterClerk) -> None:
    clerk.greet(CARD)
    clerk.choose("dang ky ket hon", "1.000894")
    assert clerk.page.key_actions().of(Key.F8) is None
    clerk.answer({"q_tuoi": "chua"})
    clerk.press(Qt.Key.Key_F8)
    assert clerk.presenter._counter.sitting.ending is Ending.ELSEWHERE
    assert len(clerk.bench.asked.printed) == 1


def test_f5_leads_to_the_account_help_of_this_citizen(clerk: CounterClerk) -> None:
    clerk.press(Qt.Key.Key_F5)
    assert clerk.bench.asked.helped == []
    clerk.greet(CARD)
    clerk.press(Qt.Key.Key_F5)
    sitting = clerk.presenter._counter.sitting
    (helped,) = clerk.bench.asked.helped
    assert (helped.visit_id, helped.citizen_id) == (sitting.visit_id, sitting.submitter_id)
    assert helped.name == "Nguyễn Thị Mẫu"


def test_f11_without_a_second_screen_says_so(clerk: CounterClerk) -> None:
    at_papers(clerk)
    clerk.press(Qt.Key.Key_F11)
    notice = clerk.presenter.state.notice
    assert notice is not None
    assert notice.act is NoticeAct.NONE
    assert "screen" in notice.text
    assert clerk.presenter.state.pushed is None


def test_a_ward_is_found_by_typing_and_chosen_with_enter(clerk: CounterClerk) -> None:
    clerk.greet(CARD)
    clerk.choose("khai sinh", BIRTH)
    while (step := clerk.presenter.state.case) and not step.is_place:
        clerk._qtbot.waitUntil(clerk._can_answer, timeout=20_000)
        key = ANSWERS.get(step.question_id) or clerk._first_that_stays(step.question_id)
        keys = [choice.key for choice in step.choices]
        clerk.press(Qt.Key(Qt.Key.Key_1 + (keys.index(key) if key in keys else 0)))
    clerk.settle()
    assert isinstance(clerk.window.focusWidget(), ChoiceButton)
    clerk.page.views[Step.CASE].ward.setFocus()  # type: ignore[attr-defined]
    QTest.keyClicks(clerk.window.focusWidget(), "yen hoa")
    clerk.press(Qt.Key.Key_Return)
    clerk._qtbot.waitUntil(
        lambda: clerk.presenter.state.case.choices[0].label.startswith("Phường Yên Hòa"),  # type: ignore[union-attr]
        timeout=20_000,
    )
    assert isinstance(clerk.window.focusWidget(), ChoiceButton)
    clerk.press(Qt.Key.Key_Return)
    assert clerk.presenter.state.side.office == "UBND phường Yên Hòa"


def test_ctrl_p_does_what_the_second_button_says(clerk: CounterClerk) -> None:
    at_papers(clerk)
    action = clerk.page.key_actions().of(Key.CTRL_P)
    assert action is not None
    assert action.label == clerk.page.footer.aside_button.label()


def test_enter_walks_through_the_form_and_f8_prints_it(clerk: CounterClerk) -> None:
    at_papers(clerk)
    clerk.go_on()
    clerk.expect(Step.FORM)
    clerk._qtbot.waitUntil(lambda: clerk.presenter.forms.current() is not None, timeout=20_000)
    clerk.settle()
    before = clerk.window.focusWidget()
    clerk.press(Qt.Key.Key_Return)
    assert clerk.window.focusWidget() is not before
    clerk.press(Qt.Key.Key_F8)
    assert [p.kind for p in clerk.bench.asked.printed] == ["form_paper"]
