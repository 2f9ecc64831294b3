"""What the search box of the top bar finds while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_desk.documents.templates import installed
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.queries import search as search_query
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.widgets.search_box import SearchBox

_LIMIT = 12
_FORM = "form:"


def form_rows(text: str) -> list[ListRow]:
    """Give a row for each form of the state that a text names, by its old name too."""
    return [
        ListRow(
            key=f"{_FORM}{form.document}",
            title=f"{form.texts['form_number']} · {form.texts['title'].capitalize()}",
            subtitle=_formerly(form.formerly),
            tile="icon:file-text",
        )
        for form in installed().named(text)
    ]


def _formerly(names: tuple[str, ...]) -> str:
    return tr("formerly: {names}", names="; ".join(names)) if names else ""


class DeskSearch(QObject):
    """Answers the search box of one open desk. Belongs to the GUI thread.

    Signals: ``submitted(text)`` when a whole number or code was typed or pasted.
    """

    submitted = Signal(str)

    def __init__(
        self, box: SearchBox, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        super().__init__(box)
        self._box = box
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        box.search_requested.connect(self._search)
        box.result_chosen.connect(self._on_result_chosen)
        box.submitted.connect(self.submitted)

    def put(self, text: str) -> None:
        """Show a text, selected, and what it finds; empty clears the box."""
        if not text:
            self._box.clear()
            return
        if self._box.text() != text:
            self._box.line.setText(text)
        self._box.focus()
        self._search(text)

    def _search(self, text: str) -> None:
        store = self._office.desk.store

        def read() -> tuple[list[ListRow], tuple[search_query.DossierRow, ...]]:
            with store.read() as connection:
                return form_rows(text), search_query.find(connection, text, limit=_LIMIT)

        def show(both: tuple[list[ListRow], tuple[search_query.DossierRow, ...]]) -> None:
            forms, found = both
            from agent_desk.ui.pages.dossiers.words import search_row

            rows = [*forms, *(search_row(row) for row in found)]
            nothing = tr("No dossier has these words. Try part of a name, or the number.")
            self._box.set_results(text, rows, nothing)

        self._jobs.submit("store", read, done=show, failed=self._complain)

    def _on_result_chosen(self, key: str) -> None:
        self._box.clear()
        form = key.removeprefix(_FORM)
        if form == key:
            self._navigator.open_dossier(DossierId(key))
        elif form == "register_07":
            self._navigator.open_page("register")
        else:
            words = tr("Open the dossier: Shift+F8 offers this form when it is possible.")
            self._navigator.say(words, Tone.NEUTRAL)

    def _complain(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)
