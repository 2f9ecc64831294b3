"""Tables of results that came to this desk, and of what the citizen was told about a dossier."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, text

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


results = Table(
    "results",
    metadata,
    Column("result_id", String, primary_key=True),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id")),
    _text("number"),
    _text("form"),
    _text("title", default=""),
    _text("source"),
    _text("bag_number", default=""),
    _text("standing"),
    _text("doubt", default=""),
    _text("shelf", default=""),
    _text("owner_name", default=""),
    _text("owner_number", default=""),
    _text("arrived_at"),
    Column("told_at", String),
    Column("come_on", String),
    Column("gone_at", String),
    _text("changed_at"),
    Index("ix_results_standing_arrived_at", "standing", "arrived_at"),
    Index("ix_results_dossier_id", "dossier_id"),
    Index("ix_results_number", "number"),
)
"""``dossier_id`` is empty for what belongs to no dossier of this PC; ``number`` is what was read
on it; owner name and number are kept only where no dossier has them."""

tellings = Table(
    "tellings",
    metadata,
    Column("telling_id", String, primary_key=True),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id")),
    Column("result_id", String, ForeignKey("results.result_id")),
    _text("about"),
    _text("outcome"),
    Column("tries", Integer, nullable=False),
    _text("note", default=""),
    _text("told_at"),
    Column("retry_at", String),
    Column("come_on", String),
    _text("clerk_id"),
    Column("is_last", Integer, nullable=False),
    Index("ix_tellings_dossier_id_told_at", "dossier_id", "told_at"),
    Index("ix_tellings_result_id", "result_id"),
    Index(
        "ix_tellings_retry_at",
        "retry_at",
        sqlite_where=text("is_last = 1 AND retry_at IS NOT NULL"),
    ),
)
"""Every try to tell a citizen something; the last one about a matter says when to try again."""
