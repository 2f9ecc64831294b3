"""Pages: nothing overlaps, nothing leaves the paper, all fonts travel with the file."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pypdfium2
import pytest
from PIL import ImageFont

from agent_desk import paths
from agent_desk.documents.blocks import LEADING
from agent_desk.documents.bring_slip import BringPaper, bring_slip_job
from agent_desk.documents.fonts import Face, em_width
from agent_desk.documents.head import PaperSize
from agent_desk.documents.pdf import write_pdf
from agent_desk.documents.receipt_01 import receipt_01_job
from agent_desk.documents.result_slip import HandedItem, result_slip_job
from agent_desk.documents.sending_slip import render_sending_slip, sending_slip_job
from agent_desk.documents.sheet import print_info, to_sheets
from tests.documents.reading import text_of
from tests.documents.samples import (
    LONG_NAME,
    LONG_PAPER,
    OFFICIAL_CODE,
    a_bring_slip,
    a_head,
    a_receipt_01,
    a_result_slip,
    a_sender,
    a_sending_slip,
    many_papers,
)

ASCENT, DESCENT = 0.94, 0.2
HEAD = a_head(official_code=OFFICIAL_CODE, site="BƯU CỤC " + "PHƯỜNG YÊN HÒA " * 6, practice=True)
PERSON = a_sender(name=LONG_NAME, address=LONG_PAPER * 3, email="a" * 120, citizen_number="1" * 12)
PAPERS = many_papers(40)


def jobs():
    for paper in PaperSize:
        yield sending_slip_job(a_sending_slip(), paper)
        hard = {"head": HEAD, "owner": PERSON, "sender": PERSON, "clerk": LONG_NAME}
        yield sending_slip_job(
            a_sending_slip(**hard, papers=PAPERS, procedure_name=LONG_PAPER * 4), paper
        )
        missing = tuple(
            BringPaper(name=LONG_PAPER, where=LONG_PAPER * 8, note="Ỹ" * 300) for _ in range(9)
        )
        yield bring_slip_job(a_bring_slip(head=HEAD, missing=missing), paper)
        handed = tuple(HandedItem(name=LONG_PAPER * 20) for _ in range(3))
        yield result_slip_job(a_result_slip(head=HEAD, proxy=PERSON, handed=handed), paper)
        names = tuple(part.name for part in PAPERS)
        yield receipt_01_job(a_receipt_01(applicant=PERSON, authorised_by=PERSON), paper)
        yield receipt_01_job(a_receipt_01(papers=names), paper)


@cache
def all_jobs():
    return tuple(jobs())


def text_boxes(marks):
    for text in marks.texts:
        if text.text.strip():
            wide = em_width(text.text.rstrip(), text.face) * text.size
            indent = em_width(" ", text.face) * text.size if text.text[0] == " " else 0
            yield (
                text.x + indent,
                text.y - DESCENT * text.size,
                text.x + wide,
                text.y + ASCENT * text.size,
            )


def bar_boxes(marks):
    for bar in marks.bars:
        yield bar.x, bar.y, bar.x + bar.width, bar.y + bar.height


def edges(marks):
    for box in marks.frames:
        for y in (box.y, box.y + box.height):
            yield box.x, y, box.x + box.width, y
    for rule in marks.rules:
        yield min(rule.x1, rule.x2), min(rule.y1, rule.y2), rule.x2, max(rule.y1, rule.y2)


def meet(one, other) -> bool:
    slack = 0.01
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def crosses(box, edge) -> bool:
    flat = (edge[0], edge[1] - 0.3, max(edge[2], edge[0] + 0.6), edge[3] + 0.3)
    return meet(box, flat)


@pytest.mark.parametrize("number", range(12))
def test_nothing_overlaps_and_nothing_leaves_the_page(number):
    job = all_jobs()[number]
    for sheet in to_sheets(job):
        for placed in sheet.pages:
            boxes = list(text_boxes(placed.marks))
            for place, box in enumerate(boxes):
                assert box[0] >= 0 and box[1] >= 0  # noqa: PT018
                assert box[2] <= job.layout.width - 5 and box[3] <= job.layout.height  # noqa: PT018
                assert not any(meet(box, other) for other in boxes[place + 1 :])
                assert not any(meet(box, bar) for bar in bar_boxes(placed.marks))
                assert not any(crosses(box, edge) for edge in edges(placed.marks))


@pytest.mark.parametrize("face", list(Face))
def test_the_tallest_and_deepest_letters_stay_within_what_a_line_leaves_them(face):
    path = paths.resources() / "fonts" / f"{face.value}.ttf"
    box = ImageFont.truetype(str(path), 1000).getbbox("ẾỐỖỸẨỘẶỊ,;(g", anchor="ls")
    assert -box[1] <= ASCENT * 1000
    assert box[3] <= DESCENT * 1000 + 30
    assert ASCENT + DESCENT < LEADING


def test_every_font_of_a_file_is_embedded_and_helvetica_is_not_there():
    job = next(jobs())
    pdf = write_pdf(to_sheets(job), print_info(job))
    fonts = re.findall(rb"/BaseFont /([A-Za-z+-]+)", pdf)
    assert len(set(fonts)) == 3
    assert all(name.startswith(b"AAAAAA+Tinos") for name in fonts)
    assert pdf.count(b"/FontFile2") == 3


def test_a_copy_is_exactly_one_sheet_of_its_paper():
    sizes = {}
    for paper in PaperSize:
        document = pypdfium2.PdfDocument(render_sending_slip(a_sending_slip(), paper))
        sizes[paper] = [round(side * 25.4 / 72) for side in document[0].get_size()]
        document.close()
    assert sizes == {PaperSize.A5: [148, 210], PaperSize.A4: [297, 210]}


def test_two_lanes_can_print_at_once():
    slips = [a_sending_slip(sender=a_sender(name=f"Người {n} Ỹ")) for n in range(8)]
    alone = [render_sending_slip(slip, PaperSize.A5) for slip in slips]
    with ThreadPoolExecutor(2) as lanes:
        together = list(lanes.map(lambda slip: render_sending_slip(slip, PaperSize.A5), slips))
    assert together == alone


def test_every_accented_letter_survives_in_all_three_faces():
    letters = "".join(
        base + mark
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for mark in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    )
    from unicodedata import normalize

    letters = normalize("NFC", letters) + "đĐ"
    slip = a_sending_slip(
        head=a_head(site=letters[:60], place=letters[60:110]),
        sender=a_sender(name=letters, address=letters),
    )
    text = text_of(render_sending_slip(slip, PaperSize.A5)).replace(" ", "")
    assert letters in text
    assert letters[:60] in text


def test_importing_the_documents_loads_no_reportlab():
    code = (
        "import sys; import agent_desk.documents.sending_slip, agent_desk.documents.bring_slip, "
        "agent_desk.documents.result_slip, agent_desk.documents.receipt_01; "
        "sys.exit(any(name in sys.modules for name in ('reportlab', 'segno', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
