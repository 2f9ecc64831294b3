"""A finished PDF onto a printer: size, direction, every page, and what is said when it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from agent_desk.errors import DeskError
from agent_desk.ui import printing
from tests.documents.reading import picture_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("desk_app")
A5, A4 = (420, 595), (595, 842)


class PaperPrinter:
    """Makes the program print into a PDF file, as onto a printer named “Laser”."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.made: list[QPrinter] = []
        monkeypatch.setattr(printing, "printer_names", lambda: ("Laser",))
        monkeypatch.setattr(printing, "_printer", self._make)

    def _make(self, _name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        self.made.append(printer)
        return printer


def a_pdf(path: Path, *sizes: tuple[int, int]) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for number, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.rect(20, 20, size[0] - 40, size[1] - 40, fill=number % 2)
        canvas.showPage()
    canvas.save()
    return path


def sizes_of(path: Path) -> list[tuple[int, int]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    sizes = [tuple(round(side) for side in document[n].get_size()) for n in range(len(document))]
    document.close()
    return sizes


def test_every_page_is_printed_on_paper_of_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = PaperPrinter(tmp_path / "out.pdf", monkeypatch)
    printing.print_pdf(a_pdf(tmp_path / "in.pdf", A5, A5, A5), "Laser")
    assert sizes_of(printer.path) == [A5] * 3


@pytest.mark.parametrize(
    ("size", "page", "is_landscape"),
    [
        (A5, QPageSize.PageSizeId.A5, False),
        (A4, QPageSize.PageSizeId.A4, False),
        (A4[::-1], QPageSize.PageSizeId.A4, True),
        (A5[::-1], QPageSize.PageSizeId.A5, True),
    ],
)
def test_paper_and_direction_are_those_of_the_document(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    page: QPageSize.PageSizeId,
    is_landscape: bool,
) -> None:
    printer = PaperPrinter(tmp_path / "out.pdf", monkeypatch)
    printing.print_pdf(a_pdf(tmp_path / "in.pdf", size), "Laser")
    layout = printer.made[0].pageLayout()
    assert layout.pageSize().id() == page
    assert (layout.orientation() == QPageLayout.Orientation.Landscape) is is_landscape


def test_what_is_drawn_arrives_on_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = PaperPrinter(tmp_path / "out.pdf", monkeypatch)
    printing.print_pdf(a_pdf(tmp_path / "in.pdf", A5, A5), "Laser")
    picture = picture_of(printer.path.read_bytes(), page=1, dpi=72)
    middle, edge = (picture.width // 2, picture.height // 2), (5, 5)
    assert picture.getpixel(middle) < 40
    assert picture.getpixel(edge) > 200


def test_a_printer_that_is_not_there_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="Laser 7"):
        printing.print_pdf(a_pdf(tmp_path / "in.pdf", A5), "Laser 7")


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PaperPrinter(tmp_path / "no such folder" / "out.pdf", monkeypatch)
    with pytest.raises(DeskError, match="does not answer"):
        printing.print_pdf(a_pdf(tmp_path / "in.pdf", A5), "Laser")


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.4\n%%EOF"])
def test_a_pdf_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    PaperPrinter(tmp_path / "out.pdf", monkeypatch)
    (tmp_path / "in.pdf").write_bytes(content)
    with pytest.raises(DeskError):
        printing.print_pdf(tmp_path / "in.pdf", "Laser")


def test_a_pdf_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    PaperPrinter(tmp_path / "out.pdf", monkeypatch)
    with pytest.raises(DeskError):
        printing.print_pdf(tmp_path / "in.pdf", "Laser")
