"""Binds every key of the desk to one window; what a key does is asked when it is pressed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut

from agent_desk.ui.keys import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class KeyDispatch:
    """Calls ``run`` with the key; holding a key down counts once."""

    def __init__(self, window: QWidget, run: Callable[[Key], None]) -> None:
        self._shortcuts = [
            self._bind(window, sequence, partial(run, key))
            for key in Key
            for sequence in key.sequences
        ]

    @staticmethod
    def _bind(window: QWidget, sequence: str, act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(sequence, window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        return shortcut

    def sequences(self) -> list[str]:
        """Give everything that is bound."""
        from PySide6.QtGui import QKeySequence

        as_written = QKeySequence.SequenceFormat.PortableText
        return [shortcut.key().toString(as_written) for shortcut in self._shortcuts]
