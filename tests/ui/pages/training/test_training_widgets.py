"""What only the window can break: ticks and days by keyboard, the wall, a narrow place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.ui.month_cells import DayCell, add_months, days_of
from agent_desk.ui.pages.training.attendance_list import AttendanceList
from agent_desk.ui.pages.training.register_page import RegisterPage
from agent_desk.ui.pages.training.wall import WallList, WallName
from agent_desk.ui.rows import ListRow
from agent_desk.ui.wall_window import WallWindow
from agent_desk.ui.widgets.field_row import FieldRow
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.month_grid import MonthGrid
from tests.support.checked import a_session

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.pages.training.bench import Bench

pytestmark = pytest.mark.usefixtures("desk_app")
DAY = date(2026, 11, 24)


def test_a_name_and_two_enters_put_somebody_on_the_list_and_space_ticks(
    bench: Bench, qtbot: QtBot
) -> None:
    page = RegisterPage(bench.register)
    qtbot.addWidget(page)
    bench.register.open_session(a_session(bench.t))
    for name in ("Lan", "Lan"):
        QTest.keyClicks(page.name.entry, name)
        QTest.keyClick(page.name.entry, Qt.Key.Key_Return)
        QTest.keyClick(page.birth.entry, Qt.Key.Key_Return)
        assert page.name.text() == ""
    rows = page.list.rows()
    assert [row.title for row in rows] == ["Lan", "Lan"]

    page.list.set_current(rows[0].key)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert [row.pill for row in page.list.rows()] != [row.pill for row in rows]


def test_zero_on_a_row_is_who_will_not_come(qtbot: QtBot) -> None:
    rows = AttendanceList("Người học")
    qtbot.addWidget(rows)
    rows.set_rows([ListRow(key="a", title="Lan")])
    rows.set_current("a")
    with qtbot.waitSignal(rows.missed) as told:
        QTest.keyClick(rows, Qt.Key.Key_0)
    assert told.args == ["a"]


def test_the_calendar_moves_by_day_week_month_and_opens_with_enter(qtbot: QtBot) -> None:
    grid = MonthGrid("Lịch", ("T2", "T3", "T4", "T5", "T6", "T7", "CN"))
    qtbot.addWidget(grid)
    cells = tuple(DayCell(day=day, spoken=f"{day:%d/%m}") for day in days_of(DAY))
    grid.show_month(cells, DAY)
    gone: list[date] = []
    grid.picked.connect(gone.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        QTest.keyClick(grid, key)
    week = timedelta(days=7)
    assert gone == [DAY - timedelta(days=1), DAY + week, date(2026, 12, 24), date(2026, 11, 23)]
    with qtbot.waitSignal(grid.acted):
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert grid.accessibleDescription() == "24/11"
    assert cells[0].day.weekday() == 0


def test_a_month_is_never_skipped_because_it_is_short() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 5), 1) == date(2027, 1, 5)
    assert add_months(date(2026, 1, 5), -1) == date(2025, 12, 5)


def test_three_hundred_first_names_fit_the_shared_screen(qtbot: QtBot) -> None:
    names = tuple(WallName(name=f"Phương {n}", has_come=True) for n in range(300))
    wall = WallWindow()
    qtbot.addWidget(wall)
    wall.show_list(WallList(title="VNeID", when="14:00", names=names, note="Xin báo tên"))
    assert not wall.grab().isNull()
    with qtbot.waitSignal(wall.ended):
        QTest.keyClick(wall, Qt.Key.Key_Escape)


def test_fields_stand_under_each_other_where_the_place_is_narrow(qtbot: QtBot) -> None:
    line = FieldRow(Field("Tên"), Field("Năm"))
    qtbot.addWidget(line)
    line.show()
    line.resize(900, 100)
    assert not line.is_stacked()
    line.resize(120, 300)
    assert line.is_stacked()
