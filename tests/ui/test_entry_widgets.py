"""Buttons, choices, fields, search, dialogs: keys, words for screen readers, input methods."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from agent_desk.ui.widgets.cards import StatCard
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.dialogs import ConfirmDialog
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.messages import ErrorSummary, FieldError
from agent_desk.ui.widgets.search_box import DEBOUNCE_MS, SearchBox

ANSWERS = [Choice(key=k, label=f"Câu trả lời {k}") for k in ("a", "b", "c")]


@pytest.fixture
def window(desk_app, qtbot):
    """Give a shown, active window to put widgets into."""
    holder = QWidget()
    holder.resize(700, 600)
    QVBoxLayout(holder)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    return holder


def put(window, widget):
    window.layout().addWidget(widget)
    widget.show()
    return widget


def type_letter(widget, letter):
    """Send one letter as a keyboard program does; QTest knows only ASCII."""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_focused_button_acts_on_enter_and_space(window, qtbot, key):
    button = put(window, Button("In phiếu", key="F8"))
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_holding_enter_presses_once(window):
    button, seen = put(window, Button("Nộp")), []
    button.clicked.connect(lambda: seen.append(1))
    for repeats in (False, True, True):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return,
                          Qt.KeyboardModifier.NoModifier, "\r", repeats)  # fmt: skip
        QApplication.sendEvent(button, event)
    assert seen == [1]


@pytest.mark.parametrize("kind", list(ButtonKind))
def test_no_button_is_smaller_than_a_finger_or_a_default_by_accident(window, kind):
    button = put(window, Button("In", kind))
    assert button.sizeHint().height() >= 32
    assert not button.autoDefault()


def test_a_button_says_its_word_and_its_key(window):
    button = put(window, Button("Quét & lưu", key="F7"))
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Quét & lưu"
    assert spoken.text(QAccessible.Text.Description) == "F7"
    assert button.shortcut().isEmpty()


def test_a_number_opens_its_rows_by_key_when_it_was_made_clickable(window, qtbot):
    card = put(window, StatCard("Kết quả chờ trả", "3"))
    card.make_clickable()
    card.setFocus()
    with qtbot.waitSignal(card.clicked):
        QTest.keyClick(card, Qt.Key.Key_Return)


def test_an_icon_button_has_a_name(window):
    spoken = QAccessible.queryAccessibleInterface(put(window, IconButton("x", "Đóng")))
    assert spoken.text(QAccessible.Text.Name) == "Đóng"


def test_a_digit_chooses_its_answer(window, qtbot):
    group = put(window, ChoiceGroup("Câu hỏi", ANSWERS))
    group.setFocus()
    with qtbot.waitSignal(group.chosen) as told:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert told.args == ["b"]
    assert group.chosen_key() == "b"


def test_arrows_move_between_answers_without_choosing_and_enter_chooses(window, qtbot):
    group = put(window, ChoiceGroup("Câu hỏi", ANSWERS))
    group.setFocus()
    with qtbot.assertNotEmitted(group.chosen):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(group.chosen) as told:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told.args == ["c"]


def test_an_answer_already_given_can_be_confirmed_again(window, qtbot):
    group = put(window, ChoiceGroup("Câu hỏi", ANSWERS, "a"))
    group.setFocus()
    with qtbot.waitSignal(group.chosen) as told:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told.args == ["a"]


def test_a_field_tells_screen_readers_its_label_hint_and_error(window):
    field = put(window, Field("Ngày sinh", "ngày/tháng/năm"))
    field.set_error("Tháng 2 không có ngày 31.")
    spoken = QAccessible.queryAccessibleInterface(field.entry)
    assert spoken.text(QAccessible.Text.Name) == "Ngày sinh"
    described = spoken.text(QAccessible.Text.Description)
    assert described == "Tháng 2 không có ngày 31. ngày/tháng/năm"


def test_a_pasted_number_with_spaces_is_kept_whole(window):
    field = put(window, Field("Số định danh"))
    QApplication.clipboard().setText("001 085 012 345 ")
    field.entry.setFocus()
    QTest.keyClick(field.entry, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "001 085 012 345 "


def test_a_field_says_when_it_is_left_so_that_nothing_is_validated_earlier(window, qtbot):
    field, other = put(window, Field("Họ tên")), put(window, Field("Khác"))
    field.entry.setFocus()
    with qtbot.assertNotEmitted(field.left):
        QTest.keyClicks(field.entry, "Nguyen")
    with qtbot.waitSignal(field.left):
        other.entry.setFocus()


def test_the_wheel_does_not_change_a_picker_without_focus(window, qtbot):
    picker = put(window, Picker())
    picker.addItems(["một", "hai", "ba"])
    put(window, Button("khác")).setFocus()
    middle = picker.rect().center()
    QTest.wheelEvent(picker.window().windowHandle(), picker.mapTo(window, middle),
                     picker.rect().center() * 0 + type(middle)(0, -240))  # fmt: skip
    assert picker.currentText() == "một"


def test_search_waits_until_three_edits_of_one_letter_are_over(window, qtbot):
    box, seen = put(window, SearchBox("Tìm")), []
    box.search_requested.connect(seen.append)
    box.line.setFocus()
    for key in ("a", None, "â"):
        if key is None:
            QTest.keyClick(box.line, Qt.Key.Key_Backspace)
        else:
            type_letter(box.line, key)
    assert seen == []
    with qtbot.waitSignal(box.search_requested, timeout=DEBOUNCE_MS * 20):
        pass
    assert seen == ["â"]


def test_nothing_is_searched_while_a_syllable_is_being_composed(window, qtbot):
    box = put(window, SearchBox("Tìm"))
    box.line.setFocus()
    with qtbot.assertNotEmitted(box.search_requested, wait=DEBOUNCE_MS + 60):
        QApplication.sendEvent(box.line, QInputMethodEvent("nguyê", []))
    done = QInputMethodEvent()
    done.setCommitString("nguyễn")
    with qtbot.waitSignal(box.search_requested) as told:
        QApplication.sendEvent(box.line, done)
    assert told.args == ["nguyễn"]


def test_results_are_chosen_by_arrow_and_enter_while_the_cursor_stays(window, qtbot):
    box = put(window, SearchBox("Tìm"))
    box.line.setFocus()
    QTest.keyClicks(box.line, "mai")
    qtbot.waitSignal(box.search_requested).wait()
    box.set_results("mai", [ListRow(key="1", title="Mai"), ListRow(key="2", title="Lê Mai")], "")
    assert box.popup.isVisible()
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.result_chosen) as told:
        QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert told.args == ["2"]
    assert box.line.hasFocus()
    assert not box.popup.isVisible()


def test_late_results_of_an_older_text_are_dropped(window):
    box = put(window, SearchBox("Tìm"))
    box.line.setFocus()
    QTest.keyClicks(box.line, "mai")
    box.set_results("ma", [ListRow(key="1", title="Ma")], "Không có.")
    assert not box.popup.isVisible()


def test_escape_closes_results_then_empties_the_box(window):
    box = put(window, SearchBox("Tìm"))
    box.line.setFocus()
    QTest.keyClicks(box.line, "mai")
    box.set_results("mai", [], "Không thấy. Hãy thử số tham chiếu.")
    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert (box.popup.isVisible(), box.text()) == (False, "mai")
    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_a_line_of_the_error_summary_goes_to_its_field(window):
    field, summary = put(window, Field("Ngày sinh")), put(window, ErrorSummary())
    summary.set_errors("Còn 1 chỗ cần sửa", [FieldError(message="Sai.", widget=field)])
    assert summary.hasFocus()
    summary.findChild(Button).click()
    assert field.entry.hasFocus()


def test_a_question_has_no_default_button_and_stands_on_no(window, qtbot):
    dialog = ConfirmDialog(window, "Hủy hồ sơ?", "Hồ sơ 014 của bà Mai sẽ bị hủy.")
    dialog.set_answers("Hủy hồ sơ", "Giữ lại")
    dialog.show()
    assert dialog.default_buttons() == []
    assert dialog.focusWidget().text() == "Giữ lại"
    dialog.reject()


def test_a_picker_fills_its_field_also_after_its_choices_came_late(desk_app, qtbot):
    picker = Picker()
    field = Field("Giao dịch viên", entry=picker)
    qtbot.addWidget(field)
    field.resize(400, field.sizeHint().height())
    field.show()
    picker.addItem("Trần Thu Hà", "1")
    with qtbot.assertNotEmitted(field.destroyed, wait=60):  # Qt adjusts a box after 20 ms
        assert picker.width() > 300
    assert picker.width() > 300
