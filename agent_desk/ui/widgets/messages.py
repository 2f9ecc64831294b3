"""What the program says without stopping anyone: banner, toast, summary of errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

TONE_ICON = {
    Tone.NEUTRAL: "info",
    Tone.BRAND: "info",
    Tone.GOOD: "circle-check",
    Tone.WAITING: "triangle-alert",
    Tone.WRONG: "circle-alert",
}
_TOAST_MS = 6_000


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Speak to a screen reader; polite unless urgent."""
    # QAccessible brings 150 enum members: not before the first message.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, words)
    level = QAccessible.AnnouncementPoliteness
    event.setPoliteness(level.Assertive if urgent else level.Polite)
    QAccessible.updateAccessibility(event)


class Banner(QWidget):
    """A message inside the page, with an optional way on; never modal.

    Signals: ``acted`` when the button is pressed, ``dismissed`` when the cross is.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(
        self, text: str, tone: Tone = Tone.BRAND, action: str = "", *, can_dismiss: bool = False
    ) -> None:
        super().__init__()
        self._tone = tone
        self._mark = IconMark(TONE_ICON[tone], tone, 20)
        self._text = Text(text)
        self._text.stand_beside()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(12)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        self._button = Button(action or " ", ButtonKind.COMPACT)
        self._button.clicked.connect(self.acted)
        layout.addWidget(self._button)
        self._button.setVisible(bool(action))  # only now: without a parent it would be a window
        if can_dismiss:
            cross = IconButton("x", tr("Close this message"))
            cross.clicked.connect(self.hide)
            cross.clicked.connect(self.dismissed)
            layout.addWidget(cross)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(text)

    def show_message(self, text: str, tone: Tone, action: str = "") -> None:
        """Show and speak another message."""
        self._tone = tone
        self._mark.set_icon(TONE_ICON[tone], tone)
        self._text.setText(text)
        self._button.set_label(action or " ")
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self.update()
        announce(self, text, urgent=tone is Tone.WRONG)

    def text(self) -> str:
        """Give the message shown."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        border = used.colors.line if used.is_contrast else used.colors.text(self._tone)
        box = paint.Box(
            fill=used.colors.soft(self._tone), border=border, radius=used.radius.control
        )
        paint.draw_box(QPainter(self), self.rect(), box)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One line of an ErrorSummary: the words and the widget to go to."""

    message: str
    widget: QWidget


class ErrorSummary(Card):
    """Lists what is wrong on submit, in the words of the fields; each line goes to its field."""

    def __init__(self) -> None:
        super().__init__(tone=Tone.WRONG, padding=14)
        self._summary = Text("", TextStyle.HEADING, Tone.WRONG)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.setSpacing(4)
        self.add(self._summary)
        self.add(self._lines)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def set_errors(self, title: str, errors: Sequence[FieldError]) -> None:
        """Show these errors and take the focus; hides when there are none."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._summary.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(e.message for e in errors))
        for error in errors:
            line = Button(error.message, ButtonKind.QUIET, icon="arrow-right")
            line.clicked.connect(error.widget.setFocus)
            self._lines.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(errors))
        if errors:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, title, urgent=True)


class Toast(QWidget):
    """A short message in the corner of its parent; goes by itself unless something is wrong.

    Signals: ``acted`` when its button is pressed.
    """

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = Tone.BRAND
        self._beside: QWidget | None = None
        self._column: QWidget | None = None
        self._mark = IconMark("info", Tone.BRAND, 20)
        self._text = Text("", TextStyle.STRONG)
        self._text.stand_beside()
        self._button = Button(" ", ButtonKind.QUIET)
        cross = IconButton("x", tr("Close this message"))
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(cross)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        cross.clicked.connect(self.hide)
        self._button.clicked.connect(self.acted)
        self._button.clicked.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, tone: Tone = Tone.GOOD, action: str = "") -> None:
        """Show and speak a message; the focus stays where it is."""
        self._tone = tone
        self._mark.set_icon(TONE_ICON[tone], tone)
        self._text.setText(text)
        self._button.set_label(action or " ")
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        announce(self, text, urgent=tone is Tone.WRONG)
        self._timer.stop()
        if tone is not Tone.WRONG and not action:
            self._timer.start(_TOAST_MS)

    def text(self) -> str:
        """Give the message shown last."""
        return self._text.text()

    def stay_right_of(self, widget: QWidget) -> None:
        """Never cover this widget at the left edge of the parent."""
        self._beside = widget

    def stay_left_of(self, widget: QWidget) -> None:
        """Never cover this column at the right edge of the parent, while it is shown."""
        self._column = widget

    def place(self) -> None:
        """Lie in the lower right corner, over the free end of the key bar: no button is covered."""
        parent = self.parentWidget()
        if parent is None:
            return
        margin = theme.current().scaled(4)
        taken = self._beside.width() if self._beside is not None else 40
        is_column = self._column is not None and self._column.isVisible()
        column = self._column.width() if self._column is not None and is_column else 0
        room = max(200, parent.width() - column - taken - 8 * margin)
        width = min(self._layout.sizeHint().width(), room, theme.current().scaled(640))
        height = self._layout.totalHeightForWidth(width)
        size = QSize(width, max(height, 48))
        self.resize(size)
        self.move(
            parent.width() - column - size.width() - 4 * margin,
            parent.height() - size.height() - margin,
        )

    def event(self, event: QEvent) -> bool:
        # The words ask for another height, as when the text becomes larger.
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self.place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        color = used.colors.line if used.is_contrast else used.colors.text(self._tone)
        box = paint.Box(fill=used.colors.card, border=color, radius=used.radius.card, width=2)
        paint.draw_box(QPainter(self), self.rect(), box)
