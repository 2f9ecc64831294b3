"""Measure the finder: ``python -m tests.catalog.measure_find [-v]`` prints both figures.

``find_tune.jsonl`` may be looked at while words are added; ``find_test.jsonl`` may not.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agent_desk.catalog.find import Finder
from agent_desk.catalog.load import load_catalog

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


def main() -> None:
    """Print both sets; ``-v`` also what went wrong in the tuning set."""
    finder = Finder(load_catalog(on=date(2026, 11, 21)))
    for name in ("tune", "test"):
        found = measure(finder, name)
        sys.stdout.write(
            f"{name}: {found.count} sentences, first {found.first:.1%}, "
            f"first three {found.three:.1%}, {found.ms_per_query:.1f} ms each\n"
        )
        if "-v" in sys.argv and name == "tune":
            sys.stdout.write("".join(f"  {miss}\n" for miss in found.misses))


if __name__ == "__main__":
    main()
