"""The citizen part: one big field for card, number or name, and the forms below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from agent_desk.domain.people import Sex, show_sex
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.pages.reception.mrz_entry import MrzEntry
from agent_desk.ui.pages.reception.sitting import FIELDS, Who
from agent_desk.ui.pages.reception.step_view import StepView, TextLines
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Rule
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.text import Text, heading
from agent_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.greeting import Citizen
    from agent_desk.ui.pages.reception.state import PersonView, State

_PLACES = {
    "name": (0, 0, 2),
    "number": (1, 0, 1),
    "birth": (1, 1, 1),
    "sex": (2, 0, 1),
    "phone": (2, 1, 1),
    "address": (3, 0, 2),
}
"""Row, column and columns taken by each field, in the order a citizen hands things over."""


class PersonFields(QWidget):
    """The fields of one person.

    Signals: ``finished`` on Enter in the last field.
    """

    finished = Signal()

    def __init__(self, citizen: Citizen, who: Who) -> None:
        super().__init__()
        self._citizen = citizen
        self._who = who
        self.fields = _fields()
        self._labels = {name: field.label() for name, field in self.fields.items()}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for name, (row, at, span) in _PLACES.items():
            grid.addWidget(self.fields[name], row, at, 1, span, Qt.AlignmentFlag.AlignTop)
        self._suggestion = Button(" ", ButtonKind.QUIET, icon="pencil")
        self._suggestion.clicked.connect(lambda: citizen.take_suggestion(who))
        self._suggestion.hide()
        self._warnings = TextLines()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(grid)
        whole.addWidget(self._suggestion, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._warnings)
        self._listen()

    def _listen(self) -> None:
        for name in FIELDS:
            field = self.fields[name]
            field.edited.connect(lambda name=name: self._on_edited(name))
            field.left.connect(lambda name=name: self._on_left(name))
            field.entered.connect(lambda name=name: self._on_entered(name))
        self.fields["sex"].edited.connect(self._on_sex)

    def show_person(self, person: PersonView) -> None:
        """Draw a form; the field being typed in is left alone."""
        for name in FIELDS:
            field = self.fields[name]
            value = getattr(person.form, name)
            if field.text() != value:
                field.set_text(value)
                if isinstance(field.entry, QLineEdit) and not field.entry.hasFocus():
                    field.entry.setCursorPosition(0)  # the beginning of a long name is seen
            field.set_error(person.errors.get(name, ""))
            label = self._labels[name]
            compare = tr("{label} · compare with the card", label=label)
            field.set_label(compare if name in person.form.unconfirmed else label)
        picker = self.fields["sex"].entry
        if isinstance(picker, Picker):
            picker.setCurrentIndex(max(0, picker.findData(person.form.sex)))
        self._suggestion.setVisible(bool(person.suggestion))
        self._suggestion.set_label(tr("Write it as {name}", name=person.suggestion))
        lines = [Text(text, TextStyle.SMALL_STRONG, Tone.WAITING) for text in person.warnings]
        self._warnings.set_lines(lines, person.warnings)

    def first_wrong(self) -> Field | None:
        """Give the first field with an error."""
        return next((self.fields[name] for name in _PLACES if self.fields[name].error()), None)

    def first_empty(self) -> Field | None:
        """Give the first useful field that is empty."""
        wanted = (self.fields[name] for name in ("name", "phone"))
        return next((field for field in wanted if not field.text()), None)

    def _on_edited(self, name: str) -> None:
        entry = self.fields[name].entry
        text = entry.text() if hasattr(entry, "text") else ""
        self._citizen.edit(self._who, name, text)

    def _on_left(self, name: str) -> None:
        self._citizen.leave(self._who, name, self.fields[name].text())

    def _on_entered(self, name: str) -> None:
        order = [field for field in _PLACES if field != "sex"]
        at = order.index(name) + 1
        if at < len(order):
            self.fields[order[at]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._on_left(name)
            self.finished.emit()

    def _on_sex(self) -> None:
        picker = self.fields["sex"].entry
        if isinstance(picker, Picker):
            self._citizen.choose_sex(self._who, str(picker.currentData() or ""))


def _fields() -> dict[str, Field]:
    picker = Picker()
    picker.addItem("", "")
    for sex in (Sex.FEMALE, Sex.MALE):
        picker.addItem(show_sex(sex), sex.value)
    fields = {
        "name": Field(tr("Full name")),
        "number": Field(tr("Citizen number")),
        "birth": Field(tr("Born")),
        "sex": Field(tr("Sex"), entry=picker),
        "phone": Field(tr("Phone")),
        "address": Field(tr("Residence")),
    }
    fields["number"].prefer_digits()
    fields["phone"].prefer_digits()
    return fields


class CitizenView(StepView):
    """Who is here, and for whom."""

    def __init__(self, citizen: Citizen) -> None:
        super().__init__()
        self._citizen = citizen
        self._is_wrong = False
        self._follows = False
        self.scan = Field(tr("Card, number or name"))
        self.scan.entered.connect(self._on_scanned)
        self.submitter = PersonFields(citizen, Who.SUBMITTER)
        self.for_other = Tick(tr("On behalf of somebody else"))
        self.for_other.clicked.connect(
            lambda checked: citizen.set_for_other(is_for_other=bool(checked))
        )
        self.owner = PersonFields(citizen, Who.OWNER)
        self._owner_head = heading(tr("Whose matter is it?"))
        for form in (self.submitter, self.owner):
            form.finished.connect(self._focus_next)
            for name in FIELDS:
                form.fields[name].edited.connect(self._on_typed)
        self.mrz = MrzEntry(citizen)
        self.mrz.taken.connect(self._on_taken)
        self.box.addWidget(self.scan)
        self.box.addWidget(self.mrz)
        self.box.addWidget(Rule())
        self.box.addWidget(self.submitter)
        self.box.addWidget(self.for_other, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self._owner_head)
        self.box.addWidget(self.owner)
        self.box.addStretch(1)

    def show_state(self, state: State) -> None:
        step = state.citizen
        if step is None:
            return
        self._is_wrong = state.notice is not None and state.notice.tone is Tone.WRONG
        self.submitter.show_person(step.submitter)
        self.owner.show_person(step.owner)
        self.for_other.setChecked(step.is_for_other)
        self.owner.setVisible(step.is_for_other)
        self._owner_head.setVisible(step.is_for_other)
        if self._follows and self.isVisible():
            self._focus_next()

    def focus_first(self) -> None:
        self._follows = False
        if self.submitter.fields["name"].text():
            self._focus_next()
        else:
            self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self) -> bool:
        self._is_wrong = False
        self._citizen.commit()
        if self._is_wrong:
            self._focus_next()
        return True

    def keys(self) -> tuple[KeyAction, ...]:
        return (KeyAction(key=Key.F4, label=tr("Scan card"), run=self._focus_scan),)

    def _on_typed(self) -> None:
        self._follows = False
        self.typed.emit()

    def _focus_scan(self) -> None:
        self.scan.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_scanned(self) -> None:
        text = self.scan.text()
        if not text.strip():
            self._focus_next()
            return
        self._is_wrong = False
        self._citizen.take_scan(text)
        if not self._is_wrong:
            self.scan.set_text("")
            self._on_taken()

    def _on_taken(self) -> None:
        # What is known of this citizen comes a moment later and may fill the next field.
        self._follows = True
        self._focus_next()

    def _focus_next(self) -> None:
        people = [self.submitter, self.owner] if self.owner.isVisibleTo(self) else [self.submitter]
        looks = [person.first_wrong() for person in people]
        looks += [people[0].first_empty()] if not any(looks) else []
        wanted = next((field for field in looks if field is not None), None)
        if wanted is None:
            self.primary_wanted.emit()
        else:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
