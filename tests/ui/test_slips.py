"""What a printed paper says is true at the moment of printing, and the same intent prints once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk import settings
from agent_desk.commands import paper
from agent_desk.commands.desk import keep_setting
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.domain.printing import PrintReason
from agent_desk.domain.reference import group
from agent_desk.errors import DeskError, NotAllowed, StoreUnusable
from agent_desk.ids import new_intent
from agent_desk.queries.desk import clerk_rows
from agent_desk.ui.office import LateFinder, Office
from agent_desk.ui.slips import SlipKind, print_slip
from agent_desk.wire import NoticeKind
from tests.documents.reading import codes_of, pages_of, text_of
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.ids import DossierId, IntentId
    from agent_desk.ui.slips import Printed
    from tests.support.desks import TestDesk

AT_DESK = "Đã lưu tại quầy, Trung tâm chưa nhận"
AT_CENTER = "Trung tâm đã giữ bản sao lúc"
CODE = "H26.99-261123-0001"


class Counter:
    """A desk with an office, printing slips."""

    def __init__(self, t: TestDesk) -> None:
        self.t = t
        with t.desk.store.read() as connection:
            clerk = clerk_rows(connection)[0]
        self.office = Office(
            desk=t.desk,
            keys=t.keys,
            clerk=clerk,
            finder=LateFinder(t.desk.catalog),
        )

    def print(
        self, dossier_id: DossierId, kind: SlipKind, intent: IntentId | None = None
    ) -> Printed:
        reason = PrintReason.LOST
        return print_slip(self.office, intent or new_intent(), dossier_id, kind, reason)

    def text(self, dossier_id: DossierId, kind: SlipKind = SlipKind.SENDING) -> str:
        return text_of(self.print(dossier_id, kind).path.read_bytes())

    def set(self, setting: settings.Setting, value: str) -> None:
        keep_setting(self.t.desk.store, setting.key, value)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with desks.opened_desk(tmp_path / "desk") as t:
        yield Counter(t)


# Custody


@pytest.mark.parametrize("make", [desks.a_lodged_dossier, desks.a_taken_in_dossier])
def test_before_a_receipt_the_slip_says_the_center_has_not_got_it(
    counter: Counter, make: object
) -> None:
    dossier_id = make(counter.t)  # type: ignore[operator]
    text = counter.text(dossier_id)
    assert AT_DESK in text
    assert AT_CENTER not in text


def test_after_a_receipt_it_says_since_when_by_the_clock_of_the_center(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.t.clock.advance(days=400)  # the clock of this PC is wrong
    assert counter.t.sync().is_ok
    text = counter.text(dossier_id)
    said = text.split(AT_CENTER)[1][:40]
    assert "09 giờ 00" in said
    assert "23/11/2026" in said
    assert AT_DESK not in text


def test_a_sent_dossier_without_a_receipt_is_not_called_held(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.t.center.receipt = lambda _blobs: counter.t.center.sign_receipt(desk_id="another")
    assert not counter.t.sync().is_ok
    assert counter.t.center.facts
    assert AT_DESK in counter.text(dossier_id)


def test_a_scan_the_center_lacks_makes_the_dossier_not_held(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.t.center.sign_receipt = _without_blobs(counter.t)
    counter.t.sync()
    assert AT_DESK in counter.text(dossier_id)


def _without_blobs(t: TestDesk) -> object:
    signed = t.center.sign_receipt
    return lambda **changes: signed(**{**changes, "blobs": []})


def test_a_new_scan_after_the_receipt_takes_the_words_back(counter: Counter) -> None:
    dossier_id = desks.a_supplement_request(counter.t)
    counter.t.sync()
    assert AT_CENTER in counter.text(dossier_id)
    wanted = next(p for p in counter.t.view(dossier_id).papers if p.scans)
    file = check_bytes("again.png", desks.a_scan(tone=77))
    paper.attach_file(counter.t.desk, counter.t.act(), dossier_id, wanted.component_id, file)
    assert AT_DESK in counter.text(dossier_id)


def test_printing_does_not_take_back_what_the_paper_before_it_said(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.t.sync()
    texts = [counter.text(dossier_id) for _ in range(3)]
    assert [AT_CENTER in text for text in texts] == [True] * 3


# Numbers and bytes


def test_every_print_has_the_next_number_and_says_that_it_is_a_reprint(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    first, second = (counter.print(dossier_id, SlipKind.SENDING) for _ in range(2))
    assert (first.print_number, second.print_number) == (1, 2)
    assert "in lần 1" in text_of(first.path.read_bytes())
    assert "BẢN IN LẠI lần 2" in text_of(second.path.read_bytes())
    assert first.path != second.path


def test_the_same_intent_gives_the_same_paper_whatever_happened_since(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    intent = new_intent()
    first = counter.print(dossier_id, SlipKind.SENDING, intent)
    before = first.path.read_bytes()
    counter.t.sync()
    counter.set(settings.PAPER_SIZE, "A4")
    counter.t.clock.advance(hours=5)
    again = counter.print(dossier_id, SlipKind.SENDING, intent)
    assert again == first
    assert again.path.read_bytes() == before
    assert counter.t.view(dossier_id).printed[SlipKind.SENDING] == 1


def test_the_codes_on_the_slip_are_our_reference(counter: Counter) -> None:
    dossier_id = desks.a_taken_in_dossier(counter.t)
    reference = counter.t.view(dossier_id).reference
    printed = counter.print(dossier_id, SlipKind.SENDING)
    assert {value for _, value in codes_of(printed.path.read_bytes())} == {reference}
    assert group(reference) in text_of(printed.path.read_bytes())


def test_a_disk_that_refuses_the_pdf_is_a_sentence_and_the_same_intent_mends_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id, intent = desks.a_lodged_dossier(counter.t), new_intent()
    folder = counter.t.desk.store.data.documents
    folder.rename(folder.with_name("away"))
    with pytest.raises(StoreUnusable):
        counter.print(dossier_id, SlipKind.SENDING, intent)
    folder.mkdir()
    assert counter.print(dossier_id, SlipKind.SENDING, intent).print_number == 1


# What stands on it


def test_practice_is_marked_on_every_page(tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path / "practice", is_practice=True) as t:
        dossier_id = desks.a_lodged_dossier(t)
        for kind in (SlipKind.SENDING, SlipKind.BRING):
            pages = pages_of(Counter(t).print(dossier_id, kind).path.read_bytes())
            assert pages
            assert all("DỮ LIỆU THỬ" in page for page in pages)


def test_real_papers_carry_no_mark_of_practice(counter: Counter) -> None:
    assert "DỮ LIỆU THỬ" not in counter.text(desks.a_lodged_dossier(counter.t))


def test_the_bring_slip_counts_only_what_is_required_and_missing(counter: Counter) -> None:
    dossier_id = desks.a_case(counter.t, channel="post")
    view = counter.t.view(dossier_id)
    required = [p for p in view.papers if p.need is Need.REQUIRED and not p.status.is_settled]
    text = counter.text(dossier_id, SlipKind.BRING)
    assert required
    assert f"Còn thiếu {len(required)} loại giấy tờ" in text
    met = paper.PaperMet(
        component_id=required[0].component_id, status=PaperStatus.ORIGINAL, sheets=1
    )
    paper.record_paper(counter.t.desk, counter.t.act(), dossier_id, met)
    text = counter.text(dossier_id, SlipKind.BRING)
    assert f"Còn thiếu {len(required) - 1} loại giấy tờ" in text or len(required) == 1


def test_the_slip_names_the_clerk_who_took_the_dossier(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    counter.office.seat(replace(counter.office.clerk, name="Lê Văn Khác"))
    assert "Trần Thu Hà" in counter.text(dossier_id)


# Mẫu 01


def test_a_desk_that_forwards_paper_never_prints_the_form_of_the_center(counter: Counter) -> None:
    dossier_id = desks.a_ready_dossier(counter.t)
    with pytest.raises(NotAllowed):
        counter.print(dossier_id, SlipKind.RECEIPT)
    assert SlipKind.RECEIPT not in counter.t.view(dossier_id).printed


def test_even_by_contract_there_is_none_without_an_official_code(counter: Counter) -> None:
    counter.set(settings.MODE, "contracted")
    with pytest.raises(NotAllowed):
        counter.print(desks.a_lodged_dossier(counter.t), SlipKind.RECEIPT)


def test_by_contract_with_a_code_and_a_date_it_is_printed(counter: Counter) -> None:
    counter.set(settings.MODE, "contracted")
    dossier_id = desks.a_lodged_dossier(counter.t)
    desks.told(
        counter.t,
        NoticeKind.CODE_ISSUED,
        dossier_id,
        official_code=CODE,
        received_at="2026-11-23T02:30:00.000Z",
        due_at="2026-11-26T10:00:00.000Z",
    )
    text = counter.text(dossier_id, SlipKind.RECEIPT)
    assert CODE in text
    assert "09 giờ 30" in text


def test_nothing_is_recorded_of_a_print_that_was_refused(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    before = counter.t.view(dossier_id).facts
    for kind in (SlipKind.RECEIPT, SlipKind.RESULT):
        with pytest.raises(DeskError):
            counter.print(dossier_id, kind)
    assert counter.t.view(dossier_id).facts == before
