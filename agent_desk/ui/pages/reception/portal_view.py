"""The portal part: who does what step by step, then the official code and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.pages.reception.step_view import StepView
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, IconButton
from agent_desk.ui.widgets.choices import ChoiceButton
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.layout import clear, row
from agent_desk.ui.widgets.papers import KeyValue
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.text import Text, strong

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.ui.pages.reception.portal import Portal
    from agent_desk.ui.pages.reception.state import PortalLine, PortalStep, State
    from agent_desk.ui.rows import Choice, Pair


class _Number(QWidget):
    """The number of a step in a ring."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def sizeHint(self) -> QSize:
        side = theme.current().scaled(26)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        used, painter = theme.current(), QPainter(self)
        side = used.scaled(26)
        ring = QRect(0, 0, side, side)
        box = paint.Box(border=used.colors.brand, radius=side / 2, width=1.5)
        paint.draw_box(painter, ring, box)
        ink = paint.Ink(style=TextStyle.SMALL_STRONG, color=used.colors.brand, flags=paint.CENTER)
        paint.draw_text(painter, ring, str(self._number), ink)


class _Line(QWidget):
    """One step: its number, what to do, and who does it."""

    def __init__(self, number: int, line: PortalLine) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong(line.title))
        if line.detail:
            words.addWidget(Text(line.detail, TextStyle.SMALL, Tone.NEUTRAL))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 5, 0, 5)
        layout.setSpacing(12)
        layout.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        if line.look_away:
            layout.addWidget(Pill(tr("Look away"), Tone.WAITING, "eye-off"))
        layout.addWidget(Pill(line.who, line.tone))
        self.setAccessibleName(f"{number}. {line.title}, {line.who}")


class _Devices(QWidget):
    """Where the citizen signs in.

    Signals: ``chosen(key)``.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[str, ...] = ()
        self.buttons: list[ChoiceButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    def show_devices(self, devices: tuple[Choice, ...], chosen: str) -> None:
        """Show these, one of them chosen."""
        keys = tuple(device.key for device in devices)
        if keys != self._keys:
            self._keys = keys
            clear(self._layout)
            self.buttons = [ChoiceButton(device, "") for device in devices]
            for button in self.buttons:
                button.clicked.connect(lambda _c=False, key=button.key: self.chosen.emit(key))
                self._layout.addWidget(button)
        for button in self.buttons:
            button.setChecked(button.key == chosen)


class PortalView(StepView):
    """The citizen's own filing. ``choose_files`` gives pictures or the PDF of the receipt."""

    def __init__(
        self, portal: Portal, choose_files: Callable[[QWidget, str], tuple[Path, ...]]
    ) -> None:
        super().__init__()
        self._portal = portal
        self._choose_files = choose_files
        self._lines: tuple[PortalLine, ...] = ()
        self._receipts: tuple[str, ...] = ()
        self._ready_head = strong(tr("Have this ready: the portal's own form asks for it"))
        self._ready = KeyValue()
        self._known: tuple[Pair, ...] = ()
        self.devices = _Devices()
        self.devices.chosen.connect(portal.choose_device)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.code = Field(tr("Official code, as the portal shows it: scan it, or type it"))
        self.code.edited.connect(self._on_edited)
        self.code.left.connect(lambda: portal.leave_code(self.code.text()))
        self.code.entered.connect(self._on_entered)
        self._attach = Button(tr("Add a receipt"), icon="paperclip", key=Key.F7.cap)
        self._attach.clicked.connect(self._add_receipt)
        self._files = QVBoxLayout()
        self._files.setSpacing(2)
        self.box.addWidget(self.devices)
        self.box.addLayout(self._list)
        self.box.addWidget(self._ready_head)
        self.box.addWidget(self._ready)
        self.box.addStretch(1)
        self._bar = self._build_bar()

    def _build_bar(self) -> QWidget:
        """Keep the code in sight while the steps scroll."""
        bar = QWidget()
        layout = QVBoxLayout(bar)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.code, 1)
        beside.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(beside)
        layout.addLayout(self._files)
        unread = tr(
            "Nobody searches pictures for secrets: look first that no password or code is on them."
        )
        layout.addWidget(Text(unread, TextStyle.SMALL, Tone.NEUTRAL))
        return bar

    def bar(self) -> QWidget:
        return self._bar

    def show_state(self, state: State) -> None:
        step = state.portal
        if step is None:
            return
        self.devices.show_devices(step.devices, step.device)
        if step.lines != self._lines:
            self._lines = step.lines
            clear(self._list)
            for number, line in enumerate(step.lines, 1):
                self._list.addWidget(_Line(number, line))
        if step.ready != self._known:
            self._known = step.ready
            self._ready.set_pairs(step.ready)
        for part in (self._ready_head, self._ready):
            part.setVisible(bool(step.ready))
        self.code.set_text(step.code)
        self.code.set_error(step.code_error)
        self._show_receipts(step)

    def _show_receipts(self, step: PortalStep) -> None:
        if step.receipts == self._receipts:
            return
        self._receipts = step.receipts
        clear(self._files)
        for number, name in enumerate(step.receipts):
            remove = IconButton("trash-2", tr("Take this scan off: {name}", name=name))
            remove.clicked.connect(lambda _c=False, n=number: self._portal.drop_receipt(n))
            words = Text(name, TextStyle.SMALL, Tone.NEUTRAL)
            line = row(words, remove, spacing=8)
            line.addStretch(1)
            self._files.addLayout(line)

    def focus_first(self) -> None:
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self) -> bool:
        self._portal.leave_code(self.code.text())
        if self.code.error():
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def keys(self) -> tuple[KeyAction, ...]:
        return (KeyAction(key=Key.F7, label=tr("Add a receipt"), run=self._add_receipt),)

    def _add_receipt(self) -> None:
        paths = self._choose_files(self, tr("The portal's receipt"))
        if paths:
            self._portal.attach(paths)

    def _on_edited(self) -> None:
        self._portal.edit_code(self.code.text())
        self.typed.emit()

    def _on_entered(self) -> None:
        self._portal.leave_code(self.code.text())
        if self.code.text() and not self.code.error():
            self.primary_wanted.emit()
