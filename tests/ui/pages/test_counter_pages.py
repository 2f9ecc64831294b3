"""Post, shifts, outages, other desks: what the pages do, and that nothing typed is lost."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk import wire
from agent_desk.clock import local
from agent_desk.commands.desk import Role, add_clerk
from agent_desk.domain import reference
from agent_desk.domain.dossier import DossierState
from agent_desk.errors import CenterUnreachable
from agent_desk.ids import ClerkId, DossierId
from agent_desk.queries.desk import ClerkRow
from agent_desk.ui import theme
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.counter.page import CounterPage
from agent_desk.ui.pages.counter.presenter import CounterPresenter
from agent_desk.ui.pages.delivery.page import DeliveryPage
from agent_desk.ui.pages.delivery.presenter import DeliveryPresenter
from agent_desk.ui.pages.delivery.state import FormPane, Happened, ItemPane
from agent_desk.ui.pages.lookup.page import LookUpPage
from agent_desk.ui.pages.lookup.presenter import LookUpPresenter
from agent_desk.ui.pages.lookup.state import EditTyped
from agent_desk.ui.pages.outage.page import OutagePage
from agent_desk.ui.pages.outage.presenter import OutagePresenter, SlipTyped
from agent_desk.ui.pages.shift.page import ShiftPage
from agent_desk.ui.pages.shift.presenter import ShiftPresenter
from tests.commands.test_deliveries import on_the_shelf
from tests.support.desks import BIRTH, TestDesk, opened_desk
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

NUMBER = reference.make("00201", date(2026, 11, 22), 1)
PLACE = "Phường Hoàn Kiếm, Thành phố Hà Nội"


class Center:
    """A center that knows one dossier, or is out of reach."""

    def __init__(self) -> None:
        self.is_away = False
        self.asked: list[wire.LookUpRequest] = []

    def nonce(self, _desk_id: str) -> str:
        if self.is_away:
            raise CenterUnreachable("away")
        return "x"

    def open_session(self, _request: wire.SessionRequest) -> wire.SessionReply:
        return wire.SessionReply(
            token="t", center_time="", accepted_through=0, head_sha256="", notices_through=0
        )

    def look_up(self, request: wire.LookUpRequest) -> wire.LookUpReply:
        self.asked.append(request)
        return wire.LookUpReply(
            found=request.number == NUMBER,
            as_of="2026-11-23T01:00:00.000Z",
            reference=NUMBER,
            procedure_name="Đăng ký khai sinh",
            site="Bưu cục Cửa Nam",
        )

    def lease(self, _request: wire.LeaseRequest) -> wire.LeaseReply:
        return wire.LeaseReply(
            is_granted=False, holder="Bưu cục Cửa Nam", until="2026-11-23T05:00:00.000Z"
        )


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def nav() -> WrittenDown:
    return WrittenDown()


def item(p: DeliveryPresenter) -> ItemPane:
    assert isinstance(p.state.pane, ItemPane), p.state
    return p.state.pane


def a_labelled(t: TestDesk, nav: WrittenDown) -> tuple[DeliveryPresenter, DossierId]:
    p = DeliveryPresenter(an_office(t), InlineJobs(), nav)
    p.refresh()
    dossier_id = on_the_shelf(t)
    p.open_form(dossier_id)
    assert isinstance(p.state.pane, FormPane)
    typed = replace(p.state.pane.typed, place=PLACE, item_code="EA123456785VN")
    p.make_label(typed)
    return p, dossier_id


def test_a_result_is_labelled_printed_and_sent_by_scanning_its_label(
    t: TestDesk, nav: WrittenDown
) -> None:
    p, dossier_id = a_labelled(t, nav)
    assert [one.kind for one in nav.printed] == ["delivery_label"]
    assert item(p).is_ready
    p.take_item("EA123456799VN")
    assert "another number" in item(p).errors["scanned"]
    p.take_item("EA123456785VN")
    assert t.view(dossier_id).state is DossierState.WITH_POST
    p.write_down(Happened(what="failed"))
    p.write_down(Happened(what="invited", words="gọi điện"))
    assert "second invitation" in item(p).hint
    p.write_down(Happened(what="invited", words="gọi điện"))
    assert "Two working days" in p.state.message


def test_a_form_with_faults_keeps_what_was_typed(t: TestDesk, nav: WrittenDown) -> None:
    p = DeliveryPresenter(an_office(t), InlineJobs(), nav)
    p.open_form(on_the_shelf(t))
    assert isinstance(p.state.pane, FormPane)
    typed = replace(p.state.pane.typed, place="không có", street="12 ngõ 3")
    p.make_label(typed)
    assert isinstance(p.state.pane, FormPane)
    assert "place" in p.state.pane.errors
    assert p.state.pane.typed == typed


def test_numbers_come_from_a_file_and_the_city_s_list_goes_out(
    t: TestDesk, nav: WrittenDown, tmp_path: Path
) -> None:
    p, _ = a_labelled(t, nav)
    p.take_item("EA123456785VN")
    file = tmp_path / "pool.csv"
    file.write_text("EA123456799VN,EA123456808VN\n")
    p.import_numbers(file)
    assert "2 item numbers left" in p.state.pool
    p.export_claims()
    [written] = t.desk.store.data.documents.glob("cuoc-buu-chinh-*.xlsx")
    with zipfile.ZipFile(written) as parts:
        texts, sheet = (
            parts.read(name).decode()
            for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
        )
    assert sheet.count("<row ") == 4  # title, place, heads, one item
    assert "NQ 77/2025/NQ-HĐND" in texts
    assert not [code for code in ("on_the_way", "ready", "center") if code in texts]
    assert "<f>" not in sheet
    p.export_claims()
    assert p.state.message.startswith("Nothing")


def test_a_shift_is_left_by_one_and_taken_by_another(t: TestDesk, nav: WrittenDown) -> None:
    office = an_office(t)
    p = ShiftPresenter(office, InlineJobs(), nav)
    p.refresh()
    p.give("túi 02 còn mở")
    assert (p.state.waiting, "túi 02" in p.state.said) == ("", True)
    other = add_clerk(t.desk, t.automatic(), "Lê Văn Sau", Role.CLERK)["clerk_id"]
    office.seat(ClerkRow(clerk_id=ClerkId(other), name="Lê Văn Sau", role="clerk"))
    p.refresh()
    assert p.state.waiting
    p.take("")
    assert (p.state.waiting, "Lê Văn Sau" in p.state.last) == ("", True)
    p.print_list()
    assert nav.printed[-1].kind.startswith("shift_list")


def test_a_slip_of_an_outage_is_entered_with_its_time_and_opens_its_case(
    t: TestDesk, nav: WrittenDown
) -> None:
    p = OutagePresenter(an_office(t), InlineJobs(), nav)
    p.make_kit("2")
    assert nav.printed[-1].kind.startswith("emergency_slips")
    number = p.state.rows[0].key.partition(":")[0]
    t.clock.advance(hours=3)
    at = local(t.clock.now()).replace(microsecond=0)
    typed = SlipTyped(number=number, name="Trần Văn B", taken_by=t.clerk_id, procedure=BIRTH)
    p.enter(typed)
    assert set(p.state.errors) == {"happened_at"}
    assert p.state.typed == typed
    p.enter(replace(typed, happened_at=f"{at:%d/%m %H:%M}"))
    [dossier_id] = nav.cases
    assert t.view(dossier_id).reference == number
    p.void(p.state.rows[0].key.partition(":")[0], "lost")
    assert "is void" in p.state.message


def a_look_up(t: TestDesk, nav: WrittenDown, center: Center) -> LookUpPresenter:
    p = LookUpPresenter(an_office(t), InlineJobs(), nav, lambda _url: center)
    p.refresh()
    p.look_up(NUMBER)
    return p


def test_a_dossier_of_another_desk_is_shown_and_offline_as_last_known(
    t: TestDesk, nav: WrittenDown
) -> None:
    center = Center()
    p = a_look_up(t, nav, center)
    assert p.state.found == NUMBER
    assert center.asked[0].asked_by == t.clerk_id
    center.is_away = True
    p.look_up(NUMBER)
    assert p.state.as_of.startswith("No connection. Last known")
    p.look_up(reference.make("00201", date(2026, 11, 22), 2))
    assert (p.state.found, "never looked up" in p.state.message) == ("", True)


def test_what_was_typed_stays_when_the_lease_is_lost_and_goes_out_as_a_proposal(
    t: TestDesk, nav: WrittenDown
) -> None:
    p = a_look_up(t, nav, Center())
    typed = EditTyped(value="0987654321", reason="đổi số")
    p.keep_typed(typed)
    p.ask_lease()
    assert p.state.typed == typed
    assert "becomes a proposal" in p.state.lease
    p.send_edit(replace(typed, reason=""))
    assert ("reason" in p.state.errors, p.state.typed.value) == (True, "0987654321")
    p.send_edit(typed)
    assert [row.title for row in p.state.rows] == ["Phone: 0987 654 321"]


def test_every_page_draws_and_goes_back_with_esc(
    t: TestDesk, nav: WrittenDown, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp)
    office, jobs = an_office(t), InlineJobs()
    p, _ = a_labelled(t, nav)
    pages = (
        CounterPage(CounterPresenter(office, jobs, nav)),
        DeliveryPage(p),
        ShiftPage(ShiftPresenter(office, jobs, nav)),
        OutagePage(OutagePresenter(office, jobs, nav)),
        LookUpPage(a_look_up(t, nav, Center())),
    )
    for page in pages:
        qtbot.addWidget(page)
        page.show()
        page.on_shown()
        assert page.panes()
        escape = page.key_actions().of(Key.ESC)
        if escape is not None:
            escape.run()
    assert [key for key in nav.pages if key != "results"] == ["counter"] * 3
