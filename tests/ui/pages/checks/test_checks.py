"""The check of the PC in the window: worst first, a report to copy, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.errors import StoreUnusable
from agent_desk.ui import pc_check
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.checks.page import ChecksPage
from agent_desk.ui.pages.checks.presenter import ChecksPresenter
from agent_desk.ui.pc_check import Finding, Grade
from agent_desk.ui.tokens import Tone
from tests.support import desks
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.support.desks import TestDesk

FOUND = (
    Finding(name="disk", grade=Grade.GOOD, says="80 GB are free."),
    Finding(name="key", grade=Grade.HINT, says="The key lies in a file.", cure="Nothing to do."),
    Finding(name="printer_slip", grade=Grade.BAD, says="Laser: out of paper", cure="Put some in."),
)


@pytest.fixture(scope="module")
def t(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with desks.opened_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def a_presenter(t: TestDesk, monkeypatch: pytest.MonkeyPatch, found=FOUND):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(pc_check, "look", lambda _data: found)
    navigator = WrittenDown()
    return ChecksPresenter(an_office(t), InlineJobs(), navigator), navigator


def test_the_worst_stands_first_with_its_cure(t: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    presenter, _ = a_presenter(t, monkeypatch)
    presenter.look()
    assert [row.key for row in presenter.state.rows] == ["printer_slip", "key", "disk"]
    assert presenter.state.rows[0].subtitle == "Put some in."
    assert presenter.state.tone is Tone.WRONG
    assert "1" in presenter.state.summary


def test_a_pc_in_order_says_so(t: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    presenter, _ = a_presenter(t, monkeypatch, FOUND[:2])
    presenter.look()
    assert presenter.state.tone is Tone.GOOD


def test_a_check_that_fails_says_why_and_can_be_asked_again(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter, navigator = a_presenter(t, monkeypatch)

    def broken(_data: object) -> tuple[Finding, ...]:
        raise StoreUnusable("disk is gone")

    monkeypatch.setattr(pc_check, "look", broken)
    presenter.look()
    assert any("disk is gone" in said for said in navigator.said)
    assert not presenter.state.is_looking


def test_asked_twice_it_looks_once(t: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pc_check, "look", lambda _data: FOUND)
    jobs = HeldJobs()
    presenter = ChecksPresenter(an_office(t), jobs, WrittenDown())
    presenter.look()
    presenter.look()
    assert len(jobs.held) == 1


@pytest.mark.usefixtures("desk_app")
def test_the_page_copies_a_report_that_names_versions_and_no_person(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp
) -> None:  # type: ignore[no-untyped-def]
    presenter, navigator = a_presenter(t, monkeypatch)
    page = ChecksPage(presenter)
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    page.copy.click()
    assert "[bad] printer_slip: Laser: out of paper" in qapp.clipboard().text()
    assert "Trần Thu Hà" not in qapp.clipboard().text()
    assert navigator.said
