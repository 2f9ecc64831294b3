"""A practice exam in the real window: one served rightly, one with mistakes, all of them found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk import i18n
from tests.gallery import dress
from tests.practice.story import Story
from tests.practice.window import a_trainee

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _as_before(desk_app: QApplication) -> Iterator[None]:
    was = i18n._active
    yield
    i18n._active = was
    dress(desk_app, "light", 100)


def test_an_exam_finds_all_mistakes_and_nothing_wrong_where_all_is_right(tmp_path: Path) -> None:
    with a_trainee(tmp_path / "desk") as trainee:
        Story(trainee).play(whole=False)
