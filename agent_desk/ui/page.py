"""What the shell asks of a page, and the values that describe one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.ui.keys import PageActions
from agent_desk.ui.widgets.layout import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.scan import Scan


class Page(QWidget):
    """The base of every page; put things into ``body``, whose margins are those of the house.

    A page that is taller than the window, as at large text, scrolls.
    Signals: ``actions_changed`` when ``key_actions()`` would give something else than before.
    """

    actions_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(20, 20, 20, 20)
        self.body.setSpacing(16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(content))

    def key_actions(self) -> PageActions:
        """Give what the keys do now; the shell asks again after ``actions_changed``."""
        return PageActions()

    def panes(self) -> tuple[QWidget, ...]:
        """Give the parts that F6 goes through; each must take the focus or have a focus proxy."""
        return ()

    def take_scan(self, scan: Scan) -> bool:
        """Take what was scanned while this page is at the front; False lets it go its usual way.

        Called for every scan, whatever has the focus, and before anything else opens. Answer at
        once: what needs the store is asked in a lane.
        """
        return False

    def make_ahead(self) -> bool:
        """Make one part that is not shown yet, in a quiet moment; False if nothing is left to make.

        Takes no longer than a frame or two: the clerk may press a key at any time.
        """
        return False

    def on_shown(self) -> None:
        """Read fresh data and set the focus; called each time the page comes to the front."""

    def on_hidden(self) -> None:
        """Save drafts and stop timers; called each time the page leaves the front."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page of the rail; ``factory`` runs when the page is opened for the first time.

    ``is_listed``: the palette offers it. ``parent``: a page that is not in the rail stands under
    this entry of it.
    """

    key: str
    icon: str
    title: str
    factory: Callable[[], Page]
    at_bottom: bool = False
    in_rail: bool = True
    is_listed: bool = True
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSpec:
    """The words and pages of a window; ``practice`` is the text of the green frame, or empty."""

    product: str
    letters: str
    pages: tuple[PageSpec, ...]
    search_placeholder: str
    clerk: str = ""
    place: str = ""
    practice: str = ""
    sync_page: str = ""
    global_actions: PageActions = PageActions()
