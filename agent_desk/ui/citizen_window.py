"""The citizen's window: large words on a second screen, only what the clerk pushes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agent_desk.documents.codes import qr_bars, qr_modules
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.citizen_screen import PushKind
from agent_desk.ui.signing import signed_text
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.practice_frame import frame_margins, paint_frame
from agent_desk.ui.widgets.signature_pad import SignaturePad

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from agent_desk.ui.citizen_screen import Pushed

IDLE_MS = 60_000
_HEADING, _NORMAL, _SMALL = 30.0, 20.0, 20.0
"""Points; nothing on this window is smaller than 20."""


def _font(points: float, *, is_strong: bool = False) -> QFont:
    font = QFont(theme.current().family)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    return font


class _Words(QLabel):
    """Large words that wrap and never elide."""

    def __init__(self, text: str, points: float, color: str, *, is_strong: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        font = _font(points, is_strong=is_strong)
        self.setFont(font)
        self.setContentsMargins(0, paint.overshoot(font), 0, 0)
        colors = QPalette(self.palette())
        colors.setColor(QPalette.ColorRole.WindowText, QColor(color))
        self.setPalette(colors)


class _BigButton(QPushButton):
    """A button to be touched with a finger."""

    def __init__(self, text: str, *, is_primary: bool) -> None:
        super().__init__(text.replace("&", "&&"))
        self._words = text
        self._is_primary = is_primary
        self.setFont(_font(_NORMAL, is_strong=True))
        self.setMinimumHeight(80)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 88, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        painter = QPainter(self)
        fill = colors.brand_fill if self._is_primary else colors.card
        border = colors.brand_fill if self._is_primary else colors.control
        if self.isDown():
            fill = colors.brand_soft
        paint.draw_box(painter, self.rect(), paint.Box(fill=fill, border=border, radius=14))
        is_light = self._is_primary and not self.isDown()
        painter.setFont(self.font())
        painter.setPen(QColor(colors.on_brand if is_light else colors.ink))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)


class _Banner(QWidget):
    """The line about money, on its own ground."""

    def __init__(self, text: str) -> None:
        super().__init__()
        colors = theme.current().colors
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 14, 26, 18)
        layout.addWidget(_Words(text, _NORMAL, colors.good, is_strong=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        box = paint.Box(fill=theme.current().colors.good_soft, radius=14)
        paint.draw_box(QPainter(self), self.rect(), box)


class _Qr(QWidget):
    """A QR code of digits, black on white in every theme."""

    def __init__(self, digits: str) -> None:
        super().__init__()
        self._bars = qr_bars(digits)
        self._modules = qr_modules(digits)
        self.setAccessibleName(digits)
        self.setFixedSize(280, 280)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        module = self.width() // self._modules
        shift = (self.width() - module * self._modules) // 2
        for bar in self._bars:
            row = self._modules - int(bar.y) - 1
            place = QRect(
                shift + int(bar.x) * module,
                shift + row * module,
                int(bar.width) * module,
                module,
            )
            painter.fillRect(place, Qt.GlobalColor.black)


class CitizenWindow(QWidget):
    """Shows one push; dark otherwise, and again after 60 s without a touch.

    ``practice`` is the word of the green frame, which stays when it is dark too.

    Signals: ``answered(kind, about, key)`` for a button or an answer, ``signed(SignedText)`` when a
    signature was confirmed, ``went_dark`` when the time ran out.
    """

    answered = Signal(str, str, str)
    signed = Signal(object)
    went_dark = Signal()

    def __init__(self, practice: str = "") -> None:
        super().__init__()
        self._practice = practice
        self.setContentsMargins(frame_margins(practice))
        self.setWindowTitle(tr("For the citizen"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize(1366, 768)
        self._pushed: Pushed | None = None
        self.pad: SignaturePad | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(72, 52, 72, 48)
        self._box.setSpacing(14)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._on_idle)

    @property
    def pushed(self) -> Pushed | None:
        """What is shown now; None while it is dark."""
        return self._pushed

    def push(self, pushed: Pushed | None) -> None:
        """Show this, or go dark."""
        if pushed == self._pushed:
            return
        self._pushed = pushed
        self.pad = None
        clear(self._box)
        self._idle.stop()
        if pushed is not None:
            self._build(pushed)
            self._idle.start()
            self.setAccessibleName(pushed.heading)
        self.update()

    # Building

    def _build(self, pushed: Pushed) -> None:
        colors = theme.current().colors
        top = QHBoxLayout()
        top.addWidget(_Words(pushed.site, _SMALL, colors.muted), 1)
        right = _Words(pushed.desk, _SMALL, colors.muted)
        right.setWordWrap(False)
        top.addWidget(right)
        self._box.addLayout(top)
        self._box.addWidget(_Words(pushed.heading, _HEADING, colors.ink, is_strong=True))
        if pushed.subheading:
            self._box.addWidget(_Words(pushed.subheading, _NORMAL, colors.muted))
        self._box.addLayout(self._middle(pushed))
        self._box.addStretch(1)
        if pushed.banner:
            self._box.addWidget(_Banner(pushed.banner))
        self._box.addLayout(self._foot(pushed))

    def _middle(self, pushed: Pushed) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setSpacing(14)
        if pushed.pairs:
            beside = QHBoxLayout()
            beside.addLayout(self._pairs(pushed), 1)
            if pushed.digits:
                beside.addWidget(_Qr(pushed.digits), 0, Qt.AlignmentFlag.AlignTop)
            middle.addLayout(beside)
        for number, choice in enumerate(pushed.choices, 1):
            button = _BigButton(f"{number}. {choice.label}", is_primary=False)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _c=False, key=choice.key: self._answer(key))
            middle.addWidget(button)
        if pushed.sign_text:
            middle.addWidget(_Words(pushed.sign_text, _NORMAL, theme.current().colors.ink))
            self.pad = SignaturePad(tr("Signature of the citizen"))
            self.pad.setMinimumHeight(170)
            self.pad.changed.connect(self._idle.start)
            middle.addWidget(self.pad, 1)
        return middle

    @staticmethod
    def _pairs(pushed: Pushed) -> QGridLayout:
        colors, grid = theme.current().colors, QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, 298)
        grid.setColumnStretch(1, 1)
        for number, pair in enumerate(pushed.pairs):
            name = _Words(pair.name, _NORMAL, colors.muted)
            value = _Words(pair.value, _NORMAL, colors.ink, is_strong=number == 0)
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _foot(self, pushed: Pushed) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(20)
        foot.setContentsMargins(0, 18, 0, 0)
        for words, key, is_primary in ((pushed.no, "no", False), (pushed.yes, "yes", True)):
            if words:
                button = _BigButton(words, is_primary=is_primary)
                button.clicked.connect(lambda _c=False, key=key: self._answer(key))
                foot.addWidget(button)
        note = _Words(pushed.note, _SMALL, theme.current().colors.muted)
        note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(note, 1)
        return foot

    # Answers

    def _answer(self, key: str) -> None:
        pushed = self._pushed
        if pushed is None:
            return
        self._idle.start()
        if pushed.kind is not PushKind.CONSENT:
            self.answered.emit(pushed.kind.value, pushed.about, key)
        elif key == "no" and self.pad is not None:
            self.pad.clear()
        elif self.pad is not None and not self.pad.is_blank:
            drawn = self.pad.drawing()
            if drawn is not None:
                self.signed.emit(signed_text(pushed.sign_text, drawn))

    def _on_idle(self) -> None:
        self.push(None)
        self.went_dark.emit()

    # Qt

    def mousePressEvent(self, event: object) -> None:
        """Begin the idle time anew on a touch beside the buttons."""
        if self._pushed is not None:
            self._idle.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._idle.stop()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        is_dark = self._pushed is None
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000" if is_dark else colors.card))
        paint_frame(painter, self.rect(), self._practice)
