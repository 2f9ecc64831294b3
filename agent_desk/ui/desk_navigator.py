"""The way from any page to any other: the ``Navigator`` of an open desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.pages.today.page import TodayPage

if TYPE_CHECKING:
    from agent_desk.domain.people import CardReading
    from agent_desk.ids import DossierId
    from agent_desk.ui.desk_rooms import DeskRooms
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.shell import MainWindow
    from agent_desk.ui.slips import Printed
    from agent_desk.ui.tokens import Tone


class DeskNavigator:
    """Is the ``Navigator`` of the presenters; what has no room yet is not gone to."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._rooms: DeskRooms | None = None
        self._wish = ""

    def serve(self, rooms: DeskRooms) -> None:
        """Lead into these rooms from now on."""
        self._rooms = rooms

    def greet(self, card: CardReading | None) -> None:
        """Open Reception for a new citizen, with their card if one was scanned."""
        if self._rooms is not None:
            self._window.open_page("reception")
            self._rooms.reception.greet(card)

    def open_case(self, dossier_id: DossierId) -> None:
        """Open Reception on a dossier that has not left the desk, or needs a supplement."""
        if self._rooms is not None:
            self._window.open_page("reception")
            self._rooms.reception.open_case(dossier_id)

    def open_dossier(self, dossier_id: DossierId) -> None:
        """Open the page of one dossier."""
        if self._rooms is not None:
            self._window.open_page("dossiers")
            self._rooms.dossiers.open_dossier(dossier_id)

    def open_return(self, dossier_id: DossierId) -> None:
        """Open the page where the result of one dossier is given to the citizen."""
        if self._rooms is not None and self._rooms.results is not None:
            self._rooms.results.open_return(dossier_id)

    def open_return_elsewhere(self, number: str, owner: str) -> None:
        """Open the return of a result that lies here and whose dossier another desk holds."""
        if self._rooms is not None and self._rooms.results is not None:
            self._rooms.results.open_return_elsewhere(number, owner)

    def open_delivery(self, dossier_id: str) -> None:
        """Open the page where the result of one dossier goes out by post."""
        if self._rooms is not None and self._rooms.counter is not None:
            self._rooms.counter.open_delivery(dossier_id)

    def open_correction(self, dossier_id: DossierId, owner: str) -> None:
        """Open the page where a recorded return is corrected by a visible fact."""
        if self._rooms is not None and self._rooms.results is not None:
            self._rooms.results.correct(dossier_id, owner)

    def open_bag(self, number: str) -> None:
        """Open the page of bags with one of them chosen."""
        if self._rooms is not None and self._rooms.handover is not None:
            self._rooms.handover.open_bag(number)

    def help_citizen(self, helped: Helped) -> None:
        """Open the account page to help a citizen whom Reception knows, in their visit."""
        if self._rooms is not None:
            self._window.open_page("accounts")
            self._rooms.accounts.help_citizen(helped)

    def teach_citizen(self, helped: Helped | None) -> None:
        """Open the five minutes of learning at the counter, for who is being served if anybody."""
        if self._rooms is not None and self._rooms.training is not None:
            self._rooms.training.teach_citizen(helped)

    def open_page(self, key: str) -> None:
        """Open a page of the rail."""
        self._window.open_page(key)

    def say(self, text: str, tone: Tone) -> None:
        """Tell the clerk one thing, without stopping them."""
        self._window.show_toast(text, tone)

    def something_changed(self) -> None:
        """Have other pages read again, and a sync soon."""
        if self._rooms is None:
            return
        self._rooms.refresh()
        if self._rooms.controller is not None:
            self._rooms.controller.soon()

    def sync_now(self) -> None:
        """Try to send now, whatever the timer says."""
        if self._rooms is not None and self._rooms.controller is not None:
            self._rooms.controller.now()

    def hand_to_printer(self, printed: Printed) -> None:
        """Bring a recorded print to its printer, or say where it lies if there is none."""
        if self._rooms is not None and self._rooms.prints is not None:
            self._rooms.prints.hand(printed)

    def show_papers(self, dossier_id: DossierId, key: str = "") -> None:
        """Open the papers of a dossier: looked at, printed, printed again with a reason."""
        if self._rooms is not None and self._rooms.prints is not None:
            self._rooms.prints.show_papers(dossier_id, key)

    def show_print(self, print_id: str) -> None:
        """Open one print of the past, to be looked at."""
        if self._rooms is not None and self._rooms.prints is not None:
            self._rooms.prints.show_print(print_id)

    def tell_on_today(self, text: str) -> None:
        """Say something at the head of Today that stays until it is closed."""
        page = self._window.page("today")
        if isinstance(page, TodayPage):
            page.tell(text)

    def secret_refused(self) -> None:
        """Tell the examiner that somebody typed a password or a code."""
        if self._rooms is not None and self._rooms.practice is not None:
            self._rooms.practice.secret_refused()

    def look_up(self, text: str) -> None:
        """Go where a scanned code leads, now or as soon as the desk is open."""
        if self._rooms is None or self._rooms.scanning is None:
            self._wish = text
        else:
            self._rooms.scanning.look_up(text)

    def keep_wish(self) -> None:
        """Go where a code wanted that was scanned before the desk was open."""
        self.look_up(self._wish)
