"""What the demo checked: name, whether it held, the detail; exit 0 only if all hold."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that had to hold."""

    name: str
    ok: bool
    detail: str


@dataclass(slots=True, kw_only=True)
class Report:
    """Collects checks, pictures and papers."""

    checks: list[Check] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)

    def check(self, name: str, detail: str, *, ok: bool) -> None:
        """Note one check."""
        self.checks.append(Check(name=name, ok=ok, detail=detail))

    def equal(self, name: str, found: object, expected: object) -> None:
        """Note that two values had to be equal."""
        self.check(name, f"{found} = {expected}", ok=found == expected)

    @property
    def holds(self) -> bool:
        """Say whether every check held; a report without checks does not."""
        return bool(self.checks) and all(check.ok for check in self.checks)

    def write(self, path: Path) -> None:
        """Write ``report.json``."""
        content = {
            "ok": self.holds,
            "checks": [asdict(check) for check in self.checks],
            "pictures": self.pictures,
            "papers": self.papers,
        }
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
