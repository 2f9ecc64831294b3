"""A field in which a person signs with finger, pen or mouse; what was drawn is a confirmation."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QElapsedTimer,
    QEvent,
    QIODevice,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.ui import theme
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets import paint

_INK_WIDTH = 2.4
_LEAST_POINTS = 8
_MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PadPoint:
    """One point: pixels of the pad, milliseconds since the first, pressure 0 to 1."""

    x: int
    y: int
    at_ms: int
    pressure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What was drawn: strokes in their order, the size of the pad, and a PNG of it."""

    strokes: tuple[tuple[PadPoint, ...], ...]
    width: int
    height: int
    image: bytes


class SignaturePad(QWidget):
    """Takes strokes; ``drawing`` gives them once there are enough to be meant.

    Signals: ``changed`` at the end of each stroke and after ``clear``.
    """

    changed = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self._hint = hint
        self._strokes: list[list[PadPoint]] = []
        self._is_down = False
        self._by_tablet = False
        self._clock = QElapsedTimer()
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.current().scaled(110))

    def sizeHint(self) -> QSize:
        return QSize(420, theme.current().scaled(120))

    @property
    def is_blank(self) -> bool:
        """Say whether too little was drawn to be meant."""
        return sum(len(stroke) for stroke in self._strokes) < _LEAST_POINTS

    def clear(self) -> None:
        """Wipe the pad."""
        self._strokes = []
        self._is_down = False
        self.update()
        self.changed.emit()

    def drawing(self) -> Drawing | None:
        """Give what was drawn; None while it is blank."""
        if self.is_blank:
            return None
        return Drawing(
            strokes=tuple(tuple(stroke) for stroke in self._strokes),
            width=self.width(),
            height=self.height(),
            image=self._png(),
        )

    # Strokes: a pen comes as tablet events, mouse and finger as mouse events

    def tabletEvent(self, event: QTabletEvent) -> None:
        kinds = QEvent.Type
        self._by_tablet = True
        if event.type() == kinds.TabletPress:
            self._begin(event.position(), event.pressure())
        elif event.type() == kinds.TabletMove and self._is_down:
            self._add(event.position(), event.pressure())
        elif event.type() == kinds.TabletRelease:
            self._end()
            self._by_tablet = False
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._by_tablet:
            self._begin(event.position(), 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_down and not self._by_tablet:
            self._add(event.position(), 1.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._by_tablet:
            self._end()

    def _begin(self, at: QPointF, pressure: float) -> None:
        if not self._clock.isValid() or not self._strokes:
            self._clock.start()
        self._is_down = True
        self._strokes.append([])
        self._add(at, pressure)

    def _add(self, at: QPointF, pressure: float) -> None:
        if sum(len(stroke) for stroke in self._strokes) >= _MOST_POINTS:
            return
        x = min(max(round(at.x()), 0), self.width())
        y = min(max(round(at.y()), 0), self.height())
        pressed = min(max(pressure, 0.0), 1.0)
        point = PadPoint(x=x, y=y, at_ms=self._clock.elapsed(), pressure=pressed)
        self._strokes[-1].append(point)
        self.update()

    def _end(self) -> None:
        if self._is_down:
            self._is_down = False
            self.changed.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        border = paint.Box(
            fill=used.colors.card, border=used.colors.control, radius=used.radius.control
        )
        paint.draw_box(painter, self.rect(), border)
        line = self.height() * 3 // 4
        painter.setPen(QPen(QColor(used.colors.line), 1))
        painter.drawLine(24, line, self.width() - 24, line)
        if not self._strokes:
            ink = paint.Ink(style=TextStyle.SMALL, color=used.colors.muted, flags=paint.CENTER)
            paint.draw_text(painter, self.rect(), self._hint, ink)
        self._draw_strokes(painter, used.colors.ink)

    def _draw_strokes(self, painter: QPainter, color: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in self._strokes:
            for before, now in zip(stroke, stroke[1:], strict=False):
                pen = QPen(QColor(color), _INK_WIDTH * (0.4 + 0.6 * now.pressure))
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(QPointF(before.x, before.y), QPointF(now.x, now.y))

    def _png(self) -> bytes:
        image = QImage(self.size(), QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._draw_strokes(painter, "#000000")
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(image)
        return bytes(buffer.data().data())
