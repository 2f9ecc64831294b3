"""The real catalog, loaded once for all tests of this folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.find import Finder
from agent_desk.catalog.load import load_catalog

if TYPE_CHECKING:
    from agent_desk.catalog.spec import Catalog

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(on=TODAY)


@pytest.fixture(scope="session")
def finder(catalog: Catalog) -> Finder:
    return Finder(catalog)
