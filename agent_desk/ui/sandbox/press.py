"""What a finger presses in the sandbox: buttons, rows, tiles, a switch; all 48 pixels or more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from agent_desk.i18n import tr
from agent_desk.ui import icons, theme
from agent_desk.ui.sandbox.pictures import draw_picture
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import Button, IconButton
from agent_desk.ui.widgets.layout import wrapping_policy

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LEAST = 56
_PAD = 16
_UNBOUNDED = 16_777_215
_TILE_ICON, _TILE_PICTURE = 40, 128


class BigButton(Button):
    """The house's button in letters that are read from across a room.

    It bounds its height by no maximum: what stands below it in the device takes the room left.
    """

    def set_label(self, text: str) -> None:
        super().set_label(text)
        self.setMaximumHeight(_UNBOUNDED)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self.setMaximumHeight(_UNBOUNDED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QPushButton.resizeEvent(self, event)

    def _style(self) -> TextStyle:
        return TextStyle.READ_STRONG

    def _least_height(self) -> int:
        return max(LEAST, paint.row_height(TextStyle.READ_STRONG) + 12)

    def _box(self) -> paint.Box:
        return _clear(super()._box())


class KeyButton(Button):
    """One key of a drawn keypad; it never takes the focus away from the field."""

    def __init__(self, text: str, name: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _style(self) -> TextStyle:
        return TextStyle.READ_STRONG

    def _padding(self) -> int:
        return 2

    def _least_height(self) -> int:
        return max(48, paint.row_height(TextStyle.READ_STRONG))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(48, 48))

    def _box(self) -> paint.Box:
        return _clear(super()._box())


def _clear(box: paint.Box) -> paint.Box:
    """Draw the outline so that it is seen from across a room."""
    colors = theme.current().colors
    return replace(box, border=colors.control) if box.border == colors.line else box


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands on a row, tile or switch."""

    text: str
    detail: str = ""
    icon: str = ""
    picture: str = ""


class _Press(IconButton):
    """What rows, tiles and switches share: Enter presses, the ring shows, words wrap."""

    def __init__(self, words: Words) -> None:
        name = ", ".join(part for part in (words.text, words.detail) if part)
        super().__init__(words.icon, name)
        self.words = replace(
            words, text=paint.breakable(words.text), detail=paint.breakable(words.detail)
        )
        self.setToolTip("")
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def hasHeightForWidth(self) -> bool:
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self.updateGeometry()

    def _draw_ground(self, painter: QPainter) -> None:
        used = theme.current()
        is_lit = self.isDown() or self.underMouse()
        fill = used.colors.brand_soft if is_lit else used.colors.card
        box = paint.Box(fill=fill, border=used.colors.control, radius=used.radius.card)
        paint.draw_box(painter, self.rect(), box)

    def _draw_ring(self, painter: QPainter) -> None:
        if self.hasFocus():
            paint.draw_focus(painter, self.rect(), theme.current().radius.card)


class RowPress(_Press):
    """A line of a list: an icon, what it is, a smaller line below, an arrow."""

    def heightForWidth(self, width: int) -> int:
        room = self._words_rect(width).width()
        words = paint.text_height(self.words.text, TextStyle.READ_STRONG, room)
        detail = paint.text_height(self.words.detail, TextStyle.READ_SMALL, room)
        return max(LEAST, words + detail + 20)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        word = max(
            paint.word_width(self.words.text, TextStyle.READ_STRONG),
            paint.word_width(self.words.detail, TextStyle.READ_SMALL),
        )
        width = word + (320 - self._words_rect(320).width())
        return QSize(width, self.heightForWidth(width))

    def _words_rect(self, width: int) -> QRect:
        used = theme.current()
        left = _PAD + (used.scaled(26) + 12 if self.words.icon else 0)
        return QRect(left, 0, width - left - self._right(), 0)

    def _right(self) -> int:
        return _PAD + theme.current().scaled(20) + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        used, painter = theme.current(), QPainter(self)
        self._draw_ground(painter)
        middle, side = self.rect().center().y(), used.scaled(26)
        if self.words.icon:
            place = QRect(_PAD, middle - side // 2, side, side)
            icons.paint(painter, place, self.words.icon, used.colors.brand)
        self._draw_right(painter)
        room = self._words_rect(self.width())
        tall = paint.text_height(self.words.text, TextStyle.READ_STRONG, room.width())
        small = paint.text_height(self.words.detail, TextStyle.READ_SMALL, room.width())
        top = (self.height() - tall - small) // 2
        room.setRect(room.left(), top, room.width(), tall)
        paint.draw_text(painter, room, self.words.text, paint.Ink(style=TextStyle.READ_STRONG))
        room.setRect(room.left(), top + tall, room.width(), small)
        ink = paint.Ink(style=TextStyle.READ_SMALL, color=used.colors.muted)
        paint.draw_text(painter, room, self.words.detail, ink)
        self._draw_ring(painter)

    def _draw_right(self, painter: QPainter) -> None:
        used = theme.current()
        side = used.scaled(20)
        top = self.rect().center().y() - side // 2
        place = QRect(self.width() - _PAD - side, top, side, side)
        icons.paint(painter, place, "chevron-right", used.colors.muted)


class SwitchPress(RowPress):
    """A row with a switch at its right."""

    def __init__(self, words: Words, *, is_on: bool) -> None:
        super().__init__(words)
        self._is_on = is_on
        state = tr("on") if is_on else tr("off")
        self.setAccessibleName(f"{words.text}, {state}")

    def _right(self) -> int:
        return _PAD + self._bar().width() + 8

    def _bar(self) -> QRect:
        used = theme.current()
        return QRect(0, 0, used.scaled(60), used.scaled(32))

    def _draw_right(self, painter: QPainter) -> None:
        colors, bar = theme.current().colors, self._bar()
        bar.moveCenter(self.rect().center())
        bar.moveRight(self.width() - _PAD)
        fill = colors.brand_fill if self._is_on else colors.neutral_soft
        border = colors.brand_fill if self._is_on else colors.control
        half = bar.height() / 2
        paint.draw_box(painter, bar, paint.Box(fill=fill, border=border, radius=half, width=2))
        x = bar.right() - half if self._is_on else bar.left() + half
        knob = colors.on_brand if self._is_on else colors.control
        paint.draw_dot(painter, QPointF(x, bar.center().y() + 0.5), half - 6, knob)


class TilePress(_Press):
    """An icon or a picture with its name below, as on the first screen of a phone."""

    def heightForWidth(self, width: int) -> int:
        words = paint.text_height(self.words.text, TextStyle.READ_SMALL, width - 16)
        return max(96, self._side() + words + 30)

    def sizeHint(self) -> QSize:
        width = max(132, self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        word = paint.word_width(self.words.text, TextStyle.READ_SMALL) + 18
        width = max(96, word, self._side() + 16)
        return QSize(width, self.heightForWidth(width))

    def _side(self) -> int:
        base = _TILE_PICTURE if self.words.picture else _TILE_ICON
        return theme.current().scaled(base)

    def paintEvent(self, event: QPaintEvent) -> None:
        used, painter, side = theme.current(), QPainter(self), self._side()
        self._draw_ground(painter)
        place = QRect((self.width() - side) // 2, 12, side, side)
        if self.words.picture:
            draw_picture(painter, place, self.words.picture)
        else:
            icons.paint(painter, place, self.words.icon, used.colors.brand)
        words = QRect(8, place.bottom() + 7, self.width() - 16, self.height() - place.bottom() - 12)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        ink = paint.Ink(style=TextStyle.READ_SMALL, flags=flags | Qt.TextFlag.TextWordWrap)
        paint.draw_text(painter, words, self.words.text, ink)
        self._draw_ring(painter)
