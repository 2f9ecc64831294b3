"""The checker: names of every length, pasted numbers, contradictions, and whatever else comes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.catalog.forms.check import check
from agent_desk.catalog.forms.flow import live_answers, progress, visible_fields
from agent_desk.catalog.forms.kinds import read_text, read_value
from agent_desk.catalog.forms.load import parse_form
from agent_desk.catalog.forms.move import carry, diff
from agent_desk.errors import InvalidInput
from tests.support.forms import TODAY, complete_answers, every_form, the_form

BIRTH = "khai_sinh"


def field(name: str, form_id: str = BIRTH):
    found = the_form(form_id).field(name)
    assert found is not None
    return found


def read(name: str, text: str, form_id: str = BIRTH):
    return read_text(field(name, form_id), text, TODAY)


def refused(name: str, text: str, form_id: str = BIRTH) -> str:
    with pytest.raises(InvalidInput) as caught:
        read(name, text, form_id)
    return caught.value.message


@pytest.mark.parametrize(
    "name",
    [
        "Ỷ",
        "Nguyễn Phúc Vĩnh Thụy Công Tằng Tôn Nữ Thị Huyền Trân Ngọc Diễm Quỳnh Ưng Ỹ Ế Ộ Ă",
        "H'Hen Niê",
        "Nguye\u0302\u0303n Thi\u0323 Y\u0303",
        "  Lê   Văn  Tám ",
    ],
)
def test_names_of_one_and_eighty_letters_and_of_all_peoples_are_right(name):
    assert read("nks_ho_ten", name)


def test_letters_that_came_apart_are_put_together():
    assert read("nks_ho_ten", "Nguye\u0302\u0303n") == "Nguyễn"


@pytest.mark.parametrize("name", ["An 😀", "An\x00", "An1", "", "123", "An;DROP"])
def test_what_is_no_name_is_refused(name):
    checked = check(the_form(BIRTH), complete_answers(the_form(BIRTH), nks_ho_ten=name), TODAY)
    assert not checked.is_complete
    paths = [fault.path for fault in (*checked.unreadable, *checked.missing)]
    assert "nks_ho_ten" in paths


@pytest.mark.parametrize("name", ["nks_ho_ten", "nks_noi_sinh_co_so", "me_so_dinh_danh"])
def test_ten_pasted_megabytes_are_refused(name):
    refused(name, "a " * 5_000_000)


def test_nul_and_invisible_marks_vanish_from_text():
    assert read("nks_noi_sinh_co_so", "Bệnh\u200b viện\x00 A") == "Bệnh viện A"


@pytest.mark.parametrize("text", ["001 190 000 123", "001.190.000.123", " 001190000123\n"])
def test_a_number_pasted_with_spaces_is_read(text):
    assert read("me_so_dinh_danh", text) == "001190000123"


@pytest.mark.parametrize(
    ("text", "value"),
    [("50000000", 50_000_000), ("50.000.000", 50_000_000), ("50 000 000 đồng", 50_000_000),
     ("50,000,000đ", 50_000_000), ("0", 0)],
)  # fmt: skip
def test_money_is_read_as_people_write_it(text, value):
    assert read("von", text, "ho_kinh_doanh") == value


@pytest.mark.parametrize("text", ["50 triệu", "-5", "5.5", "1e9", "9" * 40, "năm mươi"])
def test_an_amount_that_is_none_is_refused(text):
    assert refused("von", text, "ho_kinh_doanh")


@pytest.mark.parametrize(
    ("text", "iso"),
    [("5/3/1985", "1985-03-05"), ("3/1948", "1948-03"), ("1948", "1948"), ("050385", "1985-03-05")],
)
def test_partial_dates_are_kept_as_far_as_they_are_known(text, iso):
    assert read("me_ngay_sinh", text) == iso


def test_a_date_in_the_future_is_refused_where_it_cannot_be():
    assert "future" in refused("nks_ngay_sinh", "24/11/2026")
    assert read("tam_tru_tu", "24/11/2026", "ct01") == "2026-11-24"
    assert "day, month and year" in refused("tam_tru_tu", "11/2026", "ct01")


@pytest.mark.parametrize(
    ("text", "time_of_day"), [("8:30", "08:30"), ("15h", "15:00"), ("7 giờ 05 phút", "07:05")]
)
def test_a_time_is_read_as_people_say_it(text, time_of_day):
    assert read("nkt_gio_chet", text, "khai_tu") == time_of_day


def test_peoples_and_countries_are_written_as_on_papers():
    assert read("nks_dan_toc", "tay") == "Tày"
    assert read("nks_dan_toc", "h'mông") == "Mông"
    assert read("nks_quoc_tich", "viet nam") == "Việt Nam"


def test_a_people_that_is_not_listed_is_a_doubt_and_no_fault():
    form = the_form(BIRTH)
    checked = check(form, complete_answers(form, nks_dan_toc="Pa Kô"), TODAY)
    assert "nks_dan_toc" in [doubt.path for doubt in checked.doubts]
    assert checked.is_complete


@pytest.mark.parametrize("text", ["mật khẩu: Abc@12345", "OTP 123456"])
def test_no_text_of_a_form_may_hold_a_secret(text):
    for form in every_form():
        for one in form.fields():
            for inner in (one, *one.fields):
                if inner.kind.is_compound or inner.fields:
                    continue
                with pytest.raises(InvalidInput) as caught:
                    read_text(inner, text, TODAY)
                assert "123" not in caught.value.message
    with pytest.raises(InvalidInput):
        read_value(field("nyc_noi_cu_tru"), {"detail": text}, TODAY)
    with pytest.raises(InvalidInput):
        read_value(field("nyc_giay_to"), {"type": "khac", "issued_by": text}, TODAY)


def test_a_death_before_the_birth_is_a_contradiction_and_still_kept():
    form = the_form("khai_tu")
    answers = complete_answers(form, nkt_ngay_sinh="1950-01-01", nkt_ngay_chet="1949")
    checked = check(form, answers, TODAY)
    assert [fault.path for fault in checked.contradictions] == ["nkt_ngay_chet"]
    assert checked.unreadable == ()
    assert checked.answers["nkt_ngay_chet"] == "1949"


def test_a_year_alone_contradicts_nothing_it_leaves_open():
    form = the_form("khai_tu")
    answers = complete_answers(form, nkt_ngay_sinh="1950", nkt_ngay_chet="1950-01-01")
    assert check(form, answers, TODAY).contradictions == ()


def test_a_bride_of_seventeen_is_told_so():
    form = the_form("ket_hon")
    checked = check(form, complete_answers(form, nu_ngay_sinh="2009-11-24"), TODAY)
    assert "18" in checked.contradictions[0].message
    of_age = check(form, complete_answers(form, nu_ngay_sinh="2008-11-23"), TODAY)
    assert of_age.contradictions == ()


def test_a_number_that_does_not_fit_the_sex_is_only_a_doubt():
    form = the_form("ct01")
    answers = complete_answers(
        form, so_dinh_danh="001190000123", gioi_tinh="nam", ngay_sinh="1990-02-01"
    )
    checked = check(form, answers, TODAY)
    assert [doubt.path for doubt in checked.doubts] == ["so_dinh_danh"]
    assert checked.is_complete


def test_what_a_condition_hides_is_kept_but_goes_nowhere():
    form = the_form(BIRTH)
    shown = complete_answers(form, cha_trong=False)
    hidden = check(form, {**shown, "cha_trong": True}, TODAY)
    assert hidden.answers["cha_ho_ten"] == "Lê Thị Ỹ"
    assert hidden.is_complete
    assert "cha_ho_ten" not in live_answers(form, hidden.answers)
    again = {**hidden.answers, "cha_trong": False}
    assert live_answers(form, again)["cha_ho_ten"] == "Lê Thị Ỹ"


def test_a_hidden_field_is_not_counted_nor_missing():
    form = the_form(BIRTH)
    with_father = {f.id for f in visible_fields(form, {"cha_trong": False})}
    without = {f.id for f in visible_fields(form, {"cha_trong": True})}
    assert with_father - without >= {"cha_ho_ten", "cha_ngay_sinh"}
    assert progress(form, {"cha_trong": True}).total < progress(form, {"cha_trong": False}).total


def test_a_group_must_have_its_lines_and_no_more_than_it_holds():
    form = the_form("ho_kinh_doanh")
    answers = complete_answers(form)
    few = check(form, {**answers, "nganh": []}, TODAY)
    assert "nganh" in {fault.path.split(".")[0] for fault in few.missing}
    many = check(form, {**answers, "nganh": [{"ten": "Tạp hóa"}] * 21}, TODAY)
    assert [fault.path for fault in many.unreadable] == ["nganh"]


def test_the_line_and_field_of_a_group_are_named():
    form = the_form("ct01")
    members = [{"ho_ten": "An", "ngay_sinh": "1990", "gioi_tinh": "nam", "quan_he": "Con"},
               {"ho_ten": "Bình 2", "gioi_tinh": "nam", "quan_he": "Con"}]  # fmt: skip
    checked = check(form, complete_answers(form, thanh_vien=members), TODAY)
    assert [fault.path for fault in checked.unreadable] == ["thanh_vien.1.ho_ten"]
    assert [fault.path for fault in checked.missing] == ["thanh_vien.1.ngay_sinh"]


def test_an_answer_of_a_question_that_is_gone_is_named():
    checked = check(the_form(BIRTH), {"nks_cung_hoang_dao": "Sư Tử"}, TODAY)
    assert [fault.path for fault in checked.unreadable] == ["nks_cung_hoang_dao"]


def test_half_an_address_is_missing_its_ward():
    form = the_form(BIRTH)
    checked = check(form, complete_answers(form, nks_noi_sinh={"detail": "Số 1"}), TODAY)
    assert [fault.path for fault in checked.missing] == ["nks_noi_sinh.ward"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_checking_never_fails_and_reads_the_same_twice(data):
    form = data.draw(st.sampled_from(every_form()))
    names = [field.id for field in form.fields()]
    answers = data.draw(st.dictionaries(st.sampled_from([*names, "x"]), JSON, max_size=8))
    checked = check(form, answers, TODAY)
    again = check(form, checked.answers, TODAY)
    assert again.answers == checked.answers
    assert again.unreadable == ()


def a_newer(edit):
    content = json.loads(the_form("ban_sao_trich_luc").text)
    content["version"] = "2"
    edit(content)
    return parse_form(json.dumps(content, ensure_ascii=False))


def without_book(content):
    del content["schema"]["properties"]["dk_quyen"]
    fields = content["layout"]["sections"][2]["fields"]
    fields[:] = [entry for entry in fields if entry["id"] != "dk_quyen"]
    content["schema"]["properties"]["dk_so"]["title"] = "Số đăng ký"
    content["schema"]["required"].append("dk_so")


def test_moving_says_what_is_gone_and_what_asks_for_more():
    old, new = the_form("ban_sao_trich_luc"), a_newer(without_book)
    answers = complete_answers(old)
    told = diff(old, new, answers, TODAY)
    assert (told.removed, told.changed, told.lost) == (
        ("Quyển số",), ("Số đăng ký",), ("Quyển số",),
    )  # fmt: skip
    assert told.added == ()
    assert not told.is_empty
    assert "dk_quyen" not in carry(new, answers, TODAY)


def test_moving_to_the_same_fields_changes_nothing():
    old = the_form("ban_sao_trich_luc")
    assert diff(old, a_newer(len), complete_answers(old), TODAY).is_empty
