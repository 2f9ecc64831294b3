"""A clerk's first dossiers of a procedure, as commands and screens read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from agent_desk.domain.competence_gate import MOST, Gate, gate
from agent_desk.settings import FIRST_DOSSIERS
from agent_desk.store.competence_tables import first_dossiers, passed_exams
from agent_desk.store.hot import Hot
from agent_desk.store.tables import settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow

_SETTING = Hot(select(settings.c.value).where(settings.c.key == bindparam("key")))
_FILED = Hot(
    select(func.count()).where(
        first_dossiers.c.clerk_id == bindparam("clerk_id"),
        first_dossiers.c.procedure_code == bindparam("procedure_code"),
        first_dossiers.c.filed_at.is_not(None),
    )
)
_PASSED = Hot(
    select(func.count()).where(
        passed_exams.c.clerk_id == bindparam("clerk_id"),
        passed_exams.c.procedure_code == bindparam("procedure_code"),
    )
)


def gate_of(connection: Connection, clerk_id: str, procedure_code: str) -> Gate:
    """Give how a clerk stands with a procedure; more than 20 dossiers are not counted."""
    at = {"clerk_id": clerk_id, "procedure_code": procedure_code}
    filed, passed = _FILED.first(connection, at), _PASSED.first(connection, at)
    kept = _SETTING.first(connection, {"key": FIRST_DOSSIERS.key})
    return gate(
        filed=int(filed[0]) if filed is not None else 0,
        setting=str(kept[0]) if kept is not None else FIRST_DOSSIERS.default,
        has_passed=passed is not None and int(passed[0]) > 0,
    )


def is_full(found: Gate) -> bool:
    """Say whether no setting could ask for more of this clerk and procedure."""
    return found.filed >= MOST


def row_of(connection: Connection, dossier_id: str) -> StoredRow | None:
    """Give what is known of one dossier; None if nobody confirmed or filed it yet."""
    return connection.execute(
        select(first_dossiers).where(first_dossiers.c.dossier_id == dossier_id)
    ).first()
