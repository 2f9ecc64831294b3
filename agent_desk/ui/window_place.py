"""Where the window stood on each screen; it never comes back where nobody can see it.

A small file beside the data, like the look: the window is placed before the store is open.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

_MOST_SCREENS = 8
_HEAD = 48
"""So much of the window's head must be seen, to be taken hold of."""
_SETTLED_MS = 300


def fitted(wanted: QRect, room: QRect) -> QRect:
    """Give the place inside a screen that is nearest to what was wanted."""
    size = wanted.size().boundedTo(room.size())
    left = min(max(wanted.left(), room.left()), room.right() + 1 - size.width())
    top = min(max(wanted.top(), room.top()), room.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def is_seen(place: QRect, rooms: list[QRect]) -> bool:
    """Say whether the head of a window at this place can be taken hold of on some screen."""
    head = QRect(place.left(), place.top(), place.width(), _HEAD)
    return any(
        room.intersected(head).width() >= 2 * _HEAD
        and room.intersected(head).height() >= _HEAD // 2
        for room in rooms
    )


class WindowPlace(QObject):
    """Remembers one window's place per screen and brings it home when its screen goes."""

    def __init__(self, window: QWidget, root: Path) -> None:
        super().__init__(window)
        self._window, self._file = window, root / "window.json"
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_gone)
            app.primaryScreenChanged.connect(self._on_screen_gone)

    def restore(self) -> bool:
        """Put the window where it was; False if nothing is known of any screen that is there."""
        kept = self._read()
        screens = {_name(screen): screen for screen in QGuiApplication.screens()}
        last = str(kept.get("last", ""))
        name = last if last in screens and last in kept else next(iter(screens.keys() & kept), "")
        place = _rect(kept.get(name))
        if not name or place is None:
            return False
        self._window.setGeometry(fitted(place, screens[name].availableGeometry()))
        if bool(kept.get("is_maximized")):
            self._window.showMaximized()
        else:
            self._window.show()
        return True

    def keep(self) -> None:
        """Write down where the window stands; a disk that refuses is no reason to stop."""
        screen, window = self._window.screen(), self._window
        place = window.normalGeometry() if window.isMaximized() else window.geometry()
        known = {key: value for key, value in self._read().items() if _rect(value) is not None}
        others = {key: value for key, value in known.items() if key != _name(screen)}
        kept: dict[str, object] = dict(list(others.items())[-_MOST_SCREENS + 1 :])
        kept[_name(screen)] = [place.x(), place.y(), place.width(), place.height()]
        kept |= {"last": _name(screen), "is_maximized": window.isMaximized()}
        partial = self._file.with_suffix(".part")
        with contextlib.suppress(OSError):
            partial.write_text(json.dumps(kept) + "\n", "utf-8")
            partial.replace(self._file)

    def come_home(self) -> None:
        """Bring the window onto a screen if no one can see it where it stands."""
        rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        window = self._window
        if not rooms or not window.isVisible() or is_seen(window.geometry(), rooms):
            return
        was_maximized = window.isMaximized()
        primary = QGuiApplication.primaryScreen()
        room = primary.availableGeometry() if primary is not None else rooms[0]
        window.showNormal()
        window.setGeometry(fitted(window.geometry(), room))
        if was_maximized:
            window.showMaximized()

    def _on_screen_gone(self, _screen: QScreen) -> None:
        # The system moves windows itself first; look when it has.
        QTimer.singleShot(_SETTLED_MS, self, self.come_home)

    def _read(self) -> dict[str, object]:
        try:
            raw = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return {str(key): value for key, value in raw.items()} if isinstance(raw, dict) else {}


def _name(screen: QScreen) -> str:
    """Name a screen by what it is and how large it shows: the same screen at 150 % is another."""
    size = screen.geometry().size()
    return f"{screen.name()} {screen.serialNumber()} {size.width()}x{size.height()}".strip()


def _rect(value: object) -> QRect | None:
    if not isinstance(value, list) or len(value) != 4:
        return None
    numbers = [part for part in value if isinstance(part, int) and abs(part) < 100_000]
    if len(numbers) != 4 or numbers[2] < 100 or numbers[3] < 100:
        return None
    return QRect(*numbers)
