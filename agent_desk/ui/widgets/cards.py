"""Cards: the white boxes a page is made of, their heads, statistics and empty states."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind, is_plain_enter
from agent_desk.ui.widgets.layout import FlowLayout, add, wrapping_policy
from agent_desk.ui.widgets.text import IconMark, Text

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Rule(QWidget):
    """A thin line between parts of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(8, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.draw_line(QPainter(self), self.rect())


class Card(QFrame):
    """A rounded box; put things into ``body`` with ``add``.

    With a ``title`` the card has a head; ``add_to_head`` puts pills and buttons beside it.
    ``Tone.WAITING`` and the like color the ground. ``padding`` 0 lets lists touch the edges:
    the head then keeps its own distance and a line under it.
    """

    def __init__(self, title: str = "", *, tone: Tone | None = None, padding: int = 18) -> None:
        super().__init__()
        self._tone = tone
        self._head: QHBoxLayout | None = None
        self._at_right = 0
        self._title: Text | None = None
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.setContentsMargins(1, 1, 1, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.body.setContentsMargins(padding, padding, padding, padding)
        if title:
            self._build_head(whole, title, padding)
        whole.addLayout(self.body, 1)

    def _build_head(self, whole: QVBoxLayout, title: str, padding: int) -> None:
        self._title = Text(title, TextStyle.HEADING)
        self.setAccessibleName(title)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._title.stand_beside()
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        if padding:
            self._head.setContentsMargins(padding, padding - 4, padding, 0)
            self.body.setContentsMargins(padding, 6, padding, padding)
            whole.addLayout(self._head)
            return
        self._head.setContentsMargins(18, 10, 18, 10)
        self.body.setContentsMargins(0, 0, 0, 8)  # rows must not square the round corners
        whole.addLayout(self._head)
        whole.addWidget(Rule())

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout under what is there."""
        add(self.body, item, stretch)

    def add_stretch(self) -> None:
        """Keep what follows at the bottom."""
        self.body.addStretch(1)

    def add_to_head(self, *widgets: QWidget) -> None:
        """Put pills beside the title. Raises: ValueError for a card without title."""
        head = self._head_row()
        for widget in widgets:
            head.insertWidget(head.count() - 1 - self._at_right, widget, 0, _MIDDLE)

    def add_to_head_right(self, *widgets: QWidget) -> None:
        """Put buttons and notes at the right end. Raises: ValueError for a card without title."""
        head = self._head_row()
        for widget in widgets:
            head.addWidget(widget, 0, _MIDDLE)
            self._at_right += 1

    def _head_row(self) -> QHBoxLayout:
        if self._head is None:
            raise ValueError("a card without title has no head")
        return self._head

    def set_title(self, title: str) -> None:
        """Change the title of a card that has one."""
        if self._title is not None:
            self._title.setText(title)
            self.setAccessibleName(title)

    def set_tone(self, tone: Tone | None) -> None:
        """Change the ground."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        fill = used.colors.card if self._tone is None else used.colors.soft(self._tone)
        box = paint.Box(fill=fill, border=used.colors.line, radius=used.radius.card)
        paint.draw_box(QPainter(self), self.rect(), box)


class StatCard(Card):
    """A title, a big number and a note; ``make_clickable`` opens the rows it counts.

    Signals: ``clicked`` by mouse, Enter or Space.
    """

    clicked = Signal()

    def __init__(self, title: str, value: str = "", note: str = "") -> None:
        super().__init__(padding=16)
        self._name = Text(title, TextStyle.SMALL, Tone.NEUTRAL)
        self._value = Text(value, TextStyle.NUMBER)
        self._note = Text(note, TextStyle.SMALL, Tone.NEUTRAL)
        self.body.setSpacing(0)
        for part in (self._name, self._value, self._note):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.set_value(value, note)

    def set_value(self, value: str, note: str = "", tone: Tone | None = None) -> None:
        """Show another number, note and color of the number."""
        self._value.setText(value)
        self._value.set_tone(tone)
        self._note.setText(note)
        self.setAccessibleName(f"{self._name.text()}: {value}. {note}".strip())

    def make_clickable(self) -> None:
        """Take focus and clicks."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _is_clickable(self) -> bool:
        return self.focusPolicy() != Qt.FocusPolicy.NoFocus

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._is_clickable() and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain_enter(event) or event.key() == Qt.Key.Key_Space:
            if self._is_clickable() and not event.isAutoRepeat():
                self.clicked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint.draw_focus(QPainter(self), self.rect(), theme.current().radius.card)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class PageHeader(QWidget):
    """The title line of a page: title, muted words beside it, the actions at the right."""

    def __init__(self, title: str, subtitle: str = "", *actions: QWidget) -> None:
        super().__init__()
        self._title = Text(title, TextStyle.TITLE)
        self._subtitle = Text(subtitle, TextStyle.BASE, Tone.NEUTRAL)
        self._subtitle.run_on()
        for words in (self._title, self._subtitle):
            words.stand_beside()
        flow = FlowLayout(12, 8)
        for widget in (self._title, self._subtitle, *actions):
            flow.addWidget(widget)
        flow.push_right(2)
        self.setLayout(flow)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def set_words(self, title: str, subtitle: str = "") -> None:
        """Change title and subtitle."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)


class EmptyState(QWidget):
    """What stands where nothing is: an icon, one helpful sentence, and the way on.

    Signals: ``acted`` when the button is pressed.
    """

    acted = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", key: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 32)
        layout.setSpacing(12)
        mark = IconMark(icon, Tone.NEUTRAL, 40)
        self._sentence = Text(sentence, TextStyle.BASE, Tone.NEUTRAL)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        if action:
            button = Button(action, ButtonKind.SECONDARY, key=key)
            button.clicked.connect(self.acted)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def set_sentence(self, sentence: str) -> None:
        """Change the sentence."""
        self._sentence.setText(sentence)


class Skeleton(QWidget):
    """Gray bars in the shape of rows, shown while a slow read runs; it does not move."""

    def __init__(self, name: str, rows: int = 4) -> None:
        super().__init__()
        self._rows = rows
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(200, self._rows * theme.current().scaled(56))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        box = paint.Box(fill=used.colors.neutral_soft, border=used.colors.line, radius=6)
        step = used.scaled(56)
        for number in range(self._rows):
            top = self.rect().adjusted(18, number * step + step // 4, 0, 0)
            top.setSize(QSize(self.width() * (6 - number % 3) // 10, used.scaled(12)))
            paint.draw_box(painter, top, box)
            top.translate(0, used.scaled(19))
            top.setWidth(top.width() * 6 // 10)
            paint.draw_box(painter, top, box)
