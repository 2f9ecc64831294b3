"""Sites, codes and new desks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.errors import InvalidInput
from tests.support.desk_peer import DeskPeer

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest


def test_a_new_desk_gets_a_five_digit_code_that_begins_with_its_site(
    under_test: CenterUnderTest,
) -> None:
    first, second = under_test.desk(), under_test.desk()
    other = under_test.desk("Bưu cục Ba Đình")
    assert [first.desk_code, second.desk_code, other.desk_code] == ["00101", "00102", "00201"]


def test_a_code_reads_as_digits_in_groups(under_test: CenterUnderTest) -> None:
    groups = under_test.code().split(" ")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert "".join(groups).isdigit()


def test_a_code_may_be_typed_with_dashes_or_without_spaces(under_test: CenterUnderTest) -> None:
    code = under_test.code().replace(" ", "-")
    assert DeskPeer(under_test.http).enroll(code).status_code == 200


def test_a_code_works_for_one_desk_only(under_test: CenterUnderTest) -> None:
    code = under_test.code()
    assert DeskPeer(under_test.http).enroll(code).status_code == 200
    answer = DeskPeer(under_test.http).enroll(code)
    assert (answer.status_code, answer.json()["code"]) == (403, "bad_code")


def test_a_lost_answer_can_be_asked_for_again_with_the_same_key(
    under_test: CenterUnderTest,
) -> None:
    code, peer = under_test.code(), DeskPeer(under_test.http)
    assert peer.enroll(code).json() == peer.enroll(code).json()
    assert under_test.rows("SELECT count(*) FROM desks") == [(1,)]


def test_a_code_expires_after_seven_days(under_test: CenterUnderTest) -> None:
    code = under_test.code()
    under_test.clock.turn(days=7, seconds=1)
    assert DeskPeer(under_test.http).enroll(code).json()["code"] == "bad_code"


def test_an_unknown_code_and_a_broken_key_are_refused(under_test: CenterUnderTest) -> None:
    peer = DeskPeer(under_test.http)
    assert peer.enroll("0000 0000 0000").json()["code"] == "bad_code"
    message = {"code": under_test.code(), "public_key": "xyz"}
    answer = under_test.http.post("/v1/enroll", json=message)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_codes_are_not_stored_as_they_are_typed(under_test: CenterUnderTest) -> None:
    digits = under_test.code().replace(" ", "")
    stored = str(under_test.rows("SELECT * FROM enroll_codes"))
    assert digits not in stored


def test_a_site_needs_a_name(under_test: CenterUnderTest) -> None:
    with pytest.raises(InvalidInput):
        under_test.code("   ")


@pytest.mark.parametrize("version", [0, 2])
def test_a_desk_of_another_age_is_told_to_upgrade(
    under_test: CenterUnderTest, version: int
) -> None:
    message = {"code": "1", "public_key": "00" * 32, "version": version}
    answer = under_test.http.post("/v1/enroll", json=message)
    assert (answer.status_code, answer.json()["code"]) == (426, "upgrade_needed")
