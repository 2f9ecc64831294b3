"""Printers through a real print service: what arrives, what fails and in which words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import ImageChops, ImageStat

from agent_desk.devices.printers import JobState, PrinterState, SpoolFailed, SpoolJob
from agent_desk.devices.printers_cups import CupsQueue
from agent_desk.domain.printing import FailCause
from agent_desk.ids import new_intent
from agent_desk.pdfium import page_sizes
from agent_desk.ui.slips import SlipKind, print_slip
from tests.documents.reading import picture_of, text_of
from tests.support.cups import print_service, use_pdf_printer, wait_for
from tests.support.desks import a_lodged_dossier, opened_desk
from tests.ui.pages.desk_window import an_office
from tests.ui.test_printing import A4, A5, a_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.cups import PrintService

QUEUE = CupsQueue()


@pytest.fixture(scope="module")
def running() -> Iterator[PrintService]:
    with print_service() as service:
        service.add_keeping("Máy-A5")
        service.add_keeping("Paused")
        service.run("cupsdisable", "Paused")
        service.add_keeping("Closed")
        service.run("cupsreject", "Closed")
        service.add("Jams", "jams:/x")
        service.add("Empty", "empty:/x")
        service.add_keeping("Ticket", model="raw")
        yield service


@pytest.fixture
def service(running: PrintService, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    monkeypatch.setenv("CUPS_SERVER", running.socket)
    return running


def slip(tmp_path: Path, *sizes: tuple[int, int]) -> Path:
    return a_pdf(tmp_path / "slip.pdf", *(sizes or (A5,)))


def send(tmp_path: Path, printer: str, *, is_raw: bool = False) -> str:
    job = SpoolJob(printer=printer, path=slip(tmp_path), title="261123-slip-1", is_raw=is_raw)
    return QUEUE.send(job)


def state_of(printer: str) -> PrinterState | None:
    return {p.name: p.state for p in QUEUE.printers()}.get(printer)


def until(printer: str, job: str, state: JobState) -> FailCause | None:
    wait_for(lambda: QUEUE.report(printer, job).state is state)
    return QUEUE.report(printer, job).cause


@pytest.mark.usefixtures("service")
def test_every_printer_is_listed_with_its_state_in_their_order() -> None:
    states = {p.name: p.state for p in QUEUE.printers() if p.name not in ("Jams", "Empty")}
    assert states == {
        "Closed": PrinterState.REFUSING,
        "Máy-A5": PrinterState.READY,
        "Paused": PrinterState.PAUSED,
        "Ticket": PrinterState.READY,
    }
    names = [p.name for p in QUEUE.printers()]
    assert names == sorted(names, key=str.casefold)


def test_a_slip_arrives_on_paper_of_its_own_size(service: PrintService, tmp_path: Path) -> None:
    job = send(tmp_path, "Máy-A5")
    assert until("Máy-A5", job, JobState.DONE) is None
    pages = [tuple(round(side) for side in size) for size in page_sizes(service.arrived(job))]
    assert pages == [A5]


def test_every_page_of_a_long_paper_arrives(service: PrintService, tmp_path: Path) -> None:
    path = slip(tmp_path, A4, A4, A4)
    job = QUEUE.send(SpoolJob(printer="Máy-A5", path=path, title="long"))
    assert len(page_sizes(service.arrived(job))) == 3


def test_raw_bytes_arrive_as_they_were(service: PrintService, tmp_path: Path) -> None:
    path = tmp_path / "ticket.bin"
    path.write_bytes(b"\x1b@\x1dv0\x00" + bytes(range(256)))
    job = QUEUE.send(SpoolJob(printer="Ticket", path=path, title="ticket", is_raw=True))
    assert service.arrived(job) == path.read_bytes()
    until("Ticket", job, JobState.DONE)


@pytest.mark.usefixtures("service")
def test_a_paused_printer_keeps_the_job_and_says_why(tmp_path: Path) -> None:
    job = send(tmp_path, "Paused")
    report = QUEUE.report("Paused", job)
    assert (report.state, report.cause) == (JobState.WAITING, FailCause.PAUSED)


def test_a_resumed_printer_prints_what_waited(service: PrintService, tmp_path: Path) -> None:
    service.add_keeping("Resumed")
    service.run("cupsdisable", "Resumed")
    job = send(tmp_path, "Resumed")
    service.run("cupsenable", "Resumed")
    until("Resumed", job, JobState.DONE)


@pytest.mark.usefixtures("service")
def test_a_paper_jam_is_told_from_a_pause(tmp_path: Path) -> None:
    job = send(tmp_path, "Jams")
    wait_for(lambda: QUEUE.report("Jams", job).cause is FailCause.JAM)
    assert state_of("Jams") is PrinterState.JAM
    assert QUEUE.report("Jams", job).state is not JobState.DONE


@pytest.mark.usefixtures("service")
def test_an_empty_tray_is_told_while_the_job_is_printing(tmp_path: Path) -> None:
    job = send(tmp_path, "Empty")
    wait_for(lambda: QUEUE.report("Empty", job).cause is FailCause.PAPER_OUT)
    assert state_of("Empty") is PrinterState.PAPER_OUT
    QUEUE.drop("Empty", job)
    assert until("Empty", job, JobState.CANCELED) is FailCause.CANCELED


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize(
    ("printer", "cause"), [("Nobody", FailCause.GONE), ("Closed", FailCause.REFUSED)]
)
def test_a_printer_that_takes_nothing_is_told(
    tmp_path: Path, printer: str, cause: FailCause
) -> None:
    with pytest.raises(SpoolFailed) as failed:
        send(tmp_path, printer)
    assert failed.value.cause is cause


def test_a_job_of_a_printer_that_vanished_is_never_called_printed(
    service: PrintService, tmp_path: Path
) -> None:
    service.add_keeping("Vanishing")
    service.run("cupsdisable", "Vanishing")
    job = send(tmp_path, "Vanishing")
    service.run("lpadmin", "-x", "Vanishing")
    report = QUEUE.report("Vanishing", job)
    assert report.state in (JobState.FORGOTTEN, JobState.CANCELED, JobState.ABORTED)
    assert state_of("Vanishing") is None


@pytest.mark.usefixtures("service")
def test_a_number_that_the_queue_never_gave_is_forgotten() -> None:
    for job in ("99999", "", "x"):
        assert QUEUE.report("Máy-A5", job).state is JobState.FORGOTTEN


def test_without_a_print_service_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    for ask in (QUEUE.printers, lambda: send(tmp_path, "Laser")):
        with pytest.raises(SpoolFailed) as failed:
            ask()
        assert failed.value.cause is FailCause.NO_PROGRAM


@pytest.mark.usefixtures("service")
def test_what_is_no_pdf_is_not_sent(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    for content in (b"", b"no PDF"):
        path.write_bytes(content)
        with pytest.raises(SpoolFailed) as failed:
            QUEUE.send(SpoolJob(printer="Máy-A5", path=path, title="x"))
        assert failed.value.cause is FailCause.UNREADABLE


def a_slip(tmp_path: Path) -> Path:
    with opened_desk(tmp_path / "desk") as t:
        lodged = a_lodged_dossier(t)
        return print_slip(an_office(t), new_intent(), lodged, SlipKind.SENDING).path


def test_the_text_of_a_slip_arrives_letter_by_letter(service: PrintService, tmp_path: Path) -> None:
    path = a_slip(tmp_path)
    job = QUEUE.send(SpoolJob(printer="Máy-A5", path=path, title="slip"))
    assert text_of(service.arrived(job)) == text_of(path.read_bytes())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="CUPS-PDF needs the superuser")
def test_the_pdf_printer_of_cups_draws_the_slip_as_it_is(
    service: PrintService, tmp_path: Path
) -> None:
    import pwd  # not on Windows, where this test does not run

    use_pdf_printer(service)
    home = Path(pwd.getpwuid(os.geteuid()).pw_dir)  # what CUPS-PDF asks, whatever $HOME says
    path, title = a_slip(tmp_path), f"agent-desk-{new_intent()}"
    job = QUEUE.send(SpoolJob(printer="PDF", path=path, title=title))
    until("PDF", job, JobState.DONE)
    folders = (Path("/var/spool/cups-pdf"), home / "PDF")
    (made,) = [found for folder in folders for found in folder.rglob(f"*{title}*.pdf")]
    drawn, sent = made.read_bytes(), path.read_bytes()
    made.unlink()
    pictures = [picture_of(data, page=0, dpi=60).convert("L") for data in (drawn, sent)]
    assert max(abs(a - b) for a, b in zip(pictures[0].size, pictures[1].size, strict=True)) <= 2
    coarse = [picture.resize((70, 100)) for picture in pictures]
    assert ImageStat.Stat(ImageChops.difference(*coarse)).mean[0] < 5
