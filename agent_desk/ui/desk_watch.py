"""What looks after an open desk by itself: the lines under the top bar, the lock, the tray."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from agent_desk import settings
from agent_desk.ui import conditions
from agent_desk.ui.lock import Lock
from agent_desk.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.shell import MainWindow

_EVERY_MS = 60_000


class DeskWatch(QObject):
    """Lives as long as the desk is open (GUI thread); looks every minute, and after each sync."""

    def __init__(
        self,
        window: MainWindow,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        seated: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._office, self._jobs = window, office, jobs
        self.lock = Lock(window, office, jobs, seated)
        self.tray = Tray(window)
        self._seen: conditions.Seen | None = None
        window.page_opened.connect(lambda _key: self._say())
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        window.notices.acted.connect(
            lambda key: navigator.open_page("sync") if key == "offline" else None
        )

    def start(self) -> None:
        """Begin to watch."""
        self.lock.start()
        self._timer.start()
        self._follow_tray()
        self.look()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        self.lock.stop()
        self.tray.stop()

    def read_again(self) -> None:
        """Follow settings that were changed."""
        self.lock.read_again()
        self._follow_tray()

    def _follow_tray(self) -> None:
        office = self._office

        def follow(wanted: str) -> None:
            self.tray.set_wanted(is_wanted=wanted == "yes")

        def failed(_error: DeskError) -> None:
            return  # the page that needs the store says what is wrong

        self._jobs.submit(
            "store", lambda: office.setting(settings.TRAY), done=follow, failed=failed
        )

    def look(self) -> None:
        """Look now; what cannot be read now is read in a minute."""
        office = self._office

        def done(seen: conditions.Seen) -> None:
            self._seen = seen
            self._say()

        def failed(_error: DeskError) -> None:
            return

        self._jobs.submit("store", lambda: conditions.look(office), done=done, failed=failed)

    def _say(self) -> None:
        """Show the lines of what was seen last; the tour is offered where the day begins."""
        if self._seen is None:
            return
        is_start = self._window.current_key() in ("today", "practice")
        seen = replace(self._seen, is_first_day=self._seen.is_first_day and is_start)
        self._window.notices.set_notices(conditions.say(seen))
