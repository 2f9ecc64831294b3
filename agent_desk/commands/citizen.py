"""Who stands at the counter: found again or recorded new, and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.commands import rows
from agent_desk.commands.signature import keep_signature, note_signature
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import fold, name_sort_key
from agent_desk.errors import Conflict, InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import CitizenId, VisitId, uuid7
from agent_desk.store.tables import citizens, consents, visits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from agent_desk.commands.signature import KeptSignature
    from agent_desk.domain.signature import SignedText
    from agent_desk.store.tables import StoredRow


class PersonSource(StrEnum):
    """How the particulars came to us."""

    CARD = "card"
    TYPED = "typed"
    SAID = "said"


class Purpose(StrEnum):
    """What a citizen may agree to, each for itself. Source: rules 12."""

    FILING = "filing"
    CARRIAGE = "carriage"
    RESULT_DELIVERY = "result_delivery"
    ACCOUNT_HELP = "account_help"
    CONTACT = "contact"


class ConsentMethod(StrEnum):
    """How the agreement can be proved."""

    SIGNED_PAPER = "signed_paper"
    SIGNED_SCREEN = "signed_screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What identifies a person; checked by ``domain.people`` before it comes here.

    ``number`` has 12 digits or is empty, ``birth`` is partial ISO text, ``phone`` is E.164.
    ``unconfirmed`` names the fields that nobody compared with the card yet.
    """

    number: str
    name: str
    birth: str
    sex: str
    address: str
    phone: str
    source: PersonSource
    unconfirmed: tuple[str, ...] = ()


def identify_citizen(desk: Desk, act: Act, visit_id: VisitId | None, person: Particulars) -> Done:
    """Find or record a person; with a visit, they are whom it serves.

    Values: ``citizen_id``, ``is_new`` ("yes" or "no"). Raises: InvalidInput for a text that looks
    like a secret, Conflict.
    """
    refuse_secrets(
        {"name": person.name, "address": person.address, "phone": person.phone}
        | {"number": person.number, "birth": person.birth, "sex": person.sex}
    )

    def do(work: Work) -> Mapping[str, str]:
        known = _find(work.connection, person)
        citizen_id = known.citizen_id if known is not None else uuid7()
        now = person if known is None else _merged(known, person)
        is_news = known is None or _differs(known, now)
        if known is None:
            new = {"citizen_id": citizen_id, "recorded_at": work.at_iso, **_values(work, now)}
            work.connection.execute(insert(citizens), new)
        elif is_news:
            _refresh(work, known, now)
        if is_news:
            work.record(
                FactKind.CITIZEN_RECORDED,
                citizen_id,
                {"source": now.source.value, "is_new": known is None},
                _private(now),
            )
        if visit_id is not None:
            _serve(work, visit_id, citizen_id)
        return {"citizen_id": citizen_id, "is_new": "yes" if known is None else "no"}

    return perform(desk, act, "identify_citizen", do)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """One answer to one purpose; ``signature`` is there when it was signed on the screen."""

    purpose: Purpose
    given: bool
    method: ConsentMethod
    signature: SignedText | None = None


def record_consents(
    desk: Desk,
    act: Act,
    citizen_id: CitizenId,
    visit_id: VisitId,
    answers: tuple[ConsentGiven, ...],
) -> Done:
    """Keep what the citizen agreed to or refused, purpose by purpose.

    Raises: InvalidInput if it is said to be signed on the screen and nothing was.
    """
    proofs = _proofs(desk, answers)

    def do(work: Work) -> Mapping[str, str]:
        for answer in answers:
            consent_id = uuid7()
            proof = proofs[answer.purpose]
            work.connection.execute(
                insert(consents),
                {
                    "consent_id": consent_id,
                    "citizen_id": citizen_id,
                    "visit_id": visit_id,
                    "purpose": answer.purpose.value,
                    "given": int(answer.given),
                    "method": answer.method.value,
                    "signature_sha256": proof.image_sha256 if proof else None,
                    "recorded_at": work.at_iso,
                },
            )
            if proof is not None:
                note_signature(work, proof)
            work.record(
                FactKind.CONSENT_RECORDED,
                consent_id,
                {
                    "citizen_id": citizen_id,
                    "visit_id": visit_id,
                    "purpose": answer.purpose.value,
                    "given": answer.given,
                    "method": answer.method.value,
                    **({"signature": proof.as_body()} if proof else {}),
                },
            )
        work.changed.add(citizen_id)
        return {}

    return perform(desk, act, "record_consents", do)


def _proofs(desk: Desk, answers: tuple[ConsentGiven, ...]) -> dict[Purpose, KeptSignature | None]:
    """Keep what was signed on the screen, before the transaction."""
    proofs = {one.purpose: keep_signature(desk.store, one.signature) for one in answers}
    for one in answers:
        if one.method is ConsentMethod.SIGNED_SCREEN and proofs[one.purpose] is None:
            raise InvalidInput(tr("Nothing is signed on the screen yet. Let the citizen sign."))
    return proofs


def has_consent(connection: Connection, citizen_id: str, purpose: Purpose) -> bool:
    """Say whether the newest answer of this person to this purpose was yes."""
    newest = connection.execute(
        select(consents.c.given)
        .where(consents.c.citizen_id == citizen_id, consents.c.purpose == purpose.value)
        .order_by(consents.c.recorded_at.desc(), consents.c.consent_id.desc())
        .limit(1)
    ).scalar()
    return newest == 1


def _find(connection: Connection, person: Particulars) -> StoredRow | None:
    """Find by number; without one only by the same spelling and a full birth date.

    Two people may share a name and a birth year, so less than that is never the same person.
    """
    if person.number:
        known = connection.execute(
            select(citizens).where(citizens.c.number == person.number)
        ).first()
        if known is not None:
            _require_same_person(known, person)
        return known
    if len(person.birth) != len("2026-11-23"):
        return None
    return connection.execute(
        select(citizens).where(
            citizens.c.name_folded == fold(person.name),
            citizens.c.name == person.name,
            citizens.c.birth == person.birth,
        )
    ).first()


def _require_same_person(known: StoredRow, person: Particulars) -> None:
    if person.source is PersonSource.CARD or fold(known.name) == fold(person.name):
        return
    raise Conflict(
        tr(
            "This citizen number is already here under another name. Read the number on the "
            "card aloud once more; if it is right, scan the card instead of typing."
        ),
        ours=known.name,
        theirs=person.name,
    )


_KEPT = ("number", "name", "birth", "sex", "address", "phone")


def _merged(known: StoredRow, person: Particulars) -> Particulars:
    """Give the known person with what was said now; what was left empty stays as it was.

    A field once compared with the card stays confirmed until its value changes.
    """
    before = {key: getattr(known, key) or "" for key in _KEPT}
    now = {key: getattr(person, key) or before[key] for key in _KEPT}
    doubted = frozenset(known.unconfirmed.split())
    unconfirmed = [
        key
        for key in _KEPT
        if (key in doubted and not getattr(person, key))
        or (key in person.unconfirmed and (key in doubted or now[key] != before[key]))
    ]
    keeps_source = person.source is not PersonSource.CARD and now == before
    return Particulars(
        **now,
        source=PersonSource(known.source) if keeps_source else person.source,
        unconfirmed=tuple(unconfirmed),
    )


def _differs(known: StoredRow, person: Particulars) -> bool:
    return (
        any(getattr(person, key) != (getattr(known, key) or "") for key in _KEPT)
        or frozenset(person.unconfirmed) != frozenset(known.unconfirmed.split())
        or person.source.value != known.source
    )


def _refresh(work: Work, known: StoredRow, person: Particulars) -> None:
    work.connection.execute(
        update(citizens)
        .where(citizens.c.citizen_id == known.citizen_id)
        .values(_values(work, person))
    )
    if (person.name, person.phone) != (known.name, known.phone):
        rows.reindex_person(work.connection, known.citizen_id)


def _serve(work: Work, visit_id: VisitId, citizen_id: str) -> None:
    found = work.connection.execute(
        update(visits).where(visits.c.visit_id == visit_id).values(citizen_id=citizen_id)
    )
    if found.rowcount == 0:
        raise NotFound(tr("This visit is not on this PC. Press F2 to greet the citizen."))


def _values(work: Work, person: Particulars) -> dict[str, object]:
    return {
        **_private(person),
        "number": person.number or None,
        "name_folded": fold(person.name),
        "sort_key": name_sort_key(person.name),
        "source": person.source.value,
        "unconfirmed": " ".join(person.unconfirmed),
        "changed_at": work.at_iso,
    }


def _private(person: Particulars) -> dict[str, object]:
    return {
        "number": person.number,
        "name": person.name,
        "birth": person.birth,
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
    }
