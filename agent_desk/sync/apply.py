"""Notices of the center become rows of the desk; status never moves backwards."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from agent_desk.clock import HANOI, from_iso, to_iso
from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.dossier import DossierState, NationalStatus, after_status, is_outdated
from agent_desk.domain.facts import AuthorType, FactKind
from agent_desk.errors import CenterRefused, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import IntentId
from agent_desk.store.tables import dossiers, notices
from agent_desk.sync import apply_edits, apply_findings, apply_follow_ups, bags
from agent_desk.sync.apply_follow_ups import without_person
from agent_desk.sync.apply_results import (
    note_dispute,
    note_electronic,
    note_request,
    note_returned_elsewhere,
)
from agent_desk.sync.apply_supplements import note_supplement_elsewhere
from agent_desk.sync.body import text_of
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow
    from agent_desk.wire import Notice


_ENDS = {
    NoticeKind.REFUSED.value: NationalStatus.NOT_ACCEPTED,
    NoticeKind.STOPPED.value: NationalStatus.STOPPED,
}
"""The status that a letter of the authority brings with it."""


def last_applied(connection: Connection) -> int:
    """Give the number of the newest notice applied here; 0 when there is none."""
    return connection.execute(select(func.max(notices.c.number))).scalar() or 0


def apply_notice(desk: Desk, notice: Notice) -> Done:
    """Apply one notice with its fact; applying it again changes nothing.

    A notice about a dossier that is not here, or of an unknown kind, is kept all the same.
    Raises: CenterRefused if its number leaves a gap, or its id was used for something else.
    """
    act = Act(
        intent_id=IntentId(notice.notice_id),
        author_id=desk.identity.desk_id,
        author_type=AuthorType.DESK,
    )

    def do(work: Work) -> Mapping[str, str]:
        due = last_applied(work.connection) + 1
        if notice.number != due:
            raise _gap(notice, due)
        body = _body(notice)
        kept = without_person(notice, body)
        work.connection.execute(
            insert(notices),
            {
                "number": notice.number,
                "notice_id": notice.notice_id,
                "kind": notice.kind,
                "subject_id": notice.subject_id,
                "issued_at": notice.issued_at,
                "body": json.dumps(kept, ensure_ascii=False),
                "applied_at": work.at_iso,
            },
        )
        _move(work, notice, body)
        work.record(
            FactKind.NOTICE_APPLIED,
            notice.subject_id,
            {
                "number": notice.number,
                "notice_id": notice.notice_id,
                "notice_kind": notice.kind,
            },
        )
        return {"number": str(notice.number)}

    try:
        done = perform(desk, act, "apply_notice", do)
    except NotAllowed as error:
        raise _gap(notice, notice.number) from error
    if done.repeated and done["number"] != str(notice.number):
        raise _gap(notice, int(done["number"]))
    return done


def _gap(notice: Notice, due: int) -> CenterRefused:
    return CenterRefused(
        tr(
            "The center's notices have a gap (number {got} where {due} was due). "
            "Call technical support; go on serving, everything stays saved.",
            got=notice.number,
            due=due,
        ),
        code="notice_gap",
    )


def _body(notice: Notice) -> dict[str, object]:
    try:
        raw = json.loads(notice.body)
    except ValueError:
        return {"unreadable": notice.body[:2000]}
    return raw if isinstance(raw, dict) else {"unreadable": notice.body[:2000]}


_ELSEWHERE = (
    (bags.KINDS, bags.move_custody),
    (apply_edits.KINDS, apply_edits.move_edit),
    (apply_findings.KINDS, apply_findings.move_finding),
    (apply_follow_ups.KINDS, apply_follow_ups.move_follow_up),
)
"""Notices about something else than one dossier of this desk."""


def _move(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    for kinds, move in _ELSEWHERE:
        if notice.kind in kinds:
            move(work, notice, body)
            return
    if notice.kind in _DISPUTES:
        note_dispute(work, notice, body, _DISPUTES[notice.kind])
        return
    try:
        row = rows.dossier(work.connection, notice.subject_id)
    except NotFound:
        return
    if notice.kind in _TAKES:
        _TAKES[notice.kind](work, row, body)
    elif notice.kind == NoticeKind.SUPPLEMENT_REQUESTED.value:
        due = note_request(work, notice, _instant(body, "due_on"))
        _advance(work, row, NationalStatus.SUPPLEMENT, next_action_at=due)
    elif notice.kind in _ENDS:
        _advance(work, row, _ENDS[notice.kind])
    elif notice.kind == NoticeKind.RESULT_READY.value:
        _advance(
            work,
            row,
            NationalStatus.SETTLED,
            result_form=text_of(body, "form"),
            result_number=text_of(body, "result_number"),
        )
        note_electronic(work, row.dossier_id, body)


def _keep_code(work: Work, row: StoredRow, body: Mapping[str, object]) -> None:
    code = text_of(body, "official_code")
    if not code or row.official_code not in (None, code):
        return
    work.connection.execute(
        update(dossiers)
        .where(dossiers.c.dossier_id == row.dossier_id)
        .values(official_code=code, due_at=_instant(body, "due_at"))
    )
    rows.reindex(work.connection, row.dossier_id)
    _advance(work, row, NationalStatus.ACCEPTED)


def _keep_new_date(work: Work, row: StoredRow, body: Mapping[str, object]) -> None:
    """Take over the later date of return that an apology names; it never moves earlier."""
    due_at = _instant(body, "due_at")
    if due_at is None or (row.due_at is not None and due_at <= row.due_at):
        return
    work.connection.execute(
        update(dossiers)
        .where(dossiers.c.dossier_id == row.dossier_id)
        .values(due_at=due_at, changed_at=work.at_iso)
    )


def _keep_status(work: Work, row: StoredRow, body: Mapping[str, object]) -> None:
    number = body.get("status")
    if isinstance(number, int) and number in {status.value for status in NationalStatus}:
        _advance(work, row, NationalStatus(number))


_TAKES: dict[str, Callable[[Work, StoredRow, Mapping[str, object]], None]] = {
    NoticeKind.CODE_ISSUED.value: _keep_code,
    NoticeKind.STATUS_CHANGED.value: _keep_status,
    NoticeKind.APOLOGIZED.value: _keep_new_date,
    NoticeKind.RETURNED_ELSEWHERE.value: note_returned_elsewhere,
    NoticeKind.SUPPLEMENT_ELSEWHERE.value: note_supplement_elsewhere,
}
_DISPUTES = {
    NoticeKind.RETURN_DISPUTED.value: DisputeKind.RETURNED_TWICE,
    NoticeKind.SUPPLEMENT_TWICE.value: DisputeKind.SUPPLEMENTED_TWICE,
}
"""What two desks recorded of one matter: a neutral item at both, whoever holds the dossier."""


def _advance(work: Work, row: StoredRow, status: NationalStatus, **columns: object) -> None:
    """Take over what the authority reported, unless we know of something later.

    The same status may come twice, the second time with more to say: a result is first settled
    (a status) and then described (its own notice).
    """
    before = DossierState(row.state)
    if is_outdated(before, status):
        return
    following = after_status(before, status)
    if following is before and not columns:
        return
    if following is DossierState.RETURNED:
        columns["closed_at"] = work.at_iso
    rows.set_state(work, row.dossier_id, following, **columns)


def _instant(body: Mapping[str, object], key: str) -> str | None:
    """Read an instant, or a day as its last minute in Hanoi; None if it is neither."""
    text = text_of(body, key)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    try:
        if day is None:
            return to_iso(from_iso(text))
    except ValueError:
        return None
    return to_iso(datetime.combine(day, time(23, 59), HANOI))
