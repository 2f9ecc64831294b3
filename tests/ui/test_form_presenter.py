"""A form being filled, without a window: what is asked, kept, hidden, marked and said."""

from __future__ import annotations

import pytest

from agent_desk.catalog.forms.prefill import FoundWard, ReadAddress
from agent_desk.catalog.forms.spec import Source
from agent_desk.ui.form_presenter import FormDesk, FormDraft, FormPresenter
from agent_desk.ui.form_rows import GroupRow
from tests.support.forms import TODAY, a_known, complete_answers, every_form, the_form

YEN_HOA = FoundWard(code="00175", name="Phường Yên Hòa, Thành phố Hà Nội")


class Wards:
    def read_address(self, address):
        return ReadAddress(detail=address, ward=None)

    def suggest(self, text, limit):
        return [YEN_HOA][:limit] if "yen" in text or "Yên" in text else []


def a_presenter(form_id="khai_sinh", wards=None, known=None, **draft):
    form = the_form(form_id)
    known = known or a_known(form.procedures[0])
    desk = FormDesk(known=known, today=TODAY, wards=wards)
    return FormPresenter(form, FormDraft(**draft), desk)


def row(presenter, path):
    return next((entry for entry in presenter.picture.entries() if entry.path == path), None)


def type_in(presenter, path, text):
    presenter.edit(path, text)
    presenter.leave(path, text)


def test_the_step_says_how_much_filled_itself_in():
    assert a_presenter().step_line == "28 items, 8 filled in by themselves"


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.id)
def test_every_form_can_be_drawn_empty_and_full(form):
    for answers in ({}, complete_answers(form)):
        presenter = a_presenter(form.id, answers=answers)
        rows = list(presenter.picture.entries())
        assert len({entry.path for entry in rows}) == len(rows)
        assert all(entry.label for entry in rows)


def test_nothing_is_said_to_be_wrong_while_typing():
    presenter = a_presenter()
    presenter.edit("nks_ngay_sinh", "31/2")
    assert row(presenter, "nks_ngay_sinh").error == ""
    presenter.leave("nks_ngay_sinh", "31/2/2026")
    assert "date" in row(presenter, "nks_ngay_sinh").error
    assert row(presenter, "nks_ngay_sinh").text == "31/2/2026"


def test_an_entry_only_passed_through_is_not_touched():
    presenter = a_presenter()
    presenter.leave("nks_ho_ten", "")
    assert row(presenter, "nks_ho_ten").error == ""
    assert "nks_ho_ten" not in presenter.draft.answers


def test_a_value_shows_in_its_one_form_once_it_is_left():
    presenter = a_presenter()
    type_in(presenter, "me_so_dinh_danh", "001190000123")
    assert row(presenter, "me_so_dinh_danh").text == "001 190 000 123"
    type_in(presenter, "nks_ngay_sinh", "5/11/2026")
    assert row(presenter, "nks_ngay_sinh").text == "05/11/2026"


def test_the_words_of_a_date_follow_its_digits_until_somebody_changes_them():
    presenter = a_presenter()
    type_in(presenter, "nks_ngay_sinh", "5/11/2026")
    type_in(presenter, "nks_ngay_sinh", "6/11/2026")
    assert row(presenter, "nks_ngay_sinh_chu").text.startswith("Ngày mùng sáu")
    type_in(presenter, "nks_ngay_sinh_chu", "Mùng sáu")
    type_in(presenter, "nks_ngay_sinh", "7/11/2026")
    assert row(presenter, "nks_ngay_sinh_chu").text == "Mùng sáu"


def test_what_a_person_empties_stays_empty():
    presenter = a_presenter()
    type_in(presenter, "nyc_ho_ten", "")
    type_in(presenter, "nks_ho_ten", "Lê An")
    assert row(presenter, "nyc_ho_ten").text == ""


def test_choosing_the_mother_fills_her_part_and_choosing_another_takes_it_back():
    presenter = a_presenter()
    presenter.choose("nyc_quan_he", "me")
    assert row(presenter, "me_ho_ten").text == "Nguyễn Thị Mẫu"
    assert row(presenter, "me_ho_ten").mark == "from the card"
    presenter.choose("nyc_quan_he", "ong_ba")
    assert row(presenter, "me_ho_ten").text == ""


def test_hiding_a_part_loses_nothing_that_was_typed():
    presenter = a_presenter()
    type_in(presenter, "cha_ho_ten", "Lê Văn Cha")
    presenter.choose("cha_trong", "yes")
    assert row(presenter, "cha_ho_ten") is None
    presenter.choose("cha_trong", "no")
    assert row(presenter, "cha_ho_ten").text == "Lê Văn Cha"


def test_who_typed_what_is_known():
    presenter = a_presenter()
    presenter.typed_by(Source.CITIZEN)
    type_in(presenter, "nks_ho_ten", "Lê An")
    sources = presenter.draft.sources
    assert sources["nks_ho_ten"] is Source.CITIZEN
    assert sources["nyc_ho_ten"] is Source.CARD


def test_a_part_of_a_kept_value_that_is_better_known_now_is_brought_up_to_date():
    old = {"nyc_noi_cu_tru": {"detail": "Số 1"}}
    presenter = a_presenter(wards=Wards(), answers=old, sources={"nyc_noi_cu_tru": Source.CARD})
    assert presenter.draft.answers["nyc_noi_cu_tru"] != old["nyc_noi_cu_tru"]
    typed = a_presenter(wards=Wards(), answers=old, sources={"nyc_noi_cu_tru": Source.CLERK})
    assert typed.draft.answers["nyc_noi_cu_tru"] == old["nyc_noi_cu_tru"]


def test_every_value_that_nobody_typed_shows_where_it_is_from():
    known = a_known(case={"q_cha_me": "da_ket_hon", "filer": "self"})
    presenter = a_presenter(known=known)
    assert row(presenter, "nyc_quan_he").mark == "from the answers"
    assert row(presenter, "me_ho_ten").mark == "from the card"
    assert row(presenter, "nks_quoc_tich").mark == "usual, please ask"
    silent = [e.path for e in presenter.picture.entries() if e.text and not e.mark]
    assert [path for path in silent if "." not in path] == []


def test_a_ward_is_suggested_and_kept_with_its_code():
    presenter = a_presenter(wards=Wards())
    presenter.edit("nks_que_quan.ward", "yen hoa")
    assert row(presenter, "nks_que_quan.ward").suggestions == (YEN_HOA.name,)
    presenter.choose("nks_que_quan.ward", YEN_HOA.name)
    assert presenter.draft.answers["nks_que_quan"] == {
        "ward": YEN_HOA.name, "ward_code": "00175",
    }  # fmt: skip


def test_a_ward_that_is_none_of_today_is_kept_with_a_doubt():
    presenter = a_presenter(wards=Wards())
    type_in(presenter, "nks_que_quan.ward", "Xã Cũ, Tỉnh Cũ")
    assert "commune of today" in row(presenter, "nks_que_quan.ward").doubt
    assert row(presenter, "nks_que_quan.ward").error == ""


def test_peoples_are_suggested_without_accents():
    presenter = a_presenter()
    presenter.edit("nks_dan_toc", "muo")
    assert row(presenter, "nks_dan_toc").suggestions == ("Mường",)


def test_twelve_digits_alone_are_a_card_and_a_kind_must_fit_its_number():
    presenter = a_presenter("khai_tu")
    type_in(presenter, "nkt_giay_to.number", "001148000123")
    assert row(presenter, "nkt_giay_to.type").text == "can_cuoc"
    presenter.choose("nkt_giay_to.type", "cmnd")
    type_in(presenter, "nkt_giay_to.number", "01234")
    assert "9 digits" in row(presenter, "nkt_giay_to.number").error


def test_lines_come_and_go_and_those_behind_move_up():
    presenter = a_presenter("ct01")
    for _ in range(3):
        presenter.add_line("thanh_vien")
    for number, name in enumerate(("An", "Bình", "Chi")):
        type_in(presenter, f"thanh_vien.{number}.ho_ten", name)
    type_in(presenter, "thanh_vien.2.ngay_sinh", "32/1/2010")
    presenter.remove_line("thanh_vien", 1)
    names = [row(presenter, f"thanh_vien.{n}.ho_ten").text for n in range(2)]
    assert names == ["An", "Chi"]
    assert row(presenter, "thanh_vien.1.ngay_sinh").error
    assert row(presenter, "thanh_vien.2.ho_ten") is None


def test_a_group_never_has_fewer_or_more_lines_than_its_form_allows():
    presenter = a_presenter("ho_kinh_doanh")
    group = next(r for s in presenter.picture.sections for r in s.rows if isinstance(r, GroupRow))
    assert [line.can_remove for line in group.lines] == [False]
    for _ in range(30):
        presenter.add_line("nganh")
    group = next(r for s in presenter.picture.sections for r in s.rows if isinstance(r, GroupRow))
    assert (len(group.lines), group.add_label) == (20, "")


def test_asking_for_all_leads_to_the_first_that_is_missing():
    presenter = a_presenter()
    assert presenter.ask_all() == "nyc_noi_cu_tru.ward"
    assert row(presenter, "nks_ho_ten").error.startswith("Still to be filled in")
    assert not presenter.is_complete


def test_a_contradiction_is_said_at_its_field():
    presenter = a_presenter("khai_tu")
    type_in(presenter, "nkt_ngay_sinh", "1/1/1950")
    type_in(presenter, "nkt_ngay_chet", "1/1/1949")
    assert "trước ngày sinh" in row(presenter, "nkt_ngay_chet").error


def test_a_secret_is_refused_in_every_entry():
    for form in every_form():
        presenter = a_presenter(form.id, answers=complete_answers(form))
        for entry in list(presenter.picture.entries()):
            if entry.options:
                continue
            type_in(presenter, entry.path, "mật khẩu: Abc@12345")
            assert row(presenter, entry.path).error
        assert "Abc@12345" not in str(presenter.draft.answers)


def test_a_draft_brings_everything_back_half_typed_text_too():
    presenter = a_presenter()
    type_in(presenter, "nks_ho_ten", "Lê An")
    presenter.edit("nks_ngay_sinh", "5/1")
    draft = presenter.draft
    again = a_presenter(answers=draft.answers, sources=draft.sources, typed=draft.typed)
    assert row(again, "nks_ho_ten").text == "Lê An"
    assert row(again, "nks_ngay_sinh").text == "5/1"


def test_a_form_that_came_back_still_writes_its_dates_in_words():
    first = a_presenter()
    type_in(first, "nks_ngay_sinh", "5/11/2026")
    again = a_presenter(answers=first.draft.answers, sources=first.draft.sources)
    type_in(again, "nks_ngay_sinh", "6/11/2026")
    assert row(again, "nks_ngay_sinh_chu").text.startswith("Ngày mùng sáu")


def test_every_change_asks_to_be_saved_and_is_shown():
    presenter, saved, shown = a_presenter(), [], []
    presenter.on_saved_needed = lambda: saved.append(1)
    presenter.listen(shown.append)
    type_in(presenter, "nks_ho_ten", "Lê An")
    presenter.choose("nyc_quan_he", "me")
    assert len(saved) == 3
    assert len(shown) == 4
