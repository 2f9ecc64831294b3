"""The form of a delivery: who gets it, where, what, and who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.delivery.state import Address
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import Field, TextArea, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard
from agent_desk.ui.widgets.suggest import Suggestions

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.delivery.state import FormPane


class FormView(PaneCard):
    """Signals: ``made(Address)`` when the label is asked for, ``typed_left(Address)``."""

    made = Signal(object)
    typed_left = Signal(object)

    def __init__(self, wards_like: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._key = ""
        self._payer = Banner(" ", Tone.GOOD)
        self.receiver = Field(tr("Who gets it, as on their card"))
        self.phone = Field(tr("Phone of who gets it"))
        self.phone.prefer_digits()
        self.street = Field(tr("House number, street, village"))
        self.place = Field(
            tr("Ward or commune, and city"), tr("Type some letters; old names help too")
        )
        self.items = Field(tr("What is in it, one thing per line"), "", TextArea(2))
        self.item_code = Field(tr("Item number"), " ")
        self.fields = {
            "receiver": self.receiver,
            "phone": self.phone,
            "street": self.street,
            "place": self.place,
            "items": self.items,
            "item_code": self.item_code,
        }
        self.inside.addWidget(self._payer)
        for field in self.fields.values():
            self.inside.addWidget(field)
            field.left.connect(lambda: self.typed_left.emit(self.typed()))
        self.primary = Button(
            tr("Make the label"), ButtonKind.PRIMARY, icon="printer", key=Key.CTRL_ENTER.cap
        )
        self.primary.clicked.connect(self.submit)
        self.end((self.primary,))
        entry = self.place.entry
        if isinstance(entry, QLineEdit):
            self.suggestions = Suggestions(entry)
            self.suggestions.taken.connect(self.place.set_text)
            self.place.edited.connect(
                lambda: self.suggestions.show_names(wards_like(self.place.text()))
            )

    def typed(self) -> Address:
        """Give what stands in the form."""
        return Address(**{key: field.text() for key, field in self.fields.items()})

    def submit(self) -> None:
        """Hand in the form."""
        commit_typing()
        self.made.emit(self.typed())

    def show_pane(self, pane: FormPane) -> None:
        """Show a form; the fields are filled only when it is another one."""
        if pane.key != self._key:
            self._key = pane.key
            self.over.setText(pane.matter)
            self.title.setText(pane.title)
            self._payer.show_message(pane.payer, pane.payer_tone)
            self.item_code.set_hint(pane.number_hint)
            for key, field in self.fields.items():
                field.set_text(getattr(pane.typed, key))
            self.to_top()
        for key, field in self.fields.items():
            field.set_error(pane.errors.get(key, ""))

    def focus_first(self) -> None:
        """Stand in the first field that lacks something."""
        empty = (f for key, f in self.fields.items() if key != "item_code" and not f.text())
        wrong = (f for f in self.fields.values() if f.error())
        next(wrong, next(empty, self.receiver)).setFocus()
