"""ChoiceGroup: the answers to one question as big buttons, for keys and mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import clear, hold_height, wrapping_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.ui.rows import Choice

_PAD = 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceButton(QRadioButton):
    """One answer; its digit stands on it."""

    def __init__(self, choice: Choice, digit: str) -> None:
        super().__init__(choice.label.replace("&", "&&"))
        self.key = choice.key
        self._choice = choice
        self._digit = digit
        self.setAccessibleName(choice.label)
        self.setAccessibleDescription(" ".join(t for t in (choice.detail, digit) if t))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew as the mouse comes and goes
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def _left(self) -> int:
        return _PAD + (paint.keycap_size("9").width() + 12 if self._digit else 0)

    def _room(self, width: int) -> int:
        return max(1, width - self._left() - theme.current().scaled(18) - 2 * _PAD)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._room(width)
        words = paint.text_height(self._choice.label, TextStyle.STRONG, room)
        words += paint.text_height(self._choice.detail, TextStyle.SMALL, room)
        return max(44, words + 24)

    def sizeHint(self) -> QSize:
        wide = max(
            paint.text_width(self._choice.label, TextStyle.STRONG),
            paint.text_width(self._choice.detail, TextStyle.SMALL),
        )
        width = min(wide, 420) + self._left() + theme.current().scaled(18) + 2 * _PAD
        return QSize(width, 44)

    def minimumSizeHint(self) -> QSize:
        word = max(
            paint.word_width(self._choice.label, TextStyle.STRONG),
            paint.word_width(self._choice.detail, TextStyle.SMALL),
        )
        width = word + self._left() + theme.current().scaled(18) + 2 * _PAD
        return QSize(width, 44)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere on the button, not only on a radio mark."""
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            hold_height(self)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hold_height(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        chosen = self.isChecked()
        is_marked = chosen or (self.underMouse() and self.isEnabled())
        box = paint.Box(
            fill=used.colors.brand_soft if chosen else used.colors.card,
            border=used.colors.brand if is_marked else used.colors.line,
            radius=used.radius.control,
        )
        paint.draw_box(painter, self.rect(), box)
        ink = used.colors.ink if self.isEnabled() else used.colors.muted
        middle = self.rect().center().y()
        if self._digit:
            cap = paint.keycap_size("9")
            place = QRect(_PAD, middle - cap.height() // 2, cap.width(), cap.height())
            paint.draw_keycap(painter, place, self._digit, used.colors.muted)
        self._draw_words(painter, ink)
        if chosen:
            side = used.scaled(18)
            mark = QRect(self.width() - side - _PAD, middle - side // 2, side, side)
            icons.paint(painter, mark, "check", used.colors.brand)
        if self.hasFocus():
            paint.draw_focus(painter, self.rect(), used.radius.control)

    def _draw_words(self, painter: QPainter, ink: str) -> None:
        room = self._room(self.width())
        label = paint.text_height(self._choice.label, TextStyle.STRONG, room)
        detail = paint.text_height(self._choice.detail, TextStyle.SMALL, room)
        top = (self.height() - label - detail) // 2
        place = QRect(self._left(), top, room, label)
        style = paint.Ink(style=TextStyle.STRONG, color=ink)
        paint.draw_text(painter, place, self._choice.label, style)
        below = QRect(self._left(), top + label, room, detail)
        muted = paint.Ink(style=TextStyle.SMALL, color=theme.current().colors.muted)
        paint.draw_text(painter, below, self._choice.detail, muted)


class ChoiceGroup(QWidget):
    """The answers of one question.

    Up and Down move the focus without choosing; a digit, Enter, Space or a click chooses.
    Signals: ``chosen(key)``, also when the answer already chosen is chosen again.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[Choice] = (), chosen: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: list[ChoiceButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.setAccessibleName(name)
        self.set_choices(choices, chosen)

    def set_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Show these answers; ``chosen`` is the key of the one already given."""
        clear(self._layout)
        for button in self._buttons:
            self._group.removeButton(button)
        self._buttons = []
        for number, choice in enumerate(choices, 1):
            button = ChoiceButton(choice, str(number) if number <= 9 else "")
            button.setChecked(choice.key == chosen)
            button.clicked.connect(self._on_clicked)
            button.installEventFilter(self)
            self._group.addButton(button)
            self._layout.addWidget(button)
            if self.isVisible():
                button.show()  # the layout would show it later, too late to take the focus
            self._buttons.append(button)
        checked = [b for b in self._buttons if b.isChecked()]
        if self._buttons:
            self.setFocusProxy((checked or self._buttons)[0])

    def chosen_key(self) -> str:
        """Give the key of the answer; empty if none is given."""
        return next((b.key for b in self._buttons if b.isChecked()), "")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, ChoiceButton) or watched not in self._buttons:
            return False
        return self._on_key(self._buttons.index(watched), event)

    def _on_key(self, at: int, event: QKeyEvent) -> bool:
        code = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Left: -1,
        }.get(Qt.Key(code))
        if step is not None:
            at = min(len(self._buttons) - 1, max(0, at + step))
            self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if code in _ENTER:
            if not event.isAutoRepeat():
                self._buttons[at].click()
            return True
        digit = code - Qt.Key.Key_1
        if 0 <= digit < min(9, len(self._buttons)):
            if not event.isAutoRepeat():
                self._buttons[digit].setFocus(Qt.FocusReason.OtherFocusReason)
                self._buttons[digit].click()
            return True
        return False

    def _on_clicked(self) -> None:
        self.chosen.emit(self.chosen_key())
