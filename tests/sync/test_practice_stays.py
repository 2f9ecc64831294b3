"""Practice data cannot reach a center: not by sync, not by copies, not by a key of its own."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from agent_desk.cli import main
from agent_desk.clock import SystemClock
from agent_desk.commands.desk import keep_enrollment
from agent_desk.domain.facts import FactKind
from agent_desk.errors import CenterRefused, NotAllowed, StoreUnusable
from agent_desk.export_file import prove
from agent_desk.ids import new_intent
from agent_desk.paths import DataDir
from agent_desk.queries.export import export
from agent_desk.store import ledger
from agent_desk.store.engine import open_store
from agent_desk.sync import ask
from agent_desk.sync.enrolled import EnrolledDesk
from agent_desk.wire import LookUpRequest, Refusal
from tests.support import desks
from tests.support.fake_center import FakeCenter
from tests.support.stores import a_store
from tests.sync.contract import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.desks import TestDesk


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[TestDesk]:
    with desks.opened_desk(tmp_path / "practice", is_practice=True) as made:
        desks.a_lodged_dossier(made)
        made.desk.store.checkpoint()
        yield made


def holds_nothing(center: FakeCenter) -> bool:
    return not (center.calls or center.facts or center.blobs)


def copied(practice: TestDesk, to: DataDir) -> DataDir:
    """Copy the practice database and its key over what lies there, as somebody in a hurry does."""
    ours = practice.desk.store.data
    to.root.mkdir(exist_ok=True)
    for name in ("desk.db", "desk.key"):
        shutil.copy(ours.root / name, to.root / name)
    return to


def refused_as_real(data: DataDir) -> str:
    """Give the words of the refusal; nothing in the folder may have changed."""
    before = {path: path.read_bytes() for path in data.root.rglob("*") if path.is_file()}
    with pytest.raises(StoreUnusable) as caught:
        open_store(data, use_system_store=False)
    assert before == {path: path.read_bytes() for path in data.root.rglob("*") if path.is_file()}
    return caught.value.message


# By construction


def test_a_practice_desk_cannot_become_what_sync_takes(practice: TestDesk) -> None:
    with pytest.raises(NotAllowed, match="never sent"):
        EnrolledDesk(desk=practice.desk, keys=practice.keys)
    with pytest.raises(NotAllowed):
        practice.sync()
    assert holds_nothing(practice.center)


def test_practice_asks_the_center_nothing_either(practice: TestDesk) -> None:
    request = LookUpRequest(number="1", purpose="correction", asked_by=practice.clerk_id)
    with pytest.raises(NotAllowed):
        ask.look_up(practice.enrolled, practice.center, request)  # type: ignore[arg-type]
    assert holds_nothing(practice.center)


def test_a_practice_store_takes_no_center_and_a_real_one_no_pretence(tmp_path: Path) -> None:
    center = FakeCenter("desk", b"k" * 32)
    real = desks.an_enrollment(center, b"k" * 32)
    for is_practice in (True, False):
        store = a_store(tmp_path / str(is_practice), is_practice=is_practice)
        wrong = real if is_practice else desks.replace(real, center_url="")
        with pytest.raises(NotAllowed, match="has no center"):
            keep_enrollment(store, SystemClock(), wrong)
        store.close()


def test_the_chain_begins_with_practice_and_only_there(practice: TestDesk, t: TestDesk) -> None:
    for desk, kind in ((practice, FactKind.PRACTICE_BEGUN), (t, FactKind.DESK_ENROLLED)):
        with desk.desk.store.read() as connection:
            first = json.loads(next(ledger.lines(connection)))
        assert first["kind"] == kind.value


def test_a_real_store_writes_no_fact_of_practice(t: TestDesk) -> None:
    from agent_desk.commands.unit import perform

    def pretend(work: object) -> dict[str, str]:
        work.record(FactKind.PRACTICE_BEGUN, "x", {})  # type: ignore[attr-defined]
        return {}

    with pytest.raises(ValueError, match="practice store"):
        perform(t.desk, t.act(new_intent()), "pretend", pretend)


# By the command line


@pytest.mark.parametrize("flag", [(), ("--practice",)])
def test_the_command_sends_nothing_of_practice(
    practice: TestDesk,
    flag: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AGENT_DESK_LANGUAGE", "en")
    practice.close()
    assert main(["sync", *flag, "--data-dir", str(practice.desk.store.data.root)]) == 1
    assert capsys.readouterr().out == ""


# By copies


def test_practice_copied_over_the_real_data_is_refused_with_words(
    practice: TestDesk, t: TestDesk
) -> None:
    t.close()
    words = refused_as_real(copied(practice, t.desk.store.data))
    assert "copied it there" in words
    assert "Serve on paper" in words
    assert "backups" in words


def test_a_whole_practice_folder_is_no_desk(practice: TestDesk, tmp_path: Path) -> None:
    practice.close()
    shutil.copytree(practice.desk.store.data.root, tmp_path / "moved")
    assert "Practice data" in refused_as_real(DataDir(root=tmp_path / "moved"))


def test_a_backup_of_practice_restored_as_real_is_refused(
    practice: TestDesk, tmp_path: Path
) -> None:
    from agent_desk.store.migrate import _copy_aside

    _copy_aside(practice.desk.store, "0001")
    (backup,) = practice.desk.store.data.backups.iterdir()
    restored = copied(practice, DataDir(root=tmp_path / "restored"))
    shutil.copy(backup, restored.database)
    assert "Practice data" in refused_as_real(restored)


def test_real_data_is_never_opened_for_practice(t: TestDesk) -> None:
    t.close()
    data = DataDir(root=t.desk.store.data.root, is_practice=True)
    words = refused_as_real(data)
    assert "real data of a desk" in words
    assert "without “Practice”" in words
    open_store(t.desk.store.data, use_system_store=False).close()  # and the desk goes on


def test_practice_written_anew_under_another_salt_is_still_known_inside(
    practice: TestDesk, tmp_path: Path
) -> None:
    data = practice.desk.store.data
    target = DataDir(root=tmp_path / "rewritten")
    target.root.mkdir()
    shutil.copy(data.key_file, target.key_file)
    key = data.key_file.read_text().strip()
    practice.close()
    raw = dbapi2.connect(str(data.database))
    raw.execute(f"PRAGMA key = \"x'{key}'\"")
    raw.execute(f"ATTACH '{target.database}' AS other KEY \"x'{key}{'ab' * 16}'\"")
    raw.execute("PRAGMA other.synchronous = OFF")
    raw.execute("PRAGMA other.journal_mode = OFF")
    raw.execute("SELECT sqlcipher_export('other')")
    raw.close()
    assert not target.database.read_bytes().startswith(b"PRACTICE")
    with pytest.raises(StoreUnusable, match="Practice data"):
        open_store(target, use_system_store=False)


# By a key of its own


def test_a_center_that_knows_the_key_of_practice_still_takes_none_of_it(
    practice: TestDesk,
) -> None:
    center = practice.center  # it was given the public key of the practice desk
    peer = Peer(
        api=center,
        desk_id=center.desk_id,
        private_key=practice.keys.private_key,
        center_key=center.public_key,
    )
    peer.session()
    with practice.desk.store.read() as connection:
        chain = ledger.after(connection, 0, limit=100)
    with pytest.raises(CenterRefused) as caught:
        peer.push(chain)
    assert caught.value.code == Refusal.PRACTICE.value
    assert center.facts == []


def test_an_export_says_that_it_is_practice_and_cannot_hide_it(
    practice: TestDesk, tmp_path: Path
) -> None:
    path = tmp_path / "export"
    export(practice.desk.store, practice.clock, path, with_private=True)
    proof = prove(path)
    assert proof.holds
    assert proof.header.is_practice
    path.write_bytes(path.read_bytes().replace(b'"is_practice": true', b'"is_practice": false', 1))
    assert not prove(path).holds
