"""The papers of a bag and of the day: gathered, numbered, recorded. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import HANOI, from_iso, local, to_iso
from agent_desk.commands.printing import PrintJob
from agent_desk.documents import bag_label, bag_list, damage_minutes, day_sheet, handover_minutes
from agent_desk.documents.bag_items import Bag, BagItem
from agent_desk.documents.bag_label import BagLabel
from agent_desk.documents.bag_list import BagList
from agent_desk.documents.damage_minutes import AffectedItem, Damage, DamageMinutes
from agent_desk.documents.day_sheet import Counted, DaySheet, DisputedLine, HeldMoney, LyingHere
from agent_desk.documents.handover_minutes import HandoverMinutes
from agent_desk.documents.head import OfficeHead, PaperSize
from agent_desk.documents.numbers import ScanNumber
from agent_desk.documents.office_lists import BagLine
from agent_desk.documents.penned import Side
from agent_desk.documents.templates import installed
from agent_desk.domain.bags import BagState, Direction, ItemState
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.queries import bags as query
from agent_desk.queries import day_end as day_query
from agent_desk.queries import prints as print_query
from agent_desk.queries import sync as sync_query
from agent_desk.store import ledger
from agent_desk.ui.prints.order import print_paper

if TYPE_CHECKING:
    from agent_desk.ids import IntentId
    from agent_desk.queries.bags import BagRow, ItemRow
    from agent_desk.queries.day_end import DayEnd, DisputeRow
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_DAMAGES = {
    DisputeKind.TORN_SEAL: Damage.BROKEN_SEAL,
    DisputeKind.OTHER_SEAL: Damage.OTHER_SEAL,
    DisputeKind.DAMAGED: Damage.DAMAGED_PAPER,
    DisputeKind.MISSING: Damage.MISSING,
    DisputeKind.EXTRA: Damage.EXTRA,
}
# Printed paper is Vietnamese whatever the screen shows.
_DISPUTED = {
    DisputeKind.MISSING: "Thiếu hồ sơ so với danh sách",
    DisputeKind.EXTRA: "Thừa hồ sơ so với danh sách",
    DisputeKind.TORN_SEAL: "Niêm phong rách hoặc mất",
    DisputeKind.OTHER_SEAL: "Số niêm phong khác danh sách",
    DisputeKind.DAMAGED: "Bao gói hoặc giấy tờ hư hỏng",
    DisputeKind.RECEIVED_TWICE: "Túi được nhận ở hai nơi",
    DisputeKind.TWO_BAGS: "Một hồ sơ ở hai túi",
    DisputeKind.CLOCK: "Đồng hồ sai",
    DisputeKind.MONEY: "Số tiền phí, lệ phí không khớp",
    DisputeKind.OTHER: "Việc khác cần làm rõ",
}
_BAG_STATES = {
    BagState.OPEN: "đang mở",
    BagState.SEALED: "đã niêm phong",
    BagState.LEFT: "đang chuyển",
    BagState.ARRIVED: "đã đến nơi, chưa ký biên bản",
    BagState.HANDED_OVER: "đã bàn giao",
    BagState.ANNOUNCED: "được báo trước",
    BagState.RECEIVING: "đang kiểm đếm",
    BagState.RECEIVED: "đã nhận",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What every paper of a bag is made from."""

    office: Office
    bag: BagRow
    items: tuple[ItemRow, ...]
    held_vnd: dict[str, int]
    disputes: tuple[DisputeRow, ...]
    now: datetime
    version: str

    def head(self, print_number: int) -> OfficeHead:
        return _head(self.office, self.now, self.version, print_number)

    def content(self) -> Bag:
        """Give the bag as papers list it: references and counts, never a citizen's name."""
        return Bag(
            number=ScanNumber(digits=self.bag.number),
            destination=self.bag.other_side,
            seal_number=self.bag.seal_number,
            items=tuple(self._item(item) for item in self.items),
        )

    def _item(self, item: ItemRow) -> BagItem:
        packet = item.packet
        if packet is None:
            return BagItem(reference=item.reference)
        return BagItem(
            reference=item.reference,
            procedure_code=packet.procedure_code,
            procedure_name=packet.procedure_name,
            originals=packet.originals,
            copies=packet.copies,
            sheets=packet.sheets or None,
            state_fee_vnd=self.held_vnd.get(item.reference, 0),
            came_back=packet.official_code,
        )


def print_bag_paper(office: Office, intent_id: IntentId, document: str, number: str) -> Printed:
    """Print a paper of a bag, or the sheet of the day for ``day_sheet`` (store lane).

    Raises: NotAllowed if there is nothing to print it from.
    """
    if document == day_sheet.DOCUMENT:
        return _print_day(office, intent_id)
    ground = _read(office, document, number)
    if not ground.items and document != damage_minutes.DOCUMENT:
        raise NotAllowed(tr("This bag is empty, so there is nothing to print."))
    draw = {
        bag_label.DOCUMENT: _label,
        bag_list.DOCUMENT: _list,
        handover_minutes.DOCUMENT: _minutes,
        damage_minutes.DOCUMENT: _damage,
    }[document]
    is_label = document == bag_label.DOCUMENT
    job = PrintJob(
        subject=PrintSubject(SubjectKind.BAG, number),
        document=document,
        template_version=ground.version,
        render=partial(draw, ground),
        role=PrinterRole.LABEL if is_label else PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label=number,
    )
    return print_paper(office, intent_id, job)


def last_print(office: Office, number: str) -> str:
    """Give the newest print of a bag, else of the day's sheet; empty if there is none (store lane).

    A bag is looked at first because it is what the clerk has before them.
    """
    day = PrintSubject(SubjectKind.DAY, office.desk.today().isoformat())
    subjects = (PrintSubject(SubjectKind.BAG, number), day) if number else (day,)
    with office.desk.store.read() as connection:
        for subject in subjects:
            found = print_query.of_subject(connection, subject)
            if found:
                return found[0].print_id
    return ""


def _read(office: Office, document: str, number: str) -> _Ground:
    with office.desk.store.read() as connection:
        found = day_query.open_disputes(connection)
        return _Ground(
            office=office,
            bag=query.bag(connection, number),
            items=query.items(connection, number),
            held_vnd=query.held_vnd(connection, number),
            disputes=tuple(one for one in found if one.bag_number == number),
            now=office.desk.clock.now(),
            version=installed().at(document, office.desk.today()),
        )


def _head(office: Office, now: datetime, version: str, print_number: int) -> OfficeHead:
    return OfficeHead(
        operator=office.setting(settings.OPERATOR),
        site=_site(office),
        place=office.setting(settings.PLACE),
        printed_at=now,
        hotline=office.setting(settings.HOTLINE),
        template_version=version,
        print_number=print_number,
        practice=office.is_practice,
    )


def _site(office: Office) -> str:
    identity = office.desk.identity
    return f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}"


def _at(text: str) -> datetime | None:
    return from_iso(text) if text else None


def _label(ground: _Ground, print_number: int) -> bytes:
    bag = ground.bag
    return bag_label.render_bag_label(
        BagLabel(
            head=ground.head(print_number),
            number=ScanNumber(digits=bag.number),
            destination=bag.other_side,
            dossiers=len(ground.items),
            seal_number=bag.seal_number,
            leaves_by=_at(bag.cutoff_at),
        )
    )


def _list(ground: _Ground, print_number: int) -> bytes:
    bag = ground.bag
    paper = PaperSize(ground.office.setting(settings.PAPER_SIZE))
    listed = BagList(
        head=ground.head(print_number),
        bag=ground.content(),
        clerk=ground.office.clerk.name,
        sealed_at=_at(bag.sealed_at),
        leaves_by=_at(bag.cutoff_at),
        courier=bag.courier,
    )
    return bag_list.render_bag_list(listed, paper)


def _sides(ground: _Ground) -> tuple[Side, Side]:
    bag, office = ground.bag, ground.office
    ours = Side(unit=office.desk.identity.site_name, person=office.clerk.name)
    if bag.direction is Direction.IN:
        return Side(unit=bag.other_side), ours
    giver = Side(unit=office.desk.identity.site_name, person=bag.courier, duty="Bưu tá")
    return giver, Side(unit=bag.other_side, person=bag.signer)


def _minutes(ground: _Ground, print_number: int) -> bytes:
    giver, taker = _sides(ground)
    return handover_minutes.render_handover_minutes(
        HandoverMinutes(
            head=ground.head(print_number),
            bag=ground.content(),
            giver=giver,
            taker=taker,
            where=ground.bag.other_side,
            signed_at=_at(ground.bag.signed_at),
        )
    )


def _damage(ground: _Ground, print_number: int) -> bytes:
    giver, taker = _sides(ground)
    bag, kinds = ground.bag, [DisputeKind(one.kind) for one in ground.disputes]
    known = [_DAMAGES.get(kind, Damage.OTHER) for kind in kinds]
    affected = [
        AffectedItem(reference=one.reference, damage=_DAMAGES.get(kind, Damage.OTHER))
        for one, kind in zip(ground.disputes, kinds, strict=True)
        if one.reference
    ]
    got = sum(item.state not in (ItemState.EXPECTED, ItemState.MISSING) for item in ground.items)
    return damage_minutes.render_damage_minutes(
        DamageMinutes(
            head=ground.head(print_number),
            bag_number=ScanNumber(digits=bag.number),
            giver=giver,
            taker=taker,
            found_at=ground.now,
            where=ground.office.desk.identity.site_name,
            damages=tuple(dict.fromkeys(known)),
            seal_number=bag.seal_number,
            listed=bag.listed or len(ground.items),
            found=got,
            affected=tuple(affected),
        )
    )


def _print_day(office: Office, intent_id: IntentId) -> Printed:
    version = installed().at(day_sheet.DOCUMENT, office.desk.today())
    day = office.desk.today().isoformat()
    job = PrintJob(
        subject=PrintSubject(SubjectKind.DAY, day),
        document=day_sheet.DOCUMENT,
        template_version=version,
        render=partial(_day, office, version),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label=day,
    )
    return print_paper(office, intent_id, job)


def _day(office: Office, version: str, print_number: int) -> bytes:
    now = office.desk.clock.now()
    day = local(now).date()
    start = to_iso(datetime.combine(day, time.min, HANOI))
    with office.desk.store.read() as connection:
        found = day_query.day_end(connection, day.isoformat(), start, to_iso(now))
        bags = query.bag_rows(connection, start)
        head = ledger.head(connection)
        acknowledged = sync_query.view(connection).receipted_through
    return day_sheet.render_day_sheet(
        DaySheet(
            head=_head(office, now, version, print_number),
            day=day,
            closed_at=now,
            clerk=office.clerk.name,
            counts=_counts(found),
            bags=tuple(_bag_line(bag) for bag in bags),
            lying=_lying(found),
            money=_money(found),
            disputes=tuple(
                DisputedLine(
                    subject=one.bag_number or one.reference,
                    matter=_DISPUTED[DisputeKind(one.kind)],
                    state="đang làm rõ",
                )
                for one in found.open_disputes
            ),
            last_seq=head.seq,
            last_sha256=head.sha256,
            acknowledged_seq=acknowledged,
        )
    )


def _counts(found: DayEnd) -> tuple[Counted, ...]:
    named = {
        "taken_in": "Hồ sơ giấy nhận tại quầy",
        "sealed": "Túi đã niêm phong",
        "handed_over": "Hồ sơ đã bàn giao cho cơ quan",
        "received": "Hồ sơ, kết quả nhận về",
        "here": "Hồ sơ còn tại quầy",
        "late": "Trong đó quá giờ chuyển",
    }
    return tuple(Counted(what=what, number=found.counts[key]) for key, what in named.items())


def _money(found: DayEnd) -> HeldMoney:
    counts = found.counts
    moved = counts["taken_vnd"] - counts["remitted_vnd"] - counts["returned_vnd"]
    return HeldMoney(
        before_vnd=max(0, counts["held_vnd"] - moved),
        taken_vnd=counts["taken_vnd"],
        remitted_vnd=counts["remitted_vnd"],
        returned_vnd=counts["returned_vnd"],
    )


def _lying(found: DayEnd) -> tuple[LyingHere, ...]:
    return tuple(
        LyingHere(
            reference=one.reference,
            why=_why(one),
            since=from_iso(one.taken_at),
        )
        for one in found.here
    )


def _why(one: day_query.LyingHere) -> str:
    if one.kind == "result":
        return "kết quả chờ người dân đến nhận"
    where = "trong túi chưa chuyển" if one.bag_number else "chưa vào túi"
    return f"{where}, gửi {one.destination}" if one.destination else where


def _bag_line(bag: BagRow) -> BagLine:
    return BagLine(
        number=bag.number,
        destination=bag.other_side,
        dossiers=bag.items,
        state=_BAG_STATES[bag.state],
    )
