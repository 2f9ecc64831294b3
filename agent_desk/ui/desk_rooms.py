"""What stands behind the pages of one open desk: made in short steps, told of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.seating import Seating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.sync.run import SyncReport
    from agent_desk.ui.counter_desk import CounterDesk
    from agent_desk.ui.desk_keys import DeskKeys
    from agent_desk.ui.desk_watch import DeskWatch
    from agent_desk.ui.handover_desk import HandoverDesk
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.accounts.presenter import AccountsPresenter
    from agent_desk.ui.pages.dossiers.presenter import DossiersPresenter
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.pages.sync.presenter import SyncPresenter
    from agent_desk.ui.pages.sync.words import Pill
    from agent_desk.ui.pages.today.presenter import TodayPresenter
    from agent_desk.ui.practice_desk import PracticeDesk
    from agent_desk.ui.print_desk import PrintDesk
    from agent_desk.ui.results_desk import ResultsDesk
    from agent_desk.ui.scanning import Scanning
    from agent_desk.ui.shell import MainWindow
    from agent_desk.ui.sync_controller import SyncController
    from agent_desk.ui.training_desk import TrainingDesk


class DeskRooms:
    """Holds the presenters and desks of one office; each is None until it is built."""

    def __init__(
        self, window: MainWindow, office: Office, jobs: JobRunner, navigator: Navigator
    ) -> None:
        self.office = office
        self._window = window
        self._jobs = jobs
        self._navigator = navigator
        self.seating = Seating(window, office, jobs, navigator)
        self.today: TodayPresenter | None = None
        self.sync: SyncPresenter | None = None
        self.controller: SyncController | None = None
        self.scanning: Scanning | None = None
        self.prints: PrintDesk | None = None
        self.results: ResultsDesk | None = None
        self.handover: HandoverDesk | None = None
        self.counter: CounterDesk | None = None
        self.training: TrainingDesk | None = None
        self.practice: PracticeDesk | None = None
        self.keys: DeskKeys | None = None
        self.watch: DeskWatch | None = None
        self._reception: ReceptionPresenter | None = None
        self._dossiers: DossiersPresenter | None = None
        self._accounts: AccountsPresenter | None = None

    # Made when first asked for

    @property
    def reception(self) -> ReceptionPresenter:
        """Who receives citizens."""
        if self._reception is None:
            from agent_desk.ui.pages.reception.presenter import ReceptionPresenter

            self._reception = ReceptionPresenter(self.office, self._jobs, self._navigator)
        return self._reception

    @property
    def dossiers(self) -> DossiersPresenter:
        """Who keeps the dossiers."""
        if self._dossiers is None:
            from agent_desk.ui.pages.dossiers.presenter import DossiersPresenter

            self._dossiers = DossiersPresenter(self.office, self._jobs, self._navigator)
        return self._dossiers

    @property
    def accounts(self) -> AccountsPresenter:
        """Who helps citizens with their account."""
        if self._accounts is None:
            from agent_desk.ui.pages.accounts.presenter import AccountsPresenter

            self._accounts = AccountsPresenter(self.office, self._jobs, self._navigator)
        return self._accounts

    # Life

    def build(self) -> Iterator[str]:
        """Build all that serves behind the pages, one short step at a time."""
        from agent_desk.ui.desk_keys import desk_keys
        from agent_desk.ui.desk_search import DeskSearch
        from agent_desk.ui.print_desk import PrintDesk
        from agent_desk.ui.scanning import Scanning
        from agent_desk.ui.sync_desk import sync_desk

        window, office, jobs, navigator = self._window, self.office, self._jobs, self._navigator
        self.keys = desk_keys(window, office, jobs, navigator, lambda: self.reception)
        yield "keys"
        search = DeskSearch(window.search, office, jobs, navigator)
        self.scanning = Scanning(window, office, jobs, navigator, search)
        search.submitted.connect(self.scanning.look_up)
        yield "scans"
        self.prints = PrintDesk(window, office, jobs, navigator)
        self.prints.changed.connect(self.refresh)
        yield "prints"
        sync = sync_desk(office, jobs, navigator)
        self.controller, self.sync = sync.controller, sync.presenter
        sync.controller.finished.connect(self._on_synced)
        sync.presenter.watch_pill(self._show_pill)
        self._build_desks(self.scanning, self.keys)
        yield "desks"

    def _build_desks(self, scanning: Scanning, keys: DeskKeys) -> None:
        from agent_desk.ui.counter_desk import CounterDesk
        from agent_desk.ui.handover_desk import HandoverDesk
        from agent_desk.ui.results_desk import ResultsDesk
        from agent_desk.ui.training_desk import TrainingDesk

        window, office, jobs, navigator = self._window, self.office, self._jobs, self._navigator
        self.results = ResultsDesk(window, office, jobs, navigator)
        self.handover = HandoverDesk(window, office, jobs, navigator)
        self.counter = CounterDesk(window, office, jobs, navigator)
        self.training = TrainingDesk(window, office, jobs, navigator)
        if office.is_practice:
            from agent_desk.ui.practice_desk import PracticeDesk

            self.practice = PracticeDesk(window, office, jobs, navigator)
            self.practice.use(scanning, keys.help)

    def start(self) -> None:
        """Begin to serve, once all is built: scans, the sync timer, the printers, the watch."""
        from agent_desk.ui.desk_watch import DeskWatch

        self.watch = DeskWatch(
            self._window, self.office, self._jobs, self._navigator, self.seating.seat
        )
        for one in (self.scanning, self.controller, self.prints, self.watch):
            if one is not None:
                one.start()

    def show_counts(self) -> None:
        """Read what the window shows of pages nobody has opened: the pill and the badges."""
        for shown in (self.sync, self.results, self.handover, self.counter):
            if shown is not None:
                shown.refresh()

    def stop(self) -> None:
        """Stop the sync timer; a running sync is asked to end."""
        for one in (self.practice, self.scanning, self.prints, self.watch, self.controller):
            if one is not None:
                one.stop()

    # What others tell

    def refresh(self) -> None:
        """Have every page read again."""
        pages = (self.today, self._dossiers, self.sync, self.results, self.handover)
        for presenter in (*pages, self.counter, self.training):
            if presenter is not None:
                presenter.refresh()

    def _on_synced(self, _report: SyncReport) -> None:
        self.refresh()
        if self.watch is not None:
            self.watch.look()

    def _show_pill(self, pill: Pill) -> None:
        self._window.set_connection(pill.text, is_online=pill.is_online, tone=pill.tone)
