"""One learner under two names is merged when somebody says so, and parted again as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.commands.training_register import require_learner, set_learner
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.training.learners import Standing
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.training_tables import (
    learner_merges,
    learners,
    learners_apart,
    session_learners,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.store.tables import StoredRow

_FILLED = ("birth", "ward_code", "phone", "number_mark", "citizen_id")
"""What the entry that stays takes from the other where it has nothing itself."""


def merge_learners(desk: Desk, act: Act, kept_id: str, merged_id: str) -> Done:
    """Make two entries one; the first stays, with the sessions of both. Values: ``merge_id``.

    Raises: InvalidInput if it is one entry, NotFound, NotAllowed if two cards say they are two.
    """
    if kept_id == merged_id:
        raise InvalidInput(tr("Choose two different people."))

    def do(work: Work) -> Mapping[str, str]:
        kept, merged = require_learner(work, kept_id), require_learner(work, merged_id)
        if kept.number_mark and merged.number_mark and kept.number_mark != merged.number_mark:
            raise NotAllowed(
                tr("Their cards are two different ones, so these are two people with one name.")
            )
        merge_id = uuid7()
        filled = [key for key in _FILLED if not getattr(kept, key) and getattr(merged, key)]
        moved, joined = _move_sessions(work, kept_id, merged_id)
        children = _repoint(work, merged_id, kept_id)
        work.connection.execute(
            update(learners)
            .where(learners.c.learner_id == merged_id)
            .values(merged_into=kept_id, changed_at=work.at_iso)
        )
        set_learner(work, kept_id, {key: getattr(merged, key) for key in filled})
        before = {"filled": filled, "moved": moved, "joined": joined, "children": children}
        work.connection.execute(
            insert(learner_merges),
            {
                "merge_id": merge_id,
                "kept_id": kept_id,
                "merged_id": merged_id,
                "before": json.dumps(before),
                "merged_at": work.at_iso,
            },
        )
        body = {"merge_id": merge_id, "merged_id": merged_id, "sessions": [*moved, *joined]}
        work.record(FactKind.LEARNERS_MERGED, kept_id, body)
        return {"merge_id": merge_id}

    return perform(desk, act, "merge_learners", do)


def part_learners(desk: Desk, act: Act, merge_id: str) -> Done:
    """Take a merge back: two entries again, each with its own sessions. What was ticked since
    stays ticked. Raises: NotFound, NotAllowed while a later merge stands on it.
    """

    def do(work: Work) -> Mapping[str, str]:
        merge = _merge(work, merge_id)
        before = json.loads(merge.before)
        for session_id in before["moved"]:
            _give_back(work, session_id, merge)
        _revive(work, before["joined"], merge.merged_id)
        _repoint(work, merge.kept_id, merge.merged_id, tuple(before["children"]))
        set_learner(
            work,
            merge.kept_id,
            {key: None if key == "citizen_id" else "" for key in before["filled"]},
        )
        work.connection.execute(
            update(learners)
            .where(learners.c.learner_id == merge.merged_id)
            .values(merged_into=None, changed_at=work.at_iso)
        )
        work.connection.execute(
            update(learner_merges)
            .where(learner_merges.c.merge_id == merge_id)
            .values(parted_at=work.at_iso)
        )
        body = {"merge_id": merge_id, "merged_id": merge.merged_id}
        work.record(FactKind.LEARNERS_PARTED, merge.kept_id, body)
        return {"kept_id": merge.kept_id, "merged_id": merge.merged_id}

    return perform(desk, act, "part_learners", do)


def say_apart(desk: Desk, act: Act, first_id: str, second_id: str) -> Done:
    """Note that two people are called alike, so that they are not offered as one again."""

    def do(work: Work) -> Mapping[str, str]:
        require_learner(work, first_id)
        require_learner(work, second_id)
        one, other = sorted((first_id, second_id))
        work.connection.execute(
            upsert(learners_apart).on_conflict_do_nothing(),
            {"first_id": one, "second_id": other, "said_at": work.at_iso},
        )
        work.record(FactKind.LEARNERS_APART, first_id, {"other_id": second_id})
        return {}

    return perform(desk, act, "say_apart", do)


def _merge(work: Work, merge_id: str) -> StoredRow:
    row = work.connection.execute(
        select(learner_merges).where(learner_merges.c.merge_id == merge_id)
    ).first()
    if row is None or row.parted_at is not None:
        raise NotFound(tr("This was taken back already. Read the list again (F5)."))
    later = work.connection.execute(
        select(learner_merges.c.merge_id).where(
            learner_merges.c.parted_at.is_(None),
            learner_merges.c.merge_id != merge_id,
            (learner_merges.c.merged_id == row.kept_id)
            | ((learner_merges.c.kept_id == row.kept_id)
               & (learner_merges.c.merge_id > merge_id)),
        )
    ).first()  # fmt: skip
    if later is not None:
        raise NotAllowed(tr("They were merged with somebody else later. Take that back first."))
    return row


def _move_sessions(work: Work, kept_id: str, merged_id: str) -> tuple[list[str], list[str]]:
    """Give the sessions of one to the other: those only one was in, and those both were in."""
    moved, joined = [], []
    theirs = {row.session_id: row for row in _places(work, kept_id)}
    for row in _places(work, merged_id):
        own = theirs.get(row.session_id)
        if own is None:
            _write_place(work, row, kept_id)
            moved.append(row.session_id)
        else:
            _come_together(work, own, row)
            joined.append(row.session_id)
    work.connection.execute(
        update(session_learners)
        .where(session_learners.c.learner_id == merged_id, session_learners.c.removed_at.is_(None))
        .values(removed_at=work.at_iso)
    )
    return moved, joined


def _places(work: Work, learner_id: str) -> list[StoredRow]:
    return list(
        work.connection.execute(
            select(session_learners).where(
                session_learners.c.learner_id == learner_id,
                session_learners.c.removed_at.is_(None),
            )
        )
    )


def _write_place(work: Work, row: StoredRow, learner_id: str) -> None:
    now = {
        "standing": row.standing,
        "source": row.source,
        "signed_up_at": row.signed_up_at,
        "marked_at": row.marked_at,
        "removed_at": None,
    }
    work.connection.execute(
        upsert(session_learners).on_conflict_do_update(
            index_elements=["session_id", "learner_id"], set_=now
        ),
        {"session_id": row.session_id, "learner_id": learner_id, **now},
    )


def _come_together(work: Work, own: StoredRow, other: StoredRow) -> None:
    """Who came under either name has come."""
    if other.standing == Standing.ATTENDED.value != own.standing:
        _write_place(work, other, own.learner_id)


def _give_back(work: Work, session_id: str, merge: StoredRow) -> None:
    """Give a session back to the entry that was merged, as it stands now."""
    here = session_learners.c
    row = work.connection.execute(
        select(session_learners).where(
            here.session_id == session_id,
            here.learner_id == merge.kept_id,
            here.removed_at.is_(None),
        )
    ).first()
    if row is None:
        return
    _write_place(work, row, merge.merged_id)
    work.connection.execute(
        update(session_learners)
        .where(here.session_id == session_id, here.learner_id == merge.kept_id)
        .values(removed_at=work.at_iso)
    )


def _revive(work: Work, sessions: list[str], learner_id: str) -> None:
    work.connection.execute(
        update(session_learners)
        .where(
            session_learners.c.learner_id == learner_id,
            session_learners.c.session_id.in_(sessions),
        )
        .values(removed_at=None)
    )


def _repoint(
    work: Work, from_id: str, to_id: str, only: tuple[str, ...] | None = None
) -> list[str]:
    """Let entries merged earlier point to who stays now; give their ids."""
    condition = learners.c.merged_into == from_id
    if only is not None:
        condition &= learners.c.learner_id.in_(only)
    found = list(work.connection.execute(select(learners.c.learner_id).where(condition)).scalars())
    if found:
        work.connection.execute(
            update(learners).where(learners.c.learner_id.in_(found)).values(merged_into=to_id)
        )
    return found
