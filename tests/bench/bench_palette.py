"""The palette at 100,000 dossiers: ``python -m tests.bench.bench_palette``.

Opening and typing are measured on the GUI thread of the real window, painting included. The floor
of the store's part is the same FTS5 query by bare SQLCipher from the same file.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from agent_desk.queries import palette
from agent_desk.store.search import query_of
from tests.bench.bench_search import bare_connection, fill, typed_words
from tests.bench.measure import in_turns, say, say_limit, taken
from tests.ui.open_desk import OpenDesk, an_open_desk

GOAL, FRAME_MS, STORE_MS = 2.0, 50.0, 16.0
_RAW = (
    "SELECT d.dossier_id, d.reference, d.official_code, d.procedure_name, d.state, c.citizen_id,"
    " c.name, c.number, c.birth, c.phone FROM search s JOIN dossiers d ON d.dossier_no = s.rowid"
    " JOIN citizens c ON c.citizen_id = d.owner_id"
    " WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT 60"
)


def _find(desk: OpenDesk, typed: str) -> None:
    with desk.t.desk.store.read() as connection:
        palette.find(connection, typed)


def _open(desk: OpenDesk) -> None:
    desk.palette.open()
    desk.palette.box.repaint()
    QApplication.processEvents()


def _type(desk: OpenDesk, typed: str) -> None:
    """Take one pause in typing: ask every source, rank, draw; the lanes run on this thread too."""
    desk.palette.box.line.setText(typed)
    desk.palette.box._ask()
    QApplication.processEvents()


def measure(desk: OpenDesk, number: int) -> bool:
    """Print every figure; give whether all goals are met."""
    words = typed_words(number)
    raw = bare_connection(desk.t.desk.store)
    floor = [
        partial(lambda query: raw.execute(_RAW, (query,)).fetchall(), query_of(typed))
        for typed in words
    ]
    ours = [partial(_find, desk, typed) for typed in words]
    in_turns(floor, ours)  # warm
    bare, found = in_turns(floor * 3, ours * 3)
    met = say(f"palette.find of {number:,} dossiers", bare, found, GOAL)
    met &= say_limit("palette.find, every letter", found, STORE_MS)
    opened = []
    for _ in range(20):
        opened += taken([partial(_open, desk)]).ms
        desk.palette.box.shut()
        QApplication.processEvents()
    met &= say_limit("opens and is painted", type(bare)(ms=tuple(opened[1:])), FRAME_MS)
    _open(desk)
    typing = taken([partial(_type, desk, word) for word in words])
    met &= say_limit("a letter, all lanes included", typing, FRAME_MS)
    raw.close()
    return met


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=100_000)
    number = parser.parse_args().dossiers
    app = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, an_open_desk(Path(folder) / "desk") as desk:
        fill(desk.t.desk.store, number)
        desk.t.desk.store.checkpoint()
        met = measure(desk, number)
    app.processEvents()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
