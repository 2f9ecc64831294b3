"""Finding dossiers as the clerk types: FTS5 over folded words, newest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import text

from agent_desk.domain.text import fold
from agent_desk.store.hot import Hot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_INSERT = Hot(text("INSERT INTO search (rowid, words) VALUES (:no, :words)"))
_DELETE = text("DELETE FROM search WHERE rowid = :no")
_MAX_TERMS = 8
_WORD = re.compile(r"[^\W_]+")


def index(connection: Connection, dossier_no: int, words: Iterable[str]) -> None:
    """Put a new dossier into the index."""
    _INSERT.rows(connection, {"no": dossier_no, "words": _words(words)})


def reindex(connection: Connection, dossier_no: int, words: Iterable[str]) -> None:
    """Replace the words of a dossier."""
    connection.execute(_DELETE, {"no": dossier_no})
    _INSERT.rows(connection, {"no": dossier_no, "words": _words(words)})


def query_of(typed: str) -> str:
    """Give the FTS5 query of what was typed; empty if nothing searchable was.

    Words of one letter are left out: no prefix index covers them, and nobody finds a person by
    one letter.
    Digits typed in groups, as numbers are printed and said, are also tried as one number.
    """
    folded = fold(typed[:200])
    if folded.startswith("+84"):
        folded = "0" + folded[3:]
    terms = _WORD.findall(folded)[:_MAX_TERMS]
    query = " ".join(f'"{term}"*' for term in terms if len(term) > 1)
    number = "".join(terms)
    if len(terms) > 1 and number.isdigit():
        return f'({query}) OR "{number}"*' if query else f'"{number}"*'
    return query


def _words(words: Iterable[str]) -> str:
    return " ".join(_WORD.findall(fold(" ".join(words))))
