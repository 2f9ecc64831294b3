"""The file of a paper: PDF/A-2b by the rules we can list, small enough, the same every time."""

from __future__ import annotations

import re
import subprocess
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pypdfium2
import pytest

from agent_desk.devices.intake import check_bytes
from agent_desk.documents.color_profile import color_profile
from agent_desk.documents.scan_budget import LADDER, Source, fit
from agent_desk.documents.scan_pdf import write_scan_pdf
from agent_desk.domain.page_check import Tint
from tests.devices.capture.page_pictures import a_page, with_seal
from tests.support.programs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
PAGE = a_page(200)


def a_source(image: Image = PAGE, tint: Tint = Tint.GRAY, dpi: int = 200) -> Source:
    return Source(read=lambda: image, dpi=dpi, tint=tint)


def three_kinds() -> bytes:
    sources = (a_source(with_seal(PAGE), Tint.COLOR), a_source(), a_source(tint=Tint.BITONAL))
    return write_scan_pdf(fit(sources, 9_000_000).pages, "Giấy chứng sinh <1> & hơn", AT)


FILE = three_kinds()


def test_every_page_is_one_picture_of_its_own_size() -> None:
    checked = check_bytes("a.pdf", FILE)
    document = pypdfium2.PdfDocument(FILE)
    counts = [len(list(page.get_objects())) for page in document]
    size = document[0].get_size()
    document.close()

    assert (checked.pages, counts) == (3, [1, 1, 1])
    assert size == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))
    assert checked.width_px == PAGE.width


def test_the_drawn_page_is_the_page() -> None:
    document = pypdfium2.PdfDocument(FILE)
    drawn = [document[n].render(scale=1).to_pil().convert("L") for n in (1, 2)]
    document.close()

    for image in drawn:
        assert image.getextrema()[0] < 120  # the ink is dark
        assert image.getpixel((5, 5)) > 240  # the paper is light, in fax pages too


def test_equal_pages_give_equal_bytes_and_another_page_another_id() -> None:
    other = write_scan_pdf(fit((a_source(),), 9_000_000).pages, "x", AT)

    assert three_kinds() == FILE
    assert _ids(FILE) != _ids(other)


def _ids(data: bytes) -> list[bytes]:
    found = re.search(rb"/ID \[ <(\w+)> <(\w+)> \]", data)
    assert found is not None
    return list(found.groups())


def test_the_rules_of_pdf_a_2b_that_touch_such_a_file_hold() -> None:
    assert FILE.startswith(b"%PDF-1.7\n%")  # 6.1.2 header, then four bytes above 127
    assert all(byte > 127 for byte in FILE[10:14])
    assert FILE.endswith(b"%%EOF\n")  # 6.1.3 nothing after the end
    assert b"/Encrypt" not in FILE
    assert len(_ids(FILE)) == 2
    for banned in (b"/JavaScript", b"/JS", b"/AA", b"/OpenAction", b"/EmbeddedFile", b"/Annots"):
        assert banned not in FILE
    for banned in (
        b"/AcroForm",
        b"/LZWDecode",
        b"/Interpolate",
        b"/SMask",
        b"/Font",
        b"/Alternates",
    ):
        assert banned not in FILE
    metadata = re.search(rb"/Type /Metadata /Subtype /XML /Length (\d+) >>\nstream\n", FILE)
    assert metadata is not None  # 6.6.2.1: not filtered
    assert b"/OutputIntents" in FILE
    assert b"/S /GTS_PDFA1" in FILE


def test_every_object_lies_where_the_table_says() -> None:
    start = int(FILE.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    lines = FILE[start:].split(b"\n")
    assert lines[0] == b"xref"
    for number, line in enumerate(lines[3 : 2 + int(lines[1].split()[1])], start=1):
        place = int(line.split()[0])
        assert FILE[place:].startswith(f"{number} 0 obj\n".encode())
        assert len(line) == 19  # 20 with its line feed


def test_the_metadata_says_what_it_is_and_nothing_of_a_person() -> None:
    xmp = FILE[FILE.index(b"<x:xmpmeta") : FILE.index(b"</x:xmpmeta>") + 12]
    root = ElementTree.fromstring(xmp)  # noqa: S314  # our own bytes
    names = {element.tag.split("}")[1]: element.text for element in root.iter()}

    assert (names["part"], names["conformance"]) == ("2", "B")
    assert names["li"] == "Giấy chứng sinh <1> & hơn"
    assert names["CreateDate"] == "2026-11-23T08:30:00+07:00"
    assert "creator" not in names


def test_the_color_profile_is_srgb_and_always_the_same() -> None:
    profile = color_profile()

    assert profile[36:40] == b"acsp"
    assert profile[16:20] == b"RGB "
    assert profile[8] <= 4
    assert zlib.compress(profile, 9) in FILE


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    needs("qpdf")
    (tmp_path / "a.pdf").write_bytes(FILE)

    ended = subprocess.run(
        ["qpdf", "--check", tmp_path / "a.pdf"], capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


def test_a_tight_limit_gives_up_quality_before_resolution_and_says_when_nothing_helps() -> None:
    fine = a_page(300)
    roomy = fit((a_source(fine, dpi=300),), 9_000_000)
    tight = fit((a_source(fine, dpi=300),), roomy.size_bytes * 6 // 10)
    hopeless = fit((a_source(fine, dpi=300),), 30_000)

    assert (roomy.fits, roomy.step) == (True, LADDER[0])
    assert tight.fits
    assert LADDER.index(tight.step) > 0
    assert (hopeless.fits, hopeless.step) == (False, LADDER[-1])
    assert all(page.dpi >= 200 for page in hopeless.pages)


def test_the_size_told_is_the_size_of_the_file() -> None:
    fitted = fit((a_source(), a_source()), 9_000_000)
    data = write_scan_pdf(fitted.pages, "x", AT)

    assert 0 <= fitted.size_bytes - len(data) < 4000


def test_a_file_of_no_pages_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="no pages"):
        write_scan_pdf((), "x", AT)
