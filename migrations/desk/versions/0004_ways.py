"""How dossiers are filed, on-screen confirmations, and the procedures that open cases keep."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        for name, default in (("way", ""), ("paper_reason", ""), ("places", "{}")):
            new = sa.Column(name, sa.String(), server_default=default, nullable=False)
            batch_op.add_column(new)
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("signature_sha256", sa.String(), nullable=True))
    op.create_table(
        "procedure_versions",
        sa.Column("procedure_code", sa.String(), nullable=False),
        sa.Column("catalog_version", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "procedure_code", "catalog_version", name=op.f("pk_procedure_versions")
        ),
    )
