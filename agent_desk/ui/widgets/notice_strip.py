"""Lines under the top bar that stay while something is so; none of them stops the clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.messages import Banner, announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.ui.rows import Notice


class NoticeStrip(QWidget):
    """Shows notices, the gravest first; a new one is spoken once.

    One that is closed stays away until its words change. What somebody put stands beside what was
    set, until it is taken away. Signals: ``acted(key)``.
    """

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._notices: tuple[Notice, ...] = ()
        self._given: tuple[Notice, ...] = ()
        self._put: dict[str, Notice] = {}
        self._closed: set[str] = set()
        self._banners: dict[str, Banner] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 12, 20, 0)
        self._layout.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def notices(self) -> tuple[Notice, ...]:
        """Give what is shown."""
        return tuple(notice for notice in self._notices if notice.key in self._banners)

    def set_notices(self, notices: Sequence[Notice]) -> None:
        """Show these; nothing moves when they are the same as before."""
        self._given = tuple(notices)
        self._show()

    def put(self, notice: Notice) -> None:
        """Show one more line, whatever is set otherwise."""
        self._put[notice.key] = notice
        self._show()

    def take_away(self, key: str) -> None:
        """Show a line no more that was put."""
        self._put.pop(key, None)
        self._show()

    def _show(self) -> None:
        notices = (*self._given, *self._put.values())
        if notices == self._notices:
            return
        old = {notice.key: notice.text for notice in self._notices}
        self._closed = {
            notice.key
            for notice in notices
            if notice.key in self._closed and old.get(notice.key) == notice.text
        }
        self._notices = notices
        clear(self._layout)
        self._banners = {}
        for notice in notices:
            if notice.key in self._closed:
                continue
            self._add(notice)
            if notice.key not in old:
                announce(self, notice.text, urgent=notice.tone is Tone.WRONG)
        self.setVisible(bool(self._banners))

    def _add(self, notice: Notice) -> None:
        banner = Banner(notice.text, notice.tone, notice.action, can_dismiss=True)
        banner.acted.connect(lambda key=notice.key: self.acted.emit(key))
        banner.dismissed.connect(lambda key=notice.key: self.close_notice(key))
        self._banners[notice.key] = banner
        self._layout.addWidget(banner)

    def close_notice(self, key: str) -> None:
        """Put a line away until it says something else."""
        self._closed.add(key)
        banner = self._banners.pop(key, None)
        if banner is not None:
            banner.hide()
        self.setVisible(bool(self._banners))
