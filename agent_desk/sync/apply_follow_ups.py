"""Follow-ups of other desks of the site: offered here, and closed once anybody has done them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.domain.assist import FollowUpState
from agent_desk.store.offered_tables import offered_follow_ups
from agent_desk.store.tables import follow_ups
from agent_desk.sync.body import LONG_TEXT, text_of
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.unit import Work
    from agent_desk.wire import Notice

KINDS = frozenset({NoticeKind.FOLLOW_UP_OFFERED.value, NoticeKind.FOLLOW_UP_CLOSED.value})
_OF_A_PERSON = ("what", "citizen_name", "phone")
_CLOSED = frozenset({FollowUpState.DONE.value, FollowUpState.DROPPED.value})


def without_person(notice: Notice, body: Mapping[str, object]) -> dict[str, object]:
    """Give what may stay among the notices: whom it is about is forgotten once it is done."""
    if notice.kind != NoticeKind.FOLLOW_UP_OFFERED.value:
        return dict(body)
    return {key: value for key, value in body.items() if key not in _OF_A_PERSON}


def move_follow_up(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    """Offer a follow-up of another desk, or close one; twice is the same as once."""
    if notice.kind == NoticeKind.FOLLOW_UP_OFFERED.value:
        _offer(work, notice, body)
    elif text_of(body, "state") in _CLOSED:
        _close(work, notice.subject_id, text_of(body, "state"), text_of(body, "desk_code"))


def _offer(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    values = {
        key: text_of(body, key, LONG_TEXT) for key in ("desk_code", "card", "due_on", *_OF_A_PERSON)
    }
    if not values["what"] or not values["due_on"]:
        return
    work.connection.execute(
        upsert(offered_follow_ups)
        .values(
            follow_up_id=notice.subject_id,
            state=FollowUpState.OPEN.value,
            offered_at=work.at_iso,
            **values,
        )
        .on_conflict_do_nothing()
    )


def _close(work: Work, follow_up_id: str, state: str, desk_code: str) -> None:
    """Close what is still open, of this desk or offered; ``done_by`` is the desk that did it."""
    done = {"state": state, "done_at": work.at_iso, "done_by": desk_code}
    for table in (follow_ups, offered_follow_ups):
        forgotten = {"citizen_name": "", "phone": ""} if table is offered_follow_ups else {}
        work.connection.execute(
            update(table)
            .where(
                table.c.follow_up_id == follow_up_id,
                table.c.state == FollowUpState.OPEN.value,
            )
            .values(**done, **forgotten)
        )
