"""A story: a known citizen registers a birth, from the card to the slip, without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from agent_desk.catalog.guide import questions_of
from agent_desk.domain.dossier import DossierState
from agent_desk.ui.jobs import Jobs
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import PageSpec, WindowSpec
from agent_desk.ui.pages.reception.page import ReceptionPage
from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.slips import SlipKind
from tests.support.desks import a_case
from tests.ui.pages.reception.bench import CARD, Bench, a_bench, a_scan_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

MOST_KEYS = 45


class Clerk:
    """Presses keys in the real window and counts them."""

    def __init__(self, bench: Bench, folder: Path, qtbot: QtBot) -> None:
        self.keys = 0
        self._qtbot = qtbot
        self.jobs = Jobs({"store": 1, "net": 1, "work": 2}, self._crashed)
        self.presenter = ReceptionPresenter(bench.office, self.jobs, bench.asked)
        self._files = iter([a_scan_file(folder, f"{n}.png", tone=10 + n) for n in range(9)])
        self.page = ReceptionPage(self.presenter, lambda _page, _title: (next(self._files),))
        spec = PageSpec(key="reception", icon="user", title="R", factory=lambda: self.page)
        greet = KeyAction(key=Key.F2, label="N", run=lambda: self.presenter.greet(None))
        self.window = MainWindow(
            WindowSpec(
                product="Agent Desk",
                letters="AD",
                pages=(spec,),
                search_placeholder="S",
                global_actions=PageActions(actions=(greet,)),
            )
        )
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.window.open_page("reception")
        self.settle()

    @staticmethod
    def _crashed(error: BaseException) -> None:
        raise error

    def settle(self) -> None:
        """Wait until no work is under way."""
        self._qtbot.waitUntil(lambda: self.jobs.running == 0, timeout=20_000)

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        for key in keys:
            self.keys += 1
            held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(self.window.focusWidget() or self.window, key, held)
            self.settle()

    def write(self, text: str) -> None:
        self.keys += len(text)
        QTest.keyClicks(self.window.focusWidget(), text)

    def scan(self, text: str) -> None:
        """Let the scanner type, Enter included; no key of the clerk."""
        field = self.window.focusWidget()
        assert isinstance(field, QLineEdit)
        field.insert(text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def answer_all(self) -> None:
        """Press the digit of the first answer that stays in the procedure."""
        catalog = self.presenter._office.desk.catalog
        while (step := self.presenter.state.case) and step.question_id:
            if step.question_id.startswith("how "):
                self.press(Qt.Key.Key_1)
                continue
            procedure = catalog.procedure(self.presenter._counter.sitting.procedure_code)
            asked = {q.id: q for q in questions_of(procedure, catalog)}.get(step.question_id)
            if asked is None:
                return
            stays = {answer.key for answer in asked.answers if not answer.goto}
            at = next(n for n, choice in enumerate(step.choices) if choice.key in stays)
            self.press(Qt.Key(Qt.Key.Key_1 + at))

    def expect(self, step: Step) -> None:
        self._qtbot.waitUntil(lambda: self.presenter.state.step is step, timeout=20_000)
        self.settle()


@pytest.fixture
def clerk(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[Clerk]:
    bench = a_bench(tmp_path / "desk")
    a_case(bench.t)
    made = Clerk(bench, tmp_path, qtbot)
    made.bench = bench  # type: ignore[attr-defined]
    yield made
    made.jobs.shutdown(wait=True)
    bench.t.close()


def test_a_birth_is_registered_from_card_to_slip_in_few_keys(clerk: Clerk) -> None:
    bench: Bench = clerk.bench  # type: ignore[attr-defined]
    clerk.press(Qt.Key.Key_F2)
    clerk.scan(CARD)
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.PROCEDURE)
    clerk.write("khai sinh")
    clerk.press(Qt.Key.Key_Return)
    clerk._qtbot.waitUntil(lambda: bool(clerk.presenter.state.procedure.siblings))
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.CASE)
    clerk.answer_all()
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.PAPERS)
    clerk.press(Qt.Key.Key_F7, Qt.Key.Key_F7)
    clerk.press(Qt.Key.Key_Return, ctrl=True)
    clerk.expect(Step.CHECK)
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.LODGE)
    clerk.press(Qt.Key.Key_Return)
    clerk.settle()
    assert [p.kind for p in bench.asked.printed] == [SlipKind.SENDING]
    view = clerk.presenter._counter.sitting.view
    assert bench.t.view(view.dossier_id).state is DossierState.LODGED
    assert clerk.keys <= MOST_KEYS, clerk.keys
    print_keys = clerk.keys
    clerk.press(Qt.Key.Key_Return)
    assert clerk.presenter.state.step is Step.CITIZEN
    assert print_keys <= 32
