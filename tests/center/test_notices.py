"""Notices are numbered for each desk without a gap, whoever writes them at the same time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from agent_desk.center import notices
from agent_desk.center.inspection import inspect_desk
from agent_desk.center.notices import Draft
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer


def _tell(under_test: CenterUnderTest, desk: DeskPeer, count: int) -> None:
    draft = Draft(kind=NoticeKind.STATUS_CHANGED, subject_id="d", body={"status": 4})
    with under_test.center.database.transaction() as db:
        notices.append(db, desk.desk_id, [draft] * count, under_test.clock.now())


def test_numbers_run_for_each_desk_on_its_own(under_test: CenterUnderTest) -> None:
    one, two = under_test.desk(), under_test.desk()
    _tell(under_test, one, 2)
    _tell(under_test, two, 1)
    _tell(under_test, one, 1)
    assert [notice["number"] for notice in one.notices()] == [1, 2, 3]
    assert [notice["number"] for notice in two.notices()] == [1]


def test_two_writers_at_once_leave_no_gap(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    start = threading.Barrier(2)

    def write() -> None:
        start.wait()
        for count in (1, 3, 2, 1, 2, 3):
            _tell(under_test, desk, count)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [notice["number"] for notice in desk.notices()] == list(range(1, 25))


def test_an_undone_transaction_uses_no_number_up(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    draft = Draft(kind=NoticeKind.STATUS_CHANGED, subject_id="d", body={})
    try:
        with under_test.center.database.transaction() as db:
            notices.append(db, desk.desk_id, [draft], under_test.clock.now())
            raise LookupError
    except LookupError:
        pass
    _tell(under_test, desk, 1)
    assert [notice["number"] for notice in desk.notices()] == [1]


def test_a_page_says_whether_more_follow(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    _tell(under_test, desk, notices.PAGE + 1)
    first = desk.http.get("/v1/notices", headers=desk.headers).json()
    assert (len(first["notices"]), first["more"]) == (notices.PAGE, True)
    after = first["notices"][-1]["number"]
    rest = desk.http.get("/v1/notices", params={"after": after}, headers=desk.headers).json()
    assert ([n["number"] for n in rest["notices"]], rest["more"]) == ([notices.PAGE + 1], False)


def test_an_acknowledgement_never_moves_back_nor_past_the_end(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    _tell(under_test, desk, 3)
    acked = []
    for through in (2, 1, 99, -5, 2**70):
        assert desk.post("/v1/notices/ack", {"through": through}).status_code == 204
        acked.append(inspect_desk(under_test.owner_url, desk.desk_id).notices_acked)
    assert acked == [2, 2, 3, 3, 3]


def test_a_page_behind_nonsense_is_a_bad_request(desk: DeskPeer) -> None:
    for after in ("-1", "x", "9" * 30):
        answer = desk.http.get(f"/v1/notices?after={after}", headers=desk.headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
