"""No text entry of the program takes a password or a code: it says so, and nothing is kept.

Every page folder must have its page in ``PAGES``: a new one joins the walk or this fails.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

import agent_desk.ui.pages
from agent_desk.domain.kept_texts import why_not
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.keys import Key
from agent_desk.ui.office import LateFinder, Office
from agent_desk.ui.page import PageSpec, WindowSpec
from agent_desk.ui.secret_guard import SecretGuard
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.widgets.dialogs import Dialog
from agent_desk.ui.widgets.fields import Field, LineEntry, TextArea
from tests.support.contents import everything
from tests.support.desks import TestDesk, a_case, a_ready_dossier, a_supplement_request, opened_desk
from tests.ui.open_desk import PAGES as DESK_PAGES
from tests.ui.open_desk import an_open_desk
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from agent_desk.ui.page import Page

SECRETS = ("mật khẩu: Abc@12345", "OTP 123456")
Entry = QLineEdit | QPlainTextEdit | QTextEdit


@dataclass
class Guarded:
    guard: SecretGuard
    said: list[str] = field(default_factory=list)


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def guarded(desk_app: QApplication) -> Iterator[Guarded]:
    said: list[str] = []
    guard = SecretGuard(desk_app, why_not, said.append)
    yield Guarded(guard, said)
    desk_app.focusChanged.disconnect(guard._on_focus_changed)
    guard.setParent(None)


# The pages


def _accounts(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.accounts.page import AccountsPage
    from tests.ui.pages.accounts.counter import NEW_ADULT, a_presenter, answered, step_by_step

    return AccountsPage(step_by_step(answered(a_presenter(t, nav), NEW_ADULT)))


def _dossiers(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.dossiers.page import DossiersPage
    from agent_desk.ui.pages.dossiers.presenter import DossiersPresenter

    presenter = DossiersPresenter(office, InlineJobs(), nav)
    page = DossiersPage(presenter)
    presenter.open_dossier(a_ready_dossier(t))
    return page


def _opening(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.opening.page import OpeningPage

    return OpeningPage()


def _reception(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.reception.page import ReceptionPage
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter

    return ReceptionPage(ReceptionPresenter(office, InlineJobs(), nav))


def _reception_in_a_case(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.reception.page import ReceptionPage
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter

    presenter = ReceptionPresenter(office, InlineJobs(), nav)
    page = ReceptionPage(presenter)
    presenter.open_case(a_case(t))
    return page


def _results(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.results.page import ResultsPage
    from agent_desk.ui.pages.results.presenter import ResultsPresenter

    presenter = ResultsPresenter(office, InlineJobs(), nav)
    page = ResultsPage(presenter)
    presenter.open_dossier(a_ready_dossier(t))
    return page


def _results_of_a_call(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.results.page import ResultsPage
    from agent_desk.ui.pages.results.presenter import ResultsPresenter

    presenter = ResultsPresenter(office, InlineJobs(), nav)
    page = ResultsPage(presenter)
    presenter.open_dossier(a_supplement_request(t))
    return page


def _settings(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.settings.page import SettingsPage
    from agent_desk.ui.pages.settings.presenter import SettingsPresenter

    presenter = SettingsPresenter(office, InlineJobs(), nav, lambda _key, _value: None)
    return SettingsPage(presenter)


def _setup(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.setup.page import SetupPage
    from agent_desk.ui.pages.setup.presenter import SetupPresenter

    presenter = SetupPresenter(t.desk.store, t.clock, InlineJobs(), lambda _office: None)
    return SetupPage(presenter)


def _sync(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.sync.page import SyncPage
    from agent_desk.ui.pages.sync.presenter import SyncPresenter

    return SyncPage(SyncPresenter(office, InlineJobs(), nav))


def _today(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.today.page import TodayPage
    from agent_desk.ui.pages.today.presenter import TodayPresenter

    return TodayPage(TodayPresenter(office, InlineJobs(), nav))


def _practice(t: TestDesk, office: Office, nav: WrittenDown) -> Page:
    from agent_desk.ui.pages.practice.page import PracticePage
    from agent_desk.ui.pages.practice.presenter import PracticePresenter
    from agent_desk.ui.pages.practice.talk import Counter

    counter = Counter(
        read_card=lambda _text: None,
        draw_paper=lambda _carried, name: Path(name),
        learn=lambda _kind, _what: None,
        now_s=lambda: 0.0,
    )
    return PracticePage(PracticePresenter(office, InlineJobs(), nav, counter))


PAGES: dict[str, Callable[[TestDesk, Office, WrittenDown], Page]] = {
    "accounts": _accounts,
    "dossiers": _dossiers,
    "opening": _opening,
    "practice": _practice,
    "reception": _reception,
    "reception, in a case": _reception_in_a_case,
    "results": _results,
    "results, in a call": _results_of_a_call,
    "settings": _settings,
    "setup": _setup,
    "sync": _sync,
    "today": _today,
}
WITHOUT_ENTRIES = {"opening", "practice", "sync", "today"}


def test_every_page_of_the_program_is_walked() -> None:
    root = Path(agent_desk.ui.pages.__file__).parent
    walked = {*PAGES, *(key for key, _icon, _title in DESK_PAGES)}
    assert {path.parent.name for path in root.glob("*/page.py")} <= walked


# The walk


def a_window(page: Page, qtbot: QtBot) -> MainWindow:
    spec = PageSpec(key="page", icon="house", title="P", factory=lambda: page)
    window = MainWindow(
        WindowSpec(product="Agent Desk", letters="AD", pages=(spec,), search_placeholder="S")
    )
    qtbot.addWidget(window)
    window.show()
    window.open_page("page")
    return window


def entries_of(widget: QWidget) -> list[Entry]:
    found: list[Entry] = []
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        found += [entry for entry in widget.findChildren(kind) if not entry.isReadOnly()]
    return found


def type_into(entry: Entry, text: str, guarded: Guarded) -> str:
    """Type as a person does, hidden or not, and leave; give what was said about it."""
    guarded.said.clear()
    guarded.guard._on_focus_changed(None, entry)
    if isinstance(entry, QLineEdit):
        entry.setText(text)
        entry.textEdited.emit(text)
    else:
        entry.setPlainText(text)
    parent = entry.parentWidget()
    while parent is not None and not isinstance(parent, Field):
        parent = parent.parentWidget()
    said = parent.refusal() if parent is not None else "".join(guarded.said)
    if parent is not None:
        assert parent.refusal() in parent.entry.accessibleDescription()
        parent.left.emit()
    if isinstance(entry, QLineEdit):
        entry.returnPressed.emit()
    return said


@pytest.mark.parametrize("name", PAGES)
def test_no_entry_of_a_page_takes_a_secret(
    t: TestDesk, qtbot: QtBot, guarded: Guarded, name: str
) -> None:
    office, nav = _office(t), WrittenDown()
    page = PAGES[name](t, office, nav)
    window = a_window(page, qtbot)
    entries = entries_of(window)
    assert bool(entries_of(page)) is (name not in WITHOUT_ENTRIES)

    for secret in SECRETS:
        for entry in entries:
            assert len(type_into(entry, secret, guarded)) > 40, entry.accessibleName()
    press = window.key_actions().of(Key.CTRL_ENTER)
    if press is not None and press.enabled:
        press.run()
    page.on_hidden()
    kept = str(everything(t.desk.store))
    assert not any(secret in kept for secret in (*SECRETS, "Abc@12345"))


def test_no_entry_of_a_page_of_the_open_desk_takes_a_secret(
    tmp_path: Path, guarded: Guarded
) -> None:
    with an_open_desk(tmp_path) as desk:
        for key in [key for key, _icon, _title in DESK_PAGES if key not in PAGES]:
            page = desk.window.open_page(key)
            for entry in entries_of(page):
                said = type_into(entry, SECRETS[0], guarded)
                assert len(said) > 40, (key, entry.accessibleName())
            page.on_hidden()
            assert "Abc@12345" not in str(everything(desk.t.desk.store)), key


def _office(t: TestDesk) -> Office:
    plain = an_office(t)
    return Office(
        desk=plain.desk,
        keys=plain.keys,
        clerk=plain.clerk,
        finder=LateFinder(t.desk.catalog),
    )


# The guard itself


def test_it_follows_the_focus_into_a_dialog(qtbot: QtBot, guarded: Guarded) -> None:
    dialog = Dialog(None, "D")
    first, second = Field("Note", entry=TextArea()), LineEntry()
    dialog.add(first)
    dialog.add(second)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    first.entry.setFocus()
    qtbot.waitUntil(first.entry.hasFocus)
    qtbot.keyClicks(first.entry, "OTP 748213")
    assert first.refusal()

    second.setFocus()
    qtbot.keyClicks(second, "mk: hoa2020")
    assert guarded.said


def test_it_says_so_once_and_takes_it_back_when_corrected(qtbot: QtBot, guarded: Guarded) -> None:
    entry, noted = LineEntry(), Field("Note")
    guarded.guard._on_focus_changed(None, entry)
    for text in ("OTP", "OTP 748213", "OTP 748213 ", "quên mã"):
        entry.setText(text)
    assert len(guarded.said) == 1

    guarded.guard._on_focus_changed(entry, noted.entry)
    noted.set_text("OTP 748213")
    assert noted.refusal()
    noted.set_text("quên mã OTP")
    assert noted.refusal() == ""


def test_the_error_of_the_page_comes_back_under_the_refusal(qtbot: QtBot) -> None:
    noted = Field("Note")
    noted.set_error("wrong")
    noted.refuse("a password")
    assert noted.error() == "wrong"
    assert "a password" in noted.entry.accessibleDescription()

    noted.refuse("")
    assert "wrong" in noted.entry.accessibleDescription()


def test_an_entry_that_died_does_no_harm(qtbot: QtBot, guarded: Guarded) -> None:
    holder = QWidget()
    layout, entry, other = QVBoxLayout(holder), LineEntry(), LineEntry()
    layout.addWidget(entry)
    guarded.guard._on_focus_changed(None, entry)
    entry.setParent(None)
    entry.deleteLater()
    qtbot.waitUntil(lambda: not _lives(entry))

    guarded.guard._on_focus_changed(None, other)
    other.setText("OTP 748213")
    assert guarded.said


def _lives(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return bool(isValid(widget))
