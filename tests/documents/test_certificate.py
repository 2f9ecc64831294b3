"""The certificate of attendance: every name whole, no official status, many in one file."""

from __future__ import annotations

import pytest

from agent_desk.documents.certificate import render_certificates
from agent_desk.domain.training.certificate_number import group
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.teaching_samples import LONG_PERSON, a_number, certificates


def test_a_name_of_eighty_letters_stands_whole_on_one_page() -> None:
    assert len(LONG_PERSON) >= 80
    (page,) = pages_of(render_certificates(certificates(LONG_PERSON)))
    assert LONG_PERSON in page


def test_a_name_without_a_blank_is_broken_not_cut() -> None:
    (page,) = pages_of(render_certificates(certificates("W" * 80)))
    assert page.count("W") == 80


def test_it_says_that_it_is_no_diploma_and_wears_no_sign_of_the_state() -> None:
    text = text_of(render_certificates(certificates()))
    assert "không phải văn bằng, chứng chỉ" in text
    assert "không thay giấy xác nhận hoàn thành phổ cập" in text
    assert "CỘNG HÒA" not in text
    assert "CHỨNG NHẬN" not in text.upper()


def test_its_number_is_there_for_eyes_and_for_a_scanner() -> None:
    pdf = render_certificates(certificates())
    assert group(a_number()) in text_of(pdf)
    assert ("Code128", a_number()) in codes_of(pdf)


def test_many_people_are_many_pages_of_one_file_the_longest_name_too() -> None:
    names = tuple(f"Nguyễn Thị {n}" for n in range(39))
    pages = pages_of(render_certificates(certificates(*names, LONG_PERSON)))
    assert len(pages) == 40
    assert LONG_PERSON in pages[-1]


@pytest.mark.parametrize("count", [1, 8])
def test_many_topics_and_a_long_place_still_fit(count: int) -> None:
    paper = certificates(
        LONG_PERSON, topics=("Trả tiền qua mạng",) * count, place="Nhà văn hóa " * 8
    )
    assert len(pages_of(render_certificates(paper))) == 1
