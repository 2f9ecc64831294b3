"""Where the program's own files and the desk's data lie."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _bundled(name: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / name] if frozen else []
    candidates += [_PACKAGE.parent / name, _PACKAGE / f"_{name}"]
    return next((path for path in candidates if path.is_dir()), candidates[-1])


def resources() -> Path:
    """Give the folder of catalog, fonts, icons and translations: checkout, wheel or frozen."""
    return _bundled("resources")


def migrations() -> Path:
    """Give the folder that holds ``desk/`` and ``center/`` migrations."""
    return _bundled("migrations")


def default_data_dir(*, practice: bool = False) -> Path:
    """Give the folder of the desk's data for this user; practice has its own."""
    from platformdirs import user_data_path

    return user_data_path("agent-desk-practice" if practice else "agent-desk", appauthor=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDir:
    """The layout of one desk's data folder; practice data is another kind, never mixed."""

    root: Path
    is_practice: bool = False

    def practice_beside(self) -> DataDir:
        """Give where practice on this PC lies: beside the real data, under its own name."""
        root = self.root.with_name(f"{self.root.name}-practice")
        return DataDir(root=root, is_practice=True)

    @property
    def database(self) -> Path:
        """The encrypted SQLite file."""
        return self.root / "desk.db"

    @property
    def key_file(self) -> Path:
        """The key, only where the system has no key store."""
        return self.root / "desk.key"

    @property
    def blobs(self) -> Path:
        """Encrypted scans and documents, named by their SHA-256."""
        return self.root / "blobs"

    @property
    def spool(self) -> Path:
        """Encrypted pages that were scanned and are not attached yet."""
        return self.root / "spool"

    @property
    def documents(self) -> Path:
        """PDFs given to the printer."""
        return self.root / "documents"

    @property
    def backups(self) -> Path:
        """Copies of the database made before a migration."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Log and crash files, without personal data."""
        return self.root / "logs"
