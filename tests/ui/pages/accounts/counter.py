"""A clerk at the account help page, and the answers of the usual cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.queries import assist as assist_query
from agent_desk.store.tables import assists
from agent_desk.ui.jobs_inline import InlineJobs, JobRunner
from agent_desk.ui.pages.accounts.presenter import AccountsPresenter
from tests.ui.pages.desk_window import an_office

if TYPE_CHECKING:
    from datetime import date

    from tests.support.desks import TestDesk
    from tests.ui.pages.desk_window import WrittenDown

NEW_ADULT = {"who": "adult", "account": "none", "card": "valid", "phone": "smart", "sim": "own"}
FORGOTTEN = {"who": "adult", "account": "forgotten", "phone": "smart", "sim": "own"}


def a_presenter(t: TestDesk, nav: WrittenDown, jobs: JobRunner | None = None) -> AccountsPresenter:
    presenter = AccountsPresenter(an_office(t), jobs or InlineJobs(), nav)
    presenter.refresh()
    return presenter


def answered(presenter: AccountsPresenter, answers: dict[str, str]) -> AccountsPresenter:
    for question, key in answers.items():
        presenter.answer(question, key)
    return presenter


def step_by_step(presenter: AccountsPresenter) -> AccountsPresenter:
    """Press the primary button until the steps are over."""
    while presenter.state.phase.value == "guiding":
        presenter.go_on()
    return presenter


def rows(t: TestDesk) -> list[assist_query.AssistView]:
    """Give every assist of the desk, oldest first."""
    with t.desk.store.read() as connection:
        ids = connection.execute(assists.select().order_by(assists.c.started_at)).all()
        found = [assist_query.view(connection, row.assist_id) for row in ids]
    return [view for view in found if view is not None]


def due(t: TestDesk, day: date) -> tuple[assist_query.FollowUpRow, ...]:
    with t.desk.store.read() as connection:
        return assist_query.follow_ups_due(connection, day)
