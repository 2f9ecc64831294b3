"""What every route works with; built once at start and passed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.center.blobs import BlobStorage
    from agent_desk.center.database import Database
    from agent_desk.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Center:
    """One center process; all state that lasts is in the database and the blob storage."""

    database: Database
    storage: BlobStorage
    key: bytes
    clock: Clock
    name: str
