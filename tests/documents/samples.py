"""Papers with real-looking contents, ordinary and at the edges, for tests and for looking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from agent_desk.clock import HANOI
from agent_desk.documents.bring_slip import BringAs, BringPaper, BringSlip
from agent_desk.documents.head import Party, SlipHead
from agent_desk.documents.receipt_01 import Receipt01
from agent_desk.documents.result_slip import HandedItem, HandedKind, ResultSlip
from agent_desk.documents.sending_slip import SendingSlip, SlipPaper
from agent_desk.domain import reference
from agent_desk.domain.partial_date import PartialDate

LONG_NAME = "Nguyễn Phúc Vĩnh Thụy Công Tằng Tôn Nữ Thị Huyền Trân Ngọc Diễm Quỳnh Ưng Ỹ Ế Ộ"
LONG_PAPER = (
    "Hợp đồng, văn bản về việc chuyển nhượng, tặng cho, thừa kế quyền sử dụng đất, quyền sở hữu "
    "nhà ở, công trình xây dựng đã được công chứng, chứng thực theo quy định của pháp luật về "
    "đất đai, kèm bản vẽ sơ đồ thửa đất và biên bản xác định ranh giới có chữ ký của các chủ sử "
    "dụng đất liền kề"
)
OFFICIAL_CODE = "H26.25-261123-0012"


def local_time(hour: int, minute: int, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


def a_reference(counter: int = 14) -> str:
    return reference.make("00102", date(2026, 11, 23), counter)


def a_head(**changes: object) -> SlipHead:
    head = SlipHead(
        operator="BƯU ĐIỆN THÀNH PHỐ HÀ NỘI",
        site="BƯU CỤC YÊN HÒA — QUẦY 02",
        place="Hà Nội",
        printed_at=local_time(10, 2),
        reference=a_reference(),
        hotline="1900 1009",
        template_version="v1",
    )
    return replace(head, **changes)


def a_sender(**changes: object) -> Party:
    party = Party(
        name="Bùi Đức Long",
        phone="+84912345678",
        address="Số 12 ngõ 86, phường Yên Hòa, Hà Nội",
    )
    return replace(party, **changes)


def a_sending_slip(**changes: object) -> SendingSlip:
    slip = SendingSlip(
        head=a_head(),
        sender=a_sender(),
        receiver="Trung tâm Phục vụ hành chính công, Chi nhánh số 3",
        procedure_name="Chuyển trường và tiếp nhận học sinh",
        procedure_code="2.002854",
        papers=(
            SlipPaper(name="Đơn xin chuyển trường (đã ký)", originals=1, sheets=1),
            SlipPaper(name="Học bạ", copies=1, sheets=8),
            SlipPaper(name="Giấy giới thiệu chuyển trường", originals=1, sheets=1),
        ),
        state_fee_vnd=0,
        postage_vnd=0,
        taken_at=local_time(10, 2),
        leaves_by=local_time(11, 30),
        result_way="tại bưu cục; sẽ nhắn khi Trung tâm hẹn ngày",
        clerk="Trần Thu Hà",
    )
    return replace(slip, **changes)


def many_papers(count: int) -> tuple[SlipPaper, ...]:
    return tuple(
        SlipPaper(name=f"{LONG_PAPER} (số {n})", originals=1, copies=2, scans=n % 2, sheets=12)
        for n in range(1, count + 1)
    )


def a_bring_slip(**changes: object) -> BringSlip:
    slip = BringSlip(
        head=a_head(),
        procedure_name="Đăng ký khai tử",
        procedure_code="1.000656",
        for_whom="Bà Ngô Thị Ỹ",
        already=("Thẻ căn cước của người đi khai",),
        missing=(
            BringPaper(
                name="Giấy báo tử",
                where="Cơ sở y tế; mất ở nhà thì UBND cấp xã nơi chết cấp",
                note="Có dữ liệu ký số thì không nộp bản giấy.",
            ),
            BringPaper(
                name="Giấy tờ chứng minh nơi cư trú cuối cùng",
                bring_as=BringAs.COPY_WITH_ORIGINAL,
                is_shown_only=True,
                is_required=False,
                where="Công an cấp xã",
            ),
        ),
        state_fee_vnd=None,
        checked_on=date(2026, 11, 21),
        is_certain=False,
        confirm_phone="1900 1009",
        site_address="Số 1 Trung Kính, phường Yên Hòa, Hà Nội",
        open_hours="7:30-11:30 và 13:30-17:00, thứ Hai đến thứ Sáu",
    )
    return replace(slip, **changes)


def a_result_slip(**changes: object) -> ResultSlip:
    slip = ResultSlip(
        head=a_head(official_code=OFFICIAL_CODE),
        owner=Party(name="Lê Thị Sáu", born=PartialDate(year=1948), citizen_number="001148000123"),
        procedure_name="Đăng ký khai tử",
        procedure_code="1.000656",
        handed=(
            HandedItem(name="Trích lục khai tử", originals=1, copies=3, sheets=4),
            HandedItem(name="Giấy báo tử", kind=HandedKind.ORIGINAL_BACK, sheets=1),
        ),
        given_at=local_time(14, 20, day=25),
        identity_paper="thẻ căn cước",
        clerk="Trần Thu Hà",
    )
    return replace(slip, **changes)


def a_receipt_01(**changes: object) -> Receipt01:
    receipt = Receipt01(
        head=a_head(),
        official_code=OFFICIAL_CODE,
        authority="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
        unit="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        applicant=a_sender(citizen_number="001190000123", full_number=True),
        request="Chuyển trường và tiếp nhận học sinh",
        papers=("Đơn xin chuyển trường", "Học bạ", "Giấy giới thiệu chuyển trường"),
        working_days=2,
        received_at=local_time(14, 5),
        return_at=local_time(17, 0, day=26),
        collect_at="Bưu cục Yên Hòa",
        receiver="Phạm Thị Mỹ Ế",
    )
    return replace(receipt, **changes)
