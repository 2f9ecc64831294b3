"""What this PC lacks, in plain words, each with its cure."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from agent_desk import qt_needs
from agent_desk.i18n import tr
from agent_desk.ui import pc_check
from agent_desk.ui.pc_check import Finding, Grade, good

if TYPE_CHECKING:
    from agent_desk.paths import DataDir


def examine(data: DataDir) -> tuple[Finding, ...]:
    """Look at everything, worst news included; changes nothing."""
    return (_python(), _qt(), _display(), *pc_check.look(data))


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return good("python", tr("Python {version} runs.", version=version))


def _qt() -> Finding:
    missing = qt_needs.missing_packages(for_window=qt_needs.has_display())
    if missing:
        return Finding(
            name="qt",
            grade=Grade.BAD,
            says=tr("The window cannot be drawn."),
            cure=qt_needs.cure(missing),
        )
    return good("qt", tr("Everything the window needs is here."))


def _display() -> Finding:
    if qt_needs.has_display():
        return good("display", tr("A screen is connected."))
    return Finding(
        name="display",
        grade=Grade.HINT,
        says=tr("No screen is connected to this session."),
        cure=tr(
            "Start Agent Desk from the desktop of the PC; the demo also runs without a screen."
        ),
    )
