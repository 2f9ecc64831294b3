"""How a page asks for another page, a sync, or a word to the clerk. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_desk.domain.people import CardReading
    from agent_desk.ids import DossierId
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
        """Open the page of one dossier where its result is given to the citizen."""
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
        """Give a finished PDF to the printer of this desk, or only keep it if there is none."""
        ...
