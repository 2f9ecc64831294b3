"""Tờ khai đã điền: every answer in the order of the law, dots for the rest, one place to sign."""

from __future__ import annotations

from datetime import date

import pytest

from agent_desk.catalog.forms.shown import paper_text
from agent_desk.catalog.forms.spec import Kind
from agent_desk.documents.form_paper import FormPaper, render_form_paper
from agent_desk.errors import NotFound
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import LONG_NAME, a_head, a_reference
from tests.support.forms import complete_answers, every_form, the_form


def a_paper(form_id="khai_sinh", answers=None, **changes):
    form = the_form(form_id)
    held = complete_answers(form) if answers is None else answers
    return FormPaper(head=a_head(), form=form, answers=held, **changes)


def said(form_id="khai_sinh", answers=None, **changes):
    return text_of(render_form_paper(a_paper(form_id, answers, **changes)))


def squeezed(text):
    """Give a text without its blanks: a cell may break a long word."""
    return "".join(text.split())


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.id)
def test_every_label_and_every_answer_stands_on_the_paper(form):
    answers = complete_answers(form)
    paper = FormPaper(head=a_head(), form=form, answers=answers)
    text = squeezed(text_of(render_form_paper(paper)))
    for field in form.fields():
        if field.id not in answers or not field.is_on_paper:
            continue
        assert squeezed(field.label) in text
        if field.kind is not Kind.GROUP:
            assert squeezed(paper_text(field, answers[field.id])) in text


def test_fields_stand_in_the_order_of_the_form():
    form = the_form("khai_tu")
    text = said("khai_tu")
    places = [text.index(f.label) for f in form.fields() if f.id.startswith("nyc_")]
    assert places == sorted(places)


def test_an_empty_field_is_a_dotted_line():
    text = said("khai_tu", {})
    assert "Nguyên nhân chết: ......" in text
    assert "Số: ......" in text


def test_a_form_that_is_not_complete_says_so_on_every_copy():
    assert "BẢN NHÁP: còn" in said("khai_tu", {})
    assert "BẢN NHÁP" not in said("khai_tu")


def test_what_a_condition_hides_is_not_printed():
    answers = {**complete_answers(the_form("khai_sinh")), "cha_trong": True}
    assert "Họ, chữ đệm, tên người cha" not in said("khai_sinh", answers)


def test_what_only_steers_the_screen_is_not_printed():
    assert "Để trống phần người cha" not in said()


def test_the_head_names_the_republic_the_form_and_the_office():
    text = said(office="Ủy ban nhân dân phường Cửa Nam")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert "TỜ KHAI ĐĂNG KÝ KHAI SINH Kính gửi: Ủy ban nhân dân phường Cửa Nam" in text
    assert "Mẫu CT01" in said("ct01")


def test_lines_of_a_group_are_rows_of_a_table():
    members = [
        {"ho_ten": f"Lê Thị {n}ên", "ngay_sinh": "2010", "gioi_tinh": "nu", "quan_he": "Con"}
        for n in "ABC"
    ]
    text = said("ct01", complete_answers(the_form("ct01"), thanh_vien=members))
    assert "1 Lê Thị Aên 2010 Nữ" in text
    assert "3 Lê Thị Cên 2010 Nữ" in text


def test_bride_and_groom_stand_side_by_side():
    form = the_form("ket_hon")
    answers = complete_answers(form, nu_ho_ten="Trần Thị Bê", nam_ho_ten="Lê Văn Tám")
    assert "Thông tin Bên nữ Bên nam Họ, chữ đệm, tên Trần Thị Bê Lê Văn Tám" in said(
        "ket_hon", answers
    )


def test_the_signature_never_stands_on_a_page_alone():
    pages = pages_of(render_form_paper(a_paper("dang_ky_lai_khai_sinh")))
    assert "Tôi cam đoan" in pages[-1]
    assert "Người yêu cầu" in pages[-1]


def test_the_day_of_signing_is_printed_or_left_open():
    assert "Hà Nội, ngày 23 tháng 11 năm 2026" in said(signed_on=date(2026, 11, 23))
    assert "Hà Nội, ngày ..... tháng" in said()


def test_both_small_codes_carry_the_reference():
    pdf = render_form_paper(a_paper("ket_hon"))
    wanted = {("Code128", a_reference()), ("QRCode", a_reference())}
    assert codes_of(pdf) == wanted
    assert "Đây chưa phải mã hồ sơ" in text_of(pdf)


def test_long_names_and_addresses_wrap_and_lose_no_letter():
    home = {"detail": "Số nhà 12 ngách 34/56 ngõ 789 đường " * 4, "ward": "Phường Cửa Nam"}
    answers = complete_answers(the_form("khai_sinh"), nyc_ho_ten=LONG_NAME, nyc_noi_cu_tru=home)
    text = squeezed(said("khai_sinh", answers))
    assert squeezed(LONG_NAME) in text
    assert squeezed(home["detail"].strip()) in text


def test_practice_is_written_across_every_page():
    paper = FormPaper(head=a_head(practice=True), form=the_form("ct01"), answers={})
    assert all("DỮ LIỆU THỬ" in page for page in pages_of(render_form_paper(paper)))


def test_equal_data_give_equal_bytes():
    assert render_form_paper(a_paper()) == render_form_paper(a_paper())


def test_an_unknown_wording_is_refused():
    paper = FormPaper(head=a_head(template_version="v9"), form=the_form("ct01"), answers={})
    with pytest.raises(NotFound):
        render_form_paper(paper)
