"""Mẫu 01: the state's form, only with the state's number."""

from __future__ import annotations

import pytest

from agent_desk.documents.head import PaperSize
from agent_desk.documents.receipt_01 import Receipt01, render_receipt_01
from agent_desk.errors import InvalidInput, NotAllowed
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import (
    LONG_NAME,
    OFFICIAL_CODE,
    a_head,
    a_receipt_01,
    a_reference,
    a_sender,
)

A5 = PaperSize.A5
ORDER = [
    "Mã hồ sơ: H26.25-261123-0012",
    "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Bùi Đức Long",
    "Số định danh cá nhân/tổ chức: 001190000123",
    "Địa chỉ: Số 12 ngõ 86",
    "Số điện thoại: 0912 345 678",
    "Email:",
    "Nội dung yêu cầu giải quyết: Chuyển trường",
    "Thành phần hồ sơ nộp gồm: 1. Đơn xin chuyển trường 2. Học bạ 3. Giấy giới thiệu",
    "Số lượng hồ sơ: 1 (bộ)",
    "Thời gian giải quyết hồ sơ theo quy định là: 2 ngày",
    "Thời gian nhận hồ sơ: 14 giờ 05 phút, ngày 23 tháng 11 năm 2026",
    "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
    "Đăng ký nhận kết quả tại: Bưu cục Yên Hòa",
    "Vào Sổ theo dõi hồ sơ, Quyển số",
    "NGƯỜI NỘP HỒ SƠ",
    "Phạm Thị Mỹ Ế",
]


@pytest.mark.parametrize("paper", list(PaperSize))
def test_the_fields_stand_in_the_order_of_the_national_form(paper):
    text = text_of(render_receipt_01(a_receipt_01(), paper))
    places = [text.index(part) for part in ORDER]
    assert places == sorted(places)


@pytest.mark.parametrize("paper", list(PaperSize))
def test_it_fits_one_page_for_each_copy(paper):
    first, second = pages_of(render_receipt_01(a_receipt_01(), paper))
    assert "Liên 1: lưu tại nơi tiếp nhận" in first
    assert "Liên 2: giao người nộp hồ sơ" in second


@pytest.mark.parametrize("code", ["", "   "])
def test_without_an_official_code_there_is_no_receipt(code):
    with pytest.raises(NotAllowed):
        a_receipt_01(official_code=code)


def test_the_official_code_cannot_be_left_out():
    with pytest.raises(TypeError):
        Receipt01(head=a_head())  # type: ignore[call-arg]


def test_our_reference_cannot_stand_in_for_the_official_code():
    with pytest.raises(InvalidInput):
        a_receipt_01(official_code="00102 261123 014 3")


def test_two_different_official_codes_are_refused():
    with pytest.raises(InvalidInput):
        a_receipt_01(head=a_head(official_code="H26.25-261123-9999"))


def test_the_person_behind_a_filing_under_authorisation_is_named():
    receipt = a_receipt_01(
        authorised_by=a_sender(name=LONG_NAME), authority_paper="Giấy ủy quyền số 7"
    )
    text = text_of(render_receipt_01(receipt, A5))
    assert f"Theo ủy quyền của Ông (Bà)/Tổ chức: {LONG_NAME}" in text
    assert "Giấy tờ ủy quyền: Giấy ủy quyền số 7" in text


def test_the_codes_carry_our_reference_and_the_official_code_appears_once_on_a_page():
    pdf = render_receipt_01(a_receipt_01(head=a_head(official_code=OFFICIAL_CODE)), A5)
    assert codes_of(pdf) == {("Code128", a_reference()), ("QRCode", a_reference())}
    assert [page.count("Mã hồ sơ:") for page in pages_of(pdf)] == [1, 1]


def test_equal_data_give_the_same_bytes():
    assert render_receipt_01(a_receipt_01(), A5) == render_receipt_01(a_receipt_01(), A5)
