"""Results that came to this desk, where they lie, and what citizens were told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_AT_DESK = """
INSERT INTO results (result_id, dossier_id, number, form, source, standing, arrived_at, changed_at)
SELECT 'result-' || dossier_id, dossier_id, reference, coalesce(nullif(result_form, ''), 'paper'),
       'hand', 'here', changed_at, changed_at
FROM dossiers WHERE state = 'result_at_desk'
"""


def _text(name: str, default: str | None = None) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def upgrade() -> None:
    """Create the tables; what lies at the desk already gets its row."""
    op.create_table(
        "results",
        sa.Column("result_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.String(), nullable=True),
        _text("number"),
        _text("form"),
        _text("title", ""),
        _text("source"),
        _text("bag_number", ""),
        _text("standing"),
        _text("doubt", ""),
        _text("shelf", ""),
        _text("owner_name", ""),
        _text("owner_number", ""),
        _text("arrived_at"),
        sa.Column("told_at", sa.String(), nullable=True),
        sa.Column("come_on", sa.String(), nullable=True),
        sa.Column("gone_at", sa.String(), nullable=True),
        _text("changed_at"),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.dossier_id"], name=op.f("fk_results_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("result_id", name=op.f("pk_results")),
    )
    with op.batch_alter_table("results", schema=None) as batch_op:
        batch_op.create_index("ix_results_standing_arrived_at", ["standing", "arrived_at"])
        batch_op.create_index("ix_results_dossier_id", ["dossier_id"])
        batch_op.create_index("ix_results_number", ["number"])
    op.create_table(
        "tellings",
        sa.Column("telling_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.String(), nullable=True),
        sa.Column("result_id", sa.String(), nullable=True),
        _text("about"),
        _text("outcome"),
        sa.Column("tries", sa.Integer(), nullable=False),
        _text("note", ""),
        _text("told_at"),
        sa.Column("retry_at", sa.String(), nullable=True),
        sa.Column("come_on", sa.String(), nullable=True),
        _text("clerk_id"),
        sa.Column("is_last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.dossier_id"], name=op.f("fk_tellings_dossier_id_dossiers")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.result_id"], name=op.f("fk_tellings_result_id_results")
        ),
        sa.PrimaryKeyConstraint("telling_id", name=op.f("pk_tellings")),
    )
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.create_index("ix_tellings_dossier_id_told_at", ["dossier_id", "told_at"])
        batch_op.create_index("ix_tellings_result_id", ["result_id"])
        batch_op.create_index(
            "ix_tellings_retry_at",
            ["retry_at"],
            sqlite_where=sa.text("is_last = 1 AND retry_at IS NOT NULL"),
        )
    op.execute(_AT_DESK)
