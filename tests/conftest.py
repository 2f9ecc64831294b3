"""What every test needs before Qt is imported: no screen, and no noise of the offscreen plugin."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Let windows with a least size be shown: the offscreen plugin complains about them."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")
