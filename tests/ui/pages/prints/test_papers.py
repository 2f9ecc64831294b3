"""Papers are looked at before they are printed, printed again only with a reason, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.commands import printing
from agent_desk.domain.printing import (
    PrinterRole,
    PrintReason,
    PrintSubject,
    SpoolState,
    SubjectKind,
)
from agent_desk.errors import DeskError
from agent_desk.ids import DossierId, new_intent
from agent_desk.queries import prints as print_query
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.prints.page import PapersPage
from agent_desk.ui.pages.prints.presenter import PapersPresenter
from agent_desk.ui.prints.printer_tests import print_test_page
from agent_desk.ui.prints.site_papers import print_poster
from agent_desk.ui.slips import SlipKind, draft_of, print_slip
from agent_desk.wire import NoticeKind
from tests.documents.reading import text_of
from tests.support import desks
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.support.desks import TestDesk

pytestmark = pytest.mark.usefixtures("desk_app")
SLIP = f"offer:{SlipKind.SENDING}"


class Shown:
    """A presenter on one lodged dossier."""

    def __init__(self, t: TestDesk) -> None:
        self.t = t
        self.office = an_office(t)
        self.nav = WrittenDown()
        self.presenter = PapersPresenter(self.office, InlineJobs(), self.nav)
        self.dossier_id = DossierId(desks.a_lodged_dossier(t))

    def print(self, reason: PrintReason = PrintReason.LOST) -> str:
        made = print_slip(self.office, new_intent(), self.dossier_id, SlipKind.SENDING, reason)
        return made.print_id

    def rows(self) -> list[print_query.PrintRow]:
        subject = PrintSubject(SubjectKind.DOSSIER, self.dossier_id)
        with self.t.desk.store.read() as connection:
            return list(print_query.of_subject(connection, subject))

    @property
    def state(self):  # type: ignore[no-untyped-def]
        return self.presenter.state


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    with desks.opened_desk(tmp_path / "desk") as t:
        yield Shown(t)


def test_looking_records_nothing(shown: Shown) -> None:
    before = shown.t.view(shown.dossier_id).facts
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    assert shown.state.sight.picture is not None
    assert (shown.state.sight.page, shown.state.sight.pages) == (0, 2)
    assert shown.t.view(shown.dossier_id).facts == before
    assert shown.rows() == []


def test_what_is_looked_at_says_the_number_it_will_have(shown: Shown) -> None:
    assert "in lần 1" in text_of(draft_of(shown.office, shown.dossier_id, SlipKind.SENDING))
    shown.print()
    draft = draft_of(shown.office, shown.dossier_id, SlipKind.SENDING)
    assert "BẢN IN LẠI lần 2" in text_of(draft)


def test_the_first_print_needs_no_reason(shown: Shown) -> None:
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    shown.presenter.print()
    assert [p.print_number for p in shown.nav.printed] == [1]
    assert shown.state.print_label == "Print again"


def test_a_reprint_asks_why_and_keeps_the_answer(shown: Shown) -> None:
    shown.print()
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    shown.presenter.print()
    assert [c.key for c in shown.state.reasons][:2] == ["lost", "jammed"]
    assert shown.nav.printed == []
    shown.presenter.give_reason("smudged")
    assert [(r.number, r.reason.value) for r in shown.rows()][0] == (2, "smudged")
    assert shown.state.reasons == ()
    assert "smudged" in shown.state.history[0].subtitle


def test_going_back_from_the_question_prints_nothing(shown: Shown) -> None:
    shown.print()
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    shown.presenter.print()
    assert shown.presenter.step_back()
    assert not shown.presenter.step_back()
    shown.presenter.give_reason("lost")
    assert len(shown.rows()) == 1


def test_saving_makes_a_print_that_no_printer_waits_for(shown: Shown) -> None:
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    shown.presenter.save()
    (row,) = shown.rows()
    assert row.state is SpoolState.SAVED
    assert shown.nav.printed == []
    assert row.file_name in shown.state.message.text


def test_a_print_of_the_past_is_shown_as_it_was(shown: Shown) -> None:
    first = shown.print()
    shown.print()
    shown.t.sync()
    shown.presenter.open_print(first)
    assert shown.state.chosen == first
    assert shown.state.sight.picture is not None
    assert [row.lead or row.title for row in shown.state.history][1].endswith("print 1")


def test_what_cannot_be_printed_says_why_and_is_not_printed(shown: Shown) -> None:
    shown.presenter.open(shown.dossier_id, SlipKind.RECEIPT)
    assert "forwards papers" in shown.state.message.text
    assert shown.state.print_label == ""
    shown.presenter.print()
    assert shown.rows() == []
    with pytest.raises(DeskError):
        draft_of(shown.office, shown.dossier_id, SlipKind.RECEIPT)


def test_a_paper_without_a_dossier_is_shown_alone(shown: Shown) -> None:
    from agent_desk.domain.printing import PrinterRole

    made = print_test_page(shown.office, new_intent(), PrinterRole.SLIP)
    shown.presenter.open_print(made.print_id)
    assert shown.state.offers == ()
    assert shown.state.sight.pages == 1
    assert shown.state.print_label == ""


def test_pages_turn_and_zoom_only_as_far_as_there_are(shown: Shown) -> None:
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    looking = shown.presenter.looking
    looking.turn(-1)
    assert shown.state.sight.page == 0
    for _ in range(3):
        looking.turn(1)
    assert shown.state.sight.page == 1
    for _ in range(12):
        looking.zoom(1)
    assert shown.state.sight.percent == 300
    for _ in range(12):
        looking.zoom(-1)
    assert shown.state.sight.percent == 50
    looking.zoom(0)
    assert shown.state.sight.percent == 0


def test_a_double_press_is_one_print(shown: Shown) -> None:
    jobs = HeldJobs()
    presenter = PapersPresenter(shown.office, jobs, shown.nav)
    presenter.open(shown.dossier_id, SlipKind.SENDING)
    jobs.release()
    presenter.print()
    presenter.print()
    jobs.release()
    assert len(shown.rows()) == 1


def test_a_disk_that_refuses_is_said_and_the_next_press_is_the_same_print(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)

    def broken(*_args: object) -> None:
        raise DeskError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("agent_desk.ui.prints.order._keep", broken)
        shown.presenter.print()
    assert "the disk is full" in shown.state.message.text
    shown.presenter.print()
    assert [p.print_number for p in shown.nav.printed] == [1]


# The page


def test_the_page_prints_again_by_keys_alone(shown: Shown, qtbot: QtBot) -> None:
    first = shown.print()
    printing.note_spooled(shown.t.desk, first, printing.Spooled(state=SpoolState.DONE))
    left: list[bool] = []
    page = PapersPage(shown.presenter, lambda: left.append(True))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    page.on_shown()
    keys = page.key_actions()
    press = keys.of(Key.F8)
    assert press is not None
    press.run()
    assert page.focusWidget() is not None
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_4)
    assert shown.rows()[0].reason is PrintReason.SECOND_ASKED
    back = page.key_actions().of(Key.ESC)
    assert back is not None
    back.run()
    assert left == [True]


def test_the_keys_of_the_view_zoom_and_turn(shown: Shown, qtbot: QtBot) -> None:
    page = PapersPage(shown.presenter, lambda: None)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    QTest.keyClick(page.view, Qt.Key.Key_PageDown)
    assert shown.state.sight.page == 1
    QTest.keyClick(page.view, Qt.Key.Key_Plus)
    assert shown.state.sight.percent > 0
    QTest.keyClick(page.view, Qt.Key.Key_0)
    assert shown.state.sight.percent == 0
    assert page.view.accessibleDescription() == "Page 2 of 2"


# Other words


def a_stopped_one(shown: Shown) -> None:
    received, due = "2026-11-23T02:30:00.000Z", "2026-11-26T10:00:00.000Z"
    desks.told(
        shown.t, NoticeKind.CODE_ISSUED, shown.dossier_id,
        official_code="000.00.00.H26-261123-0007", received_at=received, due_at=due,
    )  # fmt: skip
    at = "2026-11-24T02:15:00.000Z"
    told = {"agency": "UBND phường Yên Hòa", "at": at, "asked": "Rút hồ sơ"}
    desks.told(shown.t, NoticeKind.STOPPED, shown.dossier_id, **told)


def open_page(shown: Shown, qtbot: QtBot) -> PapersPage:
    page = PapersPage(shown.presenter, lambda: None)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()
    return page


def press(page: PapersPage, key: Key) -> None:
    action = page.key_actions().of(key)
    assert action is not None
    action.run()


def test_words_are_changed_looked_at_and_printed_by_keys(shown: Shown, qtbot: QtBot) -> None:
    a_stopped_one(shown)
    shown.presenter.open(shown.dossier_id, "stop_05")
    page = open_page(shown, qtbot)
    press(page, Key.CTRL_P)
    assert page.rewording.fields["statement"].entry.hasFocus()
    page.rewording.fields["notice"].set_text("Trân trọng cảm ơn.")
    press(page, Key.CTRL_ENTER)
    assert page.rewording.fields["notice"].text() == "Trân trọng cảm ơn."
    press(page, Key.F8)
    text = text_of(shown.nav.printed[0].path.read_bytes())
    assert "Trân trọng cảm ơn." in text
    assert "giao dịch viên sửa tại bưu cục" in text
    assert not page.rewording.isVisible()
    press(page, Key.CTRL_P)  # the next print begins with these words
    assert page.rewording.fields["notice"].text() == "Trân trọng cảm ơn."
    page.rewording.undo.click()
    assert page.rewording.words() == {}


def test_words_that_look_like_a_secret_are_not_printed(shown: Shown, qtbot: QtBot) -> None:
    a_stopped_one(shown)
    shown.presenter.open(shown.dossier_id, "stop_05")
    page = open_page(shown, qtbot)
    press(page, Key.CTRL_P)
    page.rewording.fields["notice"].set_text("Mật khẩu: Abc@12345")
    press(page, Key.F8)
    assert shown.nav.printed == []
    assert shown.state.message.text
    assert page.rewording.isVisible()


def test_only_our_own_wording_can_be_changed(shown: Shown, qtbot: QtBot) -> None:
    shown.presenter.open(shown.dossier_id, SlipKind.SENDING)
    page = open_page(shown, qtbot)
    assert page.key_actions().of(Key.CTRL_P) is None
    assert not page.reword.isVisible()


def test_a_print_of_no_dossier_stands_among_all_prints_of_its_subject(shown: Shown) -> None:
    first, second = (print_poster(shown.office, new_intent()) for _ in range(2))
    shown.presenter.open_print(first.print_id)
    assert {row.key for row in shown.state.history} == {first.print_id, second.print_id}
    assert shown.state.chosen == first.print_id
    assert shown.state.sight.picture is not None


def test_a_ticket_of_the_past_is_no_failure(shown: Shown) -> None:
    ticket = print_test_page(shown.office, new_intent(), PrinterRole.TICKET)
    shown.presenter.open_print(ticket.print_id)
    assert shown.state.chosen == ticket.print_id
    assert shown.state.message.text or shown.state.sight.picture is not None
