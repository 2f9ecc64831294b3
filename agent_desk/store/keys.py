"""Where the key of the database lies: the system's key store, else a 0600 file beside the data."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr
from agent_desk.store.blobs import sync_folder

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.paths import DataDir

_SERVICE = "agent-desk"
_KEY_BYTES = 32


class KeyPlace(Enum):
    """Who guards the key."""

    SYSTEM = "system"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKey:
    """The raw 256-bit key of the database and where it came from."""

    secret: bytes
    place: KeyPlace

    def __repr__(self) -> str:
        return f"StoreKey(place={self.place})"


def load_or_make(data: DataDir, *, use_system_store: bool = True) -> StoreKey:
    """Give the key of this data folder; make one only if there is no database yet.

    Raises: StoreUnusable if a database exists but its key is gone.
    """
    if data.key_file.exists():
        return StoreKey(secret=_read_file(data.key_file), place=KeyPlace.FILE)
    account = _account(data)
    if use_system_store:
        held = _system_get(account)
        if held is not None:
            return StoreKey(secret=_decoded(held), place=KeyPlace.SYSTEM)
    if data.database.exists():
        raise StoreUnusable(
            tr(
                "The data of this desk is here but its key is not. Do not reinstall. "
                "Call technical support and say: key of the desk is missing."
            )
        )
    secret = secrets.token_bytes(_KEY_BYTES)
    if use_system_store and _system_set(account, secret.hex()):
        return StoreKey(secret=secret, place=KeyPlace.SYSTEM)
    _write_file(data.key_file, secret)
    return StoreKey(secret=secret, place=KeyPlace.FILE)


def say_place(place: KeyPlace) -> str:
    """Say plainly who guards the key."""
    if place is KeyPlace.SYSTEM:
        return tr("The key of the data lies in this system's key store.")
    return tr(
        "This PC has no key store: the key lies in a file beside the data that only this "
        "user can read. Whoever can read this folder can read the data."
    )


def _account(data: DataDir) -> str:
    return hashlib.sha256(str(data.root.resolve()).encode()).hexdigest()[:32]


def _system_get(account: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, account)
    except (KeyringError, RuntimeError, OSError):
        return None


def _system_set(account: str, value: str) -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, account, value)
        return keyring.get_password(_SERVICE, account) == value
    except (KeyringError, RuntimeError, OSError):
        return False


def _read_file(path: Path) -> bytes:
    try:
        text = path.read_text("ascii")
    except (OSError, ValueError) as error:
        raise StoreUnusable(
            tr("The key file of this desk cannot be read. Call technical support before going on.")
        ) from error
    return _decoded(text)


def _decoded(text: str) -> bytes:
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) != _KEY_BYTES:
        raise StoreUnusable(
            tr("The key of this desk is damaged. Call technical support before going on.")
        )
    return secret


def _write_file(path: Path, secret: bytes) -> None:
    """Write the key whole and on disk before anything is encrypted with it."""
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreUnusable(
            tr("The key of this desk cannot be written. Check the disk and the rights.")
        ) from error
        file.flush()
        os.fsync(file.fileno())
