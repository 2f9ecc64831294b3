"""The competence gate: who must be looked at, who may look, and what goes when nobody can."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import competence, exam_passed, lock, lodging
from agent_desk.commands.competence import Look
from agent_desk.commands.desk import Role, add_clerk, keep_setting
from agent_desk.commands.lock import set_pin
from agent_desk.commands.unit import Act
from agent_desk.domain.competence_gate import AloneReason, asked_of
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.ledger import parse
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.practice.runs import ExamResult
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.ids import ClerkId, new_intent
from agent_desk.queries import competence as query
from agent_desk.settings import FIRST_DOSSIERS
from agent_desk.store import ledger
from tests.support import desks

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.commands.unit import Done
    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk

PIN, WRONG = "2580", "1379"


@pytest.fixture
def colleague(t: TestDesk, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a second clerk with a PIN, at a desk where the first three dossiers are looked at."""
    monkeypatch.setattr(lock, "_MEMORY_KIB", 8)  # what a PIN costs is not asked here
    keep_setting(t.desk.store, FIRST_DOSSIERS.key, "3")
    clerk = ClerkId(add_clerk(t.desk, t.automatic(), "Lê Văn Khác", Role.CLERK)["clerk_id"])
    set_pin(t.desk.store, clerk, PIN)
    return clerk


def a_full_case(t: TestDesk) -> DossierId:
    dossier_id = desks.a_case(t, channel="post")
    desks.with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    return dossier_id


def file(t: TestDesk, dossier_id: DossierId) -> Done:
    return lodging.take_in(t.desk, t.act(), dossier_id)


def looked(t: TestDesk, dossier_id: DossierId, colleague: str, pin: str = PIN) -> Done:
    look = Look(clerk_id=t.clerk_id, colleague_id=colleague, pin=pin)
    return competence.confirm(t.desk, new_intent(), dossier_id, look)


def last_fact(t: TestDesk, kind: FactKind) -> tuple[str, dict[str, object]]:
    """Give author and body of the newest fact of a kind."""
    with t.desk.store.read() as connection:
        found = [parse(line) for line in ledger.lines(connection)]
    fact = [one for one in found if one.kind == kind.value][-1]
    return fact.author_id, dict(fact.body)


def alone_list(t: TestDesk) -> list[str]:
    with t.desk.store.read() as connection:
        return [one.dossier_id for one in query.filed_alone(connection)]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("0", 0), ("1", 1), ("20", 20), ("21", 20), ("9" * 5000, 20), ("-3", 3), ("", 3), ("ba", 3)]
    + [("3.5", 3), (" 2 ", 2), ("²", 3), ("٣", 3)],
)
def test_any_setting_asks_for_a_bearable_number(typed: str, asked: int) -> None:
    assert asked_of(typed) == asked


def test_a_first_dossier_waits_for_a_colleague_and_goes_when_they_looked(
    t: TestDesk, colleague: str
) -> None:
    dossier_id = a_full_case(t)
    with pytest.raises(NotAllowed, match="let a colleague look"):
        file(t, dossier_id)
    looked(t, dossier_id, colleague)
    file(t, dossier_id)
    author, body = last_fact(t, FactKind.DOSSIER_CONFIRMED)
    assert author == colleague
    assert (body["clerk_id"], body["nth"], body["afterwards"]) == (t.clerk_id, 1, False)
    assert alone_list(t) == []


def test_what_is_filed_online_waits_just_the_same(t: TestDesk, colleague: str) -> None:
    dossier_id = desks.a_case(t)
    desks.with_all_papers(t, dossier_id)
    desks.with_all_forms(t, dossier_id)
    with pytest.raises(NotAllowed, match="let a colleague look"):
        lodging.lodge(t.desk, t.act(), dossier_id)
    looked(t, dossier_id, colleague)
    lodging.lodge(t.desk, t.act(), dossier_id)
    assert t.view(dossier_id).state is DossierState.LODGED


def test_after_as_many_as_the_site_asks_for_nobody_needs_to_look(
    t: TestDesk, colleague: str
) -> None:
    keep_setting(t.desk.store, FIRST_DOSSIERS.key, "1")
    dossier_id = a_full_case(t)
    looked(t, dossier_id, colleague)
    file(t, dossier_id)
    file(t, a_full_case(t))


def test_the_same_clerk_is_no_colleague(t: TestDesk, colleague: str) -> None:
    set_pin(t.desk.store, ClerkId(t.clerk_id), PIN)
    with pytest.raises(InvalidInput, match="Another clerk"):
        looked(t, a_full_case(t), t.clerk_id)


def test_a_wrong_pin_confirms_nothing_and_pauses_after_four(t: TestDesk, colleague: str) -> None:
    dossier_id = a_full_case(t)
    for _ in range(4):
        with pytest.raises(InvalidInput, match="not the PIN of Lê Văn Khác"):
            looked(t, dossier_id, colleague, WRONG)
    with pytest.raises(NotAllowed, match="Try again in"):
        looked(t, dossier_id, colleague)
    with pytest.raises(NotAllowed):
        file(t, dossier_id)


def test_a_pause_does_not_outlive_a_clock_that_was_set_back(t: TestDesk, colleague: str) -> None:
    dossier_id = a_full_case(t)
    t.clock.advance(days=30)
    for _ in range(4):
        with pytest.raises(InvalidInput):
            looked(t, dossier_id, colleague, WRONG)
    t.clock.advance(days=-30)
    with pytest.raises(NotAllowed, match="900 seconds"):
        looked(t, dossier_id, colleague)
    t.clock.advance(seconds=901)
    looked(t, dossier_id, colleague)


def test_a_look_holds_although_the_clock_is_set_back(t: TestDesk, colleague: str) -> None:
    dossier_id = a_full_case(t)
    looked(t, dossier_id, colleague)
    t.clock.advance(days=-400)
    file(t, dossier_id)


def test_who_has_no_pin_cannot_confirm(t: TestDesk, colleague: str) -> None:
    set_pin(t.desk.store, ClerkId(colleague), "")
    with pytest.raises(InvalidInput, match="has no PIN yet"):
        looked(t, a_full_case(t), colleague, "")
    with pytest.raises(InvalidInput, match="Choose the colleague"):
        looked(t, a_full_case(t), "nobody")


def test_alone_it_goes_with_a_reason_and_stands_in_the_list(t: TestDesk, colleague: str) -> None:
    dossier_id = a_full_case(t)
    competence.file_alone(t.desk, t.act(), dossier_id, AloneReason.NOBODY_HERE)
    assert alone_list(t) == []  # it has not left yet
    file(t, dossier_id)
    assert alone_list(t) == [dossier_id]
    assert last_fact(t, FactKind.DOSSIER_FILED_ALONE)[1]["reason"] == "nobody_here"


def test_another_reason_needs_words(t: TestDesk, colleague: str) -> None:
    with pytest.raises(InvalidInput, match="in a few words"):
        competence.file_alone(t.desk, t.act(), a_full_case(t), AloneReason.OTHER, " \u200b")


def test_another_clerk_looks_at_it_later_and_only_once(t: TestDesk, colleague: str) -> None:
    dossier_id = a_full_case(t)
    competence.file_alone(t.desk, t.act(), dossier_id, AloneReason.CANNOT_WAIT)
    file(t, dossier_id)
    theirs = Act(intent_id=new_intent(), author_id=colleague)
    with pytest.raises(NotAllowed, match="Another clerk"):
        competence.confirm_afterwards(t.desk, t.act(), dossier_id)
    competence.confirm_afterwards(t.desk, theirs, dossier_id)
    assert alone_list(t) == []
    assert last_fact(t, FactKind.DOSSIER_CONFIRMED)[1]["afterwards"] is True
    with pytest.raises(Conflict):
        competence.confirm_afterwards(t.desk, replace(theirs, intent_id=new_intent()), dossier_id)


def test_a_look_counts_for_the_clerk_it_was_meant_for_alone(t: TestDesk, colleague: str) -> None:
    third = add_clerk(t.desk, t.automatic(), "Phạm Thị Ba", Role.CLERK)["clerk_id"]
    dossier_id = a_full_case(t)
    looked(t, dossier_id, colleague)
    with pytest.raises(NotAllowed, match="let a colleague look"):
        lodging.take_in(t.desk, Act(intent_id=new_intent(), author_id=third), dossier_id)


def test_what_has_left_cannot_be_confirmed_any_more(t: TestDesk, colleague: str) -> None:
    with pytest.raises(NotAllowed, match="has left"):
        looked(t, desks.a_taken_in_dossier(_without_gate(t)), colleague)


def test_practice_asks_no_colleague(tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path / "practice", is_practice=True) as t:
        keep_setting(t.desk.store, FIRST_DOSSIERS.key, "3")
        file(t, a_full_case(t))


# Exams


def passed(t: TestDesk, name: str = "Trần Thu Hà", *, is_passed: bool = True) -> ExamResult:
    return ExamResult(
        procedure=desks.BIRTH,
        clerk_id="in-practice",
        clerk_name=name,
        passed=is_passed,
        at=t.clock.now(),
    )


def test_who_passed_the_exam_shows_one_dossier_only(t: TestDesk, colleague: str) -> None:
    kept = exam_passed.keep_exams(t.desk, t.act(), (passed(t, "trần  thu hà"),))
    assert kept["kept"] == "1"
    first = a_full_case(t)
    with pytest.raises(NotAllowed):
        file(t, first)
    looked(t, first, colleague)
    file(t, first)
    file(t, a_full_case(t))


def test_an_exam_counts_once_and_only_for_whom_it_names(t: TestDesk, colleague: str) -> None:
    result = passed(t)
    add_clerk(t.desk, t.automatic(), "Lê Văn Khác", Role.CLERK)  # now two have this name
    told = (result, passed(t, "Lê Văn Khác"), passed(t, "Ai Đó"), passed(t, is_passed=False))
    first = exam_passed.keep_exams(t.desk, t.act(), told)
    again = exam_passed.keep_exams(t.desk, t.act(), (result,))
    assert [first[key] for key in ("kept", "known", "unknown")] == ["1", "0", "2"]
    assert [again[key] for key in ("kept", "known", "unknown")] == ["0", "1", "0"]


def test_practice_itself_takes_no_exam_results(tmp_path: Path) -> None:
    with (
        desks.opened_desk(tmp_path / "practice", is_practice=True) as t,
        pytest.raises(NotAllowed, match="real desk"),
    ):
        exam_passed.keep_exams(t.desk, t.act(), ())


def _without_gate(t: TestDesk) -> TestDesk:
    keep_setting(t.desk.store, FIRST_DOSSIERS.key, "0")
    return t
