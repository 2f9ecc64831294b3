"""Two desks and a bag: the center keeps what both say and tells both what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.center import judging

if TYPE_CHECKING:
    from agent_desk.center.officer import AutoOfficer
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer

BAG, OTHER = "00101261123018", "00102261123027"
ONE, TWO = "001012611230001", "001012611230002"


@pytest.fixture
def there(under_test: CenterUnderTest, desk: DeskPeer) -> DeskPeer:
    """A second desk, enrolled after the first."""
    assert desk.desk_code
    return under_test.desk("Bưu cục Yên Hòa")


def bag_fact(peer: DeskPeer, act: str, number: str, *names: str, seal: str = "A1") -> None:
    peer.record(f"bag.{act}", number, {"references": list(names), "seal_number": seal})
    assert peer.push().status_code == 200


def told(peer: DeskPeer) -> list[tuple[object, object]]:
    found = [notice for notice in peer.notices() if notice["kind"] == "bag_disputed"]
    bodies = [notice["body"] for notice in found]
    return sorted((body["kind"], body["reference"]) for body in bodies)  # type: ignore[index]


def test_a_bag_that_arrives_as_it_was_sealed_is_disputed_by_nobody(
    desk: DeskPeer, there: DeskPeer
) -> None:
    bag_fact(desk, "sealed", BAG, ONE, TWO)
    bag_fact(there, "received", BAG, TWO, ONE)
    assert (told(desk), told(there)) == ([], [])


def test_the_same_bag_accepted_at_two_desks_is_told_to_both(
    desk: DeskPeer, there: DeskPeer
) -> None:
    bag_fact(desk, "received", BAG, ONE)
    bag_fact(there, "received", BAG, ONE)
    assert told(desk) == told(there) == [("received_twice", "")]
    (notice,) = (n for n in there.notices() if n["kind"] == "bag_disputed")
    (other,) = notice["body"]["others"]  # type: ignore[index]
    assert other["desk_code"] == desk.desk_code
    assert other["act"] == "received"


def test_what_is_short_extra_or_under_another_seal_is_told_to_both(
    desk: DeskPeer, there: DeskPeer
) -> None:
    bag_fact(there, "received", BAG, TWO, "001012611230003", seal="A2")
    bag_fact(desk, "sealed", BAG, ONE, TWO)
    expected = [("extra", "001012611230003"), ("missing", ONE), ("other_seal", "")]
    assert told(desk) == told(there) == expected


def test_a_dossier_in_two_bags_of_two_desks_is_told_to_both(
    desk: DeskPeer, there: DeskPeer
) -> None:
    bag_fact(desk, "sealed", BAG, ONE, TWO)
    bag_fact(there, "sealed", OTHER, ONE)
    assert told(desk) == told(there) == [("two_bags", ONE)]


def test_a_bag_opened_again_before_the_other_is_sealed_is_no_dispute(
    desk: DeskPeer, there: DeskPeer
) -> None:
    bag_fact(desk, "sealed", BAG, ONE)
    bag_fact(desk, "unsealed", BAG, ONE)
    bag_fact(there, "sealed", OTHER, ONE)
    assert (told(desk), told(there)) == ([], [])


def test_nothing_is_told_twice_when_facts_come_again_or_are_replayed(
    under_test: CenterUnderTest, desk: DeskPeer, there: DeskPeer
) -> None:
    bag_fact(desk, "received", BAG, ONE)
    bag_fact(there, "received", BAG, ONE)
    there.push()
    with under_test.center.database.transaction() as db:
        judging.rebuild(db, desk.desk_id)
    bag_fact(there, "sealed", OTHER, TWO)
    assert told(desk) == told(there) == [("received_twice", "")]


def test_a_desk_hears_that_its_papers_are_in_the_bag_of_another(
    desk: DeskPeer, there: DeskPeer
) -> None:
    reference = f"{desk.desk_code}2611230016"
    bag_fact(there, "sealed", OTHER, reference)
    (notice,) = desk.notices()
    assert (notice["kind"], notice["subject_id"]) == ("paper_seen", reference)
    assert notice["body"]["desk_code"] == there.desk_code  # type: ignore[index]


def test_papers_carried_by_another_desk_are_filed_whichever_side_is_heard_first(
    desk: DeskPeer, there: DeskPeer, officer: AutoOfficer
) -> None:
    reference = "001012611230000"
    bag_fact(there, "handed_over", OTHER, reference)
    officer.work_until_done()
    desk.lodge("d", channel="post")
    desk.push()
    officer.work_until_done()
    assert "code_issued" in [notice["kind"] for notice in desk.notices()]


def test_a_bag_fact_that_cannot_be_read_is_kept_and_answered(desk: DeskPeer) -> None:
    desk.record("bag.sealed", BAG, {"references": "all of them"})
    assert desk.push().status_code == 200
    (notice,) = desk.notices()
    assert notice["kind"] == "fact_disputed"
