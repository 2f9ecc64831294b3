"""Slips scanned into a bag at four a second: ``python -m tests.bench.bench_bag``.

The answer is measured from the scan to the sound asked for and its line drawn, through the real
page with its threads; the floor is one bare durable insert into SQLCipher on the same disk.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.bench_command import bare_database, one_bare_insert
from tests.bench.measure import Times, taken

_GOAL_MS = 50.0
_BETWEEN_S = 0.25


def main() -> int:
    """Measure and print; exit code 1 if a slip was lost or p95 is above 50 ms."""
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
    from agent_desk.ui.jobs import Jobs
    from agent_desk.ui.pages.handover.page import HandoverPage
    from agent_desk.ui.pages.handover.presenter import HandoverPresenter
    from tests.support import custody
    from tests.support.desks import opened_desk
    from tests.ui.pages.desk_window import WrittenDown, an_office

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Scheme.LIGHT)
    with opened_desk(folder / "desk") as t:
        references = [custody.taken(t).reference for _ in range(slips)]
        number = custody.a_bag(t)
        jobs = Jobs({"store": 1, "net": 1, "work": 2}, _raise)
        presenter = HandoverPresenter(an_office(t), jobs, WrittenDown())
        page = HandoverPage(presenter, _Silent())
        page.resize(1180, 700)
        page.show()
        answers: list[bool] = []
        page.answered.connect(answers.append)
        presenter.open_bag(number)
        _spin(app, 0.6)
        found = []
        for reference in references:
            begun = time.perf_counter()
            page.take_scan(classify(reference, t.desk.today()))
            due = len(answers) + 1
            while len(answers) < due and time.perf_counter() - begun < 2:
                app.processEvents()
            page.pane.banner.repaint()
            found.append((time.perf_counter() - begun) * 1000)
            _spin(app, _BETWEEN_S - found[-1] / 1000)
        jobs.shutdown(wait=True)
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
    return 0 if inside == good == slips and ours.p95 <= _GOAL_MS else 1


def _raise(error: BaseException) -> None:
    raise error


def _spin(app: object, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.002)


class _Silent:
    def good(self) -> None:
        """Ask for no sound: the page has answered when this is called."""

    def wrong(self) -> None:
        """Ask for no sound."""


if __name__ == "__main__":
    sys.exit(main())
