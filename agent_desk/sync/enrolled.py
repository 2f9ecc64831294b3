"""The only thing that can be synced: a desk that a center knows. Practice cannot become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.commands.unit import Desk
    from agent_desk.queries.desk import DeskKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledDesk:
    """A desk with the keys by which its center knows it.

    Whatever talks to the center takes this and nothing less. Raises: NotAllowed for practice.
    """

    desk: Desk
    keys: DeskKeys

    def __post_init__(self) -> None:
        if self.desk.store.is_practice:
            raise NotAllowed(tr("Practice data is never sent."))
