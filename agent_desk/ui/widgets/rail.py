"""The rail at the left: icon, word, badge."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import clicks
from agent_desk.ui.widgets.layout import ScrollPage

_LOW_ICON = 16
_LOW_EDGE = 8
_LOW_GAP = 7
_GAP = 4
_EDGE = 6


class RailButton(QAbstractButton):
    """One page of the rail.

    Signals: ``clicked``.
    """

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        self._icon = icon
        self._title = title
        self._badge = 0
        self._is_low = False
        self.setCheckable(True)
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # drawn anew as the mouse comes and goes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_badge(self, number: int) -> None:
        """Show a number over the icon; 0 shows none."""
        self._badge = number
        self.setAccessibleName(f"{self._title}, {number}" if number else self._title)
        self.updateGeometry()
        self.update()

    def badge(self) -> int:
        """Give the number shown."""
        return self._badge

    def set_low(self, *, is_low: bool) -> None:
        """Set the word beside the icon instead of under it: half as tall."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return self.low_size() if self._is_low else self.tall_size()

    def tall_size(self) -> QSize:
        """Give the size with the word under the icon."""
        used = theme.current()
        width = max(used.scaled(72), paint.word_width(self._title, TextStyle.CAPTION) + 6)
        words = paint.text_height(self._title, TextStyle.CAPTION, width - 4)
        return QSize(width, used.scaled(20) + words + 20)

    def low_size(self) -> QSize:
        """Give the size with the word beside the icon."""
        side = theme.current().scaled(_LOW_ICON)
        words = paint.text_width(self._title, TextStyle.CAPTION)
        height = max(side, paint.metrics(TextStyle.CAPTION).lineSpacing() + 2)
        badge = self._badge_size().width() + 4 if self._badge else 0
        return QSize(_LOW_EDGE + side + _LOW_GAP + words + badge + _LOW_EDGE, height + 10)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        color = used.colors.brand if self.isChecked() else used.colors.muted
        if self.isChecked() or self.underMouse():
            fill = used.colors.brand_soft if self.isChecked() else used.colors.ground
            border = used.colors.line if used.is_contrast else ""
            box = paint.Box(fill=fill, border=border, radius=used.radius.control + 2)
            paint.draw_box(painter, self.rect(), box)
        mark, words, flags = self._places()
        icons.paint(painter, mark, self._icon, color)
        ink = paint.Ink(style=TextStyle.CAPTION, color=color, flags=flags)
        paint.draw_text(painter, words, self._title, ink)
        if self._badge:
            self._draw_badge(painter, mark)
        if self.hasFocus():
            paint.draw_focus(painter, self.rect(), used.radius.control + 2)

    def _places(self) -> tuple[QRect, QRect, Qt.AlignmentFlag | Qt.TextFlag]:
        """Give where the icon and the word go, and how the word lies there."""
        used = theme.current()
        if self._is_low:
            side = used.scaled(_LOW_ICON)
            mark = QRect(_LOW_EDGE, (self.height() - side) // 2, side, side)
            left = mark.right() + 1 + _LOW_GAP
            return mark, QRect(left, 0, self.width() - left - 2, self.height()), paint.LEFT
        side = used.scaled(20)
        mark = QRect((self.width() - side) // 2, 8, side, side)
        words = QRect(2, mark.bottom() + 4, self.width() - 4, self.height() - mark.bottom() - 8)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        return mark, words, flags | Qt.TextFlag.TextWordWrap

    def _badge_words(self) -> str:
        return str(self._badge) if self._badge < 100 else "99+"

    def _badge_size(self) -> QSize:
        wide = paint.text_width(self._badge_words(), TextStyle.CAPTION) + 9
        return QSize(wide, paint.metrics(TextStyle.CAPTION).lineSpacing() + 1)

    def _draw_badge(self, painter: QPainter, mark: QRect) -> None:
        used = theme.current()
        size = self._badge_size()
        left = self.width() - size.width() - 2
        place = QRect(QPoint(left, (self.height() - size.height()) // 2), size)
        if not self._is_low:
            beside = mark.center().x() + used.scaled(6)
            place.moveTo(min(beside, left), mark.top() - 4)
        border = used.colors.card
        fill = used.colors.brand_fill if used.is_contrast else used.colors.wrong
        ink = used.colors.on_brand if used.is_contrast else used.colors.card
        paint.draw_box(painter, place, paint.Box(fill=fill, border=border, radius=9))
        flags = paint.CENTER
        style = TextStyle.CAPTION
        paint.draw_text(
            painter, place, self._badge_words(), paint.Ink(style=style, color=ink, flags=flags)
        )


class RailScroll(ScrollPage):
    """The buttons of the rail; as wide as they are, the scroll bar lies over their edge."""

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        width = content.minimumSizeHint().width() if content is not None else 0
        needs = content.minimumSizeHint().height() if content is not None else 0
        spare = self.verticalScrollBar().sizeHint().width() if self.height() < needs else 0
        return QSize(width + spare, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


@dataclass(frozen=True, slots=True, kw_only=True)
class RailEntry:
    """What the rail shows of a page."""

    key: str
    icon: str
    title: str
    at_bottom: bool = False


class Rail(QWidget):
    """All pages, the working ones at the top, the tools at the bottom.

    When text is large and the window low, first the tile with the letters goes, then the words
    stand beside their icons; only then they scroll.
    Signals: ``picked(key)``.
    """

    picked = Signal(str)

    def __init__(self, name: str, letters: str, entries: tuple[RailEntry, ...]) -> None:
        super().__init__()
        self._letters = letters
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._layout.setSpacing(_GAP)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for entry in entries:
            if not entry.at_bottom:
                self._add(entry)
        self._layout.addStretch(1)
        for entry in entries:
            if entry.at_bottom:
                self._add(entry)
        self._whole = QVBoxLayout(self)
        self._scroll = RailScroll(content)
        self._whole.addWidget(self._scroll)
        self._fit()

    def _add(self, entry: RailEntry) -> None:
        button = RailButton(entry.icon, entry.title)
        button.clicked.connect(lambda _checked=False, key=entry.key: self.picked.emit(key))
        self._group.addButton(button)
        self._buttons[entry.key] = button
        self._layout.addWidget(button)

    def set_current(self, key: str) -> None:
        """Mark a page as the open one."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self._scroll.ensureWidgetVisible(self._buttons[key], 0, 4)

    def set_badge(self, key: str, number: int) -> None:
        """Show a number at a page; 0 shows none."""
        if key in self._buttons:
            self._buttons[key].set_badge(number)

    def button(self, key: str) -> RailButton:
        """Give the button of a page. Raises: KeyError."""
        return self._buttons[key]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Choose tile, words under icons, or words beside icons: whatever the height allows."""
        is_low = self.height() < self._tall() + 2 * _EDGE
        for button in self._buttons.values():
            button.set_low(is_low=is_low)
        tile = self._tile()
        top = 12 + tile + 14 if tile else _EDGE
        self._whole.setContentsMargins(6, top, 7, 12 if tile else _EDGE)

    def _tall(self) -> int:
        """Give the height of all pages with the words under their icons."""
        heights = [button.tall_size().height() for button in self._buttons.values()]
        return sum(heights) + _GAP * len(heights)

    def _tile(self) -> int:
        """Give the side of the tile; 0 when the pages need its room."""
        side = theme.current().scaled(40)
        return side if self.height() >= self._tall() + side + 38 else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), used.colors.card)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), used.colors.line)
        side = self._tile()
        if not side:
            return
        tile = QRect((self.width() - side) // 2, 12, side, side)
        box = paint.Box(fill=used.colors.brand_fill, radius=used.radius.control + 2)
        paint.draw_box(painter, tile, box)
        ink = paint.Ink(style=TextStyle.STRONG, color=used.colors.on_brand, flags=paint.CENTER)
        paint.draw_text(painter, tile, self._letters, ink)
