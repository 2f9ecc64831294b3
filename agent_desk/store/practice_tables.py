"""Tables of practice: exercises and exams, the scripted citizens in them, moves at the counter."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


practice_runs = Table(
    "practice_runs",
    metadata,
    Column("run_id", String, primary_key=True),
    _text("clerk_id"),
    _text("kind"),
    _text("citizens"),
    _text("state"),
    _text("began_at"),
    Column("ended_at", String),
    Index("ix_practice_runs_clerk_id_began_at", "clerk_id", "began_at"),
)
"""``citizens`` is a JSON list of ids in the order in which they come."""

practice_attempts = Table(
    "practice_attempts",
    metadata,
    Column("turn", Integer, primary_key=True),
    Column("attempt_id", String, nullable=False, unique=True),
    Column("run_id", String, ForeignKey("practice_runs.run_id"), nullable=False),
    _text("citizen"),
    _text("version"),
    _text("state"),
    _text("began_at"),
    Column("first_seq", Integer, nullable=False),
    _text("kept", default=""),
    Column("elapsed_ms", Integer, nullable=False),
    Column("ended_at", String),
    Column("last_seq", Integer),
    Column("passed", Integer),
    _text("procedure_code", default=""),
    _text("findings", default="[]"),
    Index("ix_practice_attempts_run_id", "run_id"),
)
"""One citizen in one run. ``turn`` is in the numbers of its people; ``first_seq`` is the last fact
before they came, ``kept`` a dossier whose result was laid out for them; ``elapsed_ms`` comes from
a clock that only runs forward; ``findings`` is the score as JSON."""

practice_moves = Table(
    "practice_moves",
    metadata,
    Column("move_no", Integer, primary_key=True),
    Column("attempt_id", String, ForeignKey("practice_attempts.attempt_id"), nullable=False),
    _text("kind"),
    _text("what"),
    _text("made_at"),
    Index("ix_practice_moves_attempt_id", "attempt_id"),
)
