"""Prints: each numbered paper that this desk made, why, and how far it got to the printer."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint, text

from agent_desk.store.tables import metadata

_IS_OPEN = text("state IN ('committed', 'spooled', 'failed', 'unknown')")

prints = Table(
    "prints",
    metadata,
    Column("print_id", String, primary_key=True),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("document", String, nullable=False),
    Column("print_number", Integer, nullable=False),
    Column("template_version", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("clerk_id", String, nullable=False),
    Column("printed_at", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("role", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("state", String, nullable=False),
    Column("printer", String, nullable=False),
    Column("job", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("changed_at", String, nullable=False),
    Column("words", String, nullable=False, server_default=""),
    UniqueConstraint("subject_kind", "subject_id", "document", "print_number"),
    Index("ix_prints_state", "state", sqlite_where=_IS_OPEN),
)
"""``subject_id`` has no foreign key: a paper may be about a bag, a day or the desk itself.

``words`` is JSON of the blocks whose words the clerk changed for this print; empty if none.
"""
