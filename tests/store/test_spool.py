"""Pages on their way to a paper: on disk at once, unreadable for others, gone when attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.errors import StoreUnusable
from agent_desk.ids import uuid7
from agent_desk.store.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

KEY = bytes(range(32))


def test_pages_and_their_order_come_back_after_a_restart(tmp_path: Path) -> None:
    dossier = uuid7()
    batch = Spool(tmp_path, KEY).batch(dossier)
    names = [batch.put(b"page one"), batch.put(b"page two")]
    batch.keep_order({"pages": names, "paper": "Giấy chứng sinh"})

    again = Spool(tmp_path, KEY).batch(dossier)
    assert again.names() == tuple(names)
    assert again.get(names[0]) == b"page one"
    assert again.order()["paper"] == "Giấy chứng sinh"


def test_nothing_on_disk_can_be_read_without_the_key(tmp_path: Path) -> None:
    batch = Spool(tmp_path, KEY).batch(uuid7())
    batch.put(b"Nguyen Thi Mau")
    batch.keep_order({"paper": "Nguyen Thi Mau"})

    written = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert b"Nguyen" not in written
    assert len(written) > 40


def test_a_damaged_order_is_no_order_and_the_pages_are_still_there(tmp_path: Path) -> None:
    batch = Spool(tmp_path, KEY).batch(uuid7())
    name = batch.put(b"page")
    batch.keep_order({"pages": []})
    sealed = next(tmp_path.rglob("order.sealed"))
    sealed.write_bytes(b"x" + sealed.read_bytes()[1:])

    assert batch.order() == {}
    assert batch.names() == (name,)


def test_an_altered_page_is_not_given_back(tmp_path: Path) -> None:
    batch = Spool(tmp_path, KEY).batch(uuid7())
    name = batch.put(b"page")
    path = next(tmp_path.rglob(name))
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(StoreUnusable):
        batch.get(name)


def test_what_is_attached_or_belongs_to_nobody_is_swept_away(tmp_path: Path) -> None:
    spool, kept, gone = Spool(tmp_path, KEY), uuid7(), uuid7()
    spool.batch(kept).put(b"kept")
    spool.batch(gone).put(b"gone")
    (tmp_path / "tray.1").mkdir()

    assert spool.sweep({kept}) == 2
    assert spool.open_ids() == {kept}
    spool.batch(kept).drop()
    assert spool.open_ids() == frozenset()


def test_a_batch_is_named_by_a_dossier_and_by_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="id of a dossier"):
        Spool(tmp_path, KEY).batch("../blobs")


def test_looking_at_no_spool_makes_none(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", KEY)

    assert spool.open_ids() == frozenset()
    assert spool.sweep(()) == 0
    assert spool.batch(uuid7()).names() == ()
    assert not (tmp_path / "spool").exists()
