"""Which screen is not the one in front of the clerk or trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget


def beside(window: QWidget) -> QScreen | None:
    """Give a screen that shows something else than the window's; None if there is none.

    A projector that mirrors the PC has the same place as the PC's screen and does not count.
    """
    mine = window.window().screen()
    others = (screen for screen in QGuiApplication.screens() if screen is not mine)
    return next((s for s in others if not s.geometry().intersects(mine.geometry())), None)
