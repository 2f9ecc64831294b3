"""Certificates of a session, and whether a paper that is shown is one of ours."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.clock import from_iso, local
from agent_desk.domain import ledger
from agent_desk.domain.facts import FactKind
from agent_desk.domain.text import fold
from agent_desk.domain.training import certificate_number
from agent_desk.store import ledger as chain
from agent_desk.store.certificate_tables import certificates
from agent_desk.store.tables import fact_private, facts
from agent_desk.store.training_tables import learners

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow:
    """A certificate that was given."""

    number: str
    learner_id: str
    name: str
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCertificate:
    """What the ledger says of a number. ``name`` is empty if that person was erased since.

    ``holds`` is False if the stored line is not the one that was sealed.
    """

    number: str
    name: str
    topics: tuple[str, ...]
    held_at: datetime
    issued_at: datetime
    minutes: int
    seq: int
    holds: bool

    def names(self, name: str) -> bool:
        """Say whether a paper with this name says the same, whatever its capitals and accents."""
        return bool(self.name) and fold(name) == fold(self.name)


def of_session(connection: Connection, session_id: str) -> tuple[CertificateRow, ...]:
    """Give the certificates of a session by given name; empty if none was given."""
    found = connection.execute(
        select(certificates)
        .join(learners, learners.c.learner_id == certificates.c.learner_id)
        .where(certificates.c.session_id == session_id)
        .order_by(learners.c.sort_key, certificates.c.number)
    )
    return tuple(
        CertificateRow(
            number=row.number,
            learner_id=row.learner_id,
            name=row.name,
            issued_at=from_iso(row.issued_at),
        )
        for row in found
    )


def sealed(connection: Connection, number: str) -> SealedCertificate | None:
    """Give what the ledger of this desk says of a number, the newest if it says more than one.

    None if this desk never gave it. Only the ledger is asked, not the table beside it.
    """
    here, private = facts.c, fact_private.c
    row = connection.execute(
        select(here.seq, here.line, here.sha256, private.salt, private.payload)
        .select_from(facts.outerjoin(fact_private, here.seq == private.seq))
        .where(here.subject_id == number, here.kind == FactKind.CERTIFICATE_ISSUED.value)
        .order_by(here.seq.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    fact = ledger.parse(row.line)
    body = fact.body
    salt, payload = row.salt or b"", row.payload or b""
    is_whole = hashlib.sha256(row.line).hexdigest() == row.sha256 and fact.subject_id == number
    if payload:
        is_whole &= ledger.private_digest(salt, payload) == fact.private_sha256
    return SealedCertificate(
        number=number,
        name=str(json.loads(payload).get("name", "")) if payload else "",
        topics=_texts(body.get("topics")),
        held_at=from_iso(str(body["held_at"])),
        issued_at=from_iso(fact.recorded_at),
        minutes=int(str(body["minutes"])),
        seq=row.seq,
        holds=is_whole,
    )


def checked(connection: Connection, number: str, name: str = "") -> dict[str, object]:
    """Check a number as it was typed: whether it is ours and sealed, and whether the name fits.

    ``name_fits`` is None if no name was given. The name itself is never told. The whole chain is
    verified. Raises: InvalidInput if it cannot be a number of a certificate.
    """
    digits = certificate_number.check(number).digits
    found = sealed(connection, digits)
    holds = found is not None and found.holds and chain.verify(connection).holds
    told: dict[str, object] = {"number": digits, "given": found is not None, "holds": holds}
    if found is None:
        return told
    return {
        **told,
        "given_on": local(found.issued_at).date().isoformat(),
        "held_on": local(found.held_at).date().isoformat(),
        "topics": list(found.topics),
        "minutes": found.minutes,
        "fact": found.seq,
        "name_fits": found.names(name) if name else None,
    }


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
