"""More sheets of the gallery: entries of forms, pages of papers, what lies over the window."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_desk.ids import ClerkId
from agent_desk.queries.desk import ClerkRow
from agent_desk.ui.form_rows import EntryKind, EntryRow, FormPicture, GroupRow, LineRow, SectionRow
from agent_desk.ui.help_texts import Block, BlockKind
from agent_desk.ui.lock_screen import LockScreen
from agent_desk.ui.month_cells import DayCell, days_of
from agent_desk.ui.page_cell import PageCell
from agent_desk.ui.rows import Choice, ListRow, Notice
from agent_desk.ui.table_rows import Table, TableCell, TableRow
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.case_tabs import CaseTabs, Stripe, TabRow
from agent_desk.ui.widgets.field_row import FieldRow
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.form_view import FormView
from agent_desk.ui.widgets.help_box import HelpBox
from agent_desk.ui.widgets.layout import row, spacer
from agent_desk.ui.widgets.month_grid import MonthGrid
from agent_desk.ui.widgets.notice_strip import NoticeStrip
from agent_desk.ui.widgets.page_preview import PagePreview
from agent_desk.ui.widgets.page_strip import PageStrip
from agent_desk.ui.widgets.page_view import PageView
from agent_desk.ui.widgets.palette import PaletteBox
from agent_desk.ui.widgets.pane_card import PaneCard
from agent_desk.ui.widgets.panes import SideAndMain
from agent_desk.ui.widgets.signature_pad import SignaturePad
from agent_desk.ui.widgets.speech import Bubble, Figure, Hair
from agent_desk.ui.widgets.suggest import Suggestions
from agent_desk.ui.widgets.table_list import TableList
from agent_desk.ui.widgets.tick import Tick
from tests.support.filled_desk import LONG_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE = QSize(1000, 700)


def _sheet(width: int) -> tuple[QWidget, QVBoxLayout]:
    sheet = QWidget()
    sheet.resize(width, 100)
    layout = QVBoxLayout(sheet)
    layout.setContentsMargins(20, 20, 20, 20)
    layout.setSpacing(14)
    return sheet, layout


def _room() -> QWidget:
    """Give the place under something that lies over the window."""
    window = QWidget()
    window.setProperty("picture_size", _SIZE)
    window.resize(_SIZE)
    return window


@cache
def _page() -> Image.Image:
    page = Image.new("RGB", (420, 594), "#ffffff")
    draw = ImageDraw.Draw(page)
    for line in range(14):
        draw.rectangle((40, 60 + line * 34, 380 - line % 3 * 60, 70 + line * 34), fill="#555555")
    return page


def _png() -> bytes:
    out = io.BytesIO()
    _page().save(out, "PNG")
    return out.getvalue()


def entries() -> QWidget:
    """Ticks and every kind of entry of an official form, right, doubtful and wrong."""
    sheet, layout = _sheet(760)
    on, off = Tick("Làm hộ người khác"), Tick("Chủ hồ sơ đã mất")
    on.setChecked(True)
    off.setEnabled(False)
    for tick in (on, off, Tick(f"Đồng ý {LONG_NAME} nhận thay kết quả và ký vào phiếu trả")):
        layout.addWidget(tick)
    kinds = {kind: f"Mục {kind.value} Ế Ộ Ỹ" for kind in EntryKind}
    rows = tuple(
        EntryRow(
            path=kind.value,
            label=label,
            kind=kind,
            text=LONG_NAME if kind is EntryKind.LINE else "",
            hint="Như trong giấy chứng sinh",
            error="Chưa nhập mục này." if kind is EntryKind.DIGITS else "",
            doubt="Khác với hồ sơ trước." if kind is EntryKind.LINE else "",
            mark="từ thẻ căn cước" if kind is EntryKind.LINE else "",
            is_wide=kind in (EntryKind.AREA, EntryKind.LINE),
            options=(Choice(key="a", label="Nữ"), Choice(key="b", label="Nam")),
        )
        for kind, label in kinds.items()
    )
    line = LineRow(title="Thành viên 1", entries=rows[:1], can_remove=True)
    group = GroupRow(path="g", label="Những người cùng đi", lines=(line,), add_label="Thêm người")
    form = FormView()
    section = SectionRow(title="Phần khai về trẻ", rows=(*rows, group))
    form.show_form(
        FormPicture(title="Tờ khai", summary="19 mục, 11 tự điền", note="", sections=(section,))
    )
    layout.addWidget(form)
    return sheet


def papers() -> QWidget:
    """Pages: a strip of them, one to be looked at, one that is missing, one as printed, a name."""
    sheet, layout = _sheet(900)
    strip = PageStrip("Các trang")
    cells = [
        PageCell(number=str(n), thumb=_png(), note=note, tone=tone, begins=begins)
        for n, (note, tone, begins) in enumerate(
            (
                ("rõ nét", Tone.GOOD, "Giấy chứng sinh"),
                ("mờ", Tone.WRONG, ""),
                ("nghiêng", Tone.WAITING, "Căn cước"),
            ),
            start=1,
        )
    ]
    strip.show_cells(tuple(cells), 1)
    layout.addWidget(strip)
    empty, full = PagePreview("Chưa có", "Quét thử: trang hiện ở đây."), PagePreview("Trang 1")
    full.show_picture(_png())
    view = PageView("Bản in")
    view.show_picture(_page().tobytes(), *_page().size, "Trang 1/1")
    for part in (empty, full, view):
        part.setFixedHeight(240)
        layout.addWidget(part)
    layout.addWidget(SignaturePad("Chữ ký", "Ký vào ô này"))
    return sheet


def standing() -> QWidget:
    """Lines under the top bar, open cases, a side that stacks, a field that suggests."""
    sheet, layout = _sheet(900)
    strip = NoticeStrip()
    strip.set_notices(
        [
            Notice(
                key=tone.value, text=f"{tone.value}: {LONG_NAME} Ế Ộ Ỹ.", tone=tone, action="Xem"
            )
            for tone in (Tone.WRONG, Tone.WAITING, Tone.BRAND)
        ]
    )
    layout.addWidget(strip)
    stripe = Stripe()
    stripe.set_number(1)
    stripe.setFixedHeight(6)
    layout.addWidget(stripe)
    tabs = CaseTabs("Các trường hợp đang mở")
    tabs.set_cases(
        [
            TabRow(key=str(n), letter="ABC"[n], color=n, title=title,
                   subtitle="để bên 3 phút", is_open=n == 1)
            for n, title in enumerate(("Nguyễn Thị Lan", LONG_NAME, "Bùi Đức Long"))
        ]
    )  # fmt: skip
    layout.addWidget(tabs)
    side, main = PaneCard(), Card("Chính")
    side.title.setText("Bên")
    side.end((Button("Xong"),))
    side.add(Button("Mở"))
    main.add(Button("In phiếu"))
    layout.addWidget(SideAndMain(side, main, side_width=260))
    field = Field("Phường, xã", "gõ không dấu cũng được")
    assert isinstance(field.entry, QLineEdit)
    field.suggestions = Suggestions(field.entry)  # type: ignore[attr-defined]
    layout.addLayout(row(field, spacer()))
    return sheet


def tables() -> QWidget:
    """A table where there is room for its columns, and the same where there is not."""
    sheet, layout = _sheet(900)
    rows = tuple(
        TableRow(
            key=name,
            title=name,
            cells=(
                TableCell(text="▲ Tự làm", tone=Tone.GOOD),
                TableCell(text="Có giúp", tone=Tone.WAITING),
                TableCell(text="Đã xem", tone=Tone.WRONG),
                TableCell(text="12"),
            ),
            is_total=name == "Cộng",
        )
        for name in ("Lê Thị Mai", LONG_NAME, "Cộng")
    )
    columns = ("Khóa, mở máy", "Nối Wi-Fi", "Giữ mã OTP", "Số")
    for width in (860, 320):
        made = TableList("Ai làm được gì")
        made.fit_height()
        made.setMaximumWidth(width)
        made.resize(width, 100)
        made.set_table(Table(head="Học viên", columns=columns, rows=rows))
        made.list.set_current("Lê Thị Mai")
        beside = QHBoxLayout()  # it takes the greatest width into account, a column does not
        beside.addWidget(made)
        layout.addLayout(beside)
    return sheet


def people_and_days() -> QWidget:
    """Who speaks and what is said, a month with a class and a holiday, fields in a row."""
    sheet, layout = _sheet(900)
    layout.addLayout(row(*(Figure(hair) for hair in Hair), spacer()))
    bubble = Bubble()
    bubble.say("Chào em, chị đi làm giấy khai sinh cho cháu, mà chưa biết phải mang theo gì.")
    layout.addWidget(bubble)
    month, today = date(2026, 11, 1), date(2026, 11, 25)
    cells = tuple(
        DayCell(
            day=day,
            lines=("14:00 VNeID",) if day.day == 9 else (),
            note="Ngày Văn hóa" if day.day == 24 else "",
            spoken=f"{day:%d/%m/%Y}",
            is_outside=day.month != month.month,
            is_today=day == today,
            is_rest=day.weekday() > 4,
        )
        for day in days_of(month)
    )
    grid = MonthGrid("Tháng 11/2026", ("T2", "T3", "T4", "T5", "T6", "T7", "CN"))
    grid.show_month(cells, today)
    grid.setMinimumHeight(300)
    layout.addWidget(grid)
    layout.addWidget(FieldRow(Field("Tên gọi"), Field("Sinh khoảng năm", "ví dụ 1950")))
    return sheet


def palette() -> QWidget:
    """The palette over a window."""
    window = _room()
    box = PaletteBox(window, "Tìm hoặc làm gì?", "↑ ↓ Enter Esc")
    rows = [
        ListRow(key=f"{n}", title=title, subtitle="Trang", pill="Ctrl P", pill_last=True)
        for n, title in enumerate(("Tiếp nhận", "Đăng ký khai sinh", LONG_NAME))
    ]
    box.open()
    box.show_rows(rows, "Đã tìm trong 42 thủ tục và 1.204 hồ sơ", "Không thấy gì.")
    return window


def help_box() -> QWidget:
    """Help for a field over a window."""
    window = _room()
    entry = QLineEdit(window)
    entry.setAccessibleName("Số định danh")
    entry.setGeometry(40, 40, 300, 40)
    box = HelpBox(window, "Trợ giúp", "Đóng")
    blocks = [
        Block(kind=BlockKind.TEXT, text="Mười hai chữ số trên thẻ căn cước."),
        Block(kind=BlockKind.PAIR, lead="Ví dụ", text="001 190 000 123"),
    ]
    box.show_help("Số định danh cá nhân", blocks, [Choice(key="more", label="Xem thủ tục")])
    return window


def lock() -> QWidget:
    """The lock over a window, after a wrong PIN."""
    window = _room()
    screen = LockScreen(window)
    clerks = [
        ClerkRow(clerk_id=ClerkId(key), name=name, role="clerk")
        for key, name in (("a", "Trần Thu Hà"), ("b", LONG_NAME))
    ]
    screen.cover(clerks, "a", frozenset({"a", "b"}))
    screen.refuse("Đây không phải mã PIN.")
    return window


MORE: dict[str, Callable[[], QWidget]] = {
    "entries": entries,
    "papers": papers,
    "standing": standing,
    "tables": tables,
    "people_and_days": people_and_days,
    "palette": palette,
    "help": help_box,
    "lock": lock,
}
