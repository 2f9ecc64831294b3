"""Calls one after the other; a phone number only while its call is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.outcome_desk import OutcomeDesk
from agent_desk.ui.pages.training_follow_up.page import FollowUpPage
from agent_desk.ui.pages.training_follow_up.presenter import FollowUpPresenter
from tests.support.checked import Came, a_held_session
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    import pytest

    from tests.support.desks import TestDesk


def a_presenter(t: TestDesk, *people: Came) -> FollowUpPresenter:
    a_held_session(t, *people)
    t.clock.advance(days=14)
    presenter = FollowUpPresenter(an_office(t), InlineJobs(), WrittenDown())
    presenter.refresh()
    return presenter


def test_a_phone_is_nowhere_but_in_the_open_call(t: TestDesk) -> None:
    p = a_presenter(t)
    assert "912345678" not in str(p.state).replace(" ", "")
    p.open(p.state.rows[0].key)
    assert p.state.pane is not None
    assert p.state.pane.phone == "0912 345 678"
    p.back()
    assert "912" not in str(p.state)


def test_after_a_call_the_next_one_opens(t: TestDesk) -> None:
    p = a_presenter(t, Came(), Came(name="Vũ Văn Minh", phone="+84987654321"))
    first, second = (row.title for row in p.state.rows)
    p.open(p.state.rows[0].key)
    p.keep(HomeOutcome.ALONE.value, "")
    assert p.state.pane is not None
    assert p.state.pane.name == second
    assert first in p.state.message
    p.keep(HomeOutcome.NOT_REACHED.value, "")
    assert p.state.pane is None
    assert p.state.rows == ()


def test_a_call_without_an_outcome_is_not_kept(t: TestDesk) -> None:
    p = a_presenter(t)
    p.open(p.state.rows[0].key)
    p.keep("", "")
    assert "outcome" in p.state.errors
    assert len(p.state.rows) == 1


def test_who_does_not_want_calls_is_never_due_again(t: TestDesk) -> None:
    p = a_presenter(t)
    p.open(p.state.rows[0].key)
    p.keep(HomeOutcome.DECLINED.value, "")
    a_held_session(t, Came(name="Đỗ An", agrees=()))
    t.clock.advance(days=14)
    p.refresh()
    assert p.state.rows == ()


def test_a_password_in_the_note_is_refused_at_the_note(t: TestDesk) -> None:
    p = a_presenter(t)
    p.open(p.state.rows[0].key)
    p.keep(HomeOutcome.ALONE.value, "mã OTP là 123456")
    assert "note" in p.state.errors


def test_the_badge_counts_who_is_due(t: TestDesk) -> None:
    seen: list[int] = []
    p = a_presenter(t)
    p.watch_badge(seen.append)
    p.refresh()
    assert seen == [1]


def test_leaving_the_page_puts_the_number_away(
    t: TestDesk, desk_app: object, request: pytest.FixtureRequest
) -> None:
    page = FollowUpPage(a_presenter(t))
    request.addfinalizer(page.deleteLater)
    page._open()
    assert "0912" in page.call.phone.text()
    page.on_hidden()
    assert page.presenter.state.pane is None
    assert page.call.isHidden()


def test_the_rail_hears_of_due_calls_once_a_day_before_the_page_was_opened(t: TestDesk) -> None:
    a_held_session(t)
    t.clock.advance(days=14)
    seen: list[int] = []
    nowhere = (lambda _session: None, lambda _topics: None)
    jobs = InlineJobs()
    outcomes = OutcomeDesk(an_office(t), jobs, WrittenDown(), nowhere, seen.append)
    outcomes.refresh()
    outcomes.refresh()
    assert (seen, len(jobs.lanes_used)) == ([1], 1)
    t.clock.advance(days=1)
    outcomes.refresh()
    assert seen == [1, 1]
