"""A second card while a citizen is served: whose it is decides what it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.domain.scan import classify
from agent_desk.ui.pages.reception.page import ReceptionPage
from agent_desk.ui.widgets.choices import ChoiceButton
from tests.ui.pages.reception.bench import CARD, Bench, a_bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.ui.pages.reception.sitting import Sitting

MOTHER = CARD.replace("001190000123", "001165000456").replace("01021990", "01021965")


class Shown:
    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.bench = bench
        self.page = ReceptionPage(bench.presenter, lambda _page, _title: ())
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.on_shown()

    def scan(self, text: str) -> bool:
        taken = self.page.take_scan(classify(text, self.bench.t.desk.today()))
        if not taken and "|" in text:
            card = classify(text, self.bench.t.desk.today()).value
            self.bench.presenter.greet(card)
        return taken

    def answer(self, digit: int) -> None:
        question = self.page.whose_card.question
        assert question is not None
        buttons = question.findChildren(ChoiceButton)
        QTest.mouseClick(buttons[digit - 1], Qt.MouseButton.LeftButton)

    @property
    def sitting(self) -> Sitting:
        return self.bench.presenter._counter.sitting


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[Shown]:
    bench = a_bench(tmp_path / "desk")
    made = Shown(bench, qtbot)
    assert not made.scan(CARD)  # nobody is served: the card greets
    yield made
    made.page.hide()
    bench.t.close()


def test_another_card_may_be_the_owners(shown):
    assert shown.scan(MOTHER)
    shown.answer(1)
    assert shown.sitting.is_for_other
    assert shown.sitting.owner.number == "001 165 000 456"
    assert shown.sitting.submitter.number == "001 190 000 123"


def test_another_card_may_be_the_right_one_of_who_stands_here(shown):
    shown.scan(MOTHER)
    shown.answer(2)
    assert shown.sitting.submitter.number == "001 165 000 456"
    assert not shown.sitting.is_for_other


def test_another_card_may_be_a_new_citizens(shown):
    shown.scan(MOTHER)
    shown.answer(3)
    assert shown.sitting.submitter.number == "001 165 000 456"
    assert [case.submitter.number for case in shown.bench.presenter._counter.parked] == [
        "001 190 000 123"
    ]


def test_who_said_that_it_is_for_somebody_else_is_not_asked_again(shown):
    assert not shown.scan(CARD)
    assert not shown.scan("8934563138165")
    shown.bench.presenter.citizen.set_for_other(is_for_other=True)
    assert shown.scan(MOTHER)
    assert shown.page.whose_card.question is None
    assert shown.sitting.owner.number == "001 165 000 456"
