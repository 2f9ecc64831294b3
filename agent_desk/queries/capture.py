"""Which dossiers may still have pages waiting for their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from agent_desk.domain.dossier import DossierState


def ids_in(connection: Connection, states: Collection[DossierState]) -> frozenset[str]:
    """Give the dossiers that stand in one of these states."""
    wanted = [state.value for state in states]
    found = select(dossiers.c.dossier_id).where(dossiers.c.state.in_(wanted))
    return frozenset(connection.execute(found).scalars())
