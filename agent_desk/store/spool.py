"""Pages that were scanned and are not attached yet: encrypted as blobs are, safe from a crash."""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING

from agent_desk.errors import NotFound, StoreUnusable
from agent_desk.store.blobs import BlobFiles

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from agent_desk.ids import Sha256

_ORDER = "order.sealed"
_KEY = re.compile(r"[0-9a-f-]{8,64}")


class Batch:
    """The pages of one dossier on their way to its papers. Threads: one writes at a time."""

    def __init__(self, folder: Path, database_key: bytes) -> None:
        self._folder = folder
        self._pages = BlobFiles(folder / "pages", database_key)

    def put(self, data: bytes) -> Sha256:
        """Keep the picture of a page; on disk when this returns. Raises: StoreUnusable."""
        return self._pages.put(data)

    def get(self, name: str) -> bytes:
        """Give a picture back. Raises: NotFound, StoreUnusable."""
        return self._pages.get(name)

    def keep_order(self, order: Mapping[str, object]) -> None:
        """Keep what was decided of the pages, in place of what was kept before."""
        content = json.dumps(order, ensure_ascii=False).encode()
        self._pages.put_as(self._folder / _ORDER, content)

    def order(self) -> dict[str, object]:
        """Give what was kept last; empty if nothing was, or if it cannot be read."""
        try:
            found = json.loads(self._pages.get_from(self._folder / _ORDER))
        except (NotFound, StoreUnusable, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def names(self) -> tuple[str, ...]:
        """Give every page on disk, oldest first: also those no order names yet."""
        found = [p for p in self._folder.glob("pages/*/*") if not p.name.endswith(".part")]
        return tuple(p.name for p in sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name)))

    def drop(self) -> None:
        """Forget everything: the pages are attached, or nobody wants them."""
        shutil.rmtree(self._folder, ignore_errors=True)


class Spool:
    """The folder of all batches."""

    def __init__(self, folder: Path, database_key: bytes) -> None:
        self._folder = folder
        self._database_key = database_key

    def batch(self, dossier_id: str) -> Batch:
        """Give the batch of a dossier; nothing is written before the first page.

        Raises: ValueError for what is not the id of a dossier.
        """
        if not _KEY.fullmatch(dossier_id):
            raise ValueError("not the id of a dossier")
        return Batch(self._folder / dossier_id, self._database_key)

    def open_ids(self) -> frozenset[str]:
        """Give the dossiers that have pages waiting."""
        if not self._folder.is_dir():
            return frozenset()
        return frozenset(p.name for p in self._folder.iterdir() if _KEY.fullmatch(p.name))

    def tray(self) -> Path:
        """Give an empty folder of the moment for a program that writes files itself."""
        folder = self._folder / f"tray.{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        return folder

    def sweep(self, wanted: Collection[str]) -> int:
        """Drop the batches of dossiers that are not open, and trays left by a crash."""
        gone = 0
        if not self._folder.is_dir():
            return gone
        for path in self._folder.iterdir():
            if path.name not in wanted and path.name != f"tray.{os.getpid()}":
                shutil.rmtree(path, ignore_errors=True)
                gone += 1
        return gone
