"""Which desks the center still understands."""

from __future__ import annotations

from agent_desk import wire
from agent_desk.center.refusals import OLDEST_VERSION, refused
from agent_desk.i18n import tr
from agent_desk.wire import Refusal


def require_version(version: int) -> None:
    """Refuse a desk of another age. Raises: CenterRefused (upgrade_needed)."""
    if version > wire.VERSION:
        raise refused(
            Refusal.UPGRADE_NEEDED,
            tr("This desk is newer than the center. Sync will work once the center is updated."),
        )
    if version < OLDEST_VERSION:
        raise refused(
            Refusal.UPGRADE_NEEDED,
            tr("This desk's program is too old to sync. Install the newest Agent Desk."),
        )
