"""The center checks forms as the desk does; a fault becomes a notice, never a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.center.forms import form_fault
from agent_desk.center.inspection import inspect_desk
from agent_desk.domain.ledger import ParsedFact
from tests.support.forms import complete_answers, the_form

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer

LISTED = {"form_id": "khai_tu", "form_version": "1", "complete": True, "filled": 20}


def a_filing(kind="dossier.lodged", forms=(LISTED,), at="2026-11-23T02:41:07.120Z"):
    head = dict.fromkeys(ParsedFact.__slots__, "x")
    body = {"reference": "1", "forms": list(forms)}
    return ParsedFact(**{**head, "seq": 1, "kind": kind, "recorded_at": at, "body": body})


def private(**changed):
    return {"forms": {"khai_tu": {**complete_answers(the_form("khai_tu")), **changed}}}


def test_a_sound_form_says_nothing():
    assert form_fault(a_filing(), private()) == ""


def test_a_contradiction_is_named_by_its_field_and_not_by_what_it_holds():
    answers = private(nkt_ngay_sinh="1950-01-01", nkt_ngay_chet="1949-01-01")
    reason = form_fault(a_filing(), answers)
    assert "Tờ khai đăng ký khai tử" in reason
    assert "Đã chết ngày, tháng, năm" in reason
    assert "1949" not in reason


def test_what_is_missing_counts_online_and_may_be_written_by_hand_on_paper():
    held = private()
    del held["forms"]["khai_tu"]["nkt_ho_ten"]
    assert "Họ, chữ đệm, tên" in form_fault(a_filing(), held)
    assert form_fault(a_filing("dossier.taken_in"), held) == ""


def test_an_announced_form_that_did_not_come_or_is_not_known_is_told():
    assert "không có trong phần gửi kèm" in form_fault(a_filing(), {"owner": {}})
    unknown = {**LISTED, "form_version": "7"}
    assert "chưa có tờ khai khai_tu phiên bản 7" in form_fault(a_filing(forms=[unknown]), private())


def test_other_facts_and_filings_without_forms_are_left_alone():
    assert form_fault(a_filing("form.filled"), None) == ""
    assert form_fault(a_filing(forms=[]), None) == ""


@pytest.mark.parametrize("at", ["", "never", "9999-12-31T23:59:59+00:00"])
def test_a_time_nobody_can_read_refuses_no_date(at):
    assert form_fault(a_filing(at=at), private()) == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["forms", "khai_tu", "form_id", "form_version", "nkt_ho_ten"]), inner
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(forms=st.lists(JSON | st.just(LISTED), max_size=3), held=JSON)
def test_checking_forms_never_fails(forms, held):
    assert isinstance(form_fault(a_filing(forms=forms), held), str)


def test_a_faulty_form_is_stored_counted_and_disputed(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    body = {
        "reference": "001012611230001",
        "procedure_code": "1.000656",
        "channel": "online",
        "blobs": [],
        "forms": [LISTED],
    }
    desk.record("dossier.lodged", "dossier-1", body, private(nkt_ngay_chet="1949"))
    assert desk.push().status_code == 200
    held = inspect_desk(under_test.owner_url, desk.desk_id)
    assert (held.fact_count, len(held.dossiers)) == (1, 1)
    (notice,) = [n for n in desk.notices() if n["kind"] == "fact_disputed"]
    assert notice["subject_id"] == "dossier-1"
    assert "khai tử" in str(notice["body"])


def test_a_sound_form_brings_no_notice(desk: DeskPeer) -> None:
    body = {"reference": "1", "procedure_code": "1.000656", "channel": "online", "forms": [LISTED]}
    desk.record("dossier.lodged", "dossier-1", body, private())
    desk.push()
    assert desk.notices() == []
