"""Painted lists: keys, places kept, speed, what screen readers hear."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from agent_desk.ui.rows import ListRow, Moment, Pair, StepState, Task
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.papers import KeyValue
from agent_desk.ui.widgets.progress import Stepper
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.states import state_word
from agent_desk.ui.widgets.task_list import TaskList
from agent_desk.ui.widgets.timeline import Timeline


def some_rows(count, first=0):
    return [
        ListRow(key=str(n), title=f"Việc {n}", subtitle="Nguyễn Văn Đức", pill="Quá hẹn",
                tone=Tone.WRONG, when="hẹn 20/11", action="Gọi")
        for n in range(first, first + count)
    ]  # fmt: skip


@pytest.fixture
def rows(desk_app, qtbot):
    view = RowList("Danh sách việc")
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.set_rows(some_rows(10))
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def test_rows_that_come_after_the_focus_have_a_current_one(rows):
    rows.set_rows([])
    rows.setFocus()
    rows.set_rows(some_rows(3))
    assert rows.current_key() == "0"


def test_down_down_enter_acts_on_the_third_row(rows, qtbot):
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(rows.acted) as told:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert told.args == ["2"]


def test_ctrl_enter_is_left_to_the_page(rows, qtbot):
    rows.setFocus()
    with qtbot.assertNotEmitted(rows.acted):
        QTest.keyClick(rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_button_of_a_row_acts_once_even_on_a_double_click(rows, qtbot):
    seen = []
    rows.acted.connect(seen.append)
    place = rows.button_rect("3").center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seen == ["3"]


def test_a_click_beside_the_button_only_selects(rows, qtbot):
    place = rows.button_rect("3").center()
    place.setX(300)
    with qtbot.assertNotEmitted(rows.acted):
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows.current_key() == "3"


def test_letters_are_not_taken_as_a_search_in_the_list(rows):
    rows.setFocus()
    rows.set_current("0")
    QTest.keyClicks(rows, "Viec 7")
    assert rows.current_key() == "0"


def test_a_refresh_keeps_the_current_row_and_the_place(rows):
    rows.set_rows(some_rows(100))
    rows.set_current("60")
    rows.scrollTo(rows.currentIndex())
    place = rows.verticalScrollBar().value()
    rows.set_rows([*some_rows(100)[:20], *some_rows(100)[21:]])
    assert rows.current_key() == "60"
    assert rows.verticalScrollBar().value() == place


def test_the_next_page_is_asked_for_once_at_the_end(rows, qtbot):
    rows.set_rows(some_rows(60), has_more=True)
    seen = []
    rows.end_reached.connect(lambda: seen.append(1))
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum() - 1)
    assert seen == [1]
    rows.append_rows(some_rows(60, 60))
    assert rows.count() == 120


def test_a_row_is_spoken_as_one_sentence(rows):
    spoken = QAccessible.queryAccessibleInterface(rows).child(0)
    text = spoken.text(QAccessible.Text.Name)
    assert text == "Quá hẹn, Việc 0, Nguyễn Văn Đức, hẹn 20/11, Gọi"


def test_a_task_says_its_state_as_a_word(desk_app, qtbot):
    tasks = TaskList("Các phần")
    qtbot.addWidget(tasks)
    tasks.set_tasks([Task(key="p", title="Giấy tờ", state=StepState.MISSING, subtitle="2/4")])
    spoken = QAccessible.queryAccessibleInterface(tasks).child(0)
    expected = f"Giấy tờ, {state_word(StepState.MISSING)}, 2/4"
    assert spoken.text(QAccessible.Text.Name) == expected


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_task_is_opened_by_key(desk_app, qtbot, key):
    tasks = TaskList("Các phần")
    qtbot.addWidget(tasks)
    tasks.set_tasks([Task(key=k, title=k, state=StepState.NOT_SEEN) for k in "ab"], "a")
    tasks.show()
    tasks.setFocus()
    QTest.keyClick(tasks, Qt.Key.Key_Down)
    with qtbot.waitSignal(tasks.picked) as told:
        QTest.keyClick(tasks, key)
    assert told.args == ["b"]


def test_a_timeline_speaks_title_time_and_detail(desk_app, qtbot):
    story = Timeline("Diễn biến")
    qtbot.addWidget(story)
    story.set_moments([Moment(title="Đã nộp", when="08:57", detail="3 tệp")])
    spoken = QAccessible.queryAccessibleInterface(story).child(0)
    assert spoken.text(QAccessible.Text.Name) == "Đã nộp, 08:57, 3 tệp"


def test_the_stages_say_where_the_dossier_is(desk_app, qtbot):
    stages = Stepper(("Tiếp nhận", "Thẩm tra", "Trả"), 1)
    qtbot.addWidget(stages)
    assert "Thẩm tra" in stages.accessibleName()
    assert "2" in stages.accessibleName()


def test_a_long_path_wraps_and_is_copied_without_the_breaks(desk_app, qtbot):
    path = "/home/buu-cuc/.local/share/agent_desk/du_lieu_that_cua_quay_so_mot"
    view = KeyValue([Pair(name="Thư mục dữ liệu", value=path)])
    qtbot.addWidget(view)
    value = view.findChildren(QLabel)[1]
    assert value.minimumSizeHint().width() < 160
    QTest.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == path
