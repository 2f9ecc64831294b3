"""The list of dossiers with its search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader, Skeleton
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from agent_desk.ui.pages.dossiers.list_presenter import DossierListPresenter, ListScreen


class DossierListView(QWidget):
    """Newest first, or what fits the typed words."""

    def __init__(self, presenter: DossierListPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.search = SearchBox(tr("Name, phone, number, procedure, or scan a slip"), Key.F3.cap)
        self.search.ask_for(430)
        self.search.search_requested.connect(presenter.search)
        self.search.submitted.connect(presenter.submit)
        self.search.line.textChanged.connect(self._on_text)
        self.list = RowList(tr("Dossiers"))
        self.list.acted.connect(presenter.open)
        self.list.end_reached.connect(presenter.more)
        self._error = Banner("", Tone.WRONG)
        self._error.hide()
        self._reading = Skeleton(tr("Reading the dossiers"))
        self._empty = EmptyState("search", "")
        self._stack = QStackedWidget()
        for part in (self._reading, self.list, self._empty):
            self._stack.addWidget(part)
        card = Card(padding=0)
        card.add(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self.register = Button(tr("Register"), icon="file-text", key=Key.F8.cap)
        self.register.clicked.connect(self.open_register)
        self._header = PageHeader(tr("Dossiers"), "", self.search, self.register)
        layout.addWidget(self._header)
        layout.addWidget(self._error)
        layout.addWidget(card, 1)
        presenter.listen(self.render_screen)

    def open_register(self) -> None:
        """Open the page that prints the register."""
        self._presenter.open_register()

    def render_screen(self, screen: ListScreen) -> None:
        """Draw a state; the current row and the scroll position stay."""
        subtitle = tr("newest first") if not screen.typed.strip() else ""
        self._header.set_words(tr("Dossiers"), subtitle)
        self.list.set_rows(screen.rows, has_more=screen.has_more)
        self._empty.set_sentence(screen.nothing)
        part = self._part(screen)
        self._stack.setCurrentWidget(part)
        # What could not take the focus while it was hidden takes it now, from nobody.
        if part is self.list and self.isVisible() and QApplication.focusWidget() is None:
            self.list.setFocus()
        if screen.error and (screen.error != self._error.text() or self._error.isHidden()):
            self._error.show_message(screen.error, Tone.WRONG)
        elif not screen.error:
            self._error.hide()

    def _on_text(self, text: str) -> None:
        if not text and self._presenter.state.typed:
            self._presenter.search("")  # emptied by Escape, which asks for no search

    def _part(self, screen: ListScreen) -> QWidget:
        if not screen.is_read:
            return self._reading
        return self.list if screen.rows else self._empty
