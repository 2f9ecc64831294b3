"""Practice behind the whole window of a practice desk: the page, the dock, what it is wired to."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from agent_desk.devices.practice_scan import draw_scan
from agent_desk.devices.scanner.wedge import Burst, End
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.pages.practice.presenter import KEY, PracticePresenter
from agent_desk.ui.pages.practice.talk import Counter
from agent_desk.ui.practice_dock import PracticeDock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from agent_desk.domain.practice.spec import Carried
    from agent_desk.ui.help_desk import HelpDesk
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.scanning import Scanning
    from agent_desk.ui.shell import MainWindow

    ChooseFiles = Callable[[QWidget, str], tuple[Path, ...]]

_MARK = "TẬP DƯỢT"
"""Printed across every paper of a scripted citizen."""


class PracticeDesk:
    """Keeps the exercises of one practice desk. Belongs to the GUI thread."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._window, self._office, self._navigator = window, office, navigator
        self._scanning: Scanning | None = None
        self._help: HelpDesk | None = None
        counter = Counter(
            read_card=self._read_card,
            draw_paper=self._draw_paper,
            learn=self._learn,
            now_s=time.monotonic,
        )
        self.presenter = PracticePresenter(office, jobs, navigator, counter)
        self.dock = PracticeDock(window, self.presenter)
        window.add_global_action(
            KeyAction(key=Key.CTRL_D, label=tr("To the citizen and back"), run=self.dock.turn_to)
        )

    def use(self, scanning: Scanning | None, help_desk: HelpDesk | None) -> None:
        """Wire the reader and the help pages."""
        self._scanning, self._help = scanning, help_desk

    def serves(self, key: str) -> bool:
        """Say whether a page is this desk's."""
        return key == KEY

    def page(self, _key: str = KEY) -> Page:
        """Build the page."""
        from agent_desk.ui.pages.practice.page import PracticePage

        return PracticePage(self.presenter)

    def refresh(self) -> None:
        """Nothing here changes by what other pages do."""

    def stop(self) -> None:
        """Keep the time before the desk closes; whoever stands there waits for the next start."""
        self.presenter.talk.keep_time()
        self.presenter.talk.leave()
        shutil.rmtree(self._papers(), ignore_errors=True)

    def files(self, usual: ChooseFiles) -> ChooseFiles:
        """Give the paper that lies on the counter to who scans, else ask as usual."""

        def choose(parent: QWidget, title: str) -> tuple[Path, ...]:
            if self.presenter.talk.is_on:
                return self.presenter.talk.take_lying()
            return usual(parent, title)

        return choose

    def secret_refused(self) -> None:
        """Note that somebody typed a password or a code."""
        self.presenter.talk.secret_refused()

    # What the practice does with the counter

    def _read_card(self, text: str) -> None:
        if self._scanning is not None:
            burst = Burst(text=text, by_place=text, end=End.ENTER, mean_ms=4, longest_ms=6)
            self._scanning.read(burst)

    def _draw_paper(self, carried: Carried, name: str) -> Path:
        return draw_scan(carried.lines, self._papers() / f"{name}.png", _MARK)

    def _papers(self) -> Path:
        return self._office.desk.store.data.root / "practice-papers"

    def _learn(self, kind: str, what: str) -> None:
        if kind == "account":
            self._navigator.open_page("accounts")
        elif self._help is not None and kind == "procedure":
            self._help.open_procedure(what)
        elif self._help is not None:
            self._help.open(what)
