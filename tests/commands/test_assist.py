"""Account help: with or without a name, ended once with a reason, followed up on a day."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from agent_desk.clock import local
from agent_desk.commands import assist, citizen
from agent_desk.domain.assist import FollowUpState, Outcome, Reason
from agent_desk.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_desk.ids import AssistId, CitizenId, FollowUpId, VisitId
from agent_desk.queries import assist as assist_query
from agent_desk.store import ledger
from tests.support.acts import a_citizen, a_follow_up, a_visit, an_assist, ended
from tests.support.contents import counts
from tests.support.desks import TestDesk, a_case

DUE = date(2026, 11, 30)


def view(t: TestDesk, assist_id: AssistId) -> assist_query.AssistView:
    with t.desk.store.read() as connection:
        found = assist_query.view(connection, assist_id)
    assert found is not None
    return found


def due(t: TestDesk, day: date) -> tuple[assist_query.FollowUpRow, ...]:
    with t.desk.store.read() as connection:
        return assist_query.follow_ups_due(connection, day)


def last_facts(t: TestDesk, n: int) -> list[dict[str, object]]:
    with t.desk.store.read() as connection:
        found = ledger.after(connection, 0, limit=1000)[-n:]
    return [json.loads(fact.line) | {"private": json.loads(fact.payload or "{}")} for fact in found]


def test_help_needs_no_name_and_no_dossier(t: TestDesk) -> None:
    assist_id = an_assist(t)
    t.clock.advance(minutes=7)

    done = assist.record_outcome(
        t.desk, t.act(), assist_id, ended(reason=Reason.COMPLETED, note="", follow_up=None)
    )
    assert done.values == {"seconds": "420", "follow_up_id": ""}
    found = view(t, assist_id)
    assert (found.citizen_id, found.outcome, found.reason) == (
        None,
        Outcome.DONE,
        Reason.COMPLETED,
    )


def test_help_may_belong_to_a_citizen_and_a_dossier(t: TestDesk) -> None:
    dossier_id, who = a_case(t), a_citizen(t)

    assist_id = an_assist(t, citizen_id=who, dossier_id=dossier_id)
    assert view(t, assist_id).citizen_id == who


def test_a_citizen_may_be_named_at_the_end(t: TestDesk) -> None:
    assist_id, who = an_assist(t), a_citizen(t)
    assist.record_outcome(t.desk, t.act(), assist_id, ended(citizen_id=who))

    (row,) = due(t, DUE)
    assert (row.citizen_name, row.phone) == ("Nguyễn Thị Mẫu", "+84912345678")


def test_the_facts_say_why_and_never_who(t: TestDesk) -> None:
    assist_id = an_assist(t)
    assist.record_outcome(t.desk, t.act(), assist_id, ended(steps_done=2))

    recorded, opened = last_facts(t, 2)
    assert (recorded["kind"], opened["kind"]) == ("assist.recorded", "follow_up.opened")
    assert recorded["body"]["outcome"] == "needs_police"
    assert recorded["body"]["reason_code"] == opened["body"]["reason_code"] == "level_2_visit"
    assert (recorded["body"]["steps_done"], opened["body"]["due_on"]) == (2, "2026-11-30")
    assert "Mẫu" not in json.dumps([recorded["body"], opened["body"]], ensure_ascii=False)
    assert "Mẫu" in recorded["private"]["note"]
    assert "Mẫu" in opened["private"]["what"]


def test_help_is_ended_once(t: TestDesk) -> None:
    assist_id = an_assist(t)
    assist.record_outcome(t.desk, t.act(), assist_id, ended())
    before = counts(t.desk.store)

    with pytest.raises(Conflict, match="already ended"):
        assist.record_outcome(t.desk, t.act(), assist_id, ended(reason=Reason.DECLINED))
    assert counts(t.desk.store) == before


@pytest.mark.parametrize("field", ["note", "what"])
@pytest.mark.parametrize("secret", ["mật khẩu: Abc@12345", "OTP 123456"])
def test_no_note_may_hold_a_secret(t: TestDesk, field: str, secret: str) -> None:
    assist_id = an_assist(t)
    follow_up = assist.NewFollowUp(due_on=DUE, what=secret)
    given = ended(note=secret) if field == "note" else ended(follow_up=follow_up)

    with pytest.raises(InvalidInput) as caught:
        assist.record_outcome(t.desk, t.act(), assist_id, given)
    assert set(caught.value.field_errors) == {field}
    assert view(t, assist_id).ended_at == ""


def test_whoever_is_to_come_back_is_told_when(t: TestDesk) -> None:
    assist_id = an_assist(t)

    with pytest.raises(InvalidInput) as caught:
        assist.record_outcome(
            t.desk, t.act(), assist_id, ended(reason=Reason.COME_BACK, follow_up=None)
        )
    assert set(caught.value.field_errors) == {"due_on"}


@pytest.mark.parametrize(
    ("days", "what", "fields"),
    [(-1, "Gọi", {"due_on"}), (400, "Gọi", {"due_on"}), (0, " ", {"what"}), (-9, "", None)],
)
def test_a_follow_up_says_what_on_a_day_that_comes(
    t: TestDesk, days: int, what: str, fields: set[str] | None
) -> None:
    assist_id, today = an_assist(t), local(t.clock.now()).date()
    new = assist.NewFollowUp(due_on=today + timedelta(days=days), what=what)

    with pytest.raises(InvalidInput) as caught:
        assist.open_follow_up(t.desk, t.act(), assist_id, new)
    assert set(caught.value.field_errors) == (fields or {"due_on", "what"})


def test_a_note_has_an_end(t: TestDesk) -> None:
    with pytest.raises(InvalidInput, match="too long"):
        assist.record_outcome(t.desk, t.act(), an_assist(t), ended(note="a " * 1_500))


def test_follow_ups_are_due_on_their_day_and_stay_until_closed(t: TestDesk) -> None:
    follow_up_id = a_follow_up(t)
    assert due(t, DUE - timedelta(days=1)) == ()
    assert [row.is_late for row in due(t, DUE)] == [False]
    assert [row.is_late for row in due(t, DUE + timedelta(days=3))] == [True]

    assist.close_follow_up(t.desk, t.act(), follow_up_id, FollowUpState.DONE)
    assert due(t, DUE) == ()


def test_a_follow_up_closed_again_keeps_its_first_end(t: TestDesk) -> None:
    follow_up_id = a_follow_up(t)
    assist.close_follow_up(t.desk, t.act(), follow_up_id, FollowUpState.DROPPED)
    before = counts(t.desk.store)["facts"]

    done = assist.close_follow_up(t.desk, t.act(), follow_up_id, FollowUpState.DONE)
    assert done["state"] == "dropped"
    assert counts(t.desk.store)["facts"] == before


def test_what_is_not_here_cannot_be_changed(t: TestDesk) -> None:
    new = assist.NewAssist(visit_id=VisitId("x"), card="c", card_version="v1")
    with pytest.raises(NotFound):
        assist.open_assist(t.desk, t.act(), new)
    with pytest.raises(NotFound):
        assist.record_outcome(t.desk, t.act(), AssistId("x"), ended())
    with pytest.raises(NotFound):
        assist.close_follow_up(t.desk, t.act(), FollowUpId("x"), FollowUpState.DONE)
    with pytest.raises(NotAllowed):
        assist.close_follow_up(t.desk, t.act(), a_follow_up(t), FollowUpState.OPEN)


def test_the_reasons_of_a_day_are_counted(t: TestDesk) -> None:
    for reason in (Reason.SIM_NOT_OWN, Reason.SIM_NOT_OWN, Reason.DECLINED):
        assist.record_outcome(t.desk, t.act(), an_assist(t), ended(reason=reason))
    an_assist(t)

    with t.desk.store.read() as connection:
        found = assist_query.reasons(connection, "2026-01-01", "2027-01-01")
    assert [(row.outcome, row.reason, row.count) for row in found] == [
        (Outcome.NEEDS_OWN_SIM, Reason.SIM_NOT_OWN, 2),
        (Outcome.REFUSED, Reason.DECLINED, 1),
    ]


def test_every_reason_belongs_to_an_outcome_and_every_outcome_has_one() -> None:
    assert {reason.outcome for reason in Reason} == set(Outcome)


def test_an_assist_belongs_to_a_visit(t: TestDesk) -> None:
    visit_id = a_visit(t)
    new = assist.NewAssist(visit_id=visit_id, card="activate", card_version="v1")
    done = assist.open_assist(t.desk, t.act(), new)

    assert view(t, AssistId(done["assist_id"])).visit_id == visit_id


@pytest.mark.parametrize("agrees", [True, False])
def test_whom_to_call_goes_to_the_other_desks_only_with_agreement(
    t: TestDesk, agrees: bool
) -> None:
    visit_id, who = a_visit(t), a_citizen(t)
    given = citizen.ConsentGiven(
        purpose=citizen.Purpose.ACCOUNT_HELP,
        given=agrees,
        method=citizen.ConsentMethod.SIGNED_PAPER,
    )
    citizen.record_consents(t.desk, t.act(), CitizenId(who), VisitId(visit_id), (given,))
    assist.record_outcome(t.desk, t.act(), an_assist(t), ended(citizen_id=who))
    (opened,) = last_facts(t, 1)
    assert ("citizen_name" in str(opened["private"])) is agrees
    assert "Nguyễn Thị Mẫu" not in str(opened["body"])
