"""The desk's own papers: every word of the data, no word too many, codes that read."""

from __future__ import annotations

import re
import unicodedata

import pytest

from agent_desk.documents.bag_label import render_bag_label
from agent_desk.documents.bag_list import render_bag_list
from agent_desk.documents.damage_minutes import Damage, render_damage_minutes
from agent_desk.documents.day_sheet import HeldMoney, render_day_sheet
from agent_desk.documents.delivery_label import Postage, render_delivery_label
from agent_desk.documents.emergency_slips import EmergencySlips, render_emergency_slips
from agent_desk.documents.free_help_poster import render_free_help_poster
from agent_desk.documents.handover_minutes import (
    Direction,
    SealFound,
    render_handover_minutes,
)
from agent_desk.documents.head import PaperSize, Party
from agent_desk.documents.numbers import ScanNumber
from agent_desk.documents.runs import printable
from agent_desk.documents.shift_list import render_shift_list
from agent_desk.errors import InvalidInput
from tests.documents import office_samples as own
from tests.documents.office_papers import PAPERS, TEXTS
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import OFFICIAL_CODE, a_reference, local_time

ALL = sorted(PAPERS)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_any_text_is_printed_in_nfc_with_its_fonts_and_no_control_letters(name, kind):
    pdf = PAPERS[name].told(TEXTS[kind])
    text = text_of(pdf)
    assert printable(TEXTS[kind]).replace(" ", "") in text.replace(" ", "")
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(letter) == "Cc" for letter in text.replace("\x02", ""))
    fonts = re.findall(rb"/BaseFont /([A-Za-z+-]+)", pdf)
    assert fonts
    assert all(font.startswith(b"AAAAAA+") for font in fonts)


@pytest.mark.parametrize("name", ALL)
def test_equal_data_give_equal_bytes_and_help_is_free_on_every_paper(name):
    first, again = PAPERS[name].ordinary(), PAPERS[name].ordinary()
    assert first == again
    text = text_of(first).casefold()
    assert "miễn phí" in text
    assert "1900 1009" in text
    assert "thu thêm" not in text.replace("trả thêm", "")


@pytest.mark.parametrize("name", [name for name in ALL if PAPERS[name].reads])
def test_a_scan_of_the_paper_gives_its_number(name):
    assert {text for _, text in codes_of(PAPERS[name].ordinary())} == PAPERS[name].reads


@pytest.mark.parametrize("kind", ["short", "long", "hostile"])
@pytest.mark.parametrize("name", ["bag_label", "delivery_label", "free_help_poster"])
def test_what_sticks_or_hangs_is_one_page_however_long_the_names_are(name, kind):
    assert len(pages_of(PAPERS[name].told(TEXTS[kind]))) == 1


def test_small_text_does_not_make_the_code_of_a_label_small():
    pdf = PAPERS["delivery_label"].told(TEXTS["long"])
    assert {text for _, text in codes_of(pdf)} == {"EA123456785VN"}


def test_the_minutes_name_each_slip_what_is_in_it_and_the_filing_moment():
    minutes = own.a_handover()
    pages = " ".join(pages_of(render_handover_minutes(minutes)))
    for item in minutes.bag.items:
        assert item.procedure_code in pages
    assert "00102 261123 001 0" in pages
    assert "Cộng: 4 hồ sơ, 6 bản chính, 12 bản sao, 30 tờ." in pages
    assert "Thời điểm hai bên ký biên bản này là thời điểm nộp hồ sơ" in pages
    assert "Lệ phí nhà nước nộp kèm: 75.000 đồng (00102 261123 001 0: 75.000 đồng)" in pages
    assert "Số niêm phong: VNP 88 20417" in pages
    assert "Liên 1: bên giao giữ" in pages
    assert "Liên 2: bên nhận giữ" in pages


def test_signed_minutes_say_when_and_which_code_came_back():
    item = own.items(1, came_back=OFFICIAL_CODE, state_fee_vnd=0)
    minutes = own.a_handover(
        bag=own.a_bag(items=item),
        signed_at=local_time(11, 52),
        where="Chi nhánh số 3",
        seal=SealFound.INTACT,
    )
    text = text_of(render_handover_minutes(minutes))
    assert "Hồi 11 giờ 52 phút, ngày 23 tháng 11 năm 2026, tại Chi nhánh số 3" in text
    assert OFFICIAL_CODE in text
    assert "Lệ phí nhà nước nộp kèm: không có" in text


def test_minutes_of_results_do_not_claim_that_anything_was_filed():
    minutes = own.a_handover(direction=Direction.FROM_AUTHORITY)
    text = text_of(render_handover_minutes(minutes))
    assert "thời điểm nộp hồ sơ" not in text
    assert "nhận kết quả và bản chính trả lại" in text


def test_three_hundred_slips_in_a_bag_are_all_on_the_list_under_one_heading_each_page():
    bag = own.a_bag(items=own.items(300))
    pages = pages_of(render_bag_list(own.a_bag_list(bag=bag), PaperSize.A4))
    copy = pages[: len(pages) // 3]
    assert all("Phiếu gửi · mã thủ tục" in page for page in copy[:-1])
    for item in bag.items:
        reference = item.reference
        shown = f"{reference[:5]} {reference[5:11]} {reference[11:14]} {reference[14]}"
        assert any(shown in page for page in copy)


@pytest.mark.parametrize("render", ["bag_list", "bag_label"])
def test_the_papers_that_travel_outside_a_seal_name_no_matter_and_no_person(render):
    text = text_of(PAPERS[render].ordinary())
    assert "Cấp giấy phép xây dựng" not in text
    assert "Chứng thực" not in text


def test_damage_minutes_cross_what_was_found_and_blame_nobody():
    text = text_of(render_damage_minutes(own.a_damage(damages=tuple(Damage))))
    assert "không kết luận lỗi của ai" in text
    assert "Số hồ sơ theo bảng kê: 4 Số hồ sơ đếm được: 3" in text
    assert "Thiếu hồ sơ so với bảng kê" in text
    assert "Ý kiến bên giao: Túi còn nguyên khi rời bưu cục." in text


def test_a_label_says_who_pays_and_never_claims_the_city_where_it_does_not():
    city = text_of(render_delivery_label(own.a_delivery_label()))
    assert "Cước: ngân sách thành phố Hà Nội trả." in city
    label = own.a_delivery_label(postage=Postage.ON_DELIVERY, postage_vnd=26_500)
    receiver = text_of(render_delivery_label(label))
    assert "Cước thu khi phát: 26.500 đồng." in receiver
    assert "ngân sách" not in receiver


@pytest.mark.parametrize(
    "wrong",
    [
        {"postage": Postage.CITY, "postage_vnd": 1000},
        {"postage": Postage.ON_DELIVERY},
        {"receiver": Party(name="Lê Thị Sáu")},
        {"item_code": "EA123456780VN"},
    ],
)
def test_a_label_that_contradicts_itself_is_not_made(wrong):
    with pytest.raises(InvalidInput):
        own.a_delivery_label(**wrong)


@pytest.mark.parametrize(
    "code", ["EA123456785VN", "CTN00912345678", "VNPOST0123456789ABCDEF0123456789AB"]
)
def test_the_label_of_any_item_code_of_the_post_reads_back(code):
    pdf = render_delivery_label(own.a_delivery_label(item_code=code))
    assert {text for _, text in codes_of(pdf)} == {code}


def test_the_label_shows_only_name_address_and_phone_of_the_receiver():
    text = text_of(render_delivery_label(own.a_delivery_label()))
    assert "Lê Thị Sáu" in text
    assert "Điện thoại: 0912 345 678" in text
    assert not re.search(
        r"\d{3} ?[0-9•]{3} ?[0-9•]{3} ?\d{3}(?! VN)\b", text.replace("0912 345 678", "")
    )


def test_the_day_sheet_adds_up_and_holds_the_end_of_the_chain():
    sheet = own.a_day_sheet()
    text = text_of(render_day_sheet(sheet))
    assert "Còn giữ cuối ngày 200.000 đồng" in text
    assert sheet.last_sha256 in text.replace(" ", "")
    assert "Còn 14 sự kiện lưu an toàn tại quầy, Trung tâm chưa nhận" in text
    assert "chưa ai bị coi là có lỗi" in text


def test_only_a_whole_receipt_lets_the_day_sheet_say_that_all_is_at_the_center():
    sheet = own.a_day_sheet(acknowledged_seq=1204)
    assert "Mọi việc của ngày Trung tâm đã giữ bản sao" in text_of(render_day_sheet(sheet))


def test_a_day_without_anything_can_be_closed_on_paper():
    empty = own.a_day_sheet(counts=(), bags=(), lying=(), disputes=(), money=HeldMoney())
    text = text_of(render_day_sheet(empty))
    assert "Hôm nay không có túi nào." in text
    assert "Không còn hồ sơ giấy nào nằm lại." in text
    with pytest.raises(InvalidInput):
        HeldMoney(taken_vnd=-1)


def test_the_shift_list_has_two_copies_with_both_names_and_what_is_to_be_counted():
    pages = pages_of(render_shift_list(own.a_shift_list()))
    assert len(pages) == 2
    for page in pages:
        assert "Người giao ca: Trần Thu Hà Người nhận ca: Lê Văn Tám" in page
        assert "Trên sổ: 200.000 đồng. Đếm được:" in page
        assert "gọi lại trước 15 giờ hôm nay" in page


def test_every_outage_slip_has_its_own_number_on_both_copies_and_no_date_of_printing():
    pages = pages_of(render_emergency_slips(own.emergency()))
    assert len(pages) == 2
    for page, digits in zip(pages, (a_reference(901), a_reference(902)), strict=True):
        assert page.count(f"{digits[11:14]} {digits[14]} Số phiếu của bưu cục") == 2
        assert "ngày 23 tháng 11" not in page
    with pytest.raises(InvalidInput):
        EmergencySlips(
            head=own.an_office_head(), numbers=(ScanNumber(digits="12"), ScanNumber(digits="12"))
        )


def test_the_poster_tells_the_price_the_rules_and_whom_to_call():
    text = text_of(render_free_help_poster(own.a_poster()))
    assert "0 đồng" in text
    assert "Không nói mật khẩu, mã OTP cho ai" in text
    assert "Không cần VNeID khi nộp hồ sơ trực tiếp" in text
    assert "nhắn Zalo 0768 221 221" in text
    assert "Số 1 Trung Kính, phường Yên Hòa, Hà Nội" in text


def test_practice_and_reprints_are_marked_on_labels_too():
    head = own.an_office_head(print_number=2, practice=True)
    text = text_of(render_bag_label(own.a_bag_label(head=head)))
    assert "BẢN IN LẠI lần 2" in text
    assert "DỮ LIỆU THỬ" in text
