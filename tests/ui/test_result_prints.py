"""The papers of the work on results: what they say, and when they can be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from agent_desk.commands import result, result_return
from agent_desk.domain.collecting import Proof, Right
from agent_desk.errors import NotAllowed
from agent_desk.ids import new_intent
from agent_desk.ui.slips import ground_of, offers_of, print_slip
from agent_desk.wire import NoticeKind
from tests.support.desks import (
    a_hand_over,
    a_lodged_dossier,
    a_ready_dossier,
    opened_desk,
    told,
)
from tests.ui.pages.desk_window import an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        yield desk


def text_of(t: TestDesk, dossier_id: DossierId, key: str) -> str:
    printed = print_slip(an_office(t), new_intent(), dossier_id, key)
    pdf = pypdfium2.PdfDocument(printed.path.read_bytes())
    try:
        return " ".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", " ")
    finally:
        pdf.close()


def offered(t: TestDesk, dossier_id: DossierId) -> set[str]:
    found = offers_of(ground_of(an_office(t), dossier_id))
    return {offer.key for offer in found if not offer.why_not}


def test_the_shelf_label_shows_the_place_and_no_name_in_full(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    assert "shelf_label" not in offered(t, dossier_id)
    result.receive_result(t.desk, t.act(), dossier_id)
    assert "shelf_label" in offered(t, dossier_id)
    text = text_of(t, dossier_id, "shelf_label")
    assert "M1" in text
    assert "N. T. Mẫu" in text
    assert "Nguyễn" not in text
    assert "001190000123" not in text.replace(" ", "")


def test_an_electronic_result_has_no_place_and_no_label(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    with pytest.raises(NotAllowed):
        text_of(t, dossier_id, "shelf_label")


def test_what_to_bring_repeats_the_authoritys_words(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    item = {"component_id": "x", "name": "Giấy chứng sinh", "text": "Thiếu trang hai."}
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on="2026-12-01", items=[item])
    assert "supplement_slip" in offered(t, dossier_id)
    text = text_of(t, dossier_id, "supplement_slip")
    assert "Giấy chứng sinh" in text
    assert "Thiếu trang hai." in text


def test_the_result_slip_names_right_originals_and_what_was_taken_back(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    given = a_hand_over(
        right=Right.HANDWRITTEN,
        collector_name="Trần Văn Em",
        collector_number="001200000111",
        proof=Proof(issued_on="2026-11-20", relation="em ruột"),
        originals=("Giấy chứng sinh",),
        taken_back=("Giấy xác nhận cũ",),
    )
    result_return.return_result(t.desk, t.act(), dossier_id, given)
    text = text_of(t, dossier_id, "result_slip")
    for words in ("Trần Văn Em", "viết tay", "em ruột", "Giấy chứng sinh", "Giấy xác nhận cũ"):
        assert words in text
