"""How many keys the five commonest jobs take, scans apart, in the real open desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.ui.pages.reception.sitting import Step
from tests.support.desks import a_case, a_ready_dossier
from tests.ui.open_desk import OpenDesk, an_open_desk, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

F1, F2, F8, ESC = Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F8, Qt.Key.Key_Escape
ENTER, K = Qt.Key.Key_Return, Qt.Key.Key_K


class Fingers:
    """Presses keys and counts them; a chord is one."""

    def __init__(self, desk: OpenDesk) -> None:
        self.desk, self.count = desk, 0

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        for key in keys:
            self.count += 1
            self.desk.press(key, ctrl=ctrl)

    def write(self, text: str) -> None:
        self.count += len(text)
        QTest.keyClicks(self.desk.window.focusWidget(), text)

    def find(self, text: str) -> None:
        """Ctrl+K, the text, Enter."""
        self.press(K, ctrl=True)
        self.write(text)
        self.press(ENTER)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[OpenDesk]:
    with in_language("vi"), an_open_desk(tmp_path_factory.mktemp("fingers")) as made:
        a_case(made.t)
        a_ready_dossier(made.t)
        yield made


def tell(capsys: pytest.CaptureFixture[str], job: str, fingers: Fingers, most: int) -> None:
    with capsys.disabled():
        print(f"\nkeys to {job}: {fingers.count}")  # noqa: T201
    assert fingers.count <= most


def test_greet_a_known_citizen(desk: OpenDesk, capsys: pytest.CaptureFixture[str]) -> None:
    fingers = Fingers(desk)
    fingers.press(F2)
    fingers.write("001190000123")
    fingers.press(ENTER)
    state = desk.reception.state.citizen
    assert state is not None
    assert state.submitter.form.name == "Nguyễn Thị Mẫu"
    tell(capsys, "greet a citizen who is known here, card not scanned", fingers, 14)


def test_go_on_with_a_case_that_was_laid_aside(
    desk: OpenDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.window.open_page("today")
    fingers = Fingers(desk)
    fingers.press(K, ctrl=True)
    fingers.press(ENTER)
    assert desk.window.current_key() == "reception"
    assert desk.reception.state.step is not Step.CITIZEN
    tell(capsys, "go on with the newest open case", fingers, 2)


def test_find_a_dossier_by_its_number(desk: OpenDesk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.window.open_page("today")
    with desk.t.desk.store.read() as connection:
        number = connection.exec_driver_sql(
            "SELECT reference FROM dossiers WHERE state NOT IN ('draft', 'advised') LIMIT 1"
        ).scalar()
    fingers = Fingers(desk)
    fingers.find(str(number))
    assert desk.window.current_key() == "dossiers"
    tell(capsys, "open a dossier by the number that its owner reads aloud", fingers, 17)


def test_open_the_result_to_be_returned(desk: OpenDesk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.window.open_page("today")
    fingers = Fingers(desk)
    fingers.find("ket qua")
    assert desk.window.current_key() == "results"
    fingers.press(ENTER)
    tell(capsys, "open the first result on the shelf", fingers, 10)


def test_look_up_what_a_procedure_needs(desk: OpenDesk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.window.open_page("today")
    fingers = Fingers(desk)
    fingers.find("ket hon")
    assert desk.window.current_key() == "help"
    tell(capsys, "read the card of a procedure, to answer a question", fingers, 9)
