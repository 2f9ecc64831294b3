"""Practice: an exercise or exam begins, citizens come, are judged, or it is broken off.

Only in a practice store; its facts can stand in no other, and nothing of it is ever sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from agent_desk.clock import to_iso
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.practice.runs import AttemptState, RunKind, RunState
from agent_desk.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store import ledger
from agent_desk.store.practice_tables import practice_attempts, practice_moves, practice_runs
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Update

    from agent_desk.clock import Clock
    from agent_desk.domain.practice.evidence import Move
    from agent_desk.domain.practice.examiner import Score
    from agent_desk.store.engine import Store
    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Comer:
    """Which citizen comes; ``kept`` is the dossier whose result was laid out for them."""

    citizen: str
    version: str
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The score of one attempt, and for which procedure it counts."""

    score: Score
    procedure_code: str
    elapsed_ms: int


def begin_run(desk: Desk, act: Act, kind: RunKind, citizens: tuple[str, ...]) -> Done:
    """Begin an exercise or an exam. Values: ``run_id``.

    Raises: Conflict while another of this clerk is not finished, InvalidInput without citizens,
    NotAllowed outside practice, NotFound for a clerk who does not work here.
    """

    def do(work: Work) -> Mapping[str, str]:
        _require_practice(work)
        if not citizens or len(set(citizens)) != len(citizens):
            raise InvalidInput(tr("An exam needs different citizens, at least one."))
        _require_clerk(work)
        if _open_run(work, act.author_id) is not None:
            raise Conflict(tr("An exercise of yours is not finished. Go on with it, or end it."))
        run_id = uuid7()
        work.connection.execute(
            insert(practice_runs),
            {
                "run_id": run_id,
                "clerk_id": act.author_id,
                "kind": kind.value,
                "citizens": json.dumps(citizens),
                "state": RunState.OPEN.value,
                "began_at": work.at_iso,
            },
        )
        body = {"exam": kind is RunKind.EXAM, "citizens": list(citizens)}
        work.record(FactKind.PRACTICE_STARTED, run_id, body)
        return {"run_id": run_id}

    return perform(desk, act, "begin_run", do)


def call_in(desk: Desk, act: Act, run_id: str, comer: Comer) -> Done:
    """Let one citizen of a run come to the counter. Values: ``attempt_id``, ``turn``.

    The one who is already there stays: the same citizen twice is one attempt. Raises: Conflict
    if somebody else stands there.
    """

    def do(work: Work) -> Mapping[str, str]:
        run = _run(work, run_id)
        _require_open(run)
        standing = _standing(work, run_id)
        if standing is not None and standing.citizen != comer.citizen:
            raise Conflict(tr("Somebody stands at the counter. Finish with them first."))
        if standing is not None:
            return {"attempt_id": standing.attempt_id, "turn": str(standing.turn)}
        if comer.citizen not in json.loads(run.citizens):
            raise NotFound(tr("This citizen does not belong to the exercise."))
        attempt_id = uuid7()
        work.connection.execute(
            insert(practice_attempts),
            {
                "attempt_id": attempt_id,
                "run_id": run_id,
                "citizen": comer.citizen,
                "version": comer.version,
                "state": AttemptState.OPEN.value,
                "began_at": work.at_iso,
                "first_seq": ledger.head(work.connection).seq,
                "kept": comer.kept,
                "elapsed_ms": 0,
            },
        )
        turn = _standing(work, run_id)
        return {"attempt_id": attempt_id, "turn": str(turn.turn if turn is not None else 0)}

    return perform(desk, act, "call_in", do)


def keep_move(store: Store, clock: Clock, attempt_id: str, move: Move, elapsed_ms: int) -> None:
    """Keep what the clerk did with the citizen; no fact is made of it."""
    with store.write() as connection:
        connection.execute(
            insert(practice_moves),
            {
                "attempt_id": attempt_id,
                "kind": move.kind.value,
                "what": move.what,
                "made_at": to_iso(clock.now()),
            },
        )
        connection.execute(_longer(attempt_id, elapsed_ms))


def keep_time(store: Store, attempt_id: str, elapsed_ms: int) -> None:
    """Keep how long it took so far; it never gets shorter, whatever the wall clock does."""
    with store.write() as connection:
        connection.execute(_longer(attempt_id, elapsed_ms))


def end_attempt(desk: Desk, act: Act, attempt_id: str, judged: Judged) -> Done:
    """Write down the score of a citizen who was served. Values: ``run_state``.

    Ending it again keeps the first score. Raises: NotFound; NotAllowed if it was left.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = _attempt(work, attempt_id)
        if row.state == AttemptState.LEFT.value:
            raise NotAllowed(tr("This exercise was broken off and is not judged."))
        if row.state == AttemptState.OPEN.value:
            _keep_score(work, row, judged)
        return {"run_state": _close_if_done(work, row.run_id).value}

    return perform(desk, act, "end_attempt", do)


def break_off(desk: Desk, act: Act, run_id: str) -> Done:
    """End a run before all came; what was judged stays, who stands there is not judged.

    Values: ``state``. Raises: NotFound.
    """

    def do(work: Work) -> Mapping[str, str]:
        run = _run(work, run_id)
        if run.state != RunState.OPEN.value:
            return {"state": run.state}
        work.connection.execute(
            update(practice_attempts)
            .where(
                practice_attempts.c.run_id == run_id,
                practice_attempts.c.state == AttemptState.OPEN.value,
            )
            .values(state=AttemptState.LEFT.value, ended_at=work.at_iso)
        )
        _end_run(work, run_id, RunState.BROKEN_OFF)
        return {"state": RunState.BROKEN_OFF.value}

    return perform(desk, act, "break_off", do)


def _keep_score(work: Work, row: StoredRow, judged: Judged) -> None:
    findings = [
        {"check": one.check.value, "verdict": one.verdict.value, "about": list(one.about)}
        for one in judged.score.findings
    ]
    work.connection.execute(
        update(practice_attempts)
        .where(practice_attempts.c.attempt_id == row.attempt_id)
        .values(
            state=AttemptState.ENDED.value,
            ended_at=work.at_iso,
            last_seq=ledger.head(work.connection).seq,
            passed=int(judged.score.passed),
            procedure_code=judged.procedure_code,
            findings=json.dumps(findings, ensure_ascii=False),
            elapsed_ms=max(row.elapsed_ms, judged.elapsed_ms),
        )
    )
    work.record(
        FactKind.PRACTICE_JUDGED,
        row.attempt_id,
        {
            "run_id": row.run_id,
            "citizen": row.citizen,
            "version": row.version,
            "procedure_code": judged.procedure_code,
            "passed": judged.score.passed,
            "findings": findings,
        },
    )


def _close_if_done(work: Work, run_id: str) -> RunState:
    run = _run(work, run_id)
    if run.state != RunState.OPEN.value:
        return RunState(run.state)
    ended = work.connection.execute(
        select(func.count())
        .select_from(practice_attempts)
        .where(
            practice_attempts.c.run_id == run_id,
            practice_attempts.c.state == AttemptState.ENDED.value,
        )
    ).scalar_one()
    if ended < len(json.loads(run.citizens)):
        return RunState.OPEN
    _end_run(work, run_id, RunState.FINISHED)
    return RunState.FINISHED


def _end_run(work: Work, run_id: str, state: RunState) -> None:
    work.connection.execute(
        update(practice_runs)
        .where(practice_runs.c.run_id == run_id)
        .values(state=state.value, ended_at=work.at_iso)
    )
    work.record(FactKind.PRACTICE_ENDED, run_id, {"state": state.value})


def _longer(attempt_id: str, elapsed_ms: int) -> Update:
    table = practice_attempts
    return (
        update(table)
        .where(table.c.attempt_id == attempt_id)
        .values(elapsed_ms=func.max(table.c.elapsed_ms, elapsed_ms))
    )


def _require_practice(work: Work) -> None:
    if not work.desk.store.is_practice:
        raise NotAllowed(
            tr("Exercises are for the practice desk. Start Agent Desk with “Practice”.")
        )


def _require_clerk(work: Work) -> None:
    known = work.connection.execute(
        select(clerks.c.clerk_id).where(clerks.c.clerk_id == work.act.author_id)
    ).first()
    if known is None:
        raise NotFound(tr("This clerk does not work at this desk. Choose your name in Settings."))


def _open_run(work: Work, clerk_id: str) -> StoredRow | None:
    return work.connection.execute(
        select(practice_runs).where(
            practice_runs.c.clerk_id == clerk_id, practice_runs.c.state == RunState.OPEN.value
        )
    ).first()


def _run(work: Work, run_id: str) -> StoredRow:
    row = work.connection.execute(
        select(practice_runs).where(practice_runs.c.run_id == run_id)
    ).first()
    if row is None:
        raise NotFound(tr("This exercise is not on this PC. Open the practice page again."))
    return row


def _require_open(run: StoredRow) -> None:
    if run.state != RunState.OPEN.value:
        raise NotAllowed(tr("This exercise has ended. Begin another one."))


def _standing(work: Work, run_id: str) -> StoredRow | None:
    return work.connection.execute(
        select(practice_attempts).where(
            practice_attempts.c.run_id == run_id,
            practice_attempts.c.state == AttemptState.OPEN.value,
        )
    ).first()


def _attempt(work: Work, attempt_id: str) -> StoredRow:
    row = work.connection.execute(
        select(practice_attempts).where(practice_attempts.c.attempt_id == attempt_id)
    ).first()
    if row is None:
        raise NotFound(tr("This exercise is not on this PC. Open the practice page again."))
    return row
