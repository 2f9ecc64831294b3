"""The look-up page: leads to the return of a result that lies here, says what is asked for."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import select

from agent_desk.domain import reference
from agent_desk.store.tables import facts
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.lookup.page import LookUpPage
from agent_desk.ui.pages.lookup.presenter import LookUpPresenter
from agent_desk.wire import LookUpReply, LookUpRequest
from tests.support.desks import TestDesk, a_desk, a_scan
from tests.ui.open_desk import an_open_desk
from tests.ui.pages.desk_window import WrittenDown, a_window, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from agent_desk.sync.ask import AskApi

NUMBER = reference.make("00201", date(2026, 11, 22), 1)
SETTLED, SUPPLEMENT = 9, 5


class Center:
    """Says of every number the same."""

    def __init__(self, **known: object) -> None:
        said = {"reference": NUMBER, "owner_name": "Nguyễn Thị Mẫu", **known}
        self._reply = LookUpReply(found=True, as_of="2026-11-23T02:00:00.000Z", **said)  # type: ignore[arg-type]

    def nonce(self, _desk_id: str) -> str:
        return "ab"

    def open_session(self, _request: object) -> None:
        pass

    def look_up(self, _request: LookUpRequest) -> LookUpReply:
        return self._reply


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with closing(a_desk(tmp_path)) as desk:
        yield desk


def shown(t: TestDesk, qtbot: QtBot, nav: WrittenDown, center: Center) -> LookUpPage:
    client = cast("AskApi", center)
    page = LookUpPage(LookUpPresenter(an_office(t), InlineJobs(), nav, lambda _url: client))
    qtbot.addWidget(a_window({"dossiers": page}))
    page.presenter.look_up(NUMBER)
    return page


def test_a_settled_result_leads_to_its_return_and_a_returned_one_does_not(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk
) -> None:
    nav = WrittenDown()
    page = shown(t, qtbot, nav, Center(status=SETTLED))
    assert page.give.isVisible()
    page.give.click()
    assert nav.returns_elsewhere == [(NUMBER, "Nguyễn Thị Mẫu")]
    done = shown(t, qtbot, nav, Center(status=SETTLED, returned_at="2026-11-22T02:00:00Z"))
    assert not done.give.isVisible()
    done.presenter.return_here()
    assert len(nav.returns_elsewhere) == 1


def test_the_round_that_was_asked_for_goes_out_with_the_supplement(
    desk_app: QApplication, qtbot: QtBot, t: TestDesk, tmp_path: Path
) -> None:
    center = Center(status=SUPPLEMENT, asked_round=2, asked_words="Bản sao chưa rõ")
    page = shown(t, qtbot, WrittenDown(), center)
    assert "Bản sao chưa rõ" in [pair.value for pair in page.presenter.state.pairs]
    scan = tmp_path / "bo-sung.png"
    scan.write_bytes(a_scan(tone=70))
    page.presenter.take_supplement((scan,), "")
    with t.desk.store.read() as connection:
        lines = [
            bytes(line).decode() for line in connection.execute(select(facts.c.line)).scalars()
        ]
    assert ['"round":2' in line for line in lines if "supplement.taken_elsewhere" in line] == [True]


def test_the_results_page_opens_on_the_return_of_the_number(qtbot: QtBot, tmp_path: Path) -> None:
    with an_open_desk(tmp_path) as desk:
        for _ in range(2):  # pressed again it is the same result
            desk.pages.to.open_return_elsewhere(NUMBER, "Nguyễn Thị Mẫu")
        assert desk.window.current_key() == "results"
        results = desk.pages.rooms.results
        assert results is not None
        assert len(results._presenter.found.lying) == 1  # type: ignore[union-attr]
        assert type(results._presenter.state.pane).__name__ == "ReturnPane"
