"""The first-day tour of the practice desk: one line above the keys, steps that wait for acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.queries import tour as tour_query
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.tour_steps import TourStep, first_day
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office
    from agent_desk.ui.shell import MainWindow

_LOOK_EVERY_MS = 700


class TourBar(Card):
    """The step of now, with the ways to skip it and to leave."""

    def __init__(self) -> None:
        super().__init__(tone=Tone.BRAND, padding=12)
        self.where = Text("", TextStyle.SMALL_STRONG, Tone.BRAND, wraps=False)
        self.says = Text("", TextStyle.STRONG)
        self.skip = Button(tr("Skip this step"))
        self.leave = Button(tr("Leave the tour"))
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.where)
        line.addWidget(self.says, 1)
        line.addWidget(self.skip)
        line.addWidget(self.leave)
        self.add(line)
        self.setAccessibleName(tr("First-day tour"))


class Tour(QObject):
    """Belongs to the GUI thread; looks into the ledger while a step waits.

    Signals: ``ended`` when the last step was done or the tour was left.
    """

    ended = Signal()

    def __init__(self, window: MainWindow, office: Office, jobs: JobRunner) -> None:
        super().__init__(window)
        self._window, self._office, self._jobs = window, office, jobs
        self._steps: tuple[TourStep, ...] = ()
        self._at, self._after = 0, 0
        self._is_looking = False
        self.bar: TourBar | None = None
        self._holder = QWidget(window)
        self._holder.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        window.page_opened.connect(self._on_page)

    @property
    def step(self) -> TourStep | None:
        """The step that waits; None while there is no tour."""
        return self._steps[self._at] if self._at < len(self._steps) else None

    def start(self) -> None:
        """Begin with the first step; what was done before does not count."""
        if self.bar is None:
            self.bar = TourBar()
            self.bar.skip.clicked.connect(self._advance)
            self.bar.leave.clicked.connect(self.stop)
            room = QHBoxLayout(self._holder)
            room.setContentsMargins(20, 0, 20, 8)
            room.addWidget(self.bar)
            self._window.put_above_keys(self._holder)
        self._steps, self._at = first_day(), 0
        self._wait()

    def stop(self) -> None:
        """Leave the tour."""
        self._steps, self._at = (), 0
        self._timer.stop()
        self._holder.hide()
        self.ended.emit()

    def look(self) -> None:
        """See whether the act was done that the step waits for."""
        step = self.step
        if step is None or not step.acts or self._is_looking:
            return
        self._is_looking = True
        store, after = self._office.desk.store, self._after

        def read() -> bool:
            with store.read() as connection:
                return tour_query.was_recorded(connection, step.acts, after=after)

        def seen(is_done: bool) -> None:
            self._is_looking = False
            if is_done and self.step is step:
                self._advance()

        self._jobs.submit("store", read, done=seen, failed=self._on_failed)

    def palette_used(self) -> None:
        """Something was chosen in the palette."""
        if self.step is not None and self.step.waits_for_palette:
            self._advance()

    # Inside

    def _on_page(self, key: str) -> None:
        if self.step is not None and self.step.page == key:
            self._advance()

    def _advance(self) -> None:
        self._at += 1
        if self.step is None:
            self.stop()
        else:
            self._wait()

    def _wait(self) -> None:
        self._show()
        store = self._office.desk.store

        def read() -> int:
            with store.read() as connection:
                return tour_query.last_number(connection)

        def begin(number: int) -> None:
            self._after = number
            self._timer.start()

        self._jobs.submit("store", read, done=begin, failed=self._on_failed)

    def _show(self) -> None:
        if self.bar is None or self.step is None:
            return
        where = tr("{n} of {all}", n=self._at + 1, all=len(self._steps))
        self.bar.where.setText(where)
        self.bar.says.setText(self.step.says)
        self._holder.show()
        announce(self.bar, f"{where}. {self.step.says}")

    def _on_failed(self, _error: DeskError) -> None:
        self._is_looking = False  # the page that needs the store says what is wrong
