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
    _put_light_on(qapp)
    yield qapp
    _put_light_on(qapp)


def _put_light_on(app: QApplication) -> None:
    """Dress the application if it is not: that asks every widget alive, and takes long."""
    from agent_desk.ui import theme
    from agent_desk.ui.tokens import LIGHT

    worn = app.property(theme._PROPERTY)
    is_light = isinstance(worn, theme.Theme) and worn.colors is LIGHT and worn.text_percent == 100
    if not (is_light and app.palette() == theme.palette(LIGHT)):
        theme.apply(app, theme.Scheme.LIGHT)
