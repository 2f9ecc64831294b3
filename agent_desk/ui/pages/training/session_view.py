"""One session at the right: what is planned, and what can be done with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.prints.training import TrainingSheet
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard
from agent_desk.ui.widgets.papers import KeyValue
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.pages.training.state import SessionPane


class SessionView(PaneCard):
    """Signals: one for each thing that can be done; ``canceled(reason)``, ``printed(sheet)``,
    ``other_opened(session_id)`` for another session of the series.
    """

    register_opened = Signal()
    check_opened = Signal()
    taught = Signal()
    changed = Signal()
    finished = Signal()
    cancel_begun = Signal()
    canceled = Signal(str)
    printed = Signal(object)
    other_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pill = Pill(" ", Tone.BRAND)
        self._note = Banner(" ", Tone.WAITING)
        self._note.hide()
        self._facts = KeyValue()
        self.teach = Button(tr("Slides, practice, handouts"), icon="monitor")
        self.check = Button(tr("Check before and after"), icon="list-checks")
        self.poster = Button(tr("Poster"), icon="printer", key=Key.F8.cap)
        self.sign_up = Button(tr("Sign-up sheet"), icon="printer", key=Key.SHIFT_F8.cap)
        self.roster = Button(tr("List for the trainer"), icon="printer")
        self.change = Button(tr("Change or move"), icon="pencil", key=Key.F4.cap)
        self.cancel = Button(tr("Cancel the session…"), icon="x")
        self.reason = Field(tr("Why is it canceled?"), tr("who signed up will be told this"))
        self.reason.hide()
        self._series = Text(tr("The others of this series"), TextStyle.SMALL_STRONG)
        self.series = RowList(tr("The others of this series"))
        self.series.fit_height()
        self.primary = Button(
            tr("Class list"), ButtonKind.PRIMARY, icon="users", key=Key.CTRL_ENTER.cap
        )
        self.finish = Button(tr("Finish the session"), icon="check", key=Key.F9.cap)
        self._build()
        self._connect()

    def _build(self) -> None:
        for part in (self._note, self._facts, self.reason):
            self.inside.addWidget(part)
        state = FlowLayout(8, 8)
        state.addWidget(self._pill)
        self.inside.insertLayout(1, state)
        for group in (
            (self.teach, self.check),
            (self.poster, self.sign_up, self.roster),
            (self.change, self.cancel),
        ):
            flow = FlowLayout(8, 8)
            for button in group:
                flow.addWidget(button)
            self.inside.addLayout(flow)
        self.inside.addWidget(self._series)
        self.inside.addWidget(self.series)
        self.end((self.primary, self.finish))

    def _connect(self) -> None:
        self.primary.clicked.connect(self.submit)
        self.finish.clicked.connect(self.finished)
        self.teach.clicked.connect(self.taught)
        self.check.clicked.connect(self.check_opened)
        self.change.clicked.connect(self.changed)
        self.cancel.clicked.connect(self.cancel_begun)
        self.reason.entered.connect(self.submit)
        self.series.acted.connect(self.other_opened)
        for button, sheet in (
            (self.poster, TrainingSheet.POSTER),
            (self.sign_up, TrainingSheet.SIGN_UP),
            (self.roster, TrainingSheet.ROSTER),
        ):
            button.clicked.connect(lambda _c=False, sheet=sheet: self.printed.emit(sheet))

    def submit(self) -> None:
        """Open the register, or cancel if that was begun."""
        if self.reason.isHidden():
            self.register_opened.emit()
            return
        commit_typing()
        self.canceled.emit(self.reason.text())

    def show_pane(self, pane: SessionPane) -> None:
        """Show a session; what is typed as a reason stays."""
        if not pane.is_canceling:
            self.reason.set_text("")
        self.over.setText(pane.over)
        self.title.setText(pane.title)
        self._pill.set_state(pane.state, pane.tone)
        if pane.note:
            self._note.show_message(pane.note, Tone.WAITING)
        else:
            self._note.hide()
        self._facts.set_pairs(pane.pairs)
        for button in (self.change, self.cancel, self.poster, self.sign_up):
            button.setVisible(pane.is_open)
        self.finish.setVisible(pane.may_end and not pane.is_canceling)
        self.reason.setVisible(pane.is_canceling)
        self.reason.set_error(pane.errors.get("reason", ""))
        self.primary.set_label(tr("Cancel this session") if pane.is_canceling else tr("Class list"))
        self._series.setVisible(bool(pane.series))
        self.series.setVisible(bool(pane.series))
        self.series.set_rows(pane.series)

    def focus_first(self) -> None:
        """Stand where the next input is."""
        target: QWidget = self.primary if self.reason.isHidden() else self.reason
        target.setFocus()
