"""The Hand-over page: scans in a row, one act per row, and words for everything that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk import settings
from agent_desk.clock import to_iso
from agent_desk.commands import taking_in
from agent_desk.commands.desk import keep_setting
from agent_desk.domain.bags import ItemState
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.scan import classify
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.handover.page import HandoverPage
from agent_desk.ui.pages.handover.presenter import HandoverPresenter
from agent_desk.ui.tokens import Tone
from tests.support import custody as c
from tests.ui.pages.desk_window import WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.support.desks import TestDesk


class Sounds:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def good(self) -> None:
        self.heard.append("short")

    def wrong(self) -> None:
        self.heard.append("long")


@pytest.fixture
def shown(t: TestDesk, nav: WrittenDown) -> HandoverPresenter:
    made = HandoverPresenter(an_office(t), InlineJobs(), nav)
    made.refresh()
    return made


def scan(t: TestDesk, shown: HandoverPresenter, text: str) -> bool:
    return shown.take_scan(classify(text, t.desk.today()))


def rows(shown: HandoverPresenter) -> dict[str, str]:
    assert shown.state.pane is not None
    return {row.key: row.pill for row in shown.state.pane.rows}


def test_what_lies_here_is_grouped_by_destination_and_counts_on_the_rail(
    t: TestDesk, shown: HandoverPresenter
) -> None:
    one, two = c.taken(t), c.taken(t)
    taking_in.redirect(t.desk, t.act(), (two.packet_id,), "Chi nhánh số 1")
    counted: list[int] = []
    shown.watch_badge(counted.append)
    shown.refresh()
    keys = [row.key for row in shown.state.rows]
    assert keys == ["dest:Chi nhánh số 1", f"dest:{c.RECEIVER}", "day"] or keys == [
        f"dest:{c.RECEIVER}",
        "dest:Chi nhánh số 1",
        "day",
    ]
    assert counted[-1] == 2
    assert one.reference


def test_the_first_slip_opens_a_bag_and_goes_into_it(t: TestDesk, shown: HandoverPresenter) -> None:
    one, two = c.taken(t), c.taken(t)
    shown.refresh()
    assert scan(t, shown, one.reference)
    signal = shown.state.signal
    assert signal is not None
    assert signal.is_good
    assert rows(shown) == {one.reference: "in the bag", two.reference: "not scanned yet"}
    assert shown.state.pane is not None
    assert shown.state.pane.primary is not None
    assert shown.state.pane.primary.label == "Seal, 1 stays here"


def test_the_next_pickup_is_the_cut_off_where_it_is_stricter(
    t: TestDesk, shown: HandoverPresenter
) -> None:
    packet = c.taken(t)
    shown.refresh()
    scan(t, shown, packet.reference)
    legal = shown.board.bag.cutoff_at  # type: ignore[union-attr]
    keep_setting(t.desk.store, settings.PICKUP_TIMES.key, "00:10 00:20")
    shown.refresh()
    board, pane = shown.board, shown.state.pane
    assert board is not None
    assert board.bag is not None
    assert pane is not None
    assert board.pickup is not None
    assert board.bag.cutoff_at == min(legal, to_iso(board.pickup))
    assert "The courier comes" in pane.hint


def test_a_wrong_slip_is_heard_seen_and_named(t: TestDesk, shown: HandoverPresenter) -> None:
    one, two = c.taken(t), c.taken(t)
    taking_in.redirect(t.desk, t.act(), (two.packet_id,), "Chi nhánh số 1")
    shown.select(f"dest:{c.RECEIVER}")
    shown.refresh()
    scan(t, shown, one.reference)
    scan(t, shown, two.reference)
    signal = shown.state.signal
    assert signal is not None
    assert not signal.is_good
    assert "Chi nhánh số 1" in signal.text
    scan(t, shown, one.reference)
    assert shown.state.signal is not None
    assert "Already in this bag" in shown.state.signal.text


def test_papers_of_another_desk_are_taken_along_by_one_more_key(
    t: TestDesk, shown: HandoverPresenter
) -> None:
    number, reference = c.a_bag(t), c.foreign_reference()
    shown.open_bag(number)
    scan(t, shown, reference)
    assert shown.state.signal is not None
    assert shown.state.signal.guest == reference
    shown.take_as_guest()
    assert rows(shown) == {reference: "in the bag"}


def test_a_bag_goes_from_the_seal_to_the_signed_minutes(
    t: TestDesk, shown: HandoverPresenter, nav: WrittenDown
) -> None:
    number, (one, two) = c.a_filled_bag(t)
    shown.open_bag(number)
    shown.act("seal", {"seal_number": ""})
    assert "seal_number" in shown.state.errors
    shown.act("seal", {"seal_number": "VNP 1"})
    shown.act("leave", {"courier": "Lê Văn Tám"})
    t.clock.advance(hours=2)
    shown.choose_row(one.reference)
    assert rows(shown)[one.reference] == "not found"
    shown.act("hand_over", {"signer": "Phạm Thị Hoa", "signed_at": "09:15", "seal": "whole"})
    assert shown.state.message_tone is Tone.WAITING
    assert t.view(two.dossier_id).state is DossierState.HANDED_OVER
    assert c.packet(t, two.reference).filed_at == "2026-11-23T02:15:00.000Z"
    assert c.items(t, number)[one.reference] == ItemState.MISSING.value
    assert nav.changes >= 3


def test_a_time_that_is_no_time_is_told_at_its_field(t: TestDesk, shown: HandoverPresenter) -> None:
    number, _ = c.a_bag_on_its_way(t)
    shown.open_bag(number)
    shown.act("hand_over", {"signer": "Hoa", "signed_at": "sáng", "seal": "whole"})
    assert "signed_at" in shown.state.errors


def test_a_key_pressed_twice_seals_once(t: TestDesk, nav: WrittenDown) -> None:
    from tests.ui.pages.desk_window import HeldJobs

    number, _ = c.a_filled_bag(t)
    jobs = HeldJobs()
    shown = HandoverPresenter(an_office(t), jobs, nav)
    shown.open_bag(number)
    jobs.release()
    for _ in range(2):
        shown.act("seal", {"seal_number": "VNP 7"})
    jobs.release()
    assert c.bag(t, number).state == "sealed"
    assert shown.state.message_tone is Tone.GOOD


def test_a_bag_that_comes_in_is_accepted_scanned_and_compared(
    t: TestDesk, shown: HandoverPresenter
) -> None:
    shown.begin_arrival()
    shown.act("accept", {"sender": "Chi nhánh số 3", "listed": "2", "seal": "torn"})
    scan(t, shown, c.foreign_reference(3))
    shown.act("finish", {})
    assert sorted(kind for kind, _ in c.disputed(t)) == ["missing", "torn_seal"]
    shown.select("disputes")
    assert shown.state.pane is not None
    assert len(shown.state.pane.rows) == 2


def test_the_citizen_is_told_code_and_day_in_one_go(t: TestDesk, shown: HandoverPresenter) -> None:
    _, (one,) = c.a_handed_over_bag(t, 1)
    shown.refresh()
    shown.select("tell")
    shown.choose_row(one.reference)
    typed = {"official_code": "H26.99-261123-0044", "appointment_at": "30/11/2026 16:30"}
    shown.act("told", {**typed, "how": ""})
    assert shown.state.message_tone is Tone.WRONG
    shown.act("told", {**typed, "how": "call"})
    assert t.view(one.dossier_id).official_code == "H26.99-261123-0044"
    assert t.view(one.dossier_id).due_at == "2026-11-30T09:30:00.000Z"
    assert c.packet(t, one.reference).told_at


def test_the_day_is_closed_whatever_lies_here(t: TestDesk, shown: HandoverPresenter) -> None:
    c.a_filled_bag(t)
    c.a_dispute(t)
    shown.refresh()
    shown.select("day")
    shown.act("close_day", {})
    shown.act("print:day_sheet", {})
    assert shown.state.pane is not None
    assert shown.state.pane.primary is not None
    assert shown.state.pane.primary.label == "Close the day once more"


def test_every_paper_of_a_bag_is_printed_and_handed_to_the_printer(
    t: TestDesk, shown: HandoverPresenter, nav: WrittenDown
) -> None:
    number, _ = c.a_bag_on_its_way(t)
    shown.open_bag(number)
    kinds = ("bag_list", "bag_label", "handover_minutes", "damage_minutes", "day_sheet")
    for kind in kinds:
        shown.act(f"print:{kind}", {})
    assert [printed.kind for printed in nav.printed] == list(kinds)
    assert all(printed.path.read_bytes().startswith(b"%PDF") for printed in nav.printed)


def test_what_was_printed_of_a_bag_or_of_the_day_is_looked_at_again(
    t: TestDesk, shown: HandoverPresenter, nav: WrittenDown
) -> None:
    number, _ = c.a_bag_on_its_way(t)
    shown.look_at_prints()
    assert (nav.shown_prints, len(nav.said)) == ([], 1)
    shown.act("print:day_sheet", {})
    shown.open_bag(number)
    shown.look_at_prints()
    shown.act("print:bag_label", {})
    shown.look_at_prints()
    assert nav.shown_prints == [printed.print_id for printed in nav.printed]


@pytest.fixture
def sounds() -> Sounds:
    return Sounds()


@pytest.fixture
def page(
    desk_app: QApplication, qtbot: QtBot, shown: HandoverPresenter, sounds: Sounds
) -> HandoverPage:
    made = HandoverPage(shown, sounds)
    qtbot.addWidget(a_window({"dossiers": made}))
    return made


def test_each_scan_sounds_once_short_or_long(
    t: TestDesk, page: HandoverPage, sounds: Sounds
) -> None:
    number, (one, _) = c.a_filled_bag(t)
    page.presenter.open_bag(number)
    page.take_scan(classify(c.taken(t).reference, t.desk.today()))
    page.take_scan(classify(one.reference, t.desk.today()))
    page.presenter.refresh()
    assert sounds.heard == ["short", "long"]


def test_a_bag_is_sealed_by_keyboard_alone(t: TestDesk, page: HandoverPage) -> None:
    number, _ = c.a_filled_bag(t)
    page.presenter.open_bag(number)
    field = page.pane._fields["seal_number"]
    field.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "VNP 99")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, control)
    assert c.bag(t, number).seal_number == "VNP 99"


def test_f4_asks_for_a_bag_that_has_come_and_the_first_field_has_the_focus(
    page: HandoverPage,
) -> None:
    QTest.keyClick(page.window(), Qt.Key.Key_F4)
    assert page.pane._fields["number"].entry.hasFocus()
