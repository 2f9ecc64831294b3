"""How one center process is set up; every value is given once, at start."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CENTER_NAME = "Trung tâm Phục vụ hành chính công thành phố Hà Nội"


class Officer(StrEnum):
    """Who works on dossiers: people elsewhere, or the automatic officer of demos and practice."""

    NONE = "none"
    AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerSettings:
    """How the automatic officer behaves.

    ``agency_id`` is a clearly marked sample: the real identifiers are imported, never invented.
    """

    delay_s: float = 0.0
    poll_s: float = 0.2
    agency_id: str = "H26.99"
    agency_name: str = "Đơn vị mẫu H26.99"


@dataclass(frozen=True, slots=True, kw_only=True)
class CenterSettings:
    """The settings of a center process.

    Without ``database_url`` PostgreSQL is started embedded in ``data_dir``. ``port`` 0 takes a
    free one. ``blob_url`` empty means files below ``data_dir``.
    """

    data_dir: Path
    database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 0
    blob_url: str = ""
    officer: Officer = Officer.NONE
    officer_settings: OfficerSettings = field(default_factory=OfficerSettings)
    center_name: str = CENTER_NAME

    @property
    def postgres_dir(self) -> Path:
        """Where embedded PostgreSQL keeps its files."""
        return self.data_dir / "postgres"

    @property
    def key_file(self) -> Path:
        """The center's private signing key."""
        return self.data_dir / "center.key"

    @property
    def blob_location(self) -> str:
        """The storage URL of blobs."""
        return self.blob_url or (self.data_dir / "blobs").resolve().as_uri()
