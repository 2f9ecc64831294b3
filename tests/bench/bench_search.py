"""Finding a dossier as it is typed, among 100,000: ``python -m tests.bench.bench_search``.

The floor is the same FTS5 query and the same rows fetched by bare SQLCipher from the same file.
Also measured: the pages that are read again after every command (today, sync, newest dossiers).
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text
from sqlcipher3 import dbapi2

from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.forwarding import Forwarding
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.domain.text import fold, name_sort_key
from agent_desk.queries import search, today
from agent_desk.queries import sync as sync_query
from agent_desk.store import tables
from agent_desk.store.engine import _PRAGMAS
from agent_desk.store.search import _words, query_of
from tests.bench.measure import in_turns, say, say_limit, taken
from tests.support.desks import opened_desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent_desk.store.engine import Store

GOAL, LIMIT_MS, PAGE_LIMIT_MS, TODAY_LIMIT_MS = 1.3, 16.0, 10.0, 1000.0
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()  # noqa: SIM905
_MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Thu Quang Thanh Bích Xuân Đình".split()  # noqa: SIM905
_GIVEN = "An Anh Bình Châu Dũng Đạt Giang Hà Hải Hằng Hiếu Hoa Hùng Hương Lan Long".split()  # noqa: SIM905
_PROCEDURES = ("Đăng ký khai sinh", "Đăng ký kết hôn", "Chứng thực bản sao", "Cấp lý lịch tư pháp")
_OLD = "2026-01-01T00:00:00.000Z"
_RAW = (
    "SELECT d.dossier_no, d.dossier_id, d.reference, d.official_code, d.procedure_name, d.state,"
    " d.changed_at, d.due_at, c.name FROM search s JOIN dossiers d ON d.dossier_no = s.rowid"
    " JOIN citizens c ON c.citizen_id = d.owner_id"
    " WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT ?"
)


def _people(number: int, chance: random.Random) -> Iterator[dict[str, object]]:
    for n in range(number):
        name = " ".join(chance.choice(words) for words in (_FAMILY, _MIDDLE, _MIDDLE, _GIVEN))
        yield {
            "citizen_id": f"c{n}",
            "number": f"{chance.randrange(1, 97):03d}{chance.randrange(4)}{n % 100:02d}{n:06d}",
            "name": name,
            "name_folded": fold(name),
            "sort_key": name_sort_key(name),
            "birth": "1990",
            "sex": "female",
            "address": "Hà Nội",
            "phone": f"+84{chance.choice('3579')}{chance.randrange(10**8):08d}",
            "source": "card",
            "unconfirmed": "",
            "recorded_at": _OLD,
            "changed_at": _OLD,
        }


def _dossier(n: int, state: DossierState) -> dict[str, object]:
    return {
        "dossier_no": n + 1,
        "dossier_id": f"d{n}",
        "reference": f"0010226{n // 250:04d}{n % 250:03d}{n % 10}",
        "official_code": f"H26.99-261123-{n:06d}",
        "procedure_code": "1.001193",
        "procedure_name": _PROCEDURES[n % 4],
        "catalog_version": "1",
        "visit_id": "v",
        "owner_id": f"c{n}",
        "submitter_id": f"c{n}",
        "clerk_id": "k",
        "state": state.value,
        "channel": "online",
        "answers": "{}",
        "office": "",
        "opened_at": _OLD,
        "due_at": f"2027-01-01T00:00:{n % 60:02d}.000Z",
        "changed_at": _OLD,
        "next_action_at": f"202{6 + n % 3}-01-01T00:00:{n % 60:02d}.{n % 1000:03d}Z",
    }


def fill(store: Store, number: int) -> None:
    """Write so many dossiers of as many people; one in ten is still in hand."""
    chance = random.Random(7)  # noqa: S311
    open_states = [state for state in DossierState if state is not DossierState.RETURNED]
    with store.write() as connection:
        connection.execute(
            insert(tables.visits), {"visit_id": "v", "clerk_id": "k", "opened_at": _OLD}
        )
        everyone = _people(number, chance)
        for start in range(0, number, 2000):
            people = list(itertools.islice(everyone, 2000))
            rows = [
                _dossier(n, chance.choice(open_states) if n % 10 == 0 else DossierState.RETURNED)
                for n in range(start, start + len(people))
            ]
            connection.execute(insert(tables.citizens), people)
            connection.execute(insert(tables.dossiers), rows)
            connection.execute(
                text("INSERT INTO search (rowid, words) VALUES (:no, :words)"),
                [
                    {"no": row["dossier_no"], "words": _said(row, who)}
                    for row, who in zip(rows, people, strict=True)
                ],
            )
        _facts(store, connection, number)


def _said(row: dict[str, object], person: dict[str, object]) -> str:
    said = [row["reference"], row["official_code"], row["procedure_name"], row["procedure_code"]]
    return _words(str(word) for word in [*said, person["name"], person["number"], person["phone"]])


def _facts(store: Store, connection: Any, number: int) -> None:
    """Add ten facts, a scan and a notice for each dossier, all but the last hundred receipted."""
    count = number * 10
    series = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
    for statement in (
        " INSERT INTO facts SELECT i + 2, 'f' || i, 'paper.recorded', 'd' || (i / 10), :at,"
        " zeroblob(400), 'h' FROM n",
        " INSERT INTO blobs SELECT 'b' || i, 100000, 'image/png', :at, :at,"
        " CASE WHEN i < :count - 100 THEN 'r' END FROM n WHERE i <= :count / 10",
        " INSERT INTO notices SELECT i, 'n' || i, 'status_changed', 'd' || i, :at, '{}', :at, NULL"
        " FROM n WHERE i <= :count / 10",
    ):
        connection.execute(text(series + statement), {"count": count, "at": _OLD})
    connection.execute(
        text("UPDATE sync_state SET accepted_through = :n, receipted_through = :n"),
        {"n": count - 100},
    )


def typed_words(number: int) -> list[str]:
    """Give what clerks type, letter by letter from 2 to 12: names, numbers, codes."""
    whole = [
        *("nguyen thi h", "Đặng Minh A", "hoàng đức l", "bui thanh kh", "ngọc hương"),
        *(
            "001190000123",
            "0912345678",
            f"{number // 2:06d}",
            "h26.99 261123",
            "khai sinh ng",
            "lý lịch tư p",
        ),
    ]
    return [text[:length] for text in whole for length in range(2, min(12, len(text)) + 1)]


def bare_connection(store: Store) -> Any:
    raw = dbapi2.connect(str(store.data.database), isolation_level=None, cached_statements=512)
    raw.execute(f"PRAGMA key = \"x'{store.data.key_file.read_text().strip()}'\"")
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    return raw


def _bare(raw: Any, query: str) -> object:
    return raw.execute(_RAW, (query, search.CANDIDATES)).fetchall()


def _through(store: Store, query: Callable[..., object]) -> Callable[[], object]:
    def call() -> None:
        with store.read() as connection:
            query(connection)

    return call


def _work(connection: Any, now: str) -> object:
    forwarding = Forwarding(bundled_calendars(), bundled_forwarding_rules())
    return today.work_of(connection, now, forwarding)


def measure(store: Store, number: int) -> bool:
    """Print every figure; give whether all goals are met."""
    raw, words = bare_connection(store), typed_words(number)
    floor = [partial(_bare, raw, query_of(typed)) for typed in words]
    ours = [_through(store, partial(search.find, typed=typed)) for typed in words]
    in_turns(floor, ours)  # warm
    bare, found = in_turns(floor * 5, ours * 5)
    met = say(f"search of {number:,} dossiers", bare, found, GOAL)
    met &= say_limit("search, every letter", found, LIMIT_MS)
    pages: dict[str, Callable[..., object]] = {
        "today.work_of": partial(_work, now="2026-11-23T02:00:00.000Z"),
        "today.figures": partial(
            today.figures, day_start="2026-11-22T17:00:00.000Z", now="2026-11-23T02:00:00.000Z"
        ),
        "sync.view": sync_query.view,
        "sync.waiting": sync_query.waiting,
        "search.newest": search.newest,
    }
    for name, query in pages.items():
        call = _through(store, query)
        taken([call] * 5)
        # Today reads all 10,000 open dossiers with their clocks: bench_today holds its ratio.
        limit = PAGE_LIMIT_MS if name != "today.work_of" else TODAY_LIMIT_MS
        met &= say_limit(name, taken([call] * (60 if limit == PAGE_LIMIT_MS else 10)), limit)
    raw.close()
    return met


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=100_000)
    number = parser.parse_args().dossiers
    with tempfile.TemporaryDirectory() as folder, opened_desk(Path(folder) / "desk") as t:
        fill(t.desk.store, number)
        t.desk.store.checkpoint()
        return 0 if measure(t.desk.store, number) else 1


if __name__ == "__main__":
    sys.exit(main())
