"""The bar at the bottom: the six keys valid now, with their words; each can be clicked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import FlowLayout, clear, wrapping_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHint:
    """A cap and its word; ``key`` comes back in the signal."""

    key: str
    cap: str
    label: str
    enabled: bool = True


class KeyHintButton(QAbstractButton):
    """One key with its word."""

    def __init__(self, hint: KeyHint) -> None:
        super().__init__()
        self._hint = hint
        self.setText(hint.label.replace("&", "&&"))
        self.setAccessibleName(hint.label)
        self.setAccessibleDescription(hint.cap)
        self.setEnabled(hint.enabled)
        # The keys themselves work; Tab would only grow longer.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew as the mouse comes and goes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        cap = paint.keycap_size(self._hint.cap)
        words = paint.text_width(self._hint.label, TextStyle.SMALL)
        return QSize(cap.width() + words + 20, max(26, paint.row_height(TextStyle.SMALL)))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            box = paint.Box(fill=used.colors.neutral_soft, radius=used.radius.key + 2)
            paint.draw_box(painter, self.rect(), box)
        cap = paint.keycap_size(self._hint.cap)
        place = QRect(6, (self.height() - cap.height()) // 2, cap.width(), cap.height())
        color = used.colors.brand if self.isEnabled() else used.colors.muted
        paint.draw_keycap(painter, place, self._hint.cap, color)
        words = QRect(place.right() + 7, 0, self.width(), self.height())
        ink = used.colors.ink if self.isEnabled() else used.colors.muted
        style = paint.Ink(style=TextStyle.SMALL, color=ink, flags=paint.LEFT)
        paint.draw_text(painter, words, self._hint.label, style)


class KeyBar(QWidget):
    """Shows up to six hints; wraps at large text.

    Signals: ``pressed(key)``.
    """

    pressed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._hints: tuple[KeyHint, ...] = ()
        self._flow = FlowLayout(10, 2)
        holder = QWidget()
        holder.setLayout(self._flow)
        policy = wrapping_policy(QSizePolicy.Policy.Expanding)
        holder.setSizePolicy(policy)
        self.setSizePolicy(policy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 14, 4)
        layout.addWidget(holder)

    def set_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show the first six of these."""
        if tuple(hints[:MOST]) == self._hints:
            return
        self._hints = tuple(hints[:MOST])
        clear(self._flow)
        for hint in self._hints:
            button = KeyHintButton(hint)
            button.clicked.connect(lambda _checked=False, key=hint.key: self.pressed.emit(key))
            self._flow.addWidget(button)
        self.updateGeometry()

    def hints(self) -> list[str]:
        """Give the words shown."""
        return [b.accessibleName() for b in self.findChildren(KeyHintButton) if b.isVisibleTo(self)]

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.card)
        painter.fillRect(QRect(0, 0, self.width(), 1), colors.line)
