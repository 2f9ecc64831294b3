"""One page of a paper as a picture, to be looked at: it scrolls, and keys zoom and turn pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from agent_desk.ui import theme
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.scroll_bar import SlimScrollBar

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

_EDGE = 14
_ZOOM = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_0: 0,
}
_TURN = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class _Paper(QWidget):
    """The sheet on its ground."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    def show_image(self, image: QImage) -> None:
        """Draw this page from now on."""
        self._image = image
        ratio = image.devicePixelRatio() or 1.0
        size = QSize(round(image.width() / ratio), round(image.height() / ratio))
        self.setMinimumSize(size + QSize(2 * _EDGE, 2 * _EDGE))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.line))
        if not self._image.isNull():
            self._draw_page(painter)
        viewport = self.parentWidget()
        view = viewport.parentWidget() if viewport is not None else None
        if view is not None and view.hasFocus():
            paint.draw_focus(painter, self.visibleRegion().boundingRect(), 0)

    def _draw_page(self, painter: QPainter) -> None:
        colors = theme.current().colors
        ratio = self._image.devicePixelRatio() or 1.0
        size = QSize(round(self._image.width() / ratio), round(self._image.height() / ratio))
        left = max(_EDGE, (self.width() - size.width()) // 2)
        top = max(_EDGE, (self.height() - size.height()) // 2)
        painter.drawImage(left, top, self._image)
        painter.setPen(QColor(colors.muted))
        painter.drawRect(left - 1, top - 1, size.width() + 1, size.height() + 1)


class PageView(QScrollArea):
    """Shows the picture of a page.

    Signals: ``zoomed(int)`` with +1, -1 or 0 for the whole page; ``turned(int)`` with +1 or -1;
    ``room_changed(int, int)`` with the width and height there is for a page.
    """

    zoomed = Signal(int)
    turned = Signal(int)
    room_changed = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 200)
        self.setVerticalScrollBar(SlimScrollBar())
        self._paper = _Paper()
        self.setWidget(self._paper)
        self._number = ""

    def show_picture(self, rgb: bytes, width: int, height: int, words: str) -> None:
        """Show a page given as RGB rows; ``words`` say which page it is."""
        image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.show_image(image)
        self.setAccessibleDescription(words)
        if words != self._number:
            self.verticalScrollBar().setValue(0)
        self._number = words

    def show_nothing(self) -> None:
        """Show the empty ground."""
        self._paper.show_image(QImage())
        self._paper.setMinimumSize(0, 0)
        self.setAccessibleDescription("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ZOOM:
            self.zoomed.emit(_ZOOM[key])
        elif key in _TURN:
            self.turned.emit(_TURN[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        room = self.viewport().size() - QSize(2 * _EDGE, 2 * _EDGE)
        self.room_changed.emit(round(room.width() * ratio), round(room.height() * ratio))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._paper.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._paper.update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._paper.update()  # the ring stays at the edge of what is seen
