"""The pages of an open desk: its life from the first row to its end, its pages when first shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.ui import look as looks
from agent_desk.ui.desk_navigator import DeskNavigator
from agent_desk.ui.desk_rooms import DeskRooms
from agent_desk.ui.first_run import FirstRun, first_run_page
from agent_desk.ui.pages.today.page import TodayPage
from agent_desk.ui.pages.today.presenter import TodayPresenter
from agent_desk.ui.quietly import Quietly, load
from agent_desk.ui.tokens import Tone
from agent_desk.ui.warming import BEHIND_PAGES, warm_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.look import Dresser
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.reception_desk import ChooseFiles
    from agent_desk.ui.shell import MainWindow
    from agent_desk.ui.sync_controller import SyncController


class DeskPages:
    """Opens and ends one desk and builds its pages; ``to`` leads from one to the other."""

    def __init__(
        self,
        window: MainWindow,
        jobs: JobRunner,
        first_run: FirstRun,
        dresser: Dresser,
        choose: ChooseFiles | None = None,
    ) -> None:
        self.to = DeskNavigator(window)
        self._window = window
        self._jobs = jobs
        self._first_run = first_run
        self._dresser = dresser
        self._choose = choose
        self._rooms: DeskRooms | None = None
        self._furnishing: Quietly | None = None
        self._warm: Quietly | None = None
        self._is_stopped = False

    # Life

    def enter(self, office: Office) -> None:
        """Begin to serve: who sits here, the keys, search, the sync timer, the first page."""
        self._rooms = rooms = DeskRooms(self._window, office, self._jobs, self.to)
        self.to.serve(rooms)
        rooms.seating.show()
        self._window.open_page("practice" if office.is_practice else "today")
        # The store lane does one thing after the other: it comes back when the page was read.
        self._jobs.submit(
            "store",
            lambda: None,
            done=lambda _n: self._furnish(rooms).start(),
            failed=self._complain,
        )

    def _furnish(self, rooms: DeskRooms) -> Quietly:
        """Load and build all that serves behind the pages, in short steps after the first row."""
        if self._furnishing is None:
            self._window.repaint()
            self._furnishing = Quietly(self._window, self._furniture(rooms))
            self._furnishing.finish_when_touched(self._window.windowHandle())
        return self._furnishing

    def _furniture(self, rooms: DeskRooms) -> Iterator[str]:
        if self._is_stopped:
            return
        yield from load(BEHIND_PAGES)
        yield from rooms.build()
        self._apply_look()
        rooms.start()
        self.to.keep_wish()
        rooms.show_counts()
        self._warm = warm_up(self._window, rooms.office, self._jobs)
        yield "all"

    def stop(self) -> None:
        """Stop the sync timer; a running sync is asked to end."""
        self._is_stopped = True
        for one in (self._rooms, self._furnishing, self._warm):
            if one is not None:
                one.stop()

    @property
    def rooms(self) -> DeskRooms:
        """What stands behind the pages. Raises: RuntimeError before enrolment."""
        if self._rooms is None:
            raise RuntimeError("a page was asked for before enrolment")
        return self._rooms

    @property
    def office(self) -> Office | None:
        """The open office, once there is one."""
        return None if self._rooms is None else self._rooms.office

    @property
    def is_serving(self) -> bool:
        """Say whether all is built that serves behind the pages: keys, scans, prints, sync."""
        return self._warm is not None

    @property
    def controller(self) -> SyncController | None:
        """What runs syncs, once there is an office."""
        return None if self._rooms is None else self._rooms.controller

    # Pages

    def make(self, key: str) -> Page:
        """Build a page; its code is loaded only now. Raises: RuntimeError before enrolment."""
        if key == "first_run":
            return first_run_page(self._first_run, self._jobs)
        rooms = self.rooms
        if key == "today":
            rooms.today = TodayPresenter(rooms.office, self._jobs, self.to)
            return TodayPage(rooms.today)
        self._furnish(rooms).finish()  # a clerk may open a page before all is built
        return self._make_desk_page(key, rooms)

    def _make_desk_page(self, key: str, rooms: DeskRooms) -> Page:
        if key == "reception":
            from agent_desk.ui.reception_desk import reception_page

            return reception_page(self._window, rooms.reception, self._choose, rooms.practice)
        if key == "dossiers":
            from agent_desk.ui.pages.dossiers.page import DossiersPage

            return DossiersPage(rooms.dossiers)
        if key == "accounts":
            from agent_desk.ui.pages.accounts.page import AccountsPage

            return AccountsPage(rooms.accounts)
        helper = rooms.keys.help if rooms.keys is not None else None
        desk = {"results": rooms.results, "handover": rooms.handover, "help": helper}.get(key)
        if desk is not None:
            return desk.page()
        if key == "sync" and rooms.sync is not None:
            from agent_desk.ui.pages.sync.page import SyncPage

            return SyncPage(rooms.sync)
        for many in (rooms.counter, rooms.practice, rooms.training, rooms.prints):
            if many is not None and many.serves(key):
                return many.page(key)
        if key == "scanner" and rooms.scanning is not None:
            from agent_desk.ui.scanning import scanner_page

            return scanner_page(rooms.office, self._jobs, self.to, rooms.scanning)
        from agent_desk.ui.pages.settings.page import settings_page

        return settings_page(rooms.office, self._jobs, self.to, self._on_setting)

    # What others tell

    def _on_setting(self, key: str, _value: str) -> None:
        if self._rooms is None:
            return
        if self._rooms.watch is not None:
            self._rooms.watch.read_again()
        if key == settings.CURRENT_CLERK.key:
            self._rooms.seating.change()
        elif key in {setting.key for setting in looks.KEYS}:
            self._apply_look()

    def _apply_look(self) -> None:
        """Wear what the settings say, and keep it for the next first paint."""
        if self.office is None:
            return
        read = partial(looks.worn_by, self.office)
        self._jobs.submit("store", read, done=self._dresser.wear, failed=self._complain)

    def _complain(self, error: DeskError) -> None:
        self.to.say(error.message, Tone.WRONG)
