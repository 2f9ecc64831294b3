"""The thresholds of the forwarding clock, read from data; never from code."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.domain.postal import Leg, LegTime, bundled_postal_times
from agent_desk.domain.text import fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stage(StrEnum):
    """One hop of papers on their way to the authority; each has a clock of its own."""

    SEAL = "seal"  # handed over by the citizen, until the bag is sealed
    LEAVE = "leave"  # sealed, until the courier has it
    RECEIVE = "receive"  # with the courier, until the authority has signed


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardingRules:
    """Thresholds: when amber begins, how far each destination is, what counts as offline.

    ``morning`` is how much office time of the next day still counts as its start for the courier.
    """

    times: Mapping[Leg, LegTime]
    leg: Leg = Leg.SAME_PROVINCE
    by_destination: Mapping[str, Leg] = field(default_factory=lambda: MappingProxyType({}))
    warn: Mapping[Stage, timedelta] = field(default_factory=lambda: MappingProxyType({}))
    morning: timedelta = timedelta()
    offline_after: timedelta = timedelta()

    def postal_days(self, destination: str = "") -> int:
        """Give n of J+n for a destination."""
        return self.times[self.by_destination.get(fold(destination), self.leg)].days


def read_forwarding_rules(text: str | bytes, times: Mapping[Leg, LegTime]) -> ForwardingRules:
    """Read the thresholds. Raises: InvalidInput if they cannot be used."""
    try:
        raw = json.loads(text)
        return ForwardingRules(
            times=times,
            leg=Leg(raw["leg"]),
            by_destination=MappingProxyType(
                {fold(name): Leg(leg) for name, leg in raw["by_destination"].items()}
            ),
            warn=MappingProxyType({one: _minutes(raw["warn_minutes"][one]) for one in Stage}),
            morning=_minutes(raw["morning_minutes"]),
            offline_after=_minutes(raw["offline_after_minutes"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(
            tr("The table of forwarding times cannot be read. Get it again from the center.")
        ) from error


@cache
def bundled_forwarding_rules() -> ForwardingRules:
    """Read the thresholds that came with the program."""
    path = paths.resources() / "reference" / "forwarding.json"
    return read_forwarding_rules(path.read_bytes(), bundled_postal_times())


def _minutes(value: object) -> timedelta:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("minutes must be a whole number")
    return timedelta(minutes=value)
