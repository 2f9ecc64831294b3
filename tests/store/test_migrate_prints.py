"""Prints of an older program come over with their numbers; papers of assists get rows at last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa
import sqlcipher3
from alembic import command
from alembic.config import Config

from agent_desk import paths

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def bring_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations() / "desk"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def fill(connection: Connection, name: str, **values: object) -> None:
    """Insert a row; what is not named and may not be empty becomes an empty text or zero."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    for column in table.columns:
        if column.name not in values and not column.nullable and column.server_default is None:
            values[column.name] = 0 if isinstance(column.type, sa.Integer) else ""
    connection.execute(sa.insert(table), values)


def a_print(connection: Connection, number: int, sha256: str) -> None:
    fill(
        connection,
        "prints",
        print_id=f"p{number}",
        dossier_id="d1",
        document="sending_slip",
        print_number=number,
        sha256=sha256,
    )


def an_assist_print(connection: Connection) -> None:
    fact = {
        "fact_id": "f1",
        "subject_id": "a1",
        "author_id": "c1",
        "recorded_at": "2026-11-22",
        "body": {"document": "account_slip", "print_number": 2, "sha256": "cc"},
    }
    kept = {"fact_id": "f1", "kind": "document.printed", "subject_id": "a1"}
    fill(connection, "assists", assist_id="a1")
    fill(connection, "facts", seq=1, line=json.dumps(fact).encode(), **kept)


def test_prints_of_dossiers_and_assists_come_over(tmp_path: Path) -> None:
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlcipher3.connect(tmp_path / "old.db"),
        poolclass=sa.pool.NullPool,
    )
    with engine.begin() as connection:
        bring_to(connection, "0006")
        fill(connection, "dossiers", dossier_no=1, dossier_id="d1", reference="001022611230010")
        a_print(connection, 1, "aa")
        a_print(connection, 2, "bb")
        an_assist_print(connection)
        bring_to(connection, "0007")
        new = sa.Table("prints", sa.MetaData(), autoload_with=connection).c
        wanted = (new.subject_kind, new.subject_id, new.print_number, new.reason, new.file_name)
        found = connection.execute(sa.select(*wanted).order_by(new.sha256)).all()
    slip = "001022611230010-sending_slip"
    assert [tuple(row) for row in found] == [
        ("dossier", "d1", 1, "first", f"{slip}-1.pdf"),
        ("dossier", "d1", 2, "changed", f"{slip}-2.pdf"),
        ("assist", "a1", 2, "changed", "account_slip-a1-2.pdf"),
    ]
