"""The register of a session: who signed up, who came, what they agreed to; ids are never kept."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.clock import local
from agent_desk.commands.training_sessions import require_session
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.people import clean_name
from agent_desk.domain.text import fold, name_sort_key
from agent_desk.domain.training.learners import (
    GivenBy,
    LearnerConsent,
    Source,
    Standing,
    clean_representative,
    require_consents,
)
from agent_desk.domain.training.sessions import SessionState
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.tables import citizens
from agent_desk.store.tables import desk as desk_table
from agent_desk.store.training_tables import learner_consents, learners, session_learners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent_desk.store.tables import StoredRow

MOST_LINES = 500
_LEARNER = select(learners).where(learners.c.learner_id == bindparam("learner_id"))
_PLACE = select(session_learners).where(
    session_learners.c.session_id == bindparam("session_id"),
    session_learners.c.learner_id == bindparam("learner_id"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLearner:
    """Somebody for the list. ``learner_id`` is set where a known learner was chosen.

    ``birth`` as ``domain.training.learners`` keeps it, ``phone`` E.164 or empty. ``number`` is
    that of a scanned card: it finds the learner again and is not kept.
    """

    name: str
    birth: str = ""
    ward_code: str = ""
    phone: str = ""
    number: str = ""
    citizen_id: str = ""
    learner_id: str = ""
    source: Source = Source.DOOR
    standing: Standing = Standing.ATTENDED
    consents: tuple[LearnerConsent, ...] = ()


def register_learner(desk: Desk, act: Act, session_id: str, new: NewLearner) -> Done:
    """Put somebody on the list of a session; more than there are seats is allowed.

    Values: ``learner_id``, ``is_new``, ``was_listed``, ``over_seats`` (each yes or no).
    Raises: InvalidInput, NotFound, NotAllowed if the session was canceled.
    """
    _refuse_secrets(new)

    def do(work: Work) -> Mapping[str, str]:
        session = _open_for_people(work, session_id)
        return _register(work, session, new)

    return perform(desk, act, "register_learner", do)


def enter_roster(desk: Desk, act: Act, session_id: str, lines: Sequence[NewLearner]) -> Done:
    """Enter the lines of a paper list in one act, all or none. Values: ``count``, ``new``.

    Raises: InvalidInput whose fields are ``line-<n>`` from 0, NotFound, NotAllowed.
    """
    if len(lines) > MOST_LINES:
        raise InvalidInput(tr("At most {n} lines can be entered at once.", n=MOST_LINES))
    for line in lines:
        _refuse_secrets(line)

    def do(work: Work) -> Mapping[str, str]:
        session = _open_for_people(work, session_id)
        done = [_entered(work, session, number, line) for number, line in enumerate(lines)]
        new = sum(values["is_new"] == "yes" for values in done)
        return {"count": str(len(done)), "new": str(new)}

    return perform(desk, act, "enter_roster", do)


def mark_attendance(desk: Desk, act: Act, session_id: str, marks: Mapping[str, Standing]) -> Done:
    """Tick who came, by learner id; a later tick corrects an earlier one. Values: ``count``."""

    def do(work: Work) -> Mapping[str, str]:
        _open_for_people(work, session_id)
        changed = []
        for learner_id, standing in marks.items():
            place = _place(work, session_id, learner_id)
            if place.standing == standing.value:
                continue
            _set_place(work, place, standing=standing.value, marked_at=work.at_iso)
            changed.append({"learner_id": learner_id, "standing": standing.value})
        if changed:
            work.record(FactKind.ATTENDANCE_MARKED, session_id, {"marks": changed})
        return {"count": str(len(changed))}

    return perform(desk, act, "mark_attendance", do)


def sign_off(desk: Desk, act: Act, session_id: str, learner_id: str) -> Done:
    """Take somebody off the list of a session; they stay known. Raises: NotFound."""

    def do(work: Work) -> Mapping[str, str]:
        place = _place(work, session_id, learner_id)
        _set_place(work, place, removed_at=work.at_iso)
        work.record(FactKind.LEARNER_SIGNED_OFF, learner_id, {"session_id": session_id})
        return {}

    return perform(desk, act, "sign_off", do)


def answer_consents(
    desk: Desk, act: Act, session_id: str, learner_id: str, answers: tuple[LearnerConsent, ...]
) -> Done:
    """Keep what a learner agreed to or took back; ``session_id`` may be empty.

    Raises: InvalidInput where a child would agree alone, NotFound.
    """
    refuse_secrets({"representative": " ".join(a.representative for a in answers)})

    def do(work: Work) -> Mapping[str, str]:
        row = require_learner(work, learner_id)
        _keep_consents(work, session_id, row, answers)
        return {"count": str(len(answers))}

    return perform(desk, act, "answer_consents", do)


def change_learner(desk: Desk, act: Act, session_id: str, learner_id: str, new: NewLearner) -> Done:
    """Correct what is kept of a learner, and keep the answers of ``new.consents`` with it.

    Values: ``changed``, the fields. Raises: InvalidInput, NotFound.
    """
    _refuse_secrets(new)

    def do(work: Work) -> Mapping[str, str]:
        row = require_learner(work, learner_id)
        now = {"name": clean_name(new.name), "birth": new.birth}
        now |= {"ward_code": new.ward_code, "phone": new.phone}
        fields = [key for key, value in now.items() if value != getattr(row, key)]
        if fields:
            set_learner(work, learner_id, now)
            work.record(FactKind.LEARNER_CHANGED, learner_id, {"fields": fields}, now)
        _keep_consents(work, session_id, require_learner(work, learner_id), new.consents)
        return {"changed": " ".join(fields)}

    return perform(desk, act, "change_learner", do)


def require_learner(work: Work, learner_id: str) -> StoredRow:
    """Give the row of a learner who is not merged into another. Raises: NotFound."""
    row = work.connection.execute(_LEARNER, {"learner_id": learner_id}).first()
    if row is None or row.merged_into is not None:
        raise NotFound(tr("This person is no longer on the list. Read the list again (F5)."))
    return row


def set_learner(work: Work, learner_id: str, now: Mapping[str, object]) -> None:
    """Write what changed of a learner."""
    more = {}
    if "name" in now:
        name = str(now["name"])
        more = {"name_folded": fold(name), "sort_key": name_sort_key(name)}
    work.connection.execute(
        update(learners)
        .where(learners.c.learner_id == learner_id)
        .values(**now, **more, changed_at=work.at_iso)
    )


def _register(work: Work, session: StoredRow, new: NewLearner) -> dict[str, str]:
    found = _known(work, new)
    known = _record(work, new) if found is None else _complete(work, found, new)
    was_listed = _put_on_list(work, session, known.learner_id, new)
    _keep_consents(work, session.session_id, known, new.consents)
    over = _taken(work, session.session_id) > session.seats
    if not was_listed:
        body = {"session_id": session.session_id, "source": new.source.value}
        work.record(FactKind.LEARNER_SIGNED_UP, known.learner_id, {**body, "is_over_seats": over})
    answers = {"is_new": found is None, "was_listed": was_listed, "over_seats": over}
    said = {key: "yes" if value else "no" for key, value in answers.items()}
    return {"learner_id": known.learner_id, **said}


def _entered(work: Work, session: StoredRow, number: int, line: NewLearner) -> dict[str, str]:
    try:
        return _register(work, session, line)
    except InvalidInput as error:
        raise InvalidInput(error.message, {f"line-{number}": error.message}) from error


def _known(work: Work, new: NewLearner) -> StoredRow | None:
    """Find who it is by what is sure: chosen, the same card, the same citizen. Never by a name."""
    if new.learner_id:
        return require_learner(work, new.learner_id)
    live = select(learners).where(learners.c.merged_into.is_(None))
    if new.number:
        mark = _mark(work, new.number)
        found = work.connection.execute(live.where(learners.c.number_mark == mark)).first()
        if found is not None:
            return found
    citizen_id = _citizen(work, new)
    if citizen_id:
        return work.connection.execute(live.where(learners.c.citizen_id == citizen_id)).first()
    return None


def _record(work: Work, new: NewLearner) -> StoredRow:
    learner_id, name = uuid7(), clean_name(new.name)
    citizen_id = _citizen(work, new)
    kept = {"name": name, "birth": new.birth, "ward_code": new.ward_code, "phone": new.phone}
    work.connection.execute(
        insert(learners),
        {
            **kept,
            "learner_id": learner_id,
            "name_folded": fold(name),
            "sort_key": name_sort_key(name),
            "number_mark": _mark(work, new.number),
            "citizen_id": citizen_id or None,
            "recorded_at": work.at_iso,
            "changed_at": work.at_iso,
        },
    )
    body = {"source": new.source.value, "is_known_citizen": bool(citizen_id)}
    work.record(FactKind.LEARNER_REGISTERED, learner_id, body, kept)
    return require_learner(work, learner_id)


def _complete(work: Work, known: StoredRow, new: NewLearner) -> StoredRow:
    """Fill in what was not known of a learner; what is known stays until somebody corrects it."""
    said = {"birth": new.birth, "ward_code": new.ward_code, "phone": new.phone}
    said |= {"number_mark": _mark(work, new.number), "citizen_id": _citizen(work, new)}
    added = {key: value for key, value in said.items() if value and not getattr(known, key)}
    if not added:
        return known
    set_learner(work, known.learner_id, added)
    told = {key: value for key, value in added.items() if key in {"birth", "ward_code", "phone"}}
    if told:
        body = {"fields": sorted(told)}
        work.record(FactKind.LEARNER_CHANGED, known.learner_id, body, told)
    return require_learner(work, known.learner_id)


def _put_on_list(work: Work, session: StoredRow, learner_id: str, new: NewLearner) -> bool:
    """Put a learner on the list; say whether they were on it. Having come is never taken back."""
    named = {"session_id": session.session_id, "learner_id": learner_id}
    row = work.connection.execute(_PLACE, named).first()
    has_come = new.standing is Standing.ATTENDED
    if row is not None and row.removed_at is None:
        if has_come and row.standing != Standing.ATTENDED.value:
            _set_place(work, row, standing=new.standing.value, marked_at=work.at_iso)
            marks = [{"learner_id": learner_id, "standing": new.standing.value}]
            work.record(FactKind.ATTENDANCE_MARKED, session.session_id, {"marks": marks})
        return True
    now = {
        "standing": new.standing.value,
        "source": new.source.value,
        "signed_up_at": work.at_iso,
        "marked_at": work.at_iso if has_come else None,
        "removed_at": None,
    }
    work.connection.execute(
        upsert(session_learners).on_conflict_do_update(
            index_elements=["session_id", "learner_id"], set_=now
        ),
        {**named, **now},
    )
    if has_come:
        marks = [{"learner_id": learner_id, "standing": new.standing.value}]
        work.record(FactKind.ATTENDANCE_MARKED, session.session_id, {"marks": marks})
    return False


def _keep_consents(
    work: Work, session_id: str, learner: StoredRow, answers: tuple[LearnerConsent, ...]
) -> None:
    require_consents(answers, learner.birth, local(work.at).date())
    for answer in answers:
        is_other = answer.given_by is GivenBy.REPRESENTATIVE
        who = clean_representative(answer.representative) if is_other and answer.given else ""
        said = {"purpose": answer.purpose.value, "given_by": answer.given_by.value}
        work.connection.execute(
            insert(learner_consents),
            {
                **said,
                "consent_id": uuid7(),
                "learner_id": learner.learner_id,
                "session_id": session_id or None,
                "given": int(answer.given),
                "representative": who,
                "recorded_at": work.at_iso,
            },
        )
        body = {**said, "session_id": session_id, "given": answer.given}
        private = {"representative": who} if who else None
        work.record(FactKind.LEARNER_CONSENTED, learner.learner_id, body, private)


def _open_for_people(work: Work, session_id: str) -> StoredRow:
    row = require_session(work, session_id)
    if row.state == SessionState.CANCELED.value:
        raise NotAllowed(tr("This session was canceled. Choose another one."))
    return row


def _place(work: Work, session_id: str, learner_id: str) -> StoredRow:
    named = {"session_id": session_id, "learner_id": learner_id}
    row = work.connection.execute(_PLACE, named).first()
    if row is None or row.removed_at is not None:
        raise NotFound(tr("This person is no longer on the list. Read the list again (F5)."))
    return row


def _set_place(work: Work, place: StoredRow, **now: object) -> None:
    work.connection.execute(
        update(session_learners)
        .where(
            session_learners.c.session_id == place.session_id,
            session_learners.c.learner_id == place.learner_id,
        )
        .values(**now)
    )


def _taken(work: Work, session_id: str) -> int:
    found: int | None = work.connection.execute(
        select(func.count())
        .select_from(session_learners)
        .where(
            session_learners.c.session_id == session_id,
            session_learners.c.removed_at.is_(None),
            session_learners.c.standing != Standing.ABSENT.value,
        )
    ).scalar()
    return found or 0


def _citizen(work: Work, new: NewLearner) -> str:
    if new.citizen_id or not new.number:
        return new.citizen_id
    found = work.connection.execute(
        select(citizens.c.citizen_id).where(citizens.c.number == new.number)
    ).scalar()
    return found or ""


def _mark(work: Work, number: str) -> str:
    """Make a mark that only this desk can make again from the same card."""
    if not number:
        return ""
    key: bytes = work.connection.execute(select(desk_table.c.private_key)).scalar_one()
    return hmac.new(key, b"learner/1/" + number.encode(), hashlib.sha256).hexdigest()


def _refuse_secrets(new: NewLearner) -> None:
    said = " ".join(answer.representative for answer in new.consents)
    refuse_secrets({"name": new.name, "representative": said})
