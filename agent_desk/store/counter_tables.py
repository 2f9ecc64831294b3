"""Tables of what passes between people and desks: shifts, slips of outages, look-ups, edits."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


shifts = Table(
    "shifts",
    metadata,
    Column("shift_id", String, primary_key=True),
    _text("giver_id"),
    _text("taker_id", default=""),
    _text("state"),
    _text("content"),
    _text("note", default=""),
    _text("differs", default=""),
    _text("given_at"),
    Column("taken_at", String),
    Index("ix_shifts_state_given_at", "state", "given_at"),
)
"""``content`` is the list as JSON, as it was when the leaving clerk confirmed it."""

outage_slips = Table(
    "outage_slips",
    metadata,
    Column("number", String, primary_key=True),
    _text("batch"),
    _text("state"),
    _text("minted_at"),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id")),
    Column("happened_at", String),
    _text("taken_by", default=""),
    _text("reason", default=""),
    Column("settled_at", String),
    Index("ix_outage_slips_state_number", "state", "number"),
    Index("ix_outage_slips_dossier_id", "dossier_id"),
)
"""A number of the kit is printed in advance, then used once, or voided with a reason."""

known_elsewhere = Table(
    "known_elsewhere",
    metadata,
    Column("reference", String, primary_key=True),
    _text("official_code", default=""),
    _text("content"),
    _text("as_of"),
    _text("lease_id", default=""),
    Column("epoch", Integer, nullable=False),
    _text("lease_until", default=""),
    Index("ix_known_elsewhere_official_code", "official_code"),
)
"""What the center last said of a dossier of another desk, and the lease to edit it."""

edits = Table(
    "edits",
    metadata,
    Column("edit_id", String, primary_key=True),
    _text("reference"),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id")),
    Column("is_ours", Integer, nullable=False),
    _text("field"),
    _text("value"),
    _text("reason", default=""),
    _text("state"),
    _text("site", default=""),
    _text("desk_code", default=""),
    _text("made_at"),
    Column("decided_at", String),
    _text("answer", default=""),
    Index("ix_edits_state_made_at", "state", "made_at"),
    Index("ix_edits_reference", "reference"),
)
"""``is_ours``: made at this desk about another desk's dossier; else it came for one of ours."""
