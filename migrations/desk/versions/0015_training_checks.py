"""What sessions brought: checks before and after, calls two weeks later."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_LINKS = {"session_id": "training_sessions", "learner_id": "learners"}


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "check_sittings",
        *_texts("sitting_id", "session_id", "topic", "check_version", "phase", "who"),
        sa.Column("learner_id", sa.String(), nullable=True),
        sa.Column("paper_number", sa.Integer(), nullable=False),
        *_texts("way", "clerk_id", "recorded_at"),
        *_linked("check_sittings"),
        sa.PrimaryKeyConstraint("sitting_id", name=op.f("pk_check_sittings")),
    )
    op.create_index(
        "ix_check_sittings_session_id_topic_phase_who",
        "check_sittings",
        ["session_id", "topic", "phase", "who"],
        unique=True,
    )
    op.create_index("ix_check_sittings_learner_id", "check_sittings", ["learner_id"])
    op.create_table(
        "check_marks",
        *_texts("sitting_id", "item", "value"),
        sa.ForeignKeyConstraint(
            ["sitting_id"],
            ["check_sittings.sitting_id"],
            name=op.f("fk_check_marks_sitting_id_check_sittings"),
        ),
        sa.PrimaryKeyConstraint("sitting_id", "item", name=op.f("pk_check_marks")),
    )
    op.create_table(
        "home_calls",
        *_texts("session_id", "learner_id", "state", "outcome"),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.String(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        *_texts("clerk_id", "called_at"),
        sa.Column("closed_at", sa.String(), nullable=True),
        *_linked("home_calls"),
        sa.PrimaryKeyConstraint("session_id", "learner_id", name=op.f("pk_home_calls")),
    )
    op.create_index("ix_home_calls_learner_id", "home_calls", ["learner_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _linked(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [name], [f"{target}.{name}"], name=op.f(f"fk_{table}_{name}_{target}")
        )
        for name, target in _LINKS.items()
    ]
