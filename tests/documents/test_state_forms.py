"""Mẫu 02 to 07 and CT04 to CT06: the fields of the rules in their order, and who signs."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from agent_desk.documents import pdf as writer
from agent_desk.documents.apology_04 import render_apology_04
from agent_desk.documents.control_06 import Hop, Outcome, render_control_06
from agent_desk.documents.head import PaperSize, Party
from agent_desk.documents.receipt_01 import render_receipt_01
from agent_desk.documents.refusal_03 import render_refusal_03
from agent_desk.documents.register_07 import render_register_07
from agent_desk.documents.residence import render_ct04, render_ct05, render_ct06
from agent_desk.documents.state_form import Relay
from agent_desk.documents.stop_05 import render_stop_05
from agent_desk.documents.supplement_02 import render_supplement_02
from agent_desk.documents.templates import installed
from agent_desk.errors import InvalidInput
from tests.documents import state_samples as state
from tests.documents.every_paper import STATE
from tests.documents.reading import pages_of, text_of
from tests.documents.samples import a_receipt_01, local_time

A4, A5 = PaperSize.A4, PaperSize.A5
LAYOUTS = Path(__file__).parent / "golden" / "layouts.json"

ORDER = {
    "supplement_02": (
        "Mẫu số 02",
        "/PBS-TTPVHCC (BPTNTKQ)",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Hồ sơ của:",
        "Nội dung yêu cầu giải quyết:",
        "Địa chỉ:",
        "Số điện thoại:",
        "Email:",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1. Học bạ",
        "2. Giấy giới thiệu",
        "Lý do:",
        "vướng mắc, Ông (Bà)/Tổ chức liên hệ với Phạm Thị Mỹ Ế, số điện thoại 0912 345 678",
        "NGƯỜI HƯỚNG DẪN",
    ),
    "refusal_03": (
        "Mẫu số 03",
        "/PTC-TTPVHCC (BPTNTKQ)",
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Tiếp nhận hồ sơ của:",
        "Số định danh cá nhân/tổ chức:",
        "Địa chỉ:",
        "Số điện thoại:",
        "Mã hồ sơ (nếu có):",
        "Nội dung yêu cầu giải quyết:",
        "không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        "- Học sinh không cư trú",
        "Xin thông báo để Ông (Bà)/Tổ chức được biết",
        "NGƯỜI NỘP HỒ SƠ",
    ),
    "apology_04": (
        "Mẫu số 04",
        "/PXL",
        "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi:",
        "Ngày 23 tháng 11 năm 2026,",
        "số định danh: 001190000123; mã số hồ sơ: H26.25-261123-0012",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
        "chưa trả kết quả giải quyết hồ sơ",
        "Lý do:",
        "xin lỗi Ông (Bà)/Tổ chức và sẽ trả kết quả giải quyết hồ sơ vào ngày 30 tháng 11 năm 2026",
        "Mong nhận được sự thông cảm",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ),
    "stop_05": (
        "Mẫu số 05 (mẫu tạm)",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "MẪU TẠM, CHƯA PHẢI MẪU CHÍNH THỨC.",
        "Thông báo đến Ông (Bà)/Tổ chức:",
        "Số định danh cá nhân/tổ chức:",
        "Mã hồ sơ:",
        "Nội dung yêu cầu giải quyết:",
        "Thời gian nhận hồ sơ:",
        "Đề nghị dừng giải quyết hồ sơ của người nộp:",
        "thông báo dừng giải quyết hồ sơ kể từ 09 giờ 10 phút, ngày 24 tháng 11 năm 2026",
    ),
    "control_06": (
        "Mẫu số 06",
        "/PKS-TTPVHCC (BPTNTKQ)",
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Mã số hồ sơ:",
        "Cơ quan (bộ phận) giải quyết hồ sơ:",
        "Cơ quan phối hợp giải quyết hồ sơ:",
        "Ngày nhận: 23/11/2026",
        "Hẹn trả kết quả vào: 17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
        "Tên đơn vị",
        "Thời gian giao nhận hồ sơ",
        "Ghi chú",
        "1. Giao:",
        "2. Nhận:",
        "Người giao",
        "Người nhận",
        "3. Giao:",
    ),
    "register_07": (
        "Mẫu số 07",
        "/STD-TTPVHCC (BPTNTKQ)",
        "SỔ THEO DÕI HỒ SƠ",
        "STT",
        "Mã hồ sơ",
        "Tên TTHC",
    ),
    "ct04": ("Mẫu CT04", "/TNHS", "PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ:"),
    "ct05": ("Mẫu CT05", "PHIẾU HƯỚNG DẪN BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Hồ sơ của:"),
    "ct06": ("Mẫu CT06", "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", "Tiếp nhận hồ sơ của:"),
}


def in_order(text: str, *pieces: str) -> None:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        assert found >= 0, f"{piece!r} is not there, or not here: {text[at : at + 200]!r}"
        at = found + len(piece)


@pytest.mark.parametrize("name", sorted(ORDER))
def test_the_fields_stand_in_the_order_of_the_rules(name: str) -> None:
    in_order(text_of(STATE[name].ordinary()), *ORDER[name])


@pytest.mark.parametrize("name", sorted({*ORDER} - {"register_07"}))
def test_the_pages_after_the_first_have_their_number_at_the_top(name: str) -> None:
    pages = pages_of(STATE[name].told("Nguyễn Phúc Vĩnh Thụy Công Tằng Tôn Nữ " * 6))
    assert " 2 00102 261123 014 3 · mẫu phiếu v1" in pages[1]
    assert " 1 00102 261123 014 3 · mẫu phiếu v1" not in pages[0]


def test_a_relayed_form_has_the_day_of_the_authority_and_says_whose_words_it_prints() -> None:
    late = state.a_supplement_02(
        relay=Relay(agency="UBND phường", sent_at=local_time(8, 0, day=20))
    )
    text = text_of(render_supplement_02(late, A4))
    assert "Hà Nội, ngày 20 tháng 11 năm 2026" in text
    assert "Nội dung do UBND phường gửi qua hệ thống lúc 08 giờ 00 phút, 20/11/2026" in text
    assert "Bản có giá trị pháp lý là bản do cơ quan ký" in text


def test_nobody_signs_at_the_desk_for_the_authority() -> None:
    for pdf in (
        render_supplement_02(state.a_supplement_02(), A4),
        render_apology_04(state.an_apology_04(), A4),
        render_stop_05(state.a_stop_05(), A4),
    ):
        text = text_of(pdf)
        assert "(đã ký ở bản gốc)" in text
        assert "(ký và ghi rõ họ tên)" not in text


def test_the_receiving_side_alone_fills_the_outcome_of_a_hand_over() -> None:
    empty = state.a_control_06(hops=(Hop(giver_unit="A", taker_unit="B"),))
    filled = state.a_control_06(hops=(Hop(giver_unit="A", taker_unit="B", outcome=Outcome.LATE),))
    words = "quá hạn"
    assert text_of(render_control_06(filled, A4)).count(words) == 1 + text_of(
        render_control_06(empty, A4)
    ).count(words)


def test_a_slip_without_a_code_names_the_reference_as_what_it_is() -> None:
    text = text_of(render_control_06(state.a_control_06(official_code=""), A4))
    assert "Mã số hồ sơ: chưa có, số tham chiếu 00102 261123 014 3" in text


def test_twenty_hand_overs_go_on_over_pages_under_the_same_headings() -> None:
    hops = tuple(Hop(giver_unit=f"Đơn vị {n}", taker_unit="B") for n in range(1, 21))
    pages = pages_of(render_control_06(state.a_control_06(hops=hops), A4))
    assert len(pages) > 4
    assert all("Thời gian giao nhận hồ sơ" in page for page in pages[:-1])
    assert "39. Giao: Đơn vị 20" in " ".join(pages)


def test_empty_fields_stay_as_dots() -> None:
    bare = Party(name="Bùi Đức Long")
    text = text_of(render_refusal_03(state.a_refusal_03(applicant=bare, official_code=""), A4))
    for label in ("Địa chỉ", "Số điện thoại", "Email", "Mã hồ sơ (nếu có)"):
        assert f"{label}: ……………" in text


def test_a_receipt_without_a_date_of_return_says_so() -> None:
    text = text_of(render_receipt_01(a_receipt_01(return_at=None), A4))
    assert "Không có ngày hẹn trả cụ thể theo quy định" in text


@pytest.mark.parametrize(
    "make",
    [
        lambda: state.a_supplement_02(items=()),
        lambda: state.a_refusal_03(reasons=("", " ")),
        lambda: state.an_apology_04(new_return_at=local_time(17, 0, day=26)),
        lambda: state.a_register_07(first=date(2026, 12, 1)),
        lambda: Relay(agency=" ", sent_at=local_time(8, 0)),
        lambda: Hop(at=local_time(8, 0).replace(tzinfo=None)),
    ],
)
def test_a_form_that_would_say_nothing_or_nonsense_is_not_made(make: object) -> None:
    with pytest.raises(InvalidInput):
        make()  # type: ignore[operator]


def test_residence_names_the_police_and_its_own_numbers() -> None:
    for pdf in (
        render_ct04(state.a_residence_receipt(), A5),
        render_ct05(state.a_supplement_02(issuer=state.POLICE), A5),
        render_ct06(state.a_refusal_03(issuer=state.POLICE), A5),
    ):
        text = text_of(pdf)
        assert "CÔNG AN THÀNH PHỐ HÀ NỘI" in text
        assert "TTPVHCC" not in text


def test_an_empty_register_says_so() -> None:
    text = text_of(render_register_07(state.a_register_07(0)))
    in_order(text, "Không có hồ sơ nào trong thời gian này.", "Tổng cộng: 0 hồ sơ.")


# What is out in the world stays as it is


def layout_of(name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a digest of everything that a form puts on paper, whatever writes the file."""
    seen: list[object] = []
    monkeypatch.setattr(
        writer, "_draw_sheet", lambda _canvas, sheet, info: seen.append((sheet, info))
    )
    STATE[name].ordinary()
    # A kind of mark that came later, and of which the form has none, draws nothing on it.
    drawn = repr(seen).replace(", pictures=[]", "")
    return hashlib.sha256(drawn.encode()).hexdigest()


@pytest.mark.parametrize("name", sorted(STATE))
def test_a_form_in_an_old_version_is_still_laid_out_as_it_was(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails, the change belongs into a new version of the template, or of its code."""
    kept = json.loads(LAYOUTS.read_text(encoding="utf-8"))
    assert layout_of(name, monkeypatch) == kept[f"{name}.v1"]


def test_the_old_name_of_a_form_leads_to_its_new_number() -> None:
    found = {
        old: template.document
        for document in installed().documents()
        for template in installed().versions(document)
        for old in template.formerly
    }
    assert found["Phiếu xin lỗi và hẹn lại ngày trả kết quả"] == "apology_04"
    assert (
        found["Phiếu kiểm soát quá trình giải quyết hồ sơ (TT 01/2018, Mẫu số 05)"] == "control_06"
    )
    assert found["Sổ theo dõi hồ sơ (TT 01/2018, Mẫu số 06)"] == "register_07"


def main() -> None:
    """Write the digests anew: ``python -m tests.documents.test_state_forms``."""
    with pytest.MonkeyPatch.context() as patch:
        kept = {f"{name}.v1": layout_of(name, patch) for name in sorted(STATE)}
    LAYOUTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
