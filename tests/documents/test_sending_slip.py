"""Phiếu gửi hồ sơ: what the citizen and the post office hold in their hands."""

from __future__ import annotations

import pytest

from agent_desk.documents.head import Custody, PaperSize
from agent_desk.documents.sending_slip import FiledBy, SlipPaper, render_sending_slip
from agent_desk.errors import NotFound
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import (
    LONG_NAME,
    OFFICIAL_CODE,
    a_head,
    a_reference,
    a_sender,
    a_sending_slip,
    local_time,
    many_papers,
)

A5, A4 = PaperSize.A5, PaperSize.A4


def test_both_copies_say_every_word_of_the_data():
    slip = a_sending_slip()
    pages = pages_of(render_sending_slip(slip, A5))
    names = [paper.name for paper in slip.papers]
    for page in pages:
        for word in (slip.sender.name, slip.sender.address, slip.receiver, slip.clerk, *names):
            assert word in page
        assert "Chuyển trường và tiếp nhận học sinh (2.002854)" in page
        assert "Nhận lúc: 10 giờ 02 phút, 23/11/2026" in page
        assert "Rời bưu cục trước: 11 giờ 30 phút cùng ngày" in page
        assert "Điện thoại: 0912 345 678" in page
        assert "00102 261123 014 3" in page


def test_a5_has_one_page_for_each_copy():
    first, second = pages_of(render_sending_slip(a_sending_slip(), A5))
    assert "Liên 1: lưu tại bưu cục · in lần 1" in first
    assert "Liên 2: giao người gửi · in lần 1" in second


def test_an_owner_and_a_long_address_do_not_cost_a_second_page():
    slip = a_sending_slip(
        owner=a_sender(name="Ngô Thị Hạnh", citizen_number="001190000123"),
        receiver_address="258 Võ Chí Công, phường Tây Hồ, Hà Nội",
    )
    first, second = pages_of(render_sending_slip(slip, A5))
    assert "258 Võ Chí Công, phường Tây Hồ, Hà Nội" in first
    assert "Phiếu này có giá trị như hợp đồng." in second


def test_a4_has_both_copies_on_one_page():
    (page,) = pages_of(render_sending_slip(a_sending_slip(), A4))
    assert "Liên 1: lưu tại bưu cục" in page
    assert "Liên 2: giao người gửi" in page


@pytest.mark.parametrize("paper", list(PaperSize))
def test_code_128_and_qr_carry_the_reference(paper):
    assert codes_of(render_sending_slip(a_sending_slip(), paper)) == {
        ("Code128", a_reference()),
        ("QRCode", a_reference()),
    }


def test_our_reference_is_never_called_the_official_code():
    text = text_of(render_sending_slip(a_sending_slip(), A5))
    assert "Số tham chiếu của bưu cục. Đây chưa phải mã hồ sơ." in text
    assert "Mã hồ sơ:" not in text


def test_an_official_code_has_a_line_of_its_own():
    slip = a_sending_slip(head=a_head(official_code=OFFICIAL_CODE))
    assert f"Mã hồ sơ: {OFFICIAL_CODE}" in text_of(render_sending_slip(slip, A5))


def test_a_state_fee_that_nobody_confirmed_is_never_zero():
    text = text_of(render_sending_slip(a_sending_slip(state_fee_vnd=None), A5))
    assert "Lệ phí nhà nước: hỏi một cửa" in text
    assert "Lệ phí nhà nước: 0" not in text


def test_money_is_shown_with_points_and_ours_is_always_nothing():
    text = text_of(render_sending_slip(a_sending_slip(state_fee_vnd=50000, postage_vnd=26500), A5))
    assert "Lệ phí nhà nước: 50.000 đồng Cước bưu chính: 26.500 đồng" in text
    assert "Bưu cục thu thêm: 0 đồng" in text


def test_a_reprint_says_so():
    text = text_of(render_sending_slip(a_sending_slip(head=a_head(print_number=3)), A5))
    assert "BẢN IN LẠI lần 3" in text
    assert "in lần 1" not in text


def test_only_what_the_center_acknowledged_is_said_to_lie_there():
    at_desk = text_of(render_sending_slip(a_sending_slip(), A5))
    assert "Đã lưu tại quầy, Trung tâm chưa nhận" in at_desk
    head = a_head(custody=Custody.AT_CENTER, center_received_at=local_time(10, 40))
    at_center = text_of(render_sending_slip(a_sending_slip(head=head), A5))
    assert "Trung tâm đã giữ bản sao lúc 10 giờ 40 phút, 23/11/2026" in at_center
    assert "Trung tâm chưa nhận" not in at_center


def test_the_moment_of_filing_depends_on_how_it_is_filed():
    on_paper = text_of(render_sending_slip(a_sending_slip(), A5))
    online = text_of(render_sending_slip(a_sending_slip(filed_by=FiledBy.ONLINE), A5))
    assert "tính là nộp khi Trung tâm ký biên bản giao nhận" in on_paper
    assert "tính là nộp khi hệ thống của Trung tâm cấp mã hồ sơ" in online


def test_help_is_free_and_the_hotline_comes_from_the_data():
    slip = a_sending_slip(head=a_head(hotline="+84768221221"))
    text = text_of(render_sending_slip(slip, A5))
    assert "Dịch vụ hỗ trợ miễn phí: ai đòi thêm tiền, xin gọi 0768 221 221." in text


def test_practice_is_written_across_every_page():
    pages = pages_of(render_sending_slip(a_sending_slip(head=a_head(practice=True)), A5))
    assert all("DỮ LIỆU THỬ" in page for page in pages)
    assert "DỮ LIỆU THỬ" not in text_of(render_sending_slip(a_sending_slip(), A5))


def test_forty_papers_go_on_under_the_same_heading_with_page_numbers():
    papers = tuple(SlipPaper(name=f"Giấy tờ số {n} Ỹ", originals=1) for n in range(1, 41))
    pages = pages_of(render_sending_slip(a_sending_slip(papers=papers), A5))
    copy = pages[: len(pages) // 2]
    assert [f"Trang {n}/{len(copy)}" in page for n, page in enumerate(copy, 1)] == [True] * len(
        copy
    )
    assert len(copy) >= 2
    assert all("STT Giấy tờ Bản chính" in page for page in copy[:2])
    assert all(f"Giấy tờ số {n} Ỹ" in " ".join(copy) for n in range(1, 41))
    assert "Liên 1: lưu tại bưu cục" in copy[1]


def test_forty_papers_on_a4_keep_the_copies_side_by_side():
    slip = a_sending_slip(papers=many_papers(40), sender=a_sender(name=LONG_NAME, phone=""))
    pages = pages_of(render_sending_slip(slip, A4))
    assert all("Liên 1" in page and "Liên 2" in page for page in pages)


def test_an_empty_phone_has_no_label():
    text = text_of(render_sending_slip(a_sending_slip(sender=a_sender(phone="")), A5))
    assert "Điện thoại" not in text


def test_letters_that_came_apart_are_printed_whole():
    slip = a_sending_slip(sender=a_sender(name="Nguye\u0302\u0303n Thi\u0323 Y\u0303"))
    assert "Nguyễn Thị Ỹ" in text_of(render_sending_slip(slip, A5))


def test_equal_data_give_the_same_bytes_and_other_data_others():
    first, again = (render_sending_slip(a_sending_slip(), A5) for _ in range(2))
    assert first == again
    assert first != render_sending_slip(a_sending_slip(clerk="Lê Văn Tám"), A5)


def test_an_unknown_wording_is_not_printed_under_another():
    with pytest.raises(NotFound):
        render_sending_slip(a_sending_slip(head=a_head(template_version="v9")), A5)
