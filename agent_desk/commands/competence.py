"""The competence gate: a colleague confirms the first dossiers of a procedure, or nobody could.

It is soft: "no colleague here" with a reason lets every dossier go, and shows it to the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.commands import rows
from agent_desk.commands.lock import has_pin, is_pin_of
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.competence_gate import AloneReason
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import ClerkId
from agent_desk.store.competence_tables import first_dossiers
from agent_desk.store.first_dossiers import gate_of, is_full, row_of
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ids import DossierId, IntentId
    from agent_desk.store.tables import StoredRow

_HERE = frozenset({DossierState.DRAFT, DossierState.ADVISED, DossierState.WAITING_CITIZEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A colleague looked over the shoulder of ``clerk_id`` and says so with their own PIN."""

    clerk_id: str
    colleague_id: str
    pin: str


def confirm(desk: Desk, intent_id: IntentId, dossier_id: DossierId, look: Look) -> Done:
    """Record that a colleague looked at a dossier before it leaves.

    Raises: InvalidInput for the same clerk, no PIN, or a wrong one; NotAllowed while the pause
    after wrong tries lasts, or when the dossier has left.
    """
    colleague = _require_colleague(desk, look)

    def do(work: Work) -> Mapping[str, str]:
        row = _require_here(work, dossier_id)
        _keep(work, row, look.clerk_id, confirmed_by=colleague, confirmed_at=work.at_iso)
        _record_confirmed(work, row, look.clerk_id, is_afterwards=False)
        return {"confirmed_by": colleague}

    act = Act(intent_id=intent_id, author_id=colleague)
    return perform(desk, act, "confirm_dossier", do)


def file_alone(
    desk: Desk, act: Act, dossier_id: DossierId, reason: AloneReason, words: str = ""
) -> Done:
    """Record that no colleague can look now; the dossier may go, the others see it in a list.

    Raises: InvalidInput if another reason is not said in words.
    """
    said = clean(words)
    refuse_secrets({"words": said})
    if reason is AloneReason.OTHER and not said:
        message = tr("Say in a few words why nobody can look.")
        raise InvalidInput(message, {"words": message})

    def do(work: Work) -> Mapping[str, str]:
        row = _require_here(work, dossier_id)
        _keep(work, row, act.author_id, reason=reason.value, words=said)
        nth = gate_of(work.connection, act.author_id, row.procedure_code).nth
        body = {"procedure_code": row.procedure_code, "nth": nth, "reason": reason.value}
        work.record(FactKind.DOSSIER_FILED_ALONE, dossier_id, body, {"words": said})
        return {"reason": reason.value}

    return perform(desk, act, "file_alone", do)


def confirm_afterwards(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Record that another clerk looked later at a dossier that was filed alone.

    Raises: NotAllowed for who filed it, NotFound if nothing waits, Conflict if it was looked at.
    """

    def do(work: Work) -> Mapping[str, str]:
        kept = row_of(work.connection, dossier_id)
        if kept is None or not kept.reason or kept.filed_at is None:
            raise NotFound(tr("This dossier was not filed alone."))
        if kept.confirmed_by:
            raise Conflict(tr("A colleague has looked at this dossier already."))
        if kept.clerk_id == act.author_id:
            raise NotAllowed(_same_clerk())
        work.connection.execute(
            update(first_dossiers)
            .where(first_dossiers.c.dossier_id == dossier_id)
            .values(confirmed_by=act.author_id, confirmed_at=work.at_iso)
        )
        row = rows.dossier(work.connection, dossier_id)
        _record_confirmed(work, row, kept.clerk_id, is_afterwards=True)
        return {"confirmed_by": act.author_id}

    return perform(desk, act, "confirm_afterwards", do)


def require_confirmed(work: Work, row: StoredRow) -> None:
    """Hold a first dossier back until a colleague looked or nobody can.

    Practice asks nobody, and what was taken in during an outage left long ago.
    Raises: NotAllowed, saying what to do.
    """
    if work.desk.store.is_practice or work.happened_at:
        return
    clerk_id = work.act.author_id
    found = gate_of(work.connection, clerk_id, row.procedure_code)
    if not found.is_closed:
        return
    kept = row_of(work.connection, row.dossier_id)
    is_settled = kept is not None and bool(kept.confirmed_by or kept.reason)
    if kept is None or kept.clerk_id != clerk_id or not is_settled:
        raise NotAllowed(
            tr(
                "This is one of your first dossiers of this procedure: let a colleague look at it "
                "before it leaves, or say that nobody can."
            )
        )


def note_filed(work: Work, row: StoredRow) -> None:
    """Count a dossier that left; after the first 20 of a clerk and procedure nothing is written."""
    clerk_id = work.act.author_id
    if work.desk.store.is_practice or is_full(
        gate_of(work.connection, clerk_id, row.procedure_code)
    ):
        return
    kept = row_of(work.connection, row.dossier_id)
    if kept is not None and kept.clerk_id == clerk_id:
        work.connection.execute(
            update(first_dossiers)
            .where(first_dossiers.c.dossier_id == row.dossier_id)
            .values(filed_at=work.at_iso)
        )
    else:
        _keep(work, row, clerk_id, filed_at=work.at_iso)


def _require_colleague(desk: Desk, look: Look) -> ClerkId:
    colleague = ClerkId(look.colleague_id)
    with desk.store.read() as connection:
        name = connection.execute(
            select(clerks.c.name).where(clerks.c.clerk_id == colleague)
        ).scalar()
    if name is None:
        message = tr("Choose the colleague who looked.")
        raise InvalidInput(message, {"colleague": message})
    if colleague == look.clerk_id:
        raise InvalidInput(_same_clerk(), {"colleague": _same_clerk()})
    if not has_pin(desk.store, colleague):
        message = tr(
            "{name} has no PIN yet, so nobody can know who confirmed. They set one in Settings; "
            "until then say that nobody can look.",
            name=name,
        )
        raise InvalidInput(message, {"colleague": message})
    if not is_pin_of(desk.store, colleague, look.pin, desk.clock.now()):
        message = tr("This is not the PIN of {name}.", name=name)
        raise InvalidInput(message, {"pin": message})
    return colleague


def _same_clerk() -> str:
    return tr("Another clerk must look at it, not you.")


def _require_here(work: Work, dossier_id: str) -> StoredRow:
    row = rows.dossier(work.connection, dossier_id)
    if DossierState(row.state) not in _HERE:
        raise NotAllowed(tr("This dossier has left the desk already."))
    return row


def _keep(work: Work, row: StoredRow, clerk_id: str, **columns: str) -> None:
    """Write the row of a dossier anew: what another clerk had confirmed for them counts no more."""
    values = {
        "clerk_id": clerk_id,
        "procedure_code": row.procedure_code,
        "filed_at": None,
        "confirmed_by": "",
        "confirmed_at": None,
        "reason": "",
        "words": "",
        **columns,
    }
    work.connection.execute(
        upsert(first_dossiers)
        .values(dossier_id=row.dossier_id, **values)
        .on_conflict_do_update(index_elements=["dossier_id"], set_=values)
    )
    work.changed.add(row.dossier_id)


def _record_confirmed(work: Work, row: StoredRow, clerk_id: str, *, is_afterwards: bool) -> None:
    filed = gate_of(work.connection, clerk_id, row.procedure_code)
    body = {
        "clerk_id": clerk_id,
        "procedure_code": row.procedure_code,
        "nth": filed.filed if is_afterwards else filed.nth,
        "afterwards": is_afterwards,
    }
    work.record(FactKind.DOSSIER_CONFIRMED, row.dossier_id, body)
