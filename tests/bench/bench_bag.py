"""Slips scanned into a bag at four a second: ``python -m tests.bench.bench_bag``.

The answer is measured from the scan to the sound asked for and its line drawn, through the real
page with its threads and event loop; the floor is one bare durable insert into SQLCipher on the
same disk.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.bench_command import bare_database, one_bare_insert
from tests.bench.measure import Times, taken

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

_GOAL_MS = 50.0
_BETWEEN_S = 0.25
_LONGEST_S = 2.0


def main() -> int:
    """Measure and print; exit code 1 if a slip was lost or any answer came later than 50 ms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slips", type=int, default=200)
    slips = parser.parse_args().slips
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), slips)


def _measure(folder: Path, slips: int) -> int:
    from PySide6.QtWidgets import QApplication

    from agent_desk.domain.scan import classify
    from agent_desk.ui import theme
    from agent_desk.ui.jobs import GuiGarbageCollector, Jobs
    from agent_desk.ui.pages.handover.page import HandoverPage
    from agent_desk.ui.pages.handover.presenter import HandoverPresenter
    from tests.support import custody
    from tests.support.desks import opened_desk
    from tests.ui.pages.desk_window import WrittenDown, an_office

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Scheme.LIGHT)
    garbage = GuiGarbageCollector()
    garbage.start()
    with opened_desk(folder / "desk") as t:
        references = [custody.taken(t).reference for _ in range(slips)]
        number = custody.a_bag(t)
        t.desk.store.checkpoint()  # in a day there is a quiet second between taking in and bagging
        jobs = Jobs({"store": 1, "net": 1, "work": 2}, _raise)
        presenter = HandoverPresenter(an_office(t), jobs, WrittenDown())
        page = HandoverPage(presenter, _Silent())
        page.resize(1180, 700)
        page.show()
        answers: list[bool] = []
        page.answered.connect(answers.append)
        presenter.open_bag(number)
        _run_events(0.6)
        found = []
        for reference in references:
            begun = time.perf_counter()
            page.take_scan(classify(reference, t.desk.today()))
            _run_events(_LONGEST_S, page.answered)
            page.pane.banner.repaint()
            found.append((time.perf_counter() - begun) * 1000)
            _run_events(max(0.0, _BETWEEN_S - found[-1] / 1000))
        jobs.shutdown(wait=True)
        garbage.stop()
        inside = sum(state == "in" for state in custody.items(t, number).values())
        key = t.desk.store.data.key_file.read_text().strip()
        raw = bare_database(folder / "bare.db", key)
        floor = taken([one_bare_insert(raw)] * slips)
        raw.close()
    return _say(Times(ms=tuple(found)), floor, (inside, sum(answers), slips))


def _say(ours: Times, floor: Times, counts: tuple[int, int, int]) -> int:
    inside, good, slips = counts
    late = sum(ms > _GOAL_MS for ms in ours.ms)
    sys.stdout.write(
        f"{slips} slips at four a second: {inside} in the bag, {good} good answers, {late} later "
        f"than {_GOAL_MS:.0f} ms; p50 {ours.p50:.1f} p95 {ours.p95:.1f} max {max(ours.ms):.1f} ms; "
        f"bare durable insert p50 {floor.p50:.2f} ms, ratio {ours.p50 / floor.p50:.1f}\n"
    )
    return 0 if inside == good == slips and not late else 1


def _raise(error: BaseException) -> None:
    raise error


def _run_events(seconds: float, until: SignalInstance | None = None) -> None:
    """Let the loop wait as the program's own does; one that spins takes the worker's turn."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, end = QEventLoop(), QTimer()
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    if until is not None:
        until.connect(loop.quit)
    end.start(round(seconds * 1000))
    loop.exec()
    if until is not None:
        until.disconnect(loop.quit)


class _Silent:
    def good(self) -> None:
        """Ask for no sound: the page has answered when this is called."""

    def wrong(self) -> None:
        """Ask for no sound."""


if __name__ == "__main__":
    sys.exit(main())
