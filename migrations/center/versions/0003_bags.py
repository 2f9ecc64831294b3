"""What desks say of bags and the papers in them, and what did not fit."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

APP_ROLE = "agent_desk_center"

_TABLES = """
CREATE TABLE bag_claims (
    desk_id text NOT NULL,
    seq bigint NOT NULL,
    number text NOT NULL,
    act text NOT NULL,
    seal_number text NOT NULL,
    names text[] NOT NULL,
    claimed_at text NOT NULL,
    CONSTRAINT pk_bag_claims PRIMARY KEY (desk_id, seq)
);
CREATE INDEX ix_bag_claims_number ON bag_claims (number);
CREATE TABLE bag_claim_papers (
    desk_id text NOT NULL,
    seq bigint NOT NULL,
    reference text NOT NULL,
    CONSTRAINT pk_bag_claim_papers PRIMARY KEY (desk_id, seq, reference)
);
CREATE INDEX ix_bag_claim_papers_reference ON bag_claim_papers (reference);
CREATE TABLE bag_findings (
    desk_id text NOT NULL,
    number text NOT NULL,
    kind text NOT NULL,
    reference text NOT NULL,
    CONSTRAINT pk_bag_findings PRIMARY KEY (desk_id, number, kind, reference)
)
"""


def upgrade() -> None:
    """Make the tables."""
    for statement in _TABLES.split(";"):
        op.execute(statement)
    tables = "bag_claims, bag_claim_papers, bag_findings"
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {APP_ROLE}")
