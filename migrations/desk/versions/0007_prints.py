"""Prints of anything, not of dossiers alone, with their reason and what the printer did."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FROM_OLD = """
INSERT INTO prints (print_id, subject_kind, subject_id, document, print_number, template_version,
    sha256, clerk_id, printed_at, reason, role, file_name, state, printer, job, cause, changed_at)
SELECT o.print_id, 'dossier', o.dossier_id, o.document, o.print_number, o.template_version,
    o.sha256, o.clerk_id, o.printed_at,
    CASE WHEN o.print_number = 1 THEN 'first' ELSE 'changed' END,
    CASE WHEN o.document IN ('receipt_01', 'form_paper') THEN 'document' ELSE 'slip' END,
    d.reference || '-' || o.document || '-' || o.print_number || '.pdf',
    'done', '', '', '', o.printed_at
FROM old_prints o JOIN dossiers d ON d.dossier_id = o.dossier_id
"""
_OF_ASSISTS = """
SELECT f.line FROM facts f JOIN assists a ON a.assist_id = f.subject_id
WHERE f.kind = 'document.printed' ORDER BY f.seq
"""


def upgrade() -> None:
    """Make the new table from the old one and from the facts about papers of assists."""
    op.rename_table("prints", "old_prints")
    text = [
        "subject_kind", "subject_id", "document", "template_version", "sha256", "clerk_id",
        "printed_at", "reason", "role", "file_name", "state", "printer", "job", "cause",
        "changed_at",
    ]  # fmt: skip
    op.create_table(
        "prints",
        sa.Column("print_id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in text[:3]),
        sa.Column("print_number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in text[3:]),
        sa.PrimaryKeyConstraint("print_id", name=op.f("pk_prints")),
        sa.UniqueConstraint(
            "subject_kind",
            "subject_id",
            "document",
            "print_number",
            name=op.f("uq_prints_subject_kind_subject_id_document_print_number"),
        ),
    )
    op.create_index(
        op.f("ix_prints_state"),
        "prints",
        ["state"],
        sqlite_where=sa.text("state IN ('committed', 'spooled', 'failed', 'unknown')"),
    )
    op.execute(_FROM_OLD)
    for (line,) in op.get_bind().execute(sa.text(_OF_ASSISTS)).all():
        _keep_assist_print(json.loads(line))
    op.drop_table("old_prints")


def _keep_assist_print(fact: dict) -> None:
    body, at = fact["body"], fact["recorded_at"]
    number = int(body["print_number"])
    row = {
        "print_id": fact["fact_id"],
        "subject_id": fact["subject_id"],
        "document": body["document"],
        "print_number": number,
        "sha256": body["sha256"],
        "clerk_id": fact["author_id"],
        "at": at,
        "reason": "first" if number == 1 else "changed",
        "file_name": f"{body['document']}-{fact['subject_id']}-{number}.pdf",
    }
    op.get_bind().execute(
        sa.text(
            "INSERT OR IGNORE INTO prints (print_id, subject_kind, subject_id, document,"
            " print_number, template_version, sha256, clerk_id, printed_at, reason, role,"
            " file_name, state, printer, job, cause, changed_at) VALUES (:print_id, 'assist',"
            " :subject_id, :document, :print_number, 'v1', :sha256, :clerk_id, :at, :reason,"
            " 'slip', :file_name, 'done', '', '', '', :at)"
        ),
        row,
    )
