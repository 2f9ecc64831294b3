"""What stands half-typed on a screen, so that a crash or a power cut loses nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.clock import to_iso
from agent_desk.domain.kept_texts import without_secrets
from agent_desk.store.tables import drafts

if TYPE_CHECKING:
    from agent_desk.clock import Clock
    from agent_desk.store.engine import Store


def save_draft(store: Store, clock: Clock, screen: str, content: str) -> None:
    """Keep the content (JSON text) of a screen; no fact is made of a draft.

    A text in it that looks like a password or a one-time code is kept empty.
    """
    typed = json.loads(content)
    kept = without_secrets(typed)
    if kept != typed:
        content = json.dumps(kept, ensure_ascii=False)
    values = {"screen": screen, "content": content, "saved_at": to_iso(clock.now())}
    with store.write() as connection:
        connection.execute(
            upsert(drafts)
            .values(values)
            .on_conflict_do_update(index_elements=["screen"], set_=values)
        )


def forget_draft(store: Store, screen: str) -> None:
    """Drop the draft of a screen that was finished or left on purpose."""
    with store.write() as connection:
        connection.execute(delete(drafts).where(drafts.c.screen == screen))
