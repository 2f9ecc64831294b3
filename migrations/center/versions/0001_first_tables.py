"""The first tables: every key of a large table begins with the desk."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

APP_ROLE = "agent_desk_center"

_OFFICE = """
CREATE TABLE center_settings (
    name text CONSTRAINT pk_center_settings PRIMARY KEY,
    value text NOT NULL
);
CREATE TABLE sites (
    site_code text CONSTRAINT pk_sites PRIMARY KEY
        CONSTRAINT ck_sites_code CHECK (site_code ~ '^[0-9]{3}$'),
    name text NOT NULL CONSTRAINT uq_sites_name UNIQUE,
    created_at timestamptz NOT NULL
);
CREATE TABLE desks (
    desk_id text CONSTRAINT pk_desks PRIMARY KEY,
    site_code text NOT NULL CONSTRAINT fk_desks_site REFERENCES sites,
    desk_code text NOT NULL CONSTRAINT uq_desks_code UNIQUE
        CONSTRAINT ck_desks_code CHECK (desk_code ~ '^[0-9]{5}$'),
    public_key bytea NOT NULL CONSTRAINT uq_desks_key UNIQUE,
    enrolled_at timestamptz NOT NULL,
    revoked_at timestamptz,
    accepted_through bigint NOT NULL DEFAULT 0,
    head_sha256 text NOT NULL DEFAULT repeat('0', 64),
    notices_through bigint NOT NULL DEFAULT 0,
    notices_acked bigint NOT NULL DEFAULT 0,
    CONSTRAINT ck_desks_acked CHECK (notices_acked <= notices_through)
);
CREATE TABLE enroll_codes (
    code_hash text CONSTRAINT pk_enroll_codes PRIMARY KEY,
    site_code text NOT NULL CONSTRAINT fk_enroll_codes_site REFERENCES sites,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    desk_id text CONSTRAINT fk_enroll_codes_desk REFERENCES desks
);
CREATE TABLE nonces (
    desk_id text NOT NULL,
    nonce_sha256 text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_nonces PRIMARY KEY (desk_id, nonce_sha256)
);
CREATE TABLE sessions (
    desk_id text NOT NULL,
    token_sha256 text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (desk_id, token_sha256)
);
"""

_LEDGER = """
CREATE TABLE facts (
    desk_id text NOT NULL,
    seq bigint NOT NULL,
    fact_id text NOT NULL,
    intent_id text NOT NULL,
    kind text NOT NULL,
    subject_id text NOT NULL,
    recorded_at text NOT NULL,
    line bytea NOT NULL,
    sha256 text NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT pk_facts PRIMARY KEY (desk_id, seq)
);
CREATE INDEX ix_facts_fact ON facts (desk_id, fact_id);
CREATE TABLE fact_private (
    desk_id text NOT NULL,
    seq bigint NOT NULL,
    salt bytea NOT NULL,
    payload bytea NOT NULL,
    CONSTRAINT pk_fact_private PRIMARY KEY (desk_id, seq)
);
CREATE TABLE blob_holdings (
    desk_id text NOT NULL,
    sha256 text NOT NULL,
    size_bytes bigint NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT pk_blob_holdings PRIMARY KEY (desk_id, sha256)
);
CREATE TABLE receipts (
    desk_id text NOT NULL,
    receipt_id text NOT NULL,
    through_seq bigint NOT NULL,
    body text NOT NULL,
    signature bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (desk_id, receipt_id)
);
CREATE TABLE notices (
    desk_id text NOT NULL,
    number bigint NOT NULL,
    notice_id text NOT NULL,
    kind text NOT NULL,
    subject_id text NOT NULL,
    issued_at timestamptz NOT NULL,
    body text NOT NULL,
    CONSTRAINT pk_notices PRIMARY KEY (desk_id, number)
);
"""

_DOSSIERS = """
CREATE TABLE dossiers (
    desk_id text NOT NULL,
    dossier_id text NOT NULL,
    reference text NOT NULL,
    procedure_code text NOT NULL,
    procedure_name text NOT NULL,
    channel text NOT NULL,
    office text NOT NULL,
    filed_kind text NOT NULL,
    filed_seq bigint NOT NULL,
    filed_at text NOT NULL,
    returned_seq bigint,
    returned_at text,
    CONSTRAINT pk_dossiers PRIMARY KEY (desk_id, dossier_id)
);
CREATE TABLE dossier_rounds (
    desk_id text NOT NULL,
    dossier_id text NOT NULL,
    round integer NOT NULL,
    seq bigint NOT NULL,
    blobs text[] NOT NULL,
    CONSTRAINT pk_dossier_rounds PRIMARY KEY (desk_id, dossier_id, round)
);
CREATE TABLE attachments (
    desk_id text NOT NULL,
    attachment_id text NOT NULL,
    dossier_id text NOT NULL,
    component_id text NOT NULL,
    sha256 text NOT NULL,
    width_px integer,
    height_px integer,
    pages integer,
    attached_seq bigint NOT NULL,
    detached_seq bigint,
    CONSTRAINT pk_attachments PRIMARY KEY (desk_id, attachment_id)
);
CREATE INDEX ix_attachments_sha256 ON attachments (desk_id, sha256);
"""

_OFFICIALS = """
CREATE TABLE handlings (
    desk_id text NOT NULL,
    dossier_id text NOT NULL,
    status smallint NOT NULL CONSTRAINT ck_handlings_status CHECK (status BETWEEN 1 AND 10),
    official_code text,
    received_at timestamptz,
    due_at timestamptz,
    round_asked integer NOT NULL DEFAULT -1,
    waits_for_blobs boolean NOT NULL DEFAULT false,
    next_at timestamptz,
    CONSTRAINT pk_handlings PRIMARY KEY (desk_id, dossier_id)
);
CREATE INDEX ix_handlings_next ON handlings (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX ix_handlings_waits ON handlings (desk_id) WHERE waits_for_blobs;
CREATE TABLE code_counters (
    agency_id text NOT NULL,
    day date NOT NULL,
    last integer NOT NULL,
    CONSTRAINT pk_code_counters PRIMARY KEY (agency_id, day)
);
"""

# Facts and their private parts are write-once: no UPDATE, no DELETE, no TRUNCATE for the program.
_WRITE_ONCE = ("facts", "fact_private", "receipts", "notices", "blob_holdings")
_LIVING = (
    "center_settings",
    "sites",
    "desks",
    "enroll_codes",
    "nonces",
    "sessions",
    "dossiers",
    "dossier_rounds",
    "attachments",
    "handlings",
    "code_counters",
)


def upgrade() -> None:
    """Make the tables and give the program's role no more than it needs."""
    for statements in (_OFFICE, _LEDGER, _DOSSIERS, _OFFICIALS):
        for statement in statements.split(";"):
            if statement.strip():
                op.execute(statement)
    op.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
    op.execute(f"GRANT SELECT, INSERT ON {', '.join(_WRITE_ONCE)} TO {APP_ROLE}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(_LIVING)} TO {APP_ROLE}")
