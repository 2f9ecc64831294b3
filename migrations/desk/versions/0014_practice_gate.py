"""The mark of practice stores, the first dossiers of each clerk, the exams passed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_KNOWN = """
INSERT OR IGNORE INTO first_dossiers (dossier_id, clerk_id, procedure_code, filed_at)
SELECT subject_id, clerk_id, procedure_code, recorded_at FROM (
    SELECT f.subject_id, f.recorded_at, d.procedure_code,
           json_extract(CAST(f.line AS TEXT), '$.author_id') AS clerk_id,
           row_number() OVER (
               PARTITION BY d.procedure_code, json_extract(CAST(f.line AS TEXT), '$.author_id')
               ORDER BY f.seq
           ) AS nth
    FROM facts f JOIN dossiers d ON d.dossier_id = f.subject_id
    WHERE f.kind IN ('dossier.lodged', 'dossier.taken_in', 'dossier.filed_on_portal')
)
WHERE nth <= 20
"""


def _text(name: str, default: str | None = None) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def upgrade() -> None:
    """Create the tables; who has filed a procedure before is no beginner in it."""
    op.create_table(
        "practice_marks",
        _text("mark"),
        _text("made_at"),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_practice_marks")),
    )
    op.create_table(
        "first_dossiers",
        *(_text(name) for name in ("dossier_id", "clerk_id", "procedure_code")),
        sa.Column("filed_at", sa.String()),
        _text("confirmed_by", ""),
        sa.Column("confirmed_at", sa.String()),
        _text("reason", ""),
        _text("words", ""),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossiers.dossier_id"],
            name=op.f("fk_first_dossiers_dossier_id_dossiers"),
        ),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_first_dossiers")),
    )
    op.create_table(
        "passed_exams",
        *(_text(name) for name in
          ("exam_id", "procedure_code", "clerk_id", "passed_at", "recorded_at")),
        sa.PrimaryKeyConstraint("exam_id", "procedure_code", name=op.f("pk_passed_exams")),
    )  # fmt: skip
    for table in ("first_dossiers", "passed_exams"):
        columns = ["clerk_id", "procedure_code"]
        op.create_index(op.f(f"ix_{table}_clerk_id_procedure_code"), table, columns)
    op.create_index(op.f("ix_first_dossiers_reason"), "first_dossiers", ["reason"])
    op.execute(sa.text(_KNOWN))
