"""The slip for what cannot be served here: where to go, what to bring, whom to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agent_desk.documents.bring_slip import BringAs, BringPaper
from agent_desk.documents.head import PaperSize
from agent_desk.documents.sheet import to_sheets
from agent_desk.documents.where_slip import (
    WhereSlip,
    WhereTo,
    render_where_slip,
    where_slip_job,
)
from agent_desk.errors import NotFound
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import LONG_NAME, LONG_PAPER, local_time

A5, A4 = PaperSize.A5, PaperSize.A4


def a_where_slip(**changes: object) -> WhereSlip:
    slip = WhereSlip(
        operator="BƯU ĐIỆN THÀNH PHỐ HÀ NỘI",
        site="BƯU CỤC YÊN HÒA",
        place="Hà Nội",
        hotline="1900 1009",
        printed_at=local_time(10, 2),
        template_version="v1",
        matter="Chứng thực chữ ký",
        code="2.000884",
        why="Người ký phải ký trước mặt cán bộ chứng thực.",
        where=WhereTo(
            name="UBND phường Yên Hòa",
            address="Số 1 Trung Kính, phường Yên Hòa",
            phone="0243 123 4567",
            open_hours="8:00-12:00 và 13:00-17:00, thứ Hai đến thứ Sáu",
        ),
        bring=(
            BringPaper(name="Căn cước của người ký", is_shown_only=True),
            BringPaper(name="Số điện thoại người nhận", bring_as=BringAs.DATA),
            BringPaper(
                name="Bản dịch tiếng Việt", bring_as=BringAs.COPY_WITH_ORIGINAL, is_required=False
            ),
        ),
        checked_on=date(2026, 11, 21),
        is_certain=True,
    )
    return replace(slip, **changes)


def _text(**changes: object) -> str:
    return text_of(render_where_slip(a_where_slip(**changes), A4))


def test_it_names_the_matter_the_reason_and_the_office_with_its_address():
    text = _text()
    assert "Chứng thực chữ ký (2.000884)" in text
    assert "Vì sao không làm ở đây: Người ký phải ký trước mặt" in text
    assert "Xin mời đến: UBND phường Yên Hòa Địa chỉ: Số 1 Trung Kính" in text
    assert "Giờ làm việc: 8:00-12:00" in text


def test_each_paper_says_in_which_form_to_bring_it():
    text = _text()
    assert "Mang theo 3 loại giấy tờ:" in text
    assert "1. Căn cước của người ký (bản chính, cho xem rồi cầm về)" in text
    assert "2. Số điện thoại người nhận (chỉ cần nhớ thông tin, không cần giấy)" in text
    assert "bản chụp kèm bản chính, có thì mang)" in text


def test_an_office_that_is_not_known_is_to_be_asked_for():
    text = _text(where=WhereTo(name=""))
    assert "Gọi một cửa để hỏi trước khi đi" in text
    assert "Xin mời đến" not in text


def test_an_unknown_address_leaves_room_for_handwriting():
    assert "Địa chỉ: ……" in _text(where=WhereTo(name="Công an phường Yên Hòa"))


def test_an_office_elsewhere_says_that_it_can_be_reached_online():
    note = "Nơi giải quyết ở Tỉnh Hà Tĩnh: nộp trực tuyến về đó."
    text = _text(where=WhereTo(name="UBND xã Yên Hòa", notes=(note,), is_online_possible=True))
    assert note in text
    assert "không phải đi xa" in text
    assert "không phải đi xa" not in _text()


def test_it_says_that_nobody_may_ask_for_proof_of_old_and_new_names():
    assert "Không ai được đòi giấy chứng minh tên xã, phường cũ và mới." in _text()


def test_it_is_free_and_nothing_was_taken_and_the_catalog_has_a_day():
    text = _text()
    assert "miễn phí: ai đòi tiền, xin gọi 1900 1009" in text
    assert "quầy chưa nhận giấy tờ nào" in text
    assert "kiểm tra ngày 21/11/2026" in text


@pytest.mark.parametrize(
    ("phone", "said"), [("", "trước khi đi."), ("1900 1009", "trước khi đi, số 1900 1009.")]
)
def test_what_is_not_sure_says_to_call_first(phone: str, said: str):
    assert said in _text(is_certain=False, confirm_phone=phone)
    assert "Chưa chắc chắn" not in _text()


def test_nothing_known_to_bring_is_not_an_empty_list():
    text = _text(bring=())
    assert "hỏi nơi đó trước khi đi" in text
    assert "Mang theo 0" not in text


def test_it_carries_no_number_of_a_dossier():
    assert codes_of(render_where_slip(a_where_slip(), A4)) == set()
    assert "Mã hồ sơ" not in _text()


def test_all_that_matters_is_at_least_fourteen_points_on_one_page():
    (sheet,) = to_sheets(where_slip_job(a_where_slip(), A4))
    texts = sheet.pages[0].marks.texts
    large = " ".join(text.text for text in texts if text.size >= 14)
    for word in ("UBND phường Yên Hòa", "Trung Kính", "Căn cước của người ký", "1900"):
        assert word.replace(" ", "\u00a0") in large or word in large


def test_long_texts_go_on_over_numbered_pages_and_nothing_is_cut():
    papers = tuple(BringPaper(name=f"{LONG_PAPER} (số {n})") for n in range(1, 13))
    slip = a_where_slip(bring=papers, for_whom=LONG_NAME, why=LONG_PAPER)
    pages = pages_of(render_where_slip(slip, A5))
    assert all(f"Trang {n}/{len(pages)}" in page for n, page in enumerate(pages, 1))
    assert all(f"(số {n})" in " ".join(pages) for n in range(1, 13))


def test_practice_is_marked_and_equal_data_give_the_same_bytes():
    slip = a_where_slip(practice=True)
    assert "DỮ LIỆU THỬ" in text_of(render_where_slip(slip, A5))
    assert render_where_slip(slip, A5) == render_where_slip(slip, A5)


def test_an_unknown_wording_is_not_printed():
    with pytest.raises(NotFound):
        render_where_slip(a_where_slip(template_version="v99"), A5)
