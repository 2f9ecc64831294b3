"""The page before the sandbox: what can be practised, how it went, and no scan in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk.catalog.sandbox import Sandbox
from agent_desk.catalog.spec import PackProblem
from agent_desk.domain.sandbox import SandboxOutcome, Scenario
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.sandbox import presenter as pages
from agent_desk.ui.pages.sandbox.page import SandboxPage
from agent_desk.ui.pages.sandbox.presenter import SandboxPresenter
from agent_desk.ui.sandbox_desk import SandboxDesk
from tests.support.desks import opened_desk
from tests.ui.pages.desk_window import WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.ui.office import Office

ALONE = SandboxOutcome(scenario="vneid", skill_codes=("2.6",), helped=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened_desk(tmp_path_factory.mktemp("sandbox")) as t:
        yield an_office(t)


def a_presenter(office: Office, opened: list[Scenario] | None = None) -> SandboxPresenter:
    played: list[Scenario] = [] if opened is None else opened
    presenter = SandboxPresenter(office, InlineJobs(), WrittenDown(), played.append)
    presenter.refresh()
    return presenter


def test_all_practices_are_offered_in_the_order_they_are_taught(office: Office) -> None:
    state = a_presenter(office).state
    assert len(state.rows) == 8
    assert state.chosen == "phone_basics"
    assert state.sheet is not None
    assert len(state.sheet.steps) == 5
    assert state.sheet.skills
    assert state.problem == ""


def test_a_topic_asked_for_before_the_files_were_read_is_chosen(office: Office) -> None:
    presenter = SandboxPresenter(office, InlineJobs(), WrittenDown(), lambda _one: None)
    presenter.begin("look_up", None, "teaching")
    presenter.refresh()
    assert presenter.state.chosen == "look_up"
    presenter.leave()
    assert presenter._navigator.pages == ["teaching"]  # type: ignore[attr-defined]


def test_opening_twice_opens_once(office: Office) -> None:
    opened: list[Scenario] = []
    presenter = a_presenter(office, opened)
    presenter.start()
    presenter.start()
    assert [one.topic for one in opened] == ["phone_basics"]
    presenter.take_end()
    presenter.start()
    assert len(opened) == 2


def test_an_outcome_is_suggested_further_and_names_nobody(office: Office) -> None:
    suggested: list[SandboxOutcome] = []
    presenter = a_presenter(office)
    presenter.begin("vneid", suggested.append, "training")
    presenter.take_outcome(ALONE)
    assert suggested == [ALONE]
    (row,) = presenter.state.results
    assert row.title == next(one.title for one in presenter.state.rows if one.key == "vneid")
    presenter.forget_results()
    assert presenter.state.results == ()


def test_a_broken_file_is_named_and_the_page_stays_usable(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = PackProblem(file="vneid.json", line=3, reason="screens[0]: broken")
    monkeypatch.setattr(pages, "load_sandbox", lambda: Sandbox(scenarios=(), problems=(problem,)))
    presenter = a_presenter(office)
    assert "vneid.json" in presenter.state.problem
    assert presenter.state.rows == ()
    presenter.start()
    assert not presenter.is_playing


def test_the_practice_covers_the_desk_and_takes_no_scan(
    qtbot: QtBot, desk_app: QApplication, office: Office
) -> None:
    nav = WrittenDown()
    placeholder = SandboxPage(a_presenter(office))
    window = a_window({"today": placeholder})
    qtbot.addWidget(window)
    desk = SandboxDesk(window, office, InlineJobs(), nav)
    page = desk.page()
    assert isinstance(page, SandboxPage)
    page.on_shown()
    assert not page.take_scan(None)  # type: ignore[arg-type]
    desk.presenter.start()
    assert desk.window is not None
    assert desk.window.isFullScreen()
    assert page.take_scan(None)  # type: ignore[arg-type]
    assert len(nav.said) == 1
    QTest.qWaitForWindowActive(desk.window)
    QTest.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_F9)
    assert desk.window is None
    assert not desk.presenter.is_playing
    page.deleteLater()


def test_closing_the_desk_closes_the_practice(
    qtbot: QtBot, desk_app: QApplication, office: Office, tmp_path: Path
) -> None:
    window = a_window({"today": SandboxPage(a_presenter(office))})
    qtbot.addWidget(window)
    desk = SandboxDesk(window, office, InlineJobs(), WrittenDown())
    desk.presenter.refresh()
    desk.presenter.start()
    window.close()
    assert desk.window is None
