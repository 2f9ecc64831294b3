"""Findings about a delay: opened, looked into and closed by a person, with the other one heard.

Nothing here happens by itself: no fact and no clock opens or closes a finding (HR-26). The raw
events stand beside it, the software is checked first, and the person concerned has the word.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from agent_desk import ids
from agent_desk.center import mail
from agent_desk.center.notices import Draft
from agent_desk.center.reading import storable
from agent_desk.clock import to_iso
from agent_desk.domain.delays import (
    Answer,
    Finding,
    FindingOutcome,
    FindingState,
    SoftwareCheck,
    require_closable,
    require_open,
)
from agent_desk.domain.facts import AuthorType, FactKind
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection
    from agent_desk.domain.forwarding_rules import Stage
    from agent_desk.domain.ledger import ParsedFact

_MOST_EVENTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a finding is about: one hop of one dossier, and who shall be heard."""

    desk_id: str
    reference: str
    stage: Stage
    person_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One raw fact about the papers, as it came."""

    seq: int
    kind: str
    recorded_at: str
    author_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A finding as the reviewer sees it; ``events`` are the raw facts it rests on."""

    finding_id: str
    desk_id: str
    reference: str
    stage: str
    person_id: str
    words: str
    software: SoftwareCheck
    answer: Answer
    outcome: str
    closed_by: str
    events: tuple[Event, ...] = ()

    @property
    def state(self) -> Finding:
        """What decides whether it may be closed."""
        state = FindingState.CLOSED if self.outcome else FindingState.OPEN
        return Finding(state=state, software=self.software, answer=self.answer)


def open_finding(db: Connection, about: About, reviewer: str, now: datetime) -> str:
    """Begin to look into a delay and tell the desk, so that the person concerned can speak.

    Raises: InvalidInput without a reviewer or words; NotFound for an unknown desk.
    """
    _require_named(reviewer)
    if not about.words.strip() or not about.person_id.strip():
        raise InvalidInput(tr("Say whom it concerns and what is asked, in one sentence."))
    known = db.execute("SELECT 1 FROM desks WHERE desk_id = %s", (about.desk_id,)).fetchone()
    if known is None:
        raise NotFound(tr("The center does not know this desk."))
    finding_id = ids.uuid7()
    db.execute(
        "INSERT INTO delay_findings (finding_id, desk_id, reference, stage, person_id, words,"
        " opened_by, opened_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (
            finding_id,
            about.desk_id,
            about.reference,
            about.stage.value,
            about.person_id,
            about.words.strip(),
            reviewer.strip(),
            now,
        ),
    )
    body = {
        "reference": about.reference,
        "stage": about.stage.value,
        "person_id": about.person_id,
        "words": about.words.strip(),
        "at": to_iso(now),
    }
    _tell(db, about.desk_id, NoticeKind.FINDING_OPENED, finding_id, body)
    return finding_id


def note_check(
    db: Connection, finding_id: str, found: SoftwareCheck, reviewer: str, words: str
) -> None:
    """Note what the look for a fault of the software came to. Raises: NotAllowed, InvalidInput."""
    _require_named(reviewer)
    if found is SoftwareCheck.NOT_DONE or not words.strip():
        raise InvalidInput(tr("Say what was looked at, and what was found."))
    held = read(db, finding_id)
    require_open(held.state)
    db.execute(
        "UPDATE delay_findings SET software = %s, checked_by = %s, checked_words = %s"
        " WHERE finding_id = %s",
        (found.value, reviewer.strip(), words.strip(), finding_id),
    )
    body = {"software": found.value}
    _tell(db, held.desk_id, NoticeKind.FINDING_CHECKED, finding_id, body)


def close(
    db: Connection, finding_id: str, outcome: FindingOutcome, reviewer: str, words: str
) -> None:
    """Close a finding. Raises: NotAllowed if that end was not earned, InvalidInput.

    Needs a connection whose transaction ends with it; the time is the database's.
    """
    held = read(db, finding_id)
    require_closable(held.state, outcome, reviewer)
    db.execute(
        "UPDATE delay_findings SET outcome = %s, closed_by = %s, closed_words = %s,"
        " closed_at = now() WHERE finding_id = %s",
        (outcome.value, reviewer.strip(), words.strip(), finding_id),
    )
    body = {
        "outcome": outcome.value,
        "software": held.software.value,
        "answer": held.answer.value,
    }
    _tell(db, held.desk_id, NoticeKind.FINDING_CLOSED, finding_id, body)


def read(db: Connection, finding_id: str) -> Held:
    """Give a finding with its raw events, locked until the transaction ends. Raises: NotFound."""
    row = db.execute(
        "SELECT finding_id, desk_id, reference, stage, person_id, words, software, answer,"
        " outcome, closed_by FROM delay_findings WHERE finding_id = %s FOR UPDATE",
        (finding_id,),
    ).fetchone()
    if row is None:
        raise NotFound(tr("The center does not know this finding."))
    return Held(
        finding_id=row[0],
        desk_id=row[1],
        reference=row[2],
        stage=row[3],
        person_id=row[4],
        words=row[5],
        software=SoftwareCheck(row[6]),
        answer=Answer(row[7]),
        outcome=row[8],
        closed_by=row[9],
        events=_events(db, row[1], row[2]),
    )


def as_json(held: Held) -> dict[str, object]:
    """Give a finding as plain values."""
    return asdict(held)


def every(db: Connection) -> list[str]:
    """Give the ids of the findings that are open, the oldest first."""
    rows = db.execute(
        "SELECT finding_id FROM delay_findings WHERE outcome = '' ORDER BY opened_at, finding_id"
    ).fetchall()
    return [str(row[0]) for row in rows]


def hear(db: Connection, desk_id: str, parsed: Sequence[ParsedFact]) -> None:
    """Take the answers that came with a push; only the person concerned is heard."""
    for fact in parsed:
        if fact.kind != FactKind.FINDING_ANSWERED.value:
            continue
        answer = fact.body.get("answer")
        if answer not in (Answer.REPLIED.value, Answer.WAIVED.value):
            continue
        if fact.author_type != AuthorType.PERSON.value:
            continue
        db.execute(
            "UPDATE delay_findings SET answer = %s, answer_seq = %s WHERE finding_id = %s"
            " AND desk_id = %s AND person_id = %s AND outcome = ''",
            (answer, fact.seq, storable(fact.subject_id), desk_id, storable(fact.author_id)),
        )


def _events(db: Connection, desk_id: str, reference: str) -> tuple[Event, ...]:
    """Give the raw facts about the papers of a reference: of its dossier and of its bags."""
    rows = db.execute(
        "SELECT seq, kind, recorded_at, convert_from(line, 'UTF8')::jsonb ->> 'author_id'"
        " FROM facts WHERE desk_id = %s AND subject_id IN ("
        " SELECT dossier_id FROM dossiers WHERE desk_id = %s AND reference = %s UNION"
        " SELECT c.number FROM bag_claims c JOIN bag_claim_papers p USING (desk_id, seq)"
        " WHERE c.desk_id = %s AND p.reference = %s) ORDER BY seq LIMIT %s",
        (desk_id, desk_id, reference, desk_id, reference, _MOST_EVENTS),
    ).fetchall()
    return tuple(
        Event(seq=row[0], kind=row[1], recorded_at=row[2], author_id=row[3] or "") for row in rows
    )


def _tell(
    db: Connection, desk_id: str, kind: NoticeKind, finding_id: str, body: dict[str, str]
) -> None:
    mail.put(db, desk_id, Draft(kind=kind, subject_id=finding_id, body=body))


def _require_named(reviewer: str) -> None:
    if not reviewer.strip():
        message = tr("Name the reviewer.")
        raise InvalidInput(message, {"reviewer": message})
