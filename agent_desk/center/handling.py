"""Where each dossier stands with the officials: the center's own acts, apart from the facts.

``next_at`` says when somebody should look at the dossier again; empty means nothing is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.dossier import NationalStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection

_S = NationalStatus
_STEPS = {
    _S.REGISTERED: {_S.ACCEPTED},
    _S.ACCEPTED: {_S.IN_PROCESS},
    _S.IN_PROCESS: {_S.SUPPLEMENT, _S.SETTLED, _S.NOT_ACCEPTED},
    _S.SUPPLEMENT: {_S.IN_PROCESS},
    _S.SETTLED: {_S.RETURNED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDossier:
    """A dossier that somebody should look at now."""

    desk_id: str
    dossier_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What another desk took for a round; ``short_sides`` go with the blobs, 0: not known."""

    desk_id: str
    blobs: tuple[str, ...]
    short_sides: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the citizen handed in at once: round 0 is the filing, later ones are supplements."""

    number: int
    blobs: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything an official looks at before the next step."""

    desk_id: str
    dossier_id: str
    procedure_code: str
    procedure_name: str
    channel: str
    office: str
    is_returned: bool
    status: NationalStatus
    official_code: str
    round_asked: int
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next standing of a case. ``status`` None leaves it and only says when to look again."""

    status: NationalStatus | None = None
    next_at: datetime | None = None
    waits_for_blobs: bool = False
    round_asked: int | None = None
    official_code: str | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None


def wake(db: Connection, desk_id: str, dossier_ids: Sequence[str], now: datetime) -> None:
    """Say that these dossiers have news; a new one begins as registered (status 1)."""
    if dossier_ids:
        db.execute(
            "INSERT INTO handlings (desk_id, dossier_id, status, next_at)"
            " SELECT %s, u, %s, %s FROM unnest(%b::text[]) u"
            " ON CONFLICT (desk_id, dossier_id) DO UPDATE SET next_at = excluded.next_at",
            (desk_id, _S.REGISTERED.value, now, list(dossier_ids)),
        )


def keep_codes(db: Connection, desk_id: str, codes: Mapping[str, str]) -> None:
    """Keep the codes that the portal gave; what has a code already keeps its own."""
    for dossier_id, code in codes.items():
        db.execute(
            "UPDATE handlings SET official_code = coalesce(official_code, %s)"
            " WHERE desk_id = %s AND dossier_id = %s",
            (code, desk_id, dossier_id),
        )


def due(db: Connection, now: datetime, limit: int) -> list[DueDossier]:
    """Give the dossiers to look at, the longest waiting first."""
    rows = db.execute(
        "SELECT desk_id, dossier_id FROM handlings WHERE next_at <= %s ORDER BY next_at LIMIT %s",
        (now, limit),
    ).fetchall()
    return [DueDossier(desk_id=row[0], dossier_id=row[1]) for row in rows]


def lock(db: Connection, dossier: DueDossier, now: datetime) -> Case | None:
    """Take the desk's lock and read the case; None if another official has it or was faster.

    The desk's row is the one lock that pushes, notices and officials share, so none can meet
    another in a deadlock.
    """
    held = db.execute(
        "SELECT 1 FROM desks WHERE desk_id = %s FOR UPDATE SKIP LOCKED", (dossier.desk_id,)
    ).fetchone()
    if held is None:
        return None
    row = db.execute(
        "SELECT d.procedure_code, d.procedure_name, d.channel, d.office,"
        " EXISTS (SELECT 1 FROM result_returns r WHERE r.reference = d.reference),"
        " h.status, coalesce(h.official_code, ''), h.round_asked"
        " FROM handlings h JOIN dossiers d USING (desk_id, dossier_id)"
        " WHERE desk_id = %s AND dossier_id = %s AND h.next_at <= %s FOR UPDATE OF h",
        (dossier.desk_id, dossier.dossier_id, now),
    ).fetchone()
    if row is None:
        return None
    return Case(
        desk_id=dossier.desk_id,
        dossier_id=dossier.dossier_id,
        procedure_code=row[0],
        procedure_name=row[1],
        channel=row[2],
        office=row[3],
        is_returned=row[4],
        status=NationalStatus(row[5]),
        official_code=row[6],
        round_asked=row[7],
        rounds=_rounds(db, dossier),
    )


def take(db: Connection, case: Case, step: Step) -> None:
    """Write the step. Raises: ValueError if the status would jump or move backwards."""
    status = case.status if step.status is None else step.status
    if step.status is not None and status not in _STEPS.get(case.status, ()):
        raise ValueError(f"no step from status {case.status} to {status}")
    db.execute(
        "UPDATE handlings SET status = %s, next_at = %s, waits_for_blobs = %s,"
        " round_asked = coalesce(%s, round_asked), official_code = coalesce(official_code, %s),"
        " received_at = coalesce(received_at, %s), due_at = coalesce(due_at, %s)"
        " WHERE desk_id = %s AND dossier_id = %s",
        (
            status.value,
            step.next_at,
            step.waits_for_blobs,
            step.round_asked,
            step.official_code,
            step.received_at,
            step.due_at,
            case.desk_id,
            case.dossier_id,
        ),
    )


def next_official_code(db: Connection, agency_id: str, now: datetime) -> str:
    """Give the next number of an agency's day, e.g. ``H26.99-261123-0001``.

    Source: Circular 01/2018/TT-VPCP art. 19 with the identifiers of Decision 20/2020/QĐ-TTg;
    integration 8.2.
    """
    day = local(now).date()
    row = db.execute(
        "INSERT INTO code_counters (agency_id, day, last) VALUES (%s, %s, 1)"
        " ON CONFLICT (agency_id, day) DO UPDATE SET last = code_counters.last + 1"
        " RETURNING last",
        (agency_id, day),
    ).fetchone()
    number = int(row[0]) if row else 1
    return f"{agency_id}-{day:%y%m%d}-{number:04}"


def _rounds(db: Connection, dossier: DueDossier) -> tuple[Round, ...]:
    rows = db.execute(
        "SELECT round, blobs FROM dossier_rounds WHERE desk_id = %s AND dossier_id = %s"
        " ORDER BY round",
        (dossier.desk_id, dossier.dossier_id),
    ).fetchall()
    own = {int(row[0]): tuple(row[1]) for row in rows}
    others = _elsewhere(db, dossier)
    return tuple(
        Round(number=n, blobs=own.get(n, ()), elsewhere=tuple(others.get(n, ())))
        for n in sorted(own.keys() | others.keys())
    )


def _elsewhere(db: Connection, dossier: DueDossier) -> dict[int, list[Elsewhere]]:
    rows = db.execute(
        "SELECT round, desk_id, blobs, short_sides FROM supplements_elsewhere"
        " WHERE holder_id = %s AND dossier_id = %s AND round IS NOT NULL ORDER BY desk_id, seq",
        (dossier.desk_id, dossier.dossier_id),
    ).fetchall()
    found: dict[int, list[Elsewhere]] = {}
    for number, desk_id, blobs, sides in rows:
        one = Elsewhere(desk_id=desk_id, blobs=tuple(blobs), short_sides=tuple(sides))
        found.setdefault(int(number), []).append(one)
    return found
