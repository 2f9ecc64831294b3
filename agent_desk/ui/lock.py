"""Locking the desk: at once with Ctrl+L, by itself when nobody touches it, and who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from agent_desk import settings
from agent_desk.commands.lock import forget_if_asked, has_pin, is_pin_of
from agent_desk.i18n import tr
from agent_desk.ids import ClerkId
from agent_desk.queries import desk as desk_query
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.lock_screen import LockScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from agent_desk.errors import DeskError
    from agent_desk.queries.desk import ClerkRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office
    from agent_desk.ui.shell import MainWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    clerks: tuple[ClerkRow, ...]
    with_pin: frozenset[str]
    minutes: int


class Lock(QObject):
    """Lives as long as the desk is open (GUI thread). ``seated(clerk_id)`` when it opens again."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, seated: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window, self._office, self._jobs, self._seated = window, office, jobs, seated
        self._known = _Read(clerks=(office.clerk,), with_pin=frozenset(), minutes=0)
        self._is_asking = False
        self.screen = LockScreen(window, window.practice)
        self.screen.unlock_asked.connect(self._unlock)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        # The window in front alone: a filter on the application would be asked about every event.
        self._in_front: QWindow | None = None
        self._app = QGuiApplication.instance()
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.connect(self._watch)
            self._watch(self._app.focusWindow())
        window.add_global_action(
            KeyAction(key=Key.CTRL_L, label=tr("Lock the screen"), run=self.lock)
        )

    def start(self) -> None:
        """Learn who has a PIN; a desk whose clerk has one begins locked."""
        self.read_again(then=self._lock_at_start)

    def stop(self) -> None:
        """Watch nothing any more."""
        self._idle.stop()
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.disconnect(self._watch)
            self._app = None
        self._watch(None)

    @property
    def is_locked(self) -> bool:
        """Say whether the screen is covered."""
        return self._window.is_covered

    def lock(self) -> None:
        """Cover everything now; what was being written stays as it is."""
        if self.is_locked:
            return
        while isinstance(asked := QApplication.activeModalWidget(), QDialog):
            asked.reject()  # it would stay readable; its answer No changes nothing
        self._window.set_covered(is_covered=True)
        self.screen.cover(self._known.clerks, self._office.clerk.clerk_id, self._known.with_pin)

    def read_again(self, then: Callable[[], None] | None = None) -> None:
        """Read clerks, PINs and the minutes again (after a change in the settings)."""
        office = self._office
        store = office.desk.store

        def read() -> _Read:
            forget_if_asked(store)
            minutes = office.setting(settings.LOCK_MINUTES)
            with store.read() as connection:
                clerks = desk_query.clerk_rows(connection)
            with_pin = frozenset(c.clerk_id for c in clerks if has_pin(store, c.clerk_id))
            return _Read(
                clerks=clerks,
                with_pin=with_pin,
                minutes=int(minutes) if minutes.isdigit() else 0,
            )

        def took(known: _Read) -> None:
            self._known = known
            self._wait_again()
            if then is not None:
                then()

        self._jobs.submit("store", read, done=took, failed=lambda _error: None)

    def _lock_at_start(self) -> None:
        if self._office.clerk.clerk_id in self._known.with_pin:
            self.lock()

    def _unlock(self, clerk_id: str, pin: str) -> None:
        if self._is_asking:
            return
        self._is_asking = True
        desk = self._office.desk

        def check() -> bool:
            return is_pin_of(desk.store, ClerkId(clerk_id), pin, desk.clock.now())

        def done(is_right: bool) -> None:
            self._is_asking = False
            if not is_right:
                self.screen.refuse(tr("This is not the PIN."))
                return
            self.screen.lift()
            self._window.set_covered(is_covered=False)
            self._wait_again()
            if clerk_id != self._office.clerk.clerk_id:
                self._seated(clerk_id)

        def failed(error: DeskError) -> None:
            self._is_asking = False
            self.screen.refuse(error.message)

        self._jobs.submit("store", check, done=done, failed=failed)

    def _wait_again(self) -> None:
        if self._known.minutes and not self.is_locked:
            self._idle.start(self._known.minutes * 60_000)
        else:
            self._idle.stop()

    def _watch(self, window: QWindow | None) -> None:
        if self._in_front is not None and isValid(self._in_front):
            self._in_front.removeEventFilter(self)
        self._in_front = window if window is not None and isValid(window) else None
        if self._in_front is not None:
            self._in_front.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._idle.isActive():
            self._idle.start()
        return False
