"""Tables of results that go out by post: numbers given in advance, deliveries, their events."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from agent_desk.clock import from_iso, local
from agent_desk.domain.entitlement import Entitlement, Filing, bundled_rules, decide
from agent_desk.domain.item_pool import ItemRange
from agent_desk.domain.postal import ItemKind
from agent_desk.store.tables import StoredRow, metadata


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


item_ranges = Table(
    "item_ranges",
    metadata,
    Column("range_id", String, primary_key=True),
    _text("kind"),
    _text("prefix"),
    _text("suffix"),
    Column("width", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("next", Integer, nullable=False),
    _text("source"),
    _text("imported_at"),
)
"""``next`` is the serial that is given next; past ``last`` the range is used up."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery_id", String, primary_key=True),
    Column("dossier_id", String, ForeignKey("dossiers.dossier_id"), nullable=False),
    _text("item_code"),
    Column("from_pool", Integer, nullable=False),
    _text("state"),
    _text("payer"),
    _text("why"),
    _text("evidence"),
    _text("receiver"),
    _text("phone"),
    _text("street"),
    _text("ward_code"),
    _text("place"),
    _text("items"),
    _text("made_at"),
    Column("sent_at", String),
    Column("ended_at", String),
    Column("claimed_on", String),
    _text("changed_at"),
    Index("ix_deliveries_item_code", "item_code", unique=True),
    Index("ix_deliveries_dossier_id", "dossier_id"),
    Index("ix_deliveries_state_changed_at", "state", "changed_at"),
)
"""``place`` is ward and city in words as printed; an item code is used once for ever."""

delivery_events = Table(
    "delivery_events",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("delivery_id", String, ForeignKey("deliveries.delivery_id"), nullable=False),
    _text("kind"),
    _text("code", default=""),
    _text("words", default=""),
    _text("at"),
    _text("recorded_at"),
    _text("clerk_id"),
    Index("ix_delivery_events_delivery_id_at", "delivery_id", "at"),
)


def as_range(row: StoredRow) -> ItemRange:
    """Read a stored range."""
    return ItemRange(
        kind=ItemKind(row.kind),
        prefix=row.prefix,
        suffix=row.suffix,
        width=row.width,
        first=row.first,
        last=row.last,
    )


def entitlement_of(row: StoredRow) -> Entitlement:
    """Decide for a dossier who pays the post."""
    filing = Filing(
        reference=row.reference,
        channel=row.channel,
        way=row.way,
        filed_on=local(from_iso(row.taken_at)).date() if row.taken_at else None,
        official_code=row.official_code or "",
    )
    return decide(filing, bundled_rules())
