"""Certificates of attendance."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "certificates",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("number", "session_id", "learner_id", "name", "clerk_id", "issued_at")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.session_id"],
            name=op.f("fk_certificates_session_id_training_sessions"),
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learners.learner_id"],
            name=op.f("fk_certificates_learner_id_learners"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificates")),
        sa.UniqueConstraint(
            "session_id", "learner_id", name=op.f("uq_certificates_session_id_learner_id")
        ),
    )
    op.create_index("ix_certificates_learner_id", "certificates", ["learner_id"])
