"""One person on the list: name, decade, and three answers that nobody needs to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from agent_desk.domain.training.learners import LearnerPurpose, say_purpose
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.training.register_state import AgreedTyped, AlikePane, PersonPane
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.pane_card import PaneCard
from agent_desk.ui.widgets.suggest import Suggestions
from agent_desk.ui.widgets.text import Text
from agent_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from collections.abc import Callable


class PersonView(PaneCard):
    """Signals: ``saved(AgreedTyped)``, ``taken_off``."""

    saved = Signal(object)
    taken_off = Signal()

    def __init__(self, wards_like: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._key = ""
        self.name = Field(tr("Name, as they want to be called"))
        self.birth = Field(tr("Born about"), tr("a decade is enough: 1950"))
        self.birth.prefer_digits()
        self.ward = Field(tr("Ward or commune"), tr("may stay empty; for reports only"))
        self._optional = Text(
            tr("Each answer for itself, and none is needed to learn. Read them out; tick a yes."),
            TextStyle.SMALL,
            Tone.NEUTRAL,
        )
        self.contact = Tick(say_purpose(LearnerPurpose.CONTACT))
        self.phone = Field(tr("Phone"), tr("kept only for that call"))
        self.phone.prefer_digits()
        self.photo = Tick(say_purpose(LearnerPurpose.PHOTO))
        self.statistics = Tick(say_purpose(LearnerPurpose.STATISTICS))
        self.representative = Field(
            tr("Parent or guardian who agrees"), tr("under 16 a child does not agree alone")
        )
        self.primary = Button(
            tr("Keep it"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        self.off = Button(tr("Take off the list"), icon="x")
        for widget in (
            self.name,
            self.birth,
            self.ward,
            self._optional,
            self.contact,
            self.phone,
            self.photo,
            self.statistics,
            self.representative,
        ):
            self.inside.addWidget(widget)
        self.end((self.primary, self.off))
        self.primary.clicked.connect(self.submit)
        self.off.clicked.connect(self.taken_off)
        self.contact.toggled.connect(self.phone.setVisible)
        entry = self.ward.entry
        if isinstance(entry, QLineEdit):
            self.suggestions = Suggestions(entry)
            self.suggestions.taken.connect(self.ward.set_text)
            self.ward.edited.connect(
                lambda: self.suggestions.show_names(wards_like(self.ward.text()))
            )

    def typed(self) -> AgreedTyped:
        """Give what stands in the pane."""
        return AgreedTyped(
            name=self.name.text(),
            birth=self.birth.text(),
            phone=self.phone.text(),
            ward=self.ward.text(),
            contact=self.contact.isChecked(),
            photo=self.photo.isChecked(),
            statistics=self.statistics.isChecked(),
            representative=self.representative.text(),
        )

    def submit(self) -> None:
        """Hand in what was answered."""
        commit_typing()
        self.saved.emit(self.typed())

    def show_pane(self, pane: PersonPane) -> None:
        """Show a person; the fields are filled only when it is another one."""
        if pane.key != self._key:
            self._key = pane.key
            self.over.setText(pane.over or " ")
            self.title.setText(pane.title)
            typed = pane.typed
            self.name.set_text(typed.name)
            self.birth.set_text(typed.birth)
            self.phone.set_text(typed.phone)
            self.ward.set_text(typed.ward)
            self.representative.set_text(typed.representative)
            for tick, is_set in (
                (self.contact, typed.contact),
                (self.photo, typed.photo),
                (self.statistics, typed.statistics),
            ):
                tick.setChecked(is_set)
            self.phone.setVisible(typed.contact)
            self.to_top()
        errors = pane.errors
        self.representative.setVisible(pane.is_child or "representative" in errors)
        for field, key in (
            (self.name, "name"),
            (self.birth, "birth"),
            (self.phone, "phone"),
            (self.ward, "ward"),
            (self.representative, "representative"),
        ):
            field.set_error(errors.get(key, ""))

    def focus_first(self) -> None:
        """Stand in the first answer, or in what is wrong."""
        fields = (self.name, self.birth, self.ward, self.phone, self.representative)
        wrong = next((field for field in fields if field.error()), None)
        (wrong or self.contact).setFocus()


class AlikeView(PaneCard):
    """Two entries that may be one person. Signals: ``merged``, ``parted``."""

    merged = Signal()
    parted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._why = Text("", TextStyle.BASE)
        self._first = Text("", TextStyle.STRONG)
        self._second = Text("", TextStyle.STRONG)
        self._left = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self.title.setText(tr("Is this one person?"))
        self.over.hide()
        hint = Text(
            tr("Ask them. Merged, the first name stays and both histories; it can be taken back."),
            TextStyle.SMALL,
            Tone.NEUTRAL,
        )
        for widget in (self._first, self._second, self._why, hint, self._left):
            self.inside.addWidget(widget)
        self.primary = Button(
            tr("One person: merge"), ButtonKind.PRIMARY, icon="users", key=Key.CTRL_ENTER.cap
        )
        self.two = Button(tr("Two people"), key=Key.CTRL_P.cap)
        self.end((self.primary, self.two))
        self.primary.clicked.connect(self.merged)
        self.two.clicked.connect(self.parted)

    def show_pane(self, pane: AlikePane) -> None:
        """Show a pair."""
        self._first.setText(pane.first)
        self._second.setText(pane.second)
        self._why.setText(pane.why)
        self._left.setText(tr("{n} such pairs in all", n=pane.left) if pane.left > 1 else "")
        self._left.setVisible(pane.left > 1)

    def focus_first(self) -> None:
        """Stand on neither answer by accident: on the second."""
        self.two.setFocus()
