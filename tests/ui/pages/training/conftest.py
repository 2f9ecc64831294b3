from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.desks import TestDesk, opened_desk
from tests.ui.pages.training.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path / "desk") as desk:
        yield desk


@pytest.fixture
def bench(t: TestDesk) -> Bench:
    return Bench(t)
