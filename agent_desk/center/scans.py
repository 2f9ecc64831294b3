"""Which scans of a dossier can be read, from what the desk said of their size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.facts import FactKind
from agent_desk.domain.ledger import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent_desk.center.database import Connection
    from agent_desk.center.handling import Case, Round

SHORT_SIDE_PX = 800
"""A scan whose short side is smaller cannot be read by an official."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One scanned file of a paper; ``short_side_px`` is None where its size is not known."""

    sha256: str
    component_id: str
    short_side_px: int | None

    @property
    def is_readable(self) -> bool:
        """Say whether an official can read it; what has no known size is taken as readable."""
        return self.short_side_px is None or self.short_side_px >= SHORT_SIDE_PX


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadablePaper:
    """A paper of which at least one current scan cannot be read."""

    component_id: str
    name: str
    short_side_px: int


def unreadable_papers(db: Connection, case: Case) -> tuple[UnreadablePaper, ...]:
    """Name every paper whose latest scans cannot be read, ordered by component."""
    scans = _scans(db, case)
    smallest: dict[str, int] = {}
    for scan in current_scans(case.rounds, scans):
        if scan.short_side_px is not None and not scan.is_readable:
            known = smallest.get(scan.component_id, scan.short_side_px)
            smallest[scan.component_id] = min(known, scan.short_side_px)
    if not smallest:
        return ()
    names = _paper_names(db, case)
    return tuple(
        UnreadablePaper(component_id=key, name=names.get(key, ""), short_side_px=smallest[key])
        for key in sorted(smallest)
    )


def current_scans(rounds: Iterable[Round], scans: Mapping[str, Scan]) -> list[Scan]:
    """Give the scans that count: a later round replaces the earlier scans of the same paper."""
    current: dict[str, list[Scan]] = {}
    for one in rounds:
        fresh: dict[str, list[Scan]] = {}
        for sha256 in one.blobs:
            scan = scans.get(sha256)
            if scan is not None:
                fresh.setdefault(scan.component_id, []).append(scan)
        current.update(fresh)
    return [scan for group in current.values() for scan in group]


def _scans(db: Connection, case: Case) -> dict[str, Scan]:
    names = [sha256 for one in case.rounds for sha256 in one.blobs]
    rows = db.execute(
        "SELECT sha256, component_id, least(width_px, height_px) FROM attachments"
        " WHERE desk_id = %s AND dossier_id = %s AND sha256 = ANY(%b) ORDER BY attached_seq",
        (case.desk_id, case.dossier_id, names),
    ).fetchall()
    return {
        row[0]: Scan(sha256=row[0], component_id=row[1], short_side_px=row[2] or None)
        for row in rows
    }


def _paper_names(db: Connection, case: Case) -> dict[str, str]:
    row = db.execute(
        "SELECT line FROM facts JOIN dossiers d USING (desk_id)"
        " WHERE desk_id = %s AND d.dossier_id = %s AND seq = d.filed_seq AND kind IN (%s, %s)",
        (
            case.desk_id,
            case.dossier_id,
            FactKind.DOSSIER_LODGED.value,
            FactKind.DOSSIER_TAKEN_IN.value,
        ),
    ).fetchone()
    return paper_names(bytes(row[0])) if row else {}


def paper_names(line: bytes) -> dict[str, str]:
    """Read the names of the papers from the line of a filing; what is malformed is left out."""
    papers = parse(line).body.get("papers")
    if not isinstance(papers, list):
        return {}
    return dict(_named(papers))


def _named(papers: Sequence[object]) -> Iterable[tuple[str, str]]:
    for paper in papers:
        if isinstance(paper, dict):
            key, name = paper.get("component_id"), paper.get("name")
            if isinstance(key, str) and isinstance(name, str):
                yield key, name
