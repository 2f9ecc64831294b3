"""The automatic officer does what officials do, once, and never under a person's name."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from agent_desk.center import handling
from agent_desk.center.config import OfficerSettings
from agent_desk.center.handling import Case, Round, Step
from agent_desk.center.inspection import inspect_desk
from agent_desk.center.officer import AutoOfficer
from agent_desk.center.scans import Scan, current_scans
from agent_desk.domain.dossier import NationalStatus

if TYPE_CHECKING:
    from agent_desk.center.deadlines import Deadlines
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer


def _lodge(desk: DeskPeer, dossier_id: str = "d", *, width_px: int = 1654) -> None:
    name = desk.attach(dossier_id, dossier_id.encode(), width_px=width_px)
    desk.lodge(dossier_id, [name])
    desk.push()
    desk.put_blob(dossier_id.encode())


def _told(desk: DeskPeer) -> list[str | int]:
    return [_short(notice) for notice in desk.notices()]


def _short(notice: dict[str, object]) -> str | int:
    body = notice["body"]
    assert isinstance(body, dict)
    return body["status"] if notice["kind"] == "status_changed" else str(notice["kind"])


def _body(desk: DeskPeer, kind: str) -> dict[str, object]:
    [body] = [notice["body"] for notice in desk.notices() if notice["kind"] == kind]
    assert isinstance(body, dict)
    return body


def test_a_readable_online_dossier_gets_a_code_and_an_electronic_result(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    _lodge(desk)
    officer.work_until_done()
    assert _told(desk) == ["code_issued", 4, 9, "result_ready"]
    code = _body(desk, "code_issued")
    assert code["official_code"] == "H26.99-261123-0001"
    assert _body(desk, "result_ready")["form"] == "electronic"
    assert _body(desk, "result_ready")["result_number"] == "KQ.H26.99-261123-0001"


def test_what_the_citizen_filed_on_the_portal_keeps_the_code_of_the_portal(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    desk.lodge("d", portal_code="H26.17-261123-4711")
    desk.push()
    officer.work_until_done()
    assert _body(desk, "code_issued")["official_code"] == "H26.17-261123-4711"
    assert _body(desk, "result_ready")["result_number"] == "KQ.H26.17-261123-4711"


def test_the_due_time_skips_the_holiday_of_24_november(
    desk: DeskPeer, officer: AutoOfficer, deadlines: Deadlines
) -> None:
    _lodge(desk)
    officer.work_until_done()
    code = _body(desk, "code_issued")
    assert code["received_at"] == "2026-11-23T02:00:00.000Z"
    assert str(code["due_at"]) >= "2026-11-23T10:00:00.000Z"
    assert str(deadlines.days_later(officer._clock.now(), 1)) == "2026-11-25"


def test_a_paper_dossier_is_filed_when_the_minutes_are_signed_and_gets_a_paper_result(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    desk.lodge("d", channel="post")
    desk.push()
    officer.work_until_done()
    assert _told(desk) == []
    desk.hand_over("00101261123018", ["001012611230000"])
    desk.push()
    officer.work_until_done()
    assert _body(desk, "result_ready")["form"] == "paper"


def test_nothing_is_decided_before_the_scans_have_arrived(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    desk.lodge("d", [desk.attach("d", b"one"), desk.attach("d", b"two", "TP2")])
    desk.push()
    desk.put_blob(b"one")
    officer.work_until_done()
    assert _told(desk) == []
    desk.put_blob(b"two")
    officer.work_until_done()
    assert _told(desk) == ["code_issued", 4, 9, "result_ready"]


def test_all_unreadable_papers_are_named_in_one_request(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    scans = [desk.attach("d", f"{n}".encode(), f"TP{n}", width) for n, width in SIZES]
    desk.lodge("d", scans)
    desk.push()
    for number, _ in SIZES:
        desk.put_blob(f"{number}".encode())
    officer.work_until_done()
    assert _told(desk) == ["code_issued", 4, "supplement_requested", 5]
    items = _body(desk, "supplement_requested")["items"]
    assert isinstance(items, list)
    assert [item["component_id"] for item in items] == ["TP1", "TP3"]
    assert all("800" in item["text"] for item in items)


SIZES = ((1, 799), (2, 800), (3, 50))


def _supplement(desk: DeskPeer, data: bytes, width_px: int) -> None:
    fresh = desk.attach("d", data, width_px=width_px)
    desk.record("dossier.supplemented", "d", {"notice_id": "n", "blobs": [fresh]})
    desk.push()
    desk.put_blob(data)


def test_a_readable_supplement_leads_to_the_result(desk: DeskPeer, officer: AutoOfficer) -> None:
    _lodge(desk, width_px=300)
    officer.work_until_done()
    _supplement(desk, b"sharp", 1654)
    officer.work_until_done()
    assert _told(desk)[4:] == [4, 9, "result_ready"]


def test_an_unreadable_supplement_is_asked_for_once_more(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    _lodge(desk, width_px=300)
    officer.work_until_done()
    _supplement(desk, b"still blurred", 200)
    officer.work_until_done()
    assert _told(desk)[4:] == [4, "supplement_requested", 5]


def test_a_returned_result_closes_the_dossier_for_good(
    under_test: CenterUnderTest, desk: DeskPeer, officer: AutoOfficer
) -> None:
    _lodge(desk)
    officer.work_until_done()
    desk.record("result.returned", "d", {"collector": "owner", "items": []})
    desk.push()
    officer.work_until_done()
    _supplement(desk, b"too late", 100)
    assert officer.work_until_done() <= 1
    assert _told(desk)[4:] == [10]
    [dossier] = inspect_desk(under_test.owner_url, desk.desk_id).dossiers
    assert (dossier.status, dossier.is_returned) == (10, True)


def test_every_automatic_act_says_that_no_person_did_it(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    _lodge(desk, width_px=300)
    officer.work_until_done()
    for notice in desk.notices():
        body = notice["body"]
        assert isinstance(body, dict)
        assert (body["author_type"], body["handler"]) == (
            "center",
            "Hệ thống của Trung tâm (tự động)",
        )


def _another(under_test: CenterUnderTest, deadlines: Deadlines, delay_s: float = 0) -> AutoOfficer:
    center = under_test.center
    settings = OfficerSettings(delay_s=delay_s)
    return AutoOfficer(center.database, center.storage, center.clock, deadlines, settings)


def test_a_new_officer_goes_on_where_the_last_one_stopped(
    under_test: CenterUnderTest, desk: DeskPeer, deadlines: Deadlines
) -> None:
    _lodge(desk)
    for _ in range(5):
        _another(under_test, deadlines, delay_s=10).work_until_done()
        under_test.clock.turn(seconds=10)
    assert _told(desk) == ["code_issued", 4, 9, "result_ready"]
    assert _another(under_test, deadlines).work_until_done() == 0


def test_steps_wait_for_the_delay(
    under_test: CenterUnderTest, desk: DeskPeer, deadlines: Deadlines
) -> None:
    slow = _another(under_test, deadlines, delay_s=10)
    _lodge(desk)
    assert slow.work_until_done() == 1
    under_test.clock.turn(seconds=9)
    assert slow.work_until_done() == 0
    under_test.clock.turn(seconds=1)
    assert slow.work_until_done() == 1


def test_several_officers_at_once_take_each_step_once(
    under_test: CenterUnderTest, desk: DeskPeer, deadlines: Deadlines
) -> None:
    for number in range(6):
        _lodge(desk, f"d{number}")
    officers = [_another(under_test, deadlines) for _ in range(3)]
    threads = [threading.Thread(target=one.work_until_done) for one in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _another(under_test, deadlines).work_until_done()
    held = inspect_desk(under_test.owner_url, desk.desk_id)
    assert sorted(d.official_code[-4:] for d in held.dossiers) == [f"{n:04}" for n in range(1, 7)]
    assert [held.notices.count(k) for k in ("code_issued", "result_ready")] == [6, 6]


def test_a_status_never_moves_backwards(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    case = Case(
        desk_id=desk.desk_id,
        dossier_id="d",
        procedure_code="",
        procedure_name="",
        channel="online",
        office="",
        is_returned=False,
        status=NationalStatus.SETTLED,
        official_code="",
        round_asked=-1,
        rounds=(),
    )
    with under_test.center.database.transaction() as db, pytest.raises(ValueError, match="no step"):
        handling.take(db, case, Step(status=NationalStatus.IN_PROCESS))


def test_a_later_scan_replaces_only_the_scans_of_its_own_paper() -> None:
    scans = {
        name: Scan(sha256=name, component_id=name[0], short_side_px=None)
        for name in ("a1", "a2", "b1", "a3")
    }
    rounds = [Round(number=0, blobs=("a1", "a2", "b1", "x")), Round(number=1, blobs=("a3",))]
    assert {scan.sha256 for scan in current_scans(rounds, scans)} == {"a3", "b1"}


def test_an_officer_stops_when_told(officer: AutoOfficer) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=officer.run, args=(stop,))
    thread.start()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_second_request_says_that_it_is_the_second_and_a_third_round_is_refused(
    desk: DeskPeer, officer: AutoOfficer
) -> None:
    _lodge(desk, width_px=300)
    officer.work_until_done()
    for blurred in (b"one", b"two"):
        _supplement(desk, blurred, 200)
        officer.work_until_done()

    rounds = [n["body"]["round"] for n in desk.notices() if n["kind"] == "supplement_requested"]  # type: ignore[index]
    assert rounds == [1, 2]
    assert _told(desk)[-2:] == ["refused", 3]
    assert "khiếu nại" in str(_body(desk, "refused")["next_steps"])
