"""Every table of the desk. Times are ISO-8601 UTC text, money is integer đồng, ids are text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    UniqueConstraint,
    text,
)

StoredRow = Row[*tuple[Any, ...]]
"""A row as it comes out of a statement; it never leaves store, commands and queries."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


desk = Table(
    "desk",
    metadata,
    Column("desk_id", String, primary_key=True),
    _text("desk_code"),
    _text("site_code"),
    _text("site_name"),
    _text("center_name"),
    _text("center_url"),
    Column("center_public_key", LargeBinary, nullable=False),
    Column("private_key", LargeBinary, nullable=False),
    _text("enrolled_at"),
)

settings = Table("settings", metadata, Column("key", String, primary_key=True), _text("value"))

clerks = Table(
    "clerks",
    metadata,
    Column("clerk_id", String, primary_key=True),
    _text("name"),
    _text("role"),
    _text("added_at"),
)

citizens = Table(
    "citizens",
    metadata,
    Column("citizen_id", String, primary_key=True),
    Column("number", String),
    _text("name"),
    _text("name_folded"),
    Column("sort_key", LargeBinary, nullable=False),
    _text("birth"),
    _text("sex"),
    _text("address"),
    _text("phone"),
    _text("source"),
    _text("unconfirmed"),
    _text("recorded_at"),
    _text("changed_at"),
    Index("ix_citizens_number", "number", unique=True),
    Index("ix_citizens_sort_key", "sort_key"),
    Index("ix_citizens_name_folded_birth", "name_folded", "birth"),
)

visits = Table(
    "visits",
    metadata,
    Column("visit_id", String, primary_key=True),
    _text("clerk_id"),
    Column("citizen_id", String, ForeignKey("citizens.citizen_id")),
    _text("opened_at"),
    Column("closed_at", String),
    Column("outcome", String),
    Index("ix_visits_opened_at", "opened_at"),
    Index("ix_visits_citizen_id", "citizen_id"),
)

consents = Table(
    "consents",
    metadata,
    Column("consent_id", String, primary_key=True),
    Column("citizen_id", String, ForeignKey("citizens.citizen_id"), nullable=False),
    Column("visit_id", String, ForeignKey("visits.visit_id"), nullable=False),
    _text("purpose"),
    Column("given", Integer, nullable=False),
    _text("method"),
    Column("signature_sha256", String),
    _text("recorded_at"),
    Index("ix_consents_citizen_id_purpose", "citizen_id", "purpose"),
)

# Most dossiers are written before they have either: an index of every row would slow each one.
_IS_CODED = text("official_code IS NOT NULL")
_IS_DUE = text("due_at IS NOT NULL")

dossiers = Table(
    "dossiers",
    metadata,
    Column("dossier_no", Integer, primary_key=True),
    Column("dossier_id", String, nullable=False, unique=True),
    Column("reference", String, nullable=False, unique=True),
    Column("official_code", String),
    _text("procedure_code"),
    _text("procedure_name"),
    _text("catalog_version"),
    Column("visit_id", String, ForeignKey("visits.visit_id"), nullable=False),
    Column("owner_id", String, ForeignKey("citizens.citizen_id"), nullable=False),
    Column("submitter_id", String, ForeignKey("citizens.citizen_id"), nullable=False),
    _text("clerk_id"),
    _text("state"),
    _text("channel"),
    _text("way", default=""),
    _text("paper_reason", default=""),
    _text("places", default="{}"),
    _text("answers"),
    _text("office"),
    Column("fee_vnd", Integer),
    Column("working_days", Integer),
    _text("opened_at"),
    Column("taken_at", String),
    Column("forward_by", String),
    Column("due_at", String),
    Column("result_form", String),
    Column("result_number", String),
    Column("closed_at", String),
    _text("changed_at"),
    _text("next_action_at"),
    Index("ix_dossiers_official_code", "official_code", sqlite_where=_IS_CODED),
    Index("ix_dossiers_state_next_action_at", "state", "next_action_at"),
    Index("ix_dossiers_state_due_at", "state", "due_at", sqlite_where=_IS_DUE),
    Index("ix_dossiers_owner_id", "owner_id"),
    Index("ix_dossiers_submitter_id", "submitter_id"),
)

papers = Table(
    "papers",
    metadata,
    Column("paper_id", String, primary_key=True),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id"), nullable=False),
    _text("component_id"),
    Column("position", Integer, nullable=False),
    _text("name"),
    _text("need"),
    _text("kind"),
    _text("copies"),
    _text("obtain_from"),
    _text("note"),
    _text("status"),
    Column("sheets", Integer, nullable=False),
    _text("changed_at"),
    UniqueConstraint("dossier_id", "component_id"),
)

procedure_versions = Table(
    "procedure_versions",
    metadata,
    Column("procedure_code", String, primary_key=True),
    Column("catalog_version", String, primary_key=True),
    _text("pack"),
    _text("content"),
    _text("kept_at"),
)
"""The text of every procedure a dossier of this desk was opened under; a newer pack may differ."""

form_versions = Table(
    "form_versions",
    metadata,
    Column("form_id", String, primary_key=True),
    Column("version", String, primary_key=True),
    _text("content"),
    _text("kept_at"),
)
"""The text of every form version a dossier of this desk was filled under; packs may drop it."""

forms = Table(
    "forms",
    metadata,
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id"), primary_key=True),
    Column("form_id", String, primary_key=True),
    _text("form_version"),
    _text("answers"),
    _text("sources"),
    Column("filled", Integer, nullable=False),
    Column("is_complete", Integer, nullable=False),
    _text("changed_at"),
    ForeignKeyConstraint(
        ["form_id", "form_version"], ["form_versions.form_id", "form_versions.version"]
    ),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    _text("media_type"),
    _text("stored_at"),
    Column("uploaded_at", String),
    Column("receipt_id", String),
    Index("ix_blobs_receipt_id_stored_at", "receipt_id", "stored_at"),
)

attachments = Table(
    "attachments",
    metadata,
    Column("attachment_id", String, primary_key=True),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id"), nullable=False),
    Column("paper_id", String, ForeignKey("papers.paper_id"), nullable=False),
    Column("sha256", String, ForeignKey("blobs.sha256"), nullable=False),
    _text("file_name"),
    Column("pages", Integer, nullable=False),
    Column("width_px", Integer),
    Column("height_px", Integer),
    _text("added_at"),
    Column("removed_at", String),
    Index("ix_attachments_dossier_id", "dossier_id"),
    Index("ix_attachments_paper_id", "paper_id"),
)

facts = Table(
    "facts",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("fact_id", String, nullable=False, unique=True),
    _text("kind"),
    _text("subject_id"),
    _text("recorded_at"),
    Column("line", LargeBinary, nullable=False),
    _text("sha256"),
    Index("ix_facts_subject_id_seq", "subject_id", "seq"),
)

fact_private = Table(
    "fact_private",
    metadata,
    Column("seq", Integer, ForeignKey("facts.seq"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

intents = Table(
    "intents",
    metadata,
    Column("intent_id", String, primary_key=True),
    _text("command"),
    _text("result"),
    _text("done_at"),
    sqlite_with_rowid=False,
)

notices = Table(
    "notices",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("notice_id", String, nullable=False, unique=True),
    _text("kind"),
    _text("subject_id"),
    _text("issued_at"),
    _text("body"),
    _text("applied_at"),
    Column("answered_at", String),
    Index("ix_notices_subject_id_number", "subject_id", "number"),
)

sync_state = Table(
    "sync_state",
    metadata,
    Column("row_id", Integer, primary_key=True),
    Column("accepted_through", Integer, nullable=False),
    Column("receipted_through", Integer, nullable=False),
    Column("clock_offset_ms", Integer),
    Column("failures", Integer, nullable=False),
    Column("attempted_at", String),
    Column("succeeded_at", String),
    Column("next_attempt_at", String),
    Column("last_error", String),
    Column("stopped_code", String),
)

receipts = Table(
    "receipts",
    metadata,
    Column("receipt_id", String, primary_key=True),
    Column("through_seq", Integer, nullable=False),
    _text("head_sha256"),
    _text("body"),
    _text("signature"),
    _text("received_at"),
    Index("ix_receipts_through_seq", "through_seq"),
)

assists = Table(
    "assists",
    metadata,
    Column("assist_id", String, primary_key=True),
    Column("visit_id", String, ForeignKey("visits.visit_id"), nullable=False),
    Column("citizen_id", String, ForeignKey("citizens.citizen_id")),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id")),
    _text("kind"),
    _text("card_version"),
    Column("outcome", String),
    Column("reason_code", String),
    _text("note"),
    _text("started_at"),
    Column("ended_at", String),
    _text("clerk_id"),
    Index("ix_assists_visit_id", "visit_id"),
    Index("ix_assists_started_at", "started_at"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("follow_up_id", String, primary_key=True),
    Column("assist_id", String, ForeignKey("assists.assist_id"), nullable=False),
    Column("citizen_id", String, ForeignKey("citizens.citizen_id")),
    _text("due_on"),
    _text("what"),
    _text("state"),
    _text("opened_at"),
    Column("done_at", String),
    Column("done_by", String),
    Index("ix_follow_ups_state_due_on", "state", "due_on"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("screen", String, primary_key=True),
    _text("content"),
    _text("saved_at"),
)

reference_days = Table(
    "reference_days",
    metadata,
    Column("day", String, primary_key=True),
    Column("last_counter", Integer, nullable=False),
)

SEARCH_DDL = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "words, content='', contentless_delete=1, prefix='2 3 4', tokenize='unicode61')"
)
"""Folded words of a dossier; its rowid is ``dossiers.dossier_no``, so newest first is free."""
