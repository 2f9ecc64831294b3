"""What a clerk does at the window, as keys and clicks: greet, ask, collect, lodge, return."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from agent_desk.demo.driver import Driver, Lost
from agent_desk.i18n import tr
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import search
from agent_desk.ui.pages.reception.citizen_view import CitizenView
from agent_desk.ui.pages.reception.closing_views import LodgeView
from agent_desk.ui.pages.reception.consent_view import ConsentView
from agent_desk.ui.pages.reception.form_part import FormPart
from agent_desk.ui.pages.reception.page import ReceptionPage
from agent_desk.ui.pages.reception.papers_view import PapersView
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.pages.reception.step_view import StepView
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.choices import ChoiceButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent_desk.app import DeskApp
    from agent_desk.catalog.spec import Catalog, Question
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.office import Office
    from agent_desk.ui.widgets.form_view import FormView

V = TypeVar("V", bound=StepView)

_CTRL = Qt.KeyboardModifier.ControlModifier
_DIGITS = (
    Qt.Key.Key_1,
    Qt.Key.Key_2,
    Qt.Key.Key_3,
    Qt.Key.Key_4,
    Qt.Key.Key_5,
    Qt.Key.Key_6,
    Qt.Key.Key_7,
    Qt.Key.Key_8,
    Qt.Key.Key_9,
)


@dataclass(slots=True)
class FileTray:
    """What lies in the scanner: the next choice of files takes it."""

    waiting: list[Path] = field(default_factory=list)

    def choose(self, _parent: QWidget, _title: str) -> tuple[Path, ...]:
        """Give what lies in the tray, once."""
        taken, self.waiting = tuple(self.waiting), []
        return taken


class Clerk:
    """One clerk at one desk."""

    def __init__(self, desk: DeskApp, driver: Driver, tray: FileTray) -> None:
        self._desk = desk
        self.driver = driver
        self._tray = tray

    @property
    def office(self) -> Office:
        """The office behind the window. Raises: Lost before the desk is open."""
        pages = self._desk.pages
        if pages is None or pages.office is None:
            raise Lost("the desk is not open")
        return pages.office

    @property
    def reception(self) -> ReceptionPage:
        """The reception page."""
        page = self._desk.window.page("reception")
        if not isinstance(page, ReceptionPage):
            raise Lost("reception")
        return page

    # Reception

    def greet(self, card: str) -> None:
        """Press F2 and scan a card."""
        self.driver.key(Qt.Key.Key_F2)
        self._wait_for(Step.CITIZEN)
        self.driver.type(card)
        self.driver.key(Qt.Key.Key_Return)
        self.driver.wait("the card is read", lambda: self.driver.says(card.split("|")[2]))

    def with_phone(self, phone: str) -> None:
        """Type the phone number, which no card holds."""
        self._view(CitizenView).submitter.fields["phone"].setFocus()
        self.driver.type(phone)

    def for_somebody_else(self, name: str, birth: str) -> None:
        """Say that the matter is another person's, who is not here."""
        boxes = self.driver.seen(QCheckBox)
        box = next(b for b in boxes if b.text() == tr("On behalf of somebody else"))
        self.driver.click(box, box.rect().topLeft() + _IN_THE_BOX)
        owner = self._view(CitizenView).owner
        self.driver.wait("the second form", owner.isVisible)
        for key, text in (("name", name), ("birth", birth)):
            owner.fields[key].setFocus()
            self.driver.type(text)

    def agree(self) -> None:
        """Go to consent, let the citizen agree to each purpose, signed on paper."""
        self.go_on()
        self._wait_for(Step.CONSENT)
        while self._step() is Step.CONSENT:
            unanswered = self._unanswered()
            if not unanswered:
                break
            unanswered[0].setFocus()
            self.driver.key(Qt.Key.Key_1)
        self.driver.wait("how it was signed", lambda: bool(self._choices(tr("Signed on paper"))))
        self.driver.click(self._choices(tr("Signed on paper"))[0])

    def choose(self, words: str, name: str) -> None:
        """Search the procedure in the citizen's words and take the one with this name."""
        self.go_on()
        self._wait_for(Step.PROCEDURE)
        self.driver.type(words)
        self.driver.key(Qt.Key.Key_Return)
        self.driver.wait(
            "a procedure or the question which one",
            lambda: self._step() is Step.CASE or bool(self._choices(name)),
        )
        if self._step() is not Step.CASE:
            self.driver.picture("which-one")
            self.driver.click(self._choices(name)[0])
        self._wait_for(Step.CASE)

    def answer(self, code: str, wanted: Mapping[str, str]) -> None:
        """Answer every question: as wanted, else with the first answer that stays here."""
        catalog = self.office.desk.catalog
        questions = _questions(catalog, code)
        while self._step() is Step.CASE:
            asked = self._asked(questions)
            if asked is None:
                break
            key = wanted.get(asked.id) or next(a.key for a in asked.answers if not a.goto)
            position = [a.key for a in asked.answers].index(key)
            self.driver.key(_DIGITS[position])
            self._wait_past(asked, questions)
        self._say_how()
        self.driver.picture(f"case-{code}")

    def _say_how(self) -> None:
        """Take the proposed way of filing, or the first reason for paper, whichever is asked."""
        while self._step() is Step.CASE and self._choices(""):
            before = [choice.key for choice in self._choices("")]
            self.driver.key(_DIGITS[0])
            self._wait_past_choices(before)

    def _wait_past_choices(self, before: list[str]) -> None:
        self.driver.wait(
            "the end of the case", lambda: [c.key for c in self._choices("")] != before
        )

    def _wait_past(self, asked: Question, questions: Mapping[str, Question]) -> None:
        self.driver.wait(
            f"the question after {asked.id}", lambda: self._asked(questions) is not asked
        )

    def scan(self, component_id: str, path: Path) -> None:
        """Put a page into the scanner and press F4 on its paper."""
        view = self._view(PapersView)
        view.items[component_id].setFocus()
        self._tray.waiting = [path]
        self.driver.key(Qt.Key.Key_F4)
        self._accept_until(
            f"the scan of {component_id}",
            lambda: bool(view.items[component_id].line.scans),
        )

    def scan_again(self, component_id: str, path: Path) -> None:
        """Add another scan to a paper that has one already."""
        view = self._view(PapersView)
        self.driver.wait("the paper", lambda: component_id in view.items)
        before = len(view.items[component_id].line.scans)
        view.items[component_id].setFocus()
        self._tray.waiting = [path]
        self.driver.key(Qt.Key.Key_F4)
        self._accept_until(
            f"another scan of {component_id}",
            lambda: len(view.items[component_id].line.scans) > before,
        )

    def _accept_until(self, what: str, is_attached: Callable[[], bool]) -> None:
        """Wait for a scan; pages that the desk doubts are accepted all the same, by two presses."""
        button = self.reception.capture.accept_button
        for _press in range(3):
            self.driver.wait(
                what, lambda: is_attached() or (button.isVisible() and button.isEnabled())
            )
            if is_attached():
                return
            self.driver.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.driver.wait(what, is_attached)

    def mark(self, component_id: str, key: Qt.Key) -> None:
        """Mark a paper with its key: Space here, 0 missing, * not needed."""
        view = self._view(PapersView)
        view.items[component_id].setFocus()
        before = view.items[component_id].line
        self.driver.key(key)
        self.driver.wait(
            f"the mark on {component_id}",
            lambda: view.items[component_id].line != before,
        )

    def papers(self) -> DossierView:
        """Go to the papers; give the dossier as it is stored."""
        self.go_on()
        self._wait_for(Step.PAPERS)
        return self.newest()

    def lodge(self, form: Mapping[str, str] | None = None) -> DossierView:
        """Check, lodge or take in, and print the slip; give the stored dossier.

        ``form`` is what the citizen says for the form, by path, of a pick the key. Without it the
        form is printed and completed with a pen.
        """
        self.go_on()
        self.driver.wait("the form or the check", lambda: self._step() in (Step.FORM, Step.CHECK))
        if self._step() is Step.FORM:
            if form is None:
                self._print_form()
            else:
                self._fill_form(form)
            self.go_on()
        self._wait_for(Step.CHECK)
        self.driver.picture("check")
        self.go_on()
        self._wait_for(Step.LODGE)
        self._count_together()
        self.go_on()
        self.driver.wait("the slip", lambda: "sending_slip" in self.newest().printed)
        self.driver.wait("the end of the visit", lambda: self.can_press(tr("Finish the visit")))
        return self.newest()

    def _count_together(self) -> None:
        """Type the number of sheets that the citizen says for each paper, and seal."""
        panel = self._view(LodgeView).count
        if not panel.isVisible():
            return
        for key, entry in panel.citizen.items():
            entry.setFocus()
            self.driver.type(panel.clerk[key].text())
        panel.sealed.setFocus()
        self.driver.key(Qt.Key.Key_1)
        self.driver.picture("joint-count")

    def _form(self) -> FormView:
        part = self._view(FormPart)
        self.driver.wait("the form", lambda: part.view is not None and part.view.isVisible())
        if part.view is None:
            raise Lost("the form")
        return part.view

    def _fill_form(self, texts: Mapping[str, str]) -> None:
        """Type what is not known yet; Enter goes from one needed entry to the next."""
        view = self._form()
        self.driver.picture("form-known")
        while view.needed():
            self.driver.wait("the next entry", lambda: view.focused_path() in view.needed())
            path = view.focused_path()
            entry = view.entry(path)
            if path not in texts or entry is None:
                raise Lost(path)
            if isinstance(entry.field.entry, QComboBox):
                self.driver.key(_DIGITS[entry.field.entry.findData(texts[path]) - 1])
            else:
                self.driver.type(texts[path])
                self.driver.key(Qt.Key.Key_Return)
            self.driver.wait(f"what goes into {path}", partial(_is_answered, view, path))
        self.driver.picture("form-filled")

    def _print_form(self) -> None:
        """Print the form as the card and the case filled it; the citizen completes and signs it."""
        self._form()
        self.driver.picture("form")
        self.driver.key(Qt.Key.Key_F8)
        self.driver.wait("the printed form", lambda: "form_paper" in self.newest().printed)

    def finish(self) -> None:
        """Say goodbye."""
        self.driver.press(tr("Finish the visit"))
        self.driver.wait("the desk is free", lambda: self._step() is Step.CITIZEN)

    def go_on(self) -> None:
        """Press Ctrl+Enter, once the primary button can be pressed."""
        self.driver.wait(
            "the primary button", lambda: self.reception.footer.primary_button.isEnabled()
        )
        self.driver.key(Qt.Key.Key_Return, _CTRL)

    # Afterwards

    def scan_slip(self, view: DossierView) -> None:
        """Put the reference of a slip into the search box: it opens where there is work."""
        self.driver.key(Qt.Key.Key_F3)
        self.driver.type(view.reference)
        self.driver.key(Qt.Key.Key_Return)

    def newest(self) -> DossierView:
        """Give the dossier that was opened last."""
        with self.office.desk.store.read() as connection:
            row = search.newest(connection, limit=1)[0]
            return dossier_query.view(connection, row.dossier_id)

    def stored(self, view: DossierView) -> DossierView:
        """Give a dossier as it is stored now."""
        with self.office.desk.store.read() as connection:
            return dossier_query.view(connection, view.dossier_id)

    # Eyes

    def _view(self, kind: type[V]) -> V:
        found = next((v for v in self.reception.views.values() if isinstance(v, kind)), None)
        if found is None:
            raise Lost(kind.__name__)
        return found

    def _step(self) -> Step | None:
        views = self.reception.views
        return next((step for step, view in views.items() if view.isVisible()), None)

    def _wait_for(self, step: Step) -> None:
        self.driver.wait(f"the part {step.value}", lambda: self._step() is step)

    def can_press(self, words: str) -> bool:
        """Say whether a button with exactly these words can be pressed."""
        return any(b.label() == words and b.isEnabled() for b in self.driver.seen(Button))

    def _choices(self, words: str) -> list[ChoiceButton]:
        return [c for c in self.driver.seen(ChoiceButton) if words in c.accessibleName()]

    def _unanswered(self) -> list[ChoiceButton]:
        rows = self._view(ConsentView).rows
        return [row.yes for row in rows if not row.yes.isChecked() and not row.no.isChecked()]

    def _asked(self, questions: Mapping[str, Question]) -> Question | None:
        if self._step() is not Step.CASE or not self._choices(""):
            return None
        texts = [label.text() for label in self.driver.seen(QLabel)]
        return next((questions[text] for text in texts if text in questions), None)


def _is_answered(view: FormView, path: str) -> bool:
    return path not in view.needed()


def _questions(catalog: Catalog, code: str) -> dict[str, Question]:
    from agent_desk.catalog.guide import questions_of

    return {q.ask: q for q in questions_of(catalog.procedure(code), catalog)}


_IN_THE_BOX = QPoint(10, 12)
