"""Statements on the hottest paths: compiled once, then straight to the driver.

Running one through the toolkit costs some 0.1 ms, as much as the statement itself. Only what runs
at every letter typed or in every command is worth this; everything else stays with the toolkit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import dialect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Executable

StoredTuple = tuple[Any, ...]
"""A row as the driver gives it; it never leaves store, commands and queries."""

_DIALECT = dialect(paramstyle="qmark")


class Hot:
    """One statement with its places in order. Columns are plain text, numbers and bytes only."""

    def __init__(self, statement: Executable) -> None:
        compiled = statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]  # Executable hides it
        self._sql = str(compiled)
        self._places: tuple[str, ...] = tuple(compiled.positiontup or ())

    def rows(self, connection: Connection, values: Mapping[str, object]) -> list[StoredTuple]:
        """Run it in the open transaction and give every row."""
        driver = connection.connection.dbapi_connection
        if driver is None:
            return []
        cursor = driver.cursor()
        cursor.execute(self._sql, [values.get(name) for name in self._places])
        return list(cursor.fetchall())

    def first(self, connection: Connection, values: Mapping[str, object]) -> StoredTuple | None:
        """Run it in the open transaction and give the first row, if there is one."""
        found = self.rows(connection, values)
        return found[0] if found else None
