"""Where the slides stand: on the projector while there is one, on the own screen if wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from agent_desk.ui import second_screen
from agent_desk.ui.slides.show import Stage
from agent_desk.ui.slides.view import SlideWindow, look_of

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.slides.show import Show

_SETTLED_MS = 400
"""The system places a new screen first; look when it has."""


class SlideDisplay(QObject):
    """Puts the slides out, takes them back when the projector goes, and out again when it is back.

    Signals: ``moved(Stage)`` when a screen came or went; ``turned(Turn)`` and ``ended`` by keys
    on the own screen. GUI thread.
    """

    moved = Signal(object)
    turned = Signal(object)
    ended = Signal()

    def __init__(self, trainer_window: QWidget, practice: str = "") -> None:
        super().__init__(trainer_window)
        self._trainer_window = trainer_window
        self._practice = practice
        self._screen: QScreen | None = None
        self._show: Show | None = None
        self.window: SlideWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self.screen_gone)
            app.screenAdded.connect(self._on_screen_added)
        trainer_window.installEventFilter(self)

    @property
    def practice(self) -> str:
        """The word that slides of a practice desk carry; empty at a real desk."""
        return self._practice

    def can_project(self) -> bool:
        """Say whether there is a screen besides the trainer's."""
        return second_screen.beside(self._trainer_window) is not None

    def put_out(self, show: Show) -> Stage:
        """Show the slides on the second screen, else fill the own one; say where they are."""
        self._show = show
        screen = second_screen.beside(self._trainer_window)
        self._place(screen or self._trainer_window.screen(), is_own=screen is None)
        if screen is not None:
            self._trainer_window.window().activateWindow()  # the keys stay with the notes
        return Stage.OWN_SCREEN if screen is None else Stage.PROJECTOR

    def draw(self, show: Show) -> None:
        """Draw the slide that is shown now, if the slides are out."""
        self._show = show
        if self.window is not None:
            look = look_of(show, self._practice)
            self.window.show_slide(show.slide, look, is_black=show.is_black)

    def take_back(self) -> None:
        """End the slides on every screen."""
        self._show = None
        self._close()

    def screen_gone(self, screen: QScreen) -> None:
        """Take the slides back if this was their screen: they must not cover the trainer's."""
        if screen is not self._screen or self._show is None:
            return
        self._close()
        self.moved.emit(Stage.LOST)

    def screen_back(self) -> None:
        """Put the slides out again where they were lost, at the place they are at now."""
        if self._show is None or self.window is not None:
            return
        screen = second_screen.beside(self._trainer_window)
        if screen is not None:
            self._place(screen, is_own=False)
            self.moved.emit(Stage.PROJECTOR)

    def _on_screen_added(self, _screen: QScreen) -> None:
        QTimer.singleShot(_SETTLED_MS, self, self.screen_back)

    def _place(self, screen: QScreen, *, is_own: bool) -> None:
        self._close()
        self._screen = screen
        window = SlideWindow(self._practice, takes_keys=is_own)
        self.window = window
        window.turned.connect(self.turned)
        window.ended.connect(self.ended)
        if self._show is not None:
            self.draw(self._show)
        window.setGeometry(screen.geometry())
        window.show()
        window.setGeometry(screen.geometry())
        if is_own:
            window.activateWindow()
            window.setFocus()

    def _close(self) -> None:
        window, self.window, self._screen = self.window, None, None
        if window is not None:
            window.blockSignals(True)
            window.close()
            window.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.take_back()
        return False
