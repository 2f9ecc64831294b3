"""When the courier comes next, on the post's own working days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.pickups import next_pickup, read_times
from agent_desk.errors import InvalidInput

AGENT = bundled_calendars().agent
TIMES = read_times("15:30, 9h30")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((2026, 11, 23, 1, 0), (2026, 11, 23, 2, 30)),
        ((2026, 11, 23, 2, 30), (2026, 11, 23, 8, 30)),
        ((2026, 11, 23, 9, 0), (2026, 11, 25, 2, 30)),  # the 24th is a holiday
        ((2026, 11, 29, 1, 0), (2026, 11, 30, 2, 30)),
    ],
)
def test_the_next_pickup_is_the_next_time_of_a_working_day(
    now: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    given = next_pickup(datetime(*now, tzinfo=UTC), TIMES, AGENT)  # type: ignore[arg-type,misc]
    assert given == datetime(*expected, tzinfo=UTC)  # type: ignore[arg-type,misc]


def test_without_times_nothing_is_promised() -> None:
    assert next_pickup(datetime(2026, 11, 23, tzinfo=UTC), read_times(" "), AGENT) is None


@pytest.mark.parametrize("text", ["25:00", "9:3", "noon", "1:00 2:00 3:00 4:00 5:00 6:00 7:00"])
def test_what_is_no_list_of_times_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="09:30"):
        read_times(text)
