"""Who works at this desk: shown at the top, changed while the desk stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.i18n import tr
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.errors import DeskError
    from agent_desk.queries.desk import ClerkRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.shell import MainWindow


class Seating:
    """Belongs to the GUI thread; lives as long as the desk is open."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self._window, self._office = window, office
        self._jobs, self._navigator = jobs, navigator

    def show(self) -> None:
        """Show who sits at which desk."""
        identity = self._office.desk.identity
        place = tr(
            "{site} · desk {number}", site=identity.site_name, number=identity.desk_code[-2:]
        )
        self._window.set_clerk(self._office.clerk.name, place)

    def seat(self, clerk_id: str) -> None:
        """Let the clerk who unlocked the screen work here from now on."""
        store, key = self._office.desk.store, settings.CURRENT_CLERK.key

        def keep() -> None:
            from agent_desk.commands.desk import keep_setting

            keep_setting(store, key, clerk_id)

        self._jobs.submit("store", keep, done=lambda _none: self.change(), failed=self._complain)

    def change(self) -> None:
        """Let the clerk sit down who was chosen in the settings."""
        store = self._office.desk.store

        def read() -> ClerkRow | None:
            from agent_desk.ui.opening import sitting_clerk

            with store.read() as connection:
                return sitting_clerk(connection)

        self._jobs.submit("store", read, done=self._sit_down, failed=self._complain)

    def _sit_down(self, clerk: ClerkRow | None) -> None:
        if clerk is None:
            return
        self._office.seat(clerk)
        self.show()
        said = tr("{name} works at this desk now.", name=clerk.name)
        self._navigator.say(said, Tone.GOOD)

    def _complain(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)
