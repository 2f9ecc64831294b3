"""Reception behind the whole window: its page, the screen of the citizen, where scans come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.practice_desk import PracticeDesk
    from agent_desk.ui.shell import MainWindow

    ChooseFiles = Callable[[QWidget, str], tuple[Path, ...]]


def reception_page(
    window: MainWindow,
    presenter: ReceptionPresenter,
    choose: ChooseFiles | None,
    practice: PracticeDesk | None,
) -> Page:
    """Build the page; scans come from the system's dialog, or from a scripted citizen."""
    from agent_desk.ui.citizen_display import CitizenDisplay
    from agent_desk.ui.pages.reception.page import ReceptionPage, choose_files

    display = CitizenDisplay(window, window.practice)
    window.covered.connect(display.go_dark)
    files = choose or choose_files
    return ReceptionPage(
        presenter, practice.files(files) if practice is not None else files, display
    )
