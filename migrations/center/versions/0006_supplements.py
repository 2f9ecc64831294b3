"""Which dossier and which request a supplement taken at another desk answers."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_CHANGES = """
ALTER TABLE supplements_elsewhere
    ADD COLUMN holder_id text,
    ADD COLUMN dossier_id text,
    ADD COLUMN round integer,
    ADD COLUMN short_sides integer[] NOT NULL DEFAULT '{}';
CREATE INDEX ix_supplements_elsewhere_dossier ON supplements_elsewhere (holder_id, dossier_id);
UPDATE supplements_elsewhere s SET holder_id = d.desk_id, dossier_id = d.dossier_id
FROM dossiers d WHERE d.reference = s.reference
"""


def upgrade() -> None:
    """Add the columns; what was taken before keeps no round, its notice told of it already."""
    for statement in _CHANGES.split(";"):
        op.execute(statement)
