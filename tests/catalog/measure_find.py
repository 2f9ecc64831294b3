"""Measure the finder: ``python -m tests.catalog.measure_find [-v] [--national]`` prints figures.

``find_tune.jsonl`` may be looked at while words are added; ``find_test.jsonl`` may not, nor may
``find_blind.jsonl``, which somebody wrote who had not seen the words. ``--national`` measures the
time among as many procedures as the national list holds.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk.catalog.find import Finder
from agent_desk.catalog.load import load_catalog
from tests.catalog.many import NATIONAL, a_national_catalog

if TYPE_CHECKING:
    from agent_desk.catalog.spec import Catalog

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares of the sentences whose procedure came first, and among the first three."""

    count: int
    first: float
    three: float
    ms_per_query: float
    misses: tuple[str, ...]


def sentences(name: str) -> list[dict[str, str]]:
    """Read ``find_<name>.jsonl``."""
    lines = (DATA / f"find_{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def measure(finder: Finder, name: str) -> Figures:
    """Ask every sentence of a set."""
    rows, first, three, misses = sentences(name), 0, 0, []
    start = time.perf_counter()
    for row in rows:
        codes = [match.code for match in finder.find(row["say"], 3)]
        first += codes[:1] == [row["code"]]
        three += row["code"] in codes
        if codes[:1] != [row["code"]]:
            misses.append(f"{row['code']} {row['say']} -> {codes}")
    return Figures(
        count=len(rows),
        first=first / len(rows),
        three=three / len(rows),
        ms_per_query=(time.perf_counter() - start) * 1000 / len(rows),
        misses=tuple(misses),
    )


def times_ms(finder: Finder, names: tuple[str, ...]) -> list[float]:
    """Give the processor time of every query, the quickest first."""
    found = []
    for row in (row for name in names for row in sentences(name)):
        start = time.process_time()
        finder.find(row["say"])
        found.append((time.process_time() - start) * 1000)
    return sorted(found)


def _print_national(catalog: Catalog) -> None:
    start = time.process_time()
    finder = Finder(a_national_catalog(catalog))
    built = time.process_time() - start
    times = times_ms(finder, ("tune", "test", "blind"))
    middle, late = times[len(times) // 2], times[len(times) * 95 // 100]
    sys.stdout.write(
        f"{NATIONAL} procedures: built in {built:.1f} s, half of the queries under "
        f"{middle:.0f} ms, 95 % under {late:.0f} ms\n"
    )


def main() -> None:
    """Print the sets; ``-v`` also what went wrong in the tuning set."""
    catalog = load_catalog(on=date(2026, 11, 21))
    start = time.process_time()
    finder = Finder(catalog)
    sys.stdout.write(f"built in {(time.process_time() - start) * 1000:.0f} ms\n")
    if "--national" in sys.argv:
        _print_national(catalog)
    for name in ("tune", "test", "blind"):
        found = measure(finder, name)
        sys.stdout.write(
            f"{name}: {found.count} sentences, first {found.first:.1%}, "
            f"first three {found.three:.1%}, {found.ms_per_query:.1f} ms each\n"
        )
        if "-v" in sys.argv and name == "tune":
            sys.stdout.write("".join(f"  {miss}\n" for miss in found.misses))


if __name__ == "__main__":
    main()
