"""Two desks push what concerns the same numbers: neither waits for ever, none is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest

from agent_desk.center import mail
from agent_desk.domain.facts import FactKind

if TYPE_CHECKING:
    from httpx import Response

    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer

_NUMBERS = ("0010126112301", "EA123456785VN")
_WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def _hands_over(desk: DeskPeer, bag: str, item: str) -> None:
    desk.hand_over(bag, [])
    body = {"item_code": item, "reference": ""}
    desk.record(FactKind.DELIVERY_PREPARED.value, body=body)


def _supplements(first: DeskPeer, second: DeskPeer) -> None:
    """The holder and another desk answer for two dossiers, each in the other's order."""
    first.lodge("dossier-1")
    reference = "001012611230000"
    first.push()
    first.record(FactKind.DOSSIER_SUPPLEMENTED.value, "dossier-1", {"round": 1, "blobs": []})
    first.hand_over("0010126112302", [])
    second.hand_over(reference, [])
    body = {"reference": reference, "files": [], "item_code": "0010126112302"}
    second.record(FactKind.SUPPLEMENT_ELSEWHERE.value, reference, body)


def _push_together(
    under_test: CenterUnderTest, numbers: tuple[str, ...], *desks: DeskPeer
) -> list[Response]:
    """Hold the numbers until every push waits for one of them, then let go."""
    with (
        closing(psycopg.connect(under_test.owner_url)) as holder,
        closing(psycopg.connect(under_test.owner_url, autocommit=True)) as eye,
        ThreadPoolExecutor(len(desks)) as threads,
    ):
        mail.lock_numbers(holder, numbers)
        pushes = [threads.submit(desk.push) for desk in desks]
        while sum(push.done() for push in pushes) + _waiting(eye) < len(desks):
            pass
        holder.rollback()
        return [push.result(timeout=30) for push in pushes]


def _waiting(eye: psycopg.Connection) -> int:
    row = eye.execute(_WAITING).fetchone()
    return int(row[0]) if row else 0


@pytest.fixture
def second(under_test: CenterUnderTest) -> DeskPeer:
    return under_test.desk("Bưu cục Yên Hòa")


def test_a_bag_and_an_item_with_swapped_numbers_do_not_wait_in_a_circle(
    under_test: CenterUnderTest, desk: DeskPeer, second: DeskPeer
) -> None:
    _hands_over(desk, *_NUMBERS)
    _hands_over(second, *reversed(_NUMBERS))
    answers = _push_together(under_test, _NUMBERS, desk, second)
    assert [answer.status_code for answer in answers] == [200, 200]


def test_two_desks_that_answer_one_request_do_not_wait_in_a_circle(
    under_test: CenterUnderTest, desk: DeskPeer, second: DeskPeer
) -> None:
    _supplements(desk, second)
    numbers = ("001012611230000", "0010126112302")
    answers = _push_together(under_test, numbers, desk, second)
    assert [answer.status_code for answer in answers] == [200, 200]
