"""The papers of a dossier beside the one that is looked at; no window of the system opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.prints.rewording import RewordingCard
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, IconButton, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.page_view import PageView
from agent_desk.ui.widgets.panes import SideAndMain
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.prints.presenter import PapersPresenter
    from agent_desk.ui.pages.prints.state import PapersScreen, Sight
    from agent_desk.ui.rows import Choice

_SIDE_WIDTH = 380


class PapersPage(Page):
    """Choose a paper at the left, look at it at the right, F8 prints it; ``left`` goes back."""

    def __init__(self, presenter: PapersPresenter, left: Callable[[], None]) -> None:
        super().__init__()
        self._presenter = presenter
        self._left = left
        self._screen: PapersScreen | None = None
        self.print = Button(tr("Print"), ButtonKind.PRIMARY, icon="printer", key=Key.F8.cap)
        self._save = Button(tr("Save PDF"), icon="save", key=Key.CTRL_S.cap)
        self.reword = Button(tr("Other words…"), icon="pencil", key=Key.CTRL_P.cap)
        self._back = back_button()
        self._header = PageHeader(
            tr("Printed papers"), "", self._back, self.reword, self._save, self.print
        )
        self._message = Banner("", Tone.GOOD)
        self._message.hide()
        self.offers = RowList(tr("Papers that can be printed"))
        self.history = RowList(tr("Prints so far"))
        self.reasons = ChoiceGroup(tr("Why is it printed again?"))
        self.view = PageView(tr("The paper as it is printed"))
        self._which = Text("", TextStyle.SMALL_STRONG)
        self._asked: tuple[Choice, ...] = ()
        self._is_drawing = False
        self._build()
        self._connect()
        presenter.listen(self.render_screen)

    def _build(self) -> None:
        self._offers_card = Card(tr("What can be printed"), padding=0)
        self._offers_card.add(self.offers, 1)
        self._history_card = Card(tr("Prints so far"), padding=0)
        self._no_history = EmptyState("printer", tr("No paper has been printed yet."))
        self._history_card.add(self._no_history, 1)
        self._history_card.add(self.history, 1)
        self._why = Card(tr("Why is it printed again?"))
        self._why.add(self.reasons)
        self._why.hide()
        self.rewording = RewordingCard()
        side = QWidget()
        stacked = QVBoxLayout(side)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(14)
        stacked.addWidget(self._why)
        stacked.addWidget(self.rewording)
        stacked.addWidget(self._offers_card, 3)
        stacked.addWidget(self._history_card, 2)
        stacked.addStretch(0)
        paper = Card("", padding=0)
        paper.add(self.view, 1)
        paper.add(self._turning())
        self.body.addWidget(self._header)
        self.body.addWidget(self._message)
        self.body.addWidget(SideAndMain(side, paper, side_width=_SIDE_WIDTH), 1)

    def _turning(self) -> QHBoxLayout:
        looking = self._presenter.looking
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 8, 14, 8)
        self._which.stand_beside()
        bar.addWidget(self._which)
        bar.addStretch(1)
        for words, icon, run in (
            (tr("Previous page"), "chevron-left", lambda: looking.turn(-1)),
            (tr("Next page"), "chevron-right", lambda: looking.turn(1)),
            (tr("Smaller"), "minus", lambda: looking.zoom(-1)),
            (tr("Whole page"), "file-text", lambda: looking.zoom(0)),
            (tr("Larger"), "plus", lambda: looking.zoom(1)),
        ):
            button = IconButton(icon, words)
            button.clicked.connect(run)
            bar.addWidget(button)
        return bar

    def _connect(self) -> None:
        presenter, looking = self._presenter, self._presenter.looking
        self.print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        self.reword.clicked.connect(presenter.reword)
        self.rewording.looked.connect(self._on_look)
        self.rewording.taken_back.connect(presenter.use_template)
        self._back.clicked.connect(self._step_back)
        for shown in (self.offers, self.history):
            shown.current_changed.connect(self._on_current)
            shown.acted.connect(self._on_acted)
        self.reasons.chosen.connect(presenter.give_reason)
        self.view.zoomed.connect(looking.zoom)
        self.view.turned.connect(looking.turn)
        self.view.room_changed.connect(looking.fit_into)

    def _on_current(self, key: str) -> None:
        shown = self.sender()
        has_focus = isinstance(shown, RowList) and shown.hasFocus()
        if self._is_drawing or self._asked or self.rewording.isVisible():
            return  # a list that is hidden passes the focus on, which chooses nothing
        if key and has_focus and self._screen is not None and key != self._screen.chosen:
            self._presenter.choose(key)

    def _on_acted(self, key: str) -> None:
        self._presenter.choose(key)
        self._presenter.print()

    def _takes_words(self) -> bool:
        """Hand over what was typed into the blocks; say whether it may stand on paper."""
        if self._screen is None or not self._screen.blocks:
            return True
        return self._presenter.take_words(self.rewording.words())

    def _on_print(self) -> None:
        if self._takes_words():
            self._presenter.print()

    def _on_save(self) -> None:
        if self._takes_words():
            self._presenter.save()

    def _on_look(self) -> None:
        if self._takes_words():
            self._presenter.look_again()

    def _step_back(self) -> None:
        self._takes_words()
        if not self._presenter.step_back():
            self._left()

    # Drawing

    def render_screen(self, screen: PapersScreen) -> None:
        """Draw a state."""
        self._is_drawing = True
        self._draw(screen)
        self._is_drawing = False
        self.actions_changed.emit()

    def _draw(self, screen: PapersScreen) -> None:
        self._screen = screen
        self._header.set_words(screen.title or tr("Printed papers"), "")
        is_asking = bool(screen.reasons or screen.blocks)
        self._offers_card.setVisible(bool(screen.offers) and not is_asking)
        self._history_card.setVisible(not is_asking)
        self.reword.setVisible(screen.can_reword and not screen.blocks)
        self.rewording.setVisible(bool(screen.blocks) and not screen.reasons)
        self.rewording.show_blocks(screen.blocks)
        self.offers.set_rows(screen.offers)
        self.history.set_rows(screen.history)
        self.history.setVisible(bool(screen.history))
        self._no_history.setVisible(not screen.history)
        for shown in (self.offers, self.history):
            if any(row.key == screen.chosen for row in shown.rows()):
                shown.set_current(screen.chosen)
            else:
                shown.setCurrentIndex(QModelIndex())
        self.print.set_label(screen.print_label or tr("Print"))
        self.print.setEnabled(bool(screen.print_label))
        self._draw_why(screen)
        self._draw_sight(screen.sight)
        if screen.message.text:
            self._message.show_message(screen.message.text, screen.message.tone)
        else:
            self._message.hide()

    def _draw_why(self, screen: PapersScreen) -> None:
        if screen.reasons == self._asked:
            return
        self._asked = screen.reasons
        self._why.setVisible(bool(screen.reasons))
        if screen.reasons:
            self.reasons.set_choices(screen.reasons)
            self.reasons.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            shown = self.offers if self.offers.current_key() else self.history
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_sight(self, sight: Sight) -> None:
        words = ""
        if sight.pages:
            words = tr("Page {n} of {all}", n=sight.page + 1, all=sight.pages)
            if sight.percent:
                words = f"{words} · {sight.percent} %"
        self._which.setText(words)
        if sight.picture is None:
            self.view.show_nothing()
        else:
            picture = sight.picture
            self.view.show_picture(picture.rgb, picture.width, picture.height, words)

    # The page

    def key_actions(self) -> PageActions:
        """Give what the keys do now."""
        screen, presenter = self._screen, self._presenter
        found: list[KeyAction] = []
        if screen is not None and screen.print_label:
            found.append(KeyAction(key=Key.F8, label=screen.print_label, run=self._on_print))
            found.append(KeyAction(key=Key.CTRL_S, label=tr("Save PDF"), run=self._on_save))
        if screen is not None and screen.blocks:
            label = self.rewording.look.label()
            found.append(KeyAction(key=Key.CTRL_ENTER, label=label, run=self._on_look))
        elif screen is not None and screen.can_reword:
            label = self.reword.label()
            found.append(KeyAction(key=Key.CTRL_P, label=label, run=presenter.reword))
        found.append(KeyAction(key=Key.ESC, label=tr("Back"), run=self._step_back))
        found.append(KeyAction(key=Key.F5, label=tr("Read again"), run=presenter.refresh))
        return PageActions(actions=tuple(found))

    def panes(self) -> tuple[QWidget, ...]:
        """Give the lists and the paper."""
        return (self.reasons, self.offers, self.history, self.view)

    def on_shown(self) -> None:
        """Stand on the papers."""
        if self._asked:
            self.reasons.setFocus()
        elif self._screen is not None and self._screen.offers:
            self.offers.setFocus()
        else:
            self.view.setFocus()
