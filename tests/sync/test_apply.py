"""Notices: each applied once, in order, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk import wire
from agent_desk.clock import from_iso
from agent_desk.domain.dossier import DossierState, NationalStatus
from agent_desk.errors import CenterRefused
from agent_desk.ids import uuid7
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import search
from agent_desk.sync.apply import apply_notice
from agent_desk.wire import NoticeKind
from tests.support.contents import counts, everything
from tests.support.desks import (
    a_case,
    a_lodged_dossier,
    a_ready_dossier,
    a_supplement_request,
    told,
)

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

CODE = "H26.99-261123-0001"


def a_notice(t: TestDesk, dossier_id: str, **changes: object) -> wire.Notice:
    note = t.center.tell(NoticeKind.STATUS_CHANGED.value, dossier_id, status=4)
    return replace(note, **changes)  # type: ignore[arg-type]


def test_a_code_comes_with_its_due_date_and_is_found(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.CODE_ISSUED, dossier_id, official_code=CODE, due_at="2026-12-01T10:00:00Z")

    view = t.view(dossier_id)
    assert (view.official_code, view.state) == (CODE, DossierState.ACCEPTED)
    assert view.due_at == "2026-12-01T10:00:00.000Z"
    with t.desk.store.read() as connection:
        for typed in (CODE, "h26.99 261123", "0001"):
            assert [row.dossier_id for row in search.find(connection, typed)] == [dossier_id]
        assert dossier_query.by_reference(connection, CODE) == dossier_id


def test_a_code_once_given_is_never_replaced(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    for code in (CODE, "H26.99-261123-0002"):
        told(t, NoticeKind.CODE_ISSUED, dossier_id, official_code=code)

    assert t.view(dossier_id).official_code == CODE


def test_a_result_keeps_its_form_although_its_status_came_first(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=NationalStatus.SETTLED.value)
    told(t, NoticeKind.RESULT_READY, dossier_id, form="paper", result_number="KQ.7")

    view = t.view(dossier_id)
    assert view.state is DossierState.RESULT_READY
    assert (view.result_form, view.result_number) == ("paper", "KQ.7")


def test_a_late_code_does_not_take_a_dossier_back_to_accepted(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=NationalStatus.IN_PROCESS.value)
    told(t, NoticeKind.CODE_ISSUED, dossier_id, official_code=CODE)

    view = t.view(dossier_id)
    assert (view.state, view.official_code) == (DossierState.IN_PROCESS, CODE)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        ("2026-12-05", "2026-12-05T16:59:00.000Z"),
        ("2026-12-05T10:00:00+07:00", "2026-12-05T03:00:00.000Z"),
        ("soon", None),
        (None, None),
        (7, None),
    ],
)
def test_a_supplement_is_due_at_an_instant_whatever_was_sent(
    t: TestDesk, due_on: object, expected: str | None
) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on=due_on)

    with t.desk.store.read() as connection:
        due = str(connection.exec_driver_sql("SELECT next_action_at FROM dossiers").scalar())
        assert dossier_query.open_request(connection, dossier_id) == {"due_on": due_on}
    assert from_iso(due)
    assert expected in (None, due)


def test_a_rejected_dossier_closes_when_the_authority_says_returned(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    for status in (NationalStatus.NOT_ACCEPTED, NationalStatus.RETURNED):
        told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=status.value)

    view = t.view(dossier_id)
    assert (view.state, view.closed_at != "") == (DossierState.RETURNED, True)


def test_the_same_notice_twice_is_one_notice(t: TestDesk) -> None:
    note = a_notice(t, a_lodged_dossier(t))
    apply_notice(t.desk, note)
    before = everything(t.desk.store)

    assert apply_notice(t.desk, note).repeated
    assert everything(t.desk.store) == before


@pytest.mark.parametrize("number", [0, 2, 3, -1])
def test_a_gap_or_an_old_number_is_refused_and_leaves_nothing(t: TestDesk, number: int) -> None:
    note = a_notice(t, a_lodged_dossier(t), number=number)
    before = everything(t.desk.store)

    with pytest.raises(CenterRefused) as caught:
        apply_notice(t.desk, note)
    assert caught.value.code == "notice_gap"
    assert everything(t.desk.store) == before


def test_one_notice_under_two_numbers_is_refused(t: TestDesk) -> None:
    note = a_notice(t, a_lodged_dossier(t))
    apply_notice(t.desk, note)

    with pytest.raises(CenterRefused):
        apply_notice(t.desk, replace(note, number=2))
    assert counts(t.desk.store)["notices"] == 1


def test_a_notice_under_the_key_of_a_human_act_is_refused(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    with t.desk.store.read() as connection:
        taken = connection.exec_driver_sql(
            "SELECT intent_id FROM intents WHERE command = 'lodge'"
        ).scalar()

    with pytest.raises(CenterRefused):
        apply_notice(t.desk, a_notice(t, dossier_id, notice_id=taken))


GARBAGE = [
    *["", "{", "[]", "null", '"text"', "{}" + "x" * 5000],
    *[f'{{"status": {value}}}' for value in ('"four"', "99", "null", "true", "4.5", "[]")],
    '{"official_code": 7, "due_at": {}, "form": [], "result_number": null}',
]


@pytest.mark.parametrize("kind", [*NoticeKind, "something_new"])
def test_garbage_bodies_are_kept_and_give_no_code(t: TestDesk, kind: str) -> None:
    dossier_id = a_case(t)
    for body in GARBAGE:
        apply_notice(t.desk, a_notice(t, dossier_id, body=body, kind=str(kind)))

    assert counts(t.desk.store)["notices"] == len(GARBAGE)
    assert t.view(dossier_id).official_code == ""
    with t.desk.store.read() as connection:
        assert dossier_query.timeline(connection, dossier_id)


def test_a_notice_of_an_unknown_dossier_is_kept(t: TestDesk) -> None:
    apply_notice(t.desk, a_notice(t, uuid7()))

    assert counts(t.desk.store)["notices"] == 1
    assert t.sync().is_ok


def test_notices_come_in_pages_and_each_becomes_a_fact_at_the_center(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    for _ in range(120):
        t.center.tell(NoticeKind.STATUS_CHANGED.value, dossier_id, status=4)

    report = t.sync()
    assert (report.notices_applied, t.center.acknowledged) == (120, 120)
    assert dossier_id in report.changed
    assert len(t.center.facts) == counts(t.desk.store)["facts"]


def test_a_gap_stops_sync_after_what_came_before_it(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    for _ in range(3):
        t.center.tell(NoticeKind.STATUS_CHANGED.value, dossier_id, status=4)
    del t.center.notes[1]

    report = t.sync()
    assert (report.error_code, report.may_retry) == ("notice_gap", False)
    assert counts(t.desk.store)["notices"] == 1


def test_a_center_that_always_promises_more_does_not_keep_the_desk_busy(
    t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = a_notice(t, a_lodged_dossier(t))
    for page in ((), (note,)):
        reply = wire.NoticePage(notices=page, more=True)
        monkeypatch.setattr(t.center, "notices", lambda _after, reply=reply: reply)
        assert t.sync().is_ok


def test_the_timeline_tells_facts_and_notices_newest_first(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    with t.desk.store.read() as connection:
        entries = dossier_query.timeline(connection, dossier_id)

    kinds = [entry.kind for entry in entries]
    assert kinds[:2] == ["result_ready", "code_issued"]
    assert kinds[-1] == "dossier.opened"
    assert entries[-1].author == "Trần Thu Hà"
    assert entries[0].is_automatic
    assert "notice.applied" not in kinds


def test_an_answered_request_is_no_longer_open(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    with t.desk.store.read() as connection:
        request = dossier_query.open_request(connection, dossier_id)

    assert request is not None
    assert request["reason"] == "blurred"
