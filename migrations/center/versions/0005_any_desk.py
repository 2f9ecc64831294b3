"""Look-ups, leases and edits of dossiers by other desks, and item numbers given by desks."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

APP_ROLE = "agent_desk_center"

_TABLES = """
CREATE TABLE lookups (
    desk_id text NOT NULL,
    lookup_id text NOT NULL,
    number text NOT NULL,
    purpose text NOT NULL,
    asked_by text NOT NULL,
    was_found boolean NOT NULL,
    asked_at timestamptz NOT NULL,
    CONSTRAINT pk_lookups PRIMARY KEY (desk_id, lookup_id)
);
CREATE INDEX ix_lookups_number ON lookups (number);
CREATE TABLE leases (
    reference text CONSTRAINT pk_leases PRIMARY KEY,
    desk_id text NOT NULL,
    lease_id text NOT NULL,
    epoch integer NOT NULL,
    until timestamptz NOT NULL
);
CREATE TABLE edits (
    desk_id text NOT NULL,
    edit_id text NOT NULL,
    reference text NOT NULL,
    has_lease boolean NOT NULL,
    CONSTRAINT pk_edits PRIMARY KEY (desk_id, edit_id)
);
CREATE INDEX ix_edits_edit_id ON edits (edit_id);
CREATE TABLE item_codes (
    desk_id text NOT NULL,
    code text NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT pk_item_codes PRIMARY KEY (desk_id, code)
);
CREATE INDEX ix_item_codes_code ON item_codes (code);
CREATE TABLE supplements_elsewhere (
    desk_id text NOT NULL,
    seq bigint NOT NULL,
    reference text NOT NULL,
    blobs text[] NOT NULL,
    CONSTRAINT pk_supplements_elsewhere PRIMARY KEY (desk_id, seq)
)
"""


def upgrade() -> None:
    """Make the tables."""
    for statement in _TABLES.split(";"):
        op.execute(statement)
    tables = "lookups, leases, edits, item_codes, supplements_elsewhere"
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {APP_ROLE}")
