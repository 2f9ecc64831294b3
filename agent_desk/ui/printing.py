"""A finished PDF onto paper: its pages are painted on the printer at the printer's resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from agent_desk.errors import DeskError
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from pypdfium2 import PdfDocument, PdfPage

_MAX_DPI = 300
_POINTS_PER_INCH = 72


def printer_names() -> tuple[str, ...]:
    """Give the printers this system knows."""
    return tuple(QPrinterInfo.availablePrinterNames())


def print_pdf(path: Path, printer_name: str) -> None:
    """Print a PDF file (GUI thread). Raises: DeskError if the printer does not take it."""
    import pypdfium2

    if printer_name not in printer_names():
        raise DeskError(
            tr(
                "The printer “{name}” is not there. Check its cable and switch, or choose another "
                "in Settings; the PDF is kept.",
                name=printer_name,
            )
        )
    printer = _printer(printer_name)
    printer.setFullPage(True)
    try:
        document = pypdfium2.PdfDocument(path)
    except (OSError, pypdfium2.PdfiumError) as error:
        raise DeskError(
            tr("The PDF {name} cannot be read. Print the paper again.", name=path.name)
        ) from error
    try:
        _print_pages(printer, document)
    finally:
        document.close()


def _printer(name: str) -> QPrinter:
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def _print_pages(printer: QPrinter, document: PdfDocument) -> None:
    if len(document) == 0:
        raise DeskError(tr("This PDF has no pages. Print the paper again."))
    _set_page(printer, document[0].get_size())
    painter = QPainter()
    if not painter.begin(printer):
        raise DeskError(
            tr("The printer does not answer. Check paper and cable, then press F8 again.")
        )
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
