"""Widgets that show a slide: the class's window, the trainer's view of it, the next one small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.slides.drawing import SlideLook, draw_slide
from agent_desk.ui.slides.show import Turn
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.practice_frame import frame_margins, paint_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent, QMouseEvent

    from agent_desk.ui.slides.deck import Slide
    from agent_desk.ui.slides.show import Show

_BLACK = "#000000"
KEYS = {
    Turn.NEXT: ("PgDown", "Right"),
    Turn.BACK: ("PgUp", "Left"),
    Turn.FIRST: ("Home",),
    Turn.LAST: ("End",),
}
"""What keyboards and presenter remotes send, wherever the focus is beside a slide."""
_PLAIN_KEYS = {
    Qt.Key.Key_B: Turn.BLACK,
    Qt.Key.Key_Period: Turn.BLACK,
    Qt.Key.Key_Space: Turn.NEXT,
}
"""No shortcuts: single letters never are, and Space presses the button that has the focus. Where
slides are shown there is nothing to type into, so the keys themselves are heard."""


def plain_turn(event: QKeyEvent) -> Turn | None:
    """Give what a key asks for that nothing else has taken; None for any other key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    if modifiers != Qt.KeyboardModifier.NoModifier or event.isAutoRepeat():
        return None
    return _PLAIN_KEYS.get(Qt.Key(event.key()))


def bind_turns(widget: QWidget, turn: Callable[[Turn], None]) -> tuple[QShortcut, ...]:
    """Let the keys of a presenter work while the focus is in a widget or below it."""
    made = []
    for which, sequences in KEYS.items():
        for sequence in sequences:
            shortcut = QShortcut(QKeySequence(sequence), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda which=which: turn(which))
            made.append(shortcut)
    return tuple(made)


def look_of(show: Show, practice: str) -> SlideLook:
    """Give what stands around the slide that is shown."""
    used = theme.current()
    return SlideLook(
        family=used.family,
        title=show.deck.title,
        place=show.place,
        practice=practice,
        text_percent=used.text_percent,
    )


class SlideView(QWidget):
    """One slide as large as the widget, in the shape of a screen; black or empty if asked.

    Signals: ``clicked`` with the left button.
    """

    clicked = Signal()

    def __init__(self, name: str, least: int = 240) -> None:
        super().__init__()
        self._name = name
        self._least = least
        self._slide: Slide | None = None
        self._look: SlideLook | None = None
        self._is_black = False
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_slide(self, slide: Slide | None, look: SlideLook, *, is_black: bool = False) -> None:
        """Draw this slide; None leaves the place empty."""
        if (slide, look, is_black) == (self._slide, self._look, self._is_black):
            return
        self._slide, self._look, self._is_black = slide, look, is_black
        words = (slide.heading, slide.lead, *slide.points) if slide is not None else ()
        self.setAccessibleDescription(". ".join(part for part in words if part))
        self.update()

    @property
    def slide(self) -> Slide | None:
        """What is drawn now."""
        return self._slide

    @property
    def is_black(self) -> bool:
        """Say whether the class sees nothing now."""
        return self._is_black

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        return QSize(self._least * 2, self._least * 9 // 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, self._least * 9 // 16)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self._place()
        self._draw(painter, place)
        if self.hasFocus():
            paint.draw_focus(painter, place.toAlignedRect(), theme.current().radius.key)

    def _place(self) -> QRectF:
        width, height = float(self.width()), float(self.height())
        wide = min(width, height * 16 / 9)
        tall = wide * 9 / 16
        return QRectF((width - wide) / 2, 0, wide, tall)

    def _draw(self, painter: QPainter, place: QRectF) -> None:
        if self._slide is None or self._look is None:
            painter.fillRect(place, QColor(theme.current().colors.neutral_soft))
            return
        draw_slide(painter, place, self._slide, self._look)
        if self._is_black:
            painter.fillRect(place, QColor(0, 0, 0, 170))
            painter.setFont(self.font())
            painter.setPen(QColor("#ffffff"))
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignCenter), tr("The class sees a black screen")
            )
        painter.setPen(QColor(theme.current().colors.line))
        painter.drawRect(place.adjusted(0, 0, -1, -1))


class SlideWindow(SlideView):
    """The class's window: one slide on the whole of a screen.

    On a second screen it takes no focus, so the keys stay with the trainer's window.
    Signals: ``turned(Turn)`` and ``ended`` by keys, where it stands on the trainer's own screen.
    """

    turned = Signal(object)
    ended = Signal()

    def __init__(self, practice: str = "", *, takes_keys: bool) -> None:
        super().__init__(tr("Slides for the class"))
        self._practice = practice
        self.setContentsMargins(frame_margins(practice))
        self.setWindowTitle(tr("Slides for the class"))
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setCursor(Qt.CursorShape.BlankCursor)
        # Bound in any case: some systems give the focus to a window that asked for none.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = bind_turns(self, self.turned.emit)
        for sequence in ("Esc", "F5"):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.activated.connect(self.ended)
        if not takes_keys:
            self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = plain_turn(event)
        if turn is not None:
            self.turned.emit(turn)
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.ended.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_BLACK))
        if not self.is_black and self._slide is not None and self._look is not None:
            place = self.rect().marginsRemoved(self.contentsMargins())
            draw_slide(painter, QRectF(place), self._slide, self._look)
        paint_frame(painter, self.rect(), self._practice)
