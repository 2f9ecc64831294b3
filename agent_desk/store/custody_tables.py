"""Tables of custody: packets and their hops, bags, disputes, state money, the end of a day."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from agent_desk.store.tables import metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


_IS_ON_ITS_WAY = text("place IN ('desk', 'bag', 'courier', 'door', 'unknown')")

packets = Table(
    "packets",
    metadata,
    Column("packet_id", String, primary_key=True),
    _text("reference"),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id")),
    _text("kind"),
    _text("place"),
    _text("destination"),
    Column("bag_number", String),
    _count("originals"),
    _count("copies"),
    _count("sheets"),
    _text("seal_number", default=""),
    Column("forward_by", String),
    Column("arrive_by", String),
    _text("taken_at"),
    Column("filed_at", String),
    Column("appointment_at", String),
    _text("appointment_note", default=""),
    Column("told_at", String),
    _count("hops"),
    _text("counted_at"),
    _text("changed_at"),
    Index("ix_packets_reference", "reference"),
    Index("ix_packets_dossier_id", "dossier_id"),
    Index("ix_packets_place_destination_forward_by", "place", "destination", "forward_by"),
    Index("ix_packets_bag_number", "bag_number", sqlite_where=text("bag_number IS NOT NULL")),
    Index("ix_packets_taken_at_packet_id", "taken_at", "packet_id", sqlite_where=_IS_ON_ITS_WAY),
)
"""The sealed papers of one dossier on their way; a guest's dossier is another desk's."""

hops = Table(
    "hops",
    metadata,
    Column("packet_id", String, ForeignKey("packets.packet_id"), primary_key=True),
    Column("hop", Integer, primary_key=True),
    _text("kind"),
    _text("place"),
    Column("bag_number", String),
    _text("person_id"),
    _text("other_side", default=""),
    _text("at"),
    _text("counted_at"),
    _count("clock_was_wrong"),
    _text("proof"),
    _text("proof_text", default=""),
    sqlite_with_rowid=False,
)
"""``person_id`` did it here, ``other_side`` is who gave or took; ``counted_at`` never runs back."""

bags = Table(
    "bags",
    metadata,
    Column("number", String, primary_key=True),
    _text("direction"),
    _text("other_side"),
    _text("state"),
    Column("cutoff_at", String),
    _text("seal_number", default=""),
    _text("clerk_id"),
    _text("courier", default=""),
    _text("minutes_number", default=""),
    _text("signer", default=""),
    _count("listed"),
    _count("times_opened"),
    _text("opened_at"),
    Column("sealed_at", String),
    Column("left_at", String),
    Column("arrived_at", String),
    Column("signed_at", String),
    Column("closed_at", String),
    _text("counted_at"),
    _count("clock_was_wrong"),
    _text("changed_at"),
    Index("ix_bags_state_cutoff_at", "state", "cutoff_at"),
    Index("ix_bags_opened_at", "opened_at"),
)
"""``other_side`` is where an outgoing bag goes and where an incoming one comes from."""

bag_items = Table(
    "bag_items",
    metadata,
    Column("number", String, ForeignKey("bags.number"), primary_key=True),
    Column("reference", String, primary_key=True),
    Column("packet_id", String, ForeignKey("packets.packet_id")),
    _text("state"),
    _text("changed_at"),
    Index("ix_bag_items_reference", "reference"),
    sqlite_with_rowid=False,
)

bag_days = Table(
    "bag_days",
    metadata,
    Column("day", String, primary_key=True),
    Column("last_counter", Integer, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    Column("dispute_id", String, primary_key=True),
    _text("kind"),
    _text("state"),
    Column("bag_number", String),
    Column("reference", String),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id")),
    _text("about", default=""),
    _text("opened_at"),
    _text("opened_by"),
    _text("ours", default=""),
    _text("theirs", default=""),
    Column("answered_at", String),
    Column("outcome", String),
    Column("closed_at", String),
    Column("closed_by", String),
    Index("ix_disputes_state_opened_at", "state", "opened_at"),
    Index("ix_disputes_bag_number", "bag_number"),
)
"""Both sides' words and how it ended; there is no column for a person at fault."""

state_money = Table(
    "state_money",
    metadata,
    Column("entry_id", String, primary_key=True),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id"), nullable=False),
    _text("kind"),
    _text("what"),
    Column("amount_vnd", Integer, CheckConstraint("amount_vnd > 0", "positive"), nullable=False),
    _text("receipt_number", default=""),
    _text("other_side", default=""),
    Column("bag_number", String),
    _text("clerk_id"),
    _text("at"),
    Index("ix_state_money_dossier_id", "dossier_id"),
    Index("ix_state_money_at", "at"),
)
"""State fees alone: postage and subsidies have no row here, and the agent takes nothing."""

day_closings = Table(
    "day_closings",
    metadata,
    Column("closing_id", String, primary_key=True),
    _text("day"),
    Column("number", Integer, nullable=False),
    _text("clerk_id"),
    _text("closed_at"),
    _text("summary"),
    UniqueConstraint("day", "number"),
)
