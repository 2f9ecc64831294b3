"""Returns of results by reference, over all desks, and mail that waits for its desk."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

APP_ROLE = "agent_desk_center"

_TABLES = """
CREATE TABLE result_returns (
    desk_id text NOT NULL,
    seq bigint NOT NULL,
    reference text NOT NULL,
    subject_id text NOT NULL,
    returned_at text NOT NULL,
    CONSTRAINT pk_result_returns PRIMARY KEY (desk_id, seq)
);
CREATE INDEX ix_result_returns_reference ON result_returns (reference);
CREATE INDEX ix_dossiers_reference ON dossiers (reference);
CREATE TABLE desk_mail (
    desk_id text NOT NULL,
    mail_id text NOT NULL,
    kind text NOT NULL,
    subject_id text NOT NULL,
    body text NOT NULL,
    CONSTRAINT pk_desk_mail PRIMARY KEY (desk_id, mail_id)
);
INSERT INTO result_returns (desk_id, seq, reference, subject_id, returned_at)
SELECT desk_id, returned_seq, reference, dossier_id, returned_at FROM dossiers
WHERE returned_seq IS NOT NULL
"""


def upgrade() -> None:
    """Make the tables; what was returned before is known to all desks from now on."""
    for statement in _TABLES.split(";"):
        op.execute(statement)
    tables = "result_returns, desk_mail"
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {APP_ROLE}")
