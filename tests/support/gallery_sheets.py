"""Sheets of the gallery: every widget in every state, with long and marked words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.ui.rows import Choice, ListRow, Moment, Pair, StepState, Task
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader, Skeleton, StatCard
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.dialogs import ConfirmDialog
from agent_desk.ui.widgets.fields import Field, Picker, TextArea
from agent_desk.ui.widgets.key_bar import KeyBar, KeyHint
from agent_desk.ui.widgets.layout import FlowLayout, column, row, spacer
from agent_desk.ui.widgets.messages import Banner, ErrorSummary, FieldError, Toast
from agent_desk.ui.widgets.papers import KeyValue, PairStrip, PaperRow, Stack
from agent_desk.ui.widgets.pill import ConnectionPill, Pill
from agent_desk.ui.widgets.progress import Stepper, ThinBar
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.search_box import SearchBox
from agent_desk.ui.widgets.task_list import TaskList
from agent_desk.ui.widgets.text import Avatar, IconMark, Part, Text
from agent_desk.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "Cấp giấy xác nhận tình trạng hôn nhân để kết hôn với người nước ngoài Ế Ộ Ỹ Ẫ"


def _sheet(width: int) -> tuple[QWidget, QVBoxLayout]:
    sheet = QWidget()
    sheet.resize(width, 100)
    layout = QVBoxLayout(sheet)
    layout.setContentsMargins(20, 20, 20, 20)
    layout.setSpacing(14)
    return sheet, layout


def _flow(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(10, 10)
    for widget in widgets:
        flow.addWidget(widget)
    holder.setLayout(flow)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def texts() -> QWidget:
    """Every step of the type scale in every tone."""
    sheet, layout = _sheet(900)
    for style in TextStyle:
        layout.addWidget(Text(f"Ế Ộ Ỹ Ẫ {style.value}: {LONG}", style))
    for tone in Tone:
        layout.addWidget(Text(f"{tone.value}: Đang xử lý, hẹn 26/11", TextStyle.BASE, tone))
    parts = Text()
    parts.set_parts([Part(text="Số tham chiếu "), Part(text="00102 261123 014 7", is_strong=True)])
    layout.addWidget(parts)
    layout.addWidget(_flow(IconMark("printer"), IconMark("clock", Tone.WAITING), Avatar("NL"),
                           Avatar("B4", radius=8)))  # fmt: skip
    layout.addWidget(_flow(*(Pill(f"{tone.value} Ễ", tone, "clock") for tone in Tone)))
    layout.addWidget(_flow(*(Pill(f"Quá hạn {tone.value}", tone) for tone in Tone)))
    return sheet


def buttons() -> QWidget:
    """Every kind of button: plain, with icon and key, disabled, focused."""
    sheet, layout = _sheet(900)
    for kind in ButtonKind:
        plain, with_all = Button("In phiếu", kind), Button("Người dân mới", kind, icon="file-plus",
                                                           key="F2")  # fmt: skip
        off = Button("Niêm phong: còn 1 hồ sơ", kind)
        off.setEnabled(False)
        layout.addWidget(_flow(plain, with_all, Button("Tiếp: Tờ khai", kind,
                               trailing_icon="arrow-right", key="Enter"), off))  # fmt: skip
    layout.addWidget(Button("Phiếu tiếp nhận và hẹn trả Ẫ Ộ", ButtonKind.WIDE, icon="printer",
                            key="Ctrl P"))  # fmt: skip
    online, offline = ConnectionPill(), ConnectionPill()
    online.show_state("Đã kết nối · gửi xong 09:41", is_online=True)
    offline.show_state("Ngoại tuyến · 12 việc chờ gửi, an toàn trên máy", is_online=False)
    layout.addWidget(_flow(IconButton("x", "Đóng"), IconButton("settings", "Thiết lập"), online,
                           offline))  # fmt: skip
    bar = KeyBar("Phím")
    bar.set_hints([
        KeyHint(key="F2", cap="F2", label="Người dân mới"),
        KeyHint(key="F3", cap="F3", label="Tìm"),
        KeyHint(key="F7", cap="F7", label="Quét giấy", enabled=False),
        KeyHint(key="F8", cap="F8", label="In"),
        KeyHint(key="C", cap="Ctrl ⏎", label="Nộp hồ sơ"),
        KeyHint(key="E", cap="Esc", label="Quay lại"),
    ])  # fmt: skip
    layout.addWidget(bar)
    focused = Button("Có tiêu điểm", ButtonKind.PRIMARY, key="F2")
    layout.addWidget(focused)
    focused.setFocus()
    return sheet


def fields() -> QWidget:
    """Fields with and without hint, error, focus; choices; picker; search."""
    sheet, layout = _sheet(640)
    plain = Field("Họ và tên")
    plain.set_text("NGUYỄN THỊ ẾỘỸ LAN")
    hinted = Field("Số định danh", "12 chữ số, dán có dấu cách cũng được")
    wrong = Field("Ngày sinh", "ngày/tháng/năm, hoặc chỉ năm")
    wrong.set_text("31/02/1990")
    wrong.set_error("Tháng 2 không có ngày 31. Hãy xem lại thẻ căn cước.")
    picker = Picker()
    picker.addItems(["Phường Yên Hòa", "Phường Cầu Giấy"])
    summary = ErrorSummary()
    for widget in (summary, plain, hinted, wrong, Field("Nơi cư trú", "", picker),
                   Field("Ghi chú", "", TextArea()),
                   SearchBox("Tìm hồ sơ, số định danh, tên, hoặc quét mã…")):  # fmt: skip
        layout.addWidget(widget)
    layout.addWidget(ChoiceGroup("Câu hỏi", [
        Choice(key="a", label="Cha mẹ đã đăng ký kết hôn"),
        Choice(key="b", label="Cha mẹ chưa đăng ký kết hôn", detail="chỉ ghi phần khai về mẹ"),
        Choice(key="c", label=LONG, detail=LONG),
    ], "b"))  # fmt: skip
    summary.set_errors("Còn 2 chỗ cần sửa", [
        FieldError(message="Tháng 2 không có ngày 31.", widget=wrong),
        FieldError(message="Chưa nhập số định danh.", widget=hinted),
    ])  # fmt: skip
    return sheet


def lists() -> QWidget:
    """Task list, papers, timeline, stages, pairs."""
    sheet, layout = _sheet(760)
    tasks = TaskList("Các phần")
    tasks.set_tasks([
        Task(key=state.value, title=f"Phần Ẫ {state.value}", state=state,
             subtitle="2/4 có mặt" if state is StepState.IN_WORK else "")
        for state in StepState
    ], StepState.IN_WORK.value)  # fmt: skip
    papers = Stack()
    papers.set_items([
        PaperRow("Giấy chứng sinh — bản chính", "đã chụp 2 trang · rõ nét", StepState.COMPLETE,
                 [Pill("2 trang", Tone.GOOD, "paperclip")]),
        PaperRow("Giấy chứng nhận kết hôn", "xuất trình", StepState.MISSING,
                 [Button("Quét", ButtonKind.COMPACT, icon="scan", key="F7")]),
        PaperRow(LONG, LONG, StepState.NOT_NEEDED),
    ])  # fmt: skip
    story = Timeline("Diễn biến")
    story.set_moments([
        Moment(title="Trung tâm xác nhận", when="09:44", detail="mã hồ sơ cấp chính thức"),
        Moment(title=LONG, when="09:41", detail=LONG, tone=Tone.WAITING),
        Moment(title="Quét thẻ", when="08:46", tone=Tone.NEUTRAL),
    ])  # fmt: skip
    story.fit_height()
    bar = ThinBar("Gửi tệp")
    bar.set_share(0.63)
    pairs = [Pair(name="Cư trú", value="P. Yên Hòa, Hà Nội"),
             Pair(name="VNeID", value="mức 2", tone=Tone.GOOD),
             Pair(name="Nơi giải quyết", value=LONG)]  # fmt: skip
    stages = ("Tiếp nhận", "Nộp trực tuyến", "Thẩm tra", "Ký số", "Trả kết quả")
    for widget in (tasks, papers, story, Stepper(stages, 2), bar, KeyValue(pairs),
                   PairStrip(pairs)):  # fmt: skip
        card = Card()
        card.add(widget)
        layout.addWidget(card)
    return sheet


def messages() -> QWidget:
    """Banners, empty state, skeleton, statistics, header, toast."""
    sheet, layout = _sheet(860)
    layout.addWidget(PageHeader("Hôm nay cần làm", "thứ Hai 23/11 · việc gấp nhất ở trên cùng",
                                Button("Người dân mới", ButtonKind.PRIMARY, icon="file-plus",
                                       key="F2")))  # fmt: skip
    for tone in Tone:
        layout.addWidget(Banner(f"{tone.value}: {LONG}.", tone, "Xem", can_dismiss=True))
    stat = StatCard("Đúng ngay lần đầu")
    stat.set_value("94%", "1 người phải quay lại tuần này", Tone.GOOD)
    layout.addWidget(_flow(StatCard("Đã phục vụ", "18", "7 trực tuyến · 5 giấy"), stat))
    empty = Card("Danh sách việc")
    empty.add_to_head(Pill("0"))
    empty.add(EmptyState("inbox", "Chưa có việc nào. Bấm F2 khi người dân đến.", "Người dân mới",
                         "F2"))  # fmt: skip
    waiting = Card("Đang đọc", padding=0)
    waiting.add(Skeleton("Đang đọc danh sách", 3))
    layout.addWidget(empty)
    layout.addWidget(waiting)
    room = QWidget()
    room.setMinimumHeight(160)
    layout.addWidget(room)
    Toast(sheet).show_message("Đã lưu hồ sơ 00102 261123 014 7 trên máy.", Tone.GOOD, "Mở hồ sơ")
    return sheet


def dialog() -> QWidget:
    """The question before something leaves the building."""
    asked = ConfirmDialog(None, "Hủy hồ sơ này?", f"{LONG} của bà Lê Thị Mai sẽ bị hủy.")
    asked.set_answers("Hủy hồ sơ", "Giữ lại")
    asked.resize(520, 200)
    return asked


def rows() -> QWidget:
    """Work rows: wide, narrow, with and without each part."""
    sheet, layout = _sheet(1000)
    items = [
        ListRow(key="1", pill="Quá hẹn 1 ngày", tone=Tone.WRONG, title="Trả kết quả quá hẹn",
                subtitle="Nguyễn Văn Đức · số tham chiếu 00102 261118 007 4",
                when="hẹn 20/11, 17:00", action="Gọi người dân"),
        ListRow(key="2", pill="Cần bổ sung", tone=Tone.WAITING, title=LONG, subtitle=LONG,
                when="Trung tâm yêu cầu 09:12", action="Mở hồ sơ"),
        ListRow(key="3", title="Ễ Ộ Ỹ không nhãn, không nút"),
    ]  # fmt: skip
    queue = [
        ListRow(key=f"q{n}", lead=f"#418{n}", title="Hồ sơ 014 · giấy chứng sinh trang 1",
                when="0,9 MB", pill="đã gửi" if n else "chờ", pill_last=True,
                tone=Tone.GOOD if n else Tone.NEUTRAL)
        for n in range(3)
    ]  # fmt: skip
    for shown, width in ((items, 0), (items, 420), (queue, 0), (queue, 420)):
        card = Card("Danh sách việc", padding=0)
        view = RowList("Danh sách việc")
        view.fit_height()
        view.set_rows(shown)
        view.set_current("2")
        card.add(view)
        if width:
            card.setFixedWidth(width)
        layout.addLayout(row(card, spacer()) if width else column(card))
    return sheet


SHEETS: dict[str, Callable[[], QWidget]] = {
    "texts": texts,
    "buttons": buttons,
    "fields": fields,
    "lists": lists,
    "messages": messages,
    "rows": rows,
    "dialog": dialog,
}
