"""Whole windows of the gallery: the design pictures rebuilt from widgets and samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page, PageSpec, WindowSpec
from agent_desk.ui.rows import Choice, ListRow, Moment, Pair, StepState, Task
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, PageHeader, Rule, StatCard
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.layout import ActionBar, column, row
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.papers import KeyValue, PairStrip, PaperRow, Stack
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.progress import Stepper, ThinBar
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.task_list import TaskList
from agent_desk.ui.widgets.text import Avatar, Part, Text
from agent_desk.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLayout


def _nothing() -> None:
    """Stand for an act."""


def sample_actions() -> PageActions:
    """Give the keys of a sample page."""
    words = {Key.F2: "Người dân mới", Key.F7: "Quét giấy", Key.F8: "In", Key.ESC: "Quay lại"}
    return PageActions(actions=tuple(
        KeyAction(key=key, label=label, run=_nothing) for key, label in words.items()
    ))  # fmt: skip


class SamplePage(Page):
    """A page that shows what it is given."""

    def __init__(self, content: QWidget | QLayout | None = None) -> None:
        super().__init__()
        if isinstance(content, QWidget):
            self.body.addWidget(content)
        elif content is not None:
            self.body.addLayout(content)

    def key_actions(self) -> PageActions:
        return sample_actions()


def _split(*panes: tuple[QWidget, int]) -> Panes:
    return Panes(*(Pane(widget=widget, share=share) for widget, share in panes))


def today() -> Page:
    """The Today page."""
    page = SamplePage(PageHeader(
        "Hôm nay cần làm", "thứ Hai 23/11 · việc gấp nhất ở trên cùng",
        Button("Người dân mới", ButtonKind.PRIMARY, icon="file-plus", key="F2"),
    ))  # fmt: skip
    numbers = (
        ("Đã phục vụ", "18", "7 trực tuyến · 5 giấy · 6 tài khoản", None),
        ("Đúng ngay lần đầu", "94%", "1 người phải quay lại tuần này", Tone.GOOD),
        ("Chờ chuyển về Trung tâm", "4", "hạn sớm nhất 11:30", Tone.WAITING),
        ("Kết quả chờ trả", "3", "1 đã quá hẹn", Tone.WRONG),
    )
    stats = QHBoxLayout()
    stats.setSpacing(14)
    for name, value, note, tone in numbers:
        card = StatCard(name)
        card.set_value(value, note, tone)
        stats.addWidget(card, 1)
    page.body.addLayout(stats)
    work = Card("Danh sách việc", padding=0)
    work.add_to_head(Pill("8"))
    rows = RowList("Danh sách việc")
    rows.set_rows([
        ListRow(key="1", pill="Quá hẹn 1 ngày", tone=Tone.WRONG, action="Gọi người dân",
                title="Trả kết quả quá hẹn — Trích lục khai sinh", when="hẹn 20/11, 17:00",
                subtitle="Nguyễn Văn Đức · số tham chiếu 00102 261118 007 4"),
        ListRow(key="2", pill="Trước 11:30", tone=Tone.WAITING, action="Lập bàn giao",
                title="Chuyển hồ sơ giấy về chi nhánh số 3", when="còn 1 giờ 48 phút",
                subtitle="4 hồ sơ · phải bàn giao trong buổi sáng"),
        ListRow(key="3", pill="Cần bổ sung", tone=Tone.WAITING, action="Mở hồ sơ",
                title="Bổ sung ảnh giấy chứng sinh bị mờ", when="Trung tâm yêu cầu 09:12",
                subtitle="Lê Thị Mai · Đăng ký khai sinh"),
        ListRow(key="4", pill="Báo người dân", tone=Tone.BRAND, action="In phiếu trả",
                title="Kết quả mới về: Xác nhận tình trạng hôn nhân", when="hẹn trả 24/11",
                subtitle="Phạm Quốc Bảo · bản giấy trong túi thư EC"),
        ListRow(key="6", pill="Chiều nay", action="Chuẩn bị", when="giảng viên: Hà",
                title="Buổi học “VNeID mức 2 và chống lừa đảo”",
                subtitle="14:30 · 12 người đăng ký · nhà văn hóa tổ 7"),
    ])  # fmt: skip
    work.add(rows)
    page.body.addWidget(work, 1)
    return page


def _tasks() -> Card:
    card = Card(padding=12)
    head = Text("", TextStyle.SMALL)
    head.set_parts([Part(text="1.001193", is_strong=True), Part(text=" · toàn trình · miễn phí")])
    tasks = TaskList("Các bước")
    tasks.set_tasks([
        Task(key="1", title="Người dân", state=StepState.COMPLETE,
             subtitle="Nguyễn Thị Lan · quét thẻ"),
        Task(key="2", title="Đồng ý xử lý dữ liệu", state=StepState.COMPLETE,
             subtitle="đã ký trên màn hình"),
        Task(key="3", title="Trường hợp", state=StepState.COMPLETE, subtitle="3/3 câu hỏi"),
        Task(key="4", title="Giấy tờ", state=StepState.MISSING, subtitle="2/4 có mặt"),
        Task(key="5", title="Tờ khai", state=StepState.NOT_SEEN, subtitle="19 mục, 11 tự điền"),
        Task(key="6", title="Kiểm tra lại", state=StepState.NOT_SEEN),
        Task(key="7", title="Nộp và in phiếu", state=StepState.NOT_SEEN),
    ], "4")  # fmt: skip
    name = Text("Đăng ký khai sinh", TextStyle.SMALL, Tone.NEUTRAL)
    card.add(column(name, head, margins=6))
    card.add(tasks)
    card.add(Rule())
    card.add(Text("03:12 tại quầy", TextStyle.SMALL, Tone.NEUTRAL))
    card.add_stretch()
    return card


def _person() -> Card:
    card = Card(padding=16)
    who = row(Avatar("NL"), column(Text("Nguyễn Thị Lan", TextStyle.STRONG),
              Text("001 1•• ••• 482 · nữ, 1994", TextStyle.SMALL, Tone.NEUTRAL)),
              spacing=10)  # fmt: skip
    card.add(who)
    card.add(KeyValue([
        Pair(name="Cư trú", value="P. Yên Hòa, Hà Nội"),
        Pair(name="Điện thoại", value="09•• ••• 318"),
        Pair(name="VNeID", value="mức 2", tone=Tone.GOOD),
        Pair(name="Nơi giải quyết", value="UBND P. Yên Hòa"),
    ]))  # fmt: skip
    return card


def intake() -> Page:
    """The papers of a case."""
    middle = Card(padding=24)
    middle.add(Text("Đủ giấy tờ chưa?", TextStyle.TITLE))
    middle.add(Text("Chỉ những giấy tờ mà trường hợp này cần. Thiếu loại nào, máy in giấy hẹn "
                    "ghi rõ lấy ở đâu — người dân chỉ quay lại một lần.", TextStyle.BASE,
                    Tone.NEUTRAL))  # fmt: skip
    middle.add(Rule())
    papers = Stack()
    papers.set_items([
        PaperRow("Giấy chứng sinh — bản chính", "đã chụp 2 trang · rõ nét · 300 dpi",
                 StepState.COMPLETE, [Pill("2 trang", Tone.GOOD, "paperclip")]),
        PaperRow("Thẻ căn cước của mẹ", "đọc từ mã QR, không cần bản sao", StepState.COMPLETE,
                 [Pill("đã quét", Tone.GOOD)]),
        PaperRow("Giấy chứng nhận kết hôn của cha mẹ", "xuất trình, hoặc tra cứu được",
                 StepState.NOT_SEEN, [Button("Quét", ButtonKind.COMPACT, icon="scan", key="F7")]),
        PaperRow("Văn bản ủy quyền", "vì người đi nộp là bà ngoại", StepState.NOT_SEEN,
                 [Button("In mẫu trống", ButtonKind.COMPACT)]),
    ])  # fmt: skip
    middle.add(papers)
    middle.add_stretch()
    middle.add(Rule())
    middle.add(ActionBar(
        [Button("Quay lại", icon="undo-2"), Button("In giấy hẹn: còn thiếu 2")],
        [Text("Tự lưu 09:41:07", TextStyle.SMALL, Tone.NEUTRAL, wraps=False),
         Button("Tiếp: Tờ khai", ButtonKind.PRIMARY, trailing_icon="arrow-right",
                key="Ctrl ⏎")],
    ))  # fmt: skip
    case = Card("Trường hợp này", padding=16)
    for line in ("Cha mẹ đã đăng ký kết hôn", "Sinh tại bệnh viện ở Hà Nội"):
        case.add(Text(line, TextStyle.SMALL))
    case.add(Pill("Làm liên thông được: BHYT + thường trú", Tone.BRAND))
    tasks, side = _tasks(), pane_of(_person(), case)
    return SamplePage(_split((tasks, 23), (middle, 70), (side, 27)))


def question() -> Page:
    """A question of the guide."""
    middle = Card(padding=24)
    middle.add(Text("Cha mẹ của bé đã đăng ký kết hôn chưa?", TextStyle.TITLE))
    group = ChoiceGroup("Câu hỏi", [
        Choice(key="a", label="Đã đăng ký kết hôn"),
        Choice(key="b", label="Chưa đăng ký kết hôn", detail="chỉ ghi phần khai về mẹ, hoặc làm "
               "thủ tục nhận cha cùng lúc"),
        Choice(key="c", label="Đã ly hôn"),
    ], "b")  # fmt: skip
    middle.add(group)
    middle.add_stretch()
    return SamplePage(_split((_tasks(), 23), (middle, 70), (pane_of(_person()), 27)))


def dossier() -> Page:
    """The Dossier page."""
    head = Card(padding=22)
    code = Text("", TextStyle.SMALL, Tone.NEUTRAL)
    code.set_parts([Part(text="Số tham chiếu "), Part(text="00102 261123 014 7", is_strong=True),
                    Part(text=" · Mã hồ sơ H26.x-261123-0412")])  # fmt: skip
    head.body.setSpacing(2)
    words = column(
        code,
        Text("Cấp giấy xác nhận tình trạng hôn nhân", TextStyle.TITLE),
        Text("Phạm Quốc Bảo · 001 0•• ••• 771", TextStyle.BASE, Tone.NEUTRAL),
    )
    top = QHBoxLayout()
    top.addLayout(words, 1)
    top.addWidget(Pill("Đang xử lý · hẹn 26/11, 17:00", Tone.WAITING, "clock"))
    head.add(top)
    head.body.addSpacing(12)
    stages = ("Tiếp nhận", "Nộp trực tuyến", "Thẩm tra", "Ký số", "Trả kết quả")
    head.add(Stepper(stages, 2))
    head.body.addSpacing(8)
    head.add(PairStrip([
        Pair(name="Ai đang giữ", value="UBND P. Yên Hòa — bộ phận tư pháp"),
        Pair(name="Việc tiếp theo", value="Không cần người dân làm gì"),
        Pair(name="Cách trả", value="Tại bưu cục"),
    ]))  # fmt: skip
    story = Card("Diễn biến", padding=22)
    line = Timeline("Diễn biến")
    line.set_moments([
        Moment(title="Trung tâm xác nhận", when="09:44", detail="mã hồ sơ cấp chính thức"),
        Moment(title="Gửi khi có mạng", when="09:41", detail="3 tệp, 1,8 MB, gửi một lần"),
        Moment(title="Nộp trực tuyến — lưu trên máy khi mất mạng", when="08:57",
               detail="phiếu gửi hồ sơ đã in · Trần Thu Hà"),
        Moment(title="Quét thẻ, người dân đồng ý xử lý dữ liệu", when="08:46",
               detail="chữ ký trên màn hình"),
    ])  # fmt: skip
    story.add(line, 1)
    prints = Card("In", padding=16)
    for label, icon, key in (("Phiếu tiếp nhận và hẹn trả", "printer", "F8"),
                             ("Tờ khai đã điền", "file-text", ""),
                             ("Mã tra cứu cho người dân", "qr-code", "")):  # fmt: skip
        prints.add(Button(label, ButtonKind.WIDE, icon=icon, key=key))
    papers = Card("Giấy tờ", padding=16)
    stack = Stack()
    stack.set_items([PaperRow(n, s, StepState.COMPLETE) for n, s in (
        ("Tờ khai (ký trên màn hình)", "PDF · 84 KB"), ("Căn cước", "từ mã QR"))])  # fmt: skip
    papers.add(stack)
    left = QWidget()
    both = QVBoxLayout(left)
    both.setContentsMargins(0, 0, 0, 0)
    both.setSpacing(14)
    both.addWidget(head)
    both.addWidget(story, 1)
    return SamplePage(_split((left, 92), (pane_of(prints, papers), 30)))


def sync() -> Page:
    """The Sync page."""
    page = SamplePage(
        PageHeader(
            "Đồng bộ",
            "Mọi thứ đã lưu trên máy. Không cần chờ mạng.",
            Button("Gửi ngay", ButtonKind.PRIMARY, icon="refresh-cw"),
        )
    )
    waits = Card(padding=20)
    waits.add(ActionBar(
        [Text("Đang chờ gửi", TextStyle.HEADING, wraps=False),
         Pill("12 việc · 3 tệp · 4,1 MB", Tone.WAITING)],
        [Text("mất mạng từ 08:31 · thử lại sau 0:42", TextStyle.SMALL, Tone.NEUTRAL,
              wraps=False)],
    ))  # fmt: skip
    bar = ThinBar("Giấy chứng sinh trang 2")
    bar.set_share(0.63)
    waits.add(bar)
    waits.add(Text("Giấy chứng sinh trang 2: 63%", TextStyle.SMALL, Tone.NEUTRAL))
    page.body.addWidget(waits)
    queue = Card("Hàng chờ, theo thứ tự", padding=0)
    rows = RowList("Hàng chờ")
    rows.set_rows([
        ListRow(key=str(n), lead=f"#41{81 + n}", title="Hồ sơ 014 · giấy chứng sinh trang 1",
                when="08:57", pill=word, tone=tone, pill_last=True)
        for n, (word, tone) in enumerate((("chờ", Tone.NEUTRAL), ("đã gửi", Tone.GOOD),
                                          ("63%", Tone.BRAND), ("chờ", Tone.NEUTRAL)))
    ])  # fmt: skip
    queue.add(rows)
    center = Card("Từ Trung tâm", padding=20)
    for line in ("Danh mục thủ tục: bản 2026.11.2, 31 thủ tục", "Trạng thái mới: 5 hồ sơ",
                 "Giờ máy lệch Trung tâm 2 giây"):  # fmt: skip
        center.add(Text(line, TextStyle.SMALL))
    center.add_stretch()
    page.body.addWidget(_split((queue, 56), (center, 44)), 1)
    return page


def sample_window(key: str, practice: str = "") -> MainWindow:
    """Make a window of sample pages with one of them open."""
    spec = WindowSpec(
        product="Agent Desk", letters="AD", practice=practice,
        search_placeholder="Tìm hồ sơ, số định danh, tên, hoặc quét mã…",
        clerk="Trần Thu Hà", place="Bưu cục Yên Hòa · Quầy 02", sync_page="sync",
        pages=(
            PageSpec(key="today", icon="house", title="Hôm nay", factory=today),
            PageSpec(key="intake", icon="file-plus", title="Tiếp nhận", factory=intake),
            PageSpec(key="dossier", icon="search", title="Hồ sơ", factory=dossier),
            PageSpec(key="results", icon="inbox", title="Trả kết quả", factory=question),
            PageSpec(key="sync", icon="refresh-cw", title="Đồng bộ", factory=sync, at_bottom=True),
            PageSpec(key="setup", icon="settings", title="Thiết lập", factory=SamplePage,
                     at_bottom=True),
        ),
    )  # fmt: skip
    window = MainWindow(spec)
    window.set_badge("results", 3)
    if key == "dossier":
        window.set_connection("Đã kết nối · gửi xong 09:41", is_online=True)
    else:
        window.set_connection("Ngoại tuyến · 12 việc chờ gửi, an toàn trên máy", is_online=False)
    window.open_page(key)
    window.setProperty("picture_size", QSize(1366, 768))
    return window


def searching() -> MainWindow:
    """A window with search results open."""
    window = sample_window("today")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    window.search.line.setFocus()
    window.search.line.setText("mai")
    window.search.set_results("mai", [
        ListRow(key="1", title="Lê Thị Mai", subtitle="001 1•• ••• 482 · nữ, 1994",
                pill="Người dân", tone=Tone.BRAND),
        ListRow(key="2", title="Đăng ký khai sinh", subtitle="00102 261123 009 1 · Lê Thị Mai",
                pill="Hồ sơ", tone=Tone.WAITING, when="hẹn 26/11"),
        ListRow(key="3", title="Đăng ký mai táng phí", subtitle="1.001193", pill="Thủ tục"),
    ], "")  # fmt: skip
    window.show_toast("Đã lưu hồ sơ 00102 261123 014 7 trên máy.")
    return window


SCREENS: dict[str, Callable[[], QWidget]] = {
    "screen-today": lambda: sample_window("today"),
    "screen-intake": lambda: sample_window("intake"),
    "screen-question": lambda: sample_window("results", "LUYỆN TẬP: không có gì được gửi đi"),
    "screen-dossier": lambda: sample_window("dossier"),
    "screen-searching": searching,
    "screen-sync": lambda: sample_window("sync"),
}
