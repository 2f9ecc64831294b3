"""What a tour waits for: whether an act of some kind was recorded since it began to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.store.ledger import head
from agent_desk.store.tables import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from agent_desk.domain.facts import FactKind


def last_number(connection: Connection) -> int:
    """Give the number of the newest fact; 0 before the first."""
    return head(connection).seq


def was_recorded(connection: Connection, kinds: Sequence[FactKind], *, after: int) -> bool:
    """Say whether one of these was recorded after the fact with this number."""
    found = connection.execute(
        select(facts.c.seq)
        .where(facts.c.seq > after, facts.c.kind.in_([kind.value for kind in kinds]))
        .limit(1)
    ).first()
    return found is not None
