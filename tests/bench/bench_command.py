"""A durable command against one bare durable insert: ``python -m tests.bench.bench_command``.

The floor is one row of 22 columns with its folded words in an FTS5 index of the same prefixes, in
one SQLCipher transaction (WAL, synchronous FULL) on the same disk, key and page cache.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from agent_desk.commands import dossier, paper
from agent_desk.domain.papers import PaperStatus
from agent_desk.ids import uuid7
from agent_desk.store.engine import _PRAGMAS
from tests.bench.measure import in_turns, say
from tests.support.acts import a_citizen, a_visit, component
from tests.support.desks import BIRTH, a_case, opened_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.desks import TestDesk

_COLUMNS = 22
_GOAL = 4.0


def bare_database(path: Path, key: str) -> Any:
    raw = dbapi2.connect(str(path), isolation_level=None, cached_statements=512)
    raw.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    names = ", ".join(f"c{n} TEXT" for n in range(_COLUMNS))
    raw.execute(f"CREATE TABLE bare (no INTEGER PRIMARY KEY, {names})")
    raw.execute(
        "CREATE VIRTUAL TABLE found USING fts5("
        "words, content='', contentless_delete=1, prefix='2 3 4', tokenize='unicode61')"
    )
    return raw


def one_bare_insert(raw: Any) -> Callable[[], object]:
    places = ", ".join("?" * _COLUMNS)
    insert = f"INSERT INTO bare VALUES (NULL, {places})"  # noqa: S608

    def call() -> None:
        raw.execute("BEGIN IMMEDIATE")
        cursor = raw.execute(insert, [uuid7(), *["Nguyễn Thị Mẫu"] * (_COLUMNS - 1)])
        words = "001022611230011 khai sinh 1 001193 nguyen thi mau 001190000123 0912345678"
        raw.execute("INSERT INTO found (rowid, words) VALUES (?, ?)", (cursor.lastrowid, words))
        raw.execute("COMMIT")

    return call


def record_paper(t: TestDesk) -> Callable[[], object]:
    dossier_id = a_case(t)
    name = component(t, dossier_id)
    met = paper.PaperMet(component_id=name, status=PaperStatus.COPY, sheets=2)
    return lambda: paper.record_paper(t.desk, t.act(), dossier_id, met)


def open_dossier(t: TestDesk) -> Callable[[], object]:
    who, visit_id = a_citizen(t), a_visit(t)
    new = dossier.NewDossier(
        visit_id=visit_id, procedure_code=BIRTH, owner_id=who, submitter_id=who
    )

    def call() -> None:
        t.clock.advance(minutes=5)  # the 999 references of a day do not run out
        dossier.open_dossier(t.desk, t.act(), new)

    return call


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=400)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder, opened_desk(Path(folder) / "desk") as t:
        key = t.desk.store.data.key_file.read_text().strip()
        raw = bare_database(Path(folder) / "bare.db", key)
        floor, met = one_bare_insert(raw), True
        for name, call in (("record_paper", record_paper(t)), ("open_dossier", open_dossier(t))):
            in_turns([floor] * 30, [call] * 30)  # warm
            met &= say(name, *in_turns([floor] * times, [call] * times), _GOAL)
        raw.close()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
