"""The people of a class and their certificates; beside them the check of a paper that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker

from agent_desk.domain.scan import ScanKind
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.prints.words import reason_choices
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.fields import EntryFrame, Field, Picker, commit_typing
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes, pane_of
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from agent_desk.domain.scan import Scan
    from agent_desk.ui.pages.certificates.presenter import (
        CertificatesPresenter,
        CertificatesScreen,
    )

_LEAST_LIST = 220


class CertificatesPage(Page):
    """Certificates of attendance."""

    def __init__(self, presenter: CertificatesPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        self.sessions = Picker()
        self.sessions.setAccessibleName(tr("Class"))
        self.reason = Picker()
        self.people = RowList(tr("Who came"))
        self._about = Text(" ", TextStyle.SMALL, Tone.NEUTRAL)
        self._empty = EmptyState("users", tr("Nobody is ticked as present in this class yet."))
        self.primary = Button(
            tr("Print for all who came"), ButtonKind.PRIMARY, icon="printer", key=Key.F8.cap
        )
        self._back = back_button()
        self.number = Field(tr("Number on the paper"), tr("Scan it, or type it; Enter checks"))
        self.number.prefer_digits()
        self.name = Field(tr("Name on the paper"), tr("may stay empty"))
        self.check = Button(tr("Check this paper"), icon="shield-check", key=Key.CTRL_ENTER.cap)
        self._found = Banner(" ", Tone.GOOD)
        self._found.hide()
        self._why = Field(tr("Why are they printed again?"), "", self.reason)
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        subtitle = tr("they say who came, and claim nothing more")
        self.body.addWidget(
            PageHeader(tr("Certificates of attendance"), subtitle, self._back, self.primary)
        )
        self.body.addWidget(self._message)
        left = Card(tr("Who came"))
        left.add(EntryFrame(self.sessions))
        left.add(self._about)
        left.add(self._why)
        self.people.setMinimumHeight(theme.current().scaled(_LEAST_LIST))
        left.add(self.people, 1)
        left.add(self._empty)
        right = Card(tr("Is this paper ours?"))
        for part in (self.number, self.name, self.check, self._found):
            right.add(part)
        self.body.addWidget(
            Panes(Pane(widget=left, share=6), Pane(widget=pane_of(right), share=4)), 1
        )
        _fill(self.reason, (_blank(), *reason_choices()))

    def _connect(self) -> None:
        presenter = self._presenter
        self._back.clicked.connect(presenter.leave)
        self.primary.clicked.connect(self.print_all)
        self.check.clicked.connect(self.verify)
        self.number.entered.connect(self.verify)
        self.name.entered.connect(self.verify)
        self.people.acted.connect(lambda key: presenter.print_one(key, _chosen(self.reason)))
        self.sessions.activated.connect(lambda _row: presenter.open_session(_chosen(self.sessions)))

    def print_all(self) -> None:
        """Print the certificates of everybody who came."""
        self._presenter.print_all(_chosen(self.reason))

    def verify(self) -> None:
        """Check the number that was typed."""
        commit_typing()
        self._presenter.verify(self.number.text(), self.name.text())

    # Page

    def take_scan(self, scan: Scan) -> bool:
        """Check a certificate that was scanned."""
        if scan.kind is not ScanKind.CERTIFICATE:
            return False
        self.number.set_text(scan.text)
        self._presenter.verify(scan.text, self.name.text())
        return True

    def on_shown(self) -> None:
        self._presenter.refresh()
        self.people.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.people, self.number.entry)

    def key_actions(self) -> PageActions:
        return PageActions(
            actions=(
                KeyAction(key=Key.F8, label=tr("Print for all who came"), run=self.print_all),
                KeyAction(key=Key.CTRL_ENTER, label=tr("Check this paper"), run=self.verify),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self._presenter.leave),
            )
        )

    # Drawing

    def show_screen(self, screen: CertificatesScreen) -> None:
        """Draw a state; what is being typed stays."""
        with QSignalBlocker(self.sessions):
            _fill(self.sessions, screen.sessions)
            self.sessions.setCurrentIndex(max(0, self.sessions.findData(screen.session_id)))
        self._about.setText(screen.about or tr("No class in the last weeks."))
        if screen.people != self.people.rows():
            self.people.set_rows(screen.people)
        self.people.setVisible(bool(screen.people))
        self._empty.setVisible(not screen.people)
        self._why.setVisible(screen.needs_reason)
        self.primary.setEnabled(bool(screen.people) and not screen.is_busy)
        self.number.set_error(screen.number_error)
        _say(self._message, screen.message, screen.tone)
        _say(self._found, screen.found, screen.found_tone)


def _blank() -> Choice:
    return Choice(key="", label=tr("Choose…"))


def _fill(picker: Picker, choices: Sequence[Choice]) -> None:
    shown = [(picker.itemData(row), picker.itemText(row)) for row in range(picker.count())]
    if shown == [(choice.key, choice.label) for choice in choices]:
        return
    picker.clear()
    for choice in choices:
        picker.addItem(choice.label, choice.key)


def _chosen(picker: Picker) -> str:
    return str(picker.currentData() or "")


def _say(banner: Banner, words: str, tone: Tone) -> None:
    if words and banner.text() != words:
        banner.show_message(words, tone)
    banner.setVisible(bool(words))
