"""The test page of a printer: rulers to its edges, a code to scan, every letter, who it is for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from agent_desk.documents.codes import placed, qr_bars, qr_modules
from agent_desk.documents.fonts import Face, em_width
from agent_desk.documents.marks import Box, Marks, Rule, TextMark
from agent_desk.documents.pdf import PdfInfo, Placed, Sheet, write_pdf
from agent_desk.documents.runs import printable
from agent_desk.documents.sheet import A4_HEIGHT, A4_WIDTH, A5_HEIGHT, A5_WIDTH, MM
from agent_desk.documents.show import show_moment
from agent_desk.domain.printing import PrinterRole

if TYPE_CHECKING:
    from datetime import datetime

DOCUMENT = "printer_test"
TEST_CODE = "0123456789"
"""What the code says; it opens nothing."""

_PRACTICE = "DỮ LIỆU THỬ"
_RULER_MM = 40
_TITLES = {
    PrinterRole.SLIP: "MÁY IN PHIẾU",
    PrinterRole.DOCUMENT: "MÁY IN VĂN BẢN A4",
    PrinterRole.TICKET: "MÁY IN VÉ 80 MM",
    PrinterRole.LABEL: "MÁY IN NHÃN A6",
}
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterTest:
    """For which role, on which printer, at which counter, when."""

    role: PrinterRole
    printer: str
    site: str
    at: datetime
    is_a4: bool = False
    practice: bool = False


def letters() -> tuple[str, ...]:
    """Give the rows of all accented letters, small and capital side by side, then the signs."""
    small = [
        " ".join(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES) for vowel in _VOWELS
    ]
    return (*small, "đ ₫ – …", *(row.upper() for row in small), "Đ “ ” §")


def render_printer_test(test: PrinterTest) -> bytes:
    """Write the test page as PDF, on the paper of its role."""
    width, height = _size(test)
    practice = _PRACTICE if test.practice else ""
    marks = Marks(watermark=practice)
    _rulers(marks, width, height)
    size = max(min(width, height) / 30, 8.5)
    y = height - 26 * MM
    for text, face, share in (
        # A ticket is black or white: what lies behind in gray would not be printed.
        *([(practice, Face.BOLD, 1.25)] if practice else []),
        (f"TRANG IN THỬ — {_TITLES[test.role]}", Face.BOLD, 1.25),
        (test.printer, Face.REGULAR, 1.0),
        (f"{test.site} · {show_moment(test.at)}", Face.REGULAR, 0.85),
        ("Thước phải chạm mép giấy; mỗi vạch nhỏ là 1 mm, vạch dài là 10 mm.", Face.ITALIC, 0.85),
    ):
        y = _centered(marks, _Words(text, face, size * share), y, width)
    y = _code(marks, y - 2 * MM, width)
    _letters(marks, y - 4 * MM, width, size * 0.95)
    info = PdfInfo(title="Trang in thử", author=test.site, width=width, height=height)
    return write_pdf([Sheet(pages=(Placed(marks=marks),))], info)


def _size(test: PrinterTest) -> tuple[float, float]:
    if test.role is PrinterRole.TICKET:
        return 72 * MM, 150 * MM
    if test.role is PrinterRole.LABEL:
        return A5_HEIGHT / 2, A5_WIDTH
    if test.role is PrinterRole.DOCUMENT or test.is_a4:
        return A4_WIDTH, A4_HEIGHT
    return A5_WIDTH, A5_HEIGHT


class _Words(NamedTuple):
    text: str
    face: Face
    size: float


def _centered(marks: Marks, words: _Words, y: float, width: float) -> float:
    """Set one line in the middle, as large as asked or as fits; give where the next begins."""
    text, face, size = printable(words.text), words.face, words.size
    ems = em_width(text, face)
    used = min(size, (width - 24 * MM) / max(ems, 1e-6))
    x = (width - ems * used) / 2
    marks.texts.append(TextMark(x=x, y=y - used, text=text, face=face, size=used))
    return y - used * 1.5


def _rulers(marks: Marks, width: float, height: float) -> None:
    """Draw a ruler from the middle of every edge inwards, and a frame 10 mm from the edges."""
    middle_x, middle_y = width / 2, height / 2
    marks.frames.append(Box(10 * MM, 10 * MM, width - 20 * MM, height - 20 * MM))
    depth = 20 if width > 120 * MM else 10
    for tick in range(depth + 1):
        reach = (4 if tick % 10 == 0 else 2.5 if tick % 5 == 0 else 1.5) * MM
        at = tick * MM
        marks.rules.append(Rule(middle_x - reach, at, middle_x + reach, at))
        marks.rules.append(Rule(middle_x - reach, height - at, middle_x + reach, height - at))
        marks.rules.append(Rule(at, middle_y - reach, at, middle_y + reach))
        marks.rules.append(Rule(width - at, middle_y - reach, width - at, middle_y + reach))


def _code(marks: Marks, top: float, width: float) -> float:
    module = 0.7 * MM
    side = qr_modules(TEST_CODE) * module
    marks.bars.extend(placed(qr_bars(TEST_CODE), (width - side) / 2, top - side, module, module))
    return _centered(marks, _Words(TEST_CODE, Face.REGULAR, 9), top - side - 2 * MM, width)


def _letters(marks: Marks, top: float, width: float, size: float) -> None:
    rows = letters()
    half = len(rows) // 2
    step = min(size * 1.35, (top - 14 * MM) / (half + 1))
    used = min(size, step / 1.25)
    widest = max(em_width(row, Face.REGULAR) for row in rows) * used
    gap = max(4 * MM, width * 0.06)
    left = (width - 2 * widest - gap) / 2
    for number, row in enumerate(rows):
        x = left if number < half else left + widest + gap
        y = top - (number % half + 1) * step
        marks.texts.append(TextMark(x=x, y=y, text=row, face=Face.REGULAR, size=used))
