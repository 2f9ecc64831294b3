"""Two real desks and a center in memory for the custody machine, copied ready-made."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk import signing
from agent_desk.commands.unit import Desk
from agent_desk.domain.bag_claims import Claim, ClaimAct, judge_bag, judge_papers
from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.ledger import parse
from agent_desk.domain.papers import PaperStatus
from agent_desk.ids import uuid7
from agent_desk.paths import DataDir
from agent_desk.queries import desk as desk_query
from agent_desk.store.engine import open_store
from agent_desk.wire import Notice, NoticeKind
from tests.support.clock import SetClock
from tests.support.desks import TestDesk, a_case, opened_desk, the_catalog, with_all_papers
from tests.support.fake_center import FakeCenter

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.domain.ledger import ParsedFact

CODES = ("00102", "00103")
CASES = 6
_ACTS = {
    "bag.sealed": ClaimAct.SEALED,
    "bag.unsealed": ClaimAct.OPENED,
    "bag.handed_over": ClaimAct.HANDED_OVER,
    "bag.received": ClaimAct.RECEIVED,
}
_MOVES = ("bag.sealed", "bag.handed_over", "bag.received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A desk in a folder whose cases only wait to be taken in."""

    folder: Path
    center_key: bytes
    clerk_id: str
    cases: tuple[str, ...]


@cache
def ready(code: str) -> Ready:
    """Make the folder that every run copies; removed when Python ends."""
    root = Path(tempfile.mkdtemp(prefix="custody-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    with opened_desk(root / code, code) as t:
        cases = []
        for _ in range(CASES):
            dossier_id = a_case(t, channel="post")
            with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
            cases.append(dossier_id)
        t.desk.store.checkpoint()
        return Ready(
            folder=root / code,
            center_key=t.center.private_key,
            clerk_id=t.clerk_id,
            cases=tuple(cases),
        )


def open_copy(made: Ready, folder: Path, moment: datetime | None = None) -> TestDesk:
    """Open a desk's folder, copied there before; the center knows nothing of it yet."""
    store = open_store(DataDir(root=folder), use_system_store=False)
    # The machine kills the program, not the disk: a flush for each step would only cost time.
    store._writer.raw_connection().cursor().execute("PRAGMA synchronous = OFF")
    with store.read() as connection:
        identity, keys = desk_query.identity(connection), desk_query.keys(connection)
    assert identity is not None
    center = FakeCenter(identity.desk_id, signing.public_key(keys.private_key))
    center.private_key = made.center_key
    clock = SetClock(moment) if moment is not None else SetClock()
    desk = Desk(
        store=store,
        clock=clock,
        identity=identity,
        catalog=the_catalog(),
        calendars=bundled_calendars(),
    )
    return TestDesk(desk=desk, clock=clock, center=center, keys=keys, clerk_id=made.clerk_id)


@dataclass(slots=True)
class City:
    """The center over both desks: reads what was pushed, judges, tells whom it concerns."""

    desks: list[TestDesk]
    claims: list[Claim] = field(default_factory=list)
    told: set[tuple[str, str, str, str]] = field(default_factory=set)
    read: dict[str, int] = field(default_factory=dict)

    def absorb(self) -> None:
        """Judge everything that has come in since the last time."""
        new: list[ParsedFact] = []
        for t in self.desks:
            begun = self.read.get(t.center.desk_id, 0)
            new += [parse(fact.line) for fact in t.center.facts[begun:]]
            self.read[t.center.desk_id] = len(t.center.facts)
        fresh = [fact for fact in new if fact.kind in _ACTS]
        self.claims += [_claim(fact) for fact in fresh]
        for number in sorted({fact.subject_id for fact in fresh}):
            about = [claim for claim in self.claims if claim.number == number]
            for finding in judge_bag(about):
                self._tell(finding.kind.value, finding.number, finding.reference, finding.desks)
        for reference in sorted({r for claim in map(_claim, fresh) for r in claim.references}):
            bags = {claim.number for claim in self.claims if reference in claim.references}
            about = [claim for claim in self.claims if claim.number in bags]
            for finding in judge_papers(reference, about):
                self._tell(finding.kind.value, finding.number, finding.reference, finding.desks)
        for fact in fresh:
            self._tell_owners(fact)

    def _tell(self, kind: str, number: str, reference: str, desks: tuple[str, ...]) -> None:
        for t in self.desks:
            key = (t.center.desk_id, kind, number, reference)
            if t.center.desk_id in desks and key not in self.told:
                self.told.add(key)
                body = {"kind": kind, "reference": reference, "others": []}
                _tell(t, NoticeKind.BAG_DISPUTED, number, body)

    def _tell_owners(self, fact: ParsedFact) -> None:
        if fact.kind not in _MOVES:
            return
        for reference in _claim(fact).references:
            for t in self.desks:
                if t.desk.identity.desk_code == reference[:5] and fact.desk_id != t.center.desk_id:
                    body = {"act": _ACTS[fact.kind].value, "bag_number": fact.subject_id}
                    _tell(t, NoticeKind.PAPER_SEEN, reference, body)


def _tell(t: TestDesk, kind: NoticeKind, subject_id: str, body: dict[str, object]) -> None:
    """Put a notice down; the desk gets it with its next sync."""
    note = Notice(
        number=len(t.center.notes) + 1,
        notice_id=uuid7(),
        kind=kind.value,
        subject_id=subject_id,
        issued_at="2026-11-23T02:00:00.000Z",
        body=json.dumps(body),
    )
    t.center.notes.append(note)


def _claim(fact: ParsedFact) -> Claim:
    names = fact.body["references"]
    assert isinstance(names, list)
    return Claim(
        desk_id=fact.desk_id,
        seq=fact.seq,
        act=_ACTS[fact.kind],
        number=fact.subject_id,
        references=tuple(names),
        seal_number=str(fact.body.get("seal_number", "")),
        at=fact.recorded_at,
    )


__all__ = ["CASES", "CODES", "City", "Ready", "open_copy", "ready"]
