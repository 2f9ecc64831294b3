"""The keys of the desk and what a page does on them; nothing here binds a reserved key.

Reserved, never bound: single letters (a keyboard program rewrites them), Ctrl+Shift, Alt+Z,
Alt+Shift, Ctrl+Space, Alt+digits, F10, Ctrl+B/I/J/M/] (scanners send them).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Key(Enum):
    """Every key a page may use: what is drawn on the cap, and the Qt sequences."""

    F1 = ("F1", ("F1",))
    F2 = ("F2", ("F2",))
    F3 = ("F3", ("F3",))
    F4 = ("F4", ("F4",))
    F5 = ("F5", ("F5",))
    F6 = ("F6", ("F6",))
    F7 = ("F7", ("F7",))
    F8 = ("F8", ("F8",))
    SHIFT_F8 = ("Shift F8", ("Shift+F8",))
    F9 = ("F9", ("F9",))
    F11 = ("F11", ("F11",))
    F12 = ("F12", ("F12",))
    CTRL_D = ("Ctrl D", ("Ctrl+D",))
    CTRL_ENTER = ("Ctrl ⏎", ("Ctrl+Return", "Ctrl+Enter"))
    CTRL_K = ("Ctrl K", ("Ctrl+K",))
    CTRL_L = ("Ctrl L", ("Ctrl+L",))
    CTRL_P = ("Ctrl P", ("Ctrl+P",))
    CTRL_S = ("Ctrl S", ("Ctrl+S",))
    CTRL_TAB = ("Ctrl Tab", ("Ctrl+Tab",))
    CTRL_Y = ("Ctrl Y", ("Ctrl+Y",))
    CTRL_Z = ("Ctrl Z", ("Ctrl+Z",))
    ESC = ("Esc", ("Esc",))
    PANE_1 = ("Ctrl 1", ("Ctrl+1",))
    PANE_2 = ("Ctrl 2", ("Ctrl+2",))
    PANE_3 = ("Ctrl 3", ("Ctrl+3",))
    PANE_4 = ("Ctrl 4", ("Ctrl+4",))
    PANE_5 = ("Ctrl 5", ("Ctrl+5",))
    ANSWER_1 = ("Ctrl 6", ("Ctrl+6",))
    ANSWER_2 = ("Ctrl 7", ("Ctrl+7",))
    ANSWER_3 = ("Ctrl 8", ("Ctrl+8",))
    ANSWER_4 = ("Ctrl 9", ("Ctrl+9",))

    @property
    def cap(self) -> str:
        """What is drawn on the key cap."""
        cap: str = self.value[0]
        return cap

    @property
    def sequences(self) -> tuple[str, ...]:
        """The Qt key sequences, keypad twin included."""
        sequences: tuple[str, ...] = self.value[1]
        return sequences

    @classmethod
    def panes(cls) -> tuple[Key, ...]:
        """Give the keys of the panes, first pane first."""
        return (cls.PANE_1, cls.PANE_2, cls.PANE_3, cls.PANE_4, cls.PANE_5)

    @classmethod
    def answers(cls) -> tuple[Key, ...]:
        """Give the keys that answer a question asked in passing, from wherever the focus is."""
        return (cls.ANSWER_1, cls.ANSWER_2, cls.ANSWER_3, cls.ANSWER_4)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAction:
    """One key, the word for what it does, and the act."""

    key: Key
    label: str
    run: Callable[[], None]
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PageActions:
    """What the keys do on a page, most used first; the bar shows the first six."""

    actions: tuple[KeyAction, ...] = ()

    def of(self, key: Key) -> KeyAction | None:
        """Give the action of a key, None if the page has none."""
        return next((a for a in self.actions if a.key is key), None)

    def over(self, below: PageActions) -> PageActions:
        """Join with actions that hold everywhere; on the same key these win."""
        mine = {a.key for a in self.actions}
        rest = tuple(a for a in below.actions if a.key not in mine)
        return PageActions(actions=self.actions + rest)
