"""Today with 5,000 open dossiers: ``python -m tests.bench.bench_today``.

The floor is the same rows, 500 at a time by the same keys, fetched by bare SQLCipher from the same
file. Ours counts every clock on both calendars, sorts, and makes the values of the screen.
Also measured: the longest stretch the GUI thread is held by a page of rows, and by a minute.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from agent_desk.clock import from_iso, to_iso
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.forwarding import Forwarding
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.queries import today
from agent_desk.store import tables
from agent_desk.store.custody_tables import packets
from agent_desk.ui.jobs_inline import InlineJobs
from tests.bench.bench_search import _dossier, _people, bare_connection
from tests.bench.measure import in_turns, say
from tests.support.desks import opened_desk

if TYPE_CHECKING:
    from agent_desk.commands.unit import Desk
    from agent_desk.store.engine import Store
    from tests.support.desks import TestDesk

GOAL, STALL_MS = 3.0, 100.0
NOW = "2026-11-24T02:00:00.000Z"
_PAPERS = (
    "SELECT p.packet_id, p.taken_at, p.place, p.reference, p.dossier_id, p.destination,"
    " p.forward_by, p.arrive_by, p.bag_number, p.counted_at, b.state, b.left_at, d.procedure_name,"
    " c.name FROM packets p LEFT JOIN bags b ON b.number = p.bag_number"
    " LEFT JOIN dossiers d ON d.dossier_id = p.dossier_id"
    " LEFT JOIN citizens c ON c.citizen_id = d.owner_id"
    " WHERE p.place IN ('desk', 'bag', 'courier', 'door', 'unknown') AND p.kind <> 'result'"
    " AND (p.taken_at, p.packet_id) > (?, ?) ORDER BY p.taken_at, p.packet_id LIMIT 500"
)
_OTHERS = (
    "SELECT d.next_action_at, d.dossier_no, d.dossier_id, d.procedure_name, d.reference,"
    " d.next_action_at, d.due_at, c.name FROM dossiers d JOIN citizens c"
    " ON c.citizen_id = d.owner_id WHERE d.state = ?"
    " AND (d.next_action_at, d.dossier_no) > (?, ?)"
    " ORDER BY d.next_action_at, d.dossier_no LIMIT 500"
)
_STATES = ("supplement", "result_at_desk", "result_ready", "draft")


def fill(store: Store, number: int) -> None:
    """Write so many open dossiers, half of them papers on their way, among ten times as many."""
    with store.write() as connection:
        connection.execute(
            insert(tables.visits), {"visit_id": "v", "clerk_id": "k", "opened_at": NOW}
        )
        import random

        connection.execute(
            insert(tables.citizens),
            list(_people(number * 10, random.Random(7))),  # noqa: S311
        )
        rows, papers = [], []
        for n in range(number * 10):
            state = DossierState.RETURNED
            if n % 20 == 0:
                state = DossierState(_STATES[n // 20 % 4])
            elif n % 20 == 10:
                state = DossierState.TAKEN_IN
                papers.append(_packet(n))
            row = _dossier(n, state)
            rows.append({**row, "next_action_at": "2026-11-20T00:00:00.000Z"})
        connection.execute(insert(tables.dossiers), rows)
        connection.execute(insert(packets), papers)


def _packet(n: int) -> dict[str, object]:
    taken = from_iso("2026-11-19T00:30:00.000Z") + timedelta(seconds=17 * n // 10)
    return {
        "packet_id": f"p{n}",
        "reference": f"0010226{n:08d}",
        "dossier_id": f"d{n}",
        "kind": "filing",
        "place": "desk",
        "destination": f"Chi nhánh số {n % 3}",
        "forward_by": to_iso(taken + timedelta(hours=8)),
        "arrive_by": to_iso(taken + timedelta(days=2)),
        "taken_at": to_iso(taken),
        "hops": 1,
        "counted_at": to_iso(taken),
        "changed_at": to_iso(taken),
    }


def bare(raw: Any) -> int:
    """Read the rows as they lie, page by page."""
    count, after = 0, ("", "")
    while page := raw.execute(_PAPERS, after).fetchall():
        count, after = count + len(page), (page[-1][1], page[-1][0])
    for state in _STATES:
        place: tuple[str, int] = ("", 0)
        while page := raw.execute(_OTHERS, (state, *place)).fetchall():
            count, place = count + len(page), (page[-1][0], page[-1][1])
    return count


def ours(desk: Desk) -> int:
    """Read, count every clock, sort."""
    forwarding = Forwarding(desk.calendars, bundled_forwarding_rules())
    with desk.store.read() as connection:
        return len(today.work_of(connection, NOW, forwarding))


def measure(desk: Desk, times: int) -> bool:
    """Print the ratio; give whether the goal is met."""
    raw = bare_connection(desk.store)
    floor, mine = [lambda: bare(raw)] * times, [lambda: ours(desk)] * times
    if bare(raw) != ours(desk):
        sys.stdout.write(f"not the same rows: {bare(raw)} and {ours(desk)}\n")
        return False
    in_turns(floor[:5], mine[:5])
    met = say(f"Today, {bare(raw):,} open", *in_turns(floor, mine), GOAL)
    raw.close()
    return met


class _Elsewhere(InlineJobs):
    """Reads where the store lane would; the GUI thread pays only for what comes back."""

    gui_ms = 0.0

    def submit(self, lane: str, fn: Any, *, done: Any, failed: Any) -> Any:
        def take(value: object) -> None:
            begun = time.perf_counter()
            done(value)
            self.gui_ms = (time.perf_counter() - begun) * 1000

        return super().submit(lane, fn, done=take, failed=failed)


def longest_stall(t: TestDesk) -> float:
    """Give how long the GUI thread is held at most: taking a read, a minute, a fold, a page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from agent_desk.ui import theme
    from agent_desk.ui.pages.today.page import TodayPage
    from agent_desk.ui.pages.today.presenter import TodayPresenter
    from tests.ui.pages.desk_window import WrittenDown, a_window, an_office

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    jobs = _Elsewhere()
    presenter = TodayPresenter(an_office(t), jobs, WrittenDown())
    window = a_window({"today": TodayPage(presenter)})
    presenter.refresh()
    stalls = {"taking a read": jobs.gui_ms}
    app.processEvents()
    groups = [row.key for row in presenter.state.rows if row.key.startswith("group:")]
    for name, act in (
        ("a minute", presenter.tick),
        ("a fold", lambda: presenter.fold(groups[0], is_open=True)),
        ("a page more", presenter.show_more),
    ):
        begun = time.perf_counter()
        act()
        app.processEvents()
        stalls[name] = (time.perf_counter() - begun) * 1000
    window.close()
    for name, ms in stalls.items():
        sys.stdout.write(f"GUI thread held by {name:<16} {ms:7.1f} ms (goal < {STALL_MS} ms)\n")
    return max(stalls.values())


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=5_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, opened_desk(Path(folder) / "desk") as t:
        fill(t.desk.store, options.open)
        t.desk.store.checkpoint()
        met = measure(t.desk, 25)
        return 0 if longest_stall(t) < STALL_MS and met else 1


if __name__ == "__main__":
    sys.exit(main())
