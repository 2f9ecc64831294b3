"""Start of the window against two bare shells: ``python -m tests.bench.bench_window [--runs N]``.

Measured from process start, each in its own process, offscreen, interleaved:

* floor A: PySide6 shell with menu, search box and a 50-row table read with plain sqlite3
* floor B: the same shell, importing first the libraries the desk works with
* ours: the real window on an enrolled desk with dossiers; first paint, and first useful row

All three run compiled code, as an installed program does, also where Python may keep none beside
the source. Prints medians, resident memory, and the ratios that the goals name.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SHELL = """
import os, sys, time
{imports}
import sqlite3
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (QApplication, QLineEdit, QMainWindow, QTableWidget,
    QTableWidgetItem, QVBoxLayout, QWidget)

started = float(os.environ["BENCH_STARTED"])
app = QApplication([])
window = QMainWindow()
window.menuBar().addMenu("File").addAction("Quit")
middle = QWidget()
layout = QVBoxLayout(middle)
layout.addWidget(QLineEdit())
db = sqlite3.connect(":memory:")
db.execute("create table d (a, b, c, d)")
db.executemany("insert into d values (?, ?, ?, ?)", [(f"{{n}}", "Nguyễn Văn An", "x", "y")
    for n in range(50)])
table = QTableWidget(50, 4)
for r, row in enumerate(db.execute("select * from d")):
    for c, text in enumerate(row):
        table.setItem(r, c, QTableWidgetItem(text))
layout.addWidget(table)
window.setCentralWidget(middle)
window.resize(1366, 768)

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            painted = time.time() - started
            def end():
                rss = int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
                told = {{"paint_ms": painted * 1000, "rss_mib": rss / 2**20}}
                print(__import__("json").dumps(told))
                sys.stdout.flush()
                os._exit(0)
            app.removeEventFilter(self)
            QTimer.singleShot(0, end)
        return False

eye = Eye()
app.installEventFilter(eye)
window.show()
app.exec()
"""

_LIBRARIES = (
    "import sqlalchemy, sqlcipher3, requests, pydantic, reportlab.platypus, PIL, segno\n"
    "from sqlalchemy import create_engine"
)

_OURS = """
import os, sys, time
from pathlib import Path
started = float(os.environ["BENCH_STARTED"])
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from agent_desk import i18n
from agent_desk.paths import DataDir
i18n.activate("vi")
from agent_desk.app import DeskApp, Opening
from agent_desk.clock import SystemClock
from agent_desk.ui.crash import CrashHandler

data = DataDir(root=Path(sys.argv[1]))
app = QApplication([])
told = {}

def is_row_list(widget):
    # by name: importing it here would be paid before the first paint
    return any(kind.__name__ == "RowList" for kind in type(widget).__mro__)

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            now = (time.time() - started) * 1000
            told.setdefault("paint_ms", now)
            if "row_ms" not in told and is_row_list(watched.parent()):
                if watched.parent().rows():
                    told["row_ms"] = now
                    QTimer.singleShot(0, end)
        return False

def end():
    rss = int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    told["rss_mib"] = rss / 2**20
    print(__import__("json").dumps(told))
    sys.stdout.flush()
    os._exit(0)

eye = Eye()
desk = DeskApp(app, CrashHandler(data.logs), Opening(data=data, clock=SystemClock()))
app.installEventFilter(eye)
desk.start()
app.exec()
"""


def measure(code: str, compiled: str, *arguments: str) -> dict[str, float]:
    """Start one process; its compiled code is kept in a folder, so the first of many compiles."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": compiled,
        "BENCH_STARTED": str(time.time()),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    from tests.support.desks import a_desk, a_taken_in_dossier

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        t = a_desk(Path(folder))
        for _ in range(30):
            a_taken_in_dossier(t)
        t.close()
        bare = _SHELL.format(imports="")
        laden = _SHELL.format(imports=_LIBRARIES)
        rounds = [
            (measure(bare, compiled), measure(laden, compiled), measure(_OURS, compiled, folder))
            for _ in range(runs + 1)
        ][1:]

    def middle(part: int, key: str) -> float:
        return statistics.median(r[part][key] for r in rounds)

    result = {
        "bare_paint_ms": middle(0, "paint_ms"),
        "laden_paint_ms": middle(1, "paint_ms"),
        "our_paint_ms": middle(2, "paint_ms"),
        "our_row_ms": middle(2, "row_ms"),
        "bare_rss_mib": middle(0, "rss_mib"),
        "laden_rss_mib": middle(1, "rss_mib"),
        "our_rss_mib": middle(2, "rss_mib"),
    }
    ratios = {
        "paint / bare (goal 1.6)": result["our_paint_ms"] / result["bare_paint_ms"],
        "row / laden (goal 1.25)": result["our_row_ms"] / result["laden_paint_ms"],
        "rss / laden (goal 1.3)": result["our_rss_mib"] / result["laden_rss_mib"],
    }
    sys.stdout.write(json.dumps({**result, **ratios}) + "\n")
    for name, value in {**result, **ratios}.items():
        sys.stdout.write(f"{name:28} {value:8.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
