"""Forward migrations of the desk's database, after a copy of the file."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from agent_desk.store.engine import Store

HEAD = "0016"
"""The newest migration; held against the files by a test, so a start need not load Alembic."""

_KEEP_BACKUPS = 5


def bring_up_to_date(store: Store) -> None:
    """Create or migrate the tables; does nothing when the file is at ``HEAD``.

    Raises: StoreUnusable if the file comes from a newer program.
    """
    with store.read() as connection:
        revision = _revision(connection)
    if revision == HEAD:
        return
    if revision is not None:
        _refuse_newer(revision)
        _copy_aside(store, revision)
    with store.write() as connection:
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    found = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    ).first()
    if found is None:
        return None
    revision: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return revision


def _refuse_newer(revision: str) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(_folder())).walk_revisions()}
    if revision not in known:
        raise StoreUnusable(
            tr(
                "The data was written by a newer Agent Desk (data version {found}, this program "
                "knows up to {known}). Install the newest version; nothing was changed.",
                found=revision,
                known=HEAD,
            )
        )


def _copy_aside(store: Store, revision: str) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = store.data.backups / f"desk-before-{HEAD}-from-{revision}-{stamp}.db"
    store.checkpoint()
    try:
        with store.write():  # nobody else can change the file now, and the log is empty
            shutil.copyfile(store.data.database, target)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise StoreUnusable(
            tr(
                "There is no room for a copy of the data before the update; nothing was changed. "
                "Free some space (empty the recycle bin) and start Agent Desk again."
            )
        ) from error
    copies = sorted(store.data.backups.glob("desk-before-*.db"))
    for old in copies[:-_KEEP_BACKUPS]:
        old.unlink()


def _folder() -> Path:
    return paths.migrations() / "desk"


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
