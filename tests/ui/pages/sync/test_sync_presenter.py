from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.sync import presenter as presenter_module
from agent_desk.ui.pages.sync.presenter import SyncPresenter
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind
from tests.support.desks import TestDesk, a_lodged_dossier, opened_desk
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.ui.pages.sync.words import Pill


@pytest.fixture
def shown(t: TestDesk, nav: WrittenDown) -> SyncPresenter:
    return SyncPresenter(an_office(t), InlineJobs(), nav)


def test_the_queue_stands_oldest_first_with_its_short_number(
    t: TestDesk, shown: SyncPresenter
) -> None:
    a_lodged_dossier(t)
    shown.refresh()
    rows = shown.state.rows
    assert [row.lead for row in rows] == [f"#{n}" for n in range(1, len(rows) + 1)]
    assert rows[-1].title == "Dossier 001 · Lodged online"
    assert {row.pill for row in rows} == {"waiting"}


def test_taken_by_the_center_is_not_yet_held(t: TestDesk, shown: SyncPresenter) -> None:
    a_lodged_dossier(t)
    t.center.drop_answers = 0
    report = t.sync(_WithoutReceipt(t))
    assert report.error
    shown.refresh()
    assert {row.pill for row in shown.state.rows} == {"taken by the center"}
    assert shown.state.waiting.tone is Tone.WAITING


class _WithoutReceipt:
    """The fake center, cut off before it signs."""

    def __init__(self, t: TestDesk) -> None:
        self._center = t.center

    def __getattr__(self, name: str) -> object:
        if name == "receipt":
            self._center.is_down = True
        return getattr(self._center, name)


def test_a_long_queue_is_shown_in_part_and_counted_whole(
    t: TestDesk, shown: SyncPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenter_module, "_QUEUE_SHOWN", 3)
    a_lodged_dossier(t)
    shown.refresh()
    assert len(shown.state.rows) == 3
    assert shown.state.beyond.startswith("and ")


def test_after_a_sync_the_receipt_is_named(t: TestDesk, shown: SyncPresenter) -> None:
    a_lodged_dossier(t)
    t.sync()
    shown.refresh()
    assert shown.state.rows == ()
    assert shown.state.detail.tone is Tone.GOOD
    assert shown.state.detail.text.startswith("Signed receipt")
    assert any("holds entries 1 to" in line.text for line in shown.state.book)


def test_without_a_receipt_it_says_what_would_be_lost(t: TestDesk, shown: SyncPresenter) -> None:
    t.sync()
    a_lodged_dossier(t)
    shown.refresh()
    assert any(line.text.startswith("If this PC broke now") for line in shown.state.book)


def test_a_stop_is_explained(t: TestDesk, shown: SyncPresenter) -> None:
    t.sync()
    t.center.tell(NoticeKind.STATUS_CHANGED.value, "x")
    t.center.notes[0] = _with_number(t, 7)
    t.sync()
    shown.refresh()
    assert "Sending has stopped (notice_gap)" in shown.state.stopped


def _with_number(t: TestDesk, number: int) -> object:
    from dataclasses import replace

    return replace(t.center.notes[0], number=number)


def test_send_now_is_asked_once_while_it_runs(shown: SyncPresenter, nav: WrittenDown) -> None:
    shown.refresh()
    shown.send_now()
    shown.set_progress(True)
    shown.send_now()
    assert nav.syncs == 1
    shown.set_progress(False)
    shown.send_now()
    assert nav.syncs == 2


def test_practice_sends_nothing(tmp_path: Path, nav: WrittenDown) -> None:
    with opened_desk(tmp_path / "practice", is_practice=True) as t:
        shown = SyncPresenter(an_office(t), InlineJobs(), nav)
        shown.refresh()
        shown.send_now()
        assert nav.syncs == 0
        assert shown.state.headline == "Practice: nothing leaves this PC."


def test_the_pill_is_told_of_every_change(t: TestDesk, shown: SyncPresenter) -> None:
    told: list[Pill] = []
    shown.watch_pill(told.append)
    assert told == []
    shown.refresh()
    shown.set_progress(True)
    shown.set_progress(False)
    assert [pill.tone for pill in told if pill.text == "Sending…"]
    assert told[-1].tone is Tone.WAITING


def test_the_share_grows_while_it_is_sent(t: TestDesk, shown: SyncPresenter) -> None:
    a_lodged_dossier(t)
    shown.refresh()
    shown.set_progress(True)
    assert shown.state.share == 0.0
    t.sync()
    shown.set_progress(True)
    assert shown.state.share == 1.0
    shown.set_progress(False)
    assert shown.state.share is None


def test_the_chain_is_checked_on_demand(t: TestDesk, shown: SyncPresenter) -> None:
    shown.refresh()
    assert shown.state.chain is None
    shown.verify()
    assert shown.state.chain is not None
    assert shown.state.chain.tone is Tone.GOOD


def test_it_says_where_the_key_lies(shown: SyncPresenter) -> None:
    shown.refresh()
    assert "key" in shown.state.key_place
