"""Sessions and their register: planned, moved, signed up for, ticked, finished, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from agent_desk.commands import training_people as people
from agent_desk.commands import training_register as register
from agent_desk.commands import training_sessions as sessions
from agent_desk.commands.training_register import NewLearner
from agent_desk.commands.training_rosters import attach_roster, detach_roster
from agent_desk.domain.facts import FactKind
from agent_desk.domain.training.learners import LearnerConsent, LearnerPurpose, Source, Standing
from agent_desk.domain.training.sessions import SessionState
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.queries import training as query
from agent_desk.queries import training_register as register_query
from agent_desk.store import blobs
from agent_desk.store.tables import blobs as blob_rows
from agent_desk.store.tables import facts as fact_rows
from agent_desk.store.training_tables import learners
from tests.support.checked import a_session
from tests.support.custody import rows_of

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

LAN = NewLearner(name="Nguyễn Thị Lan", birth="195", number="001150000123")


def read(t: TestDesk, session_id: str) -> query.SessionRow:
    with t.desk.store.read() as connection:
        found = query.one(connection, session_id)
    assert found is not None
    return found


def listed(t: TestDesk, session_id: str) -> dict[str, register_query.LearnerRow]:
    with t.desk.store.read() as connection:
        return {one.name: one for one in register_query.register(connection, session_id)}


def put(t: TestDesk, session_id: str, new: NewLearner = LAN) -> str:
    return register.register_learner(t.desk, t.act(), session_id, new)["learner_id"]


def facts(t: TestDesk, kind: FactKind) -> int:
    return sum(row.kind == kind.value for row in rows_of(t, fact_rows))


def test_a_series_has_one_number_for_each_session_and_one_moves_alone(t: TestDesk) -> None:
    plan = read(t, a_session(t)).plan
    days = [date(2026, 11, 24) + timedelta(weeks=n) for n in range(4)]
    done = sessions.plan_sessions(t.desk, t.act(), plan, days)
    moved = replace(plan, starts_at=plan.starts_at + timedelta(days=2, hours=1))

    sessions.change_session(t.desk, t.act(), done["session_id"], moved)

    with t.desk.store.read() as connection:
        series = query.of_series(connection, done["series_id"])
    assert len({row.code for row in series}) == len(series) == 4
    assert sum(row.is_moved for row in series) == 1


def test_a_canceled_session_stays_in_the_book_and_takes_nobody_any_more(t: TestDesk) -> None:
    session_id = a_session(t)
    with pytest.raises(InvalidInput):
        sessions.cancel_session(t.desk, t.act(), session_id, "  ")
    sessions.cancel_session(t.desk, t.act(), session_id, "Mất điện")

    row = read(t, session_id)
    assert (row.state, row.cancel_reason) == (SessionState.CANCELED, "Mất điện")
    with pytest.raises(NotAllowed):
        put(t, session_id)
    with pytest.raises(NotAllowed):
        sessions.change_session(t.desk, t.act(), session_id, row.plan)


def test_finishing_a_session_counts_who_was_not_ticked_as_absent(t: TestDesk) -> None:
    session_id = a_session(t)
    put(t, session_id)
    put(t, session_id, NewLearner(name="Bình", standing=Standing.SIGNED_UP))

    done = sessions.hold_session(t.desk, t.act(), session_id)

    assert (done["attended"], done["absent"]) == ("1", "1")
    assert read(t, session_id).state is SessionState.HELD


def test_a_session_of_tomorrow_or_with_nobody_is_handled(t: TestDesk) -> None:
    with pytest.raises(NotAllowed):
        sessions.hold_session(t.desk, t.act(), a_session(t, begins=timedelta(days=1)))
    assert sessions.hold_session(t.desk, t.act(), a_session(t))["attended"] == "0"


def test_the_number_of_a_card_finds_the_learner_again_and_is_kept_nowhere(t: TestDesk) -> None:
    first, second = a_session(t), a_session(t, begins=timedelta(hours=3))
    again = replace(LAN, name="Lan", birth="")

    assert put(t, first) == put(t, second, again)

    assert listed(t, second)["Nguyễn Thị Lan"].sessions_before == 1
    with t.desk.store.read() as connection:
        kept = connection.execute(select(learners)).one()
    assert LAN.number not in str(tuple(kept))
    assert LAN.number.encode() not in b"".join(
        row.line + (row.payload or b"")
        for row in t_private(t)
    )  # fmt: skip


def t_private(t: TestDesk) -> list[object]:
    with t.desk.store.read() as connection:
        return list(
            connection.exec_driver_sql(
                "SELECT line, payload FROM facts LEFT JOIN fact_private USING (seq)"
            )
        )


def test_one_name_alone_never_makes_two_entries_one(t: TestDesk) -> None:
    session_id = a_session(t)
    plain = NewLearner(name="Lan", birth="195")
    assert put(t, session_id, plain) != put(t, session_id, plain)


def test_more_people_than_seats_are_taken_with_a_warning(t: TestDesk) -> None:
    session_id = a_session(t)
    plan = replace(read(t, session_id).plan, seats=1)
    sessions.change_session(t.desk, t.act(), session_id, plan)

    over = [
        register.register_learner(t.desk, t.act(), session_id, NewLearner(name=name))["over_seats"]
        for name in ("Lan", "Bình")
    ]
    assert over == ["no", "yes"]


def test_a_tick_is_corrected_by_the_next_and_told_once_each(t: TestDesk) -> None:
    session_id = a_session(t)
    who = put(t, session_id, NewLearner(name="Lan", standing=Standing.SIGNED_UP))
    for standing in (Standing.ATTENDED, Standing.ATTENDED, Standing.ABSENT):
        register.mark_attendance(t.desk, t.act(), session_id, {who: standing})

    assert listed(t, session_id)["Lan"].standing is Standing.ABSENT
    assert facts(t, FactKind.ATTENDANCE_MARKED) == 2


def test_consents_are_each_for_itself_and_the_newest_holds(t: TestDesk) -> None:
    session_id = a_session(t)
    yes = LearnerConsent(purpose=LearnerPurpose.PHOTO, given=True)
    who = put(t, session_id, replace(LAN, consents=(yes,)))
    assert listed(t, session_id)[LAN.name].consents == {LearnerPurpose.PHOTO: True}

    register.answer_consents(t.desk, t.act(), session_id, who, (replace(yes, given=False),))
    assert listed(t, session_id)[LAN.name].consents == {LearnerPurpose.PHOTO: False}


def test_a_child_is_put_on_the_list_but_cannot_agree_alone(t: TestDesk) -> None:
    session_id = a_session(t)
    child = NewLearner(name="Bông", birth="2014")
    yes = LearnerConsent(purpose=LearnerPurpose.PHOTO, given=True)
    with pytest.raises(InvalidInput):
        put(t, session_id, replace(child, consents=(yes,)))
    assert listed(t, session_id) == {}
    put(t, session_id, child)
    assert list(listed(t, session_id)) == ["Bông"]


def test_merged_entries_keep_every_session_and_part_as_they_were(t: TestDesk) -> None:
    first, second = a_session(t), a_session(t, begins=timedelta(hours=3))
    kept = put(t, first, NewLearner(name="Nguyễn Thị Hòa"))
    merged = put(t, second, NewLearner(name="Nguyen Thi Hoà", birth="195", phone="+84912345678"))
    put(t, first, NewLearner(name="x", learner_id=merged, standing=Standing.SIGNED_UP))

    done = people.merge_learners(t.desk, t.act(), kept, merged)
    whole = listed(t, second)["Nguyễn Thị Hòa"]
    assert (whole.birth, whole.phone, whole.sessions_before) == ("195", "+84912345678", 1)
    assert [one.learner_id for one in listed(t, first).values()] == [kept]

    people.part_learners(t.desk, t.act(), done["merge_id"])
    assert {one.learner_id for one in listed(t, first).values()} == {kept, merged}
    assert [one.learner_id for one in listed(t, second).values()] == [merged]
    assert listed(t, first)["Nguyễn Thị Hòa"].birth == ""


def test_two_cards_are_two_people_and_a_later_merge_is_parted_first(t: TestDesk) -> None:
    session_id = a_session(t)
    ids = [put(t, session_id, replace(LAN, number=number))
           for number in ("001150000123", "001150000999", "")]  # fmt: skip
    with pytest.raises(NotAllowed):
        people.merge_learners(t.desk, t.act(), ids[0], ids[1])
    inner = people.merge_learners(t.desk, t.act(), ids[0], ids[2])
    last = put(t, session_id, replace(LAN, number=""))
    outer = people.merge_learners(t.desk, t.act(), last, ids[0])

    with pytest.raises(NotAllowed):
        people.part_learners(t.desk, t.act(), inner["merge_id"])
    people.part_learners(t.desk, t.act(), outer["merge_id"])
    people.part_learners(t.desk, t.act(), inner["merge_id"])
    assert len(listed(t, session_id)) == 1  # one name; four entries
    assert read(t, session_id).listed == 4


def test_two_people_of_one_name_are_not_offered_again(t: TestDesk) -> None:
    session_id = a_session(t)
    ids = [put(t, session_id, NewLearner(name="Nguyễn Thị Lan")) for _ in range(2)]

    def offered() -> int:
        with t.desk.store.read() as connection:
            return len(register_query.alike(connection, session_id))

    assert offered() == 1
    people.say_apart(t.desk, t.act(), *ids)
    assert offered() == 0


def test_a_paper_list_of_three_hundred_is_one_act_all_or_nothing(t: TestDesk) -> None:
    session_id = a_session(t)
    lines = [NewLearner(name=f"Người {chr(97 + n % 26)} {chr(97 + n // 26)}", source=Source.ROSTER)
             for n in range(300)]  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        register.enter_roster(t.desk, t.act(), session_id, [*lines[:9], NewLearner(name="12")])
    assert list(refused.value.field_errors) == ["line-9"]
    assert read(t, session_id).listed == 0

    register.enter_roster(t.desk, t.act(), session_id, lines)
    assert read(t, session_id).attended == 300


def test_a_picture_of_a_list_is_kept_once_never_queued_and_erased(t: TestDesk) -> None:
    session_id, picture = a_session(t), b"jpeg bytes"
    first = attach_roster(t.desk, t.act(), session_id, picture)
    assert attach_roster(t.desk, t.act(), session_id, picture)["page_id"] == first["page_id"]
    assert rows_of(t, blob_rows) == []

    detach_roster(t.desk, t.act(), first["page_id"])
    with t.desk.store.read() as connection:
        t.desk.store.blobs.sweep(blobs.named(connection))
    with pytest.raises(NotFound):
        t.desk.store.blobs.get(first["sha256"])
