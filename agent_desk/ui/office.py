"""What presenters work with: the open desk, who sits at it, and what was loaded with it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.commands.unit import Act
from agent_desk.ids import new_intent
from agent_desk.queries import desk as desk_query

if TYPE_CHECKING:
    from agent_desk.catalog.find import Finder
    from agent_desk.commands.unit import Desk
    from agent_desk.ids import IntentId
    from agent_desk.queries.desk import ClerkRow, DeskKeys
    from agent_desk.settings import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One open desk with one clerk at it. Reads and commands belong into the ``store`` lane."""

    desk: Desk
    keys: DeskKeys
    clerk: ClerkRow
    finder: Finder
    is_practice: bool

    def act(self, intent_id: IntentId | None = None) -> Act:
        """Give the act of the clerk; the key is the one made when the screen opened."""
        return Act(intent_id=intent_id or new_intent(), author_id=self.clerk.clerk_id)

    def setting(self, setting: Setting) -> str:
        """Read one stored setting (store lane)."""
        with self.desk.store.read() as connection:
            return desk_query.setting(connection, setting.key, setting.default)
