"""The register of dossiers: choose the days with a digit, see how many, print with F8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from agent_desk.i18n import tr, trn
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.register.presenter import Days, RegisterPresenter
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.register.presenter import RegisterScreen


class RegisterPage(Page):
    """Days at the left, the field and the count below; ``left`` goes back."""

    def __init__(self, presenter: RegisterPresenter, left: Callable[[], None]) -> None:
        super().__init__()
        self._presenter = presenter
        self._left = left
        back = back_button()
        back.clicked.connect(left)
        subtitle = tr("Everything this desk took in, for the days you choose.")
        self.days = ChoiceGroup(tr("Days"), _choices(), Days.THIS_MONTH)
        self.days.chosen.connect(lambda key: presenter.choose_days(Days(key)))
        self.first = Field(tr("From"), tr("as 01/11/2026"))
        self.last = Field(tr("To"), tr("as 30/11/2026"))
        for field in (self.first, self.last):
            field.left.connect(self._on_days)
            field.entered.connect(self._on_days)
            field.setMaximumWidth(theme.current().scaled(220))
        self.field = Picker()
        self.field.activated.connect(self._on_field)
        self._count = Text("", TextStyle.STRONG)
        self._problem = Banner("", Tone.WRONG)
        self._problem.hide()
        self.print = Button(tr("Print"), ButtonKind.PRIMARY, icon="printer", key=Key.F8.cap)
        self.print.clicked.connect(presenter.print)
        self.body.addWidget(PageHeader(tr("Register of dossiers (Mẫu 07)"), subtitle, back))
        self.body.addWidget(self._problem)
        self.body.addWidget(self._build())
        self.body.addStretch(1)
        presenter.listen(self.render_screen)

    def _build(self) -> Card:
        card = Card(tr("Days"))
        typed = QHBoxLayout()
        typed.setSpacing(16)
        typed.addWidget(self.first)
        typed.addWidget(self.last)
        typed.addStretch(1)
        framed = Field(tr("Field of procedures"), entry=self.field)
        framed.setMaximumWidth(theme.current().scaled(456))
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.print)
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(self.days)
        column.addLayout(typed)
        column.addWidget(framed)
        column.addLayout(foot)
        card.add(column)
        return card

    def render_screen(self, screen: RegisterScreen) -> None:
        """Draw a state; what is being typed stays."""
        if self.days.chosen_key() != screen.days.value:
            self.days.set_choices(_choices(), screen.days.value)
        for field, text in ((self.first, screen.first), (self.last, screen.last)):
            if not field.entry.hasFocus():
                field.set_text(text)
        if self.field.count() != len(screen.fields):
            self.field.clear()
            for choice in screen.fields:
                self.field.addItem(choice.label, choice.key)
        self.field.setCurrentIndex(max(self.field.findData(screen.field), 0))
        self._count.setText(_say_count(screen.count))
        self.print.setEnabled(screen.count is not None and not screen.is_printing)
        if screen.problem:
            self._problem.show_message(screen.problem, Tone.WRONG)
        else:
            self._problem.hide()
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        found = [KeyAction(key=Key.ESC, label=tr("Back"), run=self._left)]
        if self._presenter.state.count is not None:
            found.insert(0, KeyAction(key=Key.F8, label=tr("Print"), run=self._on_print))
        return PageActions(actions=tuple(found))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the days and the field."""
        return (self.days, self.first, self.field)

    def on_shown(self) -> None:
        """Count again and stand on the days."""
        self._presenter.refresh()
        self.days.setFocus()

    def _on_days(self) -> None:
        self._presenter.write_days(self.first.text(), self.last.text())

    def _on_field(self, _index: int) -> None:
        self._presenter.choose_field(str(self.field.currentData()))

    def _on_print(self) -> None:
        self._on_days()
        self._presenter.print()


def register_page(office: Office, jobs: JobRunner, navigator: Navigator) -> RegisterPage:
    """Build the page; going back leads to the dossiers."""
    presenter = RegisterPresenter(office, jobs, navigator)
    return RegisterPage(presenter, lambda: navigator.open_page("dossiers"))


def _choices() -> tuple[Choice, ...]:
    return (
        Choice(key=Days.TODAY, label=tr("Today")),
        Choice(key=Days.THIS_MONTH, label=tr("This month")),
        Choice(key=Days.LAST_MONTH, label=tr("Last month")),
        Choice(key=Days.OTHER, label=tr("Other days, as written below")),
    )


def _say_count(count: int | None) -> str:
    if count is None:
        return ""
    return trn("{n} dossier in these days", "{n} dossiers in these days", count)
