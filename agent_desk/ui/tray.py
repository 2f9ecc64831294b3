"""The icon beside the clock of the system: how the desk is, and the way back to its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from agent_desk.i18n import tr
from agent_desk.ui import icons, theme

if TYPE_CHECKING:
    from agent_desk.ui.shell import MainWindow

_SIZE = 64


class Tray(QObject):
    """Off until it is wanted, and nowhere if the system has no place for it (GUI thread).

    It hides nothing: closing the window still ends the program.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menu: QMenu | None = None
        self.icon: QSystemTrayIcon | None = None
        window.connection_told.connect(self._say)

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Show the icon, or take it away."""
        if not is_wanted:
            self.stop()
        elif self.icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._show()

    def stop(self) -> None:
        """Take the icon away."""
        if self.icon is None or self._menu is None:
            return
        self.icon.hide()
        self.icon.deleteLater()
        self._menu.deleteLater()
        self.icon = self._menu = None

    def _show(self) -> None:
        self._menu = QMenu(self._window)
        self._menu.addAction(tr("Open Agent Desk")).triggered.connect(self._open)
        picture = icons.icon("building-2", theme.current().colors.brand, _SIZE)
        self.icon = QSystemTrayIcon(picture, self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self._say(self._window.connection_words)
        self.icon.show()

    def _say(self, words: str) -> None:
        if self.icon is not None:
            self.icon.setToolTip("\n".join(filter(None, ("Agent Desk", words))))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._open()

    def _open(self) -> None:
        self._window.come_forward()
