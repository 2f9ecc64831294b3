"""Files that come in: whole and usable, or refused with a sentence; never a crash."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from agent_desk.devices.intake import check_bytes, read_file
from agent_desk.errors import InvalidInput
from agent_desk.wire import MAX_BLOB_BYTES

if TYPE_CHECKING:
    from pathlib import Path


def a_picture(kind: str, size: tuple[int, int] = (60, 90), frames: int = 1) -> bytes:
    out = io.BytesIO()
    more = [Image.new("RGB", size, n) for n in range(frames - 1)]
    extra = {"save_all": True, "append_images": more} if more else {}
    Image.new("RGB", size, "white").save(out, kind, **extra)
    return out.getvalue()


def a_pdf(pages: int = 2) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 300)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")],
)
def test_a_picture_is_known_by_its_bytes_not_its_name(kind: str, media_type: str) -> None:
    file = check_bytes("virus.exe", a_picture(kind))

    assert (file.media_type, file.width_px, file.height_px, file.pages) == (media_type, 60, 90, 1)


def test_every_page_of_a_fax_is_counted() -> None:
    assert check_bytes("fax.tif", a_picture("TIFF", frames=3)).pages == 3


def test_a_pdf_says_its_pages_and_has_no_pixels_without_a_picture() -> None:
    file = check_bytes("form.pdf", a_pdf())

    assert (file.media_type, file.pages, file.width_px) == ("application/pdf", 2, None)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 but nothing more", "damaged or is not a PDF"),
        (b"%PDF-", "damaged or is not a PDF"),
        (b"MZ\x90\x00 a program", "Only PDF, JPEG, PNG and TIFF"),
        (b"PK\x03\x04 a zip", "Only PDF"),
        (a_picture("GIF"), "Only PDF"),
        (a_picture("BMP"), "Only PDF"),
        (a_picture("PNG")[:-30], "cut off or damaged"),
        (a_picture("JPEG", (300, 300))[:600], "cut off or damaged"),
        (bytes(MAX_BLOB_BYTES + 1), "at most 50 MB"),
    ],
    ids="empty fake header program zip gif bmp cut-png cut-jpeg large".split(),  # noqa: SIM905
)
def test_what_cannot_be_used_is_refused_with_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        check_bytes("scan", data)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    with pytest.raises(InvalidInput, match="This file has 209 MB"):
        read_file(path)


def test_a_file_that_is_gone_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(InvalidInput):
            read_file(path)


def test_a_file_is_read_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "Giấy  khai sinh.png"
    path.write_bytes(a_picture("PNG"))

    assert read_file(path).name == "Giấy khai sinh.png"


@pytest.mark.parametrize("name", ["", "\u202e", "x" * 500])
def test_a_name_is_short_and_never_empty(name: str) -> None:
    assert 0 < len(check_bytes(name, a_picture("PNG")).name) <= 120


WHOLE = [a_picture("PNG"), a_picture("JPEG"), a_picture("TIFF", frames=2), a_pdf(1)]
SHARE = st.floats(0, 0.999)


@settings(max_examples=200, deadline=None)
@given(
    kind=st.integers(0, len(WHOLE) - 1),
    kept=SHARE,
    spoiled=st.lists(st.tuples(SHARE, st.integers(0, 255)), max_size=6),
)
def test_a_spoiled_file_is_used_or_refused_but_never_breaks(
    kind: int, kept: float, spoiled: list[tuple[float, int]]
) -> None:
    content = bytearray(WHOLE[kind])
    del content[len(content) - int(len(content) * kept) :]
    for where, value in spoiled:
        content[int(len(content) * where)] = value

    with suppress(InvalidInput):
        assert check_bytes("scan", bytes(content)).pages >= 1
