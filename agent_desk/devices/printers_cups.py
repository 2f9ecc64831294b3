"""Printers of Linux and macOS, through CUPS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.devices.ipp import IppSilent, Operation, Reply, Request, Status, ask
from agent_desk.devices.printers import (
    JobReport,
    JobState,
    Printer,
    PrinterState,
    SpoolFailed,
)
from agent_desk.domain.printing import FailCause
from agent_desk.pdfium import page_sizes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.devices.printers import SpoolJob

_PRINTER_WANTED = (
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
)
_JOB_WANTED = ("job-state", "job-state-reasons")
_PRINTING, _STOPPED = "4", "5"
_BY_REASON = (
    ("media-jam", PrinterState.JAM),
    ("media-empty", PrinterState.PAPER_OUT),
    ("media-needed", PrinterState.PAPER_OUT),
    ("cover-open", PrinterState.OPEN),
    ("door-open", PrinterState.OPEN),
    ("interlock-open", PrinterState.OPEN),
    ("offline", PrinterState.NO_ANSWER),
    ("connecting-to-device", PrinterState.NO_ANSWER),
    ("timed-out", PrinterState.NO_ANSWER),
    ("shutdown", PrinterState.NO_ANSWER),
)
"""Beginnings of ``printer-state-reasons`` (RFC 8011, 5.4.12), the worst first."""

_CAUSES = {
    PrinterState.PAUSED: FailCause.PAUSED,
    PrinterState.STOPPED: FailCause.PAUSED,
    PrinterState.PAPER_OUT: FailCause.PAPER_OUT,
    PrinterState.JAM: FailCause.JAM,
    PrinterState.OPEN: FailCause.NO_ANSWER,
    PrinterState.NO_ANSWER: FailCause.NO_ANSWER,
    PrinterState.REFUSING: FailCause.REFUSED,
    PrinterState.GONE: FailCause.GONE,
}
_JOBS = {
    "3": JobState.WAITING,
    "4": JobState.WAITING,
    "5": JobState.PRINTING,
    "6": JobState.WAITING,
    "7": JobState.CANCELED,
    "8": JobState.ABORTED,
    "9": JobState.DONE,
}
"""``job-state`` (RFC 8011, 5.3.7); 6 is a job that stopped with its printer."""

_MEDIA = {
    (210, 297): "iso_a4_210x297mm",
    (148, 210): "iso_a5_148x210mm",
    (105, 148): "iso_a6_105x148mm",
}


class CupsQueue:
    """The print service of this PC; ``CUPS_SERVER`` names another, as for the programs of CUPS."""

    def printers(self) -> tuple[Printer, ...]:
        """Give the printers by name. Raises: SpoolFailed if the service is silent."""
        reply = _ask(Request(operation=Operation.CUPS_GET_PRINTERS, wanted=_PRINTER_WANTED))
        found = [_printer(group) for group in reply.groups if group.get("printer-name")]
        return tuple(sorted(found, key=lambda printer: printer.name.casefold()))

    def send(self, job: SpoolJob) -> str:
        """Hand over a job and give its number. Raises: SpoolFailed."""
        try:
            document = job.path.read_bytes()
        except OSError as error:
            raise SpoolFailed(FailCause.UNREADABLE, job.printer) from error
        reply = _ask(
            Request(
                operation=Operation.PRINT_JOB,
                printer=job.printer,
                title=job.title,
                media_type="application/vnd.cups-raw" if job.is_raw else "application/pdf",
                options={} if job.is_raw else _options(document),
                document=document,
            )
        )
        number = reply.first("job-id")
        if not reply.is_good or not number:
            raise SpoolFailed(_refusal(reply), job.printer)
        return number

    def report(self, printer: str, job: str) -> JobReport:
        """Say what became of a job. Raises: SpoolFailed if the service is silent."""
        if not job.isdigit():
            return JobReport(state=JobState.FORGOTTEN)
        asked = Request(
            operation=Operation.GET_JOB, printer=printer, job=int(job), wanted=_JOB_WANTED
        )
        reply = _ask(asked)
        state = _JOBS.get(reply.first("job-state"), JobState.FORGOTTEN)
        if not reply.is_good or state is JobState.FORGOTTEN:
            return JobReport(state=JobState.FORGOTTEN)
        if state in (JobState.WAITING, JobState.PRINTING):
            return JobReport(state=state, cause=_CAUSES.get(self._state(printer)))
        return JobReport(state=state, cause=_ENDS.get(state))

    def drop(self, printer: str, job: str) -> None:
        """Take a job out of the queue; one that is gone is gone."""
        if job.isdigit():
            _ask(Request(operation=Operation.CANCEL_JOB, printer=printer, job=int(job)))

    def _state(self, printer: str) -> PrinterState:
        reply = _ask(
            Request(operation=Operation.GET_PRINTER, printer=printer, wanted=_PRINTER_WANTED)
        )
        if not reply.is_good:
            return PrinterState.GONE
        return _printer(reply.groups[0]).state if reply.groups else PrinterState.UNKNOWN


_ENDS = {JobState.ABORTED: FailCause.ABORTED, JobState.CANCELED: FailCause.CANCELED}


def _options(document: bytes) -> Mapping[str, str]:
    """Ask for paper of the size of the first page; what is larger than the paper is fitted."""
    try:
        width, height = (round(side / 72 * 25.4) for side in sorted(page_sizes(document)[0]))
    except (ValueError, IndexError) as error:
        raise SpoolFailed(FailCause.UNREADABLE) from error
    media = _MEDIA.get((width, height), f"custom_page_{width}x{height}mm")
    return {"media": media, "print-scaling": "auto-fit"}


def _ask(request: Request) -> Reply:
    try:
        return ask(request)
    except IppSilent as error:
        raise SpoolFailed(FailCause.NO_PROGRAM, request.printer) from error


def _refusal(reply: Reply) -> FailCause:
    if reply.status == Status.NOT_FOUND:
        return FailCause.GONE
    return FailCause.REFUSED


def _printer(group: Mapping[str, tuple[str, ...]]) -> Printer:
    reasons = group.get("printer-state-reasons", ())
    state = next(
        (
            found
            for beginning, found in _BY_REASON
            for reason in reasons
            if reason.startswith(beginning) and not reason.endswith("-report")
        ),
        None,
    )
    return Printer(
        name=group["printer-name"][0],
        state=state or _plain_state(group),
        said=" ".join(group.get("printer-state-message", ())),
    )


def _plain_state(group: Mapping[str, tuple[str, ...]]) -> PrinterState:
    if group.get("printer-state") == (_STOPPED,):
        is_paused = "paused" in group.get("printer-state-reasons", ())
        return PrinterState.PAUSED if is_paused else PrinterState.STOPPED
    if group.get("printer-is-accepting-jobs") == ("false",):
        return PrinterState.REFUSING
    if group.get("printer-state") == (_PRINTING,):
        return PrinterState.PRINTING
    return PrinterState.READY
