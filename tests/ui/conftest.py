"""The theme is put on once for all window tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def desk_app(qapp: QApplication) -> Iterator[QApplication]:
    """Give the application in the light theme at 100 %, whatever a test did before."""
    from agent_desk.ui import theme

    theme.apply(qapp, theme.Scheme.LIGHT)
    yield qapp
    theme.apply(qapp, theme.Scheme.LIGHT)
