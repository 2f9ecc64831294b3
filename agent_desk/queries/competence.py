"""The competence gate as screens need it: this dossier, the colleagues, what was filed alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.competence_gate import AloneReason
from agent_desk.queries import desk as desk_query
from agent_desk.store import keys, practice_mark
from agent_desk.store.competence_tables import first_dossiers
from agent_desk.store.engine import Store
from agent_desk.store.first_dossiers import gate_of, row_of
from agent_desk.store.tables import clerks, dossiers, settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.domain.practice.runs import ExamResult
    from agent_desk.paths import DataDir
    from agent_desk.queries.desk import ClerkRow


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """How a dossier stands before the gate; ``asked`` 0 when it is open for this clerk."""

    dossier_id: str
    clerk_id: str
    nth: int = 0
    asked: int = 0
    confirmed_by: str = ""
    reason: AloneReason | None = None
    colleagues: tuple[ClerkRow, ...] = ()
    with_pin: frozenset[str] = frozenset()

    @property
    def is_waiting(self) -> bool:
        """Say whether somebody must look, or nobody can, before the dossier may leave."""
        return self.asked > 0 and not self.confirmed_by and self.reason is None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledAlone:
    """A first dossier that left without a colleague's look."""

    dossier_id: str
    reference: str
    procedure_name: str
    clerk_id: str
    clerk_name: str
    filed_at: str
    reason: AloneReason
    words: str


def gate_view(
    connection: Connection, dossier_id: str, clerk_id: str, procedure_code: str
) -> GateView:
    """Give how this clerk's dossier stands before the gate."""
    found = gate_of(connection, clerk_id, procedure_code)
    if not found.is_closed:
        return GateView(dossier_id=dossier_id, clerk_id=clerk_id)
    row = row_of(connection, dossier_id)
    is_ours = row is not None and row.clerk_id == clerk_id
    everybody = desk_query.clerk_rows(connection)
    names = {one.clerk_id: one.name for one in everybody}
    pins = connection.execute(select(settings.c.key).where(settings.c.key.like("pin_of_%")))
    return GateView(
        dossier_id=dossier_id,
        clerk_id=clerk_id,
        nth=found.nth,
        asked=found.asked,
        confirmed_by=names.get(row.confirmed_by, "") if row is not None and is_ours else "",
        reason=AloneReason(row.reason) if row is not None and is_ours and row.reason else None,
        colleagues=tuple(one for one in everybody if one.clerk_id != clerk_id),
        with_pin=frozenset(key.removeprefix("pin_of_") for key in pins.scalars()),
    )


def filed_alone(connection: Connection, *, limit: int = 50) -> tuple[FiledAlone, ...]:
    """Give what was filed alone and nobody looked at since, oldest first; empty if none."""
    rows = connection.execute(
        select(first_dossiers, dossiers.c.reference, dossiers.c.procedure_name, clerks.c.name)
        .join(dossiers, dossiers.c.dossier_id == first_dossiers.c.dossier_id)
        .join(clerks, clerks.c.clerk_id == first_dossiers.c.clerk_id)
        .where(
            first_dossiers.c.reason != "",
            first_dossiers.c.confirmed_by == "",
            first_dossiers.c.filed_at.is_not(None),
        )
        .order_by(first_dossiers.c.filed_at)
        .limit(limit)
    )
    return tuple(
        FiledAlone(
            dossier_id=row.dossier_id,
            reference=row.reference,
            procedure_name=row.procedure_name,
            clerk_id=row.clerk_id,
            clerk_name=row.name,
            filed_at=row.filed_at,
            reason=AloneReason(row.reason),
            words=row.words,
        )
        for row in rows
    )


def exams_on_this_pc(practice: DataDir, *, use_system_store: bool = True) -> tuple[ExamResult, ...]:
    """Read the exams of the practice desk on this PC; empty if there is none.

    Nothing there is made, moved or migrated. Only this user on this PC holds the key under which
    every page of that file is sealed, so nothing else can put an exam there.
    Raises: StoreUnusable if it cannot be read, or is no practice data.
    """
    from agent_desk.queries.practice import exam_results

    if not practice_mark.is_practice_file(practice.database):
        practice_mark.refuse_other_file(practice)
        return ()
    store = Store(practice, keys.load_or_make(practice, use_system_store=use_system_store))
    try:
        with store.read() as connection:
            found = connection.exec_driver_sql(
                "SELECT 1 FROM sqlite_master WHERE name = 'practice_runs'"
            ).first()
            return exam_results(connection) if found is not None else ()
    finally:
        store.close()
