"""Reasons of delay, moved promises and answers to the center, as the desk writes them."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from agent_desk.clock import from_iso
from agent_desk.commands import bags, delays, minutes
from agent_desk.commands.delays import Explained, ToldHow
from agent_desk.domain.calendar import Calendar, Calendars
from agent_desk.domain.calendar_data import DayKind, SpecialDay
from agent_desk.domain.delays import Answer, DelayReason
from agent_desk.domain.forwarding import Forwarding, HopClock, Rule, Urgency
from agent_desk.domain.forwarding_rules import Stage, bundled_forwarding_rules
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.queries.clocks import PacketClocks, packet_clocks, promised_arrival
from agent_desk.store.clock_tables import delays as delay_rows
from agent_desk.store.clock_tables import findings
from agent_desk.wire import NoticeKind
from tests.support.custody import a_filled_bag, a_seal, packet, rows_of, taken, the_minutes
from tests.support.desks import told

if TYPE_CHECKING:
    from agent_desk.commands.unit import Desk
    from tests.support.desks import TestDesk

WHY = Explained(reason=DelayReason.COURIER_ABSENT)


def clocks(t: TestDesk, packet_id: str, desk: Desk | None = None) -> PacketClocks:
    forwarding = Forwarding((desk or t.desk).calendars, bundled_forwarding_rules())
    with t.desk.store.read() as connection:
        return packet_clocks(connection, packet_id, forwarding, t.clock.moment)


def running(t: TestDesk, packet_id: str) -> HopClock:
    return clocks(t, packet_id).clocks[-1]


def last_fact(t: TestDesk) -> dict[str, object]:
    with t.desk.store.read() as connection:
        line = connection.exec_driver_sql(
            "SELECT line FROM facts ORDER BY seq DESC LIMIT 1"
        ).scalar()
    return dict(json.loads(line))


def closed_on(calendar: Calendar, day: date) -> Calendar:
    special = SpecialDay(day=day, kind=DayKind.HOLIDAY, name="nghỉ bão", source="công văn")
    days = MappingProxyType({**calendar.data.days, day: special})
    return dataclasses.replace(calendar, data=dataclasses.replace(calendar.data, days=days))


def with_storm(desk: Desk, day: date) -> Desk:
    """The desk after a release of the calendar that closes everything on a day."""
    old = desk.calendars
    new = Calendars(agency=closed_on(old.agency, day), agent=closed_on(old.agent, day))
    return dataclasses.replace(desk, calendars=new)


def test_one_reason_is_given_for_all_papers_that_share_it(t: TestDesk) -> None:
    both = tuple(taken(t).packet_id for _ in range(2))
    t.clock.advance(days=1)
    delays.explain_delay(t.desk, t.act(), both, WHY)

    assert {row.packet_id for row in rows_of(t, delay_rows)} == set(both)
    fact = last_fact(t)
    assert fact["kind"] == "delay.explained"
    body = fact["body"]
    assert isinstance(body, dict)
    assert (body["reason"], body["stage"], body["is_late"]) == ("courier_absent", "seal", True)
    assert "person" not in json.dumps(body)


def test_what_is_in_time_needs_no_reason(t: TestDesk) -> None:
    with pytest.raises(NotAllowed):
        delays.explain_delay(t.desk, t.act(), (taken(t).packet_id,), WHY)


def test_another_reason_needs_its_words_and_they_stay_private(t: TestDesk) -> None:
    one = taken(t)
    t.clock.advance(days=1)
    other = Explained(reason=DelayReason.OTHER)
    with pytest.raises(InvalidInput) as refused:
        delays.explain_delay(t.desk, t.act(), (one.packet_id,), other)
    assert "words" in refused.value.field_errors
    said = dataclasses.replace(other, words="Xe hỏng ở cầu Nhật Tân")
    delays.explain_delay(t.desk, t.act(), (one.packet_id,), said)

    assert "Nhật Tân" not in json.dumps(last_fact(t), ensure_ascii=False)
    assert clocks(t, one.packet_id).delays[0].words == said.words


def test_every_hop_is_timed_from_hand_to_hand(t: TestDesk) -> None:
    number, found = a_filled_bag(t)
    t.clock.advance(hours=1)
    bags.seal(t.desk, t.act(), number, a_seal())
    t.clock.advance(hours=1)
    bags.leave(t.desk, t.act(), number, "Lê Văn Tám")
    t.clock.advance(hours=1)
    minutes.hand_over(t.desk, t.act(), number, the_minutes(t))
    timed = clocks(t, found[0].packet_id).clocks

    assert [clock.stage for clock in timed] == [Stage.SEAL, Stage.LEAVE, Stage.RECEIVE]
    assert all(timedelta(hours=1) <= c.lasted(t.clock.moment) < timedelta(hours=2) for c in timed)
    assert {clock.urgency(t.clock.moment) for clock in timed} == {Urgency.CALM}


def test_offline_time_is_shown_apart_and_ends_with_the_receipt(t: TestDesk) -> None:
    one = taken(t)
    t.clock.advance(hours=3)
    alone = running(t, one.packet_id)
    assert timedelta(hours=3) <= alone.offline <= alone.lasted(t.clock.moment)
    t.sync()
    t.clock.advance(hours=2)
    heard = running(t, one.packet_id)

    assert timedelta(hours=3) <= heard.offline < timedelta(hours=3, minutes=1)
    assert heard.lasted(t.clock.moment) >= timedelta(hours=5)


def test_a_day_off_announced_after_the_slip_was_printed_leaves_the_promise(t: TestDesk) -> None:
    one = taken(t)
    with t.desk.store.read() as connection:
        printed = promised_arrival(connection, one.dossier_id)
    desk = with_storm(t.desk, date(2026, 11, 25))
    read = clocks(t, one.packet_id, desk)

    assert read.arrive_printed == printed == "2026-11-26T10:00:00.000Z"
    assert read.clocks[-1].limits.post.on == date(2026, 11, 27)
    day = read.clocks[-1].limits.post.at
    delays.move_promise(desk, t.act(), one.packet_id, day, ToldHow.PHONE)
    assert from_iso(clocks(t, one.packet_id, desk).told_at) == day
    assert packet(t, one.reference).arrive_by == printed


def test_an_earlier_promise_drives_until_the_citizen_is_told(t: TestDesk) -> None:
    t.clock.advance(hours=8)  # after 15:00, so the papers leave on the 25th
    one = taken(t)
    desk = with_storm(t.desk, date(2026, 11, 25))
    clock = clocks(t, one.packet_id, desk).clocks[-1]

    assert (clock.has_moved, clock.driver) == (True, Rule.PROMISE)
    day = clock.limits.post.at
    delays.move_promise(desk, t.act(), one.packet_id, day, ToldHow.MESSAGE)
    told_of = clocks(t, one.packet_id, desk).clocks[-1]
    assert told_of.driver is not Rule.PROMISE
    assert told_of.due > clock.due


def test_no_day_of_the_past_is_promised(t: TestDesk) -> None:
    one = taken(t)
    yesterday = t.clock.moment - timedelta(days=1)
    with pytest.raises(InvalidInput):
        delays.move_promise(t.desk, t.act(), one.packet_id, yesterday, ToldHow.PHONE)


def a_finding(t: TestDesk, person_id: str) -> str:
    told(
        t,
        NoticeKind.FINDING_OPENED,
        "f-1",
        reference="001022611230016",
        stage="seal",
        person_id=person_id,
        words="Vì sao túi đi muộn?",
    )
    return "f-1"


def test_only_the_person_concerned_answers_the_center(t: TestDesk) -> None:
    finding_id = a_finding(t, "somebody-else")
    with pytest.raises(NotAllowed):
        delays.answer_finding(t.desk, t.act(), finding_id, Answer.WAIVED)


def test_an_answer_travels_with_its_words_apart(t: TestDesk) -> None:
    finding_id = a_finding(t, t.clerk_id)
    with pytest.raises(InvalidInput):
        delays.answer_finding(t.desk, t.act(), finding_id, Answer.REPLIED)
    delays.answer_finding(t.desk, t.act(), finding_id, Answer.REPLIED, "Bưu tá Tám không đến")

    assert last_fact(t)["body"] == {"answer": "replied"}
    assert rows_of(t, findings)[0].answer == "replied"


def test_what_the_center_closed_is_closed(t: TestDesk) -> None:
    finding_id = a_finding(t, t.clerk_id)
    told(t, NoticeKind.FINDING_CHECKED, finding_id, software="fault")
    told(t, NoticeKind.FINDING_CLOSED, finding_id, outcome="software_fault")
    with pytest.raises(NotAllowed):
        delays.answer_finding(t.desk, t.act(), finding_id, Answer.WAIVED)
    with pytest.raises(NotFound):
        delays.answer_finding(t.desk, t.act(), "unknown", Answer.WAIVED)
    assert rows_of(t, findings)[0].outcome == "software_fault"
