"""First run, nothing to do, and ten thousand dossiers: every page is drawn, and nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk import i18n
from tests.bench.bench_search import fill
from tests.gallery import dress
from tests.support import desks
from tests.support.geometry import faults
from tests.support.shots import open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

PAGES = ("today", "dossiers", "accounts", "results", "handover", "sync", "settings", "register")
MUCH = ("dossiers", "results", "today")


@pytest.fixture(autouse=True)
def _as_before(desk_app: QApplication) -> Iterator[None]:
    was = i18n._active
    yield
    i18n._active = was


def test_the_first_run_fits(desk_app: QApplication, tmp_path: Path) -> None:
    with open_desk(tmp_path / "new") as shown:
        assert shown.desk.window.current_key() == "first_run"
        for percent in (100, 200):
            dress(desk_app, "light", percent)
            shown.settle()
            assert faults(shown.desk.window) == []


def test_a_desk_with_nothing_to_do_says_so_on_every_page(
    desk_app: QApplication, tmp_path: Path
) -> None:
    with desks.opened_desk(tmp_path) as t:
        pass
    found = []
    with open_desk(tmp_path, clock=t.clock) as shown:
        dress(desk_app, "light", 200)
        for page in PAGES:
            shown.pages.to.open_page(page)
            shown.settle()
            found += [f"{page}: {fault}" for fault in faults(shown.desk.window)]
    assert found == []


def test_ten_thousand_dossiers_fit_too(desk_app: QApplication, tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path) as t:
        fill(t.desk.store, 10_000)
    found = []
    with open_desk(tmp_path, clock=t.clock) as shown:
        dress(desk_app, "light", 150)
        for page in MUCH:
            shown.pages.to.open_page(page)
            shown.settle()
            found += [f"{page}: {fault}" for fault in faults(shown.desk.window)]
    assert found == []
