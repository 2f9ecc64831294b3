"""Where each kind of scan leads, one method for each; what is not found is said and kept. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from agent_desk.i18n import tr
from agent_desk.queries import routing
from agent_desk.queries.routing import Work
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from agent_desk.domain.people import CardReading
    from agent_desk.domain.scan import Scan
    from agent_desk.errors import DeskError
    from agent_desk.queries.routing import Target
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

HAND_OVER_PAGE = "handover"
TRAINING_PAGE = "training"
CERTIFICATES_PAGE = "certificates"
SCANNER_PAGE = "scanner"


class Front(Protocol):
    """What stands before the clerk now."""

    def take_scan(self, scan: Scan) -> bool:
        """Let the open page take a scan; False if it is not for that page."""
        ...

    def has_page(self, key: str) -> bool:
        """Say whether there is such a page."""
        ...

    def is_asking(self) -> bool:
        """Say whether a question lies over the pages, which must be answered first."""
        ...

    def put_words(self, text: str) -> None:
        """Put a text into the search box, selected; empty clears the box."""
        ...


class Destinations:
    """Belongs to the GUI thread; the store is asked in its lane."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator, front: Front) -> None:
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        self._front = front

    def card(self, card: CardReading) -> None:
        """Greet the citizen; Reception asks what to do if somebody is still served."""
        self._front.put_words("")
        self._navigator.greet(card)

    def reference(self, scan: Scan) -> None:
        """Open the dossier where it needs work."""
        self._find(
            lambda connection: routing.by_number(connection, scan.text),
            scan.text,
            tr("No dossier with this number is on this PC."),
        )

    def official_code(self, scan: Scan) -> None:
        """Open the dossier with the state's code where it needs work."""
        self.reference(scan)

    def item(self, scan: Scan) -> None:
        """Open the dossier that is in this consignment."""
        self._find(
            lambda connection: routing.by_item(connection, scan.text),
            scan.text,
            tr("No paper of this desk travels with this item number."),
        )

    def bag(self, scan: Scan) -> None:
        """Open the bag on the page of bags."""
        if not self._front.has_page(HAND_OVER_PAGE):
            self.words(scan.text)
            return
        self._navigator.open_page(HAND_OVER_PAGE)
        if not self._front.take_scan(scan):
            self._navigator.say(tr("This bag number is not on this PC."), Tone.WAITING)

    def session(self, scan: Scan) -> None:
        """Open the session on the calendar of training."""
        self._give_to(TRAINING_PAGE, scan)

    def certificate(self, scan: Scan) -> None:
        """Check a certificate of attendance that somebody shows."""
        self._give_to(CERTIFICATES_PAGE, scan)

    def _give_to(self, page: str, scan: Scan) -> None:
        if not self._front.has_page(page):
            self.words(scan.text)
            return
        self._navigator.open_page(page)
        self._front.take_scan(scan)

    def test(self, scan: Scan) -> None:
        """Open the page that tries the scanner out."""
        if not self._front.has_page(SCANNER_PAGE):
            self.words(scan.text)
            return
        self._navigator.open_page(SCANNER_PAGE)

    def words(self, text: str) -> None:
        """Put what nobody knows into the search box, so that nothing scanned is lost."""
        self._front.put_words(text)

    def _find(self, ask: Callable[[Connection], Target | None], text: str, missing: str) -> None:
        store = self._office.desk.store

        def read() -> Target | None:
            with store.read() as connection:
                return ask(connection)

        def go(target: Target | None) -> None:
            if target is None:
                self._front.put_words(text)
                self._navigator.say(missing, Tone.WAITING)
                return
            self._front.put_words("")
            self._open(target)

        self._jobs.submit("store", read, done=go, failed=self._complain)

    def _open(self, target: Target) -> None:
        if target.work is Work.CASE:
            self._navigator.open_case(target.dossier_id)
        elif target.work is Work.RETURN:
            self._navigator.open_return(target.dossier_id)
        elif target.work is Work.DELIVERY:
            self._navigator.open_delivery(target.dossier_id)
        else:
            self._navigator.open_dossier(target.dossier_id)

    def _complain(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)
