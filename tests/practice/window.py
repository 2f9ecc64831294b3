"""A clerk at the real window of a practice desk, with scripted citizens beside the pages."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from agent_desk.domain.papers import PaperStatus
from agent_desk.ui.pages.reception.sitting import Ending, Step, Who
from agent_desk.ui.pages.reception.ways import REASON
from tests.support.clock import SetClock
from tests.support.desks import opened_desk
from tests.support.shots import open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from agent_desk.ui.pages.practice.presenter import PracticePresenter
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from tests.support.shots import Shown


class Trainee:
    """Serves scripted citizens in the real Reception."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    @property
    def practice(self) -> PracticePresenter:
        assert self.shown.pages.rooms.practice is not None
        return self.shown.pages.rooms.practice.presenter

    @property
    def reception(self) -> ReceptionPresenter:
        found = self.shown.pages.rooms.reception
        assert found is not None
        return found

    def settle(self) -> None:
        self.shown.settle()

    def begin(self, citizens: tuple[str, ...]) -> None:
        self.shown.pages.to.open_page("practice")
        self.settle()
        if len(citizens) == 1:
            self.practice.start_exercise(citizens[0])
        else:
            self.practice.start_exam(citizens)
        self.settle()

    def ask(self, *asks: str) -> None:
        for one in asks:
            self.practice.talk.ask(one)
            self.settle()

    def tell(self, reply: str) -> None:
        self.practice.talk.tell(reply)
        self.settle()

    def greet(self, person: str) -> None:
        """Put the card on the reader and let them agree on paper."""
        self.practice.talk.put_card(person)
        self.settle()
        self.reception.citizen.confirm_fields()
        self.reception.citizen.leave(Who.SUBMITTER, "phone", "0912345678")
        self.reception.go_on()
        self.settle()
        for purpose in ("filing", "carriage", "result_delivery", "contact"):
            self.reception.consent.answer(purpose, is_given=purpose != "contact")
        self.reception.consent.choose_method("signed_paper")
        self.reception.go_on()
        self.settle()
        assert self.reception.state.step is Step.PROCEDURE

    def choose(self, code: str, answers: Mapping[str, str], reason: str = "") -> None:
        """Take a procedure and answer all of its questions."""
        self.reception.procedure.choose(code)
        self.settle()
        wanted = {**answers, REASON: reason}
        for _ in range(40):
            step = self.reception.state.case
            if step is None or not step.question_id or step.exit_text:
                break
            keys = [choice.key for choice in step.choices]
            key = wanted.get(step.question_id, "")
            self.reception.ways.answer(step.question_id, key if key in keys else keys[0])
            self.settle()

    def hand_over(self, paper: str, component: str) -> None:
        """Take a paper from the citizen, scan it at its row, and mark that it lies here."""
        self.practice.talk.hand_over(paper)
        self.settle()
        files = self.practice.talk.take_lying()
        self.reception.papers.attach(component, files)
        for _ in range(200):
            time.sleep(0.05)  # checked in a lane of its own; the view polls too
            self.reception.papers.capturing.poll()
            self.settle()
            if self._scans(component):
                break
        assert self._scans(component)
        self.reception.papers.mark(component, PaperStatus.ORIGINAL)
        self.settle()

    def _scans(self, component: str) -> int:
        view = self.reception._counter.sitting.view
        papers = view.papers if view is not None else ()
        return sum(len(one.scans) for one in papers if one.component_id == component)

    def take_in(self) -> None:
        """Count together, take the papers in, say goodbye."""
        self.reception.open_step(Step.FORM)
        self.settle()
        if self.reception.state.step is Step.FORM:
            self.reception.forms.print_paper()
            self.settle()
        for step in (Step.CHECK, Step.LODGE):
            self.reception.open_step(step)
            self.settle()
        lodge = self.reception.state.lodge
        for line in lodge.count.lines if lodge is not None and lodge.count is not None else ():
            self.reception.lodging.counting.type(f"citizen {line.key}", line.clerk)
        self.reception.lodging.counting.seal(is_sealed=True)
        self.reception.go_on()
        self.settle()
        assert self.reception._counter.sitting.ending is Ending.TAKEN_IN, (
            self.reception.state.lodge,
            self.shown.desk.window.toast.text(),
        )
        self.goodbye()

    def goodbye(self) -> None:
        self.reception.go_on()
        self.settle()

    def finish(self) -> None:
        self.practice.finish()
        self.settle()


@contextmanager
def a_trainee(folder: Path) -> Iterator[Trainee]:
    """Open a practice desk with one clerk in its real window."""
    with opened_desk(folder, is_practice=True):
        pass
    with open_desk(folder, clock=SetClock(), is_practice=True) as shown:
        shown.desk.window.activateWindow()
        QTest.qWaitForWindowActive(shown.desk.window)
        yield Trainee(shown)
