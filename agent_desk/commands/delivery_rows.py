"""Rows of deliveries that several commands read or move inside their transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.delivery_tables import deliveries, delivery_events
from agent_desk.store.result_tables import results

if TYPE_CHECKING:
    from agent_desk.commands.unit import Work
    from agent_desk.domain.delivery import DeliveryState
    from agent_desk.domain.results import Standing
    from agent_desk.store.tables import StoredRow


def delivery_row(work: Work, delivery_id: str) -> StoredRow:
    """Give the row of a delivery. Raises: NotFound."""
    row = work.connection.execute(
        select(deliveries).where(deliveries.c.delivery_id == delivery_id)
    ).first()
    if row is None:
        raise NotFound(tr("This delivery is not on this PC."))
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an item; ``code`` is the operator's, empty for our own acts."""

    kind: str
    at: str
    words: str = ""
    code: str = ""


def add_event(work: Work, delivery_id: str, event: Event) -> None:
    """Write one event of a delivery down."""
    work.connection.execute(
        insert(delivery_events),
        {
            "event_id": uuid7(),
            "delivery_id": delivery_id,
            "kind": event.kind,
            "code": event.code,
            "words": clean(event.words)[:300],
            "at": event.at,
            "recorded_at": work.at_iso,
            "clerk_id": work.act.author_id,
        },
    )


def set_delivery(work: Work, row: StoredRow, state: DeliveryState, **columns: object) -> None:
    """Move a delivery; the step itself was checked by the caller."""
    work.connection.execute(
        update(deliveries)
        .where(deliveries.c.delivery_id == row.delivery_id)
        .values(state=state.value, changed_at=work.at_iso, **columns)
    )
    work.changed.add(row.dossier_id)


def move_results(
    work: Work, dossier_id: str, before: Standing, after: Standing, **columns: object
) -> None:
    """Move the results of a dossier from one standing to another."""
    work.connection.execute(
        update(results)
        .where(results.c.dossier_id == dossier_id, results.c.standing == before.value)
        .values(standing=after.value, changed_at=work.at_iso, **columns)
    )


def required(text: str, key: str, words: str) -> str:
    """Give a text that must be there. Raises: InvalidInput at its field."""
    plain = clean(text)
    if not plain:
        raise InvalidInput(words, {key: words})
    refuse_secrets({key: plain})
    return plain
