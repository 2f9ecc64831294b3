"""The page of teaching in a window: the keys of a presenter, the notes, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.teaching.page import TeachingPage
from agent_desk.ui.pages.teaching.presenter import TeachingPresenter
from agent_desk.ui.slides.display import SlideDisplay
from tests.support.desks import opened_desk
from tests.ui.pages.desk_window import WrittenDown, an_office
from tests.ui.pages.teaching.test_teaching_presenter import WaysTaken

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_slides_run_by_the_keys_of_a_presenter_alone(
    qtbot: QtBot, desk_app: object, tmp_path: Path
) -> None:
    key = Qt.Key
    with opened_desk(tmp_path) as t:
        window = QWidget()
        qtbot.addWidget(window)
        display = SlideDisplay(window)
        jobs, navigator, ways = InlineJobs(), WrittenDown(), WaysTaken()
        presenter = TeachingPresenter(an_office(t), jobs, navigator, display, ways)
        page = TeachingPage(presenter, display)
        qtbot.addWidget(page)
        page.resize(1280, 680)
        page.show()
        QTest.qWaitForWindowActive(page)
        page.on_shown()
        QTest.keyClick(page.topics, key.Key_Down)
        QTest.keyClick(page.topics, key.Key_Return)
        assert page.focusWidget() is page.console.stage
        seen = []
        for pressed in (key.Key_PageDown, key.Key_Right, key.Key_Left, key.Key_End, key.Key_Home):
            QTest.keyClick(page.console.stage, pressed)
            assert presenter.state.show is not None
            seen.append(presenter.state.show.index)
        assert seen == [1, 2, 1, 8, 0]
        QTest.keyClick(page.console.stage, key.Key_B)
        assert page.console.stage.is_black
        presenter.end()
        assert page.focusWidget() is page.topics
        assert page.topics.current_key() == "vneid"
