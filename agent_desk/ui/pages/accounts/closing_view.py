"""The end of a help: outcome, note, follow-up, and a name only where the citizen agrees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, TextArea
from agent_desk.ui.widgets.layout import FlowLayout, clear
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.pages.accounts.presenter import AccountsPresenter
    from agent_desk.ui.pages.accounts.state import ClosingForm, QuickDay

_TWO_FROM = 480


class ClosingView(QWidget):
    """What is written down at the end.

    Signals: ``typed`` after each edit.
    """

    typed = Signal()

    def __init__(self, presenter: AccountsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._days: tuple[QuickDay, ...] = ()
        self._columns = 0
        self._heading = Text("", TextStyle.HEADING)
        self._sentence = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self.what = Field(tr("What to do then"), tr("In a few words"))
        self.due = Field(tr("On which day"), tr("30/11/2026; empty: nothing is arranged"))
        self.note = Field(
            tr("Note"), tr("What the next clerk must know. Never a password or a code."),
            TextArea(2),
        )  # fmt: skip
        self.name = Field(tr("Name, only if they agree"), tr("Type it, or scan the card"))
        self.phone = Field(tr("Phone"), tr("To remind them"))
        self.phone.prefer_digits()
        self.fields = {
            "due": self.due,
            "what": self.what,
            "name": self.name,
            "phone": self.phone,
            "note": self.note,
        }
        self.learn = Button(tr("Learn one thing in 5 minutes"), icon="graduation-cap")
        self._flow = FlowLayout(6, 6)
        self._quick = QWidget()
        self._quick.setLayout(self._flow)
        self._build_consent()
        self._build()
        self._connect()

    def _build_consent(self) -> None:
        self._consent_box = QWidget()
        inside = QVBoxLayout(self._consent_box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        ask = tr("May the desk keep the name and the phone to remind you?")
        self._ask = Text(ask, TextStyle.SMALL_STRONG)
        self._consent_error = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self._consent_error.hide()
        choices = (
            Choice(key="yes", label=tr("Agrees, signed on paper")),
            Choice(key="no", label=tr("Does not agree: forget the name")),
        )
        self.consent = ChoiceGroup(ask, choices)
        for part in (self._ask, self.consent, self._consent_error):
            inside.addWidget(part)

    def _build(self) -> None:
        self._pairs = QGridLayout()
        self._pairs.setHorizontalSpacing(14)
        self._pairs.setVerticalSpacing(10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 4, 4)
        whole.setSpacing(10)
        whole.addWidget(self._heading)
        whole.addWidget(self._sentence)
        whole.addLayout(self._pairs)
        whole.addWidget(self._consent_box)
        whole.addWidget(self.note)
        whole.addWidget(self.learn, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self._arrange(2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        parts = (self.due, self.what, self._quick, self.name, self.phone)
        for part in parts:
            self._pairs.removeWidget(part)
        if columns == 2:
            self._pairs.addWidget(self.due, 0, 0)
            self._pairs.addWidget(self.what, 0, 1)
            self._pairs.addWidget(self._quick, 1, 0, 1, 2)
            self._pairs.addWidget(self.name, 2, 0)
            self._pairs.addWidget(self.phone, 2, 1)
        else:
            for row, part in enumerate((self.due, self._quick, *parts[1:2], *parts[3:])):
                self._pairs.addWidget(part, row, 0)
        for column in range(2):
            self._pairs.setColumnStretch(column, 1 if column < columns else 0)

    def _connect(self) -> None:
        presenter = self._presenter
        for key, field in self.fields.items():
            field.edited.connect(partial(self._on_edited, key, field))
            field.left.connect(partial(self._on_left, key, field))
        self.due.entered.connect(self.what.setFocus)
        self.what.entered.connect(self._after_what)
        self.name.entered.connect(self.phone.setFocus)
        self.phone.entered.connect(self._after_phone)
        self.consent.chosen.connect(presenter.choose_consent)
        self.learn.clicked.connect(presenter.teach)

    def _on_edited(self, key: str, field: Field) -> None:
        self._presenter.edit(key, field.text())
        self.typed.emit()

    def _on_left(self, key: str, field: Field) -> None:
        if self.isVisible():
            self._presenter.leave(key, field.text())

    def _after_what(self) -> None:
        (self.name if self.name.isVisibleTo(self) else self.note).setFocus()

    def _after_phone(self) -> None:
        (self.consent if self._consent_box.isVisibleTo(self) else self.note).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= theme.current().scaled(_TWO_FROM) else 1)

    # Drawing

    def show_form(self, form: ClosingForm) -> None:
        """Draw a form; a field that has the focus keeps what is in it."""
        self._heading.setText(form.heading)
        self._sentence.setText(form.sentence)
        for key, field in self.fields.items():
            shown = {"due": form.due, "what": form.what, "note": form.note, "name": form.name}
            text = {**shown, "phone": form.phone}[key]
            if not field.entry.hasFocus() or key in ("due", "name"):
                field.set_text(text)
            error = form.errors.get(key, "")
            if error != field.error():
                field.set_error(error)
        for field in (self.name, self.phone):
            field.setVisible(form.asks_name)
        self._consent_box.setVisible(form.asks_consent)
        if self.consent.chosen_key() != form.consent:
            self._set_consent(form.consent)
        wrong = form.errors.get("consent", "")
        self._consent_error.setText(wrong)
        self._consent_error.setVisible(bool(wrong))
        if form.days != self._days:
            self._offer(form.days)

    def _set_consent(self, chosen: str) -> None:
        had_focus = self.consent.isAncestorOf(self.focusWidget() or self)
        self.consent.set_choices(
            (
                Choice(key="yes", label=tr("Agrees, signed on paper")),
                Choice(key="no", label=tr("Does not agree: forget the name")),
            ),
            chosen,
        )
        if had_focus:
            (self.consent if self._consent_box.isVisibleTo(self) else self.note).setFocus()

    def _offer(self, days: tuple[QuickDay, ...]) -> None:
        self._days = days
        clear(self._flow)
        for day in days:
            button = Button(day.label, ButtonKind.COMPACT, icon="calendar")
            button.clicked.connect(partial(self._presenter.choose_day, day.text))
            self._flow.addWidget(button)

    def focus_first(self) -> None:
        """Stand where the next input is."""
        self.due.setFocus()

    def focus_error(self, form: ClosingForm) -> None:
        """Go to the first field that is wrong."""
        wrong = next((field for key, field in self.fields.items() if key in form.errors), None)
        if wrong is not None:
            wrong.setFocus()
        elif "consent" in form.errors:
            self.consent.setFocus()
