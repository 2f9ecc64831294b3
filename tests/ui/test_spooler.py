"""From a recorded print to paper: what is kept, what is said, what is asked, whatever breaks."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from agent_desk import settings
from agent_desk.commands.desk import keep_setting
from agent_desk.commands.printing import doubt_unfinished
from agent_desk.devices.printers import JobReport, JobState, Printer, SpoolFailed, SpoolJob
from agent_desk.domain.printing import FailCause, PrintAnswer, PrinterRole, SpoolState
from agent_desk.ids import new_intent
from agent_desk.queries import prints as print_query
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.prints.printer_tests import print_test_page
from agent_desk.ui.slips import SlipKind, print_slip
from agent_desk.ui.spooler import Spooler, Voice
from agent_desk.ui.tokens import Tone
from tests.support import desks
from tests.ui.pages.desk_window import an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.queries.prints import PrintRow
    from agent_desk.ui.prints.order import Printed
    from tests.support.desks import TestDesk


@dataclass(slots=True)
class PaperQueue:
    """A print system whose next answers are set by the test."""

    sent: list[SpoolJob] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    refuses: FailCause | None = None
    number: str = "7"
    reports: list[JobReport | FailCause] = field(default_factory=list)

    def printers(self) -> tuple[Printer, ...]:
        return ()

    def send(self, job: SpoolJob) -> str:
        if self.refuses is not None:
            raise SpoolFailed(self.refuses, job.printer)
        self.sent.append(job)
        self.contents.append(job.path.read_bytes())
        return self.number

    def report(self, printer: str, job: str) -> JobReport:
        assert job == self.number
        found = self.reports.pop(0) if len(self.reports) > 1 else self.reports[0]
        if isinstance(found, FailCause):
            raise SpoolFailed(found, printer)
        return found

    def drop(self, printer: str, job: str) -> None: ...


class Counter:
    """A desk with a slip printer, and what its spooler said."""

    def __init__(self, t: TestDesk) -> None:
        self.t = t
        self.office = an_office(t)
        self.queue = PaperQueue()
        self.jobs = InlineJobs()
        self.said: list[tuple[str, Tone]] = []
        self.spooler = self.another()
        keep_setting(t.desk.store, settings.PRINTER.key, "Laser")

    def another(self) -> Spooler:
        voice = Voice(say=lambda text, tone: self.said.append((text, tone)), changed=lambda: None)
        return Spooler(self.office, self.jobs, self.queue, voice)

    def printed(self) -> Printed:
        lodged = desks.a_lodged_dossier(self.t)
        return print_slip(self.office, new_intent(), lodged, SlipKind.SENDING)

    def row(self, printed: Printed) -> PrintRow:
        with self.t.desk.store.read() as connection:
            return print_query.by_id(connection, printed.print_id)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with desks.opened_desk(tmp_path / "desk") as t:
        yield Counter(t)


def test_a_print_is_followed_until_it_came_out(counter: Counter) -> None:
    printed = counter.printed()
    counter.queue.reports = [JobReport(state=JobState.PRINTING), JobReport(state=JobState.DONE)]
    counter.spooler.hand(printed)
    assert counter.row(printed).state is SpoolState.SPOOLED
    assert (counter.row(printed).printer, counter.row(printed).job) == ("Laser", "7")
    counter.spooler.tick()
    assert counter.spooler.is_watching
    counter.spooler.tick()
    assert counter.row(printed).state is SpoolState.DONE
    assert not counter.spooler.is_watching


def test_the_print_system_is_spoken_to_in_the_work_lane_alone(counter: Counter) -> None:
    printed = counter.printed()
    counter.queue.reports = [JobReport(state=JobState.DONE)]
    counter.jobs.lanes_used.clear()
    counter.spooler.hand(printed)
    assert counter.jobs.lanes_used == ["store", "work", "store"]


def test_the_file_name_and_the_title_of_a_job_name_no_person(counter: Counter) -> None:
    counter.spooler.hand(counter.printed())
    (job,) = counter.queue.sent
    assert "nguyen" not in f"{job.title}{job.path.name}".lower()


def test_without_a_printer_the_pdf_is_kept_and_nothing_waits(counter: Counter) -> None:
    keep_setting(counter.t.desk.store, settings.PRINTER.key, "")
    printed = counter.printed()
    counter.spooler.hand(printed)
    assert counter.row(printed).state is SpoolState.SAVED
    assert printed.path.read_bytes().startswith(b"%PDF")
    assert counter.queue.sent == []


@pytest.mark.parametrize("cause", [FailCause.GONE, FailCause.REFUSED, FailCause.NO_PROGRAM])
def test_a_dead_printer_is_said_and_the_paper_waits(counter: Counter, cause: FailCause) -> None:
    printed = counter.printed()
    counter.queue.refuses = cause
    counter.spooler.hand(printed)
    row = counter.row(printed)
    assert (row.state, row.cause) == (SpoolState.FAILED, cause)
    text, tone = counter.said[-1]
    assert text.startswith("Sending slip: ")
    assert tone is Tone.WRONG
    assert printed.path.exists()
    assert counter.t.view(row.subject.id).taken_at  # the filing stands


def test_a_printer_that_runs_out_of_paper_is_told_once_and_goes_on(counter: Counter) -> None:
    printed = counter.printed()
    empty = JobReport(state=JobState.PRINTING, cause=FailCause.PAPER_OUT)
    counter.queue.reports = [empty, empty, JobReport(state=JobState.DONE)]
    counter.spooler.hand(printed)
    counter.said.clear()
    for _ in range(2):
        counter.spooler.tick()
    assert [tone for _text, tone in counter.said] == [Tone.WAITING]
    assert counter.row(printed).cause is FailCause.PAPER_OUT
    counter.spooler.tick()
    assert counter.row(printed).state is SpoolState.DONE


@pytest.mark.parametrize(
    ("report", "state"),
    [
        (JobReport(state=JobState.ABORTED, cause=FailCause.ABORTED), SpoolState.FAILED),
        (JobReport(state=JobState.CANCELED, cause=FailCause.CANCELED), SpoolState.FAILED),
        (JobReport(state=JobState.FORGOTTEN), SpoolState.UNKNOWN),
    ],
)
def test_what_did_not_end_well_waits_for_the_clerk(
    counter: Counter, report: JobReport, state: SpoolState
) -> None:
    printed = counter.printed()
    counter.queue.reports = [report]
    counter.spooler.hand(printed)
    counter.spooler.tick()
    assert counter.row(printed).state is state
    assert counter.said[-1][1] is Tone.WRONG


def test_a_print_service_that_dies_meanwhile_leaves_a_question(counter: Counter) -> None:
    printed = counter.printed()
    counter.queue.reports = [FailCause.NO_PROGRAM]
    counter.spooler.hand(printed)
    for _ in range(5):
        counter.spooler.tick()
    assert counter.row(printed).state is SpoolState.UNKNOWN
    assert not counter.spooler.is_watching


def test_a_system_that_gives_no_number_counts_as_printed(counter: Counter) -> None:
    counter.queue.number = ""
    printed = counter.printed()
    counter.spooler.hand(printed)
    assert counter.row(printed).state is SpoolState.DONE


def test_the_same_print_is_not_sent_twice(counter: Counter) -> None:
    printed = counter.printed()
    counter.queue.reports = [JobReport(state=JobState.PRINTING)]
    for _ in range(2):
        counter.spooler.hand(printed)
    assert len(counter.queue.sent) == 1


# After a crash


def test_after_a_crash_what_no_queue_took_is_in_doubt(counter: Counter) -> None:
    printed = counter.printed()  # and the PC loses its power here
    counter.another().recover()
    assert counter.row(printed).state is SpoolState.UNKNOWN


def test_after_a_crash_what_a_queue_took_is_followed_on(counter: Counter) -> None:
    printed = counter.printed()
    counter.spooler.hand(printed)
    counter.queue.reports = [JobReport(state=JobState.DONE)]
    next_run = counter.another()
    next_run.recover()
    next_run.tick()
    assert counter.row(printed).state is SpoolState.DONE


def test_print_again_sends_the_same_bytes_under_the_same_number(counter: Counter) -> None:
    printed = counter.printed()
    before = printed.path.read_bytes()
    printed.path.unlink()
    doubt_unfinished(counter.t.desk)
    counter.spooler.answer(new_intent(), printed.print_id, PrintAnswer.PRINT_AGAIN)
    assert counter.queue.contents == [before]
    row = counter.row(printed)
    assert (row.number, row.state) == (1, SpoolState.SPOOLED)


@pytest.mark.parametrize(
    ("answer", "state"),
    [(PrintAnswer.CAME_OUT, SpoolState.DONE), (PrintAnswer.NOT_NEEDED, SpoolState.DROPPED)],
)
def test_an_answer_ends_the_question_and_prints_nothing(
    counter: Counter, answer: PrintAnswer, state: SpoolState
) -> None:
    printed = counter.printed()
    doubt_unfinished(counter.t.desk)
    counter.spooler.answer(new_intent(), printed.print_id, answer)
    assert counter.row(printed).state is state
    assert counter.queue.sent == []


def test_print_again_pressed_twice_is_one_print(counter: Counter) -> None:
    printed, intent = counter.printed(), new_intent()
    doubt_unfinished(counter.t.desk)
    for _ in range(2):
        counter.spooler.answer(intent, printed.print_id, PrintAnswer.PRINT_AGAIN)
    assert len(counter.queue.sent) == 1


# Tickets


def a_test_ticket(counter: Counter, target: str) -> Printed:
    keep_setting(counter.t.desk.store, settings.PRINTER_TICKET.key, target)
    return print_test_page(counter.office, new_intent(), PrinterRole.TICKET)


def test_a_ticket_goes_raw_to_its_queue(counter: Counter) -> None:
    counter.spooler.hand(a_test_ticket(counter, "Roll"))
    (job,) = counter.queue.sent
    assert (job.printer, job.is_raw) == ("Roll", True)
    assert counter.queue.contents[0].startswith(b"\x1b@")


def test_a_ticket_goes_to_a_device_file(counter: Counter, tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.touch()
    printed = a_test_ticket(counter, f"file:{device}")
    counter.spooler.hand(printed)
    assert device.read_bytes() == printed.path.read_bytes()
    assert counter.row(printed).state is SpoolState.DONE


def test_a_ticket_printer_in_the_network_that_is_off_is_told(counter: Counter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    printed = a_test_ticket(counter, f"tcp:127.0.0.1:{port}")
    counter.spooler.hand(printed)
    assert counter.row(printed).state is SpoolState.FAILED
