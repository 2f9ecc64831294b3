"""The procedures under which dossiers were opened, as text: a newer pack does not change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from agent_desk.catalog.kept import ProcedureText, text_of_procedure, with_kept
from agent_desk.store.hot import Hot
from agent_desk.store.tables import procedure_versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.catalog.spec import Catalog

_PLACE = (
    procedure_versions.c.procedure_code == bindparam("code"),
    procedure_versions.c.catalog_version == bindparam("version"),
)
_IS_KEPT = Hot(select(procedure_versions.c.kept_at).where(*_PLACE))
_TEXT = select(procedure_versions.c.pack, procedure_versions.c.content).where(*_PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptUnder:
    """Which procedure, under which catalog version."""

    code: str
    version: str


def keep(connection: Connection, catalog: Catalog, code: str, at: str) -> None:
    """Keep a procedure of this catalog version, once; ``at`` is an ISO instant."""
    named = {"code": code, "version": catalog.version}
    if _IS_KEPT.first(connection, named) is not None:
        return
    text = text_of_procedure(catalog, code)
    if text is not None:
        connection.execute(
            insert(procedure_versions),
            {
                "procedure_code": code,
                "catalog_version": catalog.version,
                "pack": text.pack,
                "content": text.content,
                "kept_at": at,
            },
        )


def catalog_for(connection: Connection, known: KeptUnder, now: Catalog) -> Catalog:
    """Give the catalog of a dossier: the one in force, with its procedure as it was kept.

    What was never kept is as in the catalog in force.
    """
    if known.version == now.version:
        return now
    row = connection.execute(_TEXT, {"code": known.code, "version": known.version}).first()
    if row is None:
        return now
    return with_kept(now, ProcedureText(pack=row.pack, content=row.content))
