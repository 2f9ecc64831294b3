"""How a page asks for another page, a sync, or a word to the clerk. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_desk.domain.people import CardReading
    from agent_desk.ids import DossierId
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.slips import Printed
    from agent_desk.ui.tokens import Tone


class Navigator(Protocol):
    """What the composition root offers to presenters and pages (GUI thread)."""

    def greet(self, card: CardReading | None) -> None:
        """Open Reception for a new citizen, with their card if one was scanned."""
        ...

    def open_case(self, dossier_id: DossierId) -> None:
        """Open Reception on a dossier that has not left the desk, or needs a supplement."""
        ...

    def open_dossier(self, dossier_id: DossierId) -> None:
        """Open the page of one dossier."""
        ...

    def open_return(self, dossier_id: DossierId) -> None:
        """Open the page where the result of one dossier is given to the citizen."""
        ...

    def open_return_elsewhere(self, number: str, owner: str) -> None:
        """Open the return of a result that lies here and whose dossier another desk holds."""
        ...

    def open_delivery(self, dossier_id: str) -> None:
        """Open the page where the result of one dossier goes out by post."""
        ...

    def open_correction(self, dossier_id: DossierId, owner: str) -> None:
        """Open the page where a recorded return is corrected by a visible fact."""
        ...

    def help_citizen(self, helped: Helped) -> None:
        """Open the account page to help a citizen whom Reception knows, in their visit."""
        ...

    def teach_citizen(self, helped: Helped | None) -> None:
        """Open the five minutes of learning at the counter, for who is being served if anybody."""
        ...

    def open_page(self, key: str) -> None:
        """Open a page of the rail: ``today``, ``reception``, ``dossiers``, ``sync``, ``setup``."""
        ...

    def say(self, text: str, tone: Tone) -> None:
        """Tell the clerk one thing, without stopping them."""
        ...

    def something_changed(self) -> None:
        """A command was done: other pages read again when shown, and a sync is due soon."""
        ...

    def sync_now(self) -> None:
        """Try to send now, whatever the timer says."""
        ...

    def hand_to_printer(self, printed: Printed) -> None:
        """Bring a recorded print to the printer of its role, or only keep it if there is none."""
        ...

    def show_papers(self, dossier_id: DossierId, key: str = "") -> None:
        """Open the papers of a dossier: looked at, printed, printed again with a reason."""
        ...

    def show_print(self, print_id: str) -> None:
        """Open one print of the past, to be looked at."""
        ...
