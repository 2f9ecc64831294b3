"""Which scans of a dossier can be read, from what the desk said of their size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from agent_desk.domain.facts import FactKind
from agent_desk.domain.ledger import parse
from agent_desk.wire import NoticeKind

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
    for scan in current_scans(case.rounds, scans, _asked(db, case)):
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


def current_scans(
    rounds: Iterable[Round],
    scans: Mapping[str, Scan],
    asked: Mapping[int, Sequence[str]] | None = None,
) -> list[Scan]:
    """Give the scans that count: a later round replaces the earlier scans of the same paper.

    ``asked`` names the papers that were asked for in each round: what another desk took answers
    them, unless the desk of the dossier answered them itself with scans that can be read.
    """
    current: dict[str, list[Scan]] = {}
    for one in rounds:
        fresh: dict[str, list[Scan]] = {}
        for sha256 in one.blobs:
            scan = scans.get(sha256)
            if scan is not None:
                fresh.setdefault(scan.component_id, []).append(scan)
        for component_id in (asked or {}).get(one.number, ()):
            own = fresh.get(component_id, [])
            if not own or not all(scan.is_readable for scan in own):
                fresh[component_id] = _taken_elsewhere(one, component_id) or own
        current.update({key: found for key, found in fresh.items() if found})
    return [scan for group in current.values() for scan in group]


def _taken_elsewhere(one: Round, component_id: str) -> list[Scan]:
    return [
        Scan(sha256=sha256, component_id=component_id, short_side_px=side or None)
        for other in one.elsewhere
        for sha256, side in zip(other.blobs, other.short_sides, strict=False)
    ]


def _asked(db: Connection, case: Case) -> dict[int, list[str]]:
    """Give the papers that each request asked for, by the round that answers it."""
    if not any(one.elsewhere for one in case.rounds):
        return {}
    rows = db.execute(
        "SELECT body FROM notices WHERE desk_id = %s AND subject_id = %s AND kind = %s",
        (case.desk_id, case.dossier_id, NoticeKind.SUPPLEMENT_REQUESTED.value),
    ).fetchall()
    requests = [orjson.loads(row[0]) for row in rows]
    return {
        int(one.get("round", 1)): [item["component_id"] for item in one.get("items", ())]
        for one in requests
    }


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
