"""Which form of the state is offered when, and that it says what the authority sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk import settings
from agent_desk.commands import bags, minutes
from agent_desk.commands.desk import keep_setting
from agent_desk.domain.printing import PrintReason
from agent_desk.errors import InvalidInput
from agent_desk.ids import new_intent
from agent_desk.queries.desk import clerk_rows
from agent_desk.ui.office import LateFinder, Office
from agent_desk.ui.slips import (
    PaperOrder,
    draft_of,
    ground_of,
    offers_of,
    print_order,
    print_slip,
)
from agent_desk.wire import NoticeKind
from tests.documents.reading import text_of
from tests.support import custody, desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk

CODE = "H26.99-261123-0001"
RESIDENCE = "1.004222"
ITEMS = [{"component_id": "x", "name": "Học bạ", "text": "ảnh mờ, đề nghị quét lại"}]
AGENCY = "UBND phường Yên Hòa"


class Counter:
    def __init__(self, t: TestDesk) -> None:
        self.t = t
        with t.desk.store.read() as connection:
            clerk = clerk_rows(connection)[0]
        finder = LateFinder(t.desk.catalog)
        self.office = Office(desk=t.desk, keys=t.keys, clerk=clerk, finder=finder)

    def offered(self, dossier_id: DossierId) -> dict[str, str]:
        return {o.key: o.why_not for o in offers_of(ground_of(self.office, dossier_id))}

    def text(self, dossier_id: DossierId, key: str) -> str:
        return text_of(print_slip(self.office, new_intent(), dossier_id, key).path.read_bytes())

    def tell(self, kind: NoticeKind, dossier_id: DossierId, **body: object) -> None:
        desks.told(self.t, kind, dossier_id, agency=AGENCY, at="2026-11-24T02:15:00.000Z", **body)

    def accept(self, dossier_id: DossierId) -> None:
        received, due = "2026-11-23T02:30:00.000Z", "2026-11-26T10:00:00.000Z"
        self.tell(
            NoticeKind.CODE_ISSUED,
            dossier_id,
            official_code=CODE,
            received_at=received,
            due_at=due,
        )


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with desks.opened_desk(tmp_path / "desk") as t:
        yield Counter(t)


def test_nothing_of_the_authority_is_offered_before_it_has_written(counter: Counter) -> None:
    offered = counter.offered(desks.a_lodged_dossier(counter.t))
    assert not {"supplement_02", "refusal_03", "apology_04", "stop_05", "ct05"} & set(offered)
    assert offered["receipt_01"]


def test_a_supplement_request_prints_as_it_was_sent(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.tell(
        NoticeKind.SUPPLEMENT_REQUESTED,
        dossier_id,
        items=ITEMS,
        reason="Chưa đủ căn cứ",
        due_on="2026-12-01",
        contact="Tổng đài 1900 1009",
    )
    assert counter.offered(dossier_id)["supplement_02"] == ""
    text = counter.text(dossier_id, "supplement_02")
    assert "1. Học bạ: ảnh mờ, đề nghị quét lại" in text
    assert f"Nội dung do {AGENCY} gửi qua hệ thống lúc 09 giờ 15 phút, 24/11/2026" in text
    assert "Tổng đài 1900 1009" in text


def test_a_request_that_names_no_defect_says_why_it_cannot_be_printed(counter: Counter) -> None:
    offered = counter.offered(desks.a_supplement_request(counter.t))
    assert offered["supplement_02"]


def test_a_refusal_prints_with_its_reason(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.tell(
        NoticeKind.REFUSED, dossier_id, reason="Không thuộc thẩm quyền", next_steps="Nộp tại xã"
    )
    text = counter.text(dossier_id, "refusal_03")
    assert "- Không thuộc thẩm quyền - Nộp tại xã" in text
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in text


def test_an_apology_prints_both_dates_and_moves_the_due_date(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.accept(dossier_id)
    counter.tell(
        NoticeKind.APOLOGIZED,
        dossier_id,
        promised_at="2026-11-26T10:00:00.000Z",
        due_at="2026-11-30T10:00:00.000Z",
        reason="Chờ xác minh",
        signed_by="Nguyễn Văn Ủy",
    )
    text = counter.text(dossier_id, "apology_04")
    assert "17 giờ 00 phút, ngày 26 tháng 11 năm 2026" in text
    assert "vào ngày 30 tháng 11 năm 2026" in text
    assert "Nguyễn Văn Ủy" in text
    assert counter.t.view(dossier_id).due_at.startswith("2026-11-30")


def test_an_apology_without_a_later_date_is_not_printed(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.accept(dossier_id)
    same = "2026-11-26T10:00:00.000Z"
    counter.tell(NoticeKind.APOLOGIZED, dossier_id, promised_at=same, due_at=same, reason="x")
    assert counter.offered(dossier_id)["apology_04"]


def test_a_stop_notice_says_that_its_wording_is_ours(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.accept(dossier_id)
    counter.tell(NoticeKind.STOPPED, dossier_id, asked="Không cần nữa", asked_at="2026-11-24")
    text = counter.text(dossier_id, "stop_05")
    assert "MẪU TẠM, CHƯA PHẢI MẪU CHÍNH THỨC" in text
    assert "Không cần nữa" in text


def a_stopped_dossier(counter: Counter) -> DossierId:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.accept(dossier_id)
    counter.tell(NoticeKind.STOPPED, dossier_id, asked="Không cần nữa", asked_at="2026-11-24")
    return dossier_id


def reworded(
    counter: Counter, dossier_id: DossierId, words: dict[str, str] | None, reason: PrintReason
) -> str:
    order = PaperOrder(dossier_id=dossier_id, key="stop_05", reason=reason, words=words)
    return text_of(print_order(counter.office, new_intent(), order).path.read_bytes())


def test_a_reworded_stop_notice_says_so_and_its_reprint_says_the_same(counter: Counter) -> None:
    dossier_id = a_stopped_dossier(counter)
    words = {"statement": "Ông/Bà đã rút hồ sơ *{unit}*.", "notice": "Trân trọng."}
    first = reworded(counter, dossier_id, words, PrintReason.FIRST)
    again = reworded(counter, dossier_id, None, PrintReason.LOST)
    for text in (first, again):
        assert "Ông/Bà đã rút hồ sơ *{unit}*." in text
        assert "Trân trọng." in text
        assert "giao dịch viên sửa tại bưu cục" in text
        assert "MẪU TẠM, CHƯA PHẢI MẪU CHÍNH THỨC" in text
        assert "Xin thông báo" not in text
    of_template = reworded(counter, dossier_id, {}, PrintReason.CHANGED)
    assert "Xin thông báo" in of_template
    assert "sửa tại bưu cục" not in of_template


def test_secrets_are_refused_in_changed_words(counter: Counter) -> None:
    dossier_id = a_stopped_dossier(counter)
    with pytest.raises(InvalidInput):
        reworded(counter, dossier_id, {"notice": "Mật khẩu: Abc@12345"}, PrintReason.FIRST)


def test_a_letter_of_a_faulty_center_never_breaks_the_list_of_papers(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    for kind in (NoticeKind.SUPPLEMENT_REQUESTED, NoticeKind.REFUSED, NoticeKind.APOLOGIZED):
        desks.told(counter.t, kind, dossier_id, items=7, reason=["x"], due_at=0, promised_at="soon")
    offered = counter.offered(dossier_id)
    assert all(offered[key] for key in ("supplement_02", "refusal_03", "apology_04"))


def test_residence_has_the_forms_of_the_police_instead(counter: Counter) -> None:
    keep_setting(counter.t.desk.store, settings.MODE.key, "contracted")
    dossier_id = desks.a_case(counter.t, code=RESIDENCE)
    counter.accept(dossier_id)
    counter.tell(NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, items=ITEMS, reason="Thiếu")
    offered = counter.offered(dossier_id)
    assert offered["ct04"] == ""
    assert offered["ct05"] == ""
    assert not {"receipt_01", "supplement_02"} & set(offered)
    text = counter.text(dossier_id, "ct05")
    assert "Mẫu CT05" in text
    assert "CÔNG AN THÀNH PHỐ HÀ NỘI" in text


def test_what_is_filed_online_has_no_control_slip(counter: Counter) -> None:
    assert "control_06" not in counter.offered(desks.a_lodged_dossier(counter.t))


def test_the_control_slip_grows_with_each_hand_over(counter: Counter) -> None:
    number, (packet, _) = custody.a_bag_on_its_way(counter.t)
    dossier_id = packet.dossier_id
    left = counter.text(dossier_id, "control_06")
    assert "1. Giao: Bộ phận TN&TKQ (Bưu cục Yên Hòa)" in left
    assert "Lê Văn Tám" in left
    assert "3. Giao: ………" in left
    bags.arrive(counter.t.desk, counter.t.act(), number)
    minutes.hand_over(counter.t.desk, counter.t.act(), number, custody.the_minutes(counter.t))
    signed = text_of(draft_of(counter.office, dossier_id, "control_06"))
    assert "3. Giao: Bưu tá" in signed
    assert "5. Giao: ………" in signed
