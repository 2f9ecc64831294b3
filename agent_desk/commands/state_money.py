"""State fees: taken from the citizen, remitted with the papers, or given back; one ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import state_money as rules
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.state_money import MoneyKind, MoneyLine, MoneyTotals
from agent_desk.domain.text import clean
from agent_desk.ids import uuid7
from agent_desk.store.custody_tables import state_money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from agent_desk.ids import DossierId

_FACTS = {
    MoneyKind.TAKEN: FactKind.MONEY_TAKEN,
    MoneyKind.REMITTED: FactKind.MONEY_REMITTED,
    MoneyKind.RETURNED: FactKind.MONEY_RETURNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that moves. ``other_side`` is who gave or took it, ``bag_number`` with which bag."""

    line: MoneyLine
    other_side: str = ""
    bag_number: str | None = None


def take_money(desk: Desk, act: Act, dossier_id: DossierId, paid: Payment) -> Done:
    """Take a state fee to pass on; the citizen gets the state's receipt. Values: ``held_vnd``."""
    return _record(desk, act, dossier_id, (MoneyKind.TAKEN, paid))


def remit_money(desk: Desk, act: Act, dossier_id: DossierId, paid: Payment) -> Done:
    """Pay over to the authority what was taken. Raises: InvalidInput for more than is held."""
    return _record(desk, act, dossier_id, (MoneyKind.REMITTED, paid))


def return_money(desk: Desk, act: Act, dossier_id: DossierId, paid: Payment) -> Done:
    """Give a fee back to the citizen. Raises: InvalidInput for more than is held."""
    return _record(desk, act, dossier_id, (MoneyKind.RETURNED, paid))


def _record(desk: Desk, act: Act, dossier_id: DossierId, moved: tuple[MoneyKind, Payment]) -> Done:
    kind, paid = moved

    def do(work: Work) -> Mapping[str, str]:
        rows.dossier(work.connection, dossier_id)
        entry_id = write_money(work, dossier_id, kind, paid)
        held = held_of(work.connection, dossier_id).held_vnd
        return {"entry_id": entry_id, "held_vnd": str(held)}

    return perform(desk, act, f"money_{kind.value}", do)


def write_money(work: Work, dossier_id: DossierId, kind: MoneyKind, paid: Payment) -> str:
    """Write one entry in the open transaction; entries are never changed afterwards."""
    line = rules.check(paid.line)
    refuse_secrets({"what": line.what, "other_side": paid.other_side})
    if kind is not MoneyKind.TAKEN:
        rules.require_held(held_of(work.connection, dossier_id).held_vnd, line.amount_vnd)
    entry_id = uuid7()
    named = {
        "entry_id": entry_id,
        "what": clean(line.what),
        "amount_vnd": line.amount_vnd,
        "receipt_number": clean(line.receipt_number),
    }
    work.connection.execute(
        insert(state_money),
        {
            **named,
            "dossier_id": dossier_id,
            "kind": kind.value,
            "other_side": clean(paid.other_side),
            "bag_number": paid.bag_number,
            "clerk_id": work.act.author_id,
            "at": work.at_iso,
        },
    )
    body = {**named, "bag_number": paid.bag_number or ""}
    work.record(_FACTS[kind], dossier_id, body)
    return entry_id


def held_of(connection: Connection, dossier_id: DossierId) -> MoneyTotals:
    """Give what was taken, remitted and given back for one dossier."""
    found = connection.execute(
        select(state_money.c.kind, func.sum(state_money.c.amount_vnd))
        .where(state_money.c.dossier_id == dossier_id)
        .group_by(state_money.c.kind)
    )
    return rules.totals((row[0], row[1]) for row in found)
