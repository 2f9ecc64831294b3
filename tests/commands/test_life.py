"""The life of a dossier: whatever arrives, however late or often, it never moves backwards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agent_desk.domain.dossier import (
    DossierState,
    NationalStatus,
    after_status,
    allowed_next,
    clock_is_paused,
    is_closed,
    is_outdated,
    is_with_citizen_data_only,
    require_step,
    say,
)
from agent_desk.errors import NotAllowed

S = DossierState
PROGRESS = (
    {S.DRAFT, S.ADVISED},
    {S.WAITING_CITIZEN, S.LODGED, S.TAKEN_IN, S.SEALED, S.IN_TRANSIT, S.HANDED_OVER},
    {S.ACCEPTED},
    {S.IN_PROCESS, S.SUPPLEMENT, S.PAYMENT},
    {S.NOT_ACCEPTED, S.STOPPED, S.WITHDRAWN},
    {S.RESULT_READY},
    {S.RESULT_AT_DESK, S.WITH_POST, S.DELIVERY_FAILED, S.RETURNED, S.SENT_BACK},
)
states = st.sampled_from(DossierState)
statuses = st.sampled_from(NationalStatus)


def progress(state: DossierState) -> int:
    return next(rank for rank, group in enumerate(PROGRESS) if state in group)


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.state = S.DRAFT
        self.furthest = 0
        self.closed_as: DossierState | None = None

    @rule(status=statuses, times=st.integers(1, 3))
    def the_authority_reports(self, status: NationalStatus, times: int) -> None:
        for _ in range(times):
            self.state = after_status(self.state, status)

    @precondition(lambda self: not is_closed(self.state))
    @rule(data=st.data())
    def the_desk_takes_a_step(self, data: st.DataObject) -> None:
        following = data.draw(st.sampled_from(sorted(allowed_next(self.state))))
        require_step(self.state, following)
        self.state = following

    @rule(following=states)
    def the_desk_tries_anything(self, following: DossierState) -> None:
        if following not in allowed_next(self.state):
            with pytest.raises(NotAllowed):
                require_step(self.state, following)

    @invariant()
    def it_never_moves_backwards(self) -> None:
        if self.state is S.DRAFT:  # a citizen who does not confirm gives the case back
            self.furthest = min(self.furthest, 1)
        assert progress(self.state) >= self.furthest or self.furthest == 1
        self.furthest = progress(self.state)

    @invariant()
    def what_is_closed_stays_closed(self) -> None:
        assert self.closed_as in (None, self.state)
        if is_closed(self.state):
            self.closed_as = self.state


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@given(states, statuses)
def test_a_report_never_moves_a_dossier_backwards(
    state: DossierState, status: NationalStatus
) -> None:
    assert progress(after_status(state, status)) >= progress(state)


@given(states, statuses)
def test_the_same_report_twice_is_one_report(state: DossierState, status: NationalStatus) -> None:
    once = after_status(state, status)

    assert after_status(once, status) is once


@given(st.lists(statuses, max_size=8))
def test_reports_played_again_from_the_start_lose_no_progress(
    reports: list[NationalStatus],
) -> None:
    state = S.LODGED
    for report in reports:
        state = after_status(state, report)
    again = state
    for report in reports:
        again = after_status(again, report)

    assert progress(again) >= progress(state)


@pytest.mark.parametrize("state", [S.IN_PROCESS, S.SUPPLEMENT, S.PAYMENT, S.RESULT_READY])
def test_a_late_acceptance_is_outdated(state: DossierState) -> None:
    assert after_status(state, NationalStatus.ACCEPTED) is state
    assert is_outdated(state, NationalStatus.ACCEPTED)


def test_a_supplement_may_be_asked_for_again() -> None:
    assert after_status(S.IN_PROCESS, NationalStatus.SUPPLEMENT) is S.SUPPLEMENT
    assert after_status(S.SUPPLEMENT, NationalStatus.IN_PROCESS) is S.IN_PROCESS


@pytest.mark.parametrize("state", [S.RESULT_AT_DESK, S.DELIVERY_FAILED, S.WITHDRAWN, S.SENT_BACK])
@pytest.mark.parametrize("status", list(NationalStatus))
def test_what_lies_at_the_desk_or_is_over_is_not_moved_by_reports(
    state: DossierState, status: NationalStatus
) -> None:
    assert after_status(state, status) is state


def test_every_state_has_a_name_of_its_own() -> None:
    assert len({say(state) for state in DossierState}) == len(DossierState)


def test_only_what_never_left_the_desk_may_be_changed() -> None:
    assert {state for state in S if is_with_citizen_data_only(state)} == {S.DRAFT, S.ADVISED}


def test_the_authoritys_time_stands_still_while_it_waits_for_the_citizen() -> None:
    N = NationalStatus  # noqa: N806
    assert {status for status in N if clock_is_paused(status)} == {
        N.SUPPLEMENT,
        N.PAYMENT,
        N.STOPPED,
    }
