"""What keys do everywhere at an open desk, and what the palette offers and does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from agent_desk.clock import local
from agent_desk.i18n import tr
from agent_desk.ids import DossierId
from agent_desk.queries import citizen as citizen_query
from agent_desk.ui.conditions import TOUR
from agent_desk.ui.help_desk import HelpDesk
from agent_desk.ui.help_forms import field_help
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.palette import Palette
from agent_desk.ui.palette_rank import Entry, EntryKind
from agent_desk.ui.tokens import Tone
from agent_desk.ui.tour import Tour

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.errors import DeskError
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.ui.help_texts import FieldHelp
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.shell import MainWindow

_NOT_OFFERED = (Key.CTRL_K, Key.ESC, Key.CTRL_S, Key.CTRL_Y, *Key.panes())
_TOUR = "tour"
_ICONS = {Key.F2: "file-plus", Key.F8: "printer", Key.SHIFT_F8: "eye", Key.F1: "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """What the keys work with."""

    window: MainWindow
    office: Office
    jobs: JobRunner
    navigator: Navigator
    reception: Callable[[], ReceptionPresenter]


class DeskKeys:
    """Belongs to the GUI thread; lives as long as the desk is open."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self.help = HelpDesk(hands.window, hands.office, hands.jobs, hands.navigator, self.serve)
        self.palette = Palette(hands.window, hands.office, hands.jobs, self)
        self.help.procedure_now = self._procedure_now
        self.help.field_now = self._form_field_now
        self.help.start_tour = self.start_tour
        self.tour = Tour(hands.window, hands.office, hands.jobs)
        self.palette.chose.connect(lambda _key: self.tour.palette_used())
        hands.window.notices.acted.connect(self._on_notice)
        hands.window.set_global_actions(self.actions())
        self.palette.prepare()

    def actions(self) -> PageActions:
        """Give what holds on every page that has nothing of its own on these keys."""
        go = self._hands.navigator.open_page
        return PageActions(
            actions=(
                KeyAction(
                    key=Key.F2,
                    label=tr("New citizen"),
                    run=lambda: self._hands.navigator.greet(None),
                ),
                KeyAction(key=Key.F1, label=tr("Help"), run=self.help.show),
                KeyAction(key=Key.CTRL_K, label=tr("Find anything"), run=self.palette.open),
                KeyAction(key=Key.CTRL_TAB, label=tr("Next open case"), run=self._next_case),
                KeyAction(key=Key.F11, label=tr("Blank the citizen's screen"), run=self._blank),
                KeyAction(key=Key.F12, label=tr("How this desk is"), run=lambda: go("sync")),
                KeyAction(key=Key.CTRL_S, label=tr("Save"), run=self._say_saved),
                KeyAction(key=Key.CTRL_Y, label=tr("Do again"), run=_type_again),
            )
        )

    # What the palette offers

    def entries(self) -> tuple[Entry, ...]:
        """Give what works now and what can be opened from everywhere."""
        window = self._hands.window
        acts = tuple(
            Entry(
                key=f"act:{action.key.name}",
                title=action.label,
                subtitle=tr("Works now"),
                icon=_ICONS.get(action.key, "keyboard"),
                cap=action.key.cap,
            )
            for action in window.key_actions().actions
            if action.enabled and action.key not in _NOT_OFFERED
        )
        pages = tuple(
            Entry(key=f"page:{key}", title=title, subtitle=tr("Page"), icon=icon)
            for key, icon, title in window.listed_pages()
        )
        sync = Entry(
            key="act:sync",
            title=tr("Send now"),
            subtitle=tr("Works everywhere"),
            icon="refresh-cw",
            words="gửi ngay đồng bộ sync",
        )
        return (*acts, sync, *pages, *self.help.entries(), _tour_entry())

    def choose(self, entry: Entry) -> None:
        """Do what was chosen."""
        kind, navigator = entry.kind, self._hands.navigator
        if kind is EntryKind.PAGE:
            navigator.open_page(entry.what)
        elif kind is EntryKind.CASE:
            navigator.open_case(DossierId(entry.what))
        elif kind is EntryKind.DOSSIER:
            navigator.open_dossier(DossierId(entry.what))
        elif kind is EntryKind.CITIZEN:
            self._serve_citizen(entry.what)
        elif kind is EntryKind.PROCEDURE:
            self._take_procedure(entry.what)
        elif entry.what == _TOUR:
            self.start_tour()
        elif kind is EntryKind.HELP:
            self.help.open(entry.what)
        elif entry.what == "sync":
            navigator.sync_now()
        else:
            self._act(Key[entry.what])

    def complain(self, error: DeskError) -> None:
        """Tell the clerk that something could not be read."""
        self._hands.navigator.say(error.message, Tone.WRONG)

    def start_tour(self) -> None:
        """Begin the first day; only where nothing is real."""
        if self._hands.office.is_practice:
            self._hands.window.notices.close_notice(TOUR)
            self.tour.start()
            return
        words = tr(
            "The tour is for the practice desk: nothing there is real. Start Agent Desk with "
            "“Practice”."
        )
        self._hands.navigator.say(words, Tone.NEUTRAL)

    # Doing it

    def _on_notice(self, key: str) -> None:
        if key == TOUR:
            self.start_tour()

    def _procedure_now(self) -> str:
        """Give the procedure of the case before the clerk; empty if there is none."""
        if self._hands.window.current_key() != "reception":
            return ""
        return self._hands.reception().procedure.code_now()

    def _form_field_now(self) -> FieldHelp | None:
        """Explain the field of the official form that has the focus."""
        form = self._hands.reception().forms.current()
        if self._hands.window.current_key() != "reception" or form is None:
            return None
        return field_help(form.form, self._hands.window)

    def _act(self, key: Key) -> None:
        action = self._hands.window.key_actions().of(key)
        if action is not None and action.enabled:
            action.run()

    def _take_procedure(self, code: str) -> None:
        """Take it for the citizen who is asked what they want; else show what it is."""
        if not self.serve(code):
            self.help.open_procedure(code)

    def serve(self, code: str) -> bool:
        """Begin the case of a procedure if Reception waits for one; say whether it did."""
        window = self._hands.window
        if window.current_key() != "reception":
            return False
        reception = self._hands.reception()
        if reception.state.procedure is None:
            return False
        reception.procedure.pick(code)
        return True

    def _serve_citizen(self, citizen_id: str) -> None:
        """Greet a known person; one without a number is shown by what they have here."""
        hands = self._hands

        def read() -> CitizenView:
            with hands.office.desk.store.read() as connection:
                return citizen_query.by_id(connection, citizen_id)

        hands.jobs.submit("store", read, done=self._greet, failed=self.complain)

    def _greet(self, person: CitizenView) -> None:
        from agent_desk.ui.pages.reception.sitting import Who

        hands = self._hands
        hands.navigator.greet(None)
        field, text = ("number", person.number) if person.number else ("name", person.name)

        def write(_nothing: None) -> None:
            reception = hands.reception()
            form = reception.state.citizen.submitter.form if reception.state.citizen else None
            if form is not None and not form.number and not form.name:
                reception.citizen.leave(Who.SUBMITTER, field, text)

        # Reception may still be reading what was left on its screen: the same lane comes after.
        hands.jobs.submit("store", lambda: None, done=write, failed=self.complain)

    def _next_case(self) -> None:
        reception = self._hands.reception()
        is_before = self._hands.window.current_key() == "reception"
        self._hands.navigator.open_page("reception")
        if is_before and reception.state.cases:
            reception.next_case()

    def _blank(self) -> None:
        self._hands.reception().screen.clear()

    def _say_saved(self) -> None:
        at = local(self._hands.office.desk.clock.now()).strftime("%H:%M")
        self._hands.navigator.say(tr("Everything is saved already, {time}.", time=at), Tone.GOOD)


def _type_again() -> None:
    """Bring back what Ctrl+Z took away from a text."""
    entry = QApplication.focusWidget()
    if isinstance(entry, QLineEdit | QPlainTextEdit):
        entry.redo()


def _tour_entry() -> Entry:
    return Entry(
        key=f"help:{_TOUR}",
        title=tr("Start the first-day tour"),
        subtitle=tr("First-day tour"),
        icon="graduation-cap",
        words="ngày đầu tập hướng dẫn tour practice",
    )


def desk_keys(
    window: MainWindow,
    office: Office,
    jobs: JobRunner,
    navigator: Navigator,
    reception: Callable[[], ReceptionPresenter],
) -> DeskKeys:
    """Give an open desk its keys, its palette and its help."""
    hands = Hands(window=window, office=office, jobs=jobs, navigator=navigator, reception=reception)
    return DeskKeys(hands)
