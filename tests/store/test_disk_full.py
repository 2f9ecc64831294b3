"""A full disk: nothing is half-written, and work goes on when there is room again."""

from __future__ import annotations

import json
import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import drafts, visit
from agent_desk.errors import StoreUnusable
from tests.support.contents import everything
from tests.support.desks import a_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.desks import TestDesk

BIG = json.dumps(["x" * 1_000] * 500)


@contextmanager
def no_room_beyond(size_bytes: int) -> Iterator[None]:
    """Let the system refuse to make any file longer than this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_database_keeps_nothing_of_the_refused_step(t: TestDesk) -> None:
    a_case(t)
    before = everything(t.desk.store)
    with t.desk.store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreUnusable, match="disk is full"):
        drafts.save_draft(t.desk.store, t.clock, "reception", BIG)
    assert everything(t.desk.store) == before


def test_work_goes_on_when_there_is_room_again(t: TestDesk) -> None:
    act = t.act()
    with t.desk.store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnusable):
        drafts.save_draft(t.desk.store, t.clock, "reception", BIG)
    with t.desk.store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")

    assert not visit.open_visit(t.desk, act).repeated


def test_a_disk_that_takes_no_more_bytes_refuses_the_whole_step(t: TestDesk) -> None:
    a_case(t)
    before = everything(t.desk.store)

    with no_room_beyond(8192), pytest.raises(StoreUnusable, match="nothing was saved"):
        drafts.save_draft(t.desk.store, t.clock, "reception", BIG)
    assert everything(t.desk.store) == before
    drafts.save_draft(t.desk.store, t.clock, "reception", "[]")


def test_a_scan_on_a_full_disk_leaves_no_part_of_a_file(t: TestDesk) -> None:
    with no_room_beyond(8192), pytest.raises(StoreUnusable, match="nothing was saved"):
        t.desk.store.blobs.put(b"scan" * 10_000)

    assert not [path for path in t.desk.store.data.blobs.rglob("*") if path.is_file()]
