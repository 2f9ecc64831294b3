"""The result hand-over slip: who collected what."""

from __future__ import annotations

from agent_desk.documents.head import PaperSize
from agent_desk.documents.result_slip import render_result_slip
from agent_desk.domain.partial_date import PartialDate
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import OFFICIAL_CODE, a_reference, a_result_slip, a_sender

A5, A4 = PaperSize.A5, PaperSize.A4


def test_it_lists_the_results_and_the_originals_given_back_in_two_copies():
    pages = pages_of(render_result_slip(a_result_slip(), A5))
    assert len(pages) == 2
    for page in pages:
        assert "1 Trích lục khai tử 1 3 4 kết quả" in page
        assert "2 Giấy báo tử 1 1 bản gốc trả lại" in page
        assert "Giao lúc: 14 giờ 20 phút, 25/11/2026" in page
        assert "NGƯỜI NHẬN KẾT QUẢ" in page
        assert "GIAO DỊCH VIÊN" in page
        assert f"Mã hồ sơ: {OFFICIAL_CODE}" in page


def test_the_owner_collects_with_a_masked_number_and_a_birth_of_one_year():
    text = text_of(render_result_slip(a_result_slip(), A5))
    assert "Người nhận (chủ hồ sơ): Lê Thị Sáu" in text
    assert "Sinh: 1948 Số định danh cá nhân: 001 1•• ••• 123" in text
    assert "001148000123" not in text


def test_a_proxy_is_named_with_the_owner_and_the_authority():
    proxy = a_sender(born=PartialDate(year=1990, month=3))
    slip = a_result_slip(proxy=proxy, authority_paper="Văn bản ủy quyền số 12/2026")
    text = text_of(render_result_slip(slip, A5))
    assert "Chủ hồ sơ: Lê Thị Sáu" in text
    assert "Người nhận (được ủy quyền): Bùi Đức Long" in text
    assert "Sinh: 03/1990" in text
    assert "Giấy ủy quyền: Văn bản ủy quyền số 12/2026" in text


def test_papers_the_law_withdraws_are_named():
    slip = a_result_slip(taken_back=("Giấy hẹn", "Sổ hộ khẩu cũ"))
    text = text_of(render_result_slip(slip, A5))
    assert "Giấy tờ thu lại theo quy định: Giấy hẹn; Sổ hộ khẩu cũ" in text


def test_codes_carry_the_reference_and_not_the_official_code():
    assert codes_of(render_result_slip(a_result_slip(), A5)) == {
        ("Code128", a_reference()),
        ("QRCode", a_reference()),
    }


def test_equal_data_give_the_same_bytes():
    assert render_result_slip(a_result_slip(), A4) == render_result_slip(a_result_slip(), A4)
