"""Return by post, shifts, slips of outages, and dossiers of other desks."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _make(
        "item_ranges",
        "range_id",
        ("kind", "prefix", "suffix", "source", "imported_at"),
        *(sa.Column(name, sa.Integer(), nullable=False)
          for name in ("width", "first", "last", "next")),
    )  # fmt: skip
    _make(
        "deliveries",
        "delivery_id",
        ("item_code", "state", "payer", "why", "evidence", "receiver", "phone", "street",
         "ward_code", "place", "items", "made_at", "changed_at"),
        *_of_dossier("deliveries", nullable=False),
        sa.Column("from_pool", sa.Integer(), nullable=False),
        *_maybe("sent_at", "ended_at", "claimed_on"),
    )  # fmt: skip
    op.create_table(
        "delivery_events",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("delivery_id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "at", "recorded_at")),
        *_empty("code", "words"),
        sa.Column("clerk_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.delivery_id"],
            name=op.f("fk_delivery_events_delivery_id_deliveries"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_delivery_events")),
    )
    _make(
        "shifts",
        "shift_id",
        ("giver_id", "state", "content", "given_at"),
        *_empty("taker_id", "note", "differs"),
        *_maybe("taken_at"),
    )
    _make(
        "outage_slips",
        "number",
        ("batch", "state", "minted_at"),
        *_of_dossier("outage_slips", nullable=True),
        *_empty("taken_by", "reason"),
        *_maybe("happened_at", "settled_at"),
    )
    _make(
        "known_elsewhere",
        "reference",
        ("content", "as_of"),
        *_empty("official_code", "lease_id", "lease_until"),
        sa.Column("epoch", sa.Integer(), nullable=False),
    )
    _make(
        "edits",
        "edit_id",
        ("reference", "field", "value", "state", "made_at"),
        *_of_dossier("edits", nullable=True),
        *_empty("reason", "site", "desk_code", "answer"),
        sa.Column("is_ours", sa.Integer(), nullable=False),
        *_maybe("decided_at"),
    )
    op.create_index("ix_deliveries_item_code", "deliveries", ["item_code"], unique=True)
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


_INDEXES = (
    ("deliveries", ("dossier_id",)),
    ("deliveries", ("state", "changed_at")),
    ("delivery_events", ("delivery_id", "at")),
    ("shifts", ("state", "given_at")),
    ("outage_slips", ("state", "number")),
    ("outage_slips", ("dossier_id",)),
    ("known_elsewhere", ("official_code",)),
    ("edits", ("state", "made_at")),
    ("edits", ("reference",)),
)


def _make(table: str, key: str, texts: tuple[str, ...], *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column(key, sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        *more,
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
    )


def _empty(*names: str) -> tuple[sa.schema.SchemaItem, ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False, server_default="") for name in names)


def _maybe(*names: str) -> tuple[sa.schema.SchemaItem, ...]:
    return tuple(sa.Column(name, sa.String(), nullable=True) for name in names)


def _of_dossier(table: str, *, nullable: bool) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("dossier_id", sa.String(), nullable=nullable),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossiers.dossier_id"],
            name=op.f(f"fk_{table}_dossier_id_dossiers"),
        ),
    )
