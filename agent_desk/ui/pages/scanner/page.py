"""The scanner check: three codes to scan, what is wrong in words, how it is connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.devices.scanner.wedge import StrokeKind
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.scanner.code_picture import CodePicture
from agent_desk.ui.rows import Choice, StepState
from agent_desk.ui.scanning_setup import ScannerWay
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.layout import ScrollPage
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.papers import KeyValue, PaperRow, Stack
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.devices.scanner.wedge import Stroke
    from agent_desk.ui.pages.scanner.presenter import ScannerPresenter, ScannerState
    from agent_desk.ui.scanning import Scanning

_PICTURE_PX = 214
_REST_MS = 700
"""So long after a key a code without an end is over; also the slowest scanner is faster."""


class ScannerPage(Page):
    """Hears everything the scanner sends while it is open; no scan opens anything."""

    def __init__(
        self, presenter: ScannerPresenter, scanning: Scanning, leave: Callable[[], None]
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._scanning = scanning
        self._leave = leave
        self._can_keep = False
        self._drawn_way = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._since_rest: list[Stroke] = []
        self._build()
        scanning.stroke.connect(self._on_stroke)
        scanning.heard.connect(self._on_line)
        scanning.port_changed.connect(presenter.port_changed)
        presenter.listen(self.show_state)

    def _build(self) -> None:
        sheet = Button(tr("Print the test sheet"), icon="printer", key="F8")
        sheet.clicked.connect(self._presenter.print_sheet)
        over = Button(tr("Start over"), icon="refresh-cw", key="F5")
        over.clicked.connect(self._presenter.start_over)
        self.body.addWidget(
            PageHeader(
                tr("Check the scanner"),
                tr("Scan the three codes one after the other; nothing else is opened meanwhile."),
                over,
                sheet,
            )
        )
        self._verdict = Banner("")
        self.body.addWidget(self._verdict)
        middle = QWidget()
        columns = QHBoxLayout(middle)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addWidget(self._build_codes(), 3)
        columns.addLayout(self._build_side(), 2)
        self.body.addWidget(ScrollPage(middle), 1)

    def _build_codes(self) -> Card:
        card = Card(tr("The three codes"))
        self._lines = Stack()
        self._picture = CodePicture()
        self._picture_note = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        card.add(self._lines)
        card.add(self._picture)
        card.add(self._picture_note)
        card.add_stretch()
        return card

    def _build_side(self) -> QVBoxLayout:
        way = Card(tr("How it is connected"))
        self._way = ChoiceGroup(tr("How it is connected"))
        self._way.chosen.connect(self._presenter.choose_way)
        self._ports = Picker()
        self._ports.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._port = Field(tr("Port"), entry=self._ports)
        self._ports.activated.connect(
            lambda _index: self._presenter.choose_port(str(self._ports.currentData() or ""))
        )
        self._port_says = Text("", TextStyle.SMALL_STRONG)
        for part in (self._way, self._port, self._port_says):
            way.add(part)
        learned = Card(tr("What this PC knows of it"))
        self._facts = KeyValue()
        self._keep = Button(tr("Keep what was learned"), ButtonKind.PRIMARY, key="Ctrl ⏎")
        self._keep.clicked.connect(self._presenter.keep_learned)
        learned.add(self._facts)
        row = QHBoxLayout()
        row.addWidget(self._keep)
        row.addStretch(1)
        learned.add(row)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(way)
        side.addWidget(learned)
        side.addStretch(1)
        return side

    # Drawing

    def show_state(self, state: ScannerState) -> None:
        """Draw a state."""
        self._verdict.show_message(state.verdict, state.tone)
        self._lines.set_items([
            PaperRow(line.title, line.says, line.state) for line in state.checks
        ])  # fmt: skip
        self._show_picture(state)
        self._show_ways(state)
        is_port = state.way == ScannerWay.PORT.value
        self._port.setVisible(is_port)
        self._port_says.setVisible(is_port)
        self._port_says.setText(state.port_says)
        self._port_says.set_tone(state.port_tone)
        self._ports.clear()
        for choice in state.ports:
            self._ports.addItem(choice.label, choice.key)
        self._ports.setCurrentIndex(self._ports.findData(state.port))
        self._facts.set_pairs(state.facts)
        self._keep.setVisible(not is_port)
        self._keep.setEnabled(state.can_keep)
        if state.can_keep != self._can_keep:
            self._can_keep = state.can_keep
            self.actions_changed.emit()

    def _show_picture(self, state: ScannerState) -> None:
        seen = sum(1 for line in state.checks if line.state is not StepState.NOT_SEEN)
        title = next((line.title for line in state.checks if line.code is state.shown), "")
        self._picture.setVisible(state.shown is not None)
        self._picture.setFixedHeight(theme.current().scaled(_PICTURE_PX))
        self._picture.show_code(state.shown, title)
        note = tr("All three codes were scanned.")
        if state.shown is not None:
            note = tr(
                "{title}: scan it here. If the scanner does not read from a screen, print the "
                "sheet.",
                title=title,
            )
        self._picture_note.setText(note)
        self._picture_note.setVisible(seen <= len(state.checks))

    def _show_ways(self, state: ScannerState) -> None:
        if state.way == self._drawn_way:
            return
        self._drawn_way = state.way
        focused = self.focusWidget()
        had_focus = focused is not None and self._way.isAncestorOf(focused)
        ways = (
            Choice(
                key=ScannerWay.KEYBOARD.value,
                label=tr("As a keyboard"),
                detail=tr("Works at once; a keyboard program can change letters."),
            ),
            Choice(
                key=ScannerWay.PORT.value,
                label=tr("On a COM port (better)"),
                detail=tr("Names and addresses on cards arrive exactly."),
            ),
        )
        self._way.set_choices(ways, state.way)
        if had_focus:
            self._way.setFocus(Qt.FocusReason.OtherFocusReason)

    # What comes in

    def _on_stroke(self, stroke: Stroke) -> None:
        self._rest.start()
        is_end = stroke.kind in (StrokeKind.ENTER, StrokeKind.TAB)
        self._since_rest = [] if is_end else [*self._since_rest, stroke]
        self._presenter.hear(stroke)

    def _on_rest(self) -> None:
        """Judge what came; one digit alone is a person who chooses."""
        came, self._since_rest = self._since_rest, []
        focused, ways = self.focusWidget(), [way.value for way in ScannerWay]
        is_choosing = focused is not None and self._way.isAncestorOf(focused)
        if len(came) == 1 and is_choosing and came[0].text in ("1", "2"):
            self._presenter.choose_way(ways[int(came[0].text) - 1])
        self._presenter.rest()

    def _on_line(self, line: object) -> None:
        from agent_desk.devices.scanner.lines import Line

        if self.isVisible() and isinstance(line, Line):
            self._presenter.hear_line(line)

    # The page

    def key_actions(self) -> PageActions:
        presenter = self._presenter
        return PageActions(
            actions=(
                KeyAction(
                    key=Key.CTRL_ENTER,
                    label=tr("Keep what was learned"),
                    run=presenter.keep_learned,
                    enabled=self._can_keep,
                ),
                KeyAction(key=Key.F8, label=tr("Print the test sheet"), run=presenter.print_sheet),
                KeyAction(key=Key.F5, label=tr("Start over"), run=presenter.start_over),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self._leave),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        return tuple(part for part in (self._way, self._keep) if part.isVisibleTo(self))

    def on_shown(self) -> None:
        self._scanning.listen(is_listening=True)
        self._presenter.refresh()
        self._way.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_hidden(self) -> None:
        self._scanning.listen(is_listening=False)
        self._rest.stop()
