"""A page large enough to read: zoomed, dragged about, its edges chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.ui import theme
from agent_desk.ui.widgets import paint

_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0)
_SCROLL = 60
_NUDGE = 0.01
_LEAST = 0.1
_NEAR = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """What is kept of a picture, in shares of its width and height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0


class PagePreview(QWidget):
    """Shows one picture, or the sentence ``nothing``; ``choose_edges`` lets its edges be moved.

    While choosing: an arrow pushes the edge behind it inwards, Shift takes back, Enter is done,
    Esc leaves it. Signals: ``chosen(edges)``, ``left`` without a choice.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, name: str, nothing: str = "") -> None:
        super().__init__()
        self._nothing = nothing
        self._data = b""
        self._picture = QPixmap()
        self._step = 0
        self._offset = QPointF(0, 0)
        self._grip: QPoint | None = None
        self._edges: Edges | None = None
        self._edge = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)

    def sizeHint(self) -> QSize:
        return QSize(320, 220)  # it takes the room there is and asks for none

    def show_picture(self, data: bytes) -> None:
        """Show a picture; the zoom stays, so that page after page can be compared."""
        if data == self._data:
            return
        self._data = data
        self._picture = QPixmap()
        if data:
            self._picture.loadFromData(data)
        self.update()

    @property
    def zoom(self) -> float:
        """How many times larger than fitting."""
        return _STEPS[self._step]

    def zoom_by(self, steps: int) -> None:
        """Make it larger or smaller; 0 fits it again."""
        self._step = min(max(self._step + steps, 0), len(_STEPS) - 1) if steps else 0
        if self._step == 0:
            self._offset = QPointF(0, 0)
        self._hold()
        self.update()

    def choose_edges(self, edges: Edges | None) -> None:
        """Begin to choose edges, or stop with None."""
        was, self._edges = self._edges, edges
        if edges is not None and was is None:
            self.zoom_by(0)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    # Where the picture lies

    def _place(self) -> QRectF:
        if self._picture.isNull():
            return QRectF()
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        width, height = size.width() * self.zoom, size.height() * self.zoom
        left = (self.width() - width) / 2 + self._offset.x()
        top = (self.height() - height) / 2 + self._offset.y()
        return QRectF(left, top, width, height)

    def _hold(self) -> None:
        """Keep some of the picture in sight."""
        place = self._place()
        across = max(0.0, (place.width() - self.width()) / 2)
        along = max(0.0, (place.height() - self.height()) / 2)
        x = min(max(self._offset.x(), -across), across)
        y = min(max(self._offset.y(), -along), along)
        self._offset = QPointF(x, y)

    def scroll_by(self, x: int, y: int) -> None:
        """Move the picture under the window."""
        self._offset += QPointF(x, y)
        self._hold()
        self.update()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._edges is not None:
            self._key_of_edges(event)
            return
        moves = {
            Qt.Key.Key_Left: (_SCROLL, 0),
            Qt.Key.Key_Right: (-_SCROLL, 0),
            Qt.Key.Key_Up: (0, _SCROLL),
            Qt.Key.Key_Down: (0, -_SCROLL),
        }
        if Qt.Key(event.key()) in moves:
            self.scroll_by(*moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _key_of_edges(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        edge = {
            Qt.Key.Key_Right: ("left", 1),
            Qt.Key.Key_Left: ("right", -1),
            Qt.Key.Key_Down: ("top", 1),
            Qt.Key.Key_Up: ("bottom", -1),
        }.get(key)
        if edge is not None:
            back = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._push(edge[0], edge[1] * back * _NUDGE)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish_edges()
        else:
            super().keyPressEvent(event)

    def finish_edges(self) -> None:
        """Take the edges as they stand."""
        edges, self._edges = self._edges, None
        if edges is not None:
            self.chosen.emit(edges)
        self.update()

    def _push(self, edge: str, by: float) -> None:
        now = self._edges
        if now is None:
            return
        values = {"left": now.left, "top": now.top, "right": now.right, "bottom": now.bottom}
        low, high = 0.0, 1.0
        if edge in ("left", "top"):
            high = values["right" if edge == "left" else "bottom"] - _LEAST
        else:
            low = values["left" if edge == "right" else "top"] + _LEAST
        values[edge] = min(max(values[edge] + by, low), high)
        self._edges = Edges(**values)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._grip = event.position().toPoint()
        self._edge = self._edge_near(event.position()) if self._edges is not None else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        here = event.position().toPoint()
        step, self._grip = here - self._grip, here
        place = self._place()
        if self._edge and place.width() > 0:
            is_across = self._edge in ("left", "right")
            share = step.x() / place.width() if is_across else step.y() / place.height()
            self._push(self._edge, share)
        elif self._edges is None:
            self.scroll_by(step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip, self._edge = None, ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            self.scroll_by(event.angleDelta().x() // 2, event.angleDelta().y() // 2)
        event.accept()

    def _edge_near(self, here: QPointF) -> str:
        kept = self._kept(self._place())
        ways = {
            "left": abs(here.x() - kept.left()),
            "right": abs(here.x() - kept.right()),
            "top": abs(here.y() - kept.top()),
            "bottom": abs(here.y() - kept.bottom()),
        }
        edge = min(ways, key=lambda name: ways[name])
        return edge if ways[edge] <= theme.current().scaled(_NEAR) else ""

    def _kept(self, place: QRectF) -> QRectF:
        edges = self._edges or Edges()
        return QRectF(
            place.left() + edges.left * place.width(),
            place.top() + edges.top * place.height(),
            (edges.right - edges.left) * place.width(),
            (edges.bottom - edges.top) * place.height(),
        )

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.neutral_soft))
        place = self._place()
        if place.isEmpty():
            self._draw_nothing(painter)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        painter.setPen(QColor(colors.line))
        painter.drawRect(place)
        if self._edges is not None:
            self._draw_edges(painter, place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.focus), 2))
            painter.drawRect(QRect(1, 1, self.width() - 2, self.height() - 2))

    def _draw_nothing(self, painter: QPainter) -> None:
        """Say what is to come where there is no picture yet."""
        flags = paint.CENTER | Qt.TextFlag.TextWordWrap
        ink = paint.Ink(color=theme.current().colors.muted, flags=flags)
        paint.draw_text(painter, self.rect().adjusted(16, 16, -16, -16), self._nothing, ink)

    def _draw_edges(self, painter: QPainter, place: QRectF) -> None:
        kept = self._kept(place)
        shade = QColor(0, 0, 0, 130)
        for gone in (
            QRectF(place.left(), place.top(), place.width(), kept.top() - place.top()),
            QRectF(place.left(), kept.bottom(), place.width(), place.bottom() - kept.bottom()),
            QRectF(place.left(), kept.top(), kept.left() - place.left(), kept.height()),
            QRectF(kept.right(), kept.top(), place.right() - kept.right(), kept.height()),
        ):
            painter.fillRect(gone, shade)
        painter.setPen(QPen(QColor(theme.current().colors.focus), 3))
        painter.drawRect(kept)
