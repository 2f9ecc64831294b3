"""Dossiers: the list, and one dossier over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.dossiers.dossier_view import DossierView
from agent_desk.ui.pages.dossiers.list_view import DossierListView
from agent_desk.ui.pages.dossiers.state import say_main_act

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.pages.dossiers.presenter import DossiersPresenter, DossiersScreen


class DossiersPage(Page):
    """Shows the list; Enter opens a dossier, Esc goes back to the list."""

    def __init__(self, presenter: DossiersPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._dossier = presenter.dossier
        self.list_view = DossierListView(presenter.list)
        self.dossier_view = DossierView(presenter.dossier)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list_view)
        self._stack.addWidget(self.dossier_view)
        self.body.addWidget(self._stack)
        self.dossier_view.left.connect(presenter.show_list)
        self.dossier_view.keys_changed.connect(self.actions_changed)
        presenter.listen(self.render_screen)

    def render_screen(self, screen: DossiersScreen) -> None:
        """Bring the list or the dossier to the front and stand in it."""
        view = self.dossier_view if screen.shows_dossier else self.list_view
        if self._stack.currentWidget() is not view:
            self._stack.setCurrentWidget(view)
            if self.isVisible():
                self._focus_first()
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        """Give what the keys do in the list or in the dossier."""
        find = KeyAction(key=Key.F3, label=tr("Search"), run=self._search)
        if not self._shows_dossier():
            book = KeyAction(key=Key.F8, label=tr("Register"), run=self.list_view.open_register)
            return PageActions(actions=(find, book))
        return PageActions(actions=(*self._dossier_actions(), find))

    def _dossier_actions(self) -> tuple[KeyAction, ...]:
        state, view = self._dossier.state, self.dossier_view
        found = []
        if state.main_act is not None:
            label = say_main_act(state.main_act)
            found.append(KeyAction(key=Key.CTRL_ENTER, label=label, run=view.run_main))
        if state.prints:
            found.append(
                KeyAction(
                    key=Key.F8,
                    label=state.prints[0].label,
                    run=self._dossier.print_first,
                )
            )
        if state.prints:
            look = self._dossier.look_at_papers
            found.append(KeyAction(key=Key.SHIFT_F8, label=tr("Look first"), run=look))
        if state.can_correct:
            correct = self._dossier.correct_return
            found.append(KeyAction(key=Key.F9, label=tr("Correct the return…"), run=correct))
        if state.post:
            send = self._dossier.open_delivery
            found.append(KeyAction(key=Key.F11, label=state.post, run=send))
        found.append(KeyAction(key=Key.ESC, label=tr("All dossiers"), run=view.step_back))
        return tuple(found)

    def panes(self) -> tuple[QWidget, ...]:
        """Give the parts F6 goes through."""
        if not self._shows_dossier():
            return (self.list_view.search, self.list_view.list)
        return (self.dossier_view.timeline, self.dossier_view.prints)

    def on_shown(self) -> None:
        """Read again what is at the front."""
        self.presenter.refresh()
        self._focus_first()

    def _focus_first(self) -> None:
        if self._shows_dossier():
            self.dossier_view.focus_first()
        else:
            self.list_view.list.setFocus()

    def _shows_dossier(self) -> bool:
        return self.presenter.state.shows_dossier

    def _search(self) -> None:
        if self._shows_dossier():
            self.presenter.show_list()
        self.list_view.search.focus()
