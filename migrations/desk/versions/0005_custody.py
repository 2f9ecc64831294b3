"""Custody: packets and hops, bags, disputed items, state fees held, the end of a day."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Papers taken in before there were packets lie at the desk: nothing could carry them on.
_TAKEN_IN = """
INSERT INTO packets (packet_id, reference, dossier_id, kind, place, destination, originals,
    copies, sheets, forward_by, taken_at, hops, counted_at, changed_at)
SELECT 'packet-' || d.dossier_id, d.reference, d.dossier_id, 'filing', 'desk',
    coalesce((SELECT value FROM settings WHERE key = 'receiver'),
        'Trung tâm Phục vụ hành chính công TP Hà Nội'),
    (SELECT count(*) FROM papers p WHERE p.dossier_id = d.dossier_id
        AND p.status = 'original' AND p.kind <> 'present'),
    (SELECT count(*) FROM papers p WHERE p.dossier_id = d.dossier_id
        AND p.status = 'copy' AND p.kind <> 'present'),
    (SELECT coalesce(sum(p.sheets), 0) FROM papers p
        WHERE p.dossier_id = d.dossier_id AND p.status IN ('original', 'copy')
        AND p.kind <> 'present'),
    d.forward_by, d.taken_at, 1, d.taken_at, d.changed_at
FROM dossiers d WHERE d.state = 'taken_in'
"""
_FIRST_HOP = """
INSERT INTO hops (packet_id, hop, kind, place, person_id, at, counted_at, proof)
SELECT p.packet_id, 1, 'taken', 'desk', d.clerk_id, p.taken_at, p.taken_at, 'signed_on_paper'
FROM packets p JOIN dossiers d ON d.dossier_id = p.dossier_id
"""


def upgrade() -> None:
    """Add the tables, and give papers that lie here their packet."""
    op.create_table(
        "bag_days",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("last_counter", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_bag_days")),
    )
    op.create_table(
        "bags",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("other_side", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("cutoff_at", sa.String(), nullable=True),
        sa.Column("seal_number", sa.String(), server_default="", nullable=False),
        sa.Column("clerk_id", sa.String(), nullable=False),
        sa.Column("courier", sa.String(), server_default="", nullable=False),
        sa.Column("minutes_number", sa.String(), server_default="", nullable=False),
        sa.Column("signer", sa.String(), server_default="", nullable=False),
        sa.Column("listed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("times_opened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("sealed_at", sa.String(), nullable=True),
        sa.Column("left_at", sa.String(), nullable=True),
        sa.Column("arrived_at", sa.String(), nullable=True),
        sa.Column("signed_at", sa.String(), nullable=True),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.Column("counted_at", sa.String(), nullable=False),
        sa.Column("clock_was_wrong", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_bags")),
    )
    with op.batch_alter_table("bags", schema=None) as batch_op:
        batch_op.create_index("ix_bags_opened_at", ["opened_at"], unique=False)
        batch_op.create_index("ix_bags_state_cutoff_at", ["state", "cutoff_at"], unique=False)

    op.create_table(
        "day_closings",
        sa.Column("closing_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clerk_id", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("closing_id", name=op.f("pk_day_closings")),
        sa.UniqueConstraint("day", "number", name=op.f("uq_day_closings_day_number")),
    )
    op.create_table(
        "disputes",
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("bag_number", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("dossier_id", sa.String(), nullable=True),
        sa.Column("about", sa.String(), server_default="", nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("ours", sa.String(), server_default="", nullable=False),
        sa.Column("theirs", sa.String(), server_default="", nullable=False),
        sa.Column("answered_at", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.dossier_id"], name=op.f("fk_disputes_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("dispute_id", name=op.f("pk_disputes")),
    )
    with op.batch_alter_table("disputes", schema=None) as batch_op:
        batch_op.create_index("ix_disputes_bag_number", ["bag_number"], unique=False)
        batch_op.create_index("ix_disputes_state_opened_at", ["state", "opened_at"], unique=False)

    op.create_table(
        "packets",
        sa.Column("packet_id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("bag_number", sa.String(), nullable=True),
        sa.Column("originals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("copies", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sheets", sa.Integer(), server_default="0", nullable=False),
        sa.Column("seal_number", sa.String(), server_default="", nullable=False),
        sa.Column("forward_by", sa.String(), nullable=True),
        sa.Column("taken_at", sa.String(), nullable=False),
        sa.Column("filed_at", sa.String(), nullable=True),
        sa.Column("appointment_at", sa.String(), nullable=True),
        sa.Column("appointment_note", sa.String(), server_default="", nullable=False),
        sa.Column("told_at", sa.String(), nullable=True),
        sa.Column("hops", sa.Integer(), server_default="0", nullable=False),
        sa.Column("counted_at", sa.String(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.dossier_id"], name=op.f("fk_packets_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("packet_id", name=op.f("pk_packets")),
    )
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.create_index(
            "ix_packets_bag_number",
            ["bag_number"],
            unique=False,
            sqlite_where=sa.text("bag_number IS NOT NULL"),
        )
        batch_op.create_index("ix_packets_dossier_id", ["dossier_id"], unique=False)
        batch_op.create_index(
            "ix_packets_place_destination_forward_by",
            ["place", "destination", "forward_by"],
            unique=False,
        )
        batch_op.create_index("ix_packets_reference", ["reference"], unique=False)

    op.create_table(
        "state_money",
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("amount_vnd", sa.Integer(), nullable=False),
        sa.Column("receipt_number", sa.String(), server_default="", nullable=False),
        sa.Column("other_side", sa.String(), server_default="", nullable=False),
        sa.Column("bag_number", sa.String(), nullable=True),
        sa.Column("clerk_id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.dossier_id"], name=op.f("fk_state_money_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_state_money")),
    )
    with op.batch_alter_table("state_money", schema=None) as batch_op:
        batch_op.create_index("ix_state_money_at", ["at"], unique=False)
        batch_op.create_index("ix_state_money_dossier_id", ["dossier_id"], unique=False)

    op.create_table(
        "bag_items",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("packet_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["bags.number"], name=op.f("fk_bag_items_number_bags")),
        sa.ForeignKeyConstraint(
            ["packet_id"], ["packets.packet_id"], name=op.f("fk_bag_items_packet_id_packets")
        ),
        sa.PrimaryKeyConstraint("number", "reference", name=op.f("pk_bag_items")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("bag_items", schema=None) as batch_op:
        batch_op.create_index("ix_bag_items_reference", ["reference"], unique=False)

    op.create_table(
        "hops",
        sa.Column("packet_id", sa.String(), nullable=False),
        sa.Column("hop", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("bag_number", sa.String(), nullable=True),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("other_side", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("counted_at", sa.String(), nullable=False),
        sa.Column("clock_was_wrong", sa.Integer(), server_default="0", nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("proof_text", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["packet_id"], ["packets.packet_id"], name=op.f("fk_hops_packet_id_packets")
        ),
        sa.PrimaryKeyConstraint("packet_id", "hop", name=op.f("pk_hops")),
        sqlite_with_rowid=False,
    )
    op.execute(_TAKEN_IN)
    op.execute(_FIRST_HOP)
