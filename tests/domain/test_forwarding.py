"""The forwarding clock over holidays, Tết, 15:00, moved promises and clocks set back."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.clock import HANOI, local
from agent_desk.domain.bags import BagState
from agent_desk.domain.calendar import Calendar, Calendars, bundled_calendars
from agent_desk.domain.calendar_data import DayKind, SpecialDay
from agent_desk.domain.custody import HopKind, Place, follow
from agent_desk.domain.forwarding import (
    Forwarding,
    HopClock,
    Promise,
    Rule,
    Span,
    Urgency,
    before,
    offline_time,
    stage_of,
)
from agent_desk.domain.forwarding_rules import (
    Stage,
    bundled_forwarding_rules,
    read_forwarding_rules,
)
from agent_desk.domain.forwarding_walk import HopSeen, Way, walk
from agent_desk.domain.postal import Leg, bundled_postal_times
from agent_desk.errors import InvalidInput

RULES = bundled_forwarding_rules()
MOMENTS = st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 18), timezones=st.just(HANOI))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=HANOI)


def forwarding(calendars: Calendars | None = None) -> Forwarding:
    return Forwarding(calendars or bundled_calendars(), RULES)


def with_holiday(calendar: Calendar, day: date) -> Calendar:
    special = SpecialDay(day=day, kind=DayKind.HOLIDAY, name="nghỉ bão", source="công văn")
    days = MappingProxyType({**calendar.data.days, day: special})
    return dataclasses.replace(calendar, data=dataclasses.replace(calendar.data, days=days))


def a_clock(stage: Stage, taken: str, began: str = "", **more: object) -> HopClock:
    start = at(began or taken)
    limits = forwarding().limits(stage, at(taken), start)
    return HopClock(stage=stage, began=start, limits=limits, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("taken", "due", "post"),
    [
        ("23/11/2026 08:30", "23/11/2026 17:00", "26/11/2026 17:00"),  # 24/11 is a rest day
        ("23/11/2026 15:00", "23/11/2026 17:00", "26/11/2026 17:00"),
        ("23/11/2026 15:01", "25/11/2026 07:30", "26/11/2026 17:00"),
        ("13/02/2026 16:00", "23/02/2026 07:30", "24/02/2026 17:00"),  # over Tết
        ("21/08/2026 15:30", "22/08/2026 07:30", "24/08/2026 17:00"),  # a Saturday to work
    ],
)
def test_before_the_courier_the_15_00_rule_and_the_post_stand_side_by_side(
    taken: str, due: str, post: str
) -> None:
    clock = a_clock(Stage.SEAL, taken)
    shown = [f"{local(one):%d/%m/%Y %H:%M}" for one in (clock.due, clock.limits.post.at)]

    assert shown[0] == due
    assert clock.driver is Rule.ONE_STOP
    if taken != "21/08/2026 15:30":
        assert shown[1] == post


def test_the_courier_has_the_same_day_or_the_morning_after() -> None:
    early = a_clock(Stage.RECEIVE, "25/11/2026 09:00", "25/11/2026 14:50")
    late = a_clock(Stage.RECEIVE, "25/11/2026 09:00", "25/11/2026 16:30")

    assert early.due == at("25/11/2026 17:00")
    assert late.due == at("26/11/2026 12:00") - timedelta(minutes=30)  # four hours of office


def test_the_postal_time_drives_where_it_is_stricter() -> None:
    clock = a_clock(Stage.RECEIVE, "23/11/2026 09:00", "27/11/2026 09:00")

    assert clock.driver is Rule.POST
    assert clock.due == at("26/11/2026 17:00")
    assert clock.urgency(at("27/11/2026 09:01")) is Urgency.LATE


def test_amber_begins_in_office_time_so_the_evening_is_not_counted() -> None:
    clock = a_clock(Stage.SEAL, "25/11/2026 15:30")  # due at 7:30 on the next day

    assert clock.limits.warn_at == at("25/11/2026 15:00")
    assert clock.urgency(at("25/11/2026 15:30")) is Urgency.SOON
    assert clock.urgency(at("26/11/2026 07:31")) is Urgency.LATE


def test_a_holiday_announced_later_moves_the_count_and_not_the_promise() -> None:
    old = bundled_calendars()
    printed = forwarding(old).limits(Stage.SEAL, at("23/11/2026 15:30"), at("23/11/2026 15:30"))
    new = Calendars(
        agency=with_holiday(old.agency, date(2026, 11, 25)),
        agent=with_holiday(old.agent, date(2026, 11, 25)),
    )
    limits = forwarding(new).limits(Stage.SEAL, at("23/11/2026 15:30"), at("23/11/2026 15:30"))
    promise = Promise(printed=printed.stricter.at)
    clock = HopClock(stage=Stage.SEAL, began=at("23/11/2026 15:30"), limits=limits, promise=promise)

    assert limits.stricter.at == at("26/11/2026 07:30")
    assert clock.has_moved
    assert (clock.due, clock.driver) == (at("25/11/2026 07:30"), Rule.PROMISE)
    told = dataclasses.replace(promise, told=at("26/11/2026 17:00"))
    assert dataclasses.replace(clock, promise=told).due == limits.stricter.at


def test_two_calendars_are_two_a_rest_day_of_the_post_moves_only_the_post() -> None:
    old = bundled_calendars()
    new = dataclasses.replace(old, agent=with_holiday(old.agent, date(2026, 11, 26)))
    taken = at("23/11/2026 09:00")
    was, now = (forwarding(c).limits(Stage.SEAL, taken, taken) for c in (old, new))

    assert now.one_stop == was.one_stop
    assert now.post.at == at("27/11/2026 17:00")


def test_a_clock_set_back_a_day_between_seal_and_receipt_loses_no_time() -> None:
    sealed, left = at("25/11/2026 09:00"), at("25/11/2026 10:00")
    signed = follow(left - timedelta(days=1), left)
    way = Way(
        taken_at=at("25/11/2026 08:00"),
        hops=(
            HopSeen(kind=HopKind.TAKEN, at=at("25/11/2026 08:00")),
            HopSeen(kind=HopKind.SEALED, at=sealed),
            HopSeen(kind=HopKind.LEFT, at=left),
            HopSeen(
                kind=HopKind.HANDED_OVER,
                at=signed.counted_at,
                clock_was_wrong=signed.clock_was_wrong,
            ),
        ),
    )
    clocks = walk(way, forwarding(), left - timedelta(days=1))

    assert [clock.stage for clock in clocks] == [Stage.SEAL, Stage.LEAVE, Stage.RECEIVE]
    assert all(clock.lasted(left) >= timedelta() for clock in clocks)
    assert [clock.clock_was_wrong for clock in clocks] == [False, False, True]
    assert all(clock.urgency(left) is Urgency.CALM for clock in clocks)


def test_a_running_clock_before_its_own_beginning_is_not_negative() -> None:
    clock = a_clock(Stage.SEAL, "25/11/2026 09:00")
    yesterday = at("24/11/2026 09:00")

    assert clock.lasted(yesterday) == timedelta()
    assert clock.late_by(yesterday) == timedelta()


def test_a_bag_opened_again_begins_its_clock_anew() -> None:
    hops = [(HopKind.TAKEN, 8), (HopKind.BAGGED, 9), (HopKind.SEALED, 10), (HopKind.OPENED, 11)]
    way = Way(
        taken_at=at("25/11/2026 08:00"),
        hops=tuple(HopSeen(kind=kind, at=at(f"25/11/2026 {hour:02d}:00")) for kind, hour in hops),
    )
    clocks = walk(way, forwarding(), at("25/11/2026 12:00"))

    assert [(clock.stage, clock.ended is None) for clock in clocks] == [
        (Stage.SEAL, False),
        (Stage.LEAVE, False),
        (Stage.SEAL, True),
    ]


def test_what_is_disputed_stops_the_clock_that_runs() -> None:
    way = Way(
        taken_at=at("23/11/2026 08:00"),
        hops=(HopSeen(kind=HopKind.TAKEN, at=at("23/11/2026 08:00")),),
        is_stopped=True,
    )
    (clock,) = walk(way, forwarding(), at("30/11/2026 08:00"))

    assert clock.urgency(at("30/11/2026 08:00")) is Urgency.STOPPED


def test_offline_time_counts_once_and_short_waits_are_none() -> None:
    day = [at(f"25/11/2026 {hour:02d}:00") for hour in range(24)]
    unheard = [
        Span(start=day[8], end=day[10]),
        Span(start=day[9], end=day[11]),
        Span(start=day[12], end=day[12] + timedelta(minutes=5)),
        Span(start=day[14], end=None),
    ]
    found = offline_time(Span(start=day[9], end=None), unheard, day[15], timedelta(minutes=15))

    assert found == timedelta(hours=3)


def test_each_place_has_its_own_clock() -> None:
    assert stage_of(Place.DESK, None) is Stage.SEAL
    assert stage_of(Place.BAG, BagState.OPEN) is Stage.SEAL
    assert stage_of(Place.BAG, BagState.SEALED) is Stage.LEAVE
    assert stage_of(Place.DOOR, BagState.ARRIVED) is Stage.RECEIVE
    assert stage_of(Place.AUTHORITY, None) is None
    assert stage_of(Place.UNKNOWN, None) is None


def test_a_destination_of_the_same_district_has_one_day_less() -> None:
    near = dataclasses.replace(
        RULES, by_destination=MappingProxyType({"chi nhanh so 1": Leg.SAME_DISTRICT})
    )
    taken = at("25/11/2026 09:00")
    found = Forwarding(bundled_calendars(), near)

    assert found.limits(Stage.SEAL, taken, taken, "Chi nhánh số 1").post.on == date(2026, 11, 26)
    assert found.limits(Stage.SEAL, taken, taken, "Chi nhánh số 3").post.on == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"leg": "moon"}', "null"])
def test_a_table_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_forwarding_rules(text, bundled_postal_times())


@settings(max_examples=150, deadline=None)
@given(
    taken=MOMENTS,
    waited=st.timedeltas(timedelta(), timedelta(days=9)),
    stage=st.sampled_from(Stage),
)
def test_whenever_it_begins_both_limits_lie_in_office_hours_and_warn_before(
    taken: datetime, waited: timedelta, stage: Stage
) -> None:
    calendars = bundled_calendars()
    limits = forwarding().limits(stage, taken, taken + waited)

    assert limits.stricter.at == min(limits.one_stop.at, limits.post.at)
    assert limits.warn_at < limits.stricter.at
    assert calendars.agency.is_working(local(limits.one_stop.at).date())
    assert calendars.agent.is_working(local(limits.post.at).date())
    start = taken + waited if stage is Stage.RECEIVE else taken
    assert limits.one_stop.at > start or local(start).time() >= local(limits.one_stop.at).time()


@settings(max_examples=100, deadline=None)
@given(moment=MOMENTS, minutes=st.integers(0, 40 * 60))
def test_so_much_office_time_before_is_so_much_until(moment: datetime, minutes: int) -> None:
    calendar, amount = bundled_calendars().agency, timedelta(minutes=minutes)
    start = before(moment.astimezone(UTC), amount, calendar)

    assert start <= moment
    assert calendar.working_time_between(start, moment) == amount


@settings(max_examples=100, deadline=None)
@given(
    taken=MOMENTS,
    steps=st.lists(st.timedeltas(timedelta(days=-2), timedelta(days=3)), min_size=3, max_size=3),
)
def test_clocks_never_run_backwards_whatever_the_clock_of_the_pc_does(
    taken: datetime, steps: list[timedelta]
) -> None:
    kinds = (HopKind.SEALED, HopKind.LEFT, HopKind.HANDED_OVER)
    hops, counted, read = [HopSeen(kind=HopKind.TAKEN, at=taken)], taken, taken
    for kind, step in zip(kinds, steps, strict=True):
        read += step
        counted = follow(read, counted).counted_at
        hops.append(HopSeen(kind=kind, at=counted))
    clocks = walk(Way(taken_at=taken, hops=tuple(hops)), forwarding(), read)

    assert [clock.began for clock in clocks] == sorted(clock.began for clock in clocks)
    assert all(clock.lasted(read) >= clock.offline >= timedelta() for clock in clocks)
    assert sum((c.lasted(read) for c in clocks), timedelta()) == counted - taken
