"""The state's forms with real-looking contents, ordinary and at the edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.documents.apology_04 import Apology04
from agent_desk.documents.control_06 import Control06, Hop, Outcome
from agent_desk.documents.refusal_03 import Refusal03
from agent_desk.documents.register_07 import Register07, RegisterEntry
from agent_desk.documents.state_form import Issuer, Relay
from agent_desk.documents.stop_05 import Stop05
from agent_desk.documents.supplement_02 import Supplement02
from tests.documents.samples import (
    LONG_NAME,
    LONG_PAPER,
    OFFICIAL_CODE,
    a_head,
    a_receipt_01,
    a_reference,
    a_sender,
    local_time,
)

if TYPE_CHECKING:
    from agent_desk.documents.head import Party
    from agent_desk.documents.receipt_01 import Receipt01

CENTER = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
AGENCY = "Trung tâm Phục vụ hành chính công TP Hà Nội, Chi nhánh số 3"
ISSUER = Issuer(authority="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", unit=CENTER)
POLICE = Issuer(authority="CÔNG AN THÀNH PHỐ HÀ NỘI", unit="CÔNG AN PHƯỜNG YÊN HÒA")
RELAY = Relay(agency=AGENCY, sent_at=local_time(9, 15, day=24), signed_by="Phạm Thị Mỹ Ế")


def an_applicant(**changes: object) -> Party:
    return replace(a_sender(citizen_number="001190000123", full_number=True), **changes)


def a_supplement_02(**changes: object) -> Supplement02:
    request = Supplement02(
        head=a_head(official_code=OFFICIAL_CODE),
        issuer=ISSUER,
        relay=RELAY,
        applicant=an_applicant(),
        request="Chuyển trường và tiếp nhận học sinh (2.002854)",
        items=(
            "Học bạ: ảnh quét quá nhỏ, không đọc được; đề nghị quét lại bản rõ nét",
            "Giấy giới thiệu chuyển trường: thiếu dấu của trường nơi đi",
        ),
        reason="Một số giấy tờ chưa đủ căn cứ để giải quyết.",
        contact_name="Phạm Thị Mỹ Ế",
        contact_phone="+84912345678",
        due_on=date(2026, 12, 1),
    )
    return replace(request, **changes)


def a_refusal_03(**changes: object) -> Refusal03:
    refusal = Refusal03(
        head=a_head(official_code=OFFICIAL_CODE),
        issuer=ISSUER,
        relay=RELAY,
        applicant=an_applicant(),
        request="Chuyển trường và tiếp nhận học sinh (2.002854)",
        reasons=(
            "Học sinh không cư trú tại địa bàn tuyển sinh của trường nơi đến.",
            "Trường nơi đến đã đủ số học sinh theo quy định của lớp 10.",
        ),
        official_code=OFFICIAL_CODE,
    )
    return replace(refusal, **changes)


def an_apology_04(**changes: object) -> Apology04:
    letter = Apology04(
        head=a_head(official_code=OFFICIAL_CODE),
        issuer=ISSUER,
        relay=RELAY,
        applicant=an_applicant(),
        procedure="Đăng ký khai tử (1.000656)",
        official_code=OFFICIAL_CODE,
        received_at=local_time(14, 5),
        promised_at=local_time(17, 0, day=26),
        new_return_at=local_time(17, 0, day=30),
        reason="Chờ cơ quan phối hợp xác minh nơi cư trú cuối cùng của người chết.",
    )
    return replace(letter, **changes)


def a_stop_05(**changes: object) -> Stop05:
    notice = Stop05(
        head=a_head(official_code=OFFICIAL_CODE),
        issuer=ISSUER,
        relay=RELAY,
        applicant=an_applicant(),
        request="Chuyển trường và tiếp nhận học sinh (2.002854)",
        official_code=OFFICIAL_CODE,
        stopped_at=local_time(9, 10, day=24),
        received_at=local_time(14, 5),
        asked="Gia đình không chuyển trường nữa.",
        asked_at=local_time(8, 30, day=24),
    )
    return replace(notice, **changes)


def a_control_06(**changes: object) -> Control06:
    slip = Control06(
        head=a_head(official_code=OFFICIAL_CODE),
        issuer=ISSUER,
        official_code=OFFICIAL_CODE,
        agency="Sở Giáo dục và Đào tạo",
        received_at=local_time(10, 2),
        return_at=local_time(17, 0, day=26),
        hops=(
            Hop(
                giver_unit="Bộ phận TN&TKQ (Bưu cục Yên Hòa)",
                taker_unit="Bưu tá tuyến số 4",
                at=local_time(11, 30),
                giver="Trần Thu Hà",
                taker="Lê Văn Bảy",
                outcome=Outcome.ON_TIME,
            ),
            Hop(
                giver_unit="Bưu tá tuyến số 4",
                taker_unit="Trung tâm Phục vụ hành chính công, Chi nhánh số 3",
                at=local_time(13, 40),
                giver="Lê Văn Bảy",
                taker="Phạm Thị Mỹ Ế",
                outcome=Outcome.EARLY,
                note="đủ 10 tờ",
            ),
        ),
    )
    return replace(slip, **changes)


def an_entry(number: int = 1, **changes: object) -> RegisterEntry:
    day = 1 + number % 27
    entry = RegisterEntry(
        reference=a_reference(number % 999 + 1),
        official_code=f"H26.25-2611{day:02d}-{number:04d}" if number % 5 else "",
        procedure="Chuyển trường và tiếp nhận học sinh" if number % 2 else "Đăng ký khai tử",
        person="Bùi Đức Long" if number % 3 else "Nguyễn Thị Ỹ",
        address="Số 12 ngõ 86, phường Yên Hòa, Hà Nội",
        phone="+84912345678",
        agency="Sở Giáo dục và Đào tạo" if number % 2 else "UBND phường Yên Hòa",
        received_at=local_time(8, number % 60, day=day),
        due_at=local_time(17, 0, day=day + 1) if number % 5 else None,
        returned_at=local_time(9, 30, day=day + 1) if number % 2 else None,
        way="tại bưu cục",
    )
    return replace(entry, **changes)


def a_register_07(count: int = 8, **changes: object) -> Register07:
    register = Register07(
        issuer=ISSUER,
        site="BƯU CỤC YÊN HÒA — QUẦY 02",
        place="Hà Nội",
        printed_at=local_time(17, 5),
        template_version="v1",
        first=date(2026, 11, 1),
        last=date(2026, 11, 30),
        entries=tuple(an_entry(number) for number in range(1, count + 1)),
        keeper="Trần Thu Hà",
    )
    return replace(register, **changes)


def a_residence_receipt(**changes: object) -> Receipt01:
    receipt = a_receipt_01(
        authority=POLICE.authority,
        unit=POLICE.unit,
        request="Đăng ký thường trú (1.004222)",
        papers=("Tờ khai thay đổi thông tin cư trú (CT01)", "Giấy tờ chứng minh chỗ ở hợp pháp"),
        working_days=7,
    )
    return replace(receipt, **changes)


LONG = {"name": LONG_NAME, "address": LONG_PAPER, "phone": "", "email": ""}
