"""What the search box of the top bar finds, and where a scanned code leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.people import CardReading
from agent_desk.domain.scan import ScanKind, classify
from agent_desk.errors import DeskError
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import search as search_query
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.widgets.search_box import SearchBox

_LIMIT = 12


class DeskSearch:
    """Answers the search box of one open desk. Belongs to the GUI thread."""

    def __init__(
        self, box: SearchBox, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._box = box
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        box.search_requested.connect(self._search)
        box.result_chosen.connect(self._on_result_chosen)
        box.submitted.connect(self.submit)

    def submit(self, text: str) -> None:
        """Go where a whole scan or a typed number leads; anything else stays in the box."""
        if not text.strip():
            return
        try:
            scan = classify(text, self._office.desk.today())
        except DeskError as error:
            self._navigator.say(error.message, Tone.WRONG)
            return
        if isinstance(scan.value, CardReading):
            self._box.clear()
            self._navigator.greet(scan.value)
        elif scan.kind in (ScanKind.REFERENCE, ScanKind.OFFICIAL_CODE):
            self._open_number(scan.text)
        else:
            self._box.focus()

    def _search(self, text: str) -> None:
        store = self._office.desk.store

        def read() -> tuple[search_query.DossierRow, ...]:
            with store.read() as connection:
                return search_query.find(connection, text, limit=_LIMIT)

        def show(found: tuple[search_query.DossierRow, ...]) -> None:
            from agent_desk.ui.pages.dossiers.words import search_row

            rows = [search_row(row) for row in found]
            nothing = tr("No dossier has these words. Try part of a name, or the number.")
            self._box.set_results(text, rows, nothing)

        self._jobs.submit("store", read, done=show, failed=self._complain)

    def _on_result_chosen(self, key: str) -> None:
        self._box.clear()
        self._navigator.open_dossier(DossierId(key))

    def _open_number(self, number: str) -> None:
        store = self._office.desk.store

        def read() -> DossierId | None:
            with store.read() as connection:
                return dossier_query.by_reference(connection, number)

        def go(found: DossierId | None) -> None:
            if found is None:
                self._navigator.say(tr("No dossier with this number is on this PC."), Tone.WAITING)
                return
            self._box.clear()
            self._navigator.open_dossier(found)

        self._jobs.submit("store", read, done=go, failed=self._complain)

    def _complain(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)
