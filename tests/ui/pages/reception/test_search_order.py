"""Enter takes the first procedure of what is typed now, never of what was typed before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.pages.desk_window import HeldJobs
from tests.ui.pages.reception.bench import Bench, a_bench, greet_with_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path)
    yield made
    made.t.close()


def codes(bench: Bench) -> list[str]:
    step = bench.presenter.state.procedure
    return [row.key for row in step.rows] if step is not None else []


def test_results_of_an_older_text_do_not_stand_under_a_newer_one(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.search("khai tử")
    assert codes(bench)[0] == "1.000656"
    slow = HeldJobs()
    bench.presenter._counter._jobs = slow
    bench.presenter.procedure.search("khai sinh")
    bench.presenter._counter.show(bench.presenter._counter.sitting)  # any other redraw
    assert codes(bench) == []
    slow.release()
    assert codes(bench)[0] == "1.001193"
