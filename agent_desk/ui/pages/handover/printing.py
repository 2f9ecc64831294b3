"""The papers of a bag or of the day, printed once per press and looked at again. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.ui.pages.handover.papers import last_print, print_bag_paper
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.errors import DeskError
    from agent_desk.ids import IntentId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


class BagPrints:
    """Prints in the ``store`` lane; a paper keeps its key until it is printed."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        failed: Callable[[DeskError], None],
    ) -> None:
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        self._failed = failed
        self._intents: dict[str, IntentId] = {}

    def print(self, document: str, selected: str, number: str) -> None:
        """Print a paper of what is selected; ``number`` is its bag, empty for the day."""
        office, key = self._office, f"{document}:{selected}"
        intent = self._intents.setdefault(key, new_intent())

        def done(printed: Printed) -> None:
            self._intents.pop(key, None)
            self._navigator.hand_to_printer(printed)

        self._jobs.submit(
            "store",
            lambda: print_bag_paper(office, intent, document, number),
            done=done,
            failed=self._failed,
        )

    def look(self, number: str) -> None:
        """Open what was printed of a bag, or of the day, and say if nothing was."""
        office = self._office

        def done(print_id: str) -> None:
            if print_id:
                self._navigator.show_print(print_id)
            else:
                self._navigator.say(tr("No paper has been printed yet."), Tone.WAITING)

        self._jobs.submit(
            "store", lambda: last_print(office, number), done=done, failed=self._failed
        )
