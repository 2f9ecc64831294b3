"""Two hundred rows on the screen: ``python -m tests.bench.bench_rows``.

The floor is a bare ``QListView`` that shows the same number of plain lines.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView

from agent_desk.ui import theme
from agent_desk.ui.widgets.row_list import RowList
from tests.bench.measure import in_turns, say
from tests.ui.test_list_widgets import some_rows

GOAL = 4.0
_ROWS, _TIMES = 200, 15


def main() -> None:
    """Exit 1 when the goal is missed."""
    app = QApplication(sys.argv)
    theme.apply(app)
    bare, ours = QListView(), RowList("Danh sách việc")
    model = QStringListModel()
    bare.setModel(model)
    for view in (bare, ours):
        view.resize(1200, 600)

    def draw_bare() -> None:
        model.setStringList([f"Việc {n}" for n in range(_ROWS)])
        bare.grab()

    def draw_ours() -> None:
        ours.set_rows(some_rows(_ROWS))
        ours.grab()

    in_turns([draw_bare], [draw_ours])  # warm
    floor, found = in_turns([draw_bare] * _TIMES, [draw_ours] * _TIMES)
    met = say(f"{_ROWS} rows drawn", floor, found, GOAL)
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
