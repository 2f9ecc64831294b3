"""Real key events over real widgets: a scan presses nothing, a person's key always arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agent_desk.ui.scanning_filter import ScanFilter
from agent_desk.ui.widgets.dialogs import ConfirmDialog
from agent_desk.ui.widgets.fields import Field
from tests.ui.keyboards import Keyboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

CODE = "001022611230147"
CARD = "001190000123||Nguyen Thi Mau|01021990|Nu|So 1 Pho Mau|15082022"


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = Field("Họ và tên")
        self.line = self.field.entry
        assert isinstance(self.line, QLineEdit)
        self.area = QPlainTextEdit()
        self.button = QPushButton("Xoá")
        self.list = QListWidget()
        self.list.addItems(["an", "binh", "0 chi", "1 dung"])
        self.combo = QComboBox()
        self.combo.addItems(["0 một", "1 hai"])
        layout = QVBoxLayout(self)
        for widget in (self.field, self.area, self.button, self.list, self.combo):
            layout.addWidget(widget)


@pytest.fixture
def desk(qtbot: QtBot, desk_app: QApplication) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    QTest.qWaitForWindowActive(desk)
    return desk


@pytest.fixture
def watch(desk: Desk, desk_app: QApplication) -> Iterator[ScanFilter]:
    watch = ScanFilter(desk_app)
    watch.codes = []  # type: ignore[attr-defined]
    watch.scanned.connect(lambda burst: watch.codes.append(burst.text))  # type: ignore[attr-defined]
    yield watch
    watch.stop()


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


def test_an_entry_is_put_back_with_selection_and_caret(desk, watch, keys):
    desk.line.setText("Nguyễn Văn An")
    desk.line.setFocus()
    desk.line.setSelection(10, -3)  # the caret stands before the selection
    edited = []
    desk.line.textEdited.connect(edited.append)
    keys.scan(CODE + "\r")
    assert watch.codes == [CODE]
    assert desk.line.text() == "Nguyễn Văn An"
    assert (desk.line.cursorPosition(), desk.line.selectedText()) == (7, "Văn")
    assert edited[-1] == "Nguyễn Văn An"  # who keeps what is typed heard of it


def test_enter_of_the_scanner_enters_no_field(desk, watch, keys):
    entered = []
    desk.field.entered.connect(lambda: entered.append(1))
    desk.line.setFocus()
    keys.scan(CODE + "\r")
    assert (watch.codes, entered) == ([CODE], [])


def test_what_a_person_typed_before_a_scan_can_still_be_undone(desk, watch, keys):
    desk.line.setFocus()
    QTest.keyClicks(desk.line, "Lan")
    keys.scan(CODE + "\r")
    assert desk.line.text() == "Lan"
    while desk.line.isUndoAvailable():
        desk.line.undo()
    assert desk.line.text() == ""


def test_a_text_area_is_put_back_with_its_selection(desk, watch, keys):
    desk.area.setPlainText("dòng một\ndòng hai")
    desk.area.setFocus()
    cursor = desk.area.textCursor()
    cursor.setPosition(8)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    desk.area.setTextCursor(cursor)
    keys.scan(CARD + "\r")
    after = desk.area.textCursor()
    assert desk.area.toPlainText() == "dòng một\ndòng hai"
    assert (after.anchor(), after.position()) == (8, 5)


@pytest.mark.parametrize("end", ["\r", "\t", "\r\r", "\x1d\r", "\r\t"])
def test_no_end_of_a_scan_presses_a_button_or_moves_the_focus(desk, watch, keys, end):
    pressed = []
    desk.button.clicked.connect(lambda: pressed.append(1))
    desk.button.setFocus()
    keys.scan("EA 123 456 785 VN" + end)  # a space would press it too
    assert len(watch.codes) == 1
    assert pressed == []
    assert desk.button.hasFocus()


def test_a_scan_over_a_delete_question_answers_nothing(desk, watch, keys):
    question = ConfirmDialog(desk, "Xoá hồ sơ?", "Không lấy lại được.")
    question.set_answers("Xoá", "Không")
    answers = []
    question.finished.connect(answers.append)
    question.open()
    QTest.qWaitForWindowActive(question)
    keys.scan(CODE + "\r")
    assert (watch.codes, answers, question.isVisible()) == ([CODE], [], True)
    question.reject()


def test_a_list_gets_a_persons_keys_in_their_order_and_a_scan_moves_nothing(desk, watch, keys):
    desk.list.setFocus()
    desk.list.setCurrentRow(0)
    keys.scan(CODE + "\r")
    assert desk.list.currentRow() == 0
    keys.now_ms += 500
    keys.press("1")
    QTest.qWait(80)
    assert desk.list.currentRow() == 3


def test_a_persons_space_on_a_button_acts_at_once(desk, watch, keys):
    pressed = []
    desk.button.clicked.connect(lambda: pressed.append(1))
    desk.button.setFocus()
    keys.press(" ")
    assert pressed == [1]


def test_a_kept_key_arrives_within_the_bound(desk, watch, keys):
    desk.list.setFocus()
    desk.list.setCurrentRow(0)
    keys.press("b")
    assert desk.list.currentRow() == 0
    deadline = QTimer()
    deadline.setSingleShot(True)
    deadline.start(1000)
    while desk.list.currentRow() == 0 and deadline.isActive():
        QApplication.processEvents()
    assert desk.list.currentRow() == 1


def test_a_person_in_an_entry_sees_each_key_at_once(desk, watch, keys):
    desk.line.setFocus()
    for char in "Lan 12":
        keys.now_ms += 90
        keys.press(char)
        assert desk.line.text().endswith(char)
    assert watch.codes == []


def test_a_few_quick_keys_reach_the_entry_in_order(desk, watch, keys):
    desk.line.setFocus()
    keys.scan("abc")
    keys.now_ms += 300
    keys.press("d")
    assert desk.line.text() == "abcd"


def test_a_code_without_an_end_is_read_after_a_silence(desk, watch, keys, qtbot):
    desk.line.setFocus()
    keys.scan(CODE)
    qtbot.waitUntil(lambda: watch.codes == [CODE], timeout=2000)
    assert desk.line.text() == ""


def test_a_scan_that_a_composing_program_rewrote_is_read_and_cleaned_up(desk, watch, keys):
    desk.line.setText("Hà")
    desk.line.setFocus()
    keys.scan("001190000123||")
    keys.compose(["N", "Ng", "Ngu", "Nguy", "Nguyê"], "Nguyê")
    keys.press("|")
    keys.press("\r")
    assert watch.codes == ["001190000123||Nguyê|"]
    assert desk.line.text() == "Hà"


def test_a_person_who_composes_is_left_alone(desk, watch, keys):
    desk.line.setFocus()
    for held in ["N", "Ng", "Ngu"]:
        keys.compose([held])
        QTest.qWait(55)
    keys.compose([], "Ngu")
    assert (desk.line.text(), watch.codes) == ("Ngu", [])


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_scan_over_an_open_drop_down_chooses_nothing(desk, watch, keys):
    desk.combo.setFocus()
    desk.combo.showPopup()
    QTest.qWaitForWindowExposed(desk.combo.view().window())
    keys.scan("1" + CODE + "\r")
    assert (watch.codes, desk.combo.currentIndex()) == (["1" + CODE], 0)
    desk.combo.hidePopup()


def test_keys_go_on_as_ever_when_the_filter_has_stopped(desk, watch, keys):
    desk.line.setFocus()
    watch.stop()
    keys.scan(CODE)
    assert desk.line.text() == CODE


def test_listening_gives_every_key_and_takes_none_for_a_scan(desk, watch, keys):
    desk.list.setFocus()
    heard = []
    watch.stroke.connect(lambda stroke: heard.append(stroke.text))
    watch.set_listening(is_listening=True)
    keys.scan("12ab", gap_ms=200)
    assert ("".join(heard), watch.codes, desk.list.currentRow()) == ("12ab", [], 0)
    watch.set_listening(is_listening=False)
    keys.scan(CODE + "\r")
    assert watch.codes == [CODE]


def test_the_focus_object_is_a_window_when_nothing_has_the_focus(desk, watch, keys):
    for widget in (desk.line, desk.area, desk.button, desk.list, desk.combo):
        widget.clearFocus()
    assert QGuiApplication.focusWindow() is not None
    keys.scan(CODE + "\r")
    desk.line.setFocus()
    keys.scan(CARD + "\r")
    assert watch.codes == [CODE, CARD]
