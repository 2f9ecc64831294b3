"""The outage kit: numbers minted in advance, slips entered later at their own time, or voided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text, update

from agent_desk.clock import from_iso, local, to_iso
from agent_desk.commands.dossier import open_under
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import outage, reference
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.outage import SlipState, WhyVoid
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.counter_tables import outage_slips
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from agent_desk.commands.dossier import NewDossier
    from agent_desk.store.tables import StoredRow

_NEXT_COUNTERS = text(
    "INSERT INTO reference_days (day, last_counter) VALUES (:day, :n) "
    "ON CONFLICT (day) DO UPDATE SET last_counter = last_counter + :n RETURNING last_counter"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSlip:
    """What stands on a slip: its number, when it was filled in, by whom, whose matter."""

    number: str
    happened_at: datetime
    taken_by: str
    new: NewDossier


def make_kit(desk: Desk, act: Act, count: int) -> Done:
    """Mint numbers for empty slips; nobody else gets them.

    Values: ``batch``, ``first``, ``last``, ``count``. Raises: InvalidInput, NumberExhausted.
    """
    if not 1 <= count <= outage.MOST_SLIPS:
        words = tr("A kit has 1 to {n} slips.", n=outage.MOST_SLIPS)
        raise InvalidInput(words, {"count": words})

    def do(work: Work) -> Mapping[str, str]:
        day = local(work.at).date()
        last: int = work.connection.execute(
            _NEXT_COUNTERS, {"day": day.isoformat(), "n": count}
        ).scalar_one()
        code = desk.identity.desk_code
        numbers = [reference.make(code, day, n) for n in range(last - count + 1, last + 1)]
        batch = uuid7()
        slip = {"batch": batch, "state": SlipState.BLANK.value, "minted_at": work.at_iso}
        work.connection.execute(
            insert(outage_slips), [{"number": number, **slip} for number in numbers]
        )
        body = {"batch": batch, "first": numbers[0], "last": numbers[-1], "count": count}
        work.record(FactKind.OUTAGE_KIT_MADE, desk.identity.desk_id, body)
        return {key: str(value) for key, value in body.items()}

    return perform(desk, act, "make_outage_kit", do)


def enter_slip(desk: Desk, act: Act, slip: FilledSlip) -> Done:
    """Open the dossier of a slip under the slip's number, at the slip's time.

    Values: ``dossier_id``, ``reference``. Raises: InvalidInput for a number or a time that cannot
    be, NotFound for one that is not of a kit, Conflict if it was entered or voided before.
    """
    number = reference.check(slip.number).digits

    def do(work: Work) -> Mapping[str, str]:
        row = _blank(work.connection, number)
        outage.require_time(slip.happened_at, work.at, from_iso(row.minted_at))
        _require_clerk(work, slip.taken_by)
        then = work.as_of(slip.happened_at)
        dossier_id = open_under(then, slip.new, number)
        happened = to_iso(slip.happened_at)
        _settle(
            work,
            number,
            state=SlipState.ENTERED.value,
            dossier_id=dossier_id,
            happened_at=happened,
            taken_by=slip.taken_by,
        )
        body = {"number": number, "happened_at": happened, "taken_by": slip.taken_by}
        work.record(FactKind.OUTAGE_SLIP_ENTERED, dossier_id, body)
        return {"dossier_id": dossier_id, "reference": number}

    return perform(desk, act, "enter_outage_slip", do)


def require_blank(desk: Desk, number: str, happened_at: datetime) -> None:
    """Refuse a slip before anything else is written for it. Raises: as ``enter_slip``."""
    digits = reference.check(number).digits
    with desk.store.read() as connection:
        row = _blank(connection, digits)
    outage.require_time(happened_at, desk.clock.now(), from_iso(row.minted_at))


def void_slips(
    desk: Desk, act: Act, numbers: tuple[str, ...], why: WhyVoid, note: str = ""
) -> Done:
    """Say that numbers of a kit will never be used. Raises: as ``enter_slip``."""
    checked = [reference.check(number).digits for number in numbers]
    words = clean(note)
    refuse_secrets({"note": words})

    def do(work: Work) -> Mapping[str, str]:
        for number in checked:
            _blank(work.connection, number)
            _settle(work, number, state=SlipState.VOID.value, reason=why.value)
            body = {"number": number, "reason": why.value}
            work.record(FactKind.OUTAGE_SLIP_VOIDED, number, body, {"words": words})
        return {"count": str(len(checked))}

    return perform(desk, act, "void_outage_slips", do)


def _blank(connection: Connection, number: str) -> StoredRow:
    row = connection.execute(select(outage_slips).where(outage_slips.c.number == number)).first()
    if row is None:
        words = tr("This number is not of a kit of this desk. Compare it with the slip.")
        raise NotFound(words)
    if row.state != SlipState.BLANK.value:
        day = local(from_iso(row.settled_at)).strftime("%d/%m/%Y")
        if row.state == SlipState.ENTERED.value:
            raise Conflict(tr("This slip was already entered on {day}.", day=day))
        raise Conflict(tr("This number was made void on {day}.", day=day))
    return row


def _require_clerk(work: Work, clerk_id: str) -> None:
    known = work.connection.execute(
        select(clerks.c.clerk_id).where(clerks.c.clerk_id == clerk_id)
    ).first()
    if known is None:
        words = tr("Choose who filled the slip in.")
        raise InvalidInput(words, {"taken_by": words})


def _settle(work: Work, number: str, **columns: object) -> None:
    work.connection.execute(
        update(outage_slips)
        .where(outage_slips.c.number == number)
        .values(settled_at=work.at_iso, **columns)
    )
