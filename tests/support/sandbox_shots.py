"""Every screen of every practice as a picture: plain, explained, hinted, and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from agent_desk.catalog.sandbox import load_sandbox
from agent_desk.domain.sandbox import DONE
from agent_desk.domain.sandbox_play import Play
from agent_desk.ui.sandbox.window import SandboxWindow
from tests.support import spoken
from tests.support.geometry import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.domain.sandbox import Scenario


def plays(scenario: Scenario) -> Iterator[tuple[str, Play]]:
    """Give every screen; the first wrong turn of the first screen, a hint, and the end too."""
    for screen in scenario.screens:
        yield screen.id, Play(scenario=scenario, at=screen.id)
    first = scenario.screens[0]
    yield "hinted", Play(scenario=scenario, at=first.id, is_hinted=True, hints=1)
    longest = max(
        (one for screen in scenario.screens for one in screen.elements if one.wrong),
        key=lambda one: len(one.wrong),
    )
    yield "explained", Play(scenario=scenario, at=first.id, said=longest.wrong, turns=1)
    yield DONE, Play(scenario=scenario, at=DONE)


def put(window: SandboxWindow, at: Play) -> None:
    """Show a window at one place, as if a learner had come there."""
    window.session.play = at
    window._drawn = None
    window._show(at)
    for _ in range(3):
        QApplication.processEvents()


def write_sandbox(folder: Path, only: str = "") -> list[str]:
    """Write a picture of every place into a folder; give what does not fit or has no name."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, scenario in enumerate(load_sandbox().scenarios, 1):
        window = SandboxWindow(scenario)
        window.show()
        for place, (name, at) in enumerate(plays(scenario), 1):
            title = f"{number}-{scenario.topic}-{place:02}-{name}"
            if only in title:
                put(window, at)
                found += [f"{title}: {one}" for one in (*faults(window), *spoken.faults(window))]
                window.grab().save(str(folder / f"{title}.png"))
        window.close()
        window.deleteLater()
    return found
