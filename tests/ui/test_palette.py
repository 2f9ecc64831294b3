"""The palette in the real desk: keys only, first result right, per clerk, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk import i18n
from agent_desk.ui.palette import Palette
from agent_desk.ui.palette_rank import MOST_ROWS
from tests.support.desks import a_case, particulars
from tests.ui.open_desk import OpenDesk, an_open_desk, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

ESC, ENTER, DOWN = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[OpenDesk]:
    with in_language("vi"), an_open_desk(tmp_path_factory.mktemp("palette")) as made:
        a_case(made.t)
        a_case(made.t, person=particulars(number="001085004321", name="Đặng Văn Ước"))
        yield made


@pytest.fixture(autouse=True)
def in_vietnamese(desk: OpenDesk) -> Iterator[None]:
    desk.window.open_page("today")
    yield
    desk.palette.box.shut()


def ask(desk: OpenDesk, text: str) -> list[str]:
    if desk.palette.box.isHidden():
        desk.press(Qt.Key.Key_K, ctrl=True)
    desk.palette.box.line.setText(text)
    desk.palette.box._ask()
    return [row.key for row in desk.palette.box.list.rows()]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ks", "procedure:1.001193"),
        ("khai sinh", "procedure:1.001193"),
        ("dong bo", "page:sync"),
        ("thiet lap", "page:settings"),
        ("phim tat", "help:keys"),
        ("mat mang", "help:offline"),
        ("gui ngay", "act:sync"),
    ],
)
def test_the_first_result_is_what_was_meant(desk: OpenDesk, typed: str, first: str) -> None:
    assert ask(desk, typed)[0] == first


@pytest.mark.parametrize("typed", ["dang van uoc", "Đặng Văn", "uoc dang", "001085004321"])
def test_a_person_and_their_case_are_found_without_accents(desk: OpenDesk, typed: str) -> None:
    kinds = [key.partition(":")[0] for key in ask(desk, typed)]
    assert kinds[0] == "citizen"
    assert "case" in kinds


def test_a_citizen_number_is_masked_in_the_list(desk: OpenDesk) -> None:
    ask(desk, "dang van uoc")
    assert "001085004321" not in " ".join(row.spoken for row in desk.palette.box.list.rows())


def test_before_anything_is_typed_open_cases_and_what_works_now_are_offered(
    desk: OpenDesk,
) -> None:
    keys = ask(desk, "")
    assert any(key.startswith("case:") for key in keys)
    assert "act:F2" in keys
    assert len(keys) <= MOST_ROWS


def test_the_key_that_does_the_same_is_shown(desk: OpenDesk) -> None:
    ask(desk, i18n.tr("New citizen"))
    caps = {row.key: row.when for row in desk.palette.box.list.rows()}
    assert caps.get("act:F2") == "F2"


def test_nothing_found_is_said_in_a_helpful_sentence(desk: OpenDesk) -> None:
    assert ask(desk, "zzqqxx") == []
    assert desk.palette.box.nothing.isVisibleTo(desk.palette.box)
    assert len(desk.palette.box.nothing.text()) > 40
    assert desk.palette.box.foot.text()


def test_enter_opens_and_escape_gives_the_focus_back(desk: OpenDesk) -> None:
    before = desk.window.focusWidget()
    ask(desk, "dong bo")
    desk.press(ESC)
    assert desk.window.focusWidget() is before
    ask(desk, "dong bo")
    desk.press(ENTER)
    assert desk.window.current_key() == "sync"
    assert desk.palette.box.isHidden()


def test_enter_before_the_pause_is_over_still_takes_the_first_result(desk: OpenDesk) -> None:
    desk.press(Qt.Key.Key_K, ctrl=True)
    QTest.keyClicks(desk.palette.box.line, "dong bo")
    desk.press(ENTER)
    assert desk.window.current_key() == "sync"


def test_the_keys_of_the_page_below_do_not_work_through_it(desk: OpenDesk) -> None:
    desk.press(Qt.Key.Key_K, ctrl=True)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_Tab, Qt.Key.Key_F6):
        desk.press(key)
    assert desk.window.current_key() == "today"
    assert desk.palette.box.line.hasFocus()
    desk.press(Qt.Key.Key_K, ctrl=True)
    assert desk.palette.box.isHidden()


def test_down_chooses_and_later_rows_do_not_move_the_mark(desk: OpenDesk) -> None:
    keys = ask(desk, "khai sinh")
    desk.press(DOWN)
    assert desk.palette.box.list.current_key() == keys[1]
    desk.palette._show("khai sinh", is_complete=True)
    assert desk.palette.box.list.current_key() == keys[1]


def test_what_one_clerk_chose_is_offered_again_and_no_other_clerk_sees_it(desk: OpenDesk) -> None:
    ask(desk, "khai sinh")
    desk.press(ENTER)
    assert desk.palette.chosen_before[0] == "procedure:1.001193"
    again = Palette(desk.window, desk.office, desk.jobs, desk.keys)
    again.prepare()
    assert again.chosen_before[0] == "procedure:1.001193"
    assert ask(desk, "")[0] == "procedure:1.001193"
    desk.palette.box.shut()
    desk.seat_another()
    assert "procedure:1.001193" not in ask(desk, "")


def test_a_procedure_opens_its_card_and_a_case_opens_in_reception(desk: OpenDesk) -> None:
    ask(desk, "ket hon")
    desk.press(ENTER)
    assert desk.window.current_key() == "help"
    keys = ask(desk, "dang van uoc")
    case = next(key for key in keys if key.startswith("case:"))
    desk.palette.box.list.set_current(case)
    desk.palette.box._has_moved = True
    desk.press(ENTER)
    assert desk.window.current_key() == "reception"


def test_a_known_citizen_is_greeted_with_what_is_known(desk: OpenDesk) -> None:
    keys = ask(desk, "dang van uoc")
    desk.palette.box.list.set_current(next(key for key in keys if key.startswith("citizen:")))
    desk.palette.box._has_moved = True
    desk.press(ENTER)
    state = desk.reception.state
    assert state.citizen is not None
    assert state.citizen.submitter.form.name == "Đặng Văn Ước"
