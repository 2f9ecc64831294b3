"""A desk with one clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.desks import opened_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.desks import TestDesk


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        yield desk
