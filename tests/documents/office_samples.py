"""The desk's own papers with real-looking contents, ordinary and at the edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agent_desk.documents.bag_items import Bag, BagItem
from agent_desk.documents.bag_label import BagLabel
from agent_desk.documents.bag_list import BagList
from agent_desk.documents.damage_minutes import AffectedItem, Damage, DamageMinutes
from agent_desk.documents.day_sheet import (
    Counted,
    DaySheet,
    DisputedLine,
    HeldMoney,
    LyingHere,
)
from agent_desk.documents.delivery_label import DeliveryLabel, Postage
from agent_desk.documents.emergency_slips import EmergencySlips
from agent_desk.documents.free_help_poster import FreeHelpPoster
from agent_desk.documents.handover_minutes import HandoverMinutes
from agent_desk.documents.head import OfficeHead, Party
from agent_desk.documents.numbers import ScanNumber
from agent_desk.documents.office_lists import BagLine
from agent_desk.documents.penned import Side
from agent_desk.documents.score_sheet import CheckLine, ScoreSheet, ServedCitizen
from agent_desk.documents.session_paper import SessionPaper
from agent_desk.documents.shift_list import OpenMatter, ShiftList
from agent_desk.domain import bags
from agent_desk.domain.training import session_code
from agent_desk.domain.training.sessions import Devices, Need
from tests.documents.samples import a_reference, local_time

BAG_NUMBER, OTHER_BAG = (
    ScanNumber(digits=bags.make("00102", date(2026, 11, 23), n)) for n in (3, 4)
)
_SESSION = session_code.make("00102", date(2026, 11, 23), 4)
SESSION_NUMBER = ScanNumber(digits=_SESSION, shown=session_code.group(_SESSION))
PROCEDURES = (
    ("1.013225", "Cấp giấy phép xây dựng nhà ở riêng lẻ"),
    ("1.012756", "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"),
    ("2.000884", "Chứng thực chữ ký"),
    ("2.002854", "Chuyển trường và tiếp nhận học sinh"),
)


def an_office_head(**changes: object) -> OfficeHead:
    head = OfficeHead(
        operator="BƯU ĐIỆN THÀNH PHỐ HÀ NỘI",
        site="BƯU CỤC YÊN HÒA — QUẦY 02",
        place="Hà Nội",
        printed_at=local_time(10, 52),
        hotline="1900 1009",
        template_version="v1",
    )
    return replace(head, **changes)


def items(count: int, **changes: object) -> tuple[BagItem, ...]:
    found = []
    for n in range(1, count + 1):
        code, name = PROCEDURES[n % len(PROCEDURES)]
        item = BagItem(
            reference=a_reference(n),
            procedure_code=code,
            procedure_name=name,
            originals=n % 4,
            copies=2 + n % 3,
            sheets=5 + n,
            state_fee_vnd=75_000 if n % 4 == 1 else 0,
        )
        found.append(replace(item, **changes))
    return tuple(found)


def a_bag(count: int = 4, **changes: object) -> Bag:
    bag = Bag(
        number=BAG_NUMBER,
        destination="Trung tâm Phục vụ hành chính công TP Hà Nội, Chi nhánh số 3",
        destination_address="Số 10 Nguyễn Trãi, phường Thanh Xuân, Hà Nội",
        seal_number="VNP 88 20417",
        items=items(count),
    )
    return replace(bag, **changes)


def ours(**changes: object) -> Side:
    side = Side(
        unit="Bưu cục Yên Hòa, Bưu điện thành phố Hà Nội", person="Nguyễn Văn Tám", duty="bưu tá"
    )
    return replace(side, **changes)


def theirs(**changes: object) -> Side:
    side = Side(unit="Trung tâm Phục vụ hành chính công TP Hà Nội, Chi nhánh số 3")
    return replace(side, **changes)


def a_handover(**changes: object) -> HandoverMinutes:
    minutes = HandoverMinutes(head=an_office_head(), bag=a_bag(), giver=ours(), taker=theirs())
    return replace(minutes, **changes)


def a_damage(**changes: object) -> DamageMinutes:
    minutes = DamageMinutes(
        head=an_office_head(),
        bag_number=BAG_NUMBER,
        giver=ours(),
        taker=theirs(person="Phạm Thị Mỹ Ế", duty="chuyên viên"),
        found_at=local_time(11, 40),
        where="Chi nhánh số 3",
        damages=(Damage.BROKEN_SEAL, Damage.MISSING),
        seal_number="VNP 88 20417",
        listed=4,
        found=3,
        affected=(
            AffectedItem(
                reference=a_reference(3), damage=Damage.MISSING, seen="có trong bảng kê, không thấy"
            ),
        ),
        giver_words="Túi còn nguyên khi rời bưu cục.",
    )
    return replace(minutes, **changes)


def a_bag_list(**changes: object) -> BagList:
    bag_list = BagList(
        head=an_office_head(),
        bag=a_bag(),
        clerk="Trần Thu Hà",
        sealed_at=local_time(10, 50),
        leaves_by=local_time(11, 30),
        courier="Nguyễn Văn Tám",
    )
    return replace(bag_list, **changes)


def a_bag_label(**changes: object) -> BagLabel:
    label = BagLabel(
        head=an_office_head(),
        number=BAG_NUMBER,
        destination="CHI NHÁNH SỐ 3",
        destination_address="Số 10 Nguyễn Trãi, phường Thanh Xuân, Hà Nội",
        dossiers=4,
        seal_number="VNP 88 20417",
        leaves_by=local_time(11, 30),
    )
    return replace(label, **changes)


def a_delivery_label(**changes: object) -> DeliveryLabel:
    label = DeliveryLabel(
        head=an_office_head(),
        item_code="EA123456785VN",
        sender_address="Số 1 Trung Kính, phường Yên Hòa, Hà Nội",
        sender_phone="+842431234567",
        receiver=Party(
            name="Lê Thị Sáu",
            address="Số 12 ngõ 86 Nguyễn Khang, phường Yên Hòa, thành phố Hà Nội",
            phone="+84912345678",
        ),
        postage=Postage.CITY,
    )
    return replace(label, **changes)


def bag_lines() -> tuple[BagLine, ...]:
    return (
        BagLine(
            number=BAG_NUMBER.digits,
            destination="Chi nhánh số 3",
            dossiers=4,
            state="đã giao, biên bản ký 11 giờ 52 phút",
        ),
        BagLine(number=OTHER_BAG.digits, destination="UBND phường Yên Hòa", dossiers=2, state="mở"),
    )


def a_day_sheet(**changes: object) -> DaySheet:
    sheet = DaySheet(
        head=an_office_head(printed_at=local_time(17, 5)),
        day=date(2026, 11, 23),
        closed_at=local_time(17, 4),
        clerk="Trần Thu Hà",
        counts=(
            Counted(what="Lượt người dân đến quầy", number=31),
            Counted(what="Hồ sơ nộp trực tuyến", number=18),
            Counted(what="Hồ sơ giấy nhận tại quầy", number=6),
            Counted(what="Kết quả trả cho người dân", number=7),
        ),
        bags=bag_lines(),
        lying=(
            LyingHere(
                reference=a_reference(15),
                procedure_code="2.002854",
                why="nhận sau 15 giờ, đi chuyến sáng mai",
                since=local_time(15, 20),
            ),
        ),
        money=HeldMoney(before_vnd=50_000, taken_vnd=225_000, remitted_vnd=75_000),
        disputes=(
            DisputedLine(
                subject=BAG_NUMBER.digits,
                matter="Thiếu 1 hồ sơ so với bảng kê",
                state="chờ ý kiến bên nhận",
            ),
        ),
        last_seq=1204,
        last_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        acknowledged_seq=1190,
    )
    return replace(sheet, **changes)


def a_shift_list(**changes: object) -> ShiftList:
    shift = ShiftList(
        head=an_office_head(printed_at=local_time(12, 1)),
        giver="Trần Thu Hà",
        taker="Lê Văn Tám",
        at=local_time(12, 0),
        open=(
            OpenMatter(
                reference=a_reference(9),
                procedure_code="1.013225",
                state="chờ bổ sung",
                next_step="gọi lại trước 15 giờ hôm nay",
            ),
            OpenMatter(
                reference=a_reference(15),
                state="đang khai",
                next_step="người dân quay lại lúc 14 giờ",
            ),
        ),
        bags=bag_lines(),
        results_held=5,
        money_held_vnd=200_000,
        seals=42,
    )
    return replace(shift, **changes)


def emergency(**changes: object) -> EmergencySlips:
    slips = EmergencySlips(
        head=an_office_head(),
        numbers=tuple(ScanNumber(digits=a_reference(n)) for n in (901, 902)),
        receiver="Trung tâm Phục vụ hành chính công TP Hà Nội",
    )
    return replace(slips, **changes)


def a_poster(**changes: object) -> FreeHelpPoster:
    poster = FreeHelpPoster(
        head=an_office_head(site="BƯU CỤC YÊN HÒA"),
        address="Số 1 Trung Kính, phường Yên Hòa, Hà Nội",
        open_hours="7:30-11:30 và 13:30-17:00, thứ Hai đến thứ Sáu",
        complain_phone="+84768221221",
    )
    return replace(poster, **changes)


def a_score_sheet(**changes: object) -> ScoreSheet:
    sheet = ScoreSheet(
        head=an_office_head(printed_at=local_time(16, 5), practice=True),
        clerk="Trần Thu Hà",
        exercise="Kỳ thi với 5 người dân",
        at=local_time(16, 0),
        result="Có điều cần học lại.",
        citizens=(
            ServedCitizen(
                title="Khai sinh, bố mẹ đã đăng ký kết hôn",
                result="có điều cần học lại",
                time="khoảng 9 phút",
                trap="Nơi cư trú tra trong dữ liệu, không xin giấy.",
                lines=(
                    CheckLine(check="Đúng thủ tục", found="Đúng"),
                    CheckLine(
                        check="Không đòi giấy hay điều không cần",
                        found="Học lại",
                        what_to_do="Giấy mà cơ quan tự tra được thì không hỏi.",
                    ),
                ),
            ),
        ),
        learn=("Thẻ thủ tục: đăng ký khai sinh",),
    )
    return replace(sheet, **changes)


def a_session_paper(**changes: object) -> SessionPaper:
    paper = SessionPaper(
        head=an_office_head(),
        number=SESSION_NUMBER,
        topics=("Làm quen với điện thoại", "Nhận ra cuộc gọi và đường dẫn giả"),
        starts_at=local_time(14, 0),
        minutes=90,
        place="Nhà văn hóa tổ dân phố số 5, phường Yên Hòa",
        trainer="Nguyễn Thị Hồng Nhung",
        seats=15,
        devices=Devices.BOTH,
        needs=(Need.HEARING, Need.SIGHT),
    )
    return replace(paper, **changes)
