"""Who takes a result signs for it on the citizen's window, with a finger or a pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction

if TYPE_CHECKING:
    from agent_desk.domain.signature import SignedText
    from agent_desk.ui.citizen_display import CitizenDisplay
    from agent_desk.ui.pages.results.giving import Giving
    from agent_desk.ui.pages.results.return_view import ReturnView


class SignsThere(QObject):
    """Shows the words of one return on the citizen's window and brings the strokes back.

    Signals: ``changed`` when the window began or ended to show them.
    """

    changed = Signal()

    def __init__(self, giving: Giving, view: ReturnView, display: CitizenDisplay) -> None:
        super().__init__(view)
        self._giving, self._view, self._display = giving, view, display
        self._pushes = 0
        self.is_shown = False
        display.signed.connect(self._take)
        display.went_dark.connect(self.end)
        view.given.connect(lambda _typed: self.end())
        view.later.connect(self.end)

    def action(self) -> KeyAction:
        """Give the key that asks for the signature, or blanks the window."""
        words = tr("Blank the citizen's screen") if self.is_shown else tr("Sign over there")
        return KeyAction(key=Key.F11, label=words, run=self.toggle)

    def toggle(self) -> None:
        """Ask for the signature under what stands in the form now, or blank the window."""
        if self.is_shown:
            self.end()
            return
        if not self._display.can_show():
            self._giving.say_no_screen()
            return
        pushed = self._giving.to_sign(self._view.typed(), self._pushes + 1)
        if pushed is not None:
            self._pushes += 1
            self._display.push(pushed)
            self._show(is_shown=True)

    def end(self) -> None:
        """Blank the window and leave its screen to others."""
        if self.is_shown:
            self._display.hide()
            self._show(is_shown=False)

    def _take(self, signed: SignedText) -> None:
        self._view.take_signature(signed)
        self.end()

    def _show(self, *, is_shown: bool) -> None:
        self.is_shown = is_shown
        self.changed.emit()
