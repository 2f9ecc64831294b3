"""The center's signing key: a private file that every replica shares, known to the database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from agent_desk import signing
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.center.database import Connection

_PUBLIC = "center_public_key"


def load_or_make(path: Path) -> bytes:
    """Read the private key, or make one that only this user may read."""
    try:
        return _read(path)
    except FileNotFoundError:
        return _make(path)


def require_known(db: Connection, private: bytes) -> None:
    """Bind the database to this key: desks trust the receipts of one key only.

    Raises: StoreUnusable if the database belongs to another key.
    """
    ours = signing.public_key(private).hex()
    db.execute(
        "INSERT INTO center_settings (name, value) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        (_PUBLIC, ours),
    )
    row = db.execute("SELECT value FROM center_settings WHERE name = %s", (_PUBLIC,)).fetchone()
    if row is None or row[0] != ours:
        raise StoreUnusable(
            tr(
                "This data folder holds another signing key than the one the database knows. "
                "Copy the file center.key of the first center into the data folder."
            )
        )


def _read(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != 32:
        raise StoreUnusable(
            tr("The center's key file {name} is damaged. Restore it from a copy.", name=path.name)
        )
    return key


def _make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = signing.new_private_key()
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)  # the first process wins, and nobody sees half a key
    except FileExistsError:
        return _read(path)
    finally:
        temporary.unlink()
    return key
