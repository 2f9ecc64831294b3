"""The print system of this PC; on Windows pages are painted at the printer's resolution."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from agent_desk.devices.not_printed import NotPrinted
from agent_desk.devices.printers import (
    JobReport,
    JobState,
    Printer,
    PrinterState,
    SpoolFailed,
)
from agent_desk.devices.printers_cups import CupsQueue
from agent_desk.devices.raw_print import QueueTarget, send_raw
from agent_desk.devices.raw_queue import QueueAndDirect
from agent_desk.domain.printing import FailCause
from agent_desk.pdfium import TURN

if TYPE_CHECKING:
    from pathlib import Path

    from pypdfium2 import PdfDocument, PdfPage

    from agent_desk.devices.printers import PrintQueue, SpoolJob

_MAX_DPI = 300
_POINTS_PER_INCH = 72


def printer_names() -> tuple[str, ...]:
    """Give the printers this system knows."""
    return tuple(QPrinterInfo.availablePrinterNames())


class QtQueue:
    """The printers of Windows, through Qt: a job is handed over whole and cannot be followed."""

    def printers(self) -> tuple[Printer, ...]:
        """Give the printers with what Qt knows of their state."""
        return tuple(
            Printer(name=name, state=_STATES.get(_state_of(name), PrinterState.UNKNOWN))
            for name in printer_names()
        )

    def send(self, job: SpoolJob) -> str:
        """Paint a PDF onto the printer; no number. Raises: SpoolFailed."""
        if job.is_raw:
            return _send_raw(job)
        print_pdf(job.path, job.printer)
        return ""

    def report(self, printer: str, job: str) -> JobReport:
        """Say that nothing is known: Qt gives no job back."""
        return JobReport(state=JobState.FORGOTTEN)

    def drop(self, printer: str, job: str) -> None:
        """Change nothing: what was handed over is the printer's."""


def _send_raw(job: SpoolJob) -> str:
    try:
        return send_raw(QueueTarget(name=job.printer), job.path.read_bytes(), job.title)
    except (NotPrinted, OSError) as error:
        raise SpoolFailed(FailCause.REFUSED, job.printer) from error


def system_queue() -> PrintQueue:
    """Give the print system of this PC."""
    return QueueAndDirect(QtQueue() if sys.platform == "win32" else CupsQueue())


_STATES = {
    QPrinter.PrinterState.Idle: PrinterState.READY,
    QPrinter.PrinterState.Active: PrinterState.PRINTING,
    QPrinter.PrinterState.Aborted: PrinterState.STOPPED,
    QPrinter.PrinterState.Error: PrinterState.NO_ANSWER,
}


def _state_of(name: str) -> QPrinter.PrinterState:
    return QPrinterInfo.printerInfo(name).state()


def print_pdf(path: Path, printer_name: str) -> None:
    """Print a PDF file; from any thread. Raises: SpoolFailed if the printer does not take it."""
    import pypdfium2

    if printer_name not in printer_names():
        raise SpoolFailed(FailCause.GONE, printer_name)
    printer = _printer(printer_name)
    printer.setFullPage(True)
    with TURN:
        try:
            document = pypdfium2.PdfDocument(path)
        except (OSError, pypdfium2.PdfiumError) as error:
            raise SpoolFailed(FailCause.UNREADABLE) from error
        try:
            _print_pages(printer, document)
        finally:
            document.close()


def _printer(name: str) -> QPrinter:
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def _print_pages(printer: QPrinter, document: PdfDocument) -> None:
    if len(document) == 0:
        raise SpoolFailed(FailCause.UNREADABLE)
    _set_page(printer, document[0].get_size())
    painter = QPainter()
    if not painter.begin(printer):
        raise SpoolFailed(FailCause.NO_ANSWER)
    try:
        for number in range(len(document)):
            if number:
                printer.newPage()
            _paint(painter, printer, document[number])
    finally:
        painter.end()


def _set_page(printer: QPrinter, size: tuple[float, float]) -> None:
    width, height = size
    page = QPageSize.PageSizeId.A5 if max(size) < 700 else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(page))
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    )


def _paint(painter: QPainter, printer: QPrinter, page: PdfPage) -> None:
    dpi = min(_MAX_DPI, printer.resolution())
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGB")
    image = QImage(
        picture.tobytes(),
        picture.width,
        picture.height,
        3 * picture.width,
        QImage.Format.Format_RGB888,
    )
    area = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, area.width(), area.height()), image)
