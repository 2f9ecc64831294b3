"""The list everybody in the room may see: first names in large letters, who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_desk.i18n import tr
from agent_desk.ui import icons, second_screen, theme
from agent_desk.ui.widgets.practice_frame import frame_margins, paint_frame

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QScreen

    from agent_desk.ui.pages.training.wall import WallList, WallName

_EDGE = 56
_LARGEST, _SMALLEST = 34.0, 11.0
"""Points of a name: as large as all of them fit; 300 still do on a projector."""
_COLUMN_GAP = 28
_ENDING = (Qt.Key.Key_Escape, Qt.Key.Key_F11)


class WallWindow(QWidget):
    """Draws one list, and nothing but it. Signals: ``ended`` on Esc or F11 over the own screen."""

    ended = Signal()

    def __init__(self, practice: str = "") -> None:
        super().__init__()
        self._practice = practice
        self._list: WallList | None = None
        self.setWindowTitle(tr("For everybody in the room"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setContentsMargins(frame_margins(practice))
        self.resize(1366, 768)

    def show_list(self, shown: WallList) -> None:
        """Show this list."""
        self._list = shown
        self.setAccessibleName(shown.title)
        self.setAccessibleDescription(", ".join(one.name for one in shown.names))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENDING:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        self.ended.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().colors.card))
        if self._list is not None:
            room = self.rect().marginsRemoved(self.contentsMargins())
            self._draw(painter, room.adjusted(_EDGE, 40, -_EDGE, -32), self._list)
        paint_frame(painter, self.rect(), self._practice)

    def _draw(self, painter: QPainter, room: QRect, shown: WallList) -> None:
        colors = theme.current().colors
        y = room.top()
        for words, points, color, is_strong in (
            (shown.title, 30.0, colors.ink, True),
            (shown.when, 20.0, colors.muted, False),
        ):
            place = QRect(room.left(), y, room.width(), room.height())
            y += _put(painter, place, words, _font(points, is_strong=is_strong), color) + 6
        foot = _font(18.0)
        tall = QFontMetrics(foot).height() + 8
        last = QRect(room.left(), room.bottom() - tall, room.width(), tall)
        _put(painter, last, shown.note, foot, colors.muted)
        names = QRect(room.left(), y + 14, room.width(), last.top() - y - 24)
        self._draw_names(painter, names, shown.names)

    @staticmethod
    def _draw_names(painter: QPainter, room: QRect, names: tuple[WallName, ...]) -> None:
        if not names:
            return
        colors = theme.current().colors
        points, columns = _fit(names, room)
        font = _font(points, is_strong=True)
        fonts = QFontMetrics(font)
        step, wide = fonts.lineSpacing(), room.width() // columns
        per_column = -(-len(names) // columns)
        side = fonts.ascent()
        painter.setFont(font)
        for n, one in enumerate(names):
            column, line = divmod(n, per_column)
            x, y = room.left() + column * wide, room.top() + line * step
            mark = QRect(x, y + (step - side) // 2, side, side)
            name = "circle-check" if one.has_come else "circle"
            icons.paint(painter, mark, name, colors.good if one.has_come else colors.muted)
            painter.setPen(QColor(colors.ink))
            left = x + side + side // 3
            words = QRect(left, y, wide - side - side // 3 - 6, step)
            text = fonts.elidedText(one.name, Qt.TextElideMode.ElideRight, words.width())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(words, int(flags), text)


def _fit(names: tuple[WallName, ...], room: QRect) -> tuple[float, int]:
    """Give the largest size at which all names fit, and in how many columns."""
    points = _LARGEST
    while points > _SMALLEST:
        fonts = QFontMetrics(_font(points, is_strong=True))
        widest = max(fonts.horizontalAdvance(one.name) for one in names)
        wide = widest + fonts.ascent() * 4 // 3 + _COLUMN_GAP
        columns = max(1, min(len(names), room.width() // max(1, wide)))
        if -(-len(names) // columns) * fonts.lineSpacing() <= room.height():
            return points, columns
        points -= 1.0
    lines = max(1, room.height() // QFontMetrics(_font(points, is_strong=True)).lineSpacing())
    return points, max(1, -(-len(names) // lines))


def _font(points: float, *, is_strong: bool = False) -> QFont:
    font = QFont(theme.current().family)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    return font


def _put(painter: QPainter, place: QRect, words: str, font: QFont, color: str) -> int:
    """Draw wrapped words; give how tall they are."""
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip)
    painter.setFont(font)
    painter.setPen(QColor(color))
    painter.drawText(place, flags, words)
    return QFontMetrics(font).boundingRect(place, flags, words).height()


class WallDisplay(QObject):
    """Puts the list on the second screen; without one it fills the own screen until Esc.

    Signals: ``went_dark`` when it was taken away by itself: Esc, or its screen was unplugged.
    """

    went_dark = Signal()

    def __init__(self, trainer_window: QWidget, practice: str = "") -> None:
        super().__init__(trainer_window)
        self._trainer_window = trainer_window
        self._practice = practice
        self._screen: QScreen | None = None
        self.window: WallWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self.screen_gone)
        trainer_window.installEventFilter(self)

    def show_list(self, shown: WallList | None) -> bool:
        """Show a list, or take it away; say whether it stands on a screen of its own."""
        if shown is None:
            self.hide()
            return False
        if self.window is None:
            self.window = WallWindow(self._practice)
            self.window.ended.connect(self._end)
        self.window.show_list(shown)
        second = second_screen.beside(self._trainer_window)
        screen = second or self._trainer_window.screen()
        if screen is not self._screen or not self.window.isVisible():
            self._screen = screen
            self.window.setGeometry(screen.geometry())
            self.window.show()
            self.window.setGeometry(screen.geometry())
            if second is None:
                self.window.activateWindow()
        return second is not None

    def hide(self) -> None:
        """Take the list away."""
        self._screen = None
        if self.window is not None:
            self.window.hide()

    def screen_gone(self, screen: QScreen) -> None:
        """Take the list away when its screen is unplugged: it must not cover the trainer's."""
        if screen is self._screen:
            self._end()

    def _end(self) -> None:
        self.hide()
        self.went_dark.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.dispose()
        return False

    def dispose(self) -> None:
        """Let the window go; to be called before the application does."""
        window, self.window = self.window, None
        self._screen = None
        if window is not None:
            window.close()
            window.deleteLater()
