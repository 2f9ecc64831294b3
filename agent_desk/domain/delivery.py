"""The way home of a result by post: its states, the two invitations, what the operator reports."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.clock import HANOI, from_iso
from agent_desk.domain.postal import normalize_item
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent_desk.domain.calendar import Calendar

INVITATIONS = 2
DAYS_BETWEEN = 2
"""Working days from one invitation to the next. Source: TT 17/2017 art. 5; rules 5.4."""

_MOST_LINES = 5000


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    READY = "ready"
    ON_THE_WAY = "on_the_way"
    NOT_DELIVERED = "not_delivered"
    COMING_BACK = "coming_back"
    CAME_BACK = "came_back"
    DELIVERED = "delivered"
    AT_AGENCY = "at_agency"
    CANCELED = "canceled"

    @property
    def is_open(self) -> bool:
        """Say whether the item is in the hands of the post."""
        return self in (_D.ON_THE_WAY, _D.NOT_DELIVERED, _D.COMING_BACK)

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen to it."""
        return self in (_D.DELIVERED, _D.AT_AGENCY, _D.CANCELED, _D.CAME_BACK)


_D = DeliveryState


class ProofKind(StrEnum):
    """What shows that the addressee has it."""

    SIGNATURE = "signature"
    OPERATOR = "operator"


def say_state(state: DeliveryState) -> str:
    """Name a state in a few words."""
    return {
        _D.READY: tr("label made, not handed to the post yet"),
        _D.ON_THE_WAY: tr("with the post"),
        _D.NOT_DELIVERED: tr("not delivered yet"),
        _D.COMING_BACK: tr("coming back to us"),
        _D.CAME_BACK: tr("came back to this desk"),
        _D.DELIVERED: tr("delivered"),
        _D.AT_AGENCY: tr("back at the agency"),
        _D.CANCELED: tr("given up before sending"),
    }[state]


def next_invitation_on(invited: Sequence[date], calendar: Calendar) -> date | None:
    """Give the first day of the next invitation; None while no first one was made."""
    if not invited:
        return None
    return calendar.add_working_days(max(invited), DAYS_BETWEEN)


def require_invitation(invited: Sequence[date], today: date, calendar: Calendar) -> None:
    """Refuse an invitation that comes too early. Raises: NotAllowed, naming the day."""
    earliest = next_invitation_on(invited, calendar)
    if earliest is not None and today < earliest:
        raise NotAllowed(
            tr(
                "Two working days must lie between invitations. The next one is possible on {day}.",
                day=earliest.strftime("%d/%m/%Y"),
            )
        )


def counted_invitations(invited: Sequence[date], calendar: Calendar) -> int:
    """Count invitations that lie at least two working days apart; others are none."""
    count, last = 0, None
    for day in sorted(invited):
        if last is None or day >= calendar.add_working_days(last, DAYS_BETWEEN):
            count, last = count + 1, day
    return count


def may_go_to_agency(invited: Sequence[date], calendar: Calendar) -> bool:
    """Say whether the citizen was invited often enough for the item to go back."""
    return counted_invitations(invited, calendar) >= INVITATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalState:
    """What one code of an operator means here."""

    code: str
    means: DeliveryState
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One operator's imported table of states."""

    key: str
    name: str
    states: Mapping[str, PostalState]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """One report about one item: the operator's code, when it was so, in which words."""

    item_code: str
    code: str
    means: DeliveryState
    words: str
    at: datetime


def read_states(text: str | bytes) -> Mapping[str, Operator]:
    """Read the tables of postal states. Raises: InvalidInput if they cannot be used."""
    try:
        return {raw["key"]: _operator(raw) for raw in json.loads(text)["operators"]}
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(
            tr("The table of postal states cannot be read. Get it again from the center.")
        ) from error


def _operator(raw: Mapping[str, object]) -> Operator:
    listed = raw["states"]
    if not isinstance(listed, list):
        raise TypeError("states must be a list")
    states = [
        PostalState(code=str(one["code"]), means=_D(one["means"]), words=str(one["words"]))
        for one in listed
    ]
    return Operator(
        key=str(raw["key"]), name=str(raw["name"]), states={one.code: one for one in states}
    )


@cache
def bundled_states() -> Mapping[str, Operator]:
    """Read the tables that came with the program."""
    return read_states((paths.resources() / "reference" / "postal_states.json").read_bytes())


def read_tracking(content: bytes, operator: Operator) -> tuple[Tracked, ...]:
    """Read an operator's list of states: ``item,code,time[,words]`` per line, times of Hanoi.

    Raises: InvalidInput naming the first line that cannot be read; then nothing is used.
    """
    try:
        lines = list(csv.reader(content.decode("utf-8-sig").splitlines(), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _refused(tr("This file is not a list of postal states.")) from error
    if len(lines) > _MOST_LINES:
        raise _refused(tr("This file has too many lines."))
    found = [
        _tracked(cells, number, operator)
        for number, cells in enumerate(lines, start=1)
        if cells and cells[0].strip().lower() != "item" and not cells[0].startswith("#")
    ]
    if not found:
        raise _refused(tr("This file holds no postal states."))
    return tuple(found)


def _tracked(cells: list[str], number: int, operator: Operator) -> Tracked:
    if len(cells) < 3:
        raise _refused(tr("Line {n}: write item, code and time.", n=number))
    item, code = normalize_item(cells[0]), cells[1].strip()
    known = operator.states.get(code)
    if known is None:
        raise _refused(
            tr(
                "Line {n}: {name} has no state {code}.",
                n=number,
                name=operator.name,
                code=code[:12],
            )
        )
    at = _moment(cells[2].strip())
    if at is None or not item:
        raise _refused(tr("Line {n}: the time cannot be read.", n=number))
    words = clean(cells[3]) if len(cells) > 3 and cells[3].strip() else known.words
    return Tracked(item_code=item, code=code, means=known.means, words=words, at=at)


def _moment(text: str) -> datetime | None:
    for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=HANOI)
        except ValueError:
            continue
    try:
        return from_iso(text)
    except ValueError:
        return None


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"tracking": message})
