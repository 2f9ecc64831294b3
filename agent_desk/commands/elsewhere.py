"""Dossiers of other desks: what was looked up, edits sent out, proposals decided, supplements."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import reference as references
from agent_desk.domain.elsewhere import EditField, EditState, Purpose, checked_value
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.counter_tables import edits, known_elsewhere
from agent_desk.store.tables import blobs, citizens, clerks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.domain.papers import CheckedFile
    from agent_desk.store.tables import StoredRow
    from agent_desk.wire import LeaseReply, LookUpReply


def keep_look_up(
    desk: Desk, act: Act, number: str, purpose: Purpose, reply: LookUpReply | None
) -> Done:
    """Write down who looked a dossier up and why; keep what the center said for offline hours.

    ``reply`` None: the center could not be asked. Values: ``found``.
    """
    asked = clean(number)[:64]

    def do(work: Work) -> Mapping[str, str]:
        found = reply is not None and reply.found
        if reply is not None and reply.found and not reply.is_own:
            kept = {
                "official_code": reply.official_code,
                "content": json.dumps(asdict(reply), ensure_ascii=False),
                "as_of": reply.as_of,
            }
            work.connection.execute(
                upsert(known_elsewhere)
                .values(reference=reply.reference, epoch=0, **kept)
                .on_conflict_do_update(index_elements=["reference"], set_=kept)
            )
        body = {
            "number": asked,
            "purpose": purpose.value,
            "found": found,
            "was_online": reply is not None,
        }
        subject = reply.reference if reply is not None and reply.found else asked
        work.record(FactKind.DOSSIER_LOOKED_UP, subject, body)
        return {"found": "1" if found else ""}

    return perform(desk, act, "keep_look_up", do)


def keep_lease(desk: Desk, reference: str, lease: LeaseReply) -> None:
    """Keep the lease that the center gave for a dossier that was looked up."""
    with desk.store.write() as connection:
        connection.execute(
            update(known_elsewhere)
            .where(known_elsewhere.c.reference == reference)
            .values(lease_id=lease.lease_id, epoch=lease.epoch, lease_until=lease.until)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One correction of another desk's dossier, and why."""

    reference: str
    field: EditField
    value: str
    reason: str


def make_edit(desk: Desk, act: Act, edit: Edit) -> Done:
    """Send a correction out with the lease this desk has, or had.

    The center decides by its clock: under the lease it is taken over, else the holding desk
    decides. It is never lost. Values: ``edit_id``. Raises: InvalidInput at its fields.
    """
    digits = references.check(edit.reference).digits
    value = checked_value(edit.field, edit.value)
    reason = clean(edit.reason)
    refuse_secrets({"value": value, "reason": reason})
    if not reason:
        words = tr("Write why, so that the other desk can decide.")
        raise InvalidInput(words, {"reason": words})

    def do(work: Work) -> Mapping[str, str]:
        known = work.connection.execute(
            select(known_elsewhere).where(known_elsewhere.c.reference == digits)
        ).first()
        edit_id = uuid7()
        work.connection.execute(
            insert(edits),
            {
                "edit_id": edit_id,
                "reference": digits,
                "is_ours": 1,
                "field": edit.field.value,
                "value": value,
                "reason": reason,
                "state": EditState.SENT.value,
                "made_at": work.at_iso,
            },
        )
        body = {
            "edit_id": edit_id,
            "reference": digits,
            "field": edit.field.value,
            "lease_id": known.lease_id if known is not None else "",
            "epoch": known.epoch if known is not None else 0,
        }
        work.record(FactKind.EDIT_MADE, digits, body, {"value": value, "reason": reason})
        return {"edit_id": edit_id}

    return perform(desk, act, "make_edit", do)


def decide_edit(desk: Desk, act: Act, edit_id: str, answer: str, *, accepts: bool) -> Done:
    """Accept a proposal of another desk, or decline it with a reason.

    Raises: InvalidInput without a reason, Conflict if it was decided before.
    """
    words = clean(answer)
    refuse_secrets({"answer": words})
    if not accepts and not words:
        message = tr("Write why it is declined; the other desk reads it.")
        raise InvalidInput(message, {"answer": message})

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(
            select(edits).where(edits.c.edit_id == edit_id, edits.c.is_ours == 0)
        ).first()
        if row is None:
            raise NotFound(tr("This proposal is not on this PC."))
        if row.state != EditState.OPEN.value:
            raise Conflict(tr("This proposal was decided before."))
        state = EditState.ACCEPTED if accepts else EditState.DECLINED
        if accepts:
            apply_edit(work, row.dossier_id, EditField(row.field), row.value)
        work.connection.execute(
            update(edits)
            .where(edits.c.edit_id == edit_id)
            .values(state=state.value, answer=words, decided_at=work.at_iso)
        )
        body = {
            "edit_id": edit_id,
            "reference": row.reference,
            "field": row.field,
            "accepted": accepts,
        }
        work.record(FactKind.EDIT_DECIDED, row.dossier_id, body, {"answer": words})
        return {"state": state.value}

    return perform(desk, act, "decide_edit", do)


def apply_edit(work: Work, dossier_id: str, field: EditField, value: str) -> None:
    """Take a correction over into the rows of the dossier's submitter; a word changes nothing."""
    if field is EditField.WORD:
        return
    row: StoredRow = rows.dossier(work.connection, dossier_id)
    column = {EditField.PHONE: "phone", EditField.ADDRESS: "address"}[field]
    work.connection.execute(
        update(citizens)
        .where(citizens.c.citizen_id == row.submitter_id)
        .values(**{column: value}, changed_at=work.at_iso)
    )
    rows.reindex_person(work.connection, row.submitter_id)
    work.record(
        FactKind.CITIZEN_RECORDED,
        row.submitter_id,
        {"source": "other_desk", "is_new": False},
        {column: value},
    )
    work.changed.add(dossier_id)


def take_supplement(
    desk: Desk, act: Act, number: str, files: tuple[CheckedFile, ...], words: str
) -> Done:
    """Take scans for a dossier of another desk; the center passes them on and tells that desk.

    Values: ``count``. Raises: InvalidInput without a file or with a wrong number.
    """
    digits = references.check(number).digits
    said = clean(words)
    refuse_secrets({"words": said, "files": "\n".join(file.name for file in files)})
    if not files:
        message = tr("Scan or choose the papers first.")
        raise InvalidInput(message, {"files": message})
    kept = {desk.store.blobs.put(file.data): file for file in files}

    def do(work: Work) -> Mapping[str, str]:
        for sha256, file in kept.items():
            row = {"sha256": sha256, "size_bytes": len(file.data), "media_type": file.media_type}
            work.connection.execute(
                upsert(blobs).on_conflict_do_nothing(), {**row, "stored_at": work.at_iso}
            )
        body = {
            "reference": digits,
            "blobs": list(kept),
            "round": _round_asked(work, digits),
            "files": [_file(sha256, file) for sha256, file in kept.items()],
        }
        clerk: str | None = work.connection.execute(
            select(clerks.c.name).where(clerks.c.clerk_id == act.author_id)
        ).scalar()
        names = [file.name for file in kept.values()]
        private = {"words": said, "clerk": clerk or "", "names": names}
        work.record(FactKind.SUPPLEMENT_ELSEWHERE, digits, body, private)
        return {"count": str(len(kept))}

    return perform(desk, act, "take_supplement_elsewhere", do)


def _round_asked(work: Work, reference: str) -> int:
    """Give the round that the last look-up said is asked for; 0 leaves it to the center."""
    content: str | None = work.connection.execute(
        select(known_elsewhere.c.content).where(known_elsewhere.c.reference == reference)
    ).scalar()
    number = json.loads(content).get("asked_round", 0) if content else 0
    return number if isinstance(number, int) else 0


def _file(sha256: str, file: CheckedFile) -> dict[str, object]:
    return {
        "sha256": sha256,
        "width_px": file.width_px,
        "height_px": file.height_px,
        "pages": file.pages,
    }
