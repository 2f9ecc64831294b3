"""When something written on paper during an outage truly happened; for commands that count time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.clock import from_iso
from agent_desk.store.counter_tables import outage_slips

if TYPE_CHECKING:
    from agent_desk.commands.unit import Work


def in_time(work: Work, dossier_id: str) -> Work:
    """Give the transaction as of the moment on the slip, if the dossier came from one.

    Its clocks run from then; its facts say both when it happened and that they are recorded now.
    """
    happened: str | None = work.connection.execute(
        select(outage_slips.c.happened_at).where(outage_slips.c.dossier_id == dossier_id)
    ).scalar()
    return work.as_of(from_iso(happened)) if happened else work
