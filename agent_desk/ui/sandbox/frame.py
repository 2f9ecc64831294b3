"""The head and the foot of the mock device; the head always says that this is practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desk.domain.sandbox import Device
from agent_desk.i18n import tr
from agent_desk.ui import icons, theme
from agent_desk.ui.sandbox.press import LEAST, BigButton
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.buttons import ButtonKind
from agent_desk.ui.widgets.layout import wrapping_policy

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIDE = 22


class DeviceBar(QWidget):
    """The name of the mock app, the address below, and the word that nothing here is real."""

    def __init__(self) -> None:
        super().__init__()
        self._app, self._address, self._device = "", "", Device.PHONE
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def show_words(self, app: str, address: str, device: Device) -> None:
        """Show another app and address."""
        self._app, self._address, self._device = app, address, device
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        head = paint.text_height(self._app, TextStyle.READ_STRONG, width - 2 * _SIDE)
        tag = paint.row_height(TextStyle.READ_SMALL)
        return tag + head + 14 + self._address_height()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        words = paint.word_width(self._app, TextStyle.READ_STRONG)
        address = paint.text_width(self._address, TextStyle.READ_SMALL) + theme.current().scaled(50)
        tag = paint.text_width(self._tag(), TextStyle.READ_SMALL)
        width = max(words, address, tag) + 2 * _SIDE
        return QSize(width, self.heightForWidth(width))

    def _address_height(self) -> int:
        return paint.row_height(TextStyle.READ_SMALL) + 14 if self._address else 0

    @staticmethod
    def _tag() -> str:
        return tr("PRACTICE – nothing here is real")

    def paintEvent(self, event: QPaintEvent) -> None:
        used, painter = theme.current(), QPainter(self)
        radius = 24 if self._device is Device.PHONE else 8
        fill = used.colors.brand_soft
        border = used.colors.line if used.is_contrast else ""
        paint.draw_box(painter, self.rect(), paint.Box(fill=fill, border=border, radius=radius))
        tag = paint.row_height(TextStyle.READ_SMALL)
        place = self.rect().adjusted(_SIDE, 4, -_SIDE, 0)
        place.setHeight(tag)
        ink = paint.Ink(style=TextStyle.READ_SMALL, color=used.colors.brand, flags=paint.CENTER)
        paint.draw_text(painter, place, self._tag(), ink)
        head = paint.text_height(self._app, TextStyle.READ_STRONG, place.width())
        place.moveTop(place.bottom() + 1)
        place.setHeight(head)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        ink = paint.Ink(style=TextStyle.READ_STRONG, flags=flags)
        paint.draw_text(painter, place, self._app, ink)
        if self._address:
            self._draw_address(painter)

    def _draw_address(self, painter: QPainter) -> None:
        used, tall = theme.current(), paint.row_height(TextStyle.READ_SMALL) + 6
        line = QRect(_SIDE, self.height() - tall - 6, self.width() - 2 * _SIDE, tall)
        box = paint.Box(fill=used.colors.card, border=used.colors.control, radius=tall / 2)
        paint.draw_box(painter, line, box)
        side = used.scaled(18)
        mark = QRect(line.left() + 14, line.center().y() - side // 2, side, side)
        icons.paint(painter, mark, "search", used.colors.muted)
        words = line.adjusted(14 + side + 8, 0, -8, 0)
        ink = paint.Ink(style=TextStyle.READ_SMALL, flags=paint.LEFT)
        paint.draw_text(painter, words, self._address, ink)


class NavButton(BigButton):
    """Back or Home of the device; a hint can point at it."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__(name, ButtonKind.QUIET, icon=icon)
        self._is_pointed = False
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def set_pointed(self, *, is_pointed: bool) -> None:
        """Point at it, or not."""
        self._is_pointed = is_pointed
        self.update()

    def _style(self) -> TextStyle:
        return TextStyle.READ_SMALL

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_pointed:
            used = theme.current()
            box = paint.Box(
                fill=used.colors.waiting_soft, border=used.colors.waiting, radius=10, width=4
            )
            paint.draw_box(QPainter(self), self.rect(), box)
        super().paintEvent(event)


class NavBar(QWidget):
    """The keys of the device: Back always, Home on a phone."""

    def __init__(self) -> None:
        super().__init__()
        self.back = NavButton("arrow-left", tr("Go back"))
        self.home = NavButton("house", tr("Home screen"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 8)
        layout.setSpacing(8)
        layout.addWidget(self.back, 1)
        layout.addWidget(self.home, 1)
        self.setMinimumHeight(LEAST + 12)

    def set_device(self, device: Device) -> None:
        """Show the keys that such a device has."""
        self.home.setVisible(device is Device.PHONE)

    def point(self, *, is_back: bool, is_home: bool) -> None:
        """Point at a key, or at none."""
        self.back.set_pointed(is_pointed=is_back)
        self.home.set_pointed(is_pointed=is_home)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self.rect().adjusted(20, 0, -20, 0)
        line.setHeight(1)
        paint.draw_line(QPainter(self), line)
