"""The procedure part: a search in everyday words, its results, and "which one?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.step_view import StepView, focus_new
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import EntryFrame, LineEntry, commit_typing
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.search_box import DEBOUNCE_MS
from agent_desk.ui.widgets.text import IconMark, Text, strong

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.choosing import ProcedureChoice
    from agent_desk.ui.pages.reception.state import State
    from agent_desk.ui.rows import Choice

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProcedureView(StepView):
    """What the citizen needs."""

    def __init__(self, choice: ProcedureChoice) -> None:
        super().__init__()
        self._choice = choice
        self._siblings: tuple[Choice, ...] = ()
        self._searched = ""
        self._is_current = True
        self._wants_first = False
        self.line = LineEntry(tr("For example: giấy khai sinh, ly hôn, hộ khẩu, 1.001193"))
        self.line.setAccessibleName(tr("Search procedures"))
        self._frame = EntryFrame(self.line)
        self._frame.put_before(IconMark("search", Tone.NEUTRAL, 18))
        self._heading = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._nothing = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self.list = RowList(tr("Procedures found"))
        self.list.fit_height()
        self._ask = strong("")
        self.siblings = ChoiceGroup(tr("Which one?"))
        for part in (self._frame, self._heading, self._nothing, self.list, self._ask):
            self.box.addWidget(part)
        self.box.addWidget(self.siblings)
        self.box.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._search)
        self.line.textChanged.connect(self._on_edited)
        self.line.installEventFilter(self)
        self.list.acted.connect(choice.pick)
        self.list.clicked.connect(lambda _index: choice.pick(self.list.current_key()))
        self.siblings.chosen.connect(choice.choose)

    def show_state(self, state: State) -> None:
        step = state.procedure
        if step is None:
            return
        if step.query != self._searched:  # another citizen, or a restored search
            self._searched = step.query
            self.line.blockSignals(True)
            self.line.setText(step.query)
            self.line.blockSignals(False)
        asks = bool(step.siblings)
        if step.siblings != self._siblings:
            self._siblings = step.siblings
            self.siblings.set_choices(step.siblings, step.sibling_chosen)
            self.siblings.setVisible(asks)
            if asks and self.isVisible():
                focus_new(self.siblings)
            elif self.isVisible():
                self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask.setText(step.sibling_ask)
        self._ask.setVisible(asks)
        self.siblings.setVisible(asks)
        self._heading.setText(step.heading)
        self._heading.setVisible(bool(step.heading) and not asks)
        self._nothing.setText(step.nothing)
        self._nothing.setVisible(not step.rows and not asks)
        if step.rows != self.list.rows():
            self.list.set_rows(step.rows)
            if step.rows:
                self.list.set_current(step.rows[0].key)
        self.list.setVisible(bool(step.rows) and not asks)
        self._is_current = step.is_current and step.query == self._searched
        self._pick_if_wanted()

    def focus_first(self) -> None:
        if self._siblings:
            focus_new(self.siblings)
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.selectAll()

    def act(self) -> bool:
        if self._siblings:
            self._choice.choose(self.siblings.chosen_key())
        else:
            self._pick()
        return True

    def _on_edited(self, _text: str) -> None:
        self._timer.start()

    def _search(self) -> None:
        self._timer.stop()
        self._searched = self.line.text()
        self._is_current = False
        self._choice.search(self._searched)

    def _pick(self) -> None:
        """Pick the marked result; if the text is newer than the results, wait for its own."""
        commit_typing()
        if self.line.text() != self._searched or not self._is_current:
            self._wants_first = True
            self._search()
            return
        if self.list.current_key():
            self._choice.pick(self.list.current_key())

    def _pick_if_wanted(self) -> None:
        # Enter right after typing means "the first that this text finds", once it is found.
        if self._wants_first and self._is_current and not self._siblings:
            self._wants_first = False
            if self.list.count():
                QTimer.singleShot(0, self, self._pick)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _MOVES and self.list.count():
            self.list.keyPressEvent(event)
            return True
        if event.key() in _ENTER and modifiers == Qt.KeyboardModifier.NoModifier:
            if not event.isAutoRepeat():
                self._pick()
            return True
        return False
