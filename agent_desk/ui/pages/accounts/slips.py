"""The slip a citizen takes home from a help: on a sheet or on the roll, one at a time. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.accounts import leave_behind
from agent_desk.ui.account_slips import SlipOrder, has_roll, print_account_slip
from agent_desk.ui.pages.accounts import recording
from agent_desk.ui.pages.accounts.sitting import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from agent_desk.commands.unit import Act
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.accounts.follow_ups import Submit
    from agent_desk.ui.pages.accounts.recording import Begun
    from agent_desk.ui.pages.accounts.sitting import Sitting
    from agent_desk.ui.slips import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSlip:
    """What is printed, with the keys of the acts that it may need first."""

    sitting: Sitting
    intent: IntentId
    acts: Mapping[str, Act]
    come_back_on: date | None
    on_roll: bool


class Slips:
    """Prints the slip; a second press while it is being printed does nothing."""

    def __init__(
        self,
        office: Office,
        submit: Submit,
        changed: Callable[[], None],
        printed: Callable[[Begun, Printed], None],
    ) -> None:
        self._office = office
        self._submit = submit
        self._changed = changed
        self._printed = printed
        self._is_printing = False
        self.has_roll = False

    def read(self) -> None:
        """Read whether a roll of tickets is there to print on."""
        self._submit(lambda: has_roll(self._office), self._take_roll)

    def _take_roll(self, has_one: bool) -> None:
        self.has_roll = has_one
        self._changed()

    def print(self, slip: HomeSlip) -> None:
        """Print it; the visit and the help are opened first if they are not."""
        if self._is_printing:
            return
        self._is_printing = True
        office, words = self._office, leave_behind(slip.sitting.cards, finished(slip.sitting))

        def work() -> tuple[Begun, Printed]:
            begun = recording.begin(office, slip.sitting, slip.acts)
            order = SlipOrder(
                assist_id=begun.assist_id,
                words=words,
                come_back_on=slip.come_back_on,
                on_roll=slip.on_roll,
            )
            return begun, print_account_slip(office, slip.intent, order)

        self._submit(work, self._done)

    def _done(self, made: tuple[Begun, Printed]) -> None:
        self._is_printing = False
        self._printed(*made)

    def reset(self) -> None:
        """Let the next slip be printed: the last one failed, or its citizen left."""
        self._is_printing = False
