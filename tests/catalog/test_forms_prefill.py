"""What a form fills in by itself, from whom, and what it never overwrites."""

from __future__ import annotations

import pytest

from agent_desk.catalog.forms.check import check
from agent_desk.catalog.forms.flow import progress
from agent_desk.catalog.forms.prefill import Filled, FoundWard, Proposer, ReadAddress, fill
from agent_desk.catalog.forms.spec import Source
from agent_desk.catalog.forms.ward_help import CatalogWards
from agent_desk.catalog.forms.words import date_words, money_words, number_words
from agent_desk.catalog.wards import Wards
from tests.support.forms import TODAY, a_known, a_mother, every_form, the_form

HOME = FoundWard(code="00070", name="Phường Hoàn Kiếm, Thành phố Hà Nội")


class OneWard:
    def read_address(self, address):
        return ReadAddress(detail=address.partition(",")[0], ward=HOME)

    def suggest(self, text, limit):
        return (HOME,)[:limit] if text else ()


class SplitWard(OneWard):
    def read_address(self, address):
        return ReadAddress(detail=address, ward=None)


def filled(form_id="khai_sinh", known=None, wards=None, **answers):
    maker = Proposer(known or a_known(), TODAY, wards)
    return fill(the_form(form_id), Filled(answers=answers, sources={}), maker)


def test_the_requester_comes_from_the_card():
    found = filled()
    assert found.answers["nyc_ho_ten"] == "Nguyễn Thị Mẫu"
    assert found.answers["nyc_giay_to"] == {"type": "can_cuoc", "number": "001190000123"}
    assert found.sources["nyc_ho_ten"] is Source.CARD


def test_the_parent_who_files_is_filled_in_from_the_requester():
    found = filled(nyc_quan_he="me")
    assert found.answers["me_ho_ten"] == "Nguyễn Thị Mẫu"
    assert found.answers["me_ngay_sinh"] == "1990-02-01"
    assert found.sources["me_ho_ten"] is Source.CARD
    assert "cha_ho_ten" not in found.answers


def test_the_case_decides_whether_the_father_is_asked():
    married = filled(known=a_known(case={"q_cha_me": "da_ket_hon"}))
    alone = filled(known=a_known(case={"q_cha_me": "chua_khong_cha"}))
    assert married.answers["cha_trong"] is False
    assert alone.answers["cha_trong"] is True
    form = the_form("khai_sinh")
    assert progress(form, alone.answers).total < progress(form, married.answers).total


def test_a_date_is_written_in_words_beside_its_digits():
    found = filled(nks_ngay_sinh="2026-11-05")
    words = "Ngày mùng năm, tháng mười một, năm hai nghìn không trăm hai mươi sáu"
    assert found.answers["nks_ngay_sinh_chu"] == words


def test_what_was_typed_is_never_overwritten():
    found = filled(nyc_ho_ten="Trần Văn Khác")
    assert found.answers["nyc_ho_ten"] == "Trần Văn Khác"
    assert "nyc_ho_ten" not in found.sources


def test_a_dead_owner_is_not_the_one_who_files():
    dead = a_mother(name="Ngô Thị Ỹ", number="001148000123", birth="1948")
    known = a_known("1.000656", owner=dead, is_same_person=False, case={})
    found = filled("khai_tu", known)
    assert found.answers["nkt_ho_ten"] == "Ngô Thị Ỹ"
    assert found.answers["nyc_ho_ten"] == "Nguyễn Thị Mẫu"
    alone = filled("khai_tu", a_known("1.000656", case={}))
    assert "nkt_ho_ten" not in alone.answers


def test_bride_and_groom_are_told_apart_by_the_card():
    groom = a_mother(name="Lê Văn Tám", number="001090000456", sex="male")
    known = a_known("1.000894", owner=groom, is_same_person=False, case={"q_tinh_trang": "chua"})
    found = filled("ket_hon", known)
    assert (found.answers["nu_ho_ten"], found.answers["nam_ho_ten"]) == (
        "Nguyễn Thị Mẫu", "Lê Văn Tám",
    )  # fmt: skip
    assert (found.answers["nu_lan"], found.answers["nam_lan"]) == (1, 1)


def test_the_procedure_says_what_a_residence_form_asks_for():
    assert filled("ct01", a_known("1.004194")).answers["noi_dung"] == "tam_tru"
    assert filled("ct01", a_known("1.004222")).answers["noi_dung"] == "thuong_tru"


def test_an_address_without_doubt_gives_its_ward_of_today():
    found = filled(wards=OneWard())
    assert found.answers["nyc_noi_cu_tru"] == {
        "detail": "Số 1 Phố Mẫu", "ward": HOME.name, "ward_code": HOME.code,
    }  # fmt: skip


@pytest.mark.parametrize("wards", [None, SplitWard()])
def test_an_address_in_doubt_keeps_its_words_and_the_ward_is_asked(wards):
    found = filled(wards=wards)
    assert found.answers["nyc_noi_cu_tru"] == {"detail": a_mother().address}
    missing = [f.path for f in check(the_form("khai_sinh"), found.answers, TODAY).missing]
    assert "nyc_noi_cu_tru.ward" in missing


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.id)
def test_what_is_filled_in_is_never_wrong_by_itself(form):
    maker = Proposer(a_known(form.procedures[0], case={}), TODAY, OneWard())
    found = fill(form, Filled(answers={}, sources={}), maker)
    assert check(form, found.answers, TODAY).unreadable == ()
    assert set(found.sources) <= set(found.answers)


def test_a_person_without_number_or_address_leaves_the_fields_open():
    person = a_mother(number="", address="", birth="", phone="")
    known = a_known(owner=person, submitter=person)
    found = filled(known=known)
    assert "nyc_giay_to" not in found.answers
    assert "nyc_noi_cu_tru" not in found.answers


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (1985, "một nghìn chín trăm tám mươi lăm"),
        (2005, "hai nghìn không trăm linh năm"),
        (50_000_000, "năm mươi triệu"),
        (1_000_500, "một triệu năm trăm"),
        (3_000_000_000, "ba tỷ"),
    ],
)
def test_numbers_are_said_as_a_clerk_says_them(number, words):
    assert number_words(number) == words


def test_money_and_dates_begin_with_a_capital():
    assert money_words(50_000_000) == "Năm mươi triệu đồng"
    assert date_words("1948") == "Năm một nghìn chín trăm bốn mươi tám"
    assert date_words("1990-04") == "Tháng tư, năm một nghìn chín trăm chín mươi"
    assert date_words("2026-01-21").startswith("Ngày hai mươi mốt, tháng một")


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("Số 12 ngõ 86, phường Yên Hòa, Hà Nội", "Số 12 ngõ 86"),
        ("12 Hàng Bạc, Hàng Bạc, Hoàn Kiếm, Hà Nội", "12 Hàng Bạc"),
    ],
)
def test_a_sure_address_is_parted_before_its_ward(address, detail):
    read = CatalogWards(Wards()).read_address(address)
    assert read.detail == detail
    assert read.ward is not None


def test_an_old_ward_that_was_split_is_never_chosen_silently():
    read = CatalogWards(Wards()).read_address("Số 1 Phố Mẫu, Cửa Nam, Hoàn Kiếm, Hà Nội")
    assert read.ward is None
    assert read.detail.startswith("Số 1 Phố Mẫu")


def test_wards_are_suggested_with_their_province():
    names = [ward.name for ward in CatalogWards(Wards()).suggest("yen hoa", 3)]
    assert names[0] == "Phường Yên Hòa, Thành phố Hà Nội"
