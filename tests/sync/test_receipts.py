"""Only the countersignature of our own center over our own chain makes anything green."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk import signing, wire
from agent_desk.ids import uuid7
from agent_desk.queries import sync as sync_query
from tests.support.contents import counts
from tests.support.desks import a_lodged_dossier

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.desks import TestDesk
    from tests.support.fake_center import FakeCenter


def forged(center: FakeCenter) -> wire.SignedReceipt:
    genuine = center.sign_receipt()
    message = signing.receipt_message(genuine.body.encode())
    somebody = signing.sign(signing.new_private_key(), message).hex()
    return wire.SignedReceipt(body=genuine.body, signature=somebody)


def altered(center: FakeCenter) -> wire.SignedReceipt:
    genuine = center.sign_receipt()
    body = genuine.body.replace('"version": 1', '"version": 2')
    return wire.SignedReceipt(body=body, signature=genuine.signature)


def of_a_bare_message(center: FakeCenter) -> wire.SignedReceipt:
    genuine = center.sign_receipt()
    signature = signing.sign(center.private_key, genuine.body.encode()).hex()
    return wire.SignedReceipt(body=genuine.body, signature=signature)


WRONG: dict[str, Callable[[FakeCenter], wire.SignedReceipt]] = {
    "somebody else's signature": forged,
    "one byte changed": altered,
    "signed for another purpose": of_a_bare_message,
    "another desk": lambda center: center.sign_receipt(desk_id=uuid7()),
    "another head": lambda center: center.sign_receipt(head_sha256="ab" * 32),
    "an older head under the newest number": lambda center: center.sign_receipt(
        head_sha256=center.facts[0].sha256
    ),
    "a number beyond our chain": lambda center: center.sign_receipt(through_seq=10_000),
    "number zero": lambda center: center.sign_receipt(through_seq=0),
    "scans nobody asked about": lambda center: center.sign_receipt(blobs=["ab" * 32]),
    "no JSON": lambda _center: wire.SignedReceipt(body="{", signature="00"),
    "no signature": lambda center: wire.SignedReceipt(
        body=center.sign_receipt().body, signature="zz"
    ),
    "a short signature": lambda center: wire.SignedReceipt(
        body=center.sign_receipt().body, signature="00"
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_receipt_marks_nothing(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    dossier_id = a_lodged_dossier(t)
    monkeypatch.setattr(t.center, "receipt", lambda _names: WRONG[kind](t.center))

    report = t.sync()
    with t.desk.store.read() as connection:
        shown = sync_query.view(connection)
    assert (report.error_code, report.may_retry) == ("bad_receipt", False)
    assert (shown.receipted_through, shown.receipt_id, shown.is_green) == (0, "", False)
    assert counts(t.desk.store)["receipts"] == 0
    assert not t.view(dossier_id).is_held_by_center


def test_a_receipt_without_the_scans_is_not_green(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = a_lodged_dossier(t)
    monkeypatch.setattr(t.center, "receipt", lambda _names: t.center.sign_receipt())

    assert t.sync().is_ok
    with t.desk.store.read() as connection:
        shown = sync_query.view(connection)
    assert (shown.waiting_facts, shown.waiting_blobs > 0, shown.is_green) == (0, True, False)
    assert not t.view(dossier_id).is_held_by_center


def test_a_late_receipt_of_an_older_head_never_takes_green_back(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_lodged_dossier(t)
    t.sync()
    with t.desk.store.read() as connection:
        before = sync_query.view(connection).receipted_through
    first = t.center.facts[0].sha256
    older = t.center.sign_receipt(through_seq=1, head_sha256=first)
    monkeypatch.setattr(t.center, "receipt", lambda _names: older)
    a_lodged_dossier(t)

    t.sync()
    with t.desk.store.read() as connection:
        assert sync_query.view(connection).receipted_through == before
