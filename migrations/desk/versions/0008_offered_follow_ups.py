"""Follow-ups of other desks of the site."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TEXTS = ("desk_code", "card", "due_on", "what", "citizen_name", "phone", "state", "offered_at")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "offered_follow_ups",
        sa.Column("follow_up_id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _TEXTS),
        sa.Column("done_at", sa.String(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("follow_up_id", name=op.f("pk_offered_follow_ups")),
    )
    with op.batch_alter_table("offered_follow_ups", schema=None) as batch_op:
        batch_op.create_index("ix_offered_follow_ups_state_due_on", ["state", "due_on"])
