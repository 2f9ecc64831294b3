"""The pages of an open desk: made when first shown, told of changes, reached from anywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.ui import look as looks
from agent_desk.ui.first_run import FirstRun, first_run_page
from agent_desk.ui.pages.today.page import TodayPage
from agent_desk.ui.pages.today.presenter import TodayPresenter
from agent_desk.ui.quietly import Quietly, load
from agent_desk.ui.seating import Seating
from agent_desk.ui.tokens import Tone
from agent_desk.ui.warming import BEHIND_PAGES, warm_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.domain.people import CardReading
    from agent_desk.errors import DeskError
    from agent_desk.ids import DossierId
    from agent_desk.sync.run import SyncReport
    from agent_desk.ui.counter_desk import CounterDesk
    from agent_desk.ui.desk_keys import DeskKeys
    from agent_desk.ui.desk_watch import DeskWatch
    from agent_desk.ui.handover_desk import HandoverDesk
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.look import Dresser
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.accounts.presenter import AccountsPresenter
    from agent_desk.ui.pages.dossiers.presenter import DossiersPresenter
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.pages.sync.presenter import SyncPresenter
    from agent_desk.ui.pages.sync.words import Pill
    from agent_desk.ui.practice_desk import PracticeDesk
    from agent_desk.ui.print_desk import PrintDesk
    from agent_desk.ui.reception_desk import ChooseFiles
    from agent_desk.ui.results_desk import ResultsDesk
    from agent_desk.ui.scanning import Scanning
    from agent_desk.ui.shell import MainWindow
    from agent_desk.ui.slips import Printed
    from agent_desk.ui.sync_controller import SyncController
    from agent_desk.ui.training_desk import TrainingDesk


class DeskPages:
    """Builds the pages of one open desk and is the ``Navigator`` of their presenters."""

    def __init__(
        self,
        window: MainWindow,
        jobs: JobRunner,
        first_run: FirstRun,
        dresser: Dresser,
        choose: ChooseFiles | None = None,
    ) -> None:
        self._window = window
        self._jobs = jobs
        self._first_run = first_run
        self._dresser = dresser
        self._choose = choose
        self._office: Office | None = None
        self._reception: ReceptionPresenter | None = None
        self._dossiers: DossiersPresenter | None = None
        self._accounts: AccountsPresenter | None = None
        self._sync: SyncPresenter | None = None
        self._controller: SyncController | None = None
        self._today: TodayPresenter | None = None
        self._scanning: Scanning | None = None
        self._prints: PrintDesk | None = None
        self._results: ResultsDesk | None = None
        self._handover: HandoverDesk | None = None
        self._counter: CounterDesk | None = None
        self._training: TrainingDesk | None = None
        self._practice: PracticeDesk | None = None
        self._keys: DeskKeys | None = None
        self._seating: Seating | None = None
        self._watch: DeskWatch | None = None
        self._furnishing: Quietly | None = None
        self._warm: Quietly | None = None
        self._wish = ""
        self._is_stopped = False

    # Life

    def enter(self, office: Office) -> None:
        """Begin to serve: who sits here, the keys, search, the sync timer, the first page."""
        self._office = office
        self._seating = Seating(self._window, office, self._jobs, self)
        self._seating.show()
        self._window.open_page("today")
        # The store lane does one thing after the other: this comes back when Today has been read.
        self._jobs.submit(
            "store",
            lambda: None,
            done=lambda _n: self._furnish(office).start(),
            failed=self._complain,
        )

    def _furnish(self, office: Office) -> Quietly:
        """Load and build all that serves behind the pages, in short steps after the first row."""
        if self._furnishing is None:
            self._window.repaint()
            self._furnishing = Quietly(self._window, self._furniture(office))
            self._furnishing.finish_when_touched(self._window.windowHandle())
        return self._furnishing

    def _furniture(self, office: Office) -> Iterator[str]:
        if self._is_stopped or self._seating is None:
            return
        yield from load(BEHIND_PAGES)
        from agent_desk.ui.counter_desk import CounterDesk
        from agent_desk.ui.desk_keys import desk_keys
        from agent_desk.ui.desk_search import DeskSearch
        from agent_desk.ui.desk_watch import DeskWatch
        from agent_desk.ui.handover_desk import HandoverDesk
        from agent_desk.ui.print_desk import PrintDesk
        from agent_desk.ui.results_desk import ResultsDesk
        from agent_desk.ui.scanning import Scanning
        from agent_desk.ui.sync_desk import sync_desk
        from agent_desk.ui.training_desk import TrainingDesk

        self._keys = desk_keys(
            self._window, office, self._jobs, self, lambda: self._receptionist(office)
        )
        yield "keys"
        search = DeskSearch(self._window.search, office, self._jobs, self)
        self._scanning = Scanning(self._window, office, self._jobs, self, search)
        search.submitted.connect(self._scanning.look_up)
        yield "scans"
        self._prints = PrintDesk(self._window, office, self._jobs, self)
        self._prints.changed.connect(self._refresh)
        yield "prints"
        sync = sync_desk(office, self._jobs, self)
        self._controller, self._sync = sync.controller, sync.presenter
        sync.controller.finished.connect(self._on_synced)
        sync.presenter.watch_pill(self._show_pill)
        self._results = ResultsDesk(self._window, office, self._jobs, self)
        self._handover = HandoverDesk(self._window, office, self._jobs, self)
        self._counter = CounterDesk(self._window, office, self._jobs, self)
        self._training = TrainingDesk(self._window, office, self._jobs, self)
        if office.is_practice:
            from agent_desk.ui.practice_desk import PracticeDesk

            self._practice = PracticeDesk(self._window, office, self._jobs, self)
            self._practice.use(self._scanning, self._keys.help)
        yield "desks"
        self._watch = DeskWatch(self._window, office, self._jobs, self, self._seating.seat)
        self._start_all()
        self._warm = warm_up(self._window, office, self._jobs)
        yield "all"

    def _start_all(self) -> None:
        self._apply_look()
        for one in (self._scanning, self._controller, self._prints, self._watch):
            if one is not None:
                one.start()
        self.look_up(self._wish)
        for shown in (self._sync, self._results, self._handover, self._counter):
            if shown is not None:
                shown.refresh()

    def stop(self) -> None:
        """Stop the sync timer; a running sync is asked to end."""
        self._is_stopped = True
        mine = (self._practice, self._scanning, self._prints, self._watch, self._controller)
        for one in (*mine, self._furnishing, self._warm):
            if one is not None:
                one.stop()

    @property
    def office(self) -> Office | None:
        """The open office, once there is one."""
        return self._office

    @property
    def is_serving(self) -> bool:
        """Say whether all is built that serves behind the pages: keys, scans, prints, sync."""
        return self._warm is not None

    @property
    def controller(self) -> SyncController | None:
        """What runs syncs, once there is an office."""
        return self._controller

    # Pages

    def make(self, key: str) -> Page:
        """Build a page; its code is loaded only now. Raises: RuntimeError before enrolment."""
        if key == "first_run":
            return first_run_page(self._first_run, self._jobs)
        if self._office is None:
            raise RuntimeError(f"page {key} was asked for before enrolment")
        return self._make_desk_page(key, self._office)

    def _make_desk_page(self, key: str, office: Office) -> Page:
        if key == "today":
            self._today = TodayPresenter(office, self._jobs, self)
            return TodayPage(self._today)
        self._furnish(office).finish()  # a clerk may open a page before all is built
        if key == "reception":
            from agent_desk.ui.reception_desk import reception_page

            served = self._receptionist(office)
            return reception_page(self._window, served, self._choose, self._practice)
        if key == "dossiers":
            from agent_desk.ui.pages.dossiers.page import DossiersPage

            return DossiersPage(self._archivist(office))
        if key == "accounts":
            from agent_desk.ui.pages.accounts.page import AccountsPage

            return AccountsPage(self._account_helper(office))
        helper = self._keys.help if self._keys is not None else None
        desk = {"results": self._results, "handover": self._handover, "help": helper}.get(key)
        if desk is not None:
            return desk.page()
        if key == "sync" and self._sync is not None:
            from agent_desk.ui.pages.sync.page import SyncPage

            return SyncPage(self._sync)
        for many in (self._counter, self._practice, self._training, self._prints):
            if many is not None and many.serves(key):
                return many.page(key)
        if key == "scanner" and self._scanning is not None:
            from agent_desk.ui.scanning import scanner_page

            return scanner_page(office, self._jobs, self, self._scanning)
        from agent_desk.ui.pages.settings.page import settings_page

        return settings_page(office, self._jobs, self, self._on_setting)

    def _receptionist(self, office: Office) -> ReceptionPresenter:
        if self._reception is None:
            from agent_desk.ui.pages.reception.presenter import ReceptionPresenter

            self._reception = ReceptionPresenter(office, self._jobs, self)
        return self._reception

    def _archivist(self, office: Office) -> DossiersPresenter:
        if self._dossiers is None:
            from agent_desk.ui.pages.dossiers.presenter import DossiersPresenter

            self._dossiers = DossiersPresenter(office, self._jobs, self)
        return self._dossiers

    def _account_helper(self, office: Office) -> AccountsPresenter:
        if self._accounts is None:
            from agent_desk.ui.pages.accounts.presenter import AccountsPresenter

            self._accounts = AccountsPresenter(office, self._jobs, self)
        return self._accounts

    # Navigator

    def greet(self, card: CardReading | None) -> None:
        """Open Reception for a new citizen, with their card if one was scanned."""
        if self._office is not None:
            self._window.open_page("reception")
            self._receptionist(self._office).greet(card)

    def open_case(self, dossier_id: DossierId) -> None:
        """Open Reception on a dossier that has not left the desk, or needs a supplement."""
        if self._office is not None:
            self._window.open_page("reception")
            self._receptionist(self._office).open_case(dossier_id)

    def open_dossier(self, dossier_id: DossierId) -> None:
        """Open the page of one dossier."""
        if self._office is not None:
            self._window.open_page("dossiers")
            self._archivist(self._office).open_dossier(dossier_id)

    def open_return(self, dossier_id: DossierId) -> None:
        """Open the page where the result of one dossier is given to the citizen."""
        if self._results is not None:
            self._results.open_return(dossier_id)

    def open_return_elsewhere(self, number: str, owner: str) -> None:
        """Open the return of a result that lies here and whose dossier another desk holds."""
        if self._results is not None:
            self._results.open_return_elsewhere(number, owner)

    def open_delivery(self, dossier_id: str) -> None:
        """Open the page where the result of one dossier goes out by post."""
        if self._counter is not None:
            self._counter.open_delivery(dossier_id)

    def open_correction(self, dossier_id: DossierId, owner: str) -> None:
        """Open the page where a recorded return is corrected by a visible fact."""
        if self._results is not None:
            self._results.correct(dossier_id, owner)

    def help_citizen(self, helped: Helped) -> None:
        """Open the account page to help a citizen whom Reception knows, in their visit."""
        if self._office is not None:
            self._window.open_page("accounts")
            self._account_helper(self._office).help_citizen(helped)

    def teach_citizen(self, helped: Helped | None) -> None:
        """Open the five minutes of learning at the counter, for who is being served if anybody."""
        if self._training is not None:
            self._training.teach_citizen(helped)

    def open_page(self, key: str) -> None:
        """Open a page of the rail."""
        self._window.open_page(key)

    def say(self, text: str, tone: Tone) -> None:
        """Tell the clerk one thing, without stopping them."""
        self._window.show_toast(text, tone)

    def something_changed(self) -> None:
        """Have other pages read again, and a sync soon."""
        self._refresh()
        if self._controller is not None:
            self._controller.soon()

    def sync_now(self) -> None:
        """Try to send now, whatever the timer says."""
        if self._controller is not None:
            self._controller.now()

    def hand_to_printer(self, printed: Printed) -> None:
        """Bring a recorded print to its printer, or say where it lies if there is none."""
        if self._prints is not None:
            self._prints.hand(printed)

    def show_papers(self, dossier_id: DossierId, key: str = "") -> None:
        """Open the papers of a dossier: looked at, printed, printed again with a reason."""
        if self._prints is not None:
            self._prints.show_papers(dossier_id, key)

    def show_print(self, print_id: str) -> None:
        """Open one print of the past, to be looked at."""
        if self._prints is not None:
            self._prints.show_print(print_id)

    def tell_on_today(self, text: str) -> None:
        """Say something at the head of Today that stays until it is closed."""
        page = self._window.page("today")
        if isinstance(page, TodayPage):
            page.tell(text)

    def secret_refused(self) -> None:
        """Tell the examiner that somebody typed a password or a code."""
        if self._practice is not None:
            self._practice.secret_refused()

    def look_up(self, text: str) -> None:
        """Go where a scanned code leads, now or as soon as the desk is open."""
        if self._scanning is None:
            self._wish = text
        else:
            self._scanning.look_up(text)

    # What others tell

    def open_bag(self, number: str) -> None:
        """Open the page of bags with one of them chosen."""
        if self._handover is not None:
            self._handover.open_bag(number)

    def _refresh(self) -> None:
        pages = (self._today, self._dossiers, self._sync, self._results, self._handover)
        for presenter in (*pages, self._counter, self._training):
            if presenter is not None:
                presenter.refresh()

    def _on_synced(self, _report: SyncReport) -> None:
        self._refresh()
        if self._watch is not None:
            self._watch.look()

    def _show_pill(self, pill: Pill) -> None:
        self._window.set_connection(pill.text, is_online=pill.is_online, tone=pill.tone)

    def _on_setting(self, key: str, _value: str) -> None:
        if self._watch is not None:
            self._watch.read_again()
        if key == settings.CURRENT_CLERK.key and self._seating is not None:
            self._seating.change()
        elif key in {setting.key for setting in looks.KEYS}:
            self._apply_look()

    def _apply_look(self) -> None:
        """Wear what the settings say, and keep it for the next first paint."""
        office = self._office
        if office is None:
            return
        read = partial(looks.worn_by, office)
        self._jobs.submit("store", read, done=self._dresser.wear, failed=self._complain)

    def _complain(self, error: DeskError) -> None:
        self.say(error.message, Tone.WRONG)
