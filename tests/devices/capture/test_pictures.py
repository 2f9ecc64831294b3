"""Whatever comes as a page becomes a plain picture, or is refused in words."""

from __future__ import annotations

import io
import struct
import zlib

import pypdfium2
import pytest
from PIL import Image, ImageCms

from agent_desk.devices.capture.interface import RawPage
from agent_desk.devices.capture.pictures import Picture, pack, pictures_of, tint_of, unpack
from agent_desk.domain.page_check import Tint
from agent_desk.errors import InvalidInput
from tests.devices.capture.page_pictures import a_page, as_file, as_jpeg, with_seal


def taken(data: bytes, dpi: int = 0) -> list[Picture]:
    return list(pictures_of(RawPage(name="scan", data=data, dpi=dpi)))


def an_image_pdf(pages: int, size: tuple[int, int] = (40, 60)) -> bytes:
    first = Image.new("L", size, 200)
    return as_file(first, "PDF", save_all=True, append_images=[first] * (pages - 1))


def test_a_photo_stands_upright_and_leaves_its_metadata_behind() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Maker of phones", {1: "N"}
    page = Image.new("L", (60, 40), 255)
    page.paste(0, (0, 0, 10, 10))

    made = taken(as_file(page, "JPEG", exif=exif, quality=95))[0].image

    assert made.size == (40, 60)
    assert made.getpixel((35, 4)) < 60  # the corner has turned with it
    assert b"Maker" not in pack(made)
    assert not made.getexif()


@pytest.mark.parametrize(
    ("made", "mode"),
    [
        (as_file(Image.new("CMYK", (40, 50), (0, 0, 0, 0)), "TIFF"), "RGB"),
        (as_file(Image.new("CMYK", (40, 50), (0, 0, 0, 0)), "JPEG"), "RGB"),
        (as_file(Image.new("I;16", (40, 50), 65535), "TIFF"), "L"),
        (as_file(Image.new("1", (40, 50), 1), "TIFF", compression="group4"), "1"),
        (as_file(Image.new("LA", (40, 50), (0, 0)), "PNG"), "RGB"),
        (as_file(Image.new("RGBA", (40, 50), (0, 0, 0, 0)), "PNG"), "RGB"),
        (as_file(Image.new("P", (40, 50), 0).convert("P"), "PNG"), "RGB"),
        (as_file(Image.new("F", (40, 50), 255.0), "TIFF"), "L"),
        (as_file(Image.new("LAB", (40, 50), (255, 128, 128)), "TIFF"), "RGB"),
    ],
    ids=["cmyk-tiff", "cmyk-jpeg", "16-bit", "1-bit", "gray-alpha", "alpha", "palette", "F", "lab"],
)
def test_every_kind_of_pixels_becomes_plain(made: bytes, mode: str) -> None:
    image = taken(made)[0].image

    assert (image.mode, image.size) == (mode, (40, 50))
    if mode != "1" and not made.startswith(b"\x89PNG"):
        lightest = image.convert("L").getextrema()[1]
        assert lightest > 235  # white paper stays white


def test_a_cmyk_picture_with_a_damaged_profile_is_taken_without_it() -> None:
    page = Image.new("CMYK", (40, 50), (0, 0, 0, 0))

    assert taken(as_file(page, "TIFF", icc_profile=b"not a profile"))[0].image.mode == "RGB"
    assert ImageCms.createProfile("sRGB")


def test_a_fax_of_three_pages_gives_three_and_a_phone_jpeg_gives_one() -> None:
    page = Image.new("1", (40, 50), 1)
    fax = as_file(page, "TIFF", save_all=True, append_images=[page, page], compression="group4")

    assert len(taken(fax)) == 3


def test_the_resolution_is_the_scanners_or_the_files_but_never_a_guess_of_a_camera() -> None:
    page = Image.new("L", (1654, 2339), 255)

    assert taken(as_jpeg(page), dpi=300)[0].dpi == 300
    assert taken(as_jpeg(page, dpi=200))[0].dpi == 200
    assert taken(as_jpeg(page, dpi=72))[0].dpi == 0
    assert taken(as_jpeg(page.resize((620, 877)), dpi=200))[0].dpi == 0  # shrunk afterwards
    card = Image.new("L", (1011, 638), 255)
    assert taken(as_jpeg(card, dpi=300))[0].dpi == 300


def test_a_scan_in_a_pdf_keeps_its_resolution_and_a_text_pdf_is_drawn_at_300() -> None:
    page = a_page(150)
    scan = as_file(page, "PDF", resolution=150)
    made = taken(scan)[0]
    assert made.dpi == 150
    assert made.image.size == (pytest.approx(page.width, abs=1), pytest.approx(page.height, abs=1))

    document = pypdfium2.PdfDocument.new()
    document.new_page(72, 144)
    out = io.BytesIO()
    document.save(out)
    document.close()
    assert [(p.dpi, p.image.size) for p in taken(out.getvalue())] == [(300, (300, 600))]


def test_a_pdf_of_five_hundred_pages_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(InvalidInput, match="has 500 pages; at most 300"):
        taken(an_image_pdf(500))


def test_a_picture_that_unpacks_to_gigabytes_is_refused() -> None:
    side = 60_000
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**6)))
    with pytest.raises(InvalidInput):
        taken(bomb + chunk(b"IEND", b""))


@pytest.mark.parametrize("data", [b"", b"\0", b"ftypheic", b"%PDF-1.7", as_jpeg(a_page(40))[:200]])
def test_what_is_no_page_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        taken(data)


def test_a_page_wider_than_any_paper_is_drawn_smaller() -> None:
    picture = taken(as_file(Image.new("L", (9000, 900), 255), "PNG"), dpi=600)[0]

    assert picture.image.size == (7100, 710)
    assert picture.dpi == 473


def test_color_is_kept_for_a_seal_and_not_for_gray_paper() -> None:
    page = a_page(60)

    assert tint_of(with_seal(page)) is Tint.COLOR
    assert tint_of(page.convert("RGB")) is Tint.GRAY
    assert tint_of(page.convert("1")) is Tint.BITONAL


def test_ink_and_paper_come_back_from_the_spool_exactly() -> None:
    page = a_page(60).convert("1")

    assert unpack(pack(page)).tobytes() == page.tobytes()
