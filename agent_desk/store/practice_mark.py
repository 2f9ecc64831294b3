"""Tells practice data from real data: first bytes of the file, a row inside, the first fact."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Column, String, Table

from agent_desk.domain.facts import is_practice_kind
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr
from agent_desk.store.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from agent_desk.paths import DataDir

_MARK = b"PRACTICE"
_SALT_BYTES = 16

practice_marks = Table(
    "practice_marks",
    metadata,
    Column("mark", String, primary_key=True),
    Column("made_at", String, nullable=False),
)
"""One row in a practice store; none in a real one, for as long as it lives."""


def salt(secret: bytes) -> bytes:
    """Give the salt of a practice file: SQLCipher stores it in clear, so the file says what it is.

    A raw key of 256 random bits needs no random salt: it only parts the page key from the MAC key.
    """
    return _MARK + hashlib.sha256(b"practice salt" + secret).digest()[: _SALT_BYTES - len(_MARK)]


def is_practice_file(path: Path) -> bool | None:
    """Say whether a database file holds practice data, without its key; None if there is none."""
    try:
        with path.open("rb") as file:
            begin = file.read(_SALT_BYTES)
    except OSError:
        return None
    return begin.startswith(_MARK) if begin else None


def refuse_other_file(data: DataDir) -> None:
    """Refuse a file of the other kind before anything is opened, made or moved.

    Raises: StoreUnusable, with what to do.
    """
    found = is_practice_file(data.database)
    if found is not None and found is not data.is_practice:
        raise _other_kind(is_practice=found)


def refuse_other_content(connection: Connection, *, is_practice: bool) -> None:
    """Refuse what lies inside if it is of the other kind, as after a copy under another key.

    Raises: StoreUnusable, with what to do.
    """
    named = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = set(named.scalars())
    is_marked, is_begun, first = False, False, None
    if "practice_marks" in tables:
        is_marked = _has_row(connection, "SELECT 1 FROM practice_marks")
    if {"facts", "desk"} <= tables:
        first = connection.exec_driver_sql("SELECT kind FROM facts ORDER BY seq LIMIT 1").scalar()
        is_begun = first is not None or _has_row(connection, "SELECT 1 FROM desk")
    begins_so = first is not None and is_practice_kind(first)
    is_ours = is_marked and (begins_so or first is None)
    if is_practice and is_begun and not is_ours:
        raise _other_kind(is_practice=False)
    if not is_practice and (is_marked or begins_so):
        raise _other_kind(is_practice=True)


def mark(connection: Connection, at: str) -> None:
    """Mark a store for practice, once; the mark is never taken away."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO practice_marks (mark, made_at) VALUES ('practice', ?)", (at,)
    )


def _has_row(connection: Connection, query: str) -> bool:
    return connection.exec_driver_sql(query).first() is not None


def _other_kind(*, is_practice: bool) -> StoreUnusable:
    if is_practice:
        return StoreUnusable(
            tr(
                "Practice data lies where the real data of this desk belongs: somebody copied it "
                "there.\nIt is not opened, nothing was changed and nothing was sent. Do not delete "
                "anything and do not set the desk up again.\nServe on paper and call technical "
                "support: the last copy of the real data is in “backups”, and the center holds "
                "what was sent."
            )
        )
    return StoreUnusable(
        tr(
            "This folder holds the real data of a desk, not practice data. It is not opened for "
            "practice, and nothing in it was changed.\nTo serve citizens, start Agent Desk without "
            "“Practice”. To practice, start “Practice” without naming a folder."
        )
    )
