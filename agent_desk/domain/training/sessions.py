"""A session: when, where, who teaches what to how many, and what a good plan must say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date, datetime

MOST_SEATS = 500
MOST_HELPERS = 12
MINUTES = range(5, 481)
USUAL_MINUTES = 90


class SessionState(StrEnum):
    """How far a session is; a canceled one stays in the book."""

    PLANNED = "planned"
    HELD = "held"
    CANCELED = "canceled"


class Devices(StrEnum):
    """What people practice on."""

    OWN = "own"
    LENT = "lent"
    BOTH = "both"


class Need(StrEnum):
    """What some of the people need so that they can follow."""

    HEARING = "hearing"
    SIGHT = "sight"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """What is planned; ``starts_at`` is aware, ``topics`` are ids of curriculum cards."""

    starts_at: datetime
    minutes: int
    place: str
    trainer_id: str
    topics: tuple[str, ...]
    seats: int
    helpers: tuple[str, ...] = ()
    devices: Devices = Devices.OWN
    needs: frozenset[Need] = frozenset()
    note: str = ""

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """The local day of it."""
        return local(self.starts_at).date()


def require_plan(plan: SessionPlan) -> None:
    """Refuse a plan that nobody could hold. Raises: InvalidInput with every field that is wrong."""
    errors = {
        "minutes": _wrong_minutes(plan.minutes),
        "place": "" if clean(plan.place) else tr("Say where the session is held."),
        "trainer": "" if plan.trainer_id else tr("Choose who teaches."),
        "topics": "" if plan.topics else tr("Choose at least one topic."),
        "seats": _wrong_seats(plan.seats),
        "helpers": _wrong_helpers(plan.helpers),
    }
    wrong = {field: words for field, words in errors.items() if words}
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), wrong)


def _wrong_minutes(minutes: int) -> str:
    if minutes in MINUTES:
        return ""
    return tr("A session takes from {least} minutes to 8 hours.", least=MINUTES.start)


def _wrong_seats(seats: int) -> str:
    if 1 <= seats <= MOST_SEATS:
        return ""
    return tr("A session has from 1 to {most} seats.", most=MOST_SEATS)


def _wrong_helpers(helpers: tuple[str, ...]) -> str:
    if len(helpers) <= MOST_HELPERS:
        return ""
    return tr("At most {most} helpers can be named.", most=MOST_HELPERS)


def require_open(state: SessionState) -> None:
    """Refuse to change what is over. Raises: NotAllowed."""
    if state is SessionState.CANCELED:
        raise NotAllowed(tr("This session was canceled. Plan a new one."))
    if state is SessionState.HELD:
        raise NotAllowed(tr("This session is finished. Its plan cannot be changed any more."))


def say_state(state: SessionState) -> str:
    """Name how far a session is."""
    return {
        SessionState.PLANNED: tr("planned"),
        SessionState.HELD: tr("held"),
        SessionState.CANCELED: tr("canceled"),
    }[state]


def say_devices(devices: Devices) -> str:
    """Name what people practice on."""
    return {
        Devices.OWN: tr("own phones"),
        Devices.LENT: tr("phones lent here"),
        Devices.BOTH: tr("own phones, some lent here"),
    }[devices]


def say_need(need: Need) -> str:
    """Name what some people need."""
    return {
        Need.HEARING: tr("hard of hearing"),
        Need.SIGHT: tr("weak sight"),
        Need.INTERPRETER: tr("interpreter"),
    }[need]
