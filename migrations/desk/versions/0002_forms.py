"""Filled forms of dossiers, and the form versions they were filled under."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two tables of forms."""
    op.create_table(
        "form_versions",
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("form_id", "version", name=op.f("pk_form_versions")),
    )
    op.create_table(
        "forms",
        sa.Column("dossier_id", sa.String(), nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("form_version", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("is_complete", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.dossier_id"], name=op.f("fk_forms_dossier_id_dossiers")
        ),
        sa.ForeignKeyConstraint(
            ["form_id", "form_version"],
            ["form_versions.form_id", "form_versions.version"],
            name=op.f("fk_forms_form_id_form_version_form_versions"),
        ),
        sa.PrimaryKeyConstraint("dossier_id", "form_id", name=op.f("pk_forms")),
    )
