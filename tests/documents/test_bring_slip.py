"""The what-to-bring slip: large, complete, honest about what is not sure."""

from __future__ import annotations

from agent_desk.documents.bring_slip import bring_slip_job, render_bring_slip
from agent_desk.documents.head import PaperSize
from agent_desk.documents.sheet import to_sheets
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import a_bring_slip, a_head, a_reference

A5, A4 = PaperSize.A5, PaperSize.A4


def test_each_missing_paper_says_how_and_where_to_get_it():
    text = text_of(render_bring_slip(a_bring_slip(), A4))
    assert "Còn thiếu 1 loại giấy tờ:" in text
    assert "1. Giấy báo tử (bản chính, nộp) Lấy ở đâu: Cơ sở y tế;" in text
    assert "Lưu ý: Có dữ liệu ký số thì không nộp bản giấy." in text


def test_a_paper_that_data_may_replace_is_not_counted_as_missing():
    text = text_of(render_bring_slip(a_bring_slip(), A4))
    optional = text.index("Có thì mang theo, không bắt buộc")
    assert text.index("1. Giấy báo tử") < optional < text.index("cho xem rồi cầm về)")


def test_a_fee_that_is_not_confirmed_is_to_be_asked_for():
    text = text_of(render_bring_slip(a_bring_slip(), A4))
    assert "Lệ phí nhà nước: hỏi một cửa" in text
    assert "Lệ phí nhà nước: 0" not in text


def test_the_day_the_catalog_was_checked_is_printed():
    assert "kiểm tra ngày 21/11/2026" in text_of(render_bring_slip(a_bring_slip(), A4))


def test_low_confidence_says_to_call_first_and_high_confidence_does_not():
    sentence = "gọi một cửa xác nhận trước khi đi"
    assert f"{sentence}, số 1900 1009" in text_of(render_bring_slip(a_bring_slip(), A4))
    without = a_bring_slip(confirm_phone="")
    assert f"{sentence}." in text_of(render_bring_slip(without, A4))
    assert sentence not in text_of(render_bring_slip(a_bring_slip(is_certain=True), A4))


def test_all_that_a_citizen_must_read_is_at_least_fourteen_points():
    job = bring_slip_job(a_bring_slip(), A4)
    (sheet,) = to_sheets(job)
    texts = sheet.pages[0].marks.texts
    large = " ".join(text.text for text in texts if text.size >= 14)
    for word in ("Giấy báo tử", "Cơ sở y tế", "21/11/2026", "Mang đủ giấy tờ", "Trung Kính"):
        assert word in large


def test_it_carries_the_reference_and_says_that_nothing_was_taken():
    pdf = render_bring_slip(a_bring_slip(), A4)
    assert codes_of(pdf) == {("Code128", a_reference()), ("QRCode", a_reference())}
    text = text_of(pdf)
    assert "Đã lưu tại quầy, Trung tâm chưa nhận" in text
    assert "quầy chưa nhận giấy tờ nào" in text


def test_nothing_missing_is_said_in_words():
    assert "Không cần mang thêm gì" in text_of(render_bring_slip(a_bring_slip(missing=()), A4))


def test_a5_goes_on_over_the_page_with_numbers():
    pages = pages_of(render_bring_slip(a_bring_slip(), A5))
    assert [f"Trang {n}/{len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )


def test_equal_data_give_the_same_bytes():
    slip = a_bring_slip(head=a_head(practice=True))
    assert render_bring_slip(slip, A5) == render_bring_slip(slip, A5)
