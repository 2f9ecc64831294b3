"""The forwarding clock: delays, findings, moved promises, round trips."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_LIVE = sa.text("place IN ('desk', 'bag', 'courier', 'door', 'unknown')")
_EMPTY = frozenset({("delays", "words"), ("findings", "words"), ("findings", "outcome")})


def upgrade() -> None:
    """Create the tables, and what a slip says of the arrival."""
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arrive_by", sa.String(), nullable=True))
        batch_op.create_index(
            "ix_packets_taken_at_packet_id", ["taken_at", "packet_id"], sqlite_where=_LIVE
        )
    _make("delays", "delay_id", ("stage", "reason", "words", "due_at", "said_at", "clerk_id"))
    _make(
        "findings",
        "finding_id",
        ("reference", "stage", "person_id", "words", "state", "software", "answer", "outcome",
         "opened_at"),
        sa.Column("answered_at", sa.String(), nullable=True),
        sa.Column("closed_at", sa.String(), nullable=True),
    )  # fmt: skip
    _make("moved_promises", "promise_id", ("printed_at", "told_at", "how", "said_at", "clerk_id"))
    _make(
        "trips",
        "trip_id",
        ("came_for", "cause", "came_at", "clerk_id"),
        sa.Column("is_certain", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.String(), nullable=True),
    )
    op.create_index("ix_delays_packet_id_said_at", "delays", ["packet_id", "said_at"])
    op.create_index("ix_findings_state_opened_at", "findings", ["state", "opened_at"])
    op.create_index(
        "ix_moved_promises_packet_id_said_at", "moved_promises", ["packet_id", "said_at"]
    )
    op.create_index("ix_trips_dossier_id_came_at", "trips", ["dossier_id", "came_at"])
    op.create_index("ix_trips_cause_came_at", "trips", ["cause", "came_at"])


def _make(table: str, key: str, texts: tuple[str, ...], *more: sa.Column[object]) -> None:
    of_packet = table in ("delays", "moved_promises")
    about = {"delays": "packet", "moved_promises": "packet", "trips": "dossier"}.get(table)
    foreign: list[sa.schema.SchemaItem] = []
    if about is not None:
        target = "packets" if of_packet else "dossiers"
        foreign = [
            sa.Column(f"{about}_id", sa.String(), nullable=False),
            sa.ForeignKeyConstraint(
                [f"{about}_id"],
                [f"{target}.{about}_id"],
                name=op.f(f"fk_{table}_{about}_id_{target}"),
            ),
        ]
    op.create_table(
        table,
        sa.Column(key, sa.String(), nullable=False),
        *foreign,
        *(
            sa.Column(
                name,
                sa.String(),
                nullable=False,
                server_default="" if (table, name) in _EMPTY else None,
            )
            for name in texts
        ),
        *more,
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
    )
