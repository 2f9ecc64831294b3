"""The window of the sandbox: it covers the whole screen, a learner sees nothing of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScroller, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import second_screen, theme
from agent_desk.ui.key_dispatch import KeyDispatch
from agent_desk.ui.keys import Key
from agent_desk.ui.sandbox.device import DeviceView, spoken
from agent_desk.ui.sandbox.press import BigButton
from agent_desk.ui.sandbox.session import SandboxSession
from agent_desk.ui.sandbox.side import SidePanel
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import FlowLayout, ScrollPage
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QScreen

    from agent_desk.domain.sandbox import SandboxOutcome, Scenario
    from agent_desk.domain.sandbox_play import Play

_SIDE_BY_SIDE = 1000
"""From this width on (at 100 %) the task stands beside the device, else above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What the device shows; another value means drawing it anew."""

    at: str
    said: str
    learner: int


class SandboxWindow(QWidget):
    """Plays one practice. Signals: ``finished(SandboxOutcome)`` for each learner, ``ended``."""

    finished = Signal(object)
    ended = Signal()

    def __init__(self, scenario: Scenario) -> None:
        # Without a parent: a child window that fills the screen is not made the active one.
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(scenario.title)
        self.setAccessibleName(scenario.title)
        self.resize(1366, 768)
        self.session = SandboxSession(scenario, self._on_finished)
        self.device = DeviceView()
        self.side = SidePanel()
        self._drawn: _Drawn | None = None
        self._stands_on: QScreen | None = None
        self._build(scenario)
        self._connect()
        self._keys = KeyDispatch(self, self._on_key)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_gone)
        self.session.listen(self._show)

    def open_on(self, screen: QScreen) -> None:
        """Cover a screen."""
        self._stands_on = screen
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.move_over.setVisible(second_screen.beside(self) is not None)
        self.activateWindow()
        self.device.take_focus()

    def _build(self, scenario: Scenario) -> None:
        self.hint = BigButton(tr("Hint"), icon="info", key=Key.F1.cap)
        self.again = BigButton(tr("Next learner"), icon="refresh-cw", key=Key.F5.cap)
        self.leave = BigButton(tr("End"), icon="x", key=Key.F9.cap)
        self.move_over = BigButton(tr("Other screen"), icon="monitor", key=Key.F11.cap)
        self.move_over.hide()
        head = QWidget()
        flow = FlowLayout(12, 6)
        flow.setContentsMargins(24, 10, 24, 10)
        name = Text(scenario.title, TextStyle.NUMBER)
        name.stand_beside()
        for widget in (name, self.hint, self.again, self.move_over, self.leave):
            flow.addWidget(widget)
        flow.push_right(1)
        head.setLayout(flow)
        content = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._body.setContentsMargins(24, 8, 24, 20)
        self._body.setSpacing(28)
        middle = QHBoxLayout()
        middle.addWidget(self.device)
        self._body.addWidget(self.side, 4)
        self._body.addLayout(middle, 6)
        self._scroll = ScrollPage(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._scroll, 1)
        self._scroll.viewport().installEventFilter(self)
        finger = QScroller.ScrollerGestureType.TouchGesture
        QScroller.grabGesture(self._scroll.viewport(), finger)

    def _connect(self) -> None:
        device, session = self.device, self.session
        device.element_pressed.connect(lambda one: session.press(one, device.texts()))
        device.typed.connect(session.look_at)
        device.closed.connect(session.understood)
        device.back.connect(session.go_back)
        device.home.connect(session.go_home)
        device.again.connect(session.restart)
        device.left.connect(self.close)
        self.hint.clicked.connect(session.give_hint)
        self.again.clicked.connect(session.restart)
        self.leave.clicked.connect(self.close)
        self.move_over.clicked.connect(self._move_over)

    # Drawing

    def _show(self, play: Play) -> None:
        drawn = _Drawn(at=play.at, said=play.said, learner=self.session.learner)
        self.side.show_play(play)
        self.hint.setEnabled(not play.is_done and not play.is_hinted)
        if drawn == self._drawn:
            self.device.mark(play)
            if play.is_hinted:
                announce(self.side, play.screen.hint)
            return
        self._drawn = drawn
        self.device.show_play(play)
        self._order()
        self._scroll.verticalScrollBar().setValue(0)
        self.device.take_focus()
        if play.said or play.is_done:
            QTimer.singleShot(0, self, self._uncover)
        announce(self.device, spoken(play))

    def _order(self) -> None:
        """Let Tab come from the device to the trainer's buttons, and back to the device."""
        before: QWidget = self.device.nav.home
        for button in (self.hint, self.again, self.move_over, self.leave):
            self.setTabOrder(before, button)
            before = button

    def _uncover(self) -> None:
        """Bring the button of an explanation into sight, where the device stands below the task."""
        if self.device.main is not None:
            self._scroll.ensureWidgetVisible(self.device.main)

    def _on_finished(self, outcome: SandboxOutcome) -> None:
        self.finished.emit(outcome)

    def _arrange(self) -> None:
        is_wide = self.width() >= theme.current().scaled(_SIDE_BY_SIDE)
        way = QBoxLayout.Direction
        self._body.setDirection(way.LeftToRight if is_wide else way.TopToBottom)
        around = self._body.contentsMargins()
        room = self._scroll.viewport().height() - around.top() - around.bottom()
        self.device.fill(room if is_wide else 0)

    # Screens

    def _move_over(self) -> None:
        other = second_screen.beside(self)
        if other is not None:
            self.showNormal()
            self.open_on(other)

    def _on_screen_gone(self, screen: QScreen) -> None:
        """Come to the screen that is left; the learner goes on where they were."""
        self.move_over.setVisible(second_screen.beside(self) is not None)
        primary = QGuiApplication.primaryScreen()
        if self.isVisible() and screen is self._stands_on and primary is not None:
            QTimer.singleShot(0, self, lambda: self.open_on(primary))

    # Keys

    def _on_key(self, key: Key) -> None:
        acts: dict[Key, Callable[[], object]] = {
            Key.F1: self.hint.click,
            Key.F5: self.session.restart,
            Key.F9: self.close,
            Key.F11: self._move_over,
            Key.ESC: self.session.go_back,
            Key.CTRL_ENTER: self._press_main,
        }
        act = acts.get(key)
        if act is not None:
            commit_typing()
            act()

    def _press_main(self) -> None:
        if self.device.main is not None:
            self.device.main.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if not event.isAutoRepeat() and 0 <= place < len(self.device.answers):
            self.device.answers[place].click()
            return
        super().keyPressEvent(event)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._arrange()
            self._drawn = None
            self._show(self.session.play)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._arrange()  # the head may have wrapped, which changes the room below it
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.restart()  # nothing of the learner stays behind the window
        super().closeEvent(event)
        self.ended.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colors.ground)
