"""Tables of the competence gate: a clerk's first dossiers of a procedure, and exams passed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


first_dossiers = Table(
    "first_dossiers",
    metadata,
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id"), primary_key=True),
    _text("clerk_id"),
    _text("procedure_code"),
    Column("filed_at", String),
    _text("confirmed_by", default=""),
    Column("confirmed_at", String),
    _text("reason", default=""),
    _text("words", default=""),
    Index("ix_first_dossiers_clerk_id_procedure_code", "clerk_id", "procedure_code"),
    Index("ix_first_dossiers_reason", "reason"),
)
"""``reason`` is set where no colleague could look before it left; ``filed_at`` when it left."""

passed_exams = Table(
    "passed_exams",
    metadata,
    Column("exam_id", String, primary_key=True),
    Column("procedure_code", String, primary_key=True),
    _text("clerk_id"),
    _text("passed_at"),
    _text("recorded_at"),
    Index("ix_passed_exams_clerk_id_procedure_code", "clerk_id", "procedure_code"),
)
"""Exams that a clerk of this real desk passed in practice on this PC."""
