"""The test page shows every letter, a code that scans, rulers that reach the edges."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_desk.documents.printer_test import TEST_CODE, PrinterTest, letters, render_printer_test
from agent_desk.domain.printing import PrinterRole
from agent_desk.pdfium import page_sizes
from tests.documents.reading import codes_of, picture_of, text_of

SIZES = {
    PrinterRole.SLIP: (420, 595),
    PrinterRole.DOCUMENT: (595, 842),
    PrinterRole.LABEL: (298, 420),
    PrinterRole.TICKET: (204, 425),
}


def a_page(role: PrinterRole, printer: str = "Máy in hóa đơn ở quầy số 2 của bưu cục") -> bytes:
    return render_printer_test(
        PrinterTest(
            role=role,
            printer=printer,
            site="BƯU CỤC CẦU GIẤY — QUẦY 02",
            at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        )
    )


@pytest.mark.parametrize("role", list(PrinterRole))
def test_the_page_has_the_paper_of_its_role_and_all_it_names(role: PrinterRole) -> None:
    page = a_page(role, "Máy " + "rất " * 30 + "dài")
    assert [tuple(round(side) for side in size) for size in page_sizes(page)] == [SIZES[role]]
    words = text_of(page).split()
    for row in letters():
        assert set(row.split()) <= set(words)
    assert {value for _, value in codes_of(page)} == {TEST_CODE}


def test_every_accented_letter_is_there_small_and_capital() -> None:
    found = set("".join(letters()))
    for letter in "ấầẩẫậằắẳẵặềếểễệồốổỗộờớởỡợừứửữựỳýỷỹỵđĐẤẶỆỘỢỰỴ":
        assert letter in found
    assert len({c for c in found if c.isalpha()}) >= 2 * 73


@pytest.mark.parametrize("role", list(PrinterRole))
def test_the_rulers_reach_all_four_edges(role: PrinterRole) -> None:
    picture = picture_of(a_page(role), page=0, dpi=100).convert("L")
    width, height = picture.size
    for box in (
        (0, height // 2 - 4, 3, height // 2 + 4),
        (width - 3, height // 2 - 4, width, height // 2 + 4),
        (width // 2 - 4, 0, width // 2 + 4, 3),
        (width // 2 - 4, height - 3, width // 2 + 4, height),
    ):
        assert picture.crop(box).getextrema()[0] < 200
