"""The bytes of scans and documents: a place to keep them, and who sent which."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from agent_desk.center.refusals import refused
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr
from agent_desk.wire import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection

_NAME = re.compile(r"[0-9a-f]{64}")
_PIECE = 1024 * 1024


class BlobStorage(Protocol):
    """Where bytes lie, named by their SHA-256."""

    def put(self, sha256: str, content: IO[bytes]) -> int:
        """Keep bytes for good and give their number. Raises: CenterRefused (bad_hash)."""
        ...

    def has(self, sha256: str) -> bool:
        """Say whether the bytes are here."""
        ...


class FileBlobStorage:
    """Blobs as files, in folders by the first two digits, readable by this user only."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, sha256: str, content: IO[bytes]) -> int:
        """Write to a temporary name, flush to the disk, then rename: never half a blob."""
        target = self._path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = target.with_name(f".{secrets.token_hex(8)}")
        try:
            size_bytes, found = _copy_and_hash(content, temporary)
            if found != sha256:
                raise refused(
                    Refusal.BAD_HASH,
                    tr("The file arrived damaged. It will be sent again."),
                )
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _flush_folder(target.parent)
        return size_bytes

    def has(self, sha256: str) -> bool:
        """Say whether the file is here."""
        return self._path(sha256).is_file()

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / require_name(sha256)


def open_storage(url: str) -> BlobStorage:
    """Give the storage behind a URL; ``file://`` is the kind there is.

    Raises: StoreUnusable for another kind.
    """
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        raise StoreUnusable(tr("Blobs can be kept in files only: give a file:// address."))
    root = Path(url2pathname(parts.path) if os.name == "nt" else unquote(parts.path))
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileBlobStorage(root)


def require_name(sha256: str) -> str:
    """Give the name back if it is one. Raises: CenterRefused (bad_request)."""
    if not _NAME.fullmatch(sha256):
        raise refused(Refusal.BAD_REQUEST, tr("That is not the SHA-256 name of a file."))
    return sha256


def hold(db: Connection, desk_id: str, name: str, size_bytes: int, now: datetime) -> None:
    """Note that this desk sent the blob, and wake the dossiers that waited for it."""
    db.execute("SELECT 1 FROM desks WHERE desk_id = %s FOR NO KEY UPDATE", (desk_id,))
    db.execute(
        "INSERT INTO blob_holdings (desk_id, sha256, size_bytes, received_at)"
        " VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (desk_id, name, size_bytes, now),
    )
    db.execute(
        "UPDATE handlings SET next_at = %s, waits_for_blobs = false"
        " WHERE desk_id = %s AND waits_for_blobs",
        (now, desk_id),
    )
    db.execute(
        "UPDATE handlings h SET next_at = %s, waits_for_blobs = false FROM supplements_elsewhere s"
        " WHERE s.desk_id = %s AND %s = ANY(s.blobs) AND h.desk_id = s.holder_id"
        " AND h.dossier_id = s.dossier_id",
        (now, desk_id, name),
    )


def held(
    db: Connection, storage: BlobStorage, desk_id: str, names: Sequence[str]
) -> tuple[str, ...]:
    """Give those of the names that this desk sent and that still lie here, in the order asked.

    What another desk sent is never confirmed: to name a hash is no proof of holding the bytes.
    """
    wanted = list(dict.fromkeys(require_name(name) for name in names))
    rows = db.execute(
        "SELECT sha256 FROM blob_holdings WHERE desk_id = %s AND sha256 = ANY(%s)",
        (desk_id, wanted),
    ).fetchall()
    sent = {row[0] for row in rows}
    return tuple(name for name in wanted if name in sent and storage.has(name))


def _copy_and_hash(content: IO[bytes], target: Path) -> tuple[int, str]:
    digest, size_bytes = hashlib.sha256(), 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while piece := content.read(_PIECE):
            digest.update(piece)
            size_bytes += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return size_bytes, digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows makes the rename durable with the file
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
