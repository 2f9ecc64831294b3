"""What every part of the center card is: it draws its part of the state and takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.ui.widgets.choices import ChoiceButton
from agent_desk.ui.widgets.layout import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.ui.keys import KeyAction
    from agent_desk.ui.pages.reception.state import State
    from agent_desk.ui.widgets.choices import ChoiceGroup
    from agent_desk.ui.widgets.text import Text


class StepView(QWidget):
    """One part of the case.

    Signals: ``primary_wanted`` when the next key should press the primary button;
    ``typed`` after each edit, so that it is saved soon.
    """

    primary_wanted = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(2, 2, 8, 2)
        self.box.setSpacing(12)

    def show_state(self, state: State) -> None:
        """Draw the part of the state that belongs here."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus where the next input is."""

    def bar(self) -> QWidget | None:
        """Give what stays in sight under the part while it scrolls, if anything."""
        return None

    def act(self) -> bool:
        """Do what the primary button means here; False leaves it to the presenter."""
        return False

    def keys(self) -> tuple[KeyAction, ...]:
        """Give what keys do in this part."""
        return ()


def focus_new(group: ChoiceGroup) -> None:
    """Put the focus on answers made just now; what is not shown yet cannot take it."""
    for button in group.findChildren(ChoiceButton):
        button.show()
    group.setFocus(Qt.FocusReason.OtherFocusReason)


class TextLines(QWidget):
    """Lines of text, one below the other; none takes no room."""

    def __init__(self, spacing: int = 4) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(spacing)
        self.hide()

    def set_lines(self, lines: Sequence[Text], words: tuple[str, ...]) -> None:
        """Show these lines; the same words as before are left as they are."""
        if words == self._lines:
            return
        self._lines = words
        clear(self._layout)
        for line in lines:
            self._layout.addWidget(line)
        self.setVisible(bool(lines))
