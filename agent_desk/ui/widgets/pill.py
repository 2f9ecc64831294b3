"""Pills: a short word on a soft ground, with a tone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import hold_height, wrapping_policy


class Pill(QWidget):
    """A word or two that say a state; wraps when the place is narrow."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Maximum))
        self.set_state(text, tone, icon)

    def set_state(self, text: str, tone: Tone, icon: str = "") -> None:
        """Show another word, tone and icon."""
        self._text = text
        self._tone = tone
        self._icon = icon
        self.setAccessibleName(text)
        hold_height(self)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        return paint.pill_size(self._text, icon=self._icon)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        spare = whole.width() - paint.text_width(self._text, TextStyle.SMALL_STRONG)
        return QSize(spare + paint.word_width(self._text, TextStyle.SMALL_STRONG), whole.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        whole = self.sizeHint()
        room = width - (whole.width() - paint.text_width(self._text, TextStyle.SMALL_STRONG))
        return max(whole.height(), paint.text_height(self._text, TextStyle.SMALL_STRONG, room) + 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hold_height(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            hold_height(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.draw_pill(QPainter(self), self.rect(), self._text, self._tone, icon=self._icon)


class PillButton(QAbstractButton):
    """A pill that can be pressed: the connection state in the top bar.

    Signals: ``clicked``.
    """

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Maximum))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_state(text, tone, icon)

    def set_state(self, text: str, tone: Tone, icon: str = "") -> None:
        """Show another word, tone and icon."""
        self._tone = tone
        self._icon = icon
        self.setText(text.replace("&", "&&"))
        self._words = text
        self.setAccessibleName(text)
        hold_height(self)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return paint.pill_size(self._words, icon=self._icon) + QSize(4, 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least(self._words), self.sizeHint().height())

    def _least(self, text: str) -> int:
        """Give the width for two lines: one word a line would look like a list."""
        words = paint.text_width(text, TextStyle.SMALL_STRONG)
        longest = paint.word_width(text, TextStyle.SMALL_STRONG)
        beside = paint.pill_size(text, icon=self._icon).width() + 4 - words
        return beside + min(words, max(longest, words // 2 + longest // 2))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        whole = self.sizeHint()
        room = width - (whole.width() - paint.text_width(self._words, TextStyle.SMALL_STRONG))
        lines = paint.text_height(self._words, TextStyle.SMALL_STRONG, room)
        return max(whole.height(), lines + 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hold_height(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            hold_height(self)
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inner = self.rect().adjusted(2, 2, -2, -2)
        paint.draw_pill(painter, inner, self._words, self._tone, icon=self._icon)
        if self.hasFocus():
            paint.draw_focus(painter, self.rect(), radius=16)


class ConnectionPill(PillButton):
    """Says whether the center can be reached and how much waits; a click opens the sync page.

    Signals: ``clicked``, ``state_told(str)`` when the words changed.
    """

    state_told = Signal(str)

    def __init__(self) -> None:
        self._whole = ""
        self._is_short = False
        super().__init__()

    def show_state(self, text: str, *, is_online: bool, tone: Tone | None = None) -> None:
        """Show the words; green only when online, amber when not, unless a tone is given."""
        default = Tone.GOOD if is_online else Tone.WAITING
        changed = text != self._whole
        self._whole = text
        self._show(tone or default, "wifi" if is_online else "wifi-off")
        if changed:
            self.state_told.emit(text)

    def set_short(self, *, is_short: bool) -> None:
        """Leave out what stands after the last comma; a screen reader still says all of it."""
        if is_short != self._is_short:
            self._is_short = is_short
            self._show(self._tone, self._icon)

    def least_width(self) -> int:
        """Give the width that all the words need on two lines."""
        return self._least(self._whole)

    def _show(self, tone: Tone, icon: str) -> None:
        words = self._whole.rpartition(", ")[0] or self._whole if self._is_short else self._whole
        self.set_state(words, tone, icon)
        self.setAccessibleName(self._whole)
