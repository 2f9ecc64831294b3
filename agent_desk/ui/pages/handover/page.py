"""Hand-over: the bags of today at the left, the one in work at the right, scans in a row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.beeper import Beeper
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.handover.pane_view import PaneView
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, EmptyState
from agent_desk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from agent_desk.domain.scan import Scan
    from agent_desk.ui.beeper import Sound
    from agent_desk.ui.pages.handover.presenter import HandoverPresenter
    from agent_desk.ui.pages.handover.state import Doing, HandoverScreen, Pane

    ChooseFile = Callable[[QWidget], Path | None]

_MINUTE_MS = 60_000
_SETTLE_MS = 500
_UNSETTLED_MS = 3_000
_BESIDE_ABOVE = 880
_LIST_WIDTH = 330
_ANY = 16_777_215


def choose_file(parent: QWidget) -> Path | None:
    """Ask for the scan of a slip."""
    from pathlib import Path

    kinds = tr("Pictures and PDF (*.jpg *.jpeg *.png *.pdf)")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Slip of the authority"), "", kinds)
    return Path(name) if name else None


class HandoverPage(Page):
    """Everything that leaves and comes in bags. Signals: ``answered(bool)`` after each scan."""

    answered = Signal(bool)

    def __init__(
        self,
        presenter: HandoverPresenter,
        sound: Sound | None = None,
        choose: ChooseFile = choose_file,
    ) -> None:
        super().__init__()
        self.presenter = presenter
        self._sound = sound or Beeper(self)
        self._choose = choose
        self._serial = 0
        self._form_key = ""
        self._errors: dict[str, str] = {}
        self.list = RowList(tr("Bags and papers"))
        self.pane = PaneView()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(presenter.refresh)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._settle)
        self._unsettled = QElapsedTimer()
        presenter.settle_with(self._settle_soon)
        self._build()
        self.list.current_changed.connect(presenter.select)
        self.list.acted.connect(self._enter_pane)
        self.arrival.clicked.connect(lambda: presenter.begin_arrival())
        self.pane.acted.connect(self._on_act)
        self.pane.row_acted.connect(presenter.choose_row)
        self.pane.guest_asked.connect(presenter.take_as_guest)
        presenter.listen(self.draw)

    def _build(self) -> None:
        self.arrival = Button(
            tr("A bag has come"), ButtonKind.SECONDARY, icon="package", key=Key.F4.cap
        )
        self._left = Card(tr("Bags today"), padding=0)
        self._left.add_to_head_right(self.arrival)
        self._left.add(self.list, 1)
        nothing = tr(
            "No papers lie here. What is taken in on paper in Reception comes here by itself."
        )
        self._nothing = Card(padding=0)
        self._nothing.add(EmptyState("package", nothing), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.pane)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._stack, 1)
        self.body.addLayout(self._columns, 1)

    def draw(self, screen: HandoverScreen) -> None:
        """Show a state; a scan is answered with sound and words before anything else is drawn."""
        self._answer(screen)
        if screen.rows != self.list.rows():
            self.list.set_rows(screen.rows)
        if screen.selected and self.list.current_key() != screen.selected:
            self.list.blockSignals(True)
            self.list.set_current(screen.selected)
            self.list.blockSignals(False)
        self._stack.setCurrentWidget(self.pane if screen.pane is not None else self._nothing)
        self.pane.draw(screen)
        if screen.errors and screen.errors != self._errors:
            self.pane.focus_error(screen.errors)
        self._errors = screen.errors
        self._follow_form(screen)
        self.actions_changed.emit()

    def _answer(self, screen: HandoverScreen) -> None:
        signal = screen.signal
        if signal is None or signal.serial == self._serial:
            return
        self._serial = signal.serial
        (self._sound.good if signal.is_good else self._sound.wrong)()
        self.pane.show_message(screen)
        self.answered.emit(signal.is_good)

    def _settle_soon(self) -> None:
        """Read again once no scan comes for a moment, and every few seconds while they do.

        In a burst that is right after an answer: the time until the next slip is longest then.
        """
        if not self._unsettled.isValid():
            self._unsettled.start()
        is_due = self._unsettled.hasExpired(_UNSETTLED_MS)
        self._settling.start(0 if is_due else _SETTLE_MS)

    def _settle(self) -> None:
        self._unsettled.invalidate()
        self.presenter.settle()

    def _follow_form(self, screen: HandoverScreen) -> None:
        """Go where the next input is when another form comes while the pane has the focus."""
        key = screen.pane.form_key if screen.pane is not None else ""
        had_focus = self.pane.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        is_typed = key.startswith(("arrive", "reopen", "problem", "dispute:", "tell:"))
        if key != self._form_key and (had_focus or is_typed) and self.isVisible():
            self.pane.focus_first()
        self._form_key = key

    def _enter_pane(self, _key: str) -> None:
        self.pane.focus_first()

    def _on_act(self, name: str) -> None:
        if name == "slip":
            path = self._choose(self)
            if path is not None:
                self.presenter.keep_slip(path)
            return
        self.presenter.act(name, self.pane.values())

    # The shell

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        pane = self.presenter.state.pane
        actions: list[KeyAction] = []
        if pane is not None and pane.primary is not None:
            actions.append(
                KeyAction(
                    key=Key.CTRL_ENTER,
                    label=pane.primary.label,
                    run=self.pane.submit,
                    enabled=pane.primary.is_enabled,
                )
            )
        actions.append(
            KeyAction(
                key=Key.F4, label=tr("A bag has come"), run=lambda: self.presenter.begin_arrival()
            )
        )
        look = self.presenter.look_at_prints
        actions.append(KeyAction(key=Key.SHIFT_F8, label=tr("Prints so far"), run=look))
        for key, names in (
            (Key.F8, ("print:bag_list", "print:handover_minutes", "print:day_sheet")),
            (Key.F9, ("problem", "slip")),
            (Key.F7, ("reopen", "open_dossier")),
            (Key.ESC, ("back", "keep_sealed")),
        ):
            doing = next((d for name in names for d in _others(pane) if d.key == name), None)
            if doing is not None:
                run = partial(self._on_act, doing.key)
                is_enabled = doing.is_enabled
                actions.append(KeyAction(key=key, label=doing.label, run=run, enabled=is_enabled))
        signal = self.presenter.state.signal
        if signal is not None and signal.guest:
            take = self.presenter.take_as_guest
            actions.append(KeyAction(key=Key.F12, label=tr("Take along on purpose"), run=take))
        actions.append(KeyAction(key=Key.F5, label=tr("Read again"), run=self.presenter.refresh))
        return PageActions(actions=tuple(actions))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the bags and the one in work."""
        return (self.list, self.pane.list, self.pane.primary)

    def take_scan(self, scan: Scan) -> bool:
        """Take slips and labels while the page is open."""
        return self.presenter.take_scan(scan)

    def on_shown(self) -> None:
        """Read again, count down, and stand in the list of bags."""
        self.presenter.refresh()
        self._minute.start()
        self.list.setFocus()

    def on_hidden(self) -> None:
        """Stop counting down."""
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        used = theme.current()
        is_wide = self.width() >= used.scaled(_BESIDE_ABOVE)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._left.setMaximumWidth(used.scaled(_LIST_WIDTH) if is_wide else _ANY)
        self._left.setMinimumWidth(used.scaled(_LIST_WIDTH) if is_wide else 0)


def _others(pane: Pane | None) -> tuple[Doing, ...]:
    return pane.others if pane is not None else ()
