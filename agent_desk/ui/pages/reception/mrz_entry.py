"""The three lines on the back of a card, typed where its QR code cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.domain.mrz import FIELDS, WIDTH
from agent_desk.i18n import tr
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.pages.reception.greeting import Citizen


class MrzEntry(QWidget):
    """One quiet button; pressed, it shows three fields. Nothing typed is lost on a mistake.

    Signals: ``taken`` when the card was taken over.
    """

    taken = Signal()

    def __init__(self, citizen: Citizen) -> None:
        super().__init__()
        self._citizen = citizen
        self.open_button = Button(
            tr("QR code not readable? Type the three lines on the back"),
            ButtonKind.QUIET,
            icon="keyboard",
        )
        self.open_button.clicked.connect(self.toggle)
        self.fields = {name: Field(label) for name, label in zip(FIELDS, _labels(), strict=True)}
        self._box = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._box)
        self._lay_out()
        self._box.hide()

    def _lay_out(self) -> None:
        take = Button(tr("Take over"), icon="check")
        take.clicked.connect(self.take)
        buttons = QHBoxLayout()
        buttons.addWidget(take)
        buttons.addStretch(1)
        self._box.setLayout(column(*self.fields.values(), buttons, spacing=8))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for place, (name, field) in enumerate(self.fields.items()):
            font = QFont(field.entry.font())
            font.setFamilies(fixed.families() or [fixed.family()])
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            field.entry.setFont(font)
            field.entry.setInputMethodHints(
                Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
            )
            field.entered.connect(lambda place=place: self._on_entered(place))
            field.edited.connect(lambda name=name: self.fields[name].set_error(""))

    def toggle(self) -> None:
        """Show the three fields, or hide them; what was typed stays."""
        is_open = not self._box.isVisibleTo(self)
        self._box.setVisible(is_open)
        if is_open:
            self.fields[FIELDS[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Read the lines; wrong ones are marked, right ones fill the citizen's fields."""
        errors = self._citizen.take_mrz(self._text())
        self._show_errors(errors)
        if errors:
            return
        for field in self.fields.values():
            field.set_text("")
        self._box.hide()
        self.taken.emit()

    def _text(self) -> str:
        texts = [field.text() for field in self.fields.values()]
        if len(texts[0].replace(" ", "")) > 2 * WIDTH:  # all three were pasted into the first
            return texts[0]
        return "\n".join(text or " <" for text in texts)

    def _show_errors(self, errors: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_error(errors.get(name, ""))
        wrong = next((self.fields[name] for name in FIELDS if errors.get(name)), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self, place: int) -> None:
        is_pasted = len(self.fields[FIELDS[0]].text()) > 2 * WIDTH
        if is_pasted or place + 1 == len(FIELDS):
            self.take()
        else:
            self.fields[FIELDS[place + 1]].setFocus(Qt.FocusReason.TabFocusReason)


def _labels() -> tuple[str, str, str]:
    return (
        tr("Line 1 (begins with IDVNM)"),
        tr("Line 2 (dates)"),
        tr("Line 3 (name)"),
    )
