"""Printers by role: chosen, tested, their state in words; what waits is answered by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from agent_desk import settings
from agent_desk.commands.printing import doubt_unfinished
from agent_desk.devices.printers import (
    JobReport,
    JobState,
    Printer,
    PrinterState,
    SpoolFailed,
    SpoolJob,
    say_cause,
    say_cure,
    say_state,
)
from agent_desk.domain.printing import FailCause, PrinterRole, SpoolState
from agent_desk.ids import new_intent
from agent_desk.queries import desk as desk_query
from agent_desk.queries import prints as print_query
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.printers.page import PrintersPage
from agent_desk.ui.pages.printers.presenter import PrintersPresenter, SiteSheet
from agent_desk.ui.prints.every import say_document
from agent_desk.ui.slips import SlipKind, print_slip
from agent_desk.ui.spooler import Spooler, Voice
from tests.support import desks
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.ui.pages.printers.presenter import RoleLine
    from tests.support.desks import TestDesk

pytestmark = pytest.mark.usefixtures("desk_app")


@dataclass(slots=True)
class Office:
    """A print system with two printers."""

    states: dict[str, PrinterState] = field(
        default_factory=lambda: {"Laser": PrinterState.READY, "Nhãn": PrinterState.PAPER_OUT}
    )
    is_silent: bool = False
    sent: list[SpoolJob] = field(default_factory=list)

    def printers(self) -> tuple[Printer, ...]:
        if self.is_silent:
            raise SpoolFailed(FailCause.NO_PROGRAM)
        return tuple(Printer(name=name, state=state) for name, state in self.states.items())

    def send(self, job: SpoolJob) -> str:
        self.sent.append(job)
        return "1"

    def report(self, printer: str, job: str) -> JobReport:
        assert printer
        assert job
        return JobReport(state=JobState.DONE)

    def drop(self, printer: str, job: str) -> None: ...


class Shown:
    def __init__(self, t: TestDesk) -> None:
        self.t = t
        self.office, self.nav, self.jobs = an_office(t), WrittenDown(), InlineJobs()
        self.queue = Office()
        voice = Voice(say=self.nav.say, changed=lambda: self.presenter.reread())
        spooler = Spooler(self.office, self.jobs, self.queue, voice)
        self.presenter = PrintersPresenter(self.office, self.jobs, self.nav, spooler, self.queue)

    def line(self, role: PrinterRole) -> RoleLine:
        return next(line for line in self.presenter.state.roles if line.role is role)

    def a_print_in_doubt(self) -> str:
        lodged = desks.a_lodged_dossier(self.t)
        made = print_slip(self.office, new_intent(), lodged, SlipKind.SENDING)
        doubt_unfinished(self.t.desk)
        return made.print_id

    def state_of(self, print_id: str) -> SpoolState:
        with self.t.desk.store.read() as connection:
            return print_query.by_id(connection, print_id).state


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    with desks.opened_desk(tmp_path / "desk") as t:
        yield Shown(t)


def test_a_choice_is_kept_for_its_role_alone(shown: Shown) -> None:
    shown.presenter.refresh()
    shown.presenter.choose(PrinterRole.LABEL, "Nhãn")
    with shown.t.desk.store.read() as connection:
        assert desk_query.setting(connection, settings.PRINTER_LABEL.key) == "Nhãn"
        assert desk_query.setting(connection, settings.PRINTER.key) == ""
    line = shown.line(PrinterRole.LABEL)
    assert (line.state, line.cure) == ("out of paper", say_cure(PrinterState.PAPER_OUT))


def test_a_printer_that_is_switched_off_is_not_shown_as_none(shown: Shown) -> None:
    shown.presenter.choose(PrinterRole.SLIP, "Canon cũ")
    shown.presenter.refresh()
    line = shown.line(PrinterRole.SLIP)
    assert line.chosen == "Canon cũ"
    assert "Canon cũ" in [choice.key for choice in line.choices]
    assert line.state == "not there"


def test_documents_go_to_the_slip_printer_unless_they_have_their_own(shown: Shown) -> None:
    shown.presenter.choose(PrinterRole.SLIP, "Laser")
    shown.presenter.refresh()
    assert shown.line(PrinterRole.DOCUMENT).state == "ready"
    assert shown.line(PrinterRole.LABEL).state == "PDF only"


def test_printers_are_listed_off_the_gui_thread(shown: Shown) -> None:
    shown.jobs.lanes_used.clear()
    shown.presenter.refresh()
    assert shown.jobs.lanes_used == ["store", "work"]


def test_a_silent_print_system_is_a_sentence_and_the_choices_stay(shown: Shown) -> None:
    shown.presenter.choose(PrinterRole.SLIP, "Laser")
    shown.queue.is_silent = True
    shown.presenter.refresh()
    assert shown.presenter.state.problem == say_cause(FailCause.NO_PROGRAM)
    assert shown.line(PrinterRole.SLIP).chosen == "Laser"


@pytest.mark.parametrize("role", list(PrinterRole))
def test_every_role_has_a_test_page_and_a_double_click_is_one(
    shown: Shown, role: PrinterRole
) -> None:
    shown.presenter.choose(role, "Laser")
    for _ in range(2):
        shown.presenter.test(role)
    assert {p.print_number for p in shown.nav.printed} == {1}
    assert shown.nav.printed[0].role is role


def test_every_state_and_cause_has_words() -> None:
    assert all(say_state(state) for state in PrinterState)
    assert all(say_cause(cause, "Laser") for cause in FailCause)
    broken = [s for s in PrinterState if not s.prints]
    assert all(say_cure(state) for state in broken)


def test_what_waits_is_answered_by_keys(shown: Shown, qtbot: QtBot) -> None:
    print_id = shown.a_print_in_doubt()
    page = PrintersPage(shown.presenter, lambda: None)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()
    page.waiting.set_current(print_id)
    came_out = page.key_actions().of(Key.CTRL_ENTER)
    assert came_out is not None
    came_out.run()
    assert shown.state_of(print_id) is SpoolState.DONE
    assert page.key_actions().of(Key.CTRL_ENTER) is None


def test_print_again_goes_to_the_printer_under_its_number(shown: Shown, qtbot: QtBot) -> None:
    print_id = shown.a_print_in_doubt()
    shown.presenter.choose(PrinterRole.SLIP, "Laser")
    page = PrintersPage(shown.presenter, lambda: None)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()
    page.waiting.set_current(print_id)
    again = page.key_actions().of(Key.F8)
    assert again is not None
    again.run()
    assert [job.title.endswith("-1") for job in shown.queue.sent] == [True]
    assert shown.state_of(print_id) is SpoolState.SPOOLED


def test_a_row_leads_to_its_paper(shown: Shown) -> None:
    print_id = shown.a_print_in_doubt()
    shown.presenter.look(print_id)
    assert shown.nav.shown_prints == [print_id]


# Sheets of the post office, and the ticket printer that nobody lists


@pytest.mark.parametrize("sheet", list(SiteSheet))
def test_every_sheet_of_the_post_office_is_printed_from_here(
    shown: Shown, qtbot: QtBot, sheet: SiteSheet
) -> None:
    page = PrintersPage(shown.presenter, lambda: None)
    qtbot.addWidget(page)
    page.sheets[sheet].clicked.emit()
    printed = shown.nav.printed[0]
    assert printed.path.read_bytes().startswith(b"%PDF")
    assert say_document(printed.kind) != printed.kind


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("192.168.1.50", "tcp:192.168.1.50:9100"),
        (" 192.168.1.50 : 9101 ", "tcp:192.168.1.50:9101"),
        ("tcp:may-in.local", "tcp:may-in.local:9100"),
        ("/dev/usb/lp0", "file:/dev/usb/lp0"),
        ("queue:TICKET", "TICKET"),
    ],
)
def test_a_typed_ticket_printer_is_kept(shown: Shown, typed: str, kept: str) -> None:
    shown.presenter.keep_address(typed)
    with shown.t.desk.store.read() as connection:
        assert desk_query.setting(connection, settings.PRINTER_TICKET.key) == kept
    assert shown.presenter.state.address_error == ""


@pytest.mark.parametrize("typed", ["máy in", "1.2.3.4:0", "tcp:", "a:b:c", "tcp:x y;rm:70000"])
def test_what_is_no_printer_is_said_at_the_field_and_stays(
    shown: Shown, qtbot: QtBot, typed: str
) -> None:
    page = PrintersPage(shown.presenter, lambda: None)
    qtbot.addWidget(page)
    page.address.set_text(typed)
    page.address.entered.emit()
    assert page.address.error()
    shown.presenter.refresh()
    assert page.address.text() == typed
    assert shown.line(PrinterRole.TICKET).chosen == ""


def test_a_device_that_is_not_plugged_in_is_said(shown: Shown, tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    shown.presenter.keep_address(str(device))
    shown.presenter.refresh()
    assert shown.line(PrinterRole.TICKET).state == say_state(PrinterState.GONE)
    device.touch()
    shown.presenter.refresh()
    assert shown.line(PrinterRole.TICKET).state == say_state(PrinterState.UNKNOWN)


def test_sheets_printed_before_are_looked_at_again(shown: Shown, qtbot: QtBot) -> None:
    page = PrintersPage(shown.presenter, lambda: None)
    qtbot.addWidget(page)
    look = page.key_actions().of(Key.SHIFT_F8)
    assert look is not None
    look.run()
    assert (shown.nav.shown_prints, len(shown.nav.said)) == ([], 1)
    shown.presenter.print_sheet(SiteSheet.POSTER)
    look.run()
    assert shown.nav.shown_prints == [shown.nav.printed[0].print_id]
