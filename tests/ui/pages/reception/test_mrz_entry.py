"""The three lines on the back of a card, typed or pasted at Reception."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.ui.pages.reception.page import ReceptionPage
from agent_desk.ui.pages.reception.sitting import Step
from tests.support import desks
from tests.ui.pages.reception.bench import Bench, a_bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.ui.pages.reception.mrz_entry import MrzEntry

LINES = (
    "IDVNM1900001230001190000123<<1",
    "9002018F3002016VNM<<<<<<<<<<<0",
    "NGUYEN<<THI<MAU<<<<<<<<<<<<<<<",
)


class Shown:
    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.bench = bench
        self.page = ReceptionPage(bench.presenter, lambda _page, _title: ())
        self.page.resize(1240, 700)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.page.on_shown()
        qtbot.waitUntil(lambda: self.page.isActiveWindow())
        QTest.mouseClick(self.mrz.open_button, Qt.MouseButton.LeftButton)

    @property
    def mrz(self) -> MrzEntry:
        return self.page.views[Step.CITIZEN].mrz  # type: ignore[attr-defined]

    def type(self, *lines: str) -> None:
        for line in lines:
            QTest.keyClicks(self.page.focusWidget(), line)
            QTest.keyClick(self.page.focusWidget(), Qt.Key.Key_Return)

    @property
    def form(self):
        return self.bench.presenter._counter.sitting.submitter


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[Shown]:
    bench = a_bench(tmp_path / "desk")
    made = Shown(bench, qtbot)
    yield made
    made.page.hide()
    bench.t.close()


def test_three_typed_lines_fill_in_the_citizen_and_the_name_is_to_be_compared(shown):
    shown.type(*(line.lower() for line in LINES))
    assert (shown.form.name, shown.form.number) == ("NGUYEN THI MAU", "001 190 000 123")
    assert (shown.form.birth, shown.form.sex) == ("01/02/1990", "female")
    assert shown.form.unconfirmed == ("name",)
    assert not shown.mrz.fields["mrz1"].isVisible()


def test_the_wrong_line_is_marked_takes_the_focus_and_keeps_what_was_typed(shown):
    shown.mrz.take()
    assert all(field.error() for field in shown.mrz.fields.values())
    wrong = LINES[1].replace("900201", "900202")
    shown.type(LINES[0], wrong, LINES[2])
    errors = [bool(field.error()) for field in shown.mrz.fields.values()]
    assert errors == [False, True, False]
    assert shown.page.focusWidget() is shown.mrz.fields["mrz2"].entry
    assert shown.mrz.fields["mrz2"].text() == wrong
    assert shown.form.is_empty


def test_all_three_lines_may_be_pasted_into_the_first(shown):
    shown.mrz.fields["mrz1"].set_text("".join(LINES))
    shown.type("")
    assert shown.form.number == "001 190 000 123"


def test_the_known_spelling_replaces_a_name_without_accents(shown):
    desks.a_case(shown.bench.t)
    shown.type(*LINES)
    assert shown.form.name == "Nguyễn Thị Mẫu"
    assert shown.form.unconfirmed == ()
