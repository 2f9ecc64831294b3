"""Words that a clerk put into a print, so that the next print of the paper says the same."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("prints", sa.Column("words", sa.String(), nullable=False, server_default=""))
