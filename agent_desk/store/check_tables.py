"""Tables of what sessions brought: checks before and after, calls two weeks later."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


check_sittings = Table(
    "check_sittings",
    metadata,
    Column("sitting_id", String, primary_key=True),
    Column("session_id", String, ForeignKey("training_sessions.session_id"), nullable=False),
    _text("topic"),
    _text("check_version"),
    _text("phase"),
    _text("who"),
    Column("learner_id", String, ForeignKey("learners.learner_id")),
    Column("paper_number", Integer, nullable=False),
    _text("way"),
    _text("clerk_id"),
    _text("recorded_at"),
    Index(
        "ix_check_sittings_session_id_topic_phase_who",
        "session_id",
        "topic",
        "phase",
        "who",
        unique=True,
    ),
    Index("ix_check_sittings_learner_id", "learner_id"),
)
"""One check of one person; without a learner it is only the number of a paper. ``who`` is either.
A later entry of the same person takes the place of the earlier one."""

check_marks = Table(
    "check_marks",
    metadata,
    Column("sitting_id", String, ForeignKey("check_sittings.sitting_id"), primary_key=True),
    Column("item", String, primary_key=True),
    _text("value"),
)
"""``item`` is a task or a question of confidence, ``value`` the level or 1 to 3."""

home_calls = Table(
    "home_calls",
    metadata,
    Column("session_id", String, ForeignKey("training_sessions.session_id"), primary_key=True),
    Column("learner_id", String, ForeignKey("learners.learner_id"), primary_key=True),
    _text("state"),
    _text("outcome"),
    Column("tries", Integer, nullable=False),
    Column("next_on", String),
    _text("note", default=""),
    _text("clerk_id"),
    _text("called_at"),
    Column("closed_at", String),
    Index("ix_home_calls_learner_id", "learner_id"),
)
"""Written at the first try; who is still to be called follows from the register."""
