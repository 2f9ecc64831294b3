"""Every slide of every topic as a picture, and every sheet of a class as PDF and PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from agent_desk.catalog.curriculum import TOPICS
from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.ui import theme
from agent_desk.ui.slides.deck import deck_of
from agent_desk.ui.slides.drawing import SlideLook, draw_slide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from agent_desk.ui.slides.deck import Deck, Slide

SIZES = ((1920, 1080, 100), (1024, 768, 200))
"""Width, height and text size in percent: a common projector, an old one with large text."""


def decks() -> tuple[Deck, ...]:
    """Give the slides of every topic, of every version."""
    held = installed_curriculum()
    return tuple(deck_of(card, held.words, "1900 1009") for card in held.cards)


def look_at(deck: Deck, number: int, percent: int) -> SlideLook:
    """Give what stands around a slide."""
    place = f"{number + 1} / {len(deck.slides)}"
    family = theme.current().family
    return SlideLook(family=family, title=deck.title, place=place, text_percent=percent)


def all_slides(percent: int) -> Iterator[tuple[Deck, int, Slide, SlideLook]]:
    """Go through every slide of every topic at a text size."""
    for deck in decks():
        for number, slide in enumerate(deck.slides):
            yield deck, number, slide, look_at(deck, number, percent)


def write(app: QApplication, folder: Path) -> int:
    """Write a PNG per slide and size, and every sheet; give how many."""
    folder.mkdir(parents=True, exist_ok=True)
    write_sheets(folder)
    theme.apply(app, theme.Scheme.LIGHT)
    written = 0
    for width, height, percent in SIZES:
        for deck, number, slide, look in all_slides(percent):
            image = QImage(width, height, QImage.Format.Format_RGB32)
            painter = QPainter(image)
            draw_slide(painter, QRectF(image.rect()), slide, look)
            painter.end()
            name = f"slide-{deck.topic}-{number + 1:02d}-{width}x{height}-{percent}.png"
            image.save(str(folder / name))
            written += 1
    return written


def write_sheets(folder: Path) -> None:
    """Write the sheet of every topic and certificates of short, long and many words."""
    from PIL import Image

    from agent_desk.documents.certificate import render_certificates
    from agent_desk.documents.handout import render_handout
    from agent_desk.pdfium import page_picture, page_sizes
    from tests.documents import teaching_samples as samples

    many = samples.certificates(samples.LONG_PERSON, topics=("Trả tiền qua mạng cho an toàn",) * 8)
    sheets = {
        **{f"handout-{one}": render_handout(samples.a_handout(one)) for one in TOPICS},
        "certificate": render_certificates(samples.certificates("Lan", samples.LONG_PERSON)),
        "certificate-many": render_certificates(many),
    }
    for name, pdf in sheets.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
        for page in range(len(page_sizes(pdf))):
            drawn = page_picture(pdf, page, 110)
            image = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)
            image.save(folder / f"{name}-{page + 1}.png")
