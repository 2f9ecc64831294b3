"""Reception: the task list, the open part, and the cards of the person and the case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.reception.capture_view import CaptureView
from agent_desk.ui.pages.reception.case_column import CaseColumn
from agent_desk.ui.pages.reception.footer import FooterBar
from agent_desk.ui.pages.reception.page_keys import case_keys, footer_keys, primary_keys
from agent_desk.ui.pages.reception.side_cards import SideCards
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.pages.reception.step_views import StepViews, makers
from agent_desk.ui.pages.reception.trip_strip import TripStrip
from agent_desk.ui.pages.reception.whose_card import WhoseCard
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.cards import Card, Rule
from agent_desk.ui.widgets.case_tabs import Stripe
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import ScrollPage
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.tab_order import put_after
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QResizeEvent

    from agent_desk.domain.scan import Scan
    from agent_desk.ui.citizen_display import CitizenDisplay
    from agent_desk.ui.pages.reception.capture_state import CaptureState
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.pages.reception.sitting import Notice
    from agent_desk.ui.pages.reception.state import CatalogNote, State
    from agent_desk.ui.pages.reception.step_view import StepView

AUTOSAVE_MS = 500
_THREE_FROM = 940
_TWO_FROM = 660
_ANY = 16_777_215


def choose_files(parent: QWidget, title: str) -> tuple[Path, ...]:
    """Ask for scans of one paper with the system's file dialog."""
    kinds = tr("Scans (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)")
    paths, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return tuple(Path(path) for path in paths)


class ReceptionPage(Page):
    """The case before the clerk, and those laid aside.

    ``choose_files`` gives the scans of a paper; ``display`` is the citizen's screen, if any.
    """

    def __init__(
        self,
        presenter: ReceptionPresenter,
        choose_files: Callable[[QWidget, str], tuple[Path, ...]] = choose_files,
        display: CitizenDisplay | None = None,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._display = display
        self.whose_card = WhoseCard(self, presenter)
        self._state: State | None = None
        self._drawn: tuple[str, Step] | None = None
        self._keys: tuple[object, ...] = ()
        self._columns_shown = 3
        self.views = StepViews(makers(presenter, choose_files), self._take_in)
        self._build()
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE_MS)
        self._autosave.timeout.connect(presenter.save)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_moved)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._show_clock)
        if display is not None:
            display.answered.connect(presenter.take_from_citizen)
            display.signed.connect(presenter.take_signature)
            display.went_dark.connect(presenter.screen.clear)
        presenter.listen(self.show_state)
        presenter.papers.capturing.listen(self._show_capture)

    # Building

    def _build(self) -> None:
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self._side = SideCards()
        self._left = self._build_left()
        self._right = ScrollPage(QWidget())
        self._right.setFixedWidth(theme.current().scaled(268))
        self._columns.addWidget(self._left)
        self._center = self._build_center()
        self._columns.addWidget(self._center, 1)
        self._columns.addWidget(self._right)
        self.body.addLayout(self._columns)
        self._capture: CaptureView | None = None
        self._place_side()

    @property
    def capture(self) -> CaptureView:
        """The pages of one paper, made when the first one comes."""
        if self._capture is None:
            self._capture = CaptureView(self._presenter.papers.capturing)
            self.body.addWidget(self._capture, 1)
        return self._capture

    def _is_capturing(self) -> bool:
        return self._capture is not None and self._capture.isVisibleTo(self)

    def make_ahead(self) -> bool:
        return self.views.make_next() or (self._capture is None and self.capture is not None)

    def _take_in(self, step: Step, view: StepView) -> None:
        """Give a part that was made its place, and what stays in sight under it."""
        self._scrolls[step] = ScrollPage(view)
        self._stack.addWidget(self._scrolls[step])
        view.primary_wanted.connect(self._focus_primary)
        view.typed.connect(self._keep_soon)
        put_after(self._scrolls[step], self.footer)
        bar = view.bar()
        if bar is not None:
            bar.hide()
            self._bars[step] = bar
            self._bar_box.addWidget(bar)
            put_after(bar, self.footer)

    def _build_left(self) -> ScrollPage:
        self.column = CaseColumn()
        self.tasks, self.cases = self.column.tasks, self.column.cases
        self.tasks.picked.connect(lambda key: self._presenter.open_step(Step(key)))
        self.cases.picked.connect(self._presenter.take_up)
        scroll = ScrollPage(self.column)
        scroll.setFixedWidth(theme.current().scaled(234))
        return scroll

    def _build_center(self) -> Card:
        self._stripe = Stripe()
        self._stripe.hide()
        self._title = Text("", TextStyle.TITLE)
        self._subtitle = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self._notice = Banner("")
        self._notice.hide()
        self._notice.acted.connect(self._presenter.take_notice)
        self._update = Banner("", Tone.WAITING)
        self._update.hide()
        self._update.acted.connect(self._presenter.updating.move)
        self._stack = QStackedWidget()
        self._scrolls: dict[Step, ScrollPage] = {}
        self.footer = FooterBar()
        self.footer.back.connect(self._presenter.back)
        self.footer.aside.connect(self._presenter.go_aside)
        self.footer.primary.connect(self._act)
        card = Card(padding=20)
        card.body.setSpacing(10)
        self.trip = TripStrip(self._presenter.trips)
        self.trip.changed.connect(self.actions_changed)
        head = (self._stripe, self._title, self._subtitle, self.trip, self._update, self._notice)
        for part in head:
            card.add(part)
        card.add(self._stack, 1)
        card.add(Rule())
        self._bars: dict[Step, QWidget] = {}
        self._bar_box = QVBoxLayout()
        card.body.addLayout(self._bar_box)
        card.add(self.footer)
        return card

    def _place_side(self) -> None:
        """Three columns; two with the cards under the tasks; or all below the open part."""
        if self._right.widget() is self._side:
            self._right.takeWidget()
        if self._columns_shown == 3:
            self._right.setWidget(self._side)
        else:
            self.column.add_below(self._side)
        is_open = self._is_capturing()
        self._right.setVisible(self._columns_shown == 3 and not is_open)
        self._side.show()
        is_stacked = self._columns_shown == 1
        upward = QHBoxLayout.Direction.BottomToTop
        self._columns.setDirection(upward if is_stacked else QHBoxLayout.Direction.LeftToRight)
        self._fit()

    def _fit(self) -> None:
        scaled = theme.current().scaled
        is_stacked = self._columns_shown == 1
        self._right.setFixedWidth(scaled(268))
        self._left.setMinimumWidth(0 if is_stacked else scaled(234))
        self._left.setMaximumWidth(_ANY if is_stacked else scaled(234))
        self._left.setMinimumHeight(scaled(300) if is_stacked else 0)
        self._center.setMinimumHeight(scaled(340) if is_stacked else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, scaled = event.size().width(), theme.current().scaled
        shown = 3 if width >= scaled(_THREE_FROM) else 2 if width >= scaled(_TWO_FROM) else 1
        if shown != self._columns_shown:
            self._columns_shown = shown
            self._place_side()
        else:
            self._fit()

    # Drawing

    def show_state(self, state: State) -> None:
        """Draw a state."""
        self._state = state
        self.column.show_state(state)
        self._stripe.set_number(state.color)
        self._stripe.setVisible(bool(state.cases))
        self._title.setText(state.title)
        self._subtitle.setText(state.subtitle)
        self._subtitle.setVisible(bool(state.subtitle))
        _tell(self._update, state.update)
        self._show_notice(state.notice)
        if self._display is not None:
            self._display.push(state.pushed)
        self._side.show_side(state.side)
        self.footer.show_footer(state.footer)
        view = self.views[state.step]
        view.show_state(state)
        drawn = (state.key, state.step)
        is_other = drawn != self._drawn
        for step, bar in self._bars.items():
            bar.setVisible(step is state.step and not state.is_supplement)
        self._drawn = drawn
        self._stack.setCurrentWidget(self._scrolls[state.step])
        if is_other:
            self._scrolls[state.step].verticalScrollBar().setValue(0)
            view.focus_first()
        self._keep_soon()
        now = (state.undo, state.can_park, state.can_help, bool(state.cases), state.pushed is None)
        keys = (state.step, state.footer, state.can_print, now)
        if keys != self._keys:
            self._keys = keys
            self.actions_changed.emit()
            if state.footer.primary and state.lodge is not None and state.lodge.is_done:
                self._focus_primary()

    def _show_capture(self, state: CaptureState) -> None:
        """Let the pages of a paper take the room of everything else while they are captured."""
        was_open = self._is_capturing()
        if not was_open and not state.is_open:
            return
        for part in (self._left, self._center):
            part.setVisible(not state.is_open)
        self._right.setVisible(not state.is_open and self._columns_shown == 3)
        self.capture.show_state(state)
        if was_open and not state.is_open and self._state is not None:
            self.views[self._state.step].focus_first()
        self.actions_changed.emit()

    def _show_notice(self, notice: Notice | None) -> None:
        if notice is None:
            self._notice.hide()
        elif self._notice.text() != notice.text or not self._notice.isVisible():
            self._notice.show_message(notice.text, notice.tone, notice.action)

    def _keep_soon(self) -> None:
        self._autosave.start()

    def _show_clock(self) -> None:
        self.column.show_clock(tr("{time} at the counter", time=self._presenter.elapsed()))

    def _focus_primary(self) -> None:
        footer = self.footer
        for button in (footer.primary_button, footer.aside_button, footer.back_button):
            if button.isEnabled() and button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        # A scroll area follows Tab only; a part also moves the focus itself.
        if now is not None and self._stack.isAncestorOf(now):
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        focused, scroll = self.focusWidget(), self._stack.currentWidget()
        if isinstance(scroll, ScrollPage) and focused is not None and scroll.isAncestorOf(focused):
            scroll.ensureWidgetVisible(focused, 0, 16)

    def _act(self) -> None:
        if self._state is None or not self._state.footer.is_primary_on:
            return
        if not self.views[self._state.step].act():
            self._presenter.go_on()

    # The page

    def key_actions(self) -> PageActions:
        state = self._state
        if state is None:
            return PageActions()
        if self._is_capturing():
            return PageActions(actions=self.capture.keys())
        save = KeyAction(key=Key.CTRL_S, label=tr("Save"), run=self._presenter.save)
        actions = (
            *primary_keys(state, self._act),
            *self.views[state.step].keys(),
            *footer_keys(state, self._presenter, self._act),
            *case_keys(state, self._presenter, self._push),
            *self.trip.keys(),
            save,
        )
        return PageActions(actions=actions)

    def _push(self) -> None:
        if self._display is not None and self._display.can_show():
            self._presenter.screen.toggle()
        else:
            self._presenter.screen.say_missing()

    def panes(self) -> tuple[QWidget, ...]:
        open_cases = (self.cases,) if self.cases.isVisibleTo(self) else ()
        return (*open_cases, self.tasks, self._stack, self.footer.primary_button)

    def take_scan(self, scan: Scan) -> bool:
        return self.whose_card.take_scan(scan)

    def on_shown(self) -> None:
        self._second.start()
        self._show_clock()
        self._presenter.resume()
        if self._state is not None:
            self.views[self._state.step].focus_first()

    def on_hidden(self) -> None:
        commit_typing()
        self._second.stop()
        self._autosave.stop()
        self._presenter.save()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()


def _tell(banner: Banner, note: CatalogNote | None) -> None:
    if note is None:
        banner.hide()
    elif banner.text() != note.text or not banner.isVisible():
        banner.show_message(note.text, Tone.WAITING, note.action)
