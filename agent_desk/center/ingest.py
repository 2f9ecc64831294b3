"""Facts come in: checked over their bytes, written once, in one statement, then judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from agent_desk import signing, wire
from agent_desk.center import (
    bag_judging,
    crossings,
    findings,
    follow_ups,
    handling,
    judging,
    letters,
    mail,
    notices,
    returns,
)
from agent_desk.center.forms import form_fault
from agent_desk.center.reading import Dispute, Meaning, read_fact, storable
from agent_desk.center.refusals import refused
from agent_desk.center.sessions import KnownDesk, bad_signature
from agent_desk.domain import ledger
from agent_desk.domain.facts import is_practice_kind
from agent_desk.i18n import tr
from agent_desk.wire import NoticeKind, PushHead, PushReply, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.center.database import Connection
    from agent_desk.domain.ledger import ParsedFact, SealedFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Facts whose bytes, numbers and signature hold together; what came before is not known."""

    head: PushHead
    sealed: tuple[SealedFact, ...]
    parsed: tuple[ParsedFact, ...]


def check_batch(desk: KnownDesk, head: PushHead, records: bytes) -> Batch:
    """Check a push as far as its own bytes go; touches no database.

    Raises: CenterRefused (bad_request, too_large, bad_signature, chain_conflict, practice).
    """
    sealed, parsed = _read_records(records)
    if any(is_practice_kind(fact.kind) for fact in parsed):
        raise refused(
            Refusal.PRACTICE, tr("This is practice data; the center keeps only what was real.")
        )
    if not parsed or (head.first_seq, head.last_seq) != (parsed[0].seq, parsed[-1].seq):
        raise refused(Refusal.BAD_REQUEST, tr("The push does not hold what its first line says."))
    try:
        signature = bytes.fromhex(head.signature)
    except ValueError:
        signature = b""
    message = signing.head_message(desk.desk_id, head.last_seq, head.head_sha256)
    if not signing.is_signed_by(desk.public_key, signature, message):
        raise bad_signature()
    if head.head_sha256 != sealed[-1].sha256 or head.first_seq < 1:
        raise _chain_conflict()
    _require_linked(desk.desk_id, sealed, parsed)
    return Batch(head=head, sealed=sealed, parsed=parsed)


def store_batch(db: Connection, desk: KnownDesk, batch: Batch, now: datetime) -> PushReply:
    """Put a checked batch behind what is held, and judge what is new in it.

    What is already held is passed over. Raises: CenterRefused (chain_conflict) on a gap, or if
    another fact is held under a number.
    """
    row = db.execute(
        "SELECT accepted_through, head_sha256 FROM desks WHERE desk_id = %s FOR UPDATE",
        (desk.desk_id,),
    ).fetchone()
    if row is None:
        raise _chain_conflict()
    through, head_sha256 = int(row[0]), str(row[1])
    _require_fits(db, desk.desk_id, batch, through, head_sha256)
    known = max(0, through - batch.head.first_seq + 1)
    if known >= len(batch.sealed):
        return PushReply(accepted_through=through, head_sha256=head_sha256)
    sealed, parsed = batch.sealed[known:], batch.parsed[known:]
    copies = _copies(db, desk.desk_id, parsed)
    _write(db, desk.desk_id, sealed, parsed, now)
    meanings = _meanings(sealed, parsed, copies)
    # All at once: two pushes that each took one part first would wait for each other's other part.
    numbers = judging.numbers_of(db, desk.desk_id, meanings)
    mail.lock_numbers(db, numbers + crossings.numbers_of(db, desk.desk_id, parsed))
    _judge(db, desk.desk_id, meanings, now)
    follow_ups.tell(db, desk.desk_id, sealed, parsed)
    crossings.tell(db, desk.desk_id, (sealed, parsed), now)
    findings.hear(db, desk.desk_id, parsed)
    return PushReply(accepted_through=batch.head.last_seq, head_sha256=batch.head.head_sha256)


def _read_records(records: bytes) -> tuple[tuple[SealedFact, ...], tuple[ParsedFact, ...]]:
    if records.count(b"\n") > wire.MAX_BATCH_FACTS:
        raise refused(Refusal.TOO_LARGE, tr("Too many facts in one push."))
    try:
        sealed = tuple(wire.unpack_facts(records))
        parsed = tuple(_parse(fact.line) for fact in sealed)
    except ValueError as error:
        raise refused(
            Refusal.BAD_REQUEST, tr("The facts arrived cut or damaged. They will be sent again.")
        ) from error
    return sealed, parsed


def _parse(line: bytes) -> ParsedFact:
    try:
        return ledger.from_decoded(orjson.loads(line))
    except ValueError:
        return ledger.parse(line)  # the slow reader decides: orjson takes less than JSON allows


def _require_linked(
    desk_id: str, sealed: Sequence[SealedFact], parsed: Sequence[ParsedFact]
) -> None:
    # Not verify_chain: it would parse every line a second time, half the cost of a push.
    after_seq, prev = parsed[0].seq - 1, parsed[0].prev_sha256
    for bytes_, fact in zip(sealed, parsed, strict=True):
        if ledger.link_fault(fact, desk_id=desk_id, after_seq=after_seq, prev_sha256=prev):
            raise _chain_conflict()
        after_seq, prev = fact.seq, bytes_.sha256


def _require_fits(
    db: Connection, desk_id: str, batch: Batch, through: int, head_sha256: str
) -> None:
    first, last = batch.head.first_seq, batch.head.last_seq
    if first > through + 1:
        raise _chain_conflict()
    rows = db.execute(
        "SELECT seq, sha256 FROM facts WHERE desk_id = %s AND seq BETWEEN %s AND %s",
        (desk_id, first - 1, min(last, through)),
    ).fetchall()
    held = {int(seq): str(sha256) for seq, sha256 in rows}
    before = held.get(first - 1, ledger.GENESIS if first == 1 else head_sha256)
    if batch.parsed[0].prev_sha256 != before:
        raise _chain_conflict()
    for number, fact in enumerate(batch.sealed, start=first):
        if number <= through and held.get(number) != fact.sha256:
            raise _chain_conflict()


def _copies(db: Connection, desk_id: str, parsed: Sequence[ParsedFact]) -> set[int]:
    """Give the numbers of facts whose ``fact_id`` is already held under an earlier number."""
    names = [storable(fact.fact_id) for fact in parsed]
    rows = db.execute(
        "SELECT fact_id FROM facts WHERE desk_id = %s AND fact_id = ANY(%b)", (desk_id, names)
    ).fetchall()
    seen, copies = {str(row[0]) for row in rows}, set[int]()
    for fact, name in zip(parsed, names, strict=True):
        if name in seen:
            copies.add(fact.seq)
        seen.add(name)
    return copies


def _write(
    db: Connection,
    desk_id: str,
    sealed: Sequence[SealedFact],
    parsed: Sequence[ParsedFact],
    now: datetime,
) -> None:
    private = [(p.seq, s) for s, p in zip(sealed, parsed, strict=True) if s.salt or s.payload]
    # Arrays bound in binary (%b): four times faster than the default text form. What the server
    # can work out itself (number, hash) is not sent: each array costs as much as its index.
    db.execute(
        "WITH stored AS (INSERT INTO facts (desk_id, seq, fact_id, intent_id, kind, subject_id,"
        " recorded_at, line, sha256, received_at) SELECT %(desk)s, %(before)s + n, fact, intent,"
        " kind, subject, recorded, line, encode(sha256(line), 'hex'), %(now)s FROM unnest("
        "%(fact)b::text[], %(intent)b::text[], %(kind)b::text[], %(subject)b::text[],"
        " %(recorded)b::text[], %(line)b::bytea[]) WITH ORDINALITY"
        " f (fact, intent, kind, subject, recorded, line, n)),"
        " kept AS (INSERT INTO fact_private (desk_id, seq, salt, payload) SELECT %(desk)s, p.*"
        " FROM unnest(%(pseq)b::bigint[], %(salt)b::bytea[], %(payload)b::bytea[]) p)"
        " UPDATE desks SET accepted_through = %(last)s, head_sha256 = %(head)s"
        " WHERE desk_id = %(desk)s",
        {
            "desk": desk_id,
            "now": now,
            "before": parsed[0].seq - 1,
            "fact": [storable(fact.fact_id) for fact in parsed],
            "intent": [storable(fact.intent_id) for fact in parsed],
            "kind": [storable(fact.kind) for fact in parsed],
            "subject": [storable(fact.subject_id) for fact in parsed],
            "recorded": [storable(fact.recorded_at) for fact in parsed],
            "line": [fact.line for fact in sealed],
            "pseq": [seq for seq, _ in private],
            "salt": [fact.salt for _, fact in private],
            "payload": [fact.payload for _, fact in private],
            "last": parsed[-1].seq,
            "head": sealed[-1].sha256,
        },
    )


def _meanings(
    sealed: Sequence[SealedFact], parsed: Sequence[ParsedFact], copies: set[int]
) -> list[Meaning]:
    found: list[Meaning] = []
    for bytes_, fact in zip(sealed, parsed, strict=True):
        reason = _private_fault(bytes_, fact) or _forms_fault(bytes_, fact)
        meaning = read_fact(fact)
        if fact.seq in copies:
            reason, meaning = letters.COPIED_FACT, None
        found += [meaning] if meaning else []
        if reason:
            subject_id = storable(fact.subject_id)
            found.append(Dispute(seq=fact.seq, subject_id=subject_id, reason=reason))
    return found


def _private_fault(sealed: SealedFact, fact: ParsedFact) -> str:
    if not (sealed.salt or sealed.payload):
        return ""  # none, or erased at the desk before it was sent
    if ledger.private_digest(sealed.salt, sealed.payload) == fact.private_sha256:
        return ""
    return letters.PRIVATE_PART_DIFFERS


def _forms_fault(sealed: SealedFact, fact: ParsedFact) -> str:
    if not sealed.payload or not fact.body.get("forms"):
        return ""
    try:
        private: object = orjson.loads(sealed.payload)
    except ValueError:
        private = None
    return form_fault(fact, private)


def _judge(db: Connection, desk_id: str, meanings: Sequence[Meaning], now: datetime) -> None:
    if not meanings:
        return
    judgement = judging.apply(db, desk_id, meanings)
    handling.wake(db, desk_id, judgement.moved, now)
    handling.keep_codes(db, desk_id, judgement.codes)
    _wake_handed_over(db, judgement, now)
    drafts = [
        notices.Draft(
            kind=NoticeKind.FACT_DISPUTED,
            subject_id=dispute.subject_id,
            body={"seq": dispute.seq, "reason": dispute.reason},
        )
        for dispute in judgement.disputes
    ]
    drafts += returns.returned_before(db, desk_id, judgement.filed)
    drafts += returns.tell(db, desk_id, judgement.returned, now)
    drafts += bag_judging.tell(db, desk_id, judgement.claims)
    notices.append(db, desk_id, drafts, now)


def _wake_handed_over(db: Connection, judgement: judging.Judgement, now: datetime) -> None:
    """Show the officials the papers whose minutes are signed, whichever desk carried them."""
    references = [name for claim in judgement.claims for name in claim.references]
    for desk_id, dossier_id in bag_judging.handed_over(db, [*references, *judgement.on_paper]):
        handling.wake(db, desk_id, [dossier_id], now)


def _chain_conflict() -> Exception:
    return refused(
        Refusal.CHAIN_CONFLICT,
        tr(
            "This desk's history and the center's copy differ. Keep serving; do not restore or "
            "copy the data again, and call the center."
        ),
    )
