"""Tables of the forwarding clock: delays, findings about them, moved promises, round trips."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


delays = Table(
    "delays",
    metadata,
    Column("delay_id", String, primary_key=True),
    Column("packet_id", String, ForeignKey("packets.packet_id"), nullable=False),
    _text("stage"),
    _text("reason"),
    _text("words", default=""),
    _text("due_at"),
    _text("said_at"),
    _text("clerk_id"),
    Index("ix_delays_packet_id_said_at", "packet_id", "said_at"),
)
"""Why papers are late; a later word does not wipe out an earlier one."""

findings = Table(
    "findings",
    metadata,
    Column("finding_id", String, primary_key=True),
    _text("reference"),
    _text("stage"),
    _text("person_id"),
    _text("words", default=""),
    _text("state"),
    _text("software"),
    _text("answer"),
    _text("outcome", default=""),
    _text("opened_at"),
    Column("answered_at", String),
    Column("closed_at", String),
    Index("ix_findings_state_opened_at", "state", "opened_at"),
)
"""What the center looks into; a person's own words lie in their fact alone."""

moved_promises = Table(
    "moved_promises",
    metadata,
    Column("promise_id", String, primary_key=True),
    Column("packet_id", String, ForeignKey("packets.packet_id"), nullable=False),
    _text("printed_at"),
    _text("told_at"),
    _text("how"),
    _text("said_at"),
    _text("clerk_id"),
    Index("ix_moved_promises_packet_id_said_at", "packet_id", "said_at"),
)
"""A citizen was told another moment than the one on their slip."""

trips = Table(
    "trips",
    metadata,
    Column("trip_id", String, primary_key=True),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id"), nullable=False),
    _text("came_for"),
    _text("cause"),
    Column("is_certain", Integer, nullable=False),
    _text("came_at"),
    Column("asked_at", String),
    _text("clerk_id"),
    Index("ix_trips_dossier_id_came_at", "dossier_id", "came_at"),
    Index("ix_trips_cause_came_at", "cause", "came_at"),
)
"""Each extra visit for one matter; ``is_certain`` says that nobody had to be asked."""
