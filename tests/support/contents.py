"""What a database holds, to compare before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.store.tables import metadata

if TYPE_CHECKING:
    from agent_desk.store.engine import Store


def counts(store: Store) -> dict[str, int]:
    """Give the number of rows of every table, the search index included."""
    with store.read() as connection:
        found = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
        found["search"] = connection.exec_driver_sql("SELECT count(*) FROM search").scalar_one()
    return found


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table."""
    with store.read() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in metadata.tables.items()
        }
