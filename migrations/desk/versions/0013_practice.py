"""Exercises and exams of the practice desk, who came, moves at the counter."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; they stay empty at a real desk."""
    op.create_table(
        "practice_runs",
        sa.Column("run_id", sa.String(), primary_key=True),
        *_texts("clerk_id", "kind", "citizens", "state", "began_at"),
        sa.Column("ended_at", sa.String()),
    )
    op.create_index("ix_practice_runs_clerk_id_began_at", "practice_runs", ["clerk_id", "began_at"])
    op.create_table(
        "practice_attempts",
        sa.Column("turn", sa.Integer(), primary_key=True),
        sa.Column("attempt_id", sa.String(), nullable=False, unique=True),
        sa.Column("run_id", sa.String(), sa.ForeignKey("practice_runs.run_id"), nullable=False),
        *_texts("citizen", "version", "state", "began_at"),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False, server_default=""),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.String()),
        sa.Column("last_seq", sa.Integer()),
        sa.Column("passed", sa.Integer()),
        sa.Column("procedure_code", sa.String(), nullable=False, server_default=""),
        sa.Column("findings", sa.String(), nullable=False, server_default="[]"),
    )
    op.create_index("ix_practice_attempts_run_id", "practice_attempts", ["run_id"])
    op.create_table(
        "practice_moves",
        sa.Column("move_no", sa.Integer(), primary_key=True),
        sa.Column(
            "attempt_id",
            sa.String(),
            sa.ForeignKey("practice_attempts.attempt_id"),
            nullable=False,
        ),
        *_texts("kind", "what", "made_at"),
    )
    op.create_index("ix_practice_moves_attempt_id", "practice_moves", ["attempt_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]
