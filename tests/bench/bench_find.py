"""Which procedure a sentence means, in milliseconds: ``python -m tests.bench.bench_find``.

The floor is one bare RapidFuzz pass of the same folded sentence over the folded names of the same
procedures: what a finder by spelling alone would cost. Measured among the bundled procedures and
among as many as the national list holds.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from agent_desk.catalog.find import Finder
from agent_desk.catalog.load import load_catalog
from agent_desk.domain.text import fold
from tests.bench.measure import in_turns, say, say_limit
from tests.catalog.many import NATIONAL, a_national_catalog
from tests.catalog.measure_find import sentences

if TYPE_CHECKING:
    from agent_desk.catalog.spec import Catalog

GOALS = {"bundled": 20.0, "national": 50.0}
RATIOS = {"bundled": 12.0, "national": 1.0}


def measure(kind: str, catalog: Catalog) -> bool:
    """Print floor, ours and their ratio; give whether the goals are met."""
    finder = Finder(catalog)
    names = [fold(procedure.name) for procedure in catalog.procedures.values()]
    said = [row["say"] for name in ("test", "blind") for row in sentences(name)]
    floor = [partial(_bare, fold(text), names) for text in said]
    ours = [partial(finder.find, text) for text in said]
    in_turns(floor[:20], ours[:20])  # warm
    bare, found = in_turns(floor, ours)
    title = f"find among {len(names):,}"
    met = say(title, bare, found, RATIOS[kind])
    return say_limit(title, found, GOALS[kind]) and met


def _bare(text: str, names: list[str]) -> object:
    return process.extract(text, names, scorer=fuzz.token_set_ratio, limit=5)


def main() -> None:
    """Exit 1 when a goal is missed."""
    catalog = load_catalog(on=date(2026, 11, 21))
    met = measure("bundled", catalog)
    met &= measure("national", a_national_catalog(catalog, NATIONAL))
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
