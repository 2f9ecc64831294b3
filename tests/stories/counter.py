"""A clerk at the real window, with keys only: every key is counted, pictures are kept on wish."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from agent_desk.catalog.guide import questions_of
from agent_desk.domain.papers import Need
from agent_desk.ui.jobs import Jobs
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import PageSpec, WindowSpec
from agent_desk.ui.pages.reception.form_part import FormPart
from agent_desk.ui.pages.reception.page import ReceptionPage
from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.pages.reception.ways import WAY
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.widgets.choices import ChoiceButton
from tests.support.forms import a_text
from tests.ui.pages.reception.bench import BORN, a_scan_file

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pytestqt.qtbot import QtBot

    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.form_presenter import FormPresenter
    from tests.ui.pages.reception.bench import Bench

SHOTS = os.environ.get("AGENT_DESK_SHOTS", "")
_PATIENCE_MS = 20_000
_NONE = Qt.KeyboardModifier.NoModifier


class CounterClerk:
    """Presses keys in the real window and counts them."""

    def __init__(self, bench: Bench, folder: Path, qtbot: QtBot) -> None:
        self.keys = 0
        self.own_keys = 0
        self.typed = ""
        self.bench = bench
        self._qtbot = qtbot
        self._shots = 0
        self.story = ""
        self.jobs = Jobs({"store": 1, "net": 1, "work": 2}, self._crashed)
        self.presenter = ReceptionPresenter(bench.office, self.jobs, bench.asked)
        self._files = iter(range(10, 240))
        self._folder = folder
        self.page = ReceptionPage(self.presenter, lambda _page, _title: (self._next_file(),))
        spec = PageSpec(key="reception", icon="file-plus", title="R", factory=lambda: self.page)
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
        self.window.resize(1366, 768)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.window.open_page("reception")
        self.settle()

    def close(self) -> None:
        self.jobs.shutdown(wait=True)
        self.bench.t.close()

    @staticmethod
    def _crashed(error: BaseException) -> None:
        raise error

    def _next_file(self) -> Path:
        tone = next(self._files)
        return a_scan_file(self._folder, f"scan-{tone}.png", tone=tone)

    # Hands

    def settle(self) -> None:
        """Wait until no work is under way."""
        self._qtbot.waitUntil(lambda: self.jobs.running == 0, timeout=_PATIENCE_MS)

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        for key in keys:
            self.keys += 1
            held = Qt.KeyboardModifier.ControlModifier if ctrl else _NONE
            QTest.keyClick(self.window.focusWidget() or self.window, key, held)
            self.settle()

    def go_on(self) -> None:
        self.press(Qt.Key.Key_Return, ctrl=True)

    def write(self, text: str) -> None:
        self.keys += len(text)
        self.typed += text
        for letter in text:
            widget = QApplication.focusWidget() or self.window
            event = QKeyEvent(QEvent.Type.KeyPress, 0, _NONE, letter)
            QApplication.sendEvent(widget, event)

    def scan(self, text: str) -> None:
        """Let the scanner type, Enter included; no key of the clerk."""
        field = self.window.focusWidget()
        assert isinstance(field, QLineEdit)
        field.insert(text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    # Parts of the counter

    def greet(self, card: str, phone: str = "0912345678") -> None:
        """Scan the card of somebody new, and let them agree on paper."""
        self.press(Qt.Key.Key_F2)
        self.scan(card)
        if self.presenter.state.citizen and not self.presenter.state.citizen.submitter.form.phone:
            self.write(phone)
        self.go_on()
        if self.step is Step.CONSENT:
            self.shot("consent")
            self.press(*[Qt.Key.Key_1] * 5, Qt.Key.Key_Return)
        self.expect(Step.PROCEDURE)

    def choose(self, words: str, code: str) -> None:
        """Search in the citizen's words and take the procedure meant."""
        self.write(words)
        self.press(Qt.Key.Key_Return)
        self._qtbot.waitUntil(self._has_found, timeout=_PATIENCE_MS)
        self.settle()
        step = self.presenter.state.procedure
        if step is not None and step.siblings:
            at = next(n for n, choice in enumerate(step.siblings) if choice.key == code)
            self.press(Qt.Key(Qt.Key.Key_1 + at))
        self.expect(Step.CASE)
        assert self.presenter._counter.sitting.procedure_code == code

    def _has_found(self) -> bool:
        step = self.presenter.state.procedure
        return self.step is Step.CASE or (step is not None and bool(step.siblings))

    def answer(self, wanted: Mapping[str, str]) -> None:
        """Answer every question: as wanted, else with the first answer that stays here."""
        while (step := self.presenter.state.case) and step.question_id and not step.exit_text:
            self._qtbot.waitUntil(self._can_answer, timeout=_PATIENCE_MS)
            step = self.presenter.state.case
            assert step is not None
            key = wanted.get(step.question_id) or self._first_that_stays(step.question_id)
            keys = [choice.key for choice in step.choices]
            self.press(Qt.Key(Qt.Key.Key_1 + (keys.index(key) if key in keys else 0)))
        self.shot("case")

    def _can_answer(self) -> bool:
        step = self.presenter.state.case
        return step is not None and bool(step.choices)

    def _first_that_stays(self, question_id: str) -> str:
        if question_id == WAY:
            return "center"
        sitting, catalog = self.presenter._counter.sitting, self.presenter._counter.catalog
        asked = {q.id: q for q in questions_of(catalog.procedure(sitting.procedure_code), catalog)}
        answers = asked[question_id].answers if question_id in asked else ()
        return next((answer.key for answer in answers if not answer.goto), "")

    def meet_papers(self, key: Qt.Key) -> None:
        """Press one key on every paper that the case demands."""
        self.go_on()
        self.expect(Step.PAPERS)
        for _ in range(30):
            if not any(self._is_open(line.key) for line in self.lines):
                break
            self.press(key)
        self.shot("papers")

    @property
    def lines(self) -> tuple[object, ...]:
        step = self.presenter.state.papers
        return step.lines if step is not None else ()

    def _is_open(self, key: str) -> bool:
        view = self.presenter._counter.sitting.view
        papers = view.papers if view is not None else ()
        return any(
            p.component_id == key and p.need is Need.REQUIRED and p.status.value == "unseen"
            for p in papers
        )

    def meet_form(
        self, texts: Mapping[str, str] | None = None, apart: Collection[str] = ()
    ) -> None:
        """Fill in the form if the case has one; on paper print it to be completed by hand.

        ``texts`` are answers by path, of a pick the key; the rest is typed in as it comes. The
        presses for the paths that stand ``apart`` are counted apart.
        """
        self.go_on()
        if self.step is Step.FORM:
            self._qtbot.waitUntil(lambda: self._form is not None, timeout=_PATIENCE_MS)
            self.settle()
            self.shot("form")
            if self.presenter.state.is_online:
                self._fill_forms({**BORN, **(texts or {})}, apart)
                self.shot("form-filled")
            else:
                self.press(Qt.Key.Key_F8)
            self.go_on()
        self.expect(Step.CHECK)
        self.shot("check")

    @property
    def _form(self) -> FormPresenter | None:
        return self.presenter.forms.current()

    def _fill_forms(self, texts: Mapping[str, str], apart: Collection[str]) -> None:
        """Go by Enter from one needed entry to the next, in every form of the case."""
        for choice in self.presenter.state.form.forms if self.presenter.state.form else ():
            self._fill_form(texts, apart)
            button = next(b for b in self.page.findChildren(ChoiceButton) if b.key == choice.key)
            if not button.isChecked():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                self.press(Qt.Key.Key_Space)
        self._fill_form(texts, apart)

    def _fill_form(self, texts: Mapping[str, str], apart: Collection[str]) -> None:
        part = self.page.views[Step.FORM]
        assert isinstance(part, FormPart)
        for number in range(60):
            form, view = self._form, part.view
            assert form is not None
            assert view is not None
            if not form.lacking:
                return
            path = view.focused_path()
            entry = view.entry(path)
            assert entry is not None
            text = texts.get(path) or a_text(form.form, path, number)
            before = self.keys
            if isinstance(entry.field.entry, QComboBox):
                at = entry.field.entry.findData(text)
                self.press(Qt.Key(Qt.Key.Key_0 + at))
            else:
                self.write(text)
                self.press(Qt.Key.Key_Return)
            if path in apart:
                self.own_keys += self.keys - before
        raise AssertionError(f"the form of {self.story} has no end")

    def hand_in(self) -> DossierView:
        """Lodge, or take in; give the dossier as it is stored."""
        self.go_on()
        self.expect(Step.LODGE)
        self.count_together()
        self.go_on()
        self.shot("done")
        return self.stored()

    def count_together(self) -> None:
        """Say each number of sheets, write down the citizen's, seal; online there is nothing."""
        lodge = self.presenter.state.lodge
        if lodge is None or lodge.count is None:
            return
        self.shot("count")
        for line in lodge.count.lines:
            self.write(line.clerk)
            self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_1)

    def file_on_portal(self, code: str) -> DossierView:
        """Type the code that the citizen reads from the portal."""
        self.go_on()
        self.expect(Step.PORTAL)
        self.press(Qt.Key.Key_F7)
        self.write(code)
        self.shot("portal")
        self.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
        self.shot("done")
        return self.stored()

    # Eyes

    @property
    def step(self) -> Step:
        return self.presenter.state.step

    def stored(self) -> DossierView:
        view = self.presenter._counter.sitting.view
        assert view is not None
        return self.bench.t.view(view.dossier_id)

    def expect(self, step: Step) -> None:
        self._qtbot.waitUntil(lambda: self.step is step, timeout=_PATIENCE_MS)
        self.settle()

    def shot(self, name: str) -> None:
        """Keep a picture if a folder was named for pictures."""
        if SHOTS:
            self._shots += 1
            QTest.qWait(60)
            path = Path(SHOTS) / f"{self.story}-{self._shots:02}-{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(path))
