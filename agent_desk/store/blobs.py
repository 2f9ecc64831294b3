"""Scans and documents as encrypted files, named by the SHA-256 of their clear bytes."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from sqlalchemy import select, union

from agent_desk.errors import InvalidInput, NotFound, StoreUnusable
from agent_desk.i18n import tr
from agent_desk.ids import Sha256, sha256_hex
from agent_desk.store.print_tables import prints
from agent_desk.store.tables import blobs
from agent_desk.store.training_tables import roster_pages
from agent_desk.wire import MAX_BLOB_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

_NONCE_BYTES = 12


class BlobFiles:
    """A folder of AES-256-GCM files. A file is complete or absent: written aside, then renamed."""

    def __init__(self, folder: Path, database_key: bytes) -> None:
        self._folder = folder
        self._database_key = database_key

    def put(self, data: bytes) -> Sha256:
        """Store bytes and give their name; storing the same bytes twice is harmless.

        Raises: InvalidInput if empty or over 50 MB, StoreUnusable if the disk is full.
        """
        if not data:
            raise InvalidInput(tr("This file is empty. Scan or choose the paper again."))
        if len(data) > MAX_BLOB_BYTES:
            raise InvalidInput(
                tr(
                    "This file has {size} MB; at most {limit} MB are possible. "
                    "Scan it at 200 dpi or split it.",
                    size=len(data) // 1_000_000,
                    limit=MAX_BLOB_BYTES // (1024 * 1024),
                )
            )
        name = sha256_hex(data)
        path = self.path(name)
        if path.exists() and self._is_whole(name):
            return name
        _write_whole(path, self._sealed(data, name))
        return name

    def put_as(self, path: Path, data: bytes) -> None:
        """Seal bytes into a file of a fixed name, in place of what was there.

        Raises: StoreUnusable if the disk is full.
        """
        _write_whole(path, self._sealed(data, path.name))

    def get_from(self, path: Path) -> bytes:
        """Give what ``put_as`` sealed. Raises: NotFound, StoreUnusable."""
        return self._opened(path, path.name)

    def get(self, name: str) -> bytes:
        """Give the clear bytes. Raises: NotFound, or StoreUnusable if the file was altered."""
        return self._opened(self.path(name), name)

    def _sealed(self, data: bytes, name: str) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._key()).encrypt(nonce, data, name.encode())

    def _opened(self, path: Path, name: str) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            sealed = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound(
                tr("A scan of this dossier is not on this PC. Scan the paper again.")
            ) from error
        except OSError as error:
            raise StoreUnusable(
                tr("The disk does not answer. Do the same step again; then call technical support.")
            ) from error
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return AESGCM(self._key()).decrypt(nonce, rest, name.encode())
        except (InvalidTag, ValueError) as error:
            raise StoreUnusable(
                tr("A scan on this PC is damaged. Scan the paper again and call technical support.")
            ) from error

    def path(self, name: str) -> Path:
        """Give where the file of this name lies or would lie."""
        return self._folder / name[:2] / name

    def sweep(self, known: frozenset[str]) -> int:
        """Delete files no row names (left by a crash before the commit); give how many."""
        gone = 0
        for path in self._folder.glob("*/*"):
            if path.name not in known:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _is_whole(self, name: str) -> bool:
        try:
            self.get(name)
        except StoreUnusable:
            return False  # written anew by the caller
        return True

    def _key(self) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"agent-desk/blobs/1")
        return derive.derive(self._database_key)


def named(connection: Connection) -> frozenset[str]:
    """Give every file that a row names: scans, prints, paper lists; ``sweep`` keeps these."""
    names = union(
        select(blobs.c.sha256),
        select(prints.c.sha256),
        select(roster_pages.c.sha256).where(roster_pages.c.removed_at.is_(None)),
    )
    return frozenset(connection.execute(names).scalars())


def _write_whole(path: Path, data: bytes) -> None:
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreUnusable(
            tr(
                "The disk is full or does not answer; nothing was saved. Free some space "
                "(empty the recycle bin), then do the same step again."
            )
        ) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system has a way to ask for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
