"""Buttons with their icon and their key drawn on them."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from agent_desk.i18n import tr
from agent_desk.ui import icons, theme
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import hold_height, wrapping_policy


class ButtonKind(Enum):
    """The weight of a button; one PRIMARY per screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    COMPACT = "compact"  # secondary, in a row of a list
    WIDE = "wide"  # secondary, fills a side card, words to the left
    QUIET = "quiet"  # words only


_GAP = 9


def is_plain_enter(event: QKeyEvent) -> bool:
    """Say whether Enter was pressed with no Ctrl, Alt or Shift."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and modifiers == Qt.KeyboardModifier.NoModifier


def clicks(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Click the button if plain Enter was pressed, once however long it is held; say if it was."""
    if not is_plain_enter(event):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A push button; ``key`` is the key that does the same, as drawn (``F2``, ``Ctrl P``).

    The words wrap when the place is too narrow. The key is only shown: the page binds it.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        trailing_icon: str = "",
    ) -> None:
        super().__init__()
        self._kind = kind
        self._icon = icon
        self._key = key
        self._trailing_icon = trailing_icon
        across = (
            QSizePolicy.Policy.Preferred if kind is ButtonKind.WIDE else QSizePolicy.Policy.Maximum
        )
        self.setSizePolicy(wrapping_policy(across))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew as the mouse comes and goes
        self.set_label(text)
        if key:
            self.setAccessibleDescription(key)

    def set_label(self, text: str) -> None:
        """Change the words; an ampersand is an ampersand, not a mnemonic."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        hold_height(self)
        self.updateGeometry()

    def label(self) -> str:
        """Give the words."""
        return self._label

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - self._beside_text()
        lines = paint.text_height(self._label, self._style(), room)
        return max(self._least_height(), lines + 16)

    def sizeHint(self) -> QSize:
        # One more pixel: a painter may need it where the measured width is just enough.
        width = self._beside_text() + paint.text_width(self._label, self._style()) + 1
        return QSize(width, self._least_height())

    def minimumSizeHint(self) -> QSize:
        width = self._beside_text() + paint.word_width(self._label, self._style())
        return QSize(width, self._least_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            hold_height(self)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hold_height(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        used = theme.current()
        rect = self.rect()
        paint.draw_box(painter, rect, self._box())
        color = self._text_color()
        content = rect.adjusted(self._padding(), 0, -self._padding(), 0)
        side = used.scaled(18)
        wanted = paint.text_width(self._label, self._style())
        if self._kind is not ButtonKind.WIDE:
            spare = content.width() - (self._beside_text() - 2 * self._padding()) - wanted
            inset = max(0, spare // 2 - 1)  # a rounded pixel too few would wrap the words
            content.adjust(inset, 0, -inset, 0)
        if self._icon:
            box = QRect(content.left(), rect.center().y() - side // 2, side, side)
            icons.paint(painter, box, self._icon, color)
            content.setLeft(content.left() + side + _GAP)
        content = self._draw_right_part(painter, content, color)
        flags = paint.LEFT | Qt.TextFlag.TextWordWrap
        ink = paint.Ink(style=self._style(), color=color, flags=flags)
        paint.draw_text(painter, content, self._label, ink)
        if self.hasFocus():
            self._draw_focus(painter)

    def _draw_right_part(self, painter: QPainter, content: QRect, color: str) -> QRect:
        middle = self.rect().center().y()
        if self._key:
            cap = paint.keycap_size(self._key)
            box = QRect(content.right() - cap.width() + 1, middle - cap.height() // 2,
                        cap.width(), cap.height())  # fmt: skip
            paint.draw_keycap(painter, box, self._key, color)
            content.setRight(box.left() - _GAP)
        if self._trailing_icon:
            side = theme.current().scaled(18)
            box = QRect(content.right() - side + 1, middle - side // 2, side, side)
            icons.paint(painter, box, self._trailing_icon, color)
            content.setRight(box.left() - _GAP)
        return content

    def _draw_focus(self, painter: QPainter) -> None:
        used = theme.current()
        radius = used.radius.control
        if self._kind is ButtonKind.PRIMARY and self.isEnabled():
            # A ring in the fill's own color would not be seen: a light line inside it.
            inner = self.rect().adjusted(2, 2, -2, -2)
            box = paint.Box(border=used.colors.on_brand, radius=radius - 2, width=2)
            paint.draw_box(painter, inner, box)
        paint.draw_focus(painter, self.rect(), radius)

    def _style(self) -> TextStyle:
        return TextStyle.STRONG

    def _padding(self) -> int:
        wide = self._kind in (ButtonKind.PRIMARY, ButtonKind.SECONDARY, ButtonKind.WIDE)
        return theme.current().scaled(16 if wide else 12)

    def _least_height(self) -> int:
        tall = self._kind in (ButtonKind.PRIMARY, ButtonKind.SECONDARY, ButtonKind.WIDE)
        return max(40 if tall else 32, paint.row_height(self._style()) + (8 if tall else 4))

    def _beside_text(self) -> int:
        side = theme.current().scaled(18) + _GAP
        width = 2 * self._padding()
        width += side if self._icon else 0
        width += side if self._trailing_icon else 0
        return width + (paint.keycap_size(self._key).width() + _GAP if self._key else 0)

    def _box(self) -> paint.Box:
        colors = theme.current().colors
        radius = theme.current().radius.control
        is_pressed = self.isDown()
        if self._kind is ButtonKind.PRIMARY:
            if not self.isEnabled():
                return paint.Box(fill=colors.neutral_soft, border=colors.line, radius=radius)
            shown = colors.brand if is_pressed else colors.brand_fill
            return paint.Box(fill=shown, border=colors.brand_fill, radius=radius)
        is_under = self.underMouse() and self.isEnabled()
        fill = colors.brand_soft if is_pressed or is_under else ""
        if self._kind is ButtonKind.QUIET:
            return paint.Box(fill=fill, radius=radius)
        border = colors.brand if is_under else colors.line
        return paint.Box(fill=fill or colors.card, border=border, radius=radius)

    def _text_color(self) -> str:
        colors = theme.current().colors
        if not self.isEnabled():
            return colors.muted
        if self._kind is ButtonKind.PRIMARY:
            return colors.brand_soft if self.isDown() else colors.on_brand
        return colors.brand if self._kind is ButtonKind.QUIET else colors.ink


class IconButton(QAbstractButton):
    """A square button with an icon only; ``name`` is what a screen reader and the tooltip say.

    Signals: ``clicked``.
    """

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew as the mouse comes and goes

    def sizeHint(self) -> QSize:
        side = max(32, theme.current().scaled(32))
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        used = theme.current()
        if self.underMouse() or self.isDown():
            box = paint.Box(fill=used.colors.neutral_soft, radius=used.radius.control)
            paint.draw_box(painter, self.rect(), box)
        side = used.scaled(18)
        inner = QRect(0, 0, side, side)
        inner.moveCenter(self.rect().center())
        color = used.colors.ink if self.isEnabled() else used.colors.muted
        icons.paint(painter, inner, self._icon, color)
        if self.hasFocus():
            paint.draw_focus(painter, self.rect(), used.radius.control)


def back_button() -> Button:
    """Make the quiet button at the head of a page that leads back, as Esc does."""
    return Button(tr("Back"), ButtonKind.QUIET, icon="arrow-left", key=Key.ESC.cap)
