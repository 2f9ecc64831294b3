"""A page that is not in the rail marks the entry it stands under, and none stands nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.app import _desk_specs
from agent_desk.ui.page import Page, PageSpec
from tests.ui.open_desk import _UNDER, PAGES, an_open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def _spec(key: str, icon: str, title: str) -> PageSpec:
    return PageSpec(key=key, icon=icon, title=title, factory=Page)


def test_every_page_of_the_program_is_in_the_rail_or_under_an_entry_of_it() -> None:
    specs = _desk_specs(_spec, is_practice=False)
    in_rail = {one.key for one in specs if one.in_rail}
    assert {one.key: one.parent for one in specs if not one.in_rail} == _UNDER
    assert set(_UNDER.values()) <= in_rail
    assert [one.key for one in specs] == [key for key, _icon, _title in PAGES]


def test_an_open_page_outside_the_rail_marks_its_parent(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_desk(tmp_path) as desk:
        rail = desk.window._rail
        for key, parent in {"lookup": "counter", "prints": "dossiers"}.items():
            desk.window.open_page("reception")
            desk.window.open_page(key)
            assert rail.button(parent).isChecked()
            assert not rail.button("reception").isChecked()
