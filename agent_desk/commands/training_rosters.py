"""Pictures of a signed paper list: beside the one who types, on this PC only, erased afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.commands.training_sessions import require_session
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.training_tables import roster_pages

if TYPE_CHECKING:
    from collections.abc import Mapping


def attach_roster(desk: Desk, act: Act, session_id: str, picture: bytes) -> Done:
    """Keep a picture of a paper list, sealed like a scan. Values: ``page_id``, ``sha256``.

    The same picture twice is kept once. Raises: NotFound, InvalidInput if it is too large.
    """
    sha256 = desk.store.blobs.put(picture)

    def do(work: Work) -> Mapping[str, str]:
        require_session(work, session_id)
        here = roster_pages.c
        known = work.connection.execute(
            select(here.page_id).where(
                here.session_id == session_id, here.sha256 == sha256, here.removed_at.is_(None)
            )
        ).scalar()
        if known is not None:
            return {"page_id": str(known), "sha256": sha256}
        page_id = uuid7()
        work.connection.execute(
            insert(roster_pages),
            {
                "page_id": page_id,
                "session_id": session_id,
                "sha256": sha256,
                "added_at": work.at_iso,
            },
        )
        work.record(FactKind.ROSTER_ATTACHED, session_id, {"page_id": page_id})
        return {"page_id": page_id, "sha256": sha256}

    return perform(desk, act, "attach_roster", do)


def detach_roster(desk: Desk, act: Act, page_id: str) -> Done:
    """Take a picture of a paper list away; its file goes with the next sweep. Raises: NotFound."""

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(
            select(roster_pages).where(roster_pages.c.page_id == page_id)
        ).first()
        if row is None:
            raise NotFound(tr("This picture is no longer there. Read the list again (F5)."))
        if row.removed_at is None:
            work.connection.execute(
                update(roster_pages)
                .where(roster_pages.c.page_id == page_id)
                .values(removed_at=work.at_iso)
            )
            work.record(FactKind.ROSTER_DETACHED, row.session_id, {"page_id": page_id})
        return {}

    return perform(desk, act, "detach_roster", do)
