"""Follow-ups that another desk of this site arranged, for anybody at the site to do."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from agent_desk.store.tables import metadata

offered_follow_ups = Table(
    "offered_follow_ups",
    metadata,
    Column("follow_up_id", String, primary_key=True),
    Column("desk_code", String, nullable=False),
    Column("card", String, nullable=False),
    Column("due_on", String, nullable=False),
    Column("what", String, nullable=False),
    Column("citizen_name", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("state", String, nullable=False),
    Column("offered_at", String, nullable=False),
    Column("done_at", String),
    Column("done_by", String),
    Index("ix_offered_follow_ups_state_due_on", "state", "due_on"),
)
