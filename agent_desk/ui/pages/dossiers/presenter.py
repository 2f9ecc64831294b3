"""Which is at the front, the list or one dossier. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.ui.pages.dossiers.dossier_presenter import DossierPresenter
from agent_desk.ui.pages.dossiers.list_presenter import DossierListPresenter
from agent_desk.ui.presenter import Presenter

if TYPE_CHECKING:
    from agent_desk.ids import DossierId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersScreen:
    """Whether one dossier lies over the list."""

    shows_dossier: bool = False


class DossiersPresenter(Presenter[DossiersScreen]):
    """Holds the presenters of the list and of the one dossier."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, DossiersScreen())
        self.list = DossierListPresenter(office, jobs, navigator)
        self.dossier = DossierPresenter(office, jobs, navigator)

    def open_dossier(self, dossier_id: DossierId) -> None:
        """Show one dossier; the caller brings the page to the front."""
        self.show(DossiersScreen(shows_dossier=True))
        self.dossier.open(dossier_id)

    def show_list(self) -> None:
        """Go back to the list; the row just seen is still the current one."""
        self.show(DossiersScreen(shows_dossier=False))
        self.list.refresh()

    def refresh(self) -> None:
        """Read again; selection, scroll position and typed text stay."""
        if self.state.shows_dossier:
            self.dossier.refresh()
        else:
            self.list.refresh()
