"""Follow-ups go to the other desks of their site, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer

WHAT = {"what": "Kích hoạt tài khoản", "citizen_name": "Lê Văn B", "phone": "+84912345678"}
BODY = {"assist_id": "a", "card": "muc_2", "reason_code": "come_back", "due_on": "2026-11-25"}


def told(desk: DeskPeer) -> list[tuple[str, str, dict[str, str]]]:
    return [(n["kind"], n["subject_id"], n["body"]) for n in desk.notices()]


def arranged(desk: DeskPeer, private: dict[str, str] | None = None) -> None:
    desk.record("follow_up.opened", "f", BODY, WHAT if private is None else private)
    assert desk.push().status_code == 200


def closed(desk: DeskPeer, state: str = "done") -> None:
    desk.record("follow_up.closed", "f", {"assist_id": "a", "state": state})
    assert desk.push().status_code == 200


def test_only_the_other_desks_of_the_site_are_told(under_test: CenterUnderTest) -> None:
    one, two = under_test.desk(), under_test.desk()
    far = under_test.desk("Bưu cục Yên Hòa")
    arranged(one)
    ((kind, subject, body),) = told(two)
    assert (kind, subject) == ("follow_up_offered", "f")
    assert body == {**WHAT, "due_on": "2026-11-25", "card": "muc_2", "desk_code": one.desk_code}
    assert told(one) == []
    assert told(far) == []


def test_whoever_does_it_the_others_are_told_also_who_arranged_it(
    under_test: CenterUnderTest,
) -> None:
    one, two, three = under_test.desk(), under_test.desk(), under_test.desk()
    arranged(one)
    closed(two)
    assert [kind for kind, _, _ in told(one)] == ["follow_up_closed"]
    assert told(one)[0][2]["desk_code"] == two.desk_code
    assert [kind for kind, _, _ in told(three)] == ["follow_up_offered", "follow_up_closed"]


def test_facts_sent_again_tell_nobody_again(under_test: CenterUnderTest) -> None:
    one, two = under_test.desk(), under_test.desk()
    arranged(one)
    assert one.push().status_code == 200
    assert len(told(two)) == 1


def test_two_desks_that_did_it_are_told_of_each_other(under_test: CenterUnderTest) -> None:
    one, two = under_test.desk(), under_test.desk()
    arranged(one)
    closed(one)
    closed(two, "dropped")
    assert [kind for kind, _, _ in told(one)] == ["follow_up_closed"]
    assert [body.get("state") for _, _, body in told(two)] == [None, "done"]


def test_what_was_erased_before_it_was_sent_is_not_offered(under_test: CenterUnderTest) -> None:
    one, two = under_test.desk(), under_test.desk()
    arranged(one, private={})
    assert told(two) == []
