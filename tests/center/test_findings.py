"""A finding about a delay: no end against a person who was not heard, and none by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from agent_desk.center import finding_command, findings
from agent_desk.center.finding_command import Review, Step
from agent_desk.domain.delays import FindingOutcome, SoftwareCheck
from agent_desk.domain.forwarding_rules import Stage
from agent_desk.errors import InvalidInput, NotAllowed

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer

BLAMED = FindingOutcome.PERSON_AT_FAULT


def opened(under_test: CenterUnderTest, desk: DeskPeer, person_id: str = "clerk") -> str:
    about = findings.About(
        desk_id=desk.desk_id,
        reference="001022611230016",
        stage=Stage.SEAL,
        person_id=person_id,
        words="Vì sao túi ngày 23/11 đi muộn?",
    )
    with under_test.center.database.transaction() as db:
        return findings.open_finding(db, about, "Lê Thu", under_test.clock.now())


def checked(under_test: CenterUnderTest, finding_id: str, found: SoftwareCheck) -> None:
    with under_test.center.database.transaction() as db:
        findings.note_check(db, finding_id, found, "Lê Thu", "Đã đọc sổ và nhật ký")


def closed(under_test: CenterUnderTest, finding_id: str, outcome: FindingOutcome) -> None:
    with under_test.center.database.transaction() as db:
        findings.close(db, finding_id, outcome, "Lê Thu", "xong")


def answered(desk: DeskPeer, finding_id: str, answer: str = "replied") -> None:
    desk.record("finding.answered", finding_id, {"answer": answer}, {"words": "Bưu tá không đến"})
    assert desk.push().status_code == 200


def author_of(desk: DeskPeer) -> str:
    from agent_desk.domain.ledger import parse

    return parse(desk.chain[-1].line).author_id


@pytest.fixture
def desk(under_test: CenterUnderTest) -> DeskPeer:
    peer = under_test.desk()
    peer.record("visit.opened", "v", {})
    return peer


def test_nobody_is_at_fault_before_software_and_person_were_heard(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    finding_id = opened(under_test, desk, author_of(desk))
    with pytest.raises(NotAllowed, match="software"):
        closed(under_test, finding_id, BLAMED)
    checked(under_test, finding_id, SoftwareCheck.NO_FAULT)
    with pytest.raises(NotAllowed, match="not answered"):
        closed(under_test, finding_id, BLAMED)
    answered(desk, finding_id)
    closed(under_test, finding_id, BLAMED)
    with under_test.center.database.transaction() as db:
        assert findings.read(db, finding_id).closed_by == "Lê Thu"


def test_a_waiver_is_an_answer_too(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    finding_id = opened(under_test, desk, author_of(desk))
    checked(under_test, finding_id, SoftwareCheck.NO_FAULT)
    answered(desk, finding_id, "waived")
    closed(under_test, finding_id, BLAMED)


def test_a_fault_of_the_software_clears_the_person(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    finding_id = opened(under_test, desk, author_of(desk))
    answered(desk, finding_id)
    checked(under_test, finding_id, SoftwareCheck.FAULT)
    with pytest.raises(NotAllowed, match="no person"):
        closed(under_test, finding_id, BLAMED)
    closed(under_test, finding_id, FindingOutcome.SOFTWARE_FAULT)


@pytest.mark.parametrize("who", ["somebody else", ""])
def test_nobody_answers_in_anothers_place(
    under_test: CenterUnderTest, desk: DeskPeer, who: str
) -> None:
    finding_id = opened(under_test, desk, who or "nobody")
    answered(desk, finding_id)
    checked(under_test, finding_id, SoftwareCheck.NO_FAULT)
    with pytest.raises(NotAllowed):
        closed(under_test, finding_id, BLAMED)


def test_another_desk_cannot_answer_either(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    finding_id, other = opened(under_test, desk, author_of(desk)), under_test.desk()
    answered(other, finding_id)
    with under_test.center.database.transaction() as db:
        assert findings.read(db, finding_id).answer.value == "none"


def test_the_database_refuses_it_too(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    finding_id = opened(under_test, desk)
    with (
        pytest.raises(psycopg.errors.CheckViolation),
        under_test.center.database.transaction() as db,
    ):
        db.execute(
            "UPDATE delay_findings SET outcome = 'person_at_fault', closed_by = 'x'"
            " WHERE finding_id = %s",
            (finding_id,),
        )


def test_every_end_has_a_named_reviewer_and_is_told_to_the_desk(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    finding_id = opened(under_test, desk)
    with pytest.raises(InvalidInput), under_test.center.database.transaction() as db:
        findings.close(db, finding_id, FindingOutcome.NOT_LATE, " ", "")
    closed(under_test, finding_id, FindingOutcome.NOT_LATE)

    told = [(one["kind"], one["subject_id"]) for one in desk.notices()]
    assert told == [("finding_opened", finding_id), ("finding_closed", finding_id)]
    with pytest.raises(NotAllowed):
        closed(under_test, finding_id, FindingOutcome.CIRCUMSTANCES)


def test_no_fact_of_a_delay_opens_a_finding(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    body = {"packet_id": "p", "reason": "our_mistake", "is_late": True}
    desk.record("delay.explained", "d", body)
    assert desk.push().status_code == 200
    with under_test.center.database.transaction() as db:
        assert findings.every(db) == []
    assert desk.notices() == []


def step(under_test: CenterUnderTest, **asked: str) -> list[dict[str, object]]:
    review = Review(step=Step(asked.pop("step")), reviewer="Lê Thu", words="Đã xem", **asked)
    return finding_command.review(under_test.owner_url, review, under_test.clock.now())


def test_a_reviewer_goes_step_by_step_with_the_raw_events(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    (begun,) = step(
        under_test,
        step="open",
        desk_id=desk.desk_id,
        reference="001022611230016",
        stage="leave",
        person_id="clerk",
    )
    name = str(begun["finding_id"])
    assert [one["finding_id"] for one in step(under_test, step="list")] == [name]
    (checked_now,) = step(under_test, step="check", finding_id=name, result="no_fault")
    assert (checked_now["software"], checked_now["events"]) == ("no_fault", ())
    with pytest.raises(NotAllowed):
        step(under_test, step="close", finding_id=name, result="person_at_fault")
    step(under_test, step="close", finding_id=name, result="circumstances")
    assert step(under_test, step="list") == []


def test_the_events_of_papers_are_those_of_their_dossier_and_bags(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    reference = "001022611230016"
    body = {"reference": reference, "procedure_code": "1.001193", "channel": "post"}
    desk.record("dossier.taken_in", "d", body)
    desk.record("bag.sealed", "00102261123018", {"references": [reference], "seal_number": "A1"})
    assert desk.push().status_code == 200
    finding_id = opened(under_test, desk)
    with under_test.center.database.transaction() as db:
        events = findings.read(db, finding_id).events
    assert [one.kind for one in events] == ["dossier.taken_in", "bag.sealed"]
