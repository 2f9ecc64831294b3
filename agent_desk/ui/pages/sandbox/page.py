"""Before the sandbox: the practices at the left, what the chosen one teaches at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.layout import ScrollPage, clear
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text, strong

if TYPE_CHECKING:
    from agent_desk.domain.scan import Scan
    from agent_desk.ui.pages.sandbox.presenter import SandboxPresenter, SandboxScreen, Sheet

_LEAST_LIST, _LEAST_RESULTS = 220, 180


class SandboxPage(Page):
    """Enter or Ctrl+Enter opens the chosen practice over the whole screen."""

    def __init__(self, presenter: SandboxPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._sheet: Sheet | None = None
        self.list = RowList(tr("Practices"))
        self.results = RowList(tr("How the last learners did"))
        self.start = Button(
            tr("Open for the learner"), ButtonKind.PRIMARY, icon="monitor", key=Key.CTRL_ENTER.cap
        )
        self.forget = Button(tr("Empty the list"), ButtonKind.COMPACT, icon="trash-2")
        self._problem = Banner(" ", Tone.WAITING)
        self._problem.hide()
        self._build()
        self.list.current_changed.connect(presenter.choose)
        self.list.acted.connect(lambda _key: presenter.start())
        self.start.clicked.connect(presenter.start)
        self.forget.clicked.connect(presenter.forget_results)
        presenter.listen(self.render_screen)

    def _build(self) -> None:
        back = back_button()
        back.clicked.connect(self.presenter.leave)
        subtitle = tr(
            "A mock phone and a mock portal with invented people. Wrong turns are safe, there is "
            "no network, and nothing typed is kept."
        )
        self.body.addWidget(PageHeader(tr("Sandbox"), subtitle, back))
        self.body.addWidget(self._problem)
        left = Card(tr("Practices"), padding=0)
        self.list.setMinimumHeight(_LEAST_LIST)
        left.add(self.list, 1)
        self.body.addWidget(
            Panes(
                Pane(widget=left, share=5),
                Pane(widget=self._about_card(), share=5),
                Pane(widget=self._results_card(), share=3),
            ),
            1,
        )

    def _about_card(self) -> Card:
        self._about = Card(" ")
        content = QWidget()
        self._lines = QVBoxLayout(content)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        scroll = ScrollPage(content)
        scroll.setMinimumHeight(_LEAST_LIST)
        self._about.add(self.start)
        self._about.add(scroll, 1)
        return self._about

    def _results_card(self) -> Card:
        self._results_sheet = Card(tr("How the last learners did"))
        words = tr("Only while the program runs, without names; it can be taken into the matrix.")
        self._results_sheet.add(Text(words, TextStyle.SMALL, Tone.NEUTRAL))
        self.results.setMinimumHeight(_LEAST_RESULTS)
        self._results_sheet.add(self.results, 1)
        self._results_sheet.add(self.forget)
        self._results_sheet.hide()
        return self._results_sheet

    def render_screen(self, screen: SandboxScreen) -> None:
        """Draw a state."""
        if screen.rows != self.list.rows():
            self.list.set_rows(screen.rows)
        if screen.chosen and screen.chosen != self.list.current_key():
            self.list.set_current(screen.chosen)
        if screen.sheet is not None and screen.sheet != self._sheet:
            self._sheet = screen.sheet
            self._draw_sheet(screen.sheet)
        self.start.setEnabled(screen.sheet is not None)
        if screen.results != self.results.rows():
            self.results.set_rows(screen.results)
        self._results_sheet.setVisible(bool(screen.results))
        if screen.problem:
            self._problem.show_message(screen.problem, Tone.WAITING)
        self._problem.setVisible(bool(screen.problem))
        self.actions_changed.emit()

    def _draw_sheet(self, sheet: Sheet) -> None:
        clear(self._lines)
        self._about.set_title(f"{sheet.title} · {sheet.minutes}")
        self._lines.addWidget(Text(sheet.aim))
        for heading, lines in (
            (tr("Steps"), sheet.steps),
            (tr("Afterwards the learner can"), tuple(f"• {one}" for one in sheet.learned)),
            (tr("Skills"), tuple(f"• {one}" for one in sheet.skills)),
        ):
            self._lines.addWidget(strong(heading))
            self._lines.addWidget(Text("\n".join(lines)))
        words = tr("Sources: {sources}", sources=sheet.sources)
        self._lines.addWidget(Text(words, TextStyle.SMALL, Tone.NEUTRAL))
        self._lines.addWidget(Text(sheet.checked, TextStyle.SMALL, Tone.NEUTRAL))
        keys = tr("In the practice: F1 hint, F5 next learner, F9 end, Esc back.")
        self._lines.addWidget(Text(keys, TextStyle.SMALL, Tone.NEUTRAL))
        self._lines.addStretch(1)

    # What the shell asks

    def key_actions(self) -> PageActions:
        """Open the practice, or go back."""
        return PageActions(
            actions=(
                KeyAction(
                    key=Key.CTRL_ENTER,
                    label=tr("Open for the learner"),
                    run=self.presenter.start,
                    enabled=self.presenter.state.sheet is not None,
                ),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self.presenter.leave),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """The list, then the button that opens."""
        return (self.list, self.start)

    def take_scan(self, scan: Scan) -> bool:
        """Open nothing while somebody practises: a learner's own card is not for this screen."""
        if not self.presenter.is_playing:
            return False
        self.presenter.turn_scan_away()
        return True

    def on_shown(self) -> None:
        """Read the practices the first time, and stand in the list."""
        self.presenter.refresh()
        self.list.setFocus()
