"""Writes every document of the program as PDF and as pictures, to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.documents.head import PaperSize
from agent_desk.documents.receipt_01 import render_receipt_01
from agent_desk.documents.register_07 import render_register_07
from agent_desk.documents.sending_slip import render_sending_slip
from agent_desk.pdfium import page_picture, page_sizes
from tests.documents.every_paper import EVERY
from tests.documents.office_papers import TEXTS
from tests.documents.samples import (
    LONG_PAPER,
    a_head,
    a_receipt_01,
    a_sending_slip,
    many_papers,
)
from tests.documents.state_samples import a_register_07
from tests.documents.test_tickets import TICKETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DPI = 110
_SHOWN = ("short", "long", "hostile")


def documents() -> Iterator[tuple[str, bytes]]:
    """Give every document by a name that says which contents it has."""
    for name, paper in EVERY.items():
        yield f"{name}-usual", paper.ordinary()
        for kind in _SHOWN:
            yield f"{name}-{kind}", paper.told(TEXTS[kind])
    forty = tuple(f"{LONG_PAPER} (số {n})" for n in range(1, 41))
    again = a_head(print_number=3)
    yield "receipt_01-forty", render_receipt_01(a_receipt_01(papers=forty), PaperSize.A4)
    yield "receipt_01-again", render_receipt_01(a_receipt_01(head=again), PaperSize.A5)
    slip = a_sending_slip(papers=many_papers(40))
    yield "sending_slip-forty", render_sending_slip(slip, PaperSize.A4)
    yield "register_07-forty", render_register_07(a_register_07(40))


def write_documents(folder: Path, only: str = "") -> int:
    """Write PDFs and one PNG for each of their pages; give how many pictures that made."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, pdf in documents():
        if only not in name:
            continue
        (folder / f"{name}.pdf").write_bytes(pdf)
        for page in range(len(page_sizes(pdf))):
            drawn = page_picture(pdf, page, _DPI)
            picture = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)
            picture.save(folder / f"{name}-{page + 1}.png")
            count += 1
    for name, ticket in TICKETS.items():
        if only in f"{name}_ticket":
            (folder / f"{name}_ticket-usual.png").write_bytes(ticket().to_png())
            count += 1
    return count
