"""No page cuts, covers or loses a word; the long form is ``python -m tests.contact_sheet``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desk import i18n
from agent_desk.ui import theme
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.fields import Picker
from agent_desk.ui.widgets.text import Text
from tests.gallery import dress
from tests.support.geometry import faults
from tests.support.shots import SHOTS, fill_folder, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

_SLOW = ("capture",)
"""Looks for scanners in the network first; the contact sheet has it."""


@pytest.fixture(autouse=True)
def _as_before(desk_app: QApplication) -> Iterator[None]:
    was = i18n._active
    yield
    i18n._active = was


def test_every_page_fits_the_smallest_screen_at_twice_the_text_size(
    desk_app: QApplication, tmp_path: Path
) -> None:
    filled, clock = fill_folder(tmp_path)
    found = []
    with open_desk(tmp_path, clock=clock, filled=filled) as shown:
        dress(desk_app, "light", 200)
        shown.desk.window.resize(1024, 640)
        for name, show in SHOTS.items():
            if name in _SLOW:
                continue
            show(shown)
            shown.settle()
            found += [f"{name}: {fault}" for fault in faults(shown.desk.window)]
    assert found == []


# The checker itself


def a_sheet(qtbot: QtBot, *children: QWidget) -> QWidget:
    sheet = QWidget()
    layout = QVBoxLayout(sheet)
    for child in children:
        layout.addWidget(child)
    qtbot.addWidget(sheet)
    sheet.resize(300, 200)
    sheet.show()
    return sheet


@pytest.mark.usefixtures("desk_app")
def test_words_with_too_little_height_are_found(qtbot: QtBot) -> None:
    words = Text("Nhiều chữ hơn một dòng, nên phải xuống dòng thứ hai và thứ ba.")
    sheet = a_sheet(qtbot, words)
    assert faults(sheet) == []
    words.setFixedHeight(20)
    assert any(fault.startswith("cut: Text") for fault in faults(sheet))


@pytest.mark.usefixtures("desk_app")
def test_what_lies_over_its_neighbor_is_found(qtbot: QtBot) -> None:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.addWidget(Button("Một"), 0, 0)
    grid.addWidget(Button("Hai"), 0, 0)
    qtbot.addWidget(sheet)
    sheet.show()
    assert any(fault.startswith("covered") for fault in faults(sheet))


@pytest.mark.usefixtures("desk_app")
def test_what_reaches_out_of_its_parent_is_found(qtbot: QtBot) -> None:
    one = Button("Một")
    sheet = a_sheet(qtbot, one)
    one.move(280, 190)
    assert any(fault.startswith("outside") for fault in faults(sheet))


@pytest.mark.usefixtures("desk_app")
def test_words_painted_wider_than_their_place_are_found(qtbot: QtBot) -> None:
    class Painted(QWidget):
        def paintEvent(self, _event: object) -> None:  # noqa: N802
            from PySide6.QtGui import QPainter

            paint.draw_text(QPainter(self), QRect(0, 0, 30, 20), "Khôngvừachỗnày", paint.Ink())

    assert any(fault.startswith("painted") for fault in faults(a_sheet(qtbot, Painted())))


@pytest.mark.usefixtures("desk_app")
def test_a_choice_that_is_too_long_says_itself_whole_in_its_tool_tip(qtbot: QtBot) -> None:
    picker = Picker()
    picker.addItem("Máy in ở phòng giao dịch số ba, tầng hai, cạnh cửa sổ phía đông")
    sheet = a_sheet(qtbot, picker)
    picker.setFixedWidth(90)
    assert faults(sheet) == []
    assert picker.toolTip() == picker.currentText()
    assert theme.current().text_percent == 100
