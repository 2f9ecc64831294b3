"""Every control of every page has a name and a size; every pair of colors can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from agent_desk import i18n
from agent_desk.ui import theme
from agent_desk.ui.tokens import SHAPE_PAIRS, TEXT_PAIRS
from tests.support import spoken
from tests.support.contrasts import PALETTES, rows
from tests.support.shots import SHOTS, fill_folder, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

_SLOW = ("capture",)
"""Looks for scanners in the network first."""


@pytest.fixture(autouse=True)
def _as_before(desk_app: QApplication) -> Iterator[None]:
    was = i18n._active
    yield
    i18n._active = was


def test_no_control_of_any_page_is_nameless_or_too_small(tmp_path: Path) -> None:
    filled, clock = fill_folder(tmp_path)
    found = []
    with open_desk(tmp_path, clock=clock, filled=filled) as shown:
        for name, show in SHOTS.items():
            if name in _SLOW:
                continue
            show(shown)
            shown.settle()
            found += [f"{name}: {fault}" for fault in spoken.faults(shown.desk.window)]
    assert found == []


def test_a_button_without_words_is_found(qtbot: QtBot) -> None:
    sheet = QWidget()
    layout = QVBoxLayout(sheet)
    layout.addWidget(QPushButton(""))
    qtbot.addWidget(sheet)
    sheet.show()
    assert any(fault.startswith("no name") for fault in spoken.faults(sheet))


def test_a_button_too_low_for_a_finger_is_found(qtbot: QtBot) -> None:
    sheet = QWidget()
    button = QPushButton("Mở", sheet)
    button.setGeometry(0, 0, 100, 20)
    qtbot.addWidget(sheet)
    sheet.show()
    assert any(fault.startswith("small") for fault in spoken.faults(sheet))


@pytest.mark.parametrize("palette", PALETTES)
def test_every_pair_of_colors_can_be_read_in_every_palette(palette: str) -> None:
    found = rows(palette)
    assert len(found) == len(TEXT_PAIRS) + len(SHAPE_PAIRS)
    assert [row for row in found if row.ratio < row.least] == []


@pytest.mark.usefixtures("desk_app")
def test_nothing_moves_by_itself() -> None:
    from pathlib import Path

    import agent_desk

    folder = Path(agent_desk.__file__).parent / "ui"
    moving = [
        path.name for path in folder.rglob("*.py") if "QPropertyAnimation" in path.read_text()
    ]
    assert moving == []
    assert theme.current().text_percent == 100
