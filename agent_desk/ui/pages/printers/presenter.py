"""Printers by role: chosen, tested, their state in words; prints that wait are answered. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.commands.desk import keep_setting
from agent_desk.devices.printers import (
    Printer,
    PrinterState,
    SpoolFailed,
    say_cure,
    say_state,
)
from agent_desk.devices.raw_print import DeviceTarget, QueueTarget, parse_typed, show_target
from agent_desk.devices.raw_queue import is_direct
from agent_desk.domain.printing import PrinterRole, PrintSubject, SubjectKind
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import prints as print_query
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.key_sheet import print_key_sheet
from agent_desk.ui.prints.printer_tests import print_test_page
from agent_desk.ui.prints.roles import SETTING_OF, say_empty, say_role
from agent_desk.ui.prints.scanner_sheet import print_scanner_sheet
from agent_desk.ui.prints.site_papers import print_poster
from agent_desk.ui.prints.words import as_waiting
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.devices.printers import PrintQueue
    from agent_desk.domain.printing import PrintAnswer
    from agent_desk.errors import DeskError
    from agent_desk.queries.prints import PrintRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed
    from agent_desk.ui.rows import ListRow
    from agent_desk.ui.spooler import Spooler


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """One role: what may be chosen, what is, and how that printer stands."""

    role: PrinterRole
    title: str
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    state: str = ""
    tone: Tone = Tone.NEUTRAL
    cure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintersScreen:
    """What the page shows; ``is_asking`` while the print system has not answered yet."""

    roles: tuple[RoleLine, ...] = ()
    waiting: tuple[ListRow, ...] = ()
    is_asking: bool = True
    problem: str = ""
    address: str = ""
    address_error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    chosen: dict[PrinterRole, str] = field(default_factory=dict)
    waiting: tuple[PrintRow, ...] = ()
    is_ticket_there: bool = True


class SiteSheet(StrEnum):
    """A sheet of this post office that belongs to no dossier."""

    POSTER = "poster"
    KEYS = "keys"
    SCANNER = "scanner"


_SHEETS: Mapping[SiteSheet, Callable[[Office, IntentId], Printed]] = {
    SiteSheet.POSTER: print_poster,
    SiteSheet.KEYS: print_key_sheet,
    SiteSheet.SCANNER: print_scanner_sheet,
}


class PrintersPresenter(Presenter[PrintersScreen]):
    """The print system is asked in the ``work`` lane: a dead printer may take seconds."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        spooler: Spooler,
        queue: PrintQueue,
    ) -> None:
        super().__init__(office, jobs, PrintersScreen())
        self._navigator = navigator
        self._spooler = spooler
        self._queue = queue
        self._read = _Read()
        self._printers: tuple[Printer, ...] = ()
        self._problem = ""
        self._is_asking = False
        self._tests = {role: new_intent() for role in PrinterRole}
        self._sheets = {sheet: new_intent() for sheet in SiteSheet}
        self._answers: dict[str, IntentId] = {}

    def refresh(self) -> None:
        """Read what was chosen and what waits, and ask the print system again."""
        self.reread()
        if self._is_asking:
            return
        self._is_asking = True
        self._jobs.submit("work", self._ask, done=self._answered, failed=self._fail)

    def reread(self) -> None:
        """Read what was chosen and what waits."""
        office = self._office

        def read() -> _Read:
            chosen = {role: office.setting(one) for role, one in SETTING_OF.items()}
            with office.desk.store.read() as connection:
                queued = print_query.in_queue(connection)
                stuck = tuple(row for row in queued if row.cause)
                waiting = (*print_query.waiting(connection), *stuck)
            is_there = _is_there(chosen[PrinterRole.TICKET])
            return _Read(chosen=chosen, waiting=waiting, is_ticket_there=is_there)

        self._jobs.submit("store", read, done=self._took, failed=self._fail)

    def choose(self, role: PrinterRole, name: str) -> None:
        """Keep which printer serves a role."""
        store, setting = self._office.desk.store, SETTING_OF[role]
        if self._read.chosen.get(role) == name:
            return
        self._jobs.submit(
            "store",
            lambda: keep_setting(store, setting.key, name),
            done=lambda _none: self.reread(),
            failed=self._fail,
        )

    def keep_address(self, text: str) -> None:
        """Keep a ticket printer by its typed address or device; empty changes nothing."""
        if not text.strip():
            self.show(replace(self.state, address_error=""))
            return
        try:
            target = parse_typed(text)
        except InvalidInput as error:
            self.show(replace(self.state, address=text, address_error=error.message))
            return
        name = target.name if isinstance(target, QueueTarget) else show_target(target)
        self.show(replace(self.state, address=show_target(target), address_error=""))
        self.choose(PrinterRole.TICKET, name)

    def print_sheet(self, sheet: SiteSheet) -> None:
        """Print a sheet of this post office; a double click is one sheet."""
        office, intent = self._office, self._sheets[sheet]

        def done(printed: Printed) -> None:
            self._sheets[sheet] = new_intent()
            self._navigator.hand_to_printer(printed)

        self._jobs.submit(
            "store", lambda: _SHEETS[sheet](office, intent), done=done, failed=self._fail
        )

    def look_at_sheets(self) -> None:
        """Open what was printed of this post office itself."""
        desk = self._office.desk
        subject = PrintSubject(SubjectKind.SITE, desk.identity.desk_id)

        def read() -> str:
            with desk.store.read() as connection:
                return next((r.print_id for r in print_query.of_subject(connection, subject)), "")

        def done(print_id: str) -> None:
            self.look(print_id)
            if not print_id:
                self._navigator.say(tr("No paper has been printed yet."), Tone.WAITING)

        self._jobs.submit("store", read, done=done, failed=self._fail)

    def test(self, role: PrinterRole) -> None:
        """Print the test page of a role; a double click is one page."""
        office, intent = self._office, self._tests[role]

        def failed(error: DeskError) -> None:
            self._tests[role] = new_intent()
            self._fail(error)

        self._jobs.submit(
            "store",
            lambda: print_test_page(office, intent, role),
            done=lambda printed: self._navigator.hand_to_printer(printed),
            failed=failed,
        )

    def new_tests(self) -> None:
        """Let every button print another test page."""
        self._tests = {role: new_intent() for role in PrinterRole}

    def answer(self, print_id: str, answer: PrintAnswer) -> None:
        """Say what became of a print that waits."""
        if print_id:
            intent = self._answers.setdefault(f"{print_id} {answer}", new_intent())
            self._spooler.answer(intent, print_id, answer)

    def look(self, print_id: str) -> None:
        """Look at a print that waits."""
        if print_id:
            self._navigator.show_print(print_id)

    # Drawing

    def _ask(self) -> tuple[Printer, ...] | str:
        try:
            return self._queue.printers()
        except SpoolFailed as error:
            return error.message

    def _answered(self, found: tuple[Printer, ...] | str) -> None:
        self._is_asking = False
        self.new_tests()
        if isinstance(found, str):
            self._problem, self._printers = found, ()
        else:
            self._problem, self._printers = "", found
        self._draw(is_asking=False)

    def _took(self, read: _Read) -> None:
        self._read = read
        kept = {row.print_id for row in read.waiting}
        self._answers = {k: v for k, v in self._answers.items() if k.split()[0] in kept}
        self._draw(is_asking=self.state.is_asking)

    def _draw(self, *, is_asking: bool) -> None:
        now = self._office.desk.clock.now()
        self.show(
            replace(
                self.state,
                roles=tuple(self._line(role, is_asking=is_asking) for role in SETTING_OF),
                waiting=tuple(as_waiting(row, now) for row in self._read.waiting),
                is_asking=is_asking,
                problem=self._problem,
                address=self._address(),
            )
        )

    def _address(self) -> str:
        """Give the address of the ticket printer; what is wrong stays to be mended."""
        chosen = self._read.chosen.get(PrinterRole.TICKET, "")
        if self.state.address_error:
            return self.state.address
        return chosen if is_direct(chosen) else ""

    def _line(self, role: PrinterRole, *, is_asking: bool) -> RoleLine:
        chosen = self._read.chosen.get(role, "")
        known = {printer.name: printer for printer in self._printers}
        names = [*known, *([chosen] if chosen and chosen not in known else [])]
        choices = (
            Choice(key="", label=say_empty(role)),
            *(Choice(key=name, label=name) for name in names),
        )
        line = RoleLine(role=role, title=say_role(role), choices=choices, chosen=chosen)
        if is_asking:
            return replace(line, state=tr("asking…") if chosen else "")
        name = chosen
        if role is PrinterRole.DOCUMENT and not chosen:
            name = self._read.chosen.get(PrinterRole.SLIP, "")
        if not name:
            return replace(line, state=tr("PDF only"))
        state = known[name].state if name in known else PrinterState.GONE
        if name not in known and is_direct(name) and self._read.is_ticket_there:
            state = PrinterState.UNKNOWN
        tone = Tone.GOOD if state.prints else Tone.WRONG
        if state is PrinterState.UNKNOWN:
            tone = Tone.NEUTRAL
        if state in (PrinterState.PAUSED, PrinterState.PAPER_OUT):
            tone = Tone.WAITING
        return replace(line, state=say_state(state), tone=tone, cure=say_cure(state))

    def _fail(self, error: DeskError) -> None:
        self._is_asking = False
        self._navigator.say(error.message, Tone.WRONG)


def _is_there(printer: str) -> bool:
    """Say whether a printer that was typed in can be there; only a device file tells."""
    if not is_direct(printer):
        return True
    target = parse_typed(printer)
    return not isinstance(target, DeviceTarget) or target.path.exists()
