"""The sheet to take home: one side, large print, true pictures, whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from agent_desk.catalog.curriculum import TOPICS
from agent_desk.catalog.curriculum_load import pictures_folder
from agent_desk.documents.handout import LEAST_SIZE, handout_job, render_handout
from agent_desk.documents.marks import Marks
from agent_desk.documents.pdf import PdfInfo, Placed, Sheet, write_pdf
from agent_desk.documents.pictures import PlacedPicture, read_picture
from agent_desk.documents.sheet import compose
from tests.documents.reading import pages_of
from tests.documents.teaching_samples import a_handout

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_fits_on_one_side_in_large_print_with_home_task_and_whom_to_call(
    topic: str,
) -> None:
    handout = a_handout(topic)
    job = handout_job(handout)
    (page,) = compose(job.copies[0], job.layout)
    told = [text for text in page.texts if text.y > job.layout.bottom + 12]
    assert min(text.size for text in told) >= LEAST_SIZE
    assert len(page.pictures) == 2
    squeezed = "".join(text.text for text in told).replace(" ", "").replace("\xa0", "")
    for line in (*handout.steps, *handout.remember, *handout.home, handout.title, "1900 1009"):
        assert line.replace(" ", "") in squeezed


def test_more_than_a_side_holds_goes_on_and_is_never_printed_smaller() -> None:
    job = handout_job(a_handout(steps=("Một bước rất dài, " * 12,) * 12))
    pages = compose(job.copies[0], job.layout)
    assert len(pages) > 1
    assert job.layout.size == LEAST_SIZE


def test_a_sheet_for_everybody_is_one_file() -> None:
    assert len(pages_of(render_handout(a_handout(), 12))) == 12


def drawn_by_us(path: Path) -> Image.Image:
    from agent_desk.pdfium import page_picture

    marks = Marks(pictures=[PlacedPicture(read_picture(path), 0, 0, 0.5)])
    info = PdfInfo(title="x", author="x", width=160, height=120)
    page = page_picture(write_pdf([Sheet(pages=[Placed(marks=marks)])], info), 0, 72)
    return Image.frombytes("RGB", (page.width, page.height), page.rgb)


def drawn_by_qt(path: Path) -> Image.Image:
    image = QImage(160, 120, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(path)).render(painter, QRectF(0, 0, 160, 120))
    painter.end()
    return Image.frombytes("RGB", (160, 120), bytes(image.constBits()), "raw", "RGB", 480)


def test_pictures_look_on_paper_as_on_the_screen(qapp: QApplication) -> None:
    for path in sorted(pictures_folder().glob("*.svg")):
        difference = ImageChops.difference(drawn_by_us(path), drawn_by_qt(path))
        assert max(ImageStat.Stat(difference).mean) < 2.5, path.stem


def test_a_picture_with_what_we_do_not_draw_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    path.write_text('<svg viewBox="0 0 320 240"><image href="x"/></svg>', "utf-8")
    with pytest.raises(ValueError, match="no shape"):
        read_picture(path)
