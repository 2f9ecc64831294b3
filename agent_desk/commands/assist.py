"""Help given without a dossier: begun, ended with a coded reason, followed up on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.clock import from_iso, local
from agent_desk.commands.citizen import Purpose, has_consent
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.assist import FollowUpState, Reason
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean, clean_lines
from agent_desk.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import AssistId, CitizenId, DossierId, FollowUpId, VisitId, uuid7
from agent_desk.store.offered_tables import offered_follow_ups
from agent_desk.store.tables import assists, citizens, follow_ups, visits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.store.tables import StoredRow

_FARTHEST_DAYS = 366
_LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssist:
    """In which visit, with which card; the citizen and the dossier may stay unnamed."""

    visit_id: VisitId
    card: str
    card_version: str
    citizen_id: CitizenId | None = None
    dossier_id: DossierId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFollowUp:
    """What somebody at a desk shall do, and on which day."""

    due_on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How an assist ended; ``card`` is the one that was open last."""

    card: str
    card_version: str
    reason: Reason
    note: str = ""
    steps_done: int = 0
    citizen_id: CitizenId | None = None
    follow_up: NewFollowUp | None = None


def open_assist(desk: Desk, act: Act, new: NewAssist) -> Done:
    """Begin to help; the time counts from here. Values: ``assist_id``. Raises: NotFound."""

    def do(work: Work) -> Mapping[str, str]:
        _require_visit(work, new.visit_id)
        assist_id = uuid7()
        named = {
            "visit_id": new.visit_id,
            "citizen_id": new.citizen_id,
            "dossier_id": new.dossier_id,
            "card_version": new.card_version,
        }
        work.connection.execute(
            insert(assists),
            {
                **named,
                "assist_id": assist_id,
                "kind": new.card,
                "note": "",
                "started_at": work.at_iso,
                "clerk_id": act.author_id,
            },
        )
        work.record(FactKind.ASSIST_OPENED, assist_id, {**named, "card": new.card})
        return {"assist_id": assist_id}

    return perform(desk, act, "open_assist", do)


def record_outcome(desk: Desk, act: Act, assist_id: AssistId, ended: Ended) -> Done:
    """End an assist, with its follow-up if there is one.

    Values: ``seconds``, ``follow_up_id`` (empty without one). Raises: InvalidInput at ``note``,
    ``what`` or ``due_on``; Conflict if the assist was already ended.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = _assist(work, assist_id)
        _refuse_ended(row)
        _check(work, ended)
        seconds = max(0, int((work.at - from_iso(row.started_at)).total_seconds()))
        note = clean_lines(ended.note)
        citizen_id = ended.citizen_id or row.citizen_id
        shared = {"card_version": ended.card_version, "reason_code": ended.reason.value}
        outcome = ended.reason.outcome.value
        kept = {**shared, "kind": ended.card, "outcome": outcome, "citizen_id": citizen_id}
        work.connection.execute(
            update(assists)
            .where(assists.c.assist_id == assist_id)
            .values(**kept, note=note, ended_at=work.at_iso)
        )
        body = {"visit_id": row.visit_id, "card": ended.card, "outcome": outcome, **shared}
        counted = {"seconds": seconds, "steps_done": ended.steps_done, "citizen_id": citizen_id}
        private = {"note": note} if note else None
        work.record(FactKind.ASSIST_RECORDED, assist_id, {**body, **counted}, private)
        follow_up_id = ""
        if ended.follow_up is not None:
            follow_up_id = _arrange(work, _assist(work, assist_id), ended.follow_up)
        return {"seconds": str(seconds), "follow_up_id": follow_up_id}

    return perform(desk, act, "record_outcome", do)


def open_follow_up(desk: Desk, act: Act, assist_id: AssistId, new: NewFollowUp) -> Done:
    """Arrange another follow-up of an assist. Values: ``follow_up_id``. Raises: InvalidInput."""

    def do(work: Work) -> Mapping[str, str]:
        row = _assist(work, assist_id)
        _check_follow_up(work, new)
        return {"follow_up_id": _arrange(work, row, new)}

    return perform(desk, act, "open_follow_up", do)


def close_follow_up(desk: Desk, act: Act, follow_up_id: FollowUpId, state: FollowUpState) -> Done:
    """Mark a follow-up done or dropped; closing it again keeps the first. Values: ``state``.

    It may be one of this desk or one that another desk of the site arranged.
    """

    def do(work: Work) -> Mapping[str, str]:
        if state is FollowUpState.OPEN:
            raise NotAllowed(tr("A follow-up is closed as done or as dropped."))
        row = work.connection.execute(
            select(follow_ups).where(follow_ups.c.follow_up_id == follow_up_id)
        ).first()
        row = row or _offered(work, follow_up_id)
        if row is None:
            raise NotFound(tr("This follow-up is not on this PC. Read the list again (F5)."))
        if row.state != FollowUpState.OPEN.value:
            return {"state": row.state}
        _close(work, follow_up_id, state)
        assist_id = getattr(row, "assist_id", None)
        body = {"assist_id": assist_id, "state": state.value, "due_on": row.due_on}
        work.record(FactKind.FOLLOW_UP_CLOSED, follow_up_id, body)
        return {"state": state.value}

    return perform(desk, act, "close_follow_up", do)


def _offered(work: Work, follow_up_id: FollowUpId) -> StoredRow | None:
    offered = offered_follow_ups
    return work.connection.execute(
        select(offered).where(offered.c.follow_up_id == follow_up_id)
    ).first()


def _close(work: Work, follow_up_id: FollowUpId, state: FollowUpState) -> None:
    """Close it where it lies; whom another desk's was about is forgotten here with it."""
    done = {"state": state.value, "done_at": work.at_iso, "done_by": work.act.author_id}
    own, offered = follow_ups, offered_follow_ups
    work.connection.execute(update(own).where(own.c.follow_up_id == follow_up_id).values(**done))
    work.connection.execute(
        update(offered)
        .where(offered.c.follow_up_id == follow_up_id)
        .values(**done, citizen_name="", phone="")
    )


def _require_visit(work: Work, visit_id: VisitId) -> None:
    found = work.connection.execute(
        select(visits.c.visit_id).where(visits.c.visit_id == visit_id)
    ).first()
    if found is None:
        raise NotFound(tr("This visit is not on this PC. Press F2 to greet the citizen."))


def _assist(work: Work, assist_id: AssistId) -> StoredRow:
    row = work.connection.execute(select(assists).where(assists.c.assist_id == assist_id)).first()
    if row is None:
        raise NotFound(tr("This account help is not on this PC. Begin it again."))
    return row


def _refuse_ended(row: StoredRow) -> None:
    if row.ended_at is not None:
        moment = local(from_iso(row.ended_at))
        raise Conflict(
            tr("This account help was already ended at {time}.", time=f"{moment:%H:%M, %d/%m/%Y}")
        )


def _check(work: Work, ended: Ended) -> None:
    refuse_secrets({"note": ended.note})
    if len(ended.note) > _LONGEST_NOTE:
        words = tr("The note is too long; {limit} letters are enough.", limit=_LONGEST_NOTE)
        raise InvalidInput(words, {"note": words})
    if ended.follow_up is not None:
        _check_follow_up(work, ended.follow_up)
    elif ended.reason.needs_day:
        words = tr("Write the day on which the citizen comes back.")
        raise InvalidInput(words, {"due_on": words})


def _check_follow_up(work: Work, new: NewFollowUp) -> None:
    refuse_secrets({"what": new.what})
    today = local(work.at).date()
    errors: dict[str, str] = {}
    if not clean(new.what):
        errors["what"] = tr("Write what is to be done on that day.")
    elif len(new.what) > _LONGEST_NOTE:
        errors["what"] = tr(
            "The note is too long; {limit} letters are enough.", limit=_LONGEST_NOTE
        )
    if new.due_on < today:
        errors["due_on"] = tr("This day is over. Choose today or a later day.")
    elif new.due_on > today + timedelta(days=_FARTHEST_DAYS):
        errors["due_on"] = tr("This day is more than a year away. Look at the year again.")
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)


def _arrange(work: Work, assist: StoredRow, new: NewFollowUp) -> str:
    follow_up_id = uuid7()
    what, due_on = clean(new.what), new.due_on.isoformat()
    work.connection.execute(
        insert(follow_ups),
        {
            "follow_up_id": follow_up_id,
            "assist_id": assist.assist_id,
            "citizen_id": assist.citizen_id,
            "due_on": due_on,
            "what": what,
            "state": FollowUpState.OPEN.value,
            "opened_at": work.at_iso,
        },
    )
    work.record(
        FactKind.FOLLOW_UP_OPENED,
        follow_up_id,
        {
            "assist_id": assist.assist_id,
            "card": assist.kind,
            "reason_code": assist.reason_code or "",
            "due_on": due_on,
            "citizen_id": assist.citizen_id,
        },
        {"what": what, **_whom(work, assist.citizen_id)},
    )
    return follow_up_id


def _whom(work: Work, citizen_id: str | None) -> dict[str, str]:
    """Give whom another desk of the site would call; nothing unless the citizen agreed to it."""
    if citizen_id is None or not has_consent(work.connection, citizen_id, Purpose.ACCOUNT_HELP):
        return {}
    row = work.connection.execute(
        select(citizens.c.name, citizens.c.phone).where(citizens.c.citizen_id == citizen_id)
    ).one()
    return {"citizen_name": row.name, "phone": row.phone or ""}
