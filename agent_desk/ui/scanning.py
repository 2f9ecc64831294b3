"""The scanner of this desk: as a keyboard or on a port, its settings, and where its scans go."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication

from agent_desk.devices.scanner.serial_port import PortState, SerialScanner
from agent_desk.i18n import tr
from agent_desk.ui.rows import Notice
from agent_desk.ui.scanning_destinations import Destinations
from agent_desk.ui.scanning_filter import ScanFilter
from agent_desk.ui.scanning_router import ScanRouter
from agent_desk.ui.scanning_setup import ScannerSetup, ScannerWay, read_setup
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.devices.scanner.lines import Line
    from agent_desk.devices.scanner.wedge import Burst
    from agent_desk.domain.scan import Scan
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.shell import MainWindow

_GONE = "scanner"
"""The line that stays while the port of the scanner is not there."""


class SearchEntry(Protocol):
    """What the search box of the top bar does with words."""

    def put(self, text: str) -> None:
        """Show a text, selected; empty clears the box."""
        ...


class DeskFront:
    """The window as the router sees it."""

    def __init__(self, window: MainWindow, search: SearchEntry) -> None:
        self._window = window
        self._search = search

    def take_scan(self, scan: Scan) -> bool:
        """Let the open page take a scan."""
        return self._window.page(self._window.current_key()).take_scan(scan)

    def has_page(self, key: str) -> bool:
        """Say whether there is such a page."""
        return self._window.has_page(key)

    def is_asking(self) -> bool:
        """Say whether a question lies over the pages."""
        return QApplication.activeModalWidget() is not None

    def put_words(self, text: str) -> None:
        """Put a text into the search box, selected."""
        self._search.put(text)


class Scanning(QObject):
    """Lives as long as the desk is open (GUI thread).

    Signals: ``heard(Line)`` from a port; ``port_changed(PortState)``; ``stroke(Stroke)`` while
    ``is_listening``.
    """

    heard = Signal(object)
    port_changed = Signal(object)
    stroke = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        search: SearchEntry,
    ) -> None:
        super().__init__()
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("scans need an application with windows")
        self._app: QApplication | None = app
        self._window, self._office, self._jobs, self._navigator = window, office, jobs, navigator
        front = DeskFront(window, search)
        to = Destinations(office, jobs, navigator, front)
        self._router = ScanRouter(to, front, navigator.say, office.desk.today, time.monotonic)
        self._filter = ScanFilter(app)
        self._filter.scanned.connect(self._on_burst)
        self._filter.stroke.connect(self.stroke)
        self._port: SerialScanner | None = None
        self._is_listening = False
        self.setup = ScannerSetup()
        self.port_state: PortState | None = None
        self.heard.connect(self._on_heard)
        self.port_changed.connect(self._on_port)
        window.notices.acted.connect(self._on_notice)
        app.focusWindowChanged.connect(self._on_focus_window)

    def start(self) -> None:
        """Read how this workstation's scanner is set up, and follow it."""
        office = self._office
        self._jobs.submit("store", lambda: read_setup(office), done=self.use, failed=self._complain)

    def stop(self) -> None:
        """Let go of keys and port."""
        app, self._app = self._app, None
        if app is None:
            return
        app.focusWindowChanged.disconnect(self._on_focus_window)
        self._filter.stop()
        self._close_port()

    def look_up(self, text: str) -> None:
        """Go where a typed or pasted code leads."""
        self._router.look_up(text)

    def read(self, burst: Burst) -> None:
        """Take a burst as if a scanner had just typed it."""
        self._on_burst(burst)

    def use(self, setup: ScannerSetup) -> None:
        """Follow a set-up from now on; it is kept by whoever chose it."""
        if self._app is None:
            return
        before, self.setup = self.setup, setup
        self._filter.set_timing(setup.timing)
        self._router.sends_no_end = setup.sends_no_end
        is_same = (before.way, before.port, before.device) == (setup.way, setup.port, setup.device)
        if is_same and self._port is not None:
            return
        self._close_port()
        if setup.way is ScannerWay.PORT and setup.port:
            self._port = SerialScanner(
                setup.port, setup.device, self._tell(self.heard), self._tell(self.port_changed)
            )
            self._port.start()

    def listen(self, *, is_listening: bool) -> None:
        """Give all that comes as signals and route nothing, or route again."""
        self._is_listening = is_listening
        self._filter.set_listening(is_listening=is_listening)

    # What comes in

    def _on_burst(self, burst: Burst) -> None:
        if not self._window.is_covered:
            self._router.take_burst(burst)

    def _on_heard(self, line: Line) -> None:
        if self._is_listening or self._app is None or self._window.is_covered:
            return
        if line.is_noise or not line.is_utf8:
            self._navigator.say(
                tr(
                    "The scanner sends another character set. Set it to UTF-8, or check it under "
                    "Settings, Barcode scanner."
                ),
                Tone.WRONG,
            )
            return
        self._router.take_line(line.text)

    def _on_port(self, state: PortState) -> None:
        before, self.port_state = self.port_state, state
        if state is PortState.MISSING:
            text = tr(
                "The scanner is gone. Plug it in; it will be found by itself. Until then type the "
                "number under the code."
            )
            notice = Notice(key=_GONE, text=text, action=tr("Check the scanner"))
            self._window.notices.put(notice)
            return
        self._window.notices.take_away(_GONE)
        if state is PortState.OPEN and before not in (None, PortState.OPEN):
            self._navigator.say(tr("The scanner is connected again."), Tone.GOOD)

    def _on_notice(self, key: str) -> None:
        if key == _GONE:
            self._navigator.open_page("scanner")

    def _on_focus_window(self) -> None:
        QTimer.singleShot(0, self, self._router.question_answered)

    # Inside

    def _close_port(self) -> None:
        port, self._port = self._port, None
        self.port_state = None
        self._window.notices.take_away(_GONE)
        if port is not None:
            port.stop()

    @staticmethod
    def _tell(signal: SignalInstance) -> Callable[[object], None]:
        """Carry a value out of the thread of the port; after the end nobody listens any more."""

        def tell(value: object) -> None:
            with contextlib.suppress(RuntimeError):
                signal.emit(value)

        return tell

    def _complain(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)


def scanner_page(office: Office, jobs: JobRunner, navigator: Navigator, scanning: Scanning) -> Page:
    """Build the page that tries the scanner out; Esc leads back to the settings."""
    from agent_desk.devices.scanner.serial_port import ports
    from agent_desk.ui.pages.scanner.page import ScannerPage
    from agent_desk.ui.pages.scanner.presenter import ScannerPresenter

    presenter = ScannerPresenter(office, jobs, navigator, scanning, ports)
    return ScannerPage(presenter, scanning, lambda: navigator.open_page("settings"))
