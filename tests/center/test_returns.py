"""A result returned at two desks: both records stay, both desks are told, nobody is blamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.center import judging
from agent_desk.domain import reference

if TYPE_CHECKING:
    from agent_desk.center.officer import AutoOfficer
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer


def _filed(desk: DeskPeer, dossier_id: str = "d") -> str:
    desk.lodge(dossier_id)
    desk.push()
    return f"00101261123{len(desk.chain) - 1:04}"


def _give(desk: DeskPeer, subject_id: str, number: str) -> None:
    desk.record("result.returned", subject_id, {"collector": "owner", "reference": number})
    desk.push()


def _kinds(desk: DeskPeer) -> list[str]:
    return [str(notice["kind"]) for notice in desk.notices()]


def test_two_desks_that_both_returned_are_both_told_in_neutral_words(
    under_test: CenterUnderTest,
) -> None:
    holder, other = under_test.desk("Bưu cục Cửa Nam"), under_test.desk("Bưu cục Yên Hòa")
    number = _filed(holder)
    _give(other, "r-at-other", number)
    _give(holder, "d", number)

    assert _kinds(holder) == ["return_disputed", "returned_elsewhere"]
    assert _kinds(other) == ["return_disputed"]
    [told] = [n for n in holder.notices() if n["kind"] == "return_disputed"]
    [seen] = other.notices()
    assert (told["subject_id"], seen["subject_id"]) == ("d", "r-at-other")
    assert told["body"]["others"][0]["site"] == "Bưu cục Yên Hòa"  # type: ignore[index]
    assert "chưa phải là lỗi của ai" in seen["body"]["reason"]  # type: ignore[index]
    kept = under_test.rows("SELECT count(*) FROM facts WHERE kind = 'result.returned'")
    assert kept == [(2,)]


def test_the_desk_that_holds_the_dossier_is_told_of_a_return_elsewhere(
    under_test: CenterUnderTest, officer: AutoOfficer
) -> None:
    holder, other = under_test.desk("Bưu cục Cửa Nam"), under_test.desk("Bưu cục Yên Hòa")
    number = _filed(holder)
    officer.work_until_done()
    _give(other, "r-at-other", number)
    officer.work_until_done()

    told = {str(n["kind"]): n for n in holder.notices()}
    assert told["returned_elsewhere"]["subject_id"] == "d"
    assert _kinds(other) == []
    [status] = under_test.rows("SELECT status FROM handlings")
    assert status == (10,)


def test_a_return_that_came_before_the_filing_is_told_with_it(under_test: CenterUnderTest) -> None:
    holder, other = under_test.desk("Bưu cục Cửa Nam"), under_test.desk("Bưu cục Yên Hòa")
    holder.lodge("d")
    number = "001012611230000"
    _give(other, "r-at-other", number)
    holder.push()

    assert _kinds(holder) == ["returned_elsewhere"]


def test_the_same_push_twice_tells_once(under_test: CenterUnderTest) -> None:
    holder, other = under_test.desk("Bưu cục Cửa Nam"), under_test.desk("Bưu cục Yên Hòa")
    number = _filed(holder)
    _give(other, "r-at-other", number)
    other.push()

    assert _kinds(holder) == ["returned_elsewhere"]
    assert holder.notices() == holder.notices()


def test_a_dossier_of_this_desk_that_was_never_filed_stays_a_dispute(
    under_test: CenterUnderTest,
) -> None:
    desk = under_test.desk()
    own = reference.make(desk.desk_code, under_test.clock.now().date(), 7)
    _give(desk, "nowhere", own)

    [notice] = desk.notices()
    assert notice["kind"] == "fact_disputed"


def test_building_the_tables_again_gives_the_same_returns(under_test: CenterUnderTest) -> None:
    holder, other = under_test.desk("Bưu cục Cửa Nam"), under_test.desk("Bưu cục Yên Hòa")
    number = _filed(holder)
    _give(other, "r-at-other", number)
    _give(holder, "d", number)
    query = "SELECT desk_id, seq, reference FROM result_returns ORDER BY desk_id, seq"
    before = under_test.rows(query)
    for desk in (holder, other):
        with under_test.center.database.transaction() as db:
            judging.rebuild(db, desk.desk_id)

    assert under_test.rows(query) == before
    assert len(before) == 2
