"""Time a 200-character burst from its first key to its route, beside bare Qt key delivery.

``python -m tests.bench.bench_wedge [N]`` prints one line of JSON and one for people. Both ways send
the same key events (press and release) through a real window into a line edit: once without the
filter, where every character is drawn into the entry, once with it, where the burst is recognised,
taken back and routed. ``person`` is one key of a person in an entry, without and with the filter.
``held`` is how long one key waits outside an entry: the bound is the gap of the workstation.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from agent_desk.devices.scanner.scan_keys import scan_code_of
from agent_desk.devices.scanner.wedge import Timing
from agent_desk.ui.scanning_filter import ScanFilter
from agent_desk.ui.scanning_router import ScanRouter

if TYPE_CHECKING:
    from agent_desk.domain.people import CardReading
    from agent_desk.domain.scan import Scan

GOAL = 2.0
CHARACTERS = 200
NAME = "Công Tằng Tôn Nữ Thị Huyền Trân"
CARD = f"001190000123|012345678|{NAME}|01021990|Nữ|"
CARD += "Số 1 Phố Mẫu, ".ljust(CHARACTERS - len(CARD) - 9, "a") + "|15082022"


class Routed:
    """Counts what arrives; stands for pages and search box."""

    def __init__(self) -> None:
        self.cards = 0

    def card(self, card: CardReading) -> None:
        self.cards += card.number == CARD[:12]

    def take_scan(self, scan: Scan) -> bool:
        return scan.value is None

    def is_asking(self) -> bool:
        return False


def the_events(now_ms: int) -> list[QKeyEvent]:
    """Make the events of one burst with 5 ms between keys, Enter last."""
    made = []
    for place, char in enumerate(CARD + "\r"):
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()[0]))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            held = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(kind, key, held, scan_code_of(char), 0, 0, char)
            event.setTimestamp(now_ms + 5 * place)
            made.append(event)
    return made


class Window(QWidget):
    """One entry and one button in a real window."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.button = QLineEdit(), QPushButton("x")
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.button)
        self.show()
        self.activateWindow()
        QTest.qWaitForWindowActive(self)
        self.line.setFocus()

    def timed_ms(self, events: list[QKeyEvent]) -> float:
        """Give how long the delivery of these events takes."""
        start = time.perf_counter()
        self.send(events)
        return (time.perf_counter() - start) * 1000

    def send(self, events: list[QKeyEvent]) -> None:
        handle = self.windowHandle()
        for event in events:
            QApplication.sendEvent(handle, event)


def measure(rounds: int) -> dict[str, float]:
    """Run both ways in turns and give medians in ms and the ratios."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window, routed, now_ms = Window(), Routed(), 1_000_000
    times: dict[str, list[float]] = {key: [] for key in ("bare", "ours", "key_bare", "key_ours")}
    for _ in range(rounds):
        now_ms += 10_000
        window.line.clear()
        times["bare"].append(window.timed_ms(the_events(now_ms)))
        times["key_bare"].append(window.timed_ms(the_events(now_ms)[:2]))
        window.line.clear()
        watch = ScanFilter(app)
        router = ScanRouter(
            routed,  # type: ignore[arg-type]
            routed,  # type: ignore[arg-type]
            lambda text, _tone: sys.exit(text),
            lambda: date(2026, 11, 23),
            time.monotonic,
        )
        watch.scanned.connect(router.take_burst)
        now_ms += 10_000
        times["ours"].append(window.timed_ms(the_events(now_ms)))
        if window.line.text():
            sys.exit("the entry was not put back")
        now_ms += 10_000
        times["key_ours"].append(window.timed_ms(the_events(now_ms)[:2]))
        watch.stop()
    if routed.cards != rounds:
        sys.exit(f"{routed.cards} of {rounds} bursts were routed")
    median = {key: statistics.median(values) for key, values in times.items()}
    return {
        **{f"{key}_ms": round(value, 3) for key, value in median.items()},
        "ratio": round(median["ours"] / median["bare"], 2),
        "key_ratio": round(median["key_ours"] / median["key_bare"], 2),
        "held_ms": round(held_ms(app, window), 1),
        "bound_ms": Timing().gap_ms,
    }


def held_ms(app: QApplication, window: Window) -> float:
    """Give how long one key of a person waits where nothing is written (median of 15)."""
    watch, waits = ScanFilter(app), []
    window.button.setFocus()
    got: list[float] = []
    window.button.keyPressEvent = lambda _event: got.append(time.perf_counter())  # type: ignore[method-assign]
    for place in range(15):
        got.clear()
        start = time.perf_counter()
        window.send(the_events(90_000_000 + place * 10_000)[:2])
        while not got:
            app.processEvents()
        waits.append((got[0] - start) * 1000)
    watch.stop()
    return statistics.median(waits)


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    result = measure(rounds)
    line = {"bench": "wedge", "goal": GOAL, "characters": len(CARD), "rounds": rounds, **result}
    print(json.dumps(line))  # noqa: T201
    verdict = "within" if result["ratio"] <= GOAL else "ABOVE"
    sys.stderr.write(
        f"a burst of {len(CARD)} characters to its route: {result['ours_ms']} ms, "
        f"{result['ratio']} x bare delivery into the entry; {verdict} the goal of {GOAL} x. "
        f"One key of a person: {result['key_ours_ms']} ms ({result['key_ratio']} x); outside an "
        f"entry it waits {result['held_ms']} ms, bound {result['bound_ms']} ms and a timer tick\n"
    )


if __name__ == "__main__":
    main()
