"""Certificates of attendance that this desk gave: the number, whom it names, when."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint

from agent_desk.store.tables import metadata

certificates = Table(
    "certificates",
    metadata,
    Column("number", String, primary_key=True),
    Column("session_id", String, ForeignKey("training_sessions.session_id"), nullable=False),
    Column("learner_id", String, ForeignKey("learners.learner_id"), nullable=False),
    Column("name", String, nullable=False),
    Column("clerk_id", String, nullable=False),
    Column("issued_at", String, nullable=False),
    UniqueConstraint("session_id", "learner_id"),
    Index("ix_certificates_learner_id", "learner_id"),
)
"""Issued again with a corrected name, a certificate keeps its number."""
