"""Tables of the training sessions: plans, learners, who came, what they agreed to, paper lists."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


training_sessions = Table(
    "training_sessions",
    metadata,
    Column("session_id", String, primary_key=True),
    _text("code"),
    _text("series_id", default=""),
    _text("state"),
    _text("starts_at"),
    _text("ends_at"),
    _text("place"),
    _text("trainer_id"),
    _text("trainer_name"),
    _text("helpers"),
    _text("topics"),
    Column("seats", Integer, nullable=False),
    _text("devices"),
    _text("needs"),
    _text("note", default=""),
    _text("desk_code"),
    _text("first_starts_at"),
    _text("planned_at"),
    _text("changed_at"),
    Column("held_at", String),
    Column("canceled_at", String),
    _text("cancel_reason", default=""),
    Index("ix_training_sessions_code", "code", unique=True),
    Index("ix_training_sessions_starts_at", "starts_at"),
    Index("ix_training_sessions_series_id", "series_id"),
)
"""``topics``, ``helpers``, ``needs`` are JSON lists. ``first_starts_at`` is what was planned at
first; it differs where a session was moved. ``desk_code`` is the desk that planned it."""

training_days = Table(
    "training_days",
    metadata,
    Column("day", String, primary_key=True),
    Column("last_counter", Integer, nullable=False),
)
"""The counter of session numbers of each local day."""

learners = Table(
    "learners",
    metadata,
    Column("learner_id", String, primary_key=True),
    _text("name"),
    _text("name_folded"),
    Column("sort_key", LargeBinary, nullable=False),
    _text("birth"),
    _text("ward_code", default=""),
    _text("phone", default=""),
    _text("number_mark", default=""),
    Column("citizen_id", String, ForeignKey("citizens.citizen_id")),
    Column("merged_into", String, ForeignKey("learners.learner_id")),
    _text("recorded_at"),
    _text("changed_at"),
    Index("ix_learners_name_folded", "name_folded"),
    Index("ix_learners_number_mark", "number_mark"),
    Index("ix_learners_citizen_id", "citizen_id"),
    Index("ix_learners_merged_into", "merged_into"),
)
"""``birth`` is a decade ("195"), a year ("2012") or empty. The number of a scanned card is not
kept: ``number_mark`` is made of it under a key of this desk and only tells that it came again."""

session_learners = Table(
    "session_learners",
    metadata,
    Column("session_id", String, ForeignKey("training_sessions.session_id"), primary_key=True),
    Column("learner_id", String, ForeignKey("learners.learner_id"), primary_key=True),
    _text("standing"),
    _text("source"),
    _text("signed_up_at"),
    Column("marked_at", String),
    Column("removed_at", String),
    Index("ix_session_learners_learner_id", "learner_id"),
)
"""A row with ``removed_at`` was taken off the list again, or belongs to a merged entry."""

learner_consents = Table(
    "learner_consents",
    metadata,
    Column("consent_id", String, primary_key=True),
    Column("learner_id", String, ForeignKey("learners.learner_id"), nullable=False),
    Column("session_id", String, ForeignKey("training_sessions.session_id")),
    _text("purpose"),
    Column("given", Integer, nullable=False),
    _text("given_by"),
    _text("representative", default=""),
    _text("recorded_at"),
    Index("ix_learner_consents_learner_id_purpose", "learner_id", "purpose"),
)
"""The newest answer of a learner to a purpose holds; silence is no consent."""

learner_merges = Table(
    "learner_merges",
    metadata,
    Column("merge_id", String, primary_key=True),
    Column("kept_id", String, ForeignKey("learners.learner_id"), nullable=False),
    Column("merged_id", String, ForeignKey("learners.learner_id"), nullable=False),
    _text("before"),
    _text("merged_at"),
    Column("parted_at", String),
    Index("ix_learner_merges_kept_id", "kept_id"),
    Index("ix_learner_merges_merged_id", "merged_id"),
)
"""``before`` is JSON of what a merge changed, so that it can be taken back exactly."""

learners_apart = Table(
    "learners_apart",
    metadata,
    Column("first_id", String, ForeignKey("learners.learner_id"), primary_key=True),
    Column("second_id", String, ForeignKey("learners.learner_id"), primary_key=True),
    _text("said_at"),
)
"""Pairs of which somebody said that they are two people: not offered again."""

roster_pages = Table(
    "roster_pages",
    metadata,
    Column("page_id", String, primary_key=True),
    Column("session_id", String, ForeignKey("training_sessions.session_id"), nullable=False),
    _text("sha256"),
    _text("added_at"),
    Column("removed_at", String),
    Index("ix_roster_pages_session_id", "session_id"),
)
"""A picture of a signed list stays on this PC, an aid for the one who types; it is never sent."""

quick_lessons = Table(
    "quick_lessons",
    metadata,
    Column("lesson_id", String, primary_key=True),
    _text("topic"),
    _text("outcome"),
    Column("visit_id", String, ForeignKey("visits.visit_id")),
    Column("citizen_id", String, ForeignKey("citizens.citizen_id")),
    _text("clerk_id"),
    _text("taught_at"),
    Index("ix_quick_lessons_taught_at", "taught_at"),
    Index("ix_quick_lessons_citizen_id", "citizen_id"),
)
"""Five minutes at the counter: ``outcome`` is saw, with_help or alone."""
