"""The consent part: each purpose with yes and no, then how it was signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.pages.reception.step_view import StepView
from agent_desk.ui.rows import Choice
from agent_desk.ui.signing import signed_text
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Rule
from agent_desk.ui.widgets.choices import ChoiceButton, ChoiceGroup
from agent_desk.ui.widgets.layout import fix_width
from agent_desk.ui.widgets.signature_pad import SignaturePad
from agent_desk.ui.widgets.text import Text, strong

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.reception.agreeing import Consent
    from agent_desk.ui.pages.reception.state import ConsentLine, ConsentStep, State

_BUTTON = 152
_BESIDE_FROM = 500
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ConsentRow(QWidget):
    """One purpose: 1 agrees, 2 refuses; Up and Down go to the next purpose."""

    def __init__(
        self, line: ConsentLine, answered: Callable[[str, bool], None], move: Callable[[int], None]
    ) -> None:
        super().__init__()
        self.key = line.key
        self._move = move
        self._answered = answered
        self.yes = ChoiceButton(Choice(key="yes", label=tr("Agrees")), "1")
        self.no = ChoiceButton(Choice(key="no", label=tr("Refuses")), "2")
        self._group = QButtonGroup(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(line.title, TextStyle.STRONG))
        words.addWidget(Text(line.detail, TextStyle.SMALL, Tone.NEUTRAL))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 6, 0, 6)
        self._layout.setSpacing(8)
        self._layout.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._layout.addLayout(buttons)
        for button in (self.yes, self.no):
            fix_width(button, _BUTTON)
            button.setAccessibleName(f"{line.title}: {button.accessibleName()}")
            button.installEventFilter(self)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        self.setFocusProxy(self.yes)
        self.show_given(line.given)

    def show_given(self, given: bool | None) -> None:
        """Show the answer, or none."""
        self._group.setExclusive(False)
        self.yes.setChecked(given is True)
        self.no.setChecked(given is False)
        self._group.setExclusive(True)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(theme.current().scaled(2 * _BUTTON + 8))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.current().scaled(_BESIDE_FROM)
        way = QHBoxLayout.Direction
        self._layout.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def _on_clicked(self) -> None:
        self._answered(self.key, self.yes.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(_STEPS[key])
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            (self.yes if key is Qt.Key.Key_Left else self.no).setFocus()
            return True
        button = {Qt.Key.Key_1: self.yes, Qt.Key.Key_2: self.no}.get(key)
        if button is None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = watched if isinstance(watched, ChoiceButton) else None
        if button is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if not event.isAutoRepeat():
            button.click()
            self._move(1)
        return True


class ConsentView(StepView):
    """What the citizen agrees to."""

    def __init__(self, consent: Consent) -> None:
        super().__init__()
        self._consent = consent
        self.rows: list[ConsentRow] = []
        self._already = Text("", TextStyle.SMALL_STRONG, Tone.GOOD)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._how = strong(tr("How did the citizen sign?"))
        self.method = ChoiceGroup(tr("How did the citizen sign?"))
        self._methods: tuple[Choice, ...] = ()
        self.method.chosen.connect(self._on_method)
        self._sign_words = Text("", TextStyle.SMALL)
        self.pad = SignaturePad(
            tr("Signature of the citizen"), tr("Sign here with a finger, the pen or the mouse")
        )
        self.pad.changed.connect(self._on_drawn)
        self._wipe = Button(tr("Wipe"), ButtonKind.QUIET, icon="trash-2")
        self._wipe.clicked.connect(self.pad.clear)
        self._signed = Text(tr("Confirmed on the citizen's screen."), TextStyle.SMALL, Tone.GOOD)
        self.box.addWidget(self._already)
        self.box.addLayout(self._list)
        self.box.addWidget(self._how)
        self.box.addWidget(self.method)
        self._sign = QWidget()
        sign = QVBoxLayout(self._sign)
        sign.setContentsMargins(0, 0, 0, 0)
        beside = QHBoxLayout()
        beside.addWidget(self._sign_words, 1)
        beside.addWidget(self._wipe, 0, Qt.AlignmentFlag.AlignBottom)
        sign.addLayout(beside)
        sign.addWidget(self.pad)
        sign.addWidget(self._signed)
        self.box.addWidget(self._sign)
        self.box.addStretch(1)

    def show_state(self, state: State) -> None:
        step = state.consent
        if step is None:
            return
        self._already.setText(step.already)
        self._already.setVisible(bool(step.already))
        if not self.rows:
            self._build(step.lines)
        for row, line in zip(self.rows, step.lines, strict=True):
            row.show_given(line.given)
        if step.methods != self._methods or step.method != self.method.chosen_key():
            self._methods = step.methods
            self.method.set_choices(step.methods, step.method)
        self._show_pad(step)

    def _show_pad(self, step: ConsentStep) -> None:
        self._sign.setVisible(bool(step.sign_text))
        if step.sign_text != self._sign_words.text():
            self._sign_words.setText(step.sign_text)
            self.pad.blockSignals(True)
            self.pad.clear()  # other words: what was drawn under the old ones says nothing
            self.pad.blockSignals(False)
        self._signed.setVisible(step.is_signed and self.pad.is_blank)

    def focus_first(self) -> None:
        unanswered = (r for r in self.rows if not r.yes.isChecked() and not r.no.isChecked())
        row = next(unanswered, None)
        if row is not None:
            row.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._already.isVisibleTo(self):
            self.primary_wanted.emit()
        else:
            self.method.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, lines: tuple[ConsentLine, ...]) -> None:
        for number, line in enumerate(lines):
            row = ConsentRow(line, self._on_answer, partial(self._move, number))
            if number:
                self._list.addWidget(Rule())
            self._list.addWidget(row)
            self.rows.append(row)

    def _move(self, number: int, step: int) -> None:
        to = number + step
        if 0 <= to < len(self.rows):
            self.rows[to].yes.setFocus(Qt.FocusReason.TabFocusReason)
        elif to >= len(self.rows):
            self.method.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_answer(self, purpose: str, is_given: bool) -> None:
        self._consent.answer(purpose, is_given=is_given)

    def _on_method(self, key: str) -> None:
        self._consent.choose_method(key)
        if self._sign.isVisibleTo(self):
            self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.primary_wanted.emit()

    def _on_drawn(self) -> None:
        drawn = self.pad.drawing()
        signed = signed_text(self._sign_words.text(), drawn) if drawn is not None else None
        self._consent.take_signature(signed)
