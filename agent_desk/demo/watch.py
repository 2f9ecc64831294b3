"""Looks over the clerk's shoulder: other windows, English words on the screen, bugs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.crash import CrashHandler, report_of
from agent_desk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.demo.report import Report

_ENGLISH = re.compile(
    r"\b(the|is|are|was|this|with|not|nothing|and|for|from|your)\b", re.IGNORECASE
)
"""Words that no Vietnamese sentence has."""
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


@dataclass(slots=True)
class Watch:
    """What was seen that should not be; each thing once."""

    windows: set[str] = field(default_factory=set)
    english: set[str] = field(default_factory=set)
    bugs: list[str] = field(default_factory=list)

    def look(self, window: QWidget) -> None:
        """Look at everything that can be seen now."""
        for other in QApplication.topLevelWidgets():
            is_passing = other.windowType() in _PASSING
            if other is not window and other.isVisible() and not is_passing:
                self.windows.add(f"{type(other).__name__} “{other.windowTitle()}”")
        if _is_vietnamese():
            self.english |= {text for text in _texts(window) if _is_english(text)}

    def tell(self, report: Report) -> None:
        """Note what was seen as checks."""
        for name, seen in (
            ("no_bug_came_up", self.bugs),
            ("no_window_but_the_desk_was_opened", sorted(self.windows)),
            ("every_word_on_the_screen_is_vietnamese", sorted(self.english)),
        ):
            report.check(name, " | ".join(seen), ok=not seen)


class BugCatcher(CrashHandler):
    """Ends the story at a bug instead of asking nobody to read a dialog."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        super().__init__(folder)
        self._watch = watch

    def take(self, error: BaseException) -> None:
        """Remember a bug; the next wait of the driver gives up."""
        self._watch.bugs.append(report_of(error))


def _is_vietnamese() -> bool:
    return (os.environ.get("AGENT_DESK_LANGUAGE") or "vi") == "vi"


def _texts(window: QWidget) -> set[str]:
    found = {window.windowTitle()}
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, Button):
            found.add(widget.label())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return {text.strip() for text in found} - {""}


def _is_english(text: str) -> bool:
    """Say whether a text is one of the program's own in English, or sounds like it."""
    return tr(text) != text or bool(_ENGLISH.search(text))
