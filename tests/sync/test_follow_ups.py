"""A follow-up of another desk of the site: offered once, done here or there, then forgotten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.commands.assist import close_follow_up
from agent_desk.domain.assist import FollowUpState
from agent_desk.domain.ledger import parse
from agent_desk.ids import FollowUpId
from agent_desk.queries.assist import FollowUpRow, follow_ups_due
from agent_desk.store import ledger
from agent_desk.store.offered_tables import offered_follow_ups
from agent_desk.store.tables import notices
from agent_desk.wire import NoticeKind
from tests.support.desks import told

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

DAY = date(2026, 11, 23)
OFFER = {
    "desk_code": "00103",
    "card": "vneid_muc_2",
    "due_on": "2026-11-23",
    "what": "Kích hoạt tài khoản",
    "citizen_name": "Lê Văn B",
    "phone": "+84912345678",
}


def offered(t: TestDesk, follow_up_id: str = "one", **changes: object) -> None:
    told(t, NoticeKind.FOLLOW_UP_OFFERED, follow_up_id, **{**OFFER, **changes})


def due(t: TestDesk) -> tuple[FollowUpRow, ...]:
    with t.desk.store.read() as connection:
        return follow_ups_due(connection, DAY)


def held(t: TestDesk) -> tuple[str, str, str]:
    with t.desk.store.read() as connection:
        row = connection.execute(select(offered_follow_ups)).one()
    return row.state, row.citizen_name, row.phone


def close(t: TestDesk, state: FollowUpState = FollowUpState.DONE) -> str:
    return close_follow_up(t.desk, t.act(), FollowUpId("one"), state)["state"]


def test_any_desk_of_the_site_sees_what_another_arranged(t: TestDesk) -> None:
    offered(t)
    offered(t)
    (row,) = due(t)
    assert (row.what, row.citizen_name, row.desk_code) == (
        "Kích hoạt tài khoản", "Lê Văn B", "00103",
    )  # fmt: skip


def test_done_here_it_is_told_in_a_fact_and_whom_it_was_about_is_forgotten(t: TestDesk) -> None:
    offered(t)
    assert close(t) == "done"
    assert due(t) == ()
    assert held(t) == ("done", "", "")
    with t.desk.store.read() as connection:
        fact = parse(list(ledger.lines(connection))[-1])
    assert (fact.kind, fact.subject_id, fact.body["state"]) == ("follow_up.closed", "one", "done")


def test_done_elsewhere_it_goes_and_a_late_press_here_changes_nothing(t: TestDesk) -> None:
    offered(t)
    told(t, NoticeKind.FOLLOW_UP_CLOSED, "one", state="dropped", desk_code="00103")
    assert due(t) == ()
    assert close(t) == "dropped"
    assert held(t) == ("dropped", "", "")


def test_two_desks_that_both_did_it_both_keep_their_own_word(t: TestDesk) -> None:
    offered(t)
    close(t)
    told(t, NoticeKind.FOLLOW_UP_CLOSED, "one", state="dropped", desk_code="00103")
    assert held(t)[0] == "done"


def test_among_the_notices_nobody_is_named(t: TestDesk) -> None:
    offered(t)
    with t.desk.store.read() as connection:
        body = connection.execute(select(notices.c.body)).scalar_one()
    assert "Lê Văn B" not in body
    assert "84912345678" not in body


def test_an_offer_without_words_or_an_end_of_no_kind_changes_nothing(t: TestDesk) -> None:
    offered(t, what=7)
    offered(t, "one", what="")
    assert due(t) == ()
    offered(t)
    told(t, NoticeKind.FOLLOW_UP_CLOSED, "one", state="open")
    assert len(due(t)) == 1
