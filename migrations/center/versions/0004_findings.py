"""Findings about delays: looked into by a person, never closed against one unheard."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

APP_ROLE = "agent_desk_center"

_TABLE = """
CREATE TABLE delay_findings (
    desk_id text NOT NULL,
    finding_id text NOT NULL,
    reference text NOT NULL,
    stage text NOT NULL,
    person_id text NOT NULL,
    words text NOT NULL,
    opened_by text NOT NULL,
    opened_at timestamptz NOT NULL,
    software text NOT NULL DEFAULT 'not_done',
    checked_by text NOT NULL DEFAULT '',
    checked_words text NOT NULL DEFAULT '',
    answer text NOT NULL DEFAULT 'none',
    answer_seq bigint,
    outcome text NOT NULL DEFAULT '',
    closed_by text NOT NULL DEFAULT '',
    closed_words text NOT NULL DEFAULT '',
    closed_at timestamptz,
    CONSTRAINT pk_delay_findings PRIMARY KEY (desk_id, finding_id),
    CONSTRAINT ck_delay_findings_heard CHECK (
        outcome <> 'person_at_fault' OR (software = 'no_fault' AND answer <> 'none')
    ),
    CONSTRAINT ck_delay_findings_closed_by_a_person CHECK (
        closed_at IS NULL OR (closed_by <> '' AND outcome <> '')
    )
);
CREATE INDEX ix_delay_findings_desk_id ON delay_findings (desk_id, opened_at)
"""


def upgrade() -> None:
    """Make the table; the database itself refuses an end that was not earned."""
    for statement in _TABLE.split(";"):
        op.execute(statement)
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON delay_findings TO {APP_ROLE}")
