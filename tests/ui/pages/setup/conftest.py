"""A real center over loopback, and an empty desk before set-up."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from agent_desk.center import enrolling
from agent_desk.center.config import CenterSettings
from agent_desk.center.database import Database
from agent_desk.center.main import running_center
from agent_desk.clock import SystemClock
from agent_desk.ui.pages.setup.presenter import SetupEntries, SetupPresenter
from tests.center.conftest import owner_url, postgres
from tests.support.stores import a_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.store.engine import Store
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office

__all__ = ["owner_url", "postgres"]

SITE = "Bưu cục Yên Hòa"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCenter:
    """A center that answers at ``url``."""

    url: str
    owner_url: str

    def code(self, made_at: datetime | None = None) -> str:
        """Give a one-time code, made now or long ago."""
        database = Database(self.owner_url)
        try:
            with database.transaction() as db:
                return enrolling.make_code(db, SITE, made_at or datetime.now(UTC))
        finally:
            database.close()

    def expired_code(self) -> str:
        return self.code(datetime.now(UTC) - enrolling.CODE_LIFE - timedelta(hours=1))

    def desks(self) -> int:
        """Count the desks that were ever enrolled."""
        database = Database(self.owner_url)
        try:
            with database.transaction() as db:
                row = db.execute("SELECT count(*) FROM desks").fetchone()
                return int(row[0]) if row else 0
        finally:
            database.close()


@pytest.fixture
def center(owner_url: str, tmp_path: Path) -> Iterator[LiveCenter]:
    settings = CenterSettings(data_dir=tmp_path / "center", database_url=owner_url)
    with running_center(settings) as running:
        yield LiveCenter(url=running.url, owner_url=owner_url)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path / "desk")
    yield opened
    opened.close()


@pytest.fixture
def practice_store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path / "practice", is_practice=True)
    yield opened
    opened.close()


class SetUp:
    """A set-up presenter and what came of it."""

    def __init__(self, store: Store, jobs: JobRunner) -> None:
        self.offices: list[Office] = []
        self.presenter = SetupPresenter(store, SystemClock(), jobs, self.offices.append)

    def start(self, url: str, code: str, name: str = "Trần Thu Hà") -> None:
        self.presenter.start(SetupEntries(center_url=url, code=code, clerk_name=name))

    @property
    def problem(self) -> str:
        return self.presenter.state.problem

    @property
    def errors(self) -> dict[str, str]:
        return dict(self.presenter.state.errors or {})


@contextmanager
def nobody() -> Iterator[str]:
    """Give an address where nobody listens."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
