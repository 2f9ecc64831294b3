"""One pane of the Hand-over page: its rows, its facts, its fields and its buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, EmptyState, Rule
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, TextArea, commit_typing
from agent_desk.ui.widgets.layout import ActionBar, FlowLayout, ScrollPage, clear, row, spacer
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pill import Pill
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.handover.state import Doing, Entry, HandoverScreen, Pane, Question

_TWO_COLUMNS_ABOVE = 560
_LIST_SHARE, _FORM_SHARE = 2, 3
_ANY_HEIGHT = 16_777_215


class PaneView(Card):
    """Draws any pane; fields are filled only when another form comes.

    Signals: ``acted(name)`` for a button, ``row_acted(key)``, ``guest_asked``.
    """

    acted = Signal(str)
    row_acted = Signal(str)
    guest_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self._pane: Pane | None = None
        self._form_key = ""
        self._fields: dict[str, Field] = {}
        self._choices: dict[str, ChoiceGroup] = {}
        self._said: tuple[int, str] = (0, "")
        self.primary = Button("", ButtonKind.PRIMARY, key=Key.CTRL_ENTER.cap)
        self.primary.clicked.connect(self.submit)
        self.list = RowList(tr("What is in it"))
        self.list.acted.connect(self.row_acted)
        self.banner = Banner("")
        self.banner.hide()
        self.banner.acted.connect(self.guest_asked)
        self._build()

    def _build(self) -> None:
        self._name = Text("", TextStyle.TITLE)
        self._state = Pill(" ")
        self._hint = Text("", TextStyle.BASE, Tone.NEUTRAL)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 10)
        head.setSpacing(4)
        top = row(self._name, spacer(), self._state, spacing=12)
        top.setStretch(0, 1)
        top.setStretch(1, 0)
        head.addLayout(top)
        head.addWidget(self._hint)
        head.addWidget(self.banner)
        self.body.setSpacing(0)
        self.add(head)
        self.add(Rule())
        self._empty = EmptyState("package", "")
        self._has_rows = False
        self.add(self.list, _LIST_SHARE)
        self.add(self._empty, _LIST_SHARE)
        self._form = QWidget()
        self._form_box = QVBoxLayout(self._form)
        self._form_box.setContentsMargins(20, 10, 20, 10)
        self._form_box.setSpacing(10)
        self._facts = QWidget()
        self._facts_flow = FlowLayout(28, 8)
        self._facts.setLayout(self._facts_flow)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._form_box.addWidget(self._facts)
        self._form_box.addLayout(self._grid)
        self._form_box.addStretch(1)
        self._scroll = ScrollPage(self._form)
        self.add(Rule())
        self.add(self._scroll, _FORM_SHARE)
        self.add(Rule())
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(20, 10, 20, 14)
        self.add(self._foot)

    # Drawing

    def draw(self, screen: HandoverScreen) -> None:
        """Show a state."""
        pane = screen.pane
        if pane is None:
            return
        if pane is self._pane and not screen.errors:
            self.show_message(screen)
            for field in self._fields.values():
                field.set_error("")
            return
        is_new = pane.form_key != self._form_key
        self._name.setText(pane.title)
        self._hint.setText(pane.hint)
        self._state.setVisible(bool(pane.pill))
        self._state.set_state(pane.pill or " ", pane.tone)
        self.show_message(screen)
        if pane.rows != self.list.rows():
            self.list.set_rows(pane.rows)
        self._empty.set_sentence(pane.empty)
        self._has_rows = bool(pane.rows or pane.empty)
        self.list.setVisible(bool(pane.rows))
        self._empty.setVisible(bool(pane.empty) and not pane.rows)
        if self._pane is None or pane.facts != self._pane.facts:
            self._draw_facts(pane)
        if is_new:
            self._draw_form(pane)
        if self._pane is None or is_new or _buttons(pane) != _buttons(self._pane):
            self._draw_foot(pane)
        self._draw_primary(pane)
        for key, field in self._fields.items():
            field.set_error(screen.errors.get(key, ""))
        self._pane, self._form_key = pane, pane.form_key
        self._scroll.setVisible(bool(pane.facts or pane.entries or pane.questions))
        self._fit()

    def show_message(self, screen: HandoverScreen) -> None:
        """Show the answer to a scan, or what the last act said."""
        signal = screen.signal
        if signal is not None:
            action = tr("Take along on purpose") if signal.guest else ""
            tone = Tone.GOOD if signal.is_good else Tone.WRONG
            if (signal.serial, signal.text) != self._said:
                self._said = (signal.serial, signal.text)
                self.banner.show_message(signal.text, tone, action)
        elif screen.message:
            if screen.message != self.banner.text() or self.banner.isHidden():
                self.banner.show_message(screen.message, screen.message_tone)
        else:
            self.banner.hide()

    def _draw_facts(self, pane: Pane) -> None:
        clear(self._facts_flow)
        self._facts.setVisible(bool(pane.facts))
        for pair in pane.facts:
            box = QWidget()
            layout = QVBoxLayout(box)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            layout.addWidget(Text(pair.name, TextStyle.SMALL, Tone.NEUTRAL))
            layout.addWidget(Text(pair.value, TextStyle.STRONG, pair.tone))
            self._facts_flow.addWidget(box)
            box.show()

    def _draw_form(self, pane: Pane) -> None:
        clear(self._grid)
        self._fields, self._choices = {}, {}
        for entry in pane.entries:
            self._fields[entry.key] = self._field(entry)
        for question in pane.questions:
            self._choices[question.key] = self._group(question)
        self._place()

    def _field(self, entry: Entry) -> Field:
        field = Field(entry.label, entry.hint, TextArea(2) if entry.is_long else None)
        if entry.is_digits:
            field.prefer_digits()
        field.set_text(entry.value)
        field.entered.connect(partial(self._after, entry.key))
        return field

    def _group(self, question: Question) -> ChoiceGroup:
        return ChoiceGroup(question.label, question.choices, question.chosen)

    def _place(self) -> None:
        """Set fields and questions side by side where there is room."""
        columns = 2 if self.width() >= theme.current().scaled(_TWO_COLUMNS_ABOVE) else 1
        parts: list[QWidget] = list(self._fields.values())
        parts += [_labelled(group) for group in self._choices.values()]
        for number, part in enumerate(parts):
            self._grid.addWidget(
                part, number // columns, number % columns, Qt.AlignmentFlag.AlignTop
            )
            part.show()

    def _draw_foot(self, pane: Pane) -> None:
        self.primary.setParent(None)
        clear(self._foot)
        others = [self._button(doing) for doing in pane.others]
        right = [self.primary] if pane.primary is not None else []
        self._foot.addWidget(ActionBar(others, right))
        if right:
            self.primary.show()

    def _button(self, doing: Doing) -> Button:
        button = Button(doing.label, icon=doing.icon)
        button.setEnabled(doing.is_enabled)
        button.clicked.connect(partial(self.acted.emit, doing.key))
        return button

    def _draw_primary(self, pane: Pane) -> None:
        if pane.primary is not None:
            self.primary.set_label(pane.primary.label)
            self.primary.setEnabled(pane.primary.is_enabled)

    # Typing

    def values(self) -> dict[str, str]:
        """Give what stands in the fields and choices now."""
        commit_typing()
        typed = {key: field.text() for key, field in self._fields.items()}
        chosen = {key: group.chosen_key() for key, group in self._choices.items()}
        return {**typed, **chosen}

    def submit(self) -> None:
        """Do what the primary button says."""
        pane = self._pane
        if pane is not None and pane.primary is not None and pane.primary.is_enabled:
            self.acted.emit(pane.primary.key)

    def focus_first(self) -> None:
        """Stand where the next input is: the list while slips are scanned, else the first field."""
        pane = self._pane
        if pane is not None and pane.rows and (pane.takes_scans or not self._fields):
            self.list.setFocus()
        elif self._fields:
            next(iter(self._fields.values())).setFocus()
        else:
            self.primary.setFocus()

    def focus_error(self, errors: dict[str, str]) -> None:
        """Go to the first field that is wrong."""
        wrong = next((field for key, field in self._fields.items() if key in errors), None)
        if wrong is not None:
            wrong.setFocus()

    def _after(self, key: str) -> None:
        """Go on with Enter: to the next field, the first question, at last the button."""
        parts: list[QWidget] = [*self._fields.values(), *self._choices.values(), self.primary]
        at = list(self._fields).index(key)
        parts[at + 1].setFocus()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit()

    def _fit(self) -> None:
        """Let the form be no taller than it needs; a list above it takes the rest."""
        self.list.setMinimumHeight(theme.current().scaled(88))
        wanted = _ANY_HEIGHT
        if self._has_rows:
            width = self.width() - theme.current().scaled(24)
            wanted = self._form_box.totalHeightForWidth(width)
            if wanted <= 0:
                wanted = self._form.sizeHint().height()
        if self._scroll.maximumHeight() != wanted + 2:
            self._scroll.setMaximumHeight(min(wanted + 2, _ANY_HEIGHT))


def _labelled(group: ChoiceGroup) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(Text(group.accessibleName(), TextStyle.SMALL_STRONG))
    layout.addWidget(group)
    return box


def _buttons(pane: Pane) -> tuple[object, ...]:
    return (pane.others, pane.primary is not None)
