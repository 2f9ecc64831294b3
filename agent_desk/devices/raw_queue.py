"""The print system together with printers it does not know: a device file, one in the network."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk.devices.not_printed import NotPrinted
from agent_desk.devices.printers import (
    JobReport,
    JobState,
    Printer,
    PrinterState,
    SpoolFailed,
)
from agent_desk.devices.raw_print import DeviceTarget, parse_target, send_raw, show_target
from agent_desk.domain.printing import FailCause

if TYPE_CHECKING:
    from agent_desk.devices.printers import PrintQueue, SpoolJob

_DIRECT = ("file:", "tcp:")


def is_direct(printer: str) -> bool:
    """Say whether this names a printer beside the print system: ``file:…`` or ``tcp:…``."""
    return printer.startswith(_DIRECT)


@dataclass(frozen=True, slots=True)
class QueueAndDirect:
    """Sends tickets to direct printers by itself, everything else through the print system.

    A direct printer gives no number: what it took is done, and cannot be followed or taken back.
    """

    queue: PrintQueue
    passes_raw: bool = sys.platform != "win32"
    devices: Path = Path("/dev/usb")

    def printers(self) -> tuple[Printer, ...]:
        """Give the printers of the print system, and those plugged in beside it.

        Raises: SpoolFailed if the print system is silent.
        """
        plugged = sorted(self.devices.glob("lp*")) if self.devices.is_dir() else []
        direct = (
            Printer(name=show_target(DeviceTarget(path=path)), state=PrinterState.UNKNOWN)
            for path in plugged
        )
        return (*self.queue.printers(), *direct)

    def send(self, job: SpoolJob) -> str:
        """Hand over a job. Raises: SpoolFailed; a direct printer takes tickets only."""
        if is_direct(job.printer):
            if not job.is_raw:
                raise SpoolFailed(FailCause.REFUSED, job.printer)
            return _sent(job, job.printer)
        if job.is_raw and not self.passes_raw:
            return _sent(job, f"queue:{job.printer}")
        return self.queue.send(job)

    def report(self, printer: str, job: str) -> JobReport:
        """Say what became of a job. Raises: SpoolFailed if the system is silent."""
        if is_direct(printer):
            return JobReport(state=JobState.FORGOTTEN)
        return self.queue.report(printer, job)

    def drop(self, printer: str, job: str) -> None:
        """Take a job out of its queue; what a direct printer has is the printer's."""
        if not is_direct(printer):
            self.queue.drop(printer, job)


def _sent(job: SpoolJob, target: str) -> str:
    try:
        send_raw(parse_target(target), job.path.read_bytes(), job.title)
    except NotPrinted as error:
        cause = FailCause.ABORTED if error.may_have_printed else FailCause.NO_ANSWER
        raise SpoolFailed(cause, job.printer) from error
    except OSError as error:
        raise SpoolFailed(FailCause.UNREADABLE, job.printer) from error
    return ""
