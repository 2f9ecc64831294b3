"""What only the real page can break: focus, keys, what a press means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.domain.papers import PaperStatus
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.reception.page import ReceptionPage
from agent_desk.ui.pages.reception.papers_view import PapersView
from agent_desk.ui.pages.reception.sitting import Step, Who
from agent_desk.ui.rows import StepState
from agent_desk.ui.widgets.choices import ChoiceButton
from tests.support.desks import BIRTH, a_supplement_request
from tests.ui.pages.reception.bench import (
    CARD,
    Bench,
    a_bench,
    a_scan_file,
    answer_plainly,
    greet_with_card,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


class Shown:
    """A page in a window of its own."""

    def __init__(self, bench: Bench, files: list[Path], qtbot: QtBot) -> None:
        self.bench = bench
        self.files = files
        self.page = ReceptionPage(bench.presenter, lambda _page, _title: tuple(self.files))
        self.page.resize(1240, 700)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.page.on_shown()
        qtbot.waitUntil(lambda: self.page.isActiveWindow())

    def focused(self) -> QWidget:
        widget = self.page.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.focused(), key)

    @property
    def papers(self) -> PapersView:
        view = self.page.views[Step.PAPERS]
        assert isinstance(view, PapersView)
        return view

    def status(self, key: str) -> PaperStatus:
        view = self.bench.presenter._counter.sitting.view
        assert view is not None
        now = self.bench.t.view(view.dossier_id)
        return next(p.status for p in now.papers if p.component_id == key)


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[Shown]:
    bench = a_bench(tmp_path / "desk")
    made = Shown(bench, [a_scan_file(tmp_path)], qtbot)
    yield made
    made.page.hide()
    bench.t.close()


def at_papers(shown: Shown, channel: str = "post") -> None:
    greet_with_card(shown.bench)
    shown.bench.presenter.procedure.choose(BIRTH)
    answer_plainly(shown.bench, channel)
    shown.bench.presenter.go_on()


def test_the_first_thing_waited_for_is_a_card(shown: Shown) -> None:
    assert shown.focused().accessibleName() == "Card, number or name"


def test_a_card_without_a_known_phone_leads_to_the_phone(shown: Shown) -> None:
    QTest.keyClicks(shown.focused(), "001190000123")
    shown.press(Qt.Key.Key_Return)
    assert shown.focused().accessibleName().startswith("Full name")
    shown.bench.presenter.citizen.take_scan(CARD)
    shown.page.views[Step.CITIZEN]._focus_next()  # type: ignore[attr-defined]
    assert shown.focused().accessibleName() == "Phone"


def test_a_field_is_brought_into_form_only_when_it_is_left(shown: Shown) -> None:
    field = shown.page.views[Step.CITIZEN].submitter.fields["birth"]  # type: ignore[attr-defined]
    field.setFocus()
    QTest.keyClicks(field.entry, "050385")
    assert field.text() == "050385"
    shown.page.footer.primary_button.setFocus()
    assert field.text() == "05/03/1985"


def test_next_with_a_wrong_field_goes_to_it(shown: Shown) -> None:
    shown.bench.presenter.citizen.leave(Who.SUBMITTER, "name", "Lê Văn An")
    shown.bench.presenter.citizen.leave(Who.SUBMITTER, "phone", "0123")
    shown.page.footer.primary_button.click()
    assert shown.focused().accessibleName() == "Phone"
    assert shown.focused().accessibleDescription()


def test_consent_is_answered_with_digits_alone(shown: Shown) -> None:
    shown.bench.presenter.citizen.take_scan(CARD)
    shown.bench.presenter.go_on()
    shown.press(*[Qt.Key.Key_1] * 3, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert shown.bench.presenter.state.step is Step.PROCEDURE
    agreed = shown.bench.presenter._counter.sitting.agreed
    assert agreed == {"filing", "carriage", "result_delivery"}


def test_a_digit_answers_and_the_next_question_has_the_focus(shown: Shown) -> None:
    greet_with_card(shown.bench)
    shown.bench.presenter.procedure.choose(BIRTH)
    shown.press(Qt.Key.Key_2, Qt.Key.Key_1)
    step = shown.bench.presenter.state.case
    assert step is not None
    assert len(step.answered) == 2
    assert isinstance(shown.focused(), ChoiceButton)


def test_space_zero_and_star_mark_the_paper_in_hand(shown: Shown) -> None:
    at_papers(shown)
    shown.press(Qt.Key.Key_Space)
    assert shown.status("to_khai") is PaperStatus.ORIGINAL
    shown.press(Qt.Key.Key_0)
    assert shown.status("giay_chung_sinh") is PaperStatus.MISSING
    shown.papers.items["giay_to_cu_tru"].setFocus()
    shown.press(Qt.Key.Key_Asterisk)
    assert shown.status("giay_to_cu_tru") is PaperStatus.NOT_NEEDED


def test_a_required_paper_cannot_be_called_not_needed(shown: Shown) -> None:
    at_papers(shown)
    shown.press(Qt.Key.Key_Asterisk)
    assert shown.status("to_khai") is PaperStatus.UNSEEN


def test_up_and_down_go_from_paper_to_paper(shown: Shown) -> None:
    at_papers(shown)
    shown.press(Qt.Key.Key_Down)
    assert shown.focused() is shown.papers.items["giay_chung_sinh"]
    shown.press(Qt.Key.Key_Up)
    assert shown.focused() is shown.papers.items["to_khai"]


def test_a_file_goes_to_the_paper_in_hand_and_the_focus_to_the_next(shown: Shown) -> None:
    at_papers(shown)
    action = shown.page.key_actions().of(Key.F7)
    assert action is not None
    action.run()
    assert shown.status("to_khai") is PaperStatus.SCAN
    assert shown.focused() is shown.papers.items["giay_chung_sinh"]


def test_escape_goes_back_and_loses_nothing(shown: Shown) -> None:
    at_papers(shown)
    action = shown.page.key_actions().of(Key.ESC)
    assert action is not None
    action.run()
    assert shown.bench.presenter.state.step is Step.CASE
    assert len(shown.bench.presenter._counter.sitting.answers) == 9


def test_any_part_can_be_opened_from_the_task_list(shown: Shown) -> None:
    at_papers(shown)
    shown.page.tasks.picked.emit("citizen")
    assert shown.bench.presenter.state.step is Step.CITIZEN
    shown.page.tasks.picked.emit("check")
    assert shown.bench.presenter.state.step is Step.CHECK


def test_a_line_of_the_check_goes_back_to_its_part(shown: Shown) -> None:
    at_papers(shown)
    shown.bench.presenter.open_step(Step.CHECK)
    shown.press(Qt.Key.Key_Return)
    assert shown.bench.presenter.state.step is Step.PAPERS


def test_a_supplement_shows_the_words_of_the_authority_and_is_sent_once(shown: Shown) -> None:
    dossier_id = a_supplement_request(shown.bench.t)
    shown.bench.presenter.open_case(dossier_id)
    step = shown.bench.presenter.state.papers
    assert step is not None
    assert step.request[0] == "blurred"
    assert shown.focused() is shown.papers.items["giay_chung_sinh"]
    action = shown.page.key_actions().of(Key.F7)
    assert action is not None
    action.run()
    shown.page.footer.primary_button.click()
    shown.page.footer.primary_button.click()
    assert shown.bench.t.view(dossier_id).state.value == "in_process"


def test_leaving_the_page_keeps_what_was_typed(shown: Shown) -> None:
    QTest.keyClicks(shown.page.views[Step.CITIZEN].submitter.fields["name"].entry, "Le Van")  # type: ignore[attr-defined]
    shown.page.on_hidden()
    again = shown.bench.sit_down_again()
    again.presenter.resume()
    assert again.presenter.state.citizen is not None
    assert again.presenter.state.citizen.submitter.form.name == "Le Van"


def test_typing_is_saved_half_a_second_after_the_last_key(shown: Shown, qtbot: QtBot) -> None:
    QTest.keyClicks(shown.page.views[Step.CITIZEN].submitter.fields["name"].entry, "Le Van")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown.bench.presenter.state.footer.saved != "", timeout=5_000)


def test_every_part_says_its_state_in_words(shown: Shown) -> None:
    at_papers(shown)
    tasks = {task.key: task.state for task in shown.bench.presenter.state.tasks}
    assert tasks["citizen"] is StepState.COMPLETE
    assert tasks["papers"] is StepState.IN_WORK
    assert tasks["check"] is StepState.MISSING
