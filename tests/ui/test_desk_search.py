"""The search box names the state's forms by their old names too."""

from __future__ import annotations

from agent_desk.ui.desk_search import form_rows


def test_an_old_name_leads_to_the_form_of_today() -> None:
    (row,) = form_rows("phiếu xin lỗi và hẹn lại")
    assert row.key == "form:apology_04"
    assert row.title.startswith("Mẫu số 04 · Phiếu xin lỗi và đề nghị gia hạn")
    assert "Phiếu xin lỗi và hẹn lại ngày trả kết quả" in row.subtitle


def test_a_person_s_name_is_no_form() -> None:
    assert form_rows("Nguyễn Thị Mẫu") == []
