"""What every test needs before Qt is imported: no screen, no noise, no garbage in other threads."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_LONG = ("tests/stories/test_demo", "tests/stories/", "tests/ui/", "tests/documents/")
"""What takes longest begins first, so that no processor waits for one long file at the end."""

_THRESHOLDS = gc.get_threshold()


def pytest_configure(config: pytest.Config) -> None:
    """Let windows have a least size and come to the front: offscreen complains about both."""
    config.addinivalue_line("qt_log_ignore", r"This plugin does not support propagateSizeHints\(\)")
    config.addinivalue_line("qt_log_ignore", r"This plugin does not support raise\(\)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest parts first; within them, and among the rest, the order stays."""

    def place(item: pytest.Item) -> int:
        return next((n for n, part in enumerate(_LONG) if item.nodeid.startswith(part)), len(_LONG))

    items.sort(key=place)


def pytest_runtest_setup() -> None:
    """Collect garbage here, between tests, and nowhere else.

    The program does the same: a worker thread that collects would end dead widgets in that
    thread, and the next test may leave some.
    """
    gc.disable()
    counts = gc.get_count()
    due = [g for g in (2, 1, 0) if counts[g] > _THRESHOLDS[g]]
    if due:
        gc.collect(due[0])
