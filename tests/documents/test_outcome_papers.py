"""Check sheets fit one side each in large print; the report hides alike on paper and in cells."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from agent_desk.catalog.curriculum import TOPICS
from agent_desk.documents.check_sheet import check_sheet_job, render_check_sheet
from agent_desk.documents.sheet import compose
from agent_desk.documents.training_report import render_training_report
from agent_desk.documents.training_sheets import render_training_sheets
from agent_desk.errors import InvalidInput
from tests.documents.office_samples import an_office_head
from tests.documents.outcome_samples import a_report, a_sheet
from tests.documents.reading import pages_of, text_of

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(part: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(part)  # noqa: S314  # written by ourselves just now


def book(content: bytes) -> dict[str, ElementTree.Element]:
    """Read the sheets of an XLSX as XML, by name; shared texts under an empty name."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        whole = read(parts.read("xl/workbook.xml"))
        names = [one.attrib["name"] for one in whole.iter(f"{_MAIN}sheet")]
        texts = read(parts.read("xl/sharedStrings.xml"))
        found = {"": texts}
        for number, name in enumerate(names, 1):
            part = parts.read(f"xl/worksheets/sheet{number}.xml")
            found[name] = read(part)
    return found


def texts_of(content: bytes) -> list[str]:
    return [one.text or "" for one in book(content)[""].iter(f"{_MAIN}t")]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_check_fits_one_side_and_no_text_is_below_14_points(topic: str) -> None:
    job = check_sheet_job(a_sheet(topic, place="Nhà văn hóa tổ dân phố số 12 phường Yên Hòa"))
    (page,) = compose(job.copies[0], job.layout)
    small = {mark.text for mark in page.texts if mark.size < 14}
    assert len(small) <= 2, small  # the foot alone: number of the sheet, page
    assert len([box for box in page.frames if box.width > 18]) == 8 * 3


def test_each_sheet_has_its_own_number_and_asks_no_name() -> None:
    pages = pages_of(render_check_sheet(a_sheet(first=7, last=9, is_after=True)))
    assert [page.count("Phiếu số") >= 1 for page in pages] == [True] * 3
    assert [f"Phiếu số {n}" in page for n, page in zip((7, 8, 9), pages, strict=True)] == [True] * 3
    assert "SAU buổi học" in pages[0]
    assert "Không cần ghi tên" in pages[0]


@pytest.mark.parametrize(("first", "last"), [(0, 3), (5, 4), (1, 501)])
def test_numbers_no_sheet_can_have_are_refused(first: int, last: int) -> None:
    with pytest.raises(InvalidInput):
        a_sheet(first=first, last=last)


def test_the_report_says_why_a_number_is_hidden() -> None:
    text = text_of(render_training_report(a_report()))
    assert "nhóm dưới 5 người" in text
    assert "mã chưa xác nhận" in text
    assert "Nơi khác (mỗi nơi dưới 5 người)" not in text  # every ward has five or more
    assert "Phường Nghĩa Đô" in text


def test_the_spreadsheet_has_a_sheet_for_each_table_with_its_head_frozen() -> None:
    sheets = book(render_training_sheets(a_report()))
    sheets.pop("")
    assert list(sheets) == [
        "Tóm tắt",
        "Các buổi học",
        "Người học",
        "Kỹ năng",
        "Tự làm theo phường, xã",
        "Tự làm theo năm sinh",
        "Hai tuần sau",
    ]
    for sheet in sheets.values():
        (pane,) = sheet.iter(f"{_MAIN}pane")
        assert (pane.attrib["state"], pane.attrib["topLeftCell"]) == ("frozen", "B5")
        assert all(float(one.attrib["width"]) >= 11 for one in sheet.iter(f"{_MAIN}col"))


def test_numbers_are_numbers_and_hidden_ones_are_not_in_the_file() -> None:
    content = render_training_sheets(a_report())
    sheet = book(content)["Các buổi học"]
    cells = {one.attrib["r"]: one for one in sheet.iter(f"{_MAIN}c")}
    assert cells["D5"].find(f"{_MAIN}v") is not None
    values = [cells[f"D{row}"] for row in (5, 6, 7)]
    told = [None if one.attrib.get("t") == "s" else one.findtext(f"{_MAIN}v") for one in values]
    assert told.count(None) == 2  # the class of three, and another that would betray it
    assert "3" not in told


def test_a_place_that_looks_like_a_formula_stays_a_place() -> None:
    evil = '=HYPERLINK("http://example.org","x")'
    content = render_training_sheets(a_report(evil))
    assert evil in texts_of(content)
    assert not [one for sheet in book(content).values() for one in sheet.iter(f"{_MAIN}f")]
    assert not [one for sheet in book(content).values() for one in sheet.iter(f"{_MAIN}hyperlink")]


def test_a_spreadsheet_of_practice_says_so_on_every_sheet() -> None:
    content = render_training_sheets(a_report(head=an_office_head(practice=True)))
    assert sum(text.startswith("DỮ LIỆU THỬ") for text in texts_of(content)) == 1  # shared by all
    usual = render_training_sheets(a_report())
    assert "DỮ LIỆU THỬ" not in "".join(texts_of(usual))
