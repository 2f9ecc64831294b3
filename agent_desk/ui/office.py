"""What presenters work with: the open desk, who sits at it, and what was loaded with it. No Qt."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.commands.unit import Act
from agent_desk.ids import new_intent
from agent_desk.queries import desk as desk_query
from agent_desk.sync.enrolled import EnrolledDesk

if TYPE_CHECKING:
    from agent_desk.catalog.find import Finder
    from agent_desk.catalog.spec import Catalog
    from agent_desk.commands.unit import Desk
    from agent_desk.ids import IntentId
    from agent_desk.queries.desk import ClerkRow, DeskKeys
    from agent_desk.settings import Setting


class LateFinder:
    """The finder of a catalog, built when it is first asked for. Threads: any."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._turn = threading.Lock()
        self._finder: Finder | None = None

    def get(self) -> Finder:
        """Give the finder; the first call takes a tenth of a second or more."""
        with self._turn:
            if self._finder is None:
                from agent_desk.catalog.find import Finder

                self._finder = Finder(self._catalog)
            return self._finder


@dataclass(slots=True, kw_only=True)
class Office:
    """One open desk with one clerk at it. Reads and commands belong into the ``store`` lane.

    Not frozen, for one reason: clerks take turns at an open desk (``seat``), and everything that
    presenters do afterwards must be the new clerk's.
    """

    desk: Desk
    keys: DeskKeys
    clerk: ClerkRow
    finder: LateFinder

    @property
    def is_practice(self) -> bool:
        """Say whether this is practice: the opened data says so, nobody passes it along."""
        return self.desk.store.is_practice

    def enrolled(self) -> EnrolledDesk:
        """Give what may talk to the center. Raises: NotAllowed in practice."""
        return EnrolledDesk(desk=self.desk, keys=self.keys)

    def seat(self, clerk: ClerkRow) -> None:
        """Let another clerk sit down; what is done from now on is theirs (GUI thread)."""
        self.clerk = clerk

    def act(self, intent_id: IntentId | None = None) -> Act:
        """Give the act of the clerk; the key is the one made when the screen opened."""
        return Act(intent_id=intent_id or new_intent(), author_id=self.clerk.clerk_id)

    def setting(self, setting: Setting) -> str:
        """Read one stored setting (store lane)."""
        with self.desk.store.read() as connection:
            return desk_query.setting(connection, setting.key, setting.default)
