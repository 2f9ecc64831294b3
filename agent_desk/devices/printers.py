"""What the program needs of a print system: which printers, take a job, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from agent_desk.domain.printing import FailCause
from agent_desk.errors import DeskError
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path


class PrinterState(StrEnum):
    """How a printer stands."""

    READY = "ready"
    PRINTING = "printing"
    PAUSED = "paused"
    PAPER_OUT = "paper_out"
    JAM = "jam"
    OPEN = "open"
    NO_ANSWER = "no_answer"
    REFUSING = "refusing"
    STOPPED = "stopped"
    GONE = "gone"
    UNKNOWN = "unknown"

    @property
    def prints(self) -> bool:
        """Say whether a job sent now would be expected to come out."""
        return self in (PrinterState.READY, PrinterState.PRINTING, PrinterState.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """One printer of this PC; ``said`` is what the print system says of it, in its own words."""

    name: str
    state: PrinterState
    said: str = ""


class JobState(StrEnum):
    """What a queue knows of a job; ``FORGOTTEN`` when it knows nothing of it any more."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    ABORTED = "aborted"
    CANCELED = "canceled"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """How a job stands; ``cause`` says why it waits or failed, if the queue says so."""

    state: JobState
    cause: FailCause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolJob:
    """A file for a printer; ``is_raw`` bytes go to it as they are. ``title`` names no person."""

    printer: str
    path: Path
    title: str
    is_raw: bool = False


class SpoolFailed(DeskError):
    """A printer did not take a job; the paper stays recorded and can be printed later."""

    def __init__(self, cause: FailCause, printer: str = "") -> None:
        super().__init__(say_cause(cause, printer))
        self.cause = cause


class PrintQueue(Protocol):
    """The print system of this PC. Every call may take seconds: never on the GUI thread."""

    def printers(self) -> tuple[Printer, ...]:
        """Give the printers with their state. Raises: SpoolFailed if the system is silent."""
        ...

    def send(self, job: SpoolJob) -> str:
        """Hand over a job; give its number, or empty where the system has none to follow.

        Raises: SpoolFailed.
        """
        ...

    def report(self, printer: str, job: str) -> JobReport:
        """Say what became of a job. Raises: SpoolFailed if the system is silent."""
        ...

    def drop(self, printer: str, job: str) -> None:
        """Take a job out of the queue; one that is gone is gone."""
        ...


def say_state(state: PrinterState) -> str:
    """Say how a printer stands, in a word or two."""
    return {
        PrinterState.READY: tr("ready"),
        PrinterState.PRINTING: tr("printing"),
        PrinterState.PAUSED: tr("paused"),
        PrinterState.PAPER_OUT: tr("out of paper"),
        PrinterState.JAM: tr("paper jam"),
        PrinterState.OPEN: tr("a cover is open"),
        PrinterState.NO_ANSWER: tr("does not answer"),
        PrinterState.REFUSING: tr("takes no jobs"),
        PrinterState.STOPPED: tr("stopped"),
        PrinterState.GONE: tr("not there"),
        PrinterState.UNKNOWN: tr("state not known"),
    }[state]


def say_cure(state: PrinterState) -> str:
    """Say what the clerk does about it; empty when nothing is to be done."""
    return {
        PrinterState.PAUSED: tr("Press Resume on the printer, or start its queue again."),
        PrinterState.PAPER_OUT: tr("Put paper in; the printer goes on by itself."),
        PrinterState.JAM: tr("Take the jammed sheet out and close the printer."),
        PrinterState.OPEN: tr("Close the cover of the printer."),
        PrinterState.NO_ANSWER: tr("Switch the printer on and check its cable."),
        PrinterState.REFUSING: tr("Ask technical support to let its queue take jobs."),
        PrinterState.STOPPED: tr("Switch the printer off and on; if it stays, call support."),
        PrinterState.GONE: tr("Check cable and switch, or choose another printer here."),
    }.get(state, "")


def say_cause(cause: FailCause, printer: str = "") -> str:
    """Say why a print did not come out and what to do; the PDF is always kept."""
    return {
        FailCause.GONE: tr(
            "The printer “{name}” is not there. Check its cable and switch, or choose another on "
            "the Printers page; the PDF is kept.",
            name=printer,
        ),
        FailCause.PAUSED: tr("The printer is paused. Resume it, then print again."),
        FailCause.PAPER_OUT: tr("The printer is out of paper. Put paper in."),
        FailCause.JAM: tr("The paper is jammed. Take it out, then print again."),
        FailCause.REFUSED: tr("The printer takes no jobs now. Choose another or call support."),
        FailCause.NO_ANSWER: tr(
            "The printer does not answer. Check paper and cable, then press F8 again."
        ),
        FailCause.NO_PROGRAM: tr(
            "The print service of this PC does not run. Restart the PC; the PDF is kept."
        ),
        FailCause.ABORTED: tr("The printer broke the job off. Print it again."),
        FailCause.CANCELED: tr("The job was taken out of the printer's queue."),
        FailCause.UNREADABLE: tr("The paper cannot be read. Print it again."),
    }[cause]
