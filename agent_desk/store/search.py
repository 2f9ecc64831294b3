"""Finding dossiers as the clerk types: FTS5 over folded words, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from agent_desk.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_INSERT = text("INSERT INTO search (rowid, words) VALUES (:no, :words)")
_DELETE = text("DELETE FROM search WHERE rowid = :no")
_MATCH = text("SELECT rowid FROM search WHERE search MATCH :query ORDER BY rowid DESC LIMIT :limit")
_MAX_TERMS = 8


def index(connection: Connection, dossier_no: int, words: Iterable[str]) -> None:
    """Put a new dossier into the index."""
    connection.execute(_INSERT, {"no": dossier_no, "words": _words(words)})


def reindex(connection: Connection, dossier_no: int, words: Iterable[str]) -> None:
    """Replace the words of a dossier."""
    connection.execute(_DELETE, {"no": dossier_no})
    connection.execute(_INSERT, {"no": dossier_no, "words": _words(words)})


def match(connection: Connection, typed: str, *, limit: int) -> list[int]:
    """Give the numbers of dossiers that hold every typed word, newest first.

    Words of one letter are left out: no prefix index covers them, and nobody finds a person by
    one letter. Empty if nothing searchable was typed.
    """
    query = _query(typed)
    if not query:
        return []
    return list(connection.execute(_MATCH, {"query": query, "limit": limit}).scalars())


def _query(typed: str) -> str:
    terms = [
        "".join(c for c in word if c.isalnum())
        for word in fold(typed[:200]).replace("-", " ").replace(".", " ").split()
    ]
    return " ".join(f'"{term}"*' for term in terms[:_MAX_TERMS] if len(term) > 1)


def _words(words: Iterable[str]) -> str:
    return fold(" ".join(word.replace(".", " ").replace("-", " ") for word in words if word))
