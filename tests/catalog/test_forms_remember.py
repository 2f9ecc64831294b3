"""What earlier forms tell the next one: of whom, newest first, never mixing two people."""

from __future__ import annotations

from agent_desk.catalog.forms.prefill import Filled, FoundWard, Proposer, ReadAddress, fill
from agent_desk.catalog.forms.remember import EarlierForm, Remembered, remember
from agent_desk.catalog.forms.spec import PersonPart, Source
from tests.support.forms import TODAY, a_known, a_mother, complete_answers, the_form

CUA_NAM = FoundWard(code="00082", name="Phường Cửa Nam, Thành phố Hà Nội")
BA_DINH = FoundWard(code="00004", name="Phường Ba Đình, Thành phố Hà Nội")


class Divided:
    def read_address(self, address):
        return ReadAddress(detail=address[:4], ward=None, candidates=(BA_DINH, CUA_NAM))

    def suggest(self, text, limit):
        return [ward for ward in (BA_DINH, CUA_NAM) if text in ward.name][:limit]


def a_birth(**answers):
    given = {
        "me_ho_ten": "Nguyễn Thị Mẫu",
        "me_so_dinh_danh": "001190000123",
        "me_dan_toc": "Mường",
        "cha_ho_ten": "Lê Văn Cha",
        "cha_dan_toc": "Tày",
        **answers,
    }
    return EarlierForm(
        form=the_form("khai_sinh"), answers=complete_answers(the_form("khai_sinh"), **given)
    )


def filled(said, wards=None, **changes):
    known = a_known(before_submitter=said, **changes)
    maker = Proposer(known, TODAY, wards)
    return fill(the_form("khai_sinh"), Filled(answers={}, sources={}), maker)


def test_a_person_is_known_again_by_the_number():
    said = remember(a_mother(), [a_birth()])
    assert said.person[PersonPart.ETHNICITY] == "Mường"
    assert said.partner[PersonPart.NAME] == "Lê Văn Cha"


def test_without_a_number_name_and_whole_birth_date_must_both_fit():
    mother = a_mother(number="")
    same = a_birth(me_so_dinh_danh="", me_ngay_sinh="1990-02-01")
    year = a_birth(me_so_dinh_danh="", me_ngay_sinh="1990")
    assert remember(mother, [same]).person[PersonPart.ETHNICITY] == "Mường"
    assert remember(mother, [year]) == Remembered()


def test_another_number_under_the_same_name_is_somebody_else():
    assert remember(a_mother(number="001190000999"), [a_birth()]) == Remembered()


def test_the_newest_word_counts_and_two_partners_are_never_mixed():
    newest = a_birth(cha_ho_ten="Trần Văn Hai", cha_so_dinh_danh="")
    said = remember(a_mother(), [newest, a_birth(me_dan_toc="Kinh")])
    assert said.person[PersonPart.ETHNICITY] == "Mường"
    assert said.partner[PersonPart.NAME] == "Trần Văn Hai"
    assert PersonPart.NUMBER not in said.partner


def test_a_part_that_was_hidden_is_not_remembered():
    said = remember(a_mother(), [a_birth(cha_trong=True)])
    assert said.partner == {}


def test_the_other_parent_is_proposed_with_its_source_and_only_for_a_parent_who_files():
    said = remember(a_mother(), [a_birth()])
    married = {"q_cha_me": "da_ket_hon"}
    found = filled(said, case={**married, "filer": "self"})
    assert found.answers["cha_ho_ten"] == "Lê Văn Cha"
    assert found.sources["cha_ho_ten"] is Source.BEFORE
    assert found.answers["nks_dan_toc"] == "Tày"
    assert "cha_ho_ten" not in filled(said, case={**married, "filer": "close_relative"}).answers


def test_who_files_and_the_sex_on_the_card_say_which_parent_it_is():
    found = filled(Remembered(), case={"filer": "self"})
    assert (found.answers["nyc_quan_he"], found.sources["nyc_quan_he"]) == ("me", Source.CASE)


def test_of_a_divided_ward_the_part_chosen_in_the_case_is_taken():
    chosen = filled(Remembered(), Divided(), ward_codes=("00082",))
    assert chosen.answers["nyc_noi_cu_tru"]["ward_code"] == "00082"
    both = filled(Remembered(), Divided(), ward_codes=("00082", "00004"))
    assert both.answers["nyc_noi_cu_tru"] == {"detail": "Số 1 Phố Mẫu, Cửa Nam, Hoàn Kiếm, Hà Nội"}


def test_of_a_divided_ward_the_part_of_an_earlier_form_is_taken():
    home = {"ward": CUA_NAM.name, "ward_code": CUA_NAM.code}
    said = remember(a_mother(), [a_birth(me_noi_cu_tru=home)])
    assert filled(said, Divided()).answers["nyc_noi_cu_tru"]["ward_code"] == "00082"


def test_what_is_usual_is_marked_as_nobodys_word():
    assert filled(Remembered()).sources["nks_quoc_tich"] is Source.USUAL
