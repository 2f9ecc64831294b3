"""Where room is scarce something gives way in a known order, and nothing is cut or covered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.ui.page import Page, PageSpec, WindowSpec
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.layout import FlowLayout, fix_width
from agent_desk.ui.widgets.panes import Pane, Panes
from tests.gallery import dress
from tests.support.geometry import faults

TITLES = ("Hôm nay", "Tiếp nhận", "Tài khoản", "Hồ sơ", "Kết quả", "Bàn giao", "Tại quầy",
          "Lớp học", "Tập dượt", "Đồng bộ", "Trợ giúp", "Thiết lập")  # fmt: skip
LONG = (
    "Quét thẻ được, nhưng số định danh trên thẻ đã thuộc về một người khác ở quầy này; hãy đối "
    "chiếu họ tên, ngày sinh và nơi cư trú rồi chọn lại người dân trong danh sách bên trái."
)
PILL = "Ngoại tuyến · 171 việc chờ gửi, an toàn trên máy"


@pytest.fixture
def window(qtbot, desk_app):
    pages = tuple(PageSpec(key=title, icon="house", title=title, factory=Page) for title in TITLES)
    spec = WindowSpec(
        product="Agent Desk", letters="AD", pages=pages, search_placeholder="Tìm hồ sơ, số, tên"
    )
    made = MainWindow(spec)
    made.set_clerk("Trần Thu Hà", "Bưu cục Yên Hòa · Quầy 02")
    made.set_connection(PILL, is_online=False)
    made.set_badge("Kết quả", 120)
    made.resize(1024, 640)
    made.show()
    made.open_page("Hôm nay")
    yield made
    made.dispose()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_twelve_pages_stand_in_the_rail_without_scrolling(window, desk_app, percent):
    dress(desk_app, "light", percent)
    settle()
    rail = window._rail
    ends = [rail.button(title).mapTo(rail, QPoint(0, 0)).y() for title in TITLES]
    assert ends == sorted(ends)
    last = rail.button(TITLES[-1])
    assert ends[0] >= 0
    assert ends[-1] + last.height() <= rail.height()
    assert faults(window) == []


def test_the_top_bar_says_less_when_it_is_narrow_and_all_of_it_to_a_screen_reader(window, desk_app):
    dress(desk_app, "light", 200)
    settle()
    pill = window._top.connection
    assert not window._top._place.isVisible()
    assert pill.text() == "Ngoại tuyến · 171 việc chờ gửi"
    assert pill.accessibleName() == PILL
    dress(desk_app, "light", 100)
    settle()
    assert window._top._place.isVisible()
    assert pill.text() == PILL


def test_the_longest_name_of_a_clerk_fits_the_top_bar(window, desk_app):
    name = "Nguyễn Phước Công Tằng Tôn Nữ Quỳnh Như Ý Ngọc Diễm Hương Ẫm Ỹ Ộ Ế Thị Hoàng Uyển"
    window.set_clerk(name, "Bưu cục Yên Hòa · Quầy 02")
    for percent in (100, 200):
        dress(desk_app, "light", percent)
        settle()
        assert faults(window) == []


def test_a_long_toast_is_whole_beside_the_rail_and_grows_with_the_text(window, desk_app):
    window.toast.show_message(LONG, Tone.WRONG, "Xem lại")
    for percent in (100, 150, 200):
        dress(desk_app, "light", percent)
        settle()
        words = window.toast._text
        assert words.height() >= words.heightForWidth(words.width())
        assert window.toast.x() >= window._rail.width()
        assert window.toast.geometry().bottom() < window.centralWidget().height()


@pytest.mark.usefixtures("desk_app")
def test_a_button_beside_a_field_stands_with_its_entry_also_under_an_error(qtbot):
    sheet = QWidget()
    flow = FlowLayout(8, 8)
    field, button = Field("Số hồ sơ", "Quét hoặc gõ"), Button("Tra cứu")
    flow.addWidget(field)
    flow.addWidget(button)
    sheet.setLayout(flow)
    qtbot.addWidget(sheet)
    sheet.resize(600, 140)
    sheet.show()
    for error in ("", "Không có hồ sơ nào mang số này."):
        field.set_error(error)
        settle()
        frame = field.entry.parentWidget()
        middle = frame.mapTo(sheet, frame.rect().center()).y()
        assert abs(middle - button.geometry().center().y()) <= 3


@pytest.mark.usefixtures("desk_app")
def test_a_hidden_pane_leaves_its_room_to_the_others(qtbot):
    left, right = QWidget(), QWidget()
    panes = Panes(Pane(widget=left, share=6), Pane(widget=right, share=4))
    qtbot.addWidget(panes)
    panes.resize(1200, 400)
    panes.show()
    settle()
    assert left.width() < 800
    right.hide()
    settle()
    assert left.width() >= panes.viewport().width()
    right.show()
    settle()
    assert panes.columns() == 2
    assert left.width() < 800


def test_a_fixed_width_follows_the_text_size(qtbot, desk_app):
    widget = QWidget()
    qtbot.addWidget(widget)
    fix_width(widget, 100)
    assert widget.width() == 100
    dress(desk_app, "light", 200)
    assert widget.width() == 200
