"""Groups that fold, clocks that go on by the minute, and questions answered with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from agent_desk.commands import disputes
from agent_desk.commands.competence import file_alone
from agent_desk.commands.desk import Role, add_clerk, keep_setting
from agent_desk.commands.lodging import take_in
from agent_desk.domain.competence_gate import AloneReason
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.papers import PaperStatus
from agent_desk.ids import ClerkId
from agent_desk.queries.desk import ClerkRow
from agent_desk.settings import FIRST_DOSSIERS
from agent_desk.store.clock_tables import delays, findings, trips
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.today.asking import as_csv
from agent_desk.ui.pages.today.page import TodayPage
from agent_desk.ui.pages.today.presenter import TodayPresenter
from agent_desk.ui.pages.today.state import Ask
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind
from tests.commands.test_trips import a_return, a_supplement
from tests.support.custody import a_bag_on_its_way, a_sealed_bag, rows_of, taken
from tests.support.desks import TestDesk, a_case, told, with_all_papers
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def today(t: TestDesk, nav: WrittenDown) -> TodayPresenter:
    return TodayPresenter(an_office(t), InlineJobs(), nav)


def a_page(t: TestDesk, nav: WrittenDown, qtbot: QtBot) -> TodayPage:
    page = TodayPage(TodayPresenter(an_office(t), InlineJobs(), nav))
    qtbot.addWidget(a_window({"today": page}))
    page.list.setFocus()
    return page


def test_papers_for_one_place_are_one_row_that_leads_to_hand_over(
    t: TestDesk, today: TodayPresenter, nav: WrittenDown
) -> None:
    members = {taken(t).packet_id for _ in range(3)}
    today.refresh()
    (row,) = today.state.rows
    assert row.action == "Make hand-over"
    assert row.subtitle.startswith("3 dossiers · by the 15:00 rule · post: 26/11, 17:00")
    today.act(row.key)
    assert nav.pages == ["handover"]
    today.fold(row.key, is_open=True)
    assert {one.key for one in today.state.rows[1:]} == members
    today.fold(row.key, is_open=False)
    assert len(today.state.rows) == 1


def test_each_hand_over_leads_where_it_is_done(
    t: TestDesk, today: TodayPresenter, nav: WrittenDown
) -> None:
    a_sealed_bag(t, 1)
    a_bag_on_its_way(t, 1)
    today.refresh()
    assert {row.action for row in today.state.rows} == {"Hand over", "Sign minutes"}
    for row in today.state.rows:
        today.act(row.key)
    assert nav.pages == ["handover", "handover"]


def test_a_minute_words_the_clocks_anew_without_reading(
    t: TestDesk, nav: WrittenDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = TodayPresenter(an_office(t), InlineJobs(), nav)
    taken(t)
    today.refresh()
    assert today.state.rows[0].when == "8 h 29 min left"
    monkeypatch.setattr(type(t.desk.store), "read", lambda _store: pytest.fail("it was read"))
    t.clock.advance(hours=8)
    today.tick()
    assert (today.state.rows[0].when, today.state.rows[0].tone) == (
        "29 minutes left",
        Tone.WAITING,
    )
    t.clock.advance(hours=1)
    today.tick()
    row = today.state.rows[0]
    assert (row.pill, row.tone, row.tile) == (
        "Late since today",
        Tone.WRONG,
        "icon:triangle-alert",
    )
    assert today.state.late == 1


def test_many_changes_at_once_are_read_once_more_and_not_many_times(
    t: TestDesk, nav: WrittenDown
) -> None:
    jobs = HeldJobs()
    today = TodayPresenter(an_office(t), jobs, nav)
    for _ in range(5):
        today.refresh()
    assert len(jobs.held) == 1
    jobs.held.pop(0)()
    assert len(jobs.held) == 1
    jobs.release()
    assert today.state.is_read


def test_what_is_disputed_is_said_in_neutral_words(t: TestDesk, today: TodayPresenter) -> None:
    one = taken(t)
    found = disputes.Difference(kind=DisputeKind.DAMAGED, reference=one.reference)
    disputes.open_dispute(t.desk, t.act(), found)
    t.clock.advance(days=3)
    today.refresh()
    assert {(row.pill, row.tone) for row in today.state.rows} == {("Being clarified", Tone.NEUTRAL)}
    assert today.state.late == 0


def test_one_digit_says_why_all_late_papers_wait(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    for _ in range(2):
        taken(t)
    t.clock.advance(days=3)
    page = a_page(t, nav, qtbot)
    qtbot.keyClick(page.list, Qt.Key.Key_F9)
    assert page.pane.isVisible()
    qtbot.keyClick(page.pane.cards[0].choices.focusProxy(), Qt.Key.Key_2)
    assert [row.reason for row in rows_of(t, delays)] == ["storm_flood", "storm_flood"]
    assert page.list.isVisible()
    assert page.list.hasFocus()
    assert nav.changes == 1


def test_another_reason_asks_for_a_sentence_and_keeps_what_was_typed(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    taken(t)
    t.clock.advance(days=3)
    page = a_page(t, nav, qtbot)
    qtbot.keyClick(page.list, Qt.Key.Key_F9)
    card = page.pane.cards[0]
    qtbot.keyClick(card.choices.focusProxy(), Qt.Key.Key_7)
    qtbot.waitUntil(card.words.isVisible)
    qtbot.keyClick(card.words.entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert card.words.error()
    card.words.set_text("Xe hỏng")
    qtbot.keyClick(card.words.entry, Qt.Key.Key_Escape)
    qtbot.waitUntil(card.choices.isVisible)
    qtbot.keyClick(card.choices.focusProxy(), Qt.Key.Key_7)
    qtbot.waitUntil(card.words.isVisible)
    qtbot.keyClick(card.words.entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert rows_of(t, delays)[0].words == "Xe hỏng"


def test_esc_goes_back_and_writes_nothing(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    taken(t)
    t.clock.advance(days=3)
    page = a_page(t, nav, qtbot)
    qtbot.keyClick(page.list, Qt.Key.Key_F9)
    qtbot.keyClick(page.pane.cards[0].choices.focusProxy(), Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert rows_of(t, delays) == []


def test_arrows_and_the_mark_before_the_words_fold_a_group(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    for _ in range(2):
        taken(t)
    page = a_page(t, nav, qtbot)
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert page.list.count() == 3
    qtbot.keyClick(page.list, Qt.Key.Key_Left)
    assert page.list.count() == 1
    rect = page.list.visualRect(page.list.model().index(0, 0))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(page.list.viewport(), left, pos=QPoint(40, rect.center().y()))
    assert page.list.count() == 3


def test_why_somebody_came_again_is_answered_with_one_key(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    a_supplement(t)
    page = a_page(t, nav, qtbot)
    key = rows_of(t, trips)[0].trip_id
    page.list.set_current(key)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.keyClick(page.pane.cards[0].choices.focusProxy(), Qt.Key.Key_3)
    assert rows_of(t, trips)[0].cause == "authority_changed"
    assert key not in {row.key for row in page.list.rows()}


def test_the_rate_opens_by_f8_and_is_saved_without_a_name(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown
) -> None:
    a_supplement(t)
    a_return(t)
    page = a_page(t, nav, qtbot)
    qtbot.keyClick(page.list, Qt.Key.Key_F8)
    assert [row.pill for row in page.pane.rows.rows()] == ["0%"]
    qtbot.keyClick(page.pane.rows, Qt.Key.Key_F7)
    (file,) = t.desk.store.data.documents.glob("*.csv")
    text = file.read_text("utf-8-sig")
    assert text.splitlines()[1].startswith("1.001193;Đăng ký khai sinh;1;0;0;1")
    assert "Mẫu" not in text


def test_the_center_asks_only_the_person_concerned(t: TestDesk, today: TodayPresenter) -> None:
    said = {"reference": "001022611230016", "stage": "seal", "words": "Vì sao túi đi muộn?"}
    told(t, NoticeKind.FINDING_OPENED, "f-1", person_id="somebody", **said)
    told(t, NoticeKind.FINDING_OPENED, "f-2", person_id=t.clerk_id, **said)
    today.refresh()
    assert [row.key for row in today.state.rows] == ["f-2"]
    today.act("f-2")
    today.answer(Ask.FINDING, "replied")
    assert today.state.pane is not None
    assert today.state.pane.wants_words is Ask.FINDING
    today.answer(Ask.FINDING, "replied", "Bưu tá không đến")
    assert {row.finding_id: row.answer for row in rows_of(t, findings)} == {
        "f-1": "none",
        "f-2": "replied",
    }
    assert today.state.rows == ()


def test_a_second_press_while_it_is_written_is_one_answer(t: TestDesk, nav: WrittenDown) -> None:
    jobs = HeldJobs()
    today = TodayPresenter(an_office(t), jobs, nav)
    one = taken(t)
    t.clock.advance(days=3)
    today.refresh()
    jobs.release()
    today.see_clock(one.packet_id)
    jobs.release()
    for _ in range(3):
        today.answer(Ask.DELAY, "courier_absent")
    jobs.release()
    assert len(rows_of(t, delays)) == 1


def test_thousands_of_rows_come_a_page_at_a_time(t: TestDesk, today: TodayPresenter) -> None:
    from tests.bench.bench_today import fill

    fill(t.desk.store, 400)
    today.refresh()
    assert today.state.count == 400
    assert len(today.state.rows) <= 100
    groups = [row.key for row in today.state.rows if row.key.startswith("group:")]
    for key in groups:
        today.fold(key, is_open=True)
    assert (len(today.state.rows), today.state.has_more) == (100, True)
    today.show_more()
    assert len(today.state.rows) == 200


def test_unfinished_cases_fold_away_from_four_on(t: TestDesk, today: TodayPresenter) -> None:
    for _ in range(4):
        a_case(t)
    today.refresh()
    (row,) = today.state.rows
    assert row.action == "Show all"
    today.act(row.key)
    assert len(today.state.rows) == 5


def test_what_was_filed_alone_waits_for_another_clerk_to_look(
    t: TestDesk, nav: WrittenDown
) -> None:
    keep_setting(t.desk.store, FIRST_DOSSIERS.key, "3")
    dossier_id = a_case(t, channel="post")
    with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    file_alone(t.desk, t.act(), dossier_id, AloneReason.OTHER, "Mất điện")
    take_in(t.desk, t.act(), dossier_id)
    key, office = f"look {dossier_id}", an_office(t)
    shown = TodayPresenter(office, InlineJobs(), nav)
    shown.refresh()
    assert key not in [row.key for row in shown.state.rows]  # who filed it is not asked
    other = add_clerk(t.desk, t.automatic(), "Lê Văn Khác", Role.CLERK)["clerk_id"]
    office.seat(ClerkRow(clerk_id=ClerkId(other), name="Lê Văn Khác", role="clerk"))
    shown.refresh()
    shown.act(key)
    assert shown.state.pane is not None
    assert "Another reason. Mất điện" in shown.state.pane.lines[0]
    shown.answer(Ask.LOOK, "see")
    assert nav.dossiers == [dossier_id]
    shown.answer(Ask.LOOK, "looked")
    assert shown.state.pane is None
    assert key not in [row.key for row in shown.state.rows]


def test_a_table_of_practice_says_so_in_its_first_line() -> None:
    assert as_csv((), is_practice=True).startswith("DỮ LIỆU THỬ")
    assert "DỮ LIỆU THỬ" not in as_csv(())
