"""Who takes a result signs for it on the citizen's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from agent_desk.domain.signature import SignedText, StrokePoint
from agent_desk.queries import returned
from agent_desk.ui.citizen_display import CitizenDisplay
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.results.page import ResultsPage
from agent_desk.ui.pages.results.presenter import ResultsPresenter
from tests.ui.pages.desk_window import WrittenDown, an_office
from tests.ui.pages.results.test_results_page import lying

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from agent_desk.ui.citizen_screen import Pushed
    from tests.support.desks import TestDesk


class Beside(CitizenDisplay):
    """A display whose second screen is a list."""

    shown: list[Pushed | None]

    def can_show(self) -> bool:
        return True

    def push(self, pushed: Pushed | None) -> None:
        self.shown.append(pushed)

    def hide(self) -> None:
        self.shown.append(None)


@pytest.fixture
def page(desk_app: QApplication, qtbot: QtBot, t: TestDesk, nav: WrittenDown) -> ResultsPage:
    dossier_id = lying(t)
    presenter = ResultsPresenter(an_office(t), InlineJobs(), nav)
    window = QWidget()
    qtbot.addWidget(window)
    display = Beside(window)
    display.shown = []
    page = ResultsPage(presenter, display)
    qtbot.addWidget(page)
    presenter.open_dossier(dossier_id)
    page.give.number.set_text("001190000123")
    page.setProperty("dossier", dossier_id)
    return page


def subject(page: ResultsPage) -> str:
    return str(page.property("dossier"))


def there(page: ResultsPage) -> Beside:
    assert page._there is not None
    display = page._there._display
    assert isinstance(display, Beside)
    return display


def sign(page: ResultsPage) -> str:
    """Ask, and sign what is shown; give the words."""
    assert page._there is not None
    page._there.toggle()
    pushed = there(page).shown[-1]
    assert pushed is not None
    stroke = (
        StrokePoint(x=1, y=1, at_ms=0, pressure=1),
        StrokePoint(x=9, y=5, at_ms=9, pressure=1),
    )
    there(page).signed.emit(
        SignedText(text=pushed.sign_text, strokes=(stroke,), width=20, height=10, image=b"png")
    )
    return pushed.sign_text


def test_what_was_signed_over_there_is_kept_with_the_return(page: ResultsPage, t: TestDesk) -> None:
    words = sign(page)
    assert "Tôi đã nhận đủ" in words
    assert there(page).shown[-1] is None
    assert not page.give.signed_there.isHidden()
    page.give.submit()
    with t.desk.store.read() as connection:
        kept = returned.hand_over(connection, subject(page))
    assert kept is not None
    assert kept.has_signature


def test_a_form_changed_after_the_signature_is_signed_again(page: ResultsPage) -> None:
    sign(page)
    page.give.items.set_text("Hai bản sao giấy khai sinh")
    page.give.submit()
    assert "signed again" in page.give._message.text()


def test_leaving_the_page_blanks_the_window(page: ResultsPage) -> None:
    assert page._there is not None
    page._there.toggle()
    page.on_hidden()
    assert there(page).shown[-1] is None
    assert not page._there.is_shown
