"""The list of dossiers: newest first page by page, or those that hold what was typed. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.domain import reference
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.queries import search as search_query
from agent_desk.ui.pages.dossiers.words import as_row
from agent_desk.ui.presenter import Presenter

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.errors import DeskError
    from agent_desk.queries.search import DossierRow
    from agent_desk.ui.jobs_inline import Job, JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.rows import ListRow

_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ListScreen:
    """What the list shows; ``nothing`` is the sentence when there are no rows."""

    typed: str = ""
    rows: tuple[ListRow, ...] = ()
    has_more: bool = False
    is_read: bool = False
    nothing: str = ""
    error: str = ""


class DossierListPresenter(Presenter[ListScreen]):
    """Finds dossiers as the clerk types; late answers to an older text are dropped."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, ListScreen())
        self._navigator = navigator
        self._reading: Job | None = None
        self._last_no: int | None = None

    def refresh(self) -> None:
        """Read again what is shown now, as many rows as there are."""
        if self.state.typed.strip():
            self.search(self.state.typed)
        else:
            self._read_newest(limit=max(_PAGE, len(self.state.rows)))

    def search(self, typed: str) -> None:
        """Show the dossiers that hold every typed word; nothing typed shows the newest."""
        self._find(typed, self._show_found)

    def submit(self, typed: str) -> None:
        """Find what was typed or scanned, and open it if nothing else fits."""
        self._find(typed, self._show_and_open_only)

    def _find(self, typed: str, done: Callable[[tuple[DossierRow, ...]], None]) -> None:
        self._state = replace(self.state, typed=typed)
        if not typed.strip():
            self._read_newest(limit=_PAGE)
            return
        store = self._office.desk.store

        def find() -> tuple[DossierRow, ...]:
            wanted = typed
            if reference.looks_like_reference(typed):
                wanted = reference.check(typed).digits
            with store.read() as connection:
                return search_query.find(connection, wanted, limit=_PAGE)

        self._submit(find, done)

    def more(self) -> None:
        """Read the next page below."""
        if self._last_no is None or not self.state.has_more:
            return
        store, before = self._office.desk.store, self._last_no

        def read() -> tuple[DossierRow, ...]:
            with store.read() as connection:
                return search_query.newest(connection, limit=_PAGE, before=before)

        def done(found: tuple[DossierRow, ...]) -> None:
            rows = self.state.rows + self._as_rows(found)
            self._show(rows, has_more=len(found) == _PAGE)
            self._last_no = found[-1].dossier_no if found else self._last_no

        self._submit(read, done)

    def open_register(self) -> None:
        """Open the page that prints the register of what was taken in."""
        self._navigator.open_page("register")

    def open(self, key: str) -> None:
        """Open a dossier of the list."""
        self._navigator.open_dossier(DossierId(key))

    def _read_newest(self, *, limit: int) -> None:
        store = self._office.desk.store

        def read() -> tuple[DossierRow, ...]:
            with store.read() as connection:
                return search_query.newest(connection, limit=limit)

        def done(found: tuple[DossierRow, ...]) -> None:
            self._last_no = found[-1].dossier_no if found else None
            self._show(self._as_rows(found), has_more=len(found) == limit)

        self._submit(read, done)

    def _show_found(self, found: tuple[DossierRow, ...]) -> None:
        self._last_no = None
        self._show(self._as_rows(found))

    def _show_and_open_only(self, found: tuple[DossierRow, ...]) -> None:
        self._show_found(found)
        if len(found) == 1:
            self.open(found[0].dossier_id)

    def _show(self, rows: tuple[ListRow, ...], *, has_more: bool = False) -> None:
        nothing = (
            tr("Nothing fits. Try the name without accents, the phone, or scan the slip.")
            if self.state.typed.strip()
            else tr("No dossiers yet. Press F2 to greet the first citizen.")
        )
        self.show(
            replace(
                self.state, rows=rows, has_more=has_more, is_read=True, nothing=nothing, error=""
            )
        )

    def _as_rows(self, found: tuple[DossierRow, ...]) -> tuple[ListRow, ...]:
        now = self._office.desk.clock.now()
        return tuple(as_row(row, now) for row in found)

    def _submit(
        self,
        read: Callable[[], tuple[DossierRow, ...]],
        done: Callable[[tuple[DossierRow, ...]], None],
    ) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit("store", read, done=done, failed=self._fail)

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, error=error.message, is_read=True))
