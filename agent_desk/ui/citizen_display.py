"""Where the citizen's window may stand: on a second screen, never over the clerk's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication

from agent_desk.ui import second_screen
from agent_desk.ui.citizen_window import CitizenWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.citizen_screen import Pushed


class CitizenDisplay(QObject):
    """Puts the citizen's window on a screen that is not the clerk's, and takes it away in time.

    Signals: ``answered`` and ``signed`` of the window; ``went_dark`` when the window went dark by
    itself: time ran out, its screen was unplugged, or the desk was locked.
    """

    answered = Signal(str, str, str)
    signed = Signal(object)
    went_dark = Signal()

    def __init__(self, clerk_window: QWidget, practice: str = "") -> None:
        super().__init__(clerk_window)
        self._practice = practice
        self._clerk_window = clerk_window
        self._screen: QScreen | None = None
        self.window: CitizenWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_removed)
        clerk_window.installEventFilter(self)

    def can_show(self) -> bool:
        """Say whether there is a screen besides the clerk's."""
        return second_screen.beside(self._clerk_window) is not None

    def push(self, pushed: Pushed | None) -> None:
        """Show this on the second screen, or go dark; without one nothing opens."""
        if pushed is None:
            if self.window is not None:
                self.window.push(None)
            return
        screen = second_screen.beside(self._clerk_window)
        if screen is None:
            self.hide()
            return
        window = self._made()
        window.push(pushed)
        if self._screen is not screen or not window.isVisible():
            self._screen = screen
            window.setGeometry(screen.geometry())
            window.show()
            window.setGeometry(screen.geometry())
        window.raise_()  # of several pages, who asked last is seen

    def hide(self) -> None:
        """Take the window away: it is never to stand over the clerk's."""
        self._screen = None
        if self.window is not None:
            self.window.push(None)
            self.window.hide()

    def go_dark(self) -> None:
        """Show nothing more, as when the clerk's screen is locked; the clerk is told by signal."""
        if self.window is not None:
            self.window.push(None)
            self.went_dark.emit()

    def _made(self) -> CitizenWindow:
        if self.window is None:
            self.window = CitizenWindow(self._practice)
            self.window.answered.connect(self.answered)
            self.window.signed.connect(self.signed)
            self.window.went_dark.connect(self.went_dark)
        return self.window

    def _on_screen_removed(self, screen: QScreen) -> None:
        if screen is self._screen:
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
