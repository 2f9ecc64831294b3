"""Edits between desks: taken over under a lease, kept as proposals otherwise, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.commands.elsewhere import apply_edit
from agent_desk.domain.elsewhere import EditField, EditState, checked_value
from agent_desk.errors import InvalidInput
from agent_desk.store.counter_tables import edits
from agent_desk.store.tables import dossiers
from agent_desk.sync.body import text_of
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.unit import Work
    from agent_desk.wire import Notice

KINDS = frozenset({NoticeKind.EDIT_OFFERED.value, NoticeKind.EDIT_ANSWERED.value})


def move_edit(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    """Take an edit of another desk in, or note what became of one of ours; twice is once."""
    if notice.kind == NoticeKind.EDIT_OFFERED.value:
        _offered(work, notice, body)
        return
    state = text_of(body, "state")
    if state in {one.value for one in EditState}:
        work.connection.execute(
            update(edits)
            .where(edits.c.edit_id == notice.subject_id, edits.c.is_ours == 1)
            .values(
                state=state,
                answer=text_of(body, "answer"),
                site=text_of(body, "site"),
                decided_at=work.at_iso,
            )
        )


def _offered(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    dossier_id: str | None = work.connection.execute(
        select(dossiers.c.dossier_id).where(dossiers.c.reference == text_of(body, "reference"))
    ).scalar()
    field, value = text_of(body, "field"), text_of(body, "value")
    state = EditState.OPEN
    if dossier_id is not None and body.get("has_lease") is True:
        state = _applied(work, dossier_id, field, value)
    work.connection.execute(
        upsert(edits)
        .values(
            edit_id=notice.subject_id,
            reference=text_of(body, "reference"),
            dossier_id=dossier_id,
            is_ours=0,
            field=field,
            value=value,
            reason=text_of(body, "reason"),
            state=state.value,
            site=text_of(body, "site"),
            desk_code=text_of(body, "desk_code"),
            made_at=text_of(body, "at") or work.at_iso,
            decided_at=work.at_iso if state is EditState.APPLIED else None,
        )
        .on_conflict_do_nothing()
    )


def _applied(work: Work, dossier_id: str, field: str, value: str) -> EditState:
    """Take it over; what cannot be, waits for a person instead of being dropped."""
    try:
        known = EditField(field)
        apply_edit(work, dossier_id, known, checked_value(known, value))
    except (ValueError, InvalidInput):
        return EditState.OPEN
    return EditState.APPLIED
