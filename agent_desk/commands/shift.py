"""A shift is handed over: the list of the one who leaves, and the confirmation of both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.clock import from_iso, local
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.shift import ShiftState
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.counter_tables import shifts
from agent_desk.store.shift_content import leaving
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from collections.abc import Mapping


def give_shift(desk: Desk, act: Act, note: str = "") -> Done:
    """Confirm the list as the one who leaves; it waits for the other then. Values: ``shift_id``.

    An older list of the same clerk that nobody confirmed is replaced; both stay in the book.
    """
    words = clean(note)
    refuse_secrets({"note": words})

    def do(work: Work) -> Mapping[str, str]:
        work.connection.execute(
            update(shifts)
            .where(shifts.c.giver_id == act.author_id, shifts.c.state == ShiftState.WAITING.value)
            .values(state=ShiftState.REPLACED.value)
        )
        left = leaving(work.connection)
        shift_id = uuid7()
        work.connection.execute(
            insert(shifts),
            {
                "shift_id": shift_id,
                "giver_id": act.author_id,
                "state": ShiftState.WAITING.value,
                "content": json.dumps(left.as_dict(), ensure_ascii=False),
                "note": words,
                "given_at": work.at_iso,
            },
        )
        body = {"shift_id": shift_id, "counts": left.counts()}
        work.record(FactKind.SHIFT_GIVEN, shift_id, body, {"note": words})
        return {"shift_id": shift_id}

    return perform(desk, act, "give_shift", do)


def take_shift(desk: Desk, act: Act, shift_id: str, differs: str = "") -> Done:
    """Confirm the list as the one who takes over; ``differs`` says what was found otherwise.

    Raises: NotAllowed for the one who left it, Conflict if somebody confirmed it before.
    """
    words = clean(differs)
    refuse_secrets({"differs": words})

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(select(shifts).where(shifts.c.shift_id == shift_id)).first()
        if row is None:
            raise NotFound(tr("This list is not on this PC."))
        if row.state == ShiftState.CONFIRMED.value:
            raise Conflict(_taken(work, row.taker_id, row.taken_at))
        if row.state == ShiftState.REPLACED.value:
            raise Conflict(tr("A newer list replaced this one. Look at that one."))
        if row.giver_id == act.author_id:
            raise NotAllowed(tr("Another clerk must confirm what you leave. Change the clerk."))
        work.connection.execute(
            update(shifts)
            .where(shifts.c.shift_id == shift_id)
            .values(
                state=ShiftState.CONFIRMED.value,
                taker_id=act.author_id,
                taken_at=work.at_iso,
                differs=words,
            )
        )
        body = {"shift_id": shift_id, "giver_id": row.giver_id, "agrees": not words}
        work.record(FactKind.SHIFT_TAKEN, shift_id, body, {"differs": words})
        return {"taken_at": work.at_iso}

    return perform(desk, act, "take_shift", do)


def _taken(work: Work, taker_id: str, at: str) -> str:
    name = work.connection.execute(
        select(clerks.c.name).where(clerks.c.clerk_id == taker_id)
    ).scalar()
    moment = local(from_iso(at))
    return tr(
        "{name} confirmed this list on {day} at {time}.",
        name=name or "",
        day=moment.strftime("%d/%m/%Y"),
        time=moment.strftime("%H:%M"),
    )
