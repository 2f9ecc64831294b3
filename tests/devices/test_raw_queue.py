"""Tickets beside the print system: the same act, whichever way the roll is connected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from agent_desk.devices import winspool
from agent_desk.devices.printers import JobReport, JobState, SpoolFailed, SpoolJob
from agent_desk.devices.raw_queue import QueueAndDirect
from agent_desk.domain.printing import FailCause
from tests.devices.test_raw_print import Printer, Spooler

if TYPE_CHECKING:
    from pathlib import Path

DATA = b"\x1b@ticket" * 2000


@dataclass
class Known:
    """A print system that takes everything."""

    sent: list[SpoolJob] = field(default_factory=list)

    def printers(self) -> tuple[()]:
        return ()

    def send(self, job: SpoolJob) -> str:
        self.sent.append(job)
        return "12"

    def report(self, _printer: str, _job: str) -> JobReport:
        return JobReport(state=JobState.PRINTING)

    def drop(self, _printer: str, _job: str) -> None:
        return None


@pytest.fixture
def ticket(tmp_path: Path) -> Path:
    path = tmp_path / "ticket.bin"
    path.write_bytes(DATA)
    return path


def a_job(path: Path, printer: str, *, is_raw: bool = True) -> SpoolJob:
    return SpoolJob(printer=printer, path=path, title="00102261123014-ticket-1", is_raw=is_raw)


def test_a_roll_in_the_network_prints_and_has_no_number(ticket):
    printer, known = Printer(), Known()
    queue = QueueAndDirect(known)
    with printer as target:
        name = f"tcp:{target.host}:{target.port}"
        assert queue.send(a_job(ticket, name)) == ""
    assert printer.taken == DATA
    assert known.sent == []
    assert queue.report(name, "").state is JobState.FORGOTTEN


def test_a_named_printer_goes_through_the_print_system(ticket):
    known = Known()
    queue = QueueAndDirect(known, passes_raw=True)
    assert queue.send(a_job(ticket, "Ticket")) == "12"
    assert [job.printer for job in known.sent] == ["Ticket"]
    assert queue.report("Ticket", "12").state is JobState.PRINTING


def test_on_windows_a_ticket_goes_raw_to_the_spooler_and_a_slip_as_before(ticket, monkeypatch):
    spooler, known = Spooler(), Known()
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(winspool, "system_spooler", lambda: spooler)
    queue = QueueAndDirect(known, passes_raw=False)
    queue.send(a_job(ticket, "VÉ 80"))
    assert spooler.taken == DATA
    queue.send(a_job(ticket, "Máy A5", is_raw=False))
    assert [job.printer for job in known.sent] == ["Máy A5"]


@pytest.mark.parametrize(
    ("printer", "is_raw", "cause"),
    [
        ("file:/nowhere/lp0", True, FailCause.NO_ANSWER),
        ("file:/nowhere/lp0", False, FailCause.REFUSED),
    ],
)
def test_what_a_direct_printer_does_not_take_has_a_cause(ticket, printer, is_raw, cause):
    with pytest.raises(SpoolFailed) as caught:
        QueueAndDirect(Known()).send(a_job(ticket, printer, is_raw=is_raw))
    assert caught.value.cause is cause


def test_a_printer_that_broke_off_is_told_apart_from_one_that_never_began(ticket):
    ticket.write_bytes(DATA * 300)
    with Printer(limit=100) as target:
        job = a_job(ticket, f"tcp:{target.host}:{target.port}")
        with pytest.raises(SpoolFailed) as caught:
            QueueAndDirect(Known()).send(job)
    assert caught.value.cause is FailCause.ABORTED


def test_a_ticket_whose_file_is_gone_is_said_to_be_unreadable(tmp_path):
    with pytest.raises(SpoolFailed) as caught:
        QueueAndDirect(Known()).send(a_job(tmp_path / "gone.bin", "file:/dev/null"))
    assert caught.value.cause is FailCause.UNREADABLE


def test_a_roll_that_is_plugged_in_is_offered_and_prints(ticket, tmp_path):
    (tmp_path / "usb").mkdir()
    device = tmp_path / "usb" / "lp0"
    device.touch()
    queue = QueueAndDirect(Known(), devices=tmp_path / "usb")
    (printer,) = queue.printers()
    queue.send(a_job(ticket, printer.name))
    assert device.read_bytes() == DATA
