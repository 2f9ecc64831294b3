"""The sync run: whatever is lost on the way, both books end equal and nothing is there twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from agent_desk import wire
from agent_desk.clock import from_iso
from agent_desk.domain.ledger import parse
from agent_desk.errors import CenterRefused, CenterUnreachable, StoreUnusable
from agent_desk.ids import sha256_hex
from agent_desk.queries import sync as sync_query
from agent_desk.store import ledger
from agent_desk.store.tables import blobs
from agent_desk.sync import run as sync_run
from agent_desk.sync import state
from agent_desk.sync.run import sync_once
from tests.support.acts import a_visit
from tests.support.contents import counts
from tests.support.desks import a_case, a_lodged_dossier, particulars, with_all_papers

if TYPE_CHECKING:
    from agent_desk.queries.sync import SyncView
    from tests.support.desks import TestDesk


def view(t: TestDesk) -> SyncView:
    with t.desk.store.read() as connection:
        return sync_query.view(connection)


def assert_books_are_equal(t: TestDesk) -> None:
    with t.desk.store.read() as connection:
        ours = ledger.after(connection, 0, limit=10_000)
        names = set(connection.execute(select(blobs.c.sha256)).scalars())
    assert [fact.line for fact in t.center.facts] == [fact.line for fact in ours]
    assert [fact.payload for fact in t.center.facts] == [fact.payload for fact in ours]
    assert set(t.center.blobs) == names
    assert t.center.acknowledged == len(t.center.notes)
    assert view(t).is_green


def test_everything_arrives_once_and_is_green_only_then(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    assert not view(t).is_green

    report = t.sync()
    assert report.is_ok
    assert_books_are_equal(t)
    assert t.view(dossier_id).is_held_by_center
    assert view(t).receipt_id == report.receipt_id


def test_a_second_sync_sends_nothing(t: TestDesk) -> None:
    a_lodged_dossier(t)
    t.sync()
    t.center.calls.clear()

    report = t.sync()
    assert (report.facts_sent, report.blobs_sent, report.is_ok) == (0, 0, True)
    assert t.center.calls == ["nonce", "session", "notices"]


def test_an_answer_lost_at_any_call_loses_nothing_and_doubles_nothing(t: TestDesk) -> None:
    lost, came_through = 0, False
    while not came_through:
        lost += 1
        dossier_id = a_case(t, person=particulars(number=f"0011900{lost:05d}"))
        with_all_papers(t, dossier_id)
        t.center.tell(wire.NoticeKind.STATUS_CHANGED.value, dossier_id, status=1)
        t.center.calls, t.center.lose = [], frozenset({lost})
        report = t.sync()
        came_through = report.is_ok
        assert report.may_retry is not came_through

        t.center.lose = frozenset()
        assert t.sync().is_ok
        assert_books_are_equal(t)
    assert lost >= 10


def test_a_link_that_dies_at_every_second_call_still_gets_there(t: TestDesk) -> None:
    a_lodged_dossier(t)
    t.center.lose = frozenset(range(5, 200, 7))
    for _ in range(10):
        t.sync()

    t.center.lose = frozenset()
    assert t.sync().is_ok
    assert_books_are_equal(t)


def test_a_center_that_is_down_stops_nothing_at_the_desk(t: TestDesk) -> None:
    t.center.is_down = True
    assert t.sync().error_code == "unreachable"
    dossier_id = a_lodged_dossier(t)

    assert t.sync().may_retry
    shown = view(t)
    assert (shown.last_error, shown.waiting_facts > 0, shown.is_green) == ("down", True, False)
    t.center.is_down = False
    assert t.sync().is_ok
    assert t.view(dossier_id).is_held_by_center
    assert view(t).last_error == ""


def test_facts_go_in_batches_and_stop_between_them_when_asked(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MAX_BATCH_FACTS", 3)
    for _ in range(10):
        a_visit(t)

    report = sync_once(t.enrolled, t.center, lambda: len(t.center.facts) >= 6)
    assert (report.stopped_early, report.is_ok, report.facts_sent) == (True, False, 6)
    assert view(t).succeeded_at == ""
    assert t.sync().is_ok
    assert_books_are_equal(t)


def test_a_batch_is_never_larger_than_the_wire_allows(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MAX_BATCH_BYTES", 1500)
    a_lodged_dossier(t)
    sizes: list[int] = []
    push = t.center.push
    monkeypatch.setattr(
        t.center, "push", lambda head, records: (sizes.append(len(records)), push(head, records))[1]
    )

    assert t.sync().is_ok
    facts = wire.pack_facts(t.center.facts)
    assert sum(sizes) == len(facts)
    assert all(size <= 1500 or size > 1500 > 0 for size in sizes)
    assert len(sizes) > 5


def test_an_empty_batch_of_many_blobs_is_receipted_in_one_run(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_run, "_BLOBS_PER_RECEIPT", 2)
    monkeypatch.setattr(sync_run, "_BLOBS_PER_ASK", 3)
    a_lodged_dossier(t)
    many_blobs(t, 11)

    assert t.sync().is_ok
    assert_books_are_equal(t)


def many_blobs(t: TestDesk, number: int) -> list[str]:
    names = [t.desk.store.blobs.put(b"blob %d" % n) for n in range(number)]
    with t.desk.store.write() as connection:
        connection.execute(
            blobs.insert(),
            [
                {"sha256": name, "size_bytes": 7, "media_type": "x", "stored_at": "2026"}
                for name in names
            ],
        )
    return names


def test_a_scan_that_is_gone_from_the_disk_holds_up_nothing_else(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    gone, *_ = many_blobs(t, 3)
    t.desk.store.blobs.path(gone).unlink()
    t.center.tell(wire.NoticeKind.STATUS_CHANGED.value, dossier_id, status=2)

    report = t.sync()
    assert (report.blobs_set_aside > 0, report.notices_applied) == (True, 1)
    assert "Scan the paper again" in report.error
    assert len(t.center.blobs) == counts(t.desk.store)["blobs"] - 1
    assert view(t).waiting_blobs == 1
    assert not view(t).is_green


@pytest.mark.parametrize("code", [wire.Refusal.TOO_LARGE.value, wire.Refusal.BAD_HASH.value])
def test_a_scan_the_center_refuses_holds_up_nothing_else(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    a_lodged_dossier(t)
    bad, *_ = many_blobs(t, 3)
    put = t.center.put_blob

    def refuse(name: str, data: bytes) -> None:
        if name == bad:
            raise CenterRefused("no", code=code)
        put(name, data)

    monkeypatch.setattr(t.center, "put_blob", refuse)
    report = t.sync()
    assert (report.error_code, report.may_retry) == (code, True)
    assert set(t.center.blobs) == {sha256_hex(data) for data in t.center.blobs.values()}
    assert view(t).waiting_blobs == 1
    assert view(t).waiting_facts == 0


def test_a_damaged_scan_is_never_sent(t: TestDesk) -> None:
    (name,) = many_blobs(t, 1)
    t.desk.store.blobs.path(name).write_bytes(b"garbage of the disk, longer than a nonce")

    assert t.sync().error_code == "blob_unreadable"
    assert t.center.blobs == {}


@pytest.mark.parametrize("hours", [-3, 3, 24 * 365])
def test_a_wrong_clock_does_not_stop_sync_and_is_a_fact(t: TestDesk, hours: int) -> None:
    t.clock.advance(hours=hours)
    for _ in range(2):
        assert t.sync().is_ok
    assert_books_are_equal(t)

    offset = view(t).clock_offset_ms
    assert offset is not None
    assert abs(offset - hours * 3_600_000) < 60_000
    kinds = [parse(fact.line).kind for fact in t.center.facts]
    assert kinds.count("desk.clock_measured") == 1


def test_a_right_clock_is_no_fact(t: TestDesk) -> None:
    assert t.sync().is_ok

    assert "desk.clock_measured" not in [parse(fact.line).kind for fact in t.center.facts]


def test_a_restored_old_copy_is_found_and_serving_goes_on(t: TestDesk) -> None:
    t.sync()
    t.center.facts += t.center.facts[-1:]  # the center knows one fact more than this disk

    report = t.sync()
    assert (report.error_code, report.may_retry) == ("chain_conflict", False)
    assert "old copy" in report.error
    assert view(t).stopped_code == "chain_conflict"
    a_lodged_dossier(t)


def test_another_history_at_the_center_is_found_before_anything_is_sent(t: TestDesk) -> None:
    t.sync()
    t.center.facts[-1], t.center.facts[-2] = t.center.facts[-2], t.center.facts[-1]
    a_visit(t)
    t.center.calls.clear()

    assert t.sync().error_code == "chain_conflict"
    assert t.center.calls == ["nonce", "session"]


def test_a_center_that_lost_facts_gets_them_again(t: TestDesk) -> None:
    a_lodged_dossier(t)
    t.sync()
    del t.center.facts[5:]

    assert t.sync().is_ok
    assert_books_are_equal(t)


def test_a_center_that_takes_only_a_part_is_asked_again(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = wire.PushReply(accepted_through=1, head_sha256="")
    monkeypatch.setattr(t.center, "push", lambda _head, _records: reply)

    report = t.sync()
    assert (report.error_code, report.may_retry) == ("unreachable", True)
    assert view(t).waiting_facts == 2


@pytest.mark.parametrize("center_time", ["", "yesterday", "2026-11-23T02:00:00"])
def test_a_center_without_a_clock_is_asked_again(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch, center_time: str
) -> None:
    reply = wire.SessionReply(
        token="t", center_time=center_time, accepted_through=0, head_sha256="", notices_through=0
    )
    monkeypatch.setattr(t.center, "open_session", lambda _request: reply)

    assert t.sync().may_retry


@pytest.mark.parametrize("code", sorted(state.STOPPING))
def test_a_refusal_that_only_people_can_cure_stops_and_says_so(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    def refuse(_desk_id: str) -> str:
        raise CenterRefused("no", code=code)

    monkeypatch.setattr(t.center, "nonce", refuse)
    assert not t.sync().may_retry
    assert view(t).stopped_code == code
    monkeypatch.undo()
    assert t.sync().is_ok  # by hand, after people cured it
    assert view(t).stopped_code == ""


def test_a_full_disk_while_syncing_is_not_taken_for_the_network(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_columns: object) -> None:
        raise StoreUnusable("full")

    monkeypatch.setattr(state, "keep", full)
    with pytest.raises(StoreUnusable):
        t.sync()


def test_waits_double_up_to_ten_minutes_with_jitter(t: TestDesk) -> None:
    now = t.clock.now()
    waits = []
    for _ in range(9):
        state.keep_failure(t.desk.store, now, "down")
        due = from_iso(state.load(t.desk.store).next_attempt_at)
        waits.append((due - now).total_seconds())

    for number, wait in enumerate(waits):
        middle = min(600, 15 * 2**number)
        assert 0.75 * middle - 1 <= wait <= 1.25 * middle + 1


def test_the_center_may_ask_for_a_longer_wait(t: TestDesk) -> None:
    now = t.clock.now()
    state.keep_failure(t.desk.store, now, "busy", retry_after_s=3000)

    due = from_iso(state.load(t.desk.store).next_attempt_at)
    assert due - now >= timedelta(seconds=2999)


def test_success_forgets_the_failures(t: TestDesk) -> None:
    state.keep_failure(t.desk.store, t.clock.now(), "down")
    t.sync()

    kept = state.load(t.desk.store)
    assert (kept.failures, kept.next_attempt_at, kept.stopped_code) == (0, "", "")


def test_the_wait_that_the_center_asked_for_reaches_the_state(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_desk_id: str) -> str:
        raise CenterUnreachable("busy", retry_after_s=1800)

    monkeypatch.setattr(t.center, "nonce", busy)
    now = t.clock.moment
    t.sync()
    assert from_iso(view(t).next_attempt_at) - now >= timedelta(seconds=1799)


def test_what_waits_is_listed_oldest_first_with_its_dossier(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    with t.desk.store.read() as connection:
        rows = sync_query.waiting(connection, limit=500)

    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert rows[-1].reference == t.view(dossier_id).reference
    assert not any(row.is_accepted for row in rows)
    t.sync()
    with t.desk.store.read() as connection:
        assert sync_query.waiting(connection) == ()


def test_a_scan_waiting_for_its_receipt_is_not_yet_green(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    t.sync()
    with t.desk.store.write() as connection:
        connection.execute(update(blobs).values(receipt_id=None))

    assert not view(t).is_green
    assert not t.view(dossier_id).is_held_by_center
