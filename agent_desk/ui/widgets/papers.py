"""Papers of a case as rows, and names with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agent_desk.i18n import tr
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cards import Rule
from agent_desk.ui.widgets.layout import FlowLayout, clear, wrapping_policy
from agent_desk.ui.widgets.states import STATE_ICON, STATE_TONE, state_word
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

    from agent_desk.ui.rows import Pair, StepState


class PaperRow(QWidget):
    """A paper: the shape of its state, name, words below, and pills or buttons at the right."""

    def __init__(
        self, name: str, subtitle: str, state: StepState, trailing: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self._mark = IconMark(STATE_ICON[state], STATE_TONE[state], 20)
        self._name = Text(name, TextStyle.STRONG)
        self._subtitle = Text(subtitle, TextStyle.SMALL, Tone.NEUTRAL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._subtitle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 10)
        layout.setSpacing(10)
        mark = QVBoxLayout()
        mark.addSpacing(3)
        mark.addWidget(self._mark)
        mark.addStretch(1)
        layout.addLayout(mark)
        layout.addLayout(words, 1)
        self._trailing = QHBoxLayout()
        self._trailing.setSpacing(8)
        layout.addLayout(self._trailing)
        self.set_trailing(trailing)
        self.set_state(state, subtitle)

    def set_state(self, state: StepState, subtitle: str) -> None:
        """Show another state and other words."""
        self._mark.set_icon(STATE_ICON[state], STATE_TONE[state])
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        parts = (self._name.text(), state_word(state), subtitle)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def set_trailing(self, widgets: Sequence[QWidget]) -> None:
        """Put these pills and buttons at the right, instead of those there."""
        clear(self._trailing)
        for widget in widgets:
            self._trailing.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Stack(QWidget):
    """Widgets one below the other with a thin line between them."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_items(self, widgets: Sequence[QWidget]) -> None:
        """Show these widgets; those shown before die."""
        clear(self._layout)
        for number, widget in enumerate(widgets):
            if number:
                self._layout.addWidget(Rule())
            self._layout.addWidget(widget)


class _Value(Text):
    """A value to select and copy; a path in it wraps on the screen and is copied whole."""

    def __init__(self, value: str, tone: Tone | None) -> None:
        super().__init__(paint.breakable(value), TextStyle.SMALL, tone)
        self.set_selectable()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(tr("Copy"))
        copy.triggered.connect(self._copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        words = self.selectedText() or self.text()
        QGuiApplication.clipboard().setText(words.replace(paint.BREAK_HERE, ""))


class KeyValue(QWidget):
    """Names at the left, values at the right, both wrapping."""

    def __init__(self, pairs: Sequence[Pair] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.set_pairs(pairs)

    def set_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these pairs."""
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for number, pair in enumerate(pairs):
            name = Text(pair.name, TextStyle.SMALL, Tone.NEUTRAL)
            value = _Value(pair.value, pair.tone)
            value.setAccessibleName(f"{pair.name}: {pair.value}")
            self._grid.addWidget(name, number, 0, top)
            self._grid.addWidget(value, number, 1, top)


class PairStrip(QWidget):
    """Pairs side by side, the name above its strong value; wraps to the next line."""

    def __init__(self, pairs: Sequence[Pair] = ()) -> None:
        super().__init__()
        self._flow = FlowLayout(28, 10)
        self.setLayout(self._flow)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))
        self.set_pairs(pairs)

    def set_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these pairs."""
        clear(self._flow)
        for pair in pairs:
            cell = QWidget()
            stack = QVBoxLayout(cell)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(0)
            stack.addWidget(Text(pair.name, TextStyle.SMALL, Tone.NEUTRAL, wraps=False))
            value = Text(pair.value, TextStyle.STRONG, pair.tone)
            value.setAccessibleName(f"{pair.name}: {pair.value}")
            stack.addWidget(value)
            self._flow.addWidget(cell)
