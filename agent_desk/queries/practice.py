"""Practice as screens and the examiner need it: what is open, what was left behind, the history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from agent_desk.clock import from_iso
from agent_desk.domain.practice.evidence import (
    DossierSeen,
    Evidence,
    Move,
    MoveKind,
    PaperSeen,
    Seen,
)
from agent_desk.domain.practice.examiner import Check, Finding, Score, Verdict
from agent_desk.domain.practice.runs import AttemptState, ExamResult, RunKind, RunState
from agent_desk.store.practice_tables import practice_attempts, practice_moves, practice_runs
from agent_desk.store.tables import attachments, citizens, clerks, dossiers, facts, papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """One citizen of a run; ``score`` is None until it was judged."""

    attempt_id: str
    run_id: str
    turn: int
    citizen: str
    version: str
    state: AttemptState
    began_at: datetime
    first_seq: int
    kept: str
    elapsed_ms: int
    ended_at: datetime | None
    procedure_code: str
    score: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One exercise or exam of one clerk, with who came so far."""

    run_id: str
    clerk_id: str
    clerk_name: str
    kind: RunKind
    state: RunState
    citizens: tuple[str, ...]
    began_at: datetime
    ended_at: datetime | None
    attempts: tuple[AttemptRow, ...]

    @property
    def standing(self) -> AttemptRow | None:
        """The citizen at the counter now."""
        return next((one for one in self.attempts if one.state is AttemptState.OPEN), None)

    @property
    def next_citizen(self) -> str:
        """The id of who comes next; empty after the last."""
        came = {one.citizen for one in self.attempts}
        return next((one for one in self.citizens if one not in came), "")

    @property
    def has_passed(self) -> bool:
        """Say whether all came and all were served rightly."""
        scores = [one.score for one in self.attempts if one.score is not None]
        return len(scores) == len(self.citizens) and all(score.passed for score in scores)


def runs_of(connection: Connection, clerk_id: str, limit: int = 200) -> tuple[RunRow, ...]:
    """Give the exercises and exams of one clerk, newest first; empty for who never practiced."""
    rows = connection.execute(
        select(practice_runs, clerks.c.name.label("clerk_name"))
        .outerjoin(clerks, clerks.c.clerk_id == practice_runs.c.clerk_id)
        .where(practice_runs.c.clerk_id == clerk_id)
        .order_by(text("practice_runs.rowid DESC"))
        .limit(limit)
    ).all()
    came = _attempts(connection, [row.run_id for row in rows])
    return tuple(_run(row, came.get(row.run_id, ())) for row in rows)


def open_run(connection: Connection, clerk_id: str) -> RunRow | None:
    """Give the run that a clerk has not finished, None if there is none."""
    return next((run for run in runs_of(connection, clerk_id) if run.state is RunState.OPEN), None)


def attempt(connection: Connection, attempt_id: str) -> AttemptRow | None:
    """Give one attempt as it stands now, None if it is not here."""
    row = connection.execute(
        select(practice_attempts).where(practice_attempts.c.attempt_id == attempt_id)
    ).first()
    return _attempt(row) if row is not None else None


def last_turn(connection: Connection) -> int:
    """Give the number of the last citizen who came; 0 before the first."""
    return connection.execute(select(func.max(practice_attempts.c.turn))).scalar() or 0


def run(connection: Connection, run_id: str) -> RunRow | None:
    """Give one exercise or exam, None if it is not here."""
    clerk_id = connection.execute(
        select(practice_runs.c.clerk_id).where(practice_runs.c.run_id == run_id)
    ).scalar()
    known = runs_of(connection, clerk_id, 10_000) if clerk_id is not None else ()
    return next((one for one in known if one.run_id == run_id), None)


def moves_of(connection: Connection, attempt_id: str) -> tuple[Move, ...]:
    """Give what was done with one citizen so far, in order."""
    rows = connection.execute(
        select(practice_moves)
        .where(practice_moves.c.attempt_id == attempt_id)
        .order_by(practice_moves.c.move_no)
    )
    return tuple(Move(kind=MoveKind(row.kind), what=row.what) for row in rows)


def exam_results(connection: Connection) -> tuple[ExamResult, ...]:
    """Give what exams say of each clerk and procedure, newest first; single exercises do not count.

    An exam that was broken off counts for nothing.
    """
    table, runs = practice_attempts, practice_runs
    rows = connection.execute(
        select(table, runs.c.clerk_id, clerks.c.name)
        .join(runs, runs.c.run_id == table.c.run_id)
        .join(clerks, clerks.c.clerk_id == runs.c.clerk_id)
        .where(
            runs.c.kind == RunKind.EXAM.value,
            runs.c.state == RunState.FINISHED.value,
            table.c.state == AttemptState.ENDED.value,
            table.c.procedure_code != "",
        )
        .order_by(table.c.turn.desc())
    )
    return tuple(
        ExamResult(
            procedure=row.procedure_code,
            clerk_id=row.clerk_id,
            clerk_name=row.name,
            passed=bool(row.passed),
            at=from_iso(row.ended_at),
        )
        for row in rows
    )


def evidence_of(connection: Connection, tried: AttemptRow, numbers: Mapping[str, str]) -> Evidence:
    """Give everything that an attempt left behind until now."""
    seen = [
        _fact(row)
        for row in connection.execute(
            select(facts).where(facts.c.seq > tried.first_seq).order_by(facts.c.seq)
        )
    ]
    ids = {fact.subject_id for fact in seen if fact.kind.startswith("dossier.")}
    return Evidence(
        numbers=numbers,
        facts=tuple(seen),
        dossiers=_dossiers(connection, ids),
        moves=moves_of(connection, tried.attempt_id),
        kept=tried.kept,
        seconds=tried.elapsed_ms // 1000,
    )


def _fact(row: StoredRow) -> Seen:
    line = json.loads(row.line)
    return Seen(
        seq=row.seq,
        kind=row.kind,
        subject_id=row.subject_id,
        body=line.get("body") or {},
    )


def _dossiers(connection: Connection, ids: Iterable[str]) -> tuple[DossierSeen, ...]:
    wanted = sorted(ids)
    owner, submitter = citizens.alias(), citizens.alias()
    rows = connection.execute(
        select(dossiers, owner.c.number.label("owned_by"), submitter.c.number.label("given_by"))
        .join(owner, owner.c.citizen_id == dossiers.c.owner_id)
        .join(submitter, submitter.c.citizen_id == dossiers.c.submitter_id)
        .where(dossiers.c.dossier_id.in_(wanted))
        .order_by(dossiers.c.dossier_no)
    )
    return tuple(
        DossierSeen(
            dossier_id=row.dossier_id,
            procedure_code=row.procedure_code,
            owner_number=row.owned_by or "",
            submitter_number=row.given_by or "",
            channel=row.channel,
            way=row.way,
            paper_reason=row.paper_reason,
            office=row.office,
            answers=json.loads(row.answers),
            papers=_papers(connection, row.dossier_id),
        )
        for row in rows
    )


def _papers(connection: Connection, dossier_id: str) -> dict[str, PaperSeen]:
    scanned = {
        row.paper_id
        for row in connection.execute(
            select(attachments.c.paper_id).where(
                attachments.c.dossier_id == dossier_id, attachments.c.removed_at.is_(None)
            )
        )
    }
    rows = connection.execute(select(papers).where(papers.c.dossier_id == dossier_id))
    return {
        row.component_id: PaperSeen(status=row.status, scans=int(row.paper_id in scanned))
        for row in rows
    }


def _attempts(connection: Connection, run_ids: list[str]) -> Mapping[str, tuple[AttemptRow, ...]]:
    rows = connection.execute(
        select(practice_attempts)
        .where(practice_attempts.c.run_id.in_(run_ids))
        .order_by(practice_attempts.c.turn)
    )
    found: dict[str, tuple[AttemptRow, ...]] = {}
    for row in rows:
        found[row.run_id] = (*found.get(row.run_id, ()), _attempt(row))
    return found


def _attempt(row: StoredRow) -> AttemptRow:
    is_judged = row.state == AttemptState.ENDED.value
    return AttemptRow(
        attempt_id=row.attempt_id,
        run_id=row.run_id,
        turn=row.turn,
        citizen=row.citizen,
        version=row.version,
        state=AttemptState(row.state),
        began_at=from_iso(row.began_at),
        first_seq=row.first_seq,
        kept=row.kept,
        elapsed_ms=row.elapsed_ms,
        ended_at=from_iso(row.ended_at) if row.ended_at else None,
        procedure_code=row.procedure_code,
        score=_score(row.findings) if is_judged else None,
    )


def _score(kept: str) -> Score:
    return Score(
        findings=tuple(
            Finding(
                check=Check(raw["check"]),
                verdict=Verdict(raw["verdict"]),
                about=tuple(raw["about"]),
            )
            for raw in json.loads(kept)
        )
    )


def _run(row: StoredRow, attempts: tuple[AttemptRow, ...]) -> RunRow:
    return RunRow(
        run_id=row.run_id,
        clerk_id=row.clerk_id,
        clerk_name=row.clerk_name or "",
        kind=RunKind(row.kind),
        state=RunState(row.state),
        citizens=tuple(json.loads(row.citizens)),
        began_at=from_iso(row.began_at),
        ended_at=from_iso(row.ended_at) if row.ended_at else None,
        attempts=attempts,
    )
