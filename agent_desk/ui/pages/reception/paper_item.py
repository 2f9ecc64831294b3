"""One paper on the counter: a row that takes the focus, marks and scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.domain.papers import PaperStatus
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key
from agent_desk.ui.rows import StepState
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from agent_desk.ui.widgets.papers import PaperRow
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.state import PaperLine, ScanLine

MARKS = {
    Qt.Key.Key_Space: PaperStatus.ORIGINAL,
    Qt.Key.Key_0: PaperStatus.MISSING,
    Qt.Key.Key_Asterisk: PaperStatus.NOT_NEEDED,
    Qt.Key.Key_Slash: PaperStatus.DATA,
}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PaperItem(QWidget):
    """A paper; the one in hand shows its buttons.

    Signals: ``selected(key)`` when it takes the focus, ``marked(key, status)``,
    ``scan_wanted(key)``, ``removed(attachment id)``, ``moved(step)`` on Up and Down.
    """

    selected = Signal(str)
    marked = Signal(str, str)
    scan_wanted = Signal(str)
    removed = Signal(str)
    moved = Signal(int)

    def __init__(self, line: PaperLine, *, is_online: bool) -> None:
        super().__init__()
        self.line = line
        self._is_online = is_online
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row = PaperRow(line.title, line.subtitle, line.state)
        self.setAccessibleName(", ".join(t for t in (self._row.accessibleName(), line.pill) if t))
        self._row.set_trailing(self._trailing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 0)
        layout.setSpacing(4)
        layout.addWidget(self._row)
        for scan in line.scans:
            layout.addLayout(self._scan_line(scan))
        if line.doubt:
            doubt = Text(line.doubt, TextStyle.SMALL_STRONG, Tone.WAITING)
            doubt.setIndent(theme.current().scaled(20) + 10)
            layout.addWidget(doubt)
        if line.scans or line.doubt:
            layout.setContentsMargins(10, 0, 10, 8)

    def _trailing(self) -> list[QWidget]:
        line = self.line
        icon = "paperclip" if line.scans else ""
        trailing: list[QWidget] = [Pill(line.pill, line.tone, icon)] if line.pill else []
        if trailing and line.state is not StepState.MISSING and not line.is_asked:
            return trailing
        if not self._is_online and not line.is_asked:
            have = Button(tr("Here"), ButtonKind.COMPACT)
            have.clicked.connect(lambda: self.mark(PaperStatus.ORIGINAL))
            trailing.append(have)
        scan = Button(tr("Scan"), ButtonKind.COMPACT, icon="scan", key=Key.F4.cap)
        scan.clicked.connect(lambda: self.scan_wanted.emit(line.key))
        trailing.append(scan)
        for button in trailing:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return trailing

    def _scan_line(self, scan: ScanLine) -> QHBoxLayout:
        holder = QHBoxLayout()
        holder.setContentsMargins(theme.current().scaled(20) + 10, 0, 0, 0)
        label = paint.breakable(scan.label)
        holder.addWidget(Text(label, TextStyle.SMALL, Tone.NEUTRAL), 1)
        remove = IconButton("trash-2", tr("Take this scan off: {name}", name=scan.label))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.clicked.connect(lambda: self.removed.emit(scan.attachment_id))
        holder.addWidget(remove)
        return holder

    def mark(self, status: PaperStatus) -> None:
        """Mark the paper, if it may be marked so."""
        line = self.line
        is_allowed = {
            PaperStatus.NOT_NEEDED: line.can_skip,
            PaperStatus.DATA: bool(line.database),
        }
        if line.is_data or not is_allowed.get(status, True):
            return
        self.marked.emit(self.line.key, status.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            super().keyPressEvent(event)
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in MARKS:
            if not event.isAutoRepeat():
                self.mark(MARKS[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.selected.emit(self.line.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        used = theme.current()
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 1, 0, -1)
        box = paint.Box(fill=used.colors.brand_soft, radius=used.radius.control)
        paint.draw_box(painter, rect, box)
        paint.draw_focus(painter, rect, used.radius.control)
