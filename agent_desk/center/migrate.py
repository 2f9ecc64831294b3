"""Brings the center's database to the newest form, as its owner, before anything else runs."""

from __future__ import annotations

from contextlib import closing

import psycopg
from psycopg import sql

from agent_desk import paths
from agent_desk.center.database import APP_ROLE
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr

HEAD = "0006"
"""The newest migration; held against the files by a test, so a start need not load Alembic."""

_LOCK = 0x61_64_63  # any number, the same in every replica


def bring_up_to_date(url: str) -> None:
    """Make the restricted role and run the forward migrations; replicas wait for each other.

    Raises: StoreUnusable if the database is newer than this program, out of reach, or its owner
    may not make the role.
    """
    try:
        with closing(psycopg.connect(url, autocommit=True)) as guard:
            guard.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
            if _revision(guard) != HEAD:
                _ensure_role(guard)
                _upgrade(url)
    except psycopg.OperationalError as error:
        raise StoreUnusable(
            tr("The center's database does not answer. Check its address and that it runs.")
        ) from error


def _revision(owner: psycopg.Connection[tuple[object, ...]]) -> object:
    if owner.execute("SELECT to_regclass('public.alembic_version')").fetchone() == (None,):
        return None
    row = owner.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else None


def _ensure_role(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    role = sql.Identifier(APP_ROLE)
    found = owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (APP_ROLE,)).fetchone()
    try:
        if found is None:
            _create_role(owner, role)
        owner.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
    except psycopg.errors.InsufficientPrivilege as error:
        raise StoreUnusable(
            tr(
                "The owner of the database may not make the role {role}. Ask the database "
                "administrator to create it and to grant it to the owner.",
                role=APP_ROLE,
            )
        ) from error


def _create_role(owner: psycopg.Connection[tuple[object, ...]], role: sql.Identifier) -> None:
    try:
        owner.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
    except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        return  # a replica on another database of this cluster was faster


def _upgrade(url: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(paths.migrations() / "center"))
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool
    )
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except CommandError as error:
        raise StoreUnusable(
            tr(
                "The center's database was written by a newer Agent Desk. Install the newest "
                "version; nothing was changed."
            )
        ) from error
