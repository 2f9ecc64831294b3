"""The main window: rail, top bar, pages made when first opened, key bar, toasts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from agent_desk.i18n import tr
from agent_desk.ui import icons, theme
from agent_desk.ui.key_dispatch import KeyDispatch
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.tokens import Tone
from agent_desk.ui.top_bar import TopBar
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.key_bar import KeyBar, KeyHint
from agent_desk.ui.widgets.messages import Toast
from agent_desk.ui.widgets.notice_strip import NoticeStrip
from agent_desk.ui.widgets.practice_frame import PracticeFrame
from agent_desk.ui.widgets.rail import Rail, RailEntry

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from agent_desk.ui.page import Page, PageSpec, WindowSpec
    from agent_desk.ui.widgets.search_box import SearchBox

_LEAST = QSize(900, 460)
"""A screen of 1366x768 at 150 % of the system, less the task bar."""
_DESIGNED = QSize(1366, 768)


class _Ground(QWidget):
    """The ground under the pages."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.current().colors.ground))


class MainWindow(QMainWindow):
    """The desk's window.

    Signals: ``page_opened(key)``, ``covered`` when it is locked, ``connection_told(words)``,
    ``closing`` before it goes.
    """

    page_opened = Signal(str)
    covered = Signal()
    connection_told = Signal(str)
    closing = Signal()

    def __init__(self, spec: WindowSpec) -> None:
        super().__init__()
        self._spec = spec
        self._specs: dict[str, PageSpec] = {page.key: page for page in spec.pages}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._global_actions = spec.global_actions
        self._focus_before: QWidget | None = None
        self.setWindowTitle(self._titled(spec.product))
        self.setMinimumSize(_LEAST)
        self.resize(_DESIGNED)
        self._build()
        self._keys = KeyDispatch(self, self._run_key)
        self._bar.pressed.connect(lambda name: self._run_key(Key[name]))
        self._rail.picked.connect(self.open_page)
        self._top.connection.clicked.connect(self._on_connection_clicked)
        self._top.connection.state_told.connect(self.connection_told)
        # The icon of the window is not seen in the first frame.
        QTimer.singleShot(0, self._set_icon)

    def _build(self) -> None:
        spec = self._spec
        self._frame = PracticeFrame(spec.practice)
        entries = tuple(
            RailEntry(key=p.key, icon=p.icon, title=p.title, at_bottom=p.at_bottom)
            for p in spec.pages
            if p.in_rail
        )
        self._rail = Rail(tr("Pages"), spec.letters, entries)
        self._top = TopBar(spec.search_placeholder)
        self._top.set_clerk(spec.clerk, spec.place)
        self.notices = NoticeStrip()
        self._is_covered = False
        self._stack = QStackedWidget()
        self._bar = KeyBar(tr("Keys that work now"))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        ground = _Ground()
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.notices)
        inner.addWidget(self._stack, 1)
        right.addWidget(self._top)
        right.addWidget(ground, 1)
        right.addWidget(self._bar)
        self._right = right
        whole = QHBoxLayout(self._frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._rail)
        whole.addLayout(right, 1)
        self._whole = whole
        self.setCentralWidget(self._frame)
        self._toast = Toast(self._frame)
        self._toast.stay_right_of(self._rail)
        # Tab goes through the page first, then search, connection, rail: the clerk's order.
        self.setTabOrder(self._stack, self._top)
        self.setTabOrder(self._top, self._rail)

    def _set_icon(self) -> None:
        self.setWindowIcon(icons.icon("building-2", theme.current().colors.brand))

    def _titled(self, title: str) -> str:
        return f"{self.practice} · {title}" if self.practice else title

    # What pages and the composition root use

    @property
    def practice(self) -> str:
        """The word of the green frame; empty at a real desk."""
        return self._spec.practice

    @property
    def search(self) -> SearchBox:
        """The search box of the top bar."""
        return self._top.search

    def open_page(self, key: str) -> Page:
        """Bring a page to the front, made now if it never was. Raises: KeyError if unknown."""
        commit_typing()
        page = self.page(key)
        if key != self._current:
            previous = self._pages.get(self._current)
            self._current = key
            if previous is not None:
                previous.on_hidden()
            self._stack.setCurrentWidget(page)
        self._rail.set_current(self._in_rail(key))
        self.setWindowTitle(self._titled(f"{self._specs[key].title} · {self._spec.product}"))
        page.on_shown()
        self._focus_page(page)
        self.refresh_keys()
        self.page_opened.emit(key)
        return page

    def page(self, key: str) -> Page:
        """Give a page, made now if it never was. Raises: KeyError if unknown."""
        if key not in self._pages:
            page = self._specs[key].factory()
            page.setAccessibleName(self._specs[key].title)
            page.actions_changed.connect(self.refresh_keys)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def has_page(self, key: str) -> bool:
        """Say whether there is such a page."""
        return key in self._specs

    def put_beside_pages(self, widget: QWidget) -> None:
        """Put a column at the right of everything, such as who practices with the clerk."""
        self._whole.addWidget(widget)
        self._toast.stay_left_of(widget)

    def put_above_keys(self, widget: QWidget) -> None:
        """Put a line above the key bar, such as the step of a tour."""
        self._right.insertWidget(self._right.indexOf(self._bar), widget)

    def listed_pages(self) -> tuple[tuple[str, str, str], ...]:
        """Give key, icon and title of every page that can be opened by itself."""
        return tuple(
            (page.key, page.icon, page.title) for page in self._spec.pages if page.is_listed
        )

    def current_key(self) -> str:
        """Give the key of the page at the front; empty before the first."""
        return self._current

    def set_global_actions(self, actions: PageActions) -> None:
        """Say what keys do on every page that has no action of its own for them."""
        self._global_actions = actions
        self.refresh_keys()

    def add_global_action(self, action: KeyAction) -> None:
        """Let one more key do something on every page that has nothing of its own for it."""
        known = self._global_actions.actions
        self.set_global_actions(PageActions(actions=(*known, action)))

    @property
    def is_covered(self) -> bool:
        """Say whether the window is covered: no key and no click reaches it."""
        return self._is_covered

    def set_covered(self, *, is_covered: bool) -> None:
        """Take no keys and clicks while something covers the window, then go on where it was."""
        if is_covered:
            commit_typing()
            self._focus_before = self.focusWidget()
        self._is_covered = is_covered
        self._frame.setEnabled(not is_covered)
        if is_covered:
            self.covered.emit()
        if not is_covered and self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_before = None

    def set_badge(self, key: str, number: int) -> None:
        """Show a number at a page of the rail; 0 shows none."""
        self._rail.set_badge(key, number)

    def set_clerk(self, clerk: str, place: str) -> None:
        """Show who sits at which desk."""
        self._top.set_clerk(clerk, place)

    def set_connection(self, text: str, *, is_online: bool, tone: Tone | None = None) -> None:
        """Show the state of the connection and what waits."""
        self._top.connection.show_state(text, is_online=is_online, tone=tone)

    @property
    def connection_words(self) -> str:
        """What the top bar says of the connection; empty before anybody knows."""
        return self._top.connection.accessibleName()

    def come_forward(self) -> None:
        """Come to the front, whatever was done to the window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_toast(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Say something short over the page; screen readers hear it."""
        self._toast.show_message(tr("Practice: {text}", text=text) if self.practice else text, tone)

    @property
    def toast(self) -> Toast:
        """The toast, for messages with a button."""
        return self._toast

    def set_alone(self, *, is_alone: bool) -> None:
        """Hide rail and top bar, as during set-up, or show them again."""
        self._rail.setVisible(not is_alone)
        self._top.setVisible(not is_alone)

    def key_actions(self) -> PageActions:
        """Give what every key does now."""
        page = self._pages.get(self._current)
        mine = page.key_actions() if page is not None else PageActions()
        return mine.over(self._global_actions).over(self._own_actions())

    def refresh_keys(self) -> None:
        """Read the actions again and redraw the key bar."""
        hints = [
            KeyHint(key=a.key.name, cap=a.key.cap, label=a.label, enabled=a.enabled)
            for a in self.key_actions().actions
        ]
        self._bar.set_hints(hints)

    def dispose(self) -> None:
        """Close and delete the window with all pages now; to be called before QApplication goes.

        Widgets that Python's collector finds after QApplication is gone crash the interpreter.
        """
        self.close()
        self._pages.clear()
        self.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Keys

    def _own_actions(self) -> PageActions:
        own = (
            KeyAction(key=Key.F3, label=tr("Search"), run=self._focus_search),
            KeyAction(key=Key.F6, label=tr("Next pane"), run=self._focus_next_pane),
            KeyAction(key=Key.CTRL_K, label=tr("Find anything"), run=self._focus_search),
            *self._pane_actions(),
        )
        return PageActions(actions=own if self._top.isVisibleTo(self) else own[1:])

    def _pane_actions(self) -> tuple[KeyAction, ...]:
        return tuple(
            KeyAction(
                key=key,
                label=tr("Pane {n}", n=number + 1),
                run=partial(self._focus_pane, number),
            )
            for number, key in enumerate(Key.panes())
        )

    def _focus_pane(self, number: int) -> None:
        page = self._pages.get(self._current)
        panes = [pane for pane in (page.panes() if page is not None else ()) if pane.isVisible()]
        if number < len(panes):
            panes[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _run_key(self, key: Key) -> None:
        if self._is_covered:
            return
        commit_typing()
        action = self.key_actions().of(key)
        if action is not None and action.enabled:
            action.run()

    def _focus_search(self) -> None:
        self._top.search.focus()

    def _focus_next_pane(self) -> None:
        page = self._pages.get(self._current)
        panes = [*(page.panes() if page is not None else ()), self._rail_button()]
        panes = [p for p in panes if p.isVisible()]
        focused = self.focusWidget()
        inside = [
            n for n, p in enumerate(panes) if focused is not None and (
                p is focused or p.isAncestorOf(focused) or p.focusProxy() is focused
            )
        ]  # fmt: skip
        if panes:
            following = panes[(inside[0] + 1) % len(panes) if inside else 0]
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_page(self, page: Page) -> None:
        focused = self.focusWidget()
        if focused is not None and page.isAncestorOf(focused):
            return
        first = next(iter(page.panes()), self._top.search.line)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rail_button(self) -> QWidget:
        entry = self._in_rail(self._current) if self._current else ""
        return self._rail.button(entry) if entry else self._rail

    def _in_rail(self, key: str) -> str:
        """Give the entry of the rail that a page stands under, or an empty text."""
        spec = self._specs[key]
        return key if spec.in_rail else spec.parent

    def _on_connection_clicked(self) -> None:
        if self._spec.sync_page:
            self.open_page(self._spec.sync_page)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            # Composed text is lost when a window loses the focus (ibus and fcitx alike).
            commit_typing()

    def closeEvent(self, event: QCloseEvent) -> None:
        commit_typing()
        page = self._pages.get(self._current)
        if page is not None:
            page.on_hidden()
        self.closing.emit()
        super().closeEvent(event)
