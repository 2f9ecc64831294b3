"""The messages between desk and center: frozen values, used by both ends, versioned.

Facts travel as they are stored, one record per line::

    <fact line> TAB <salt in hex> TAB <private payload> LF

The two private parts are empty when a fact has none. Compact JSON holds neither a raw tab nor a
raw line feed, so the bytes need no escaping and are never serialised again.

===========================  ==========================================================
``POST /v1/enroll``           EnrollRequest -> EnrollReply
``POST /v1/session/nonce``    NonceRequest -> NonceReply
``POST /v1/session``          SessionRequest -> SessionReply
``POST /v1/facts``            PushHead as one JSON line, then the records -> PushReply
``POST /v1/blobs/missing``    BlobList -> BlobList
``PUT /v1/blobs/{sha256}``    the bytes -> 204
``POST /v1/receipt``          BlobList (those not yet in a receipt) -> SignedReceipt
``GET /v1/notices?after=N``   -> NoticePage
``POST /v1/notices/ack``      NoticeAck -> 204
``POST /v1/lookup``           LookUpRequest -> LookUpReply
``POST /v1/lease``            LeaseRequest -> LeaseReply
===========================  ==========================================================

After ``/session`` every request carries ``Authorization: Bearer <token>``. Refusals are JSON
``{"code": ..., "message": ...}`` with a 4xx status; the codes are in ``Refusal``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.ledger import SealedFact

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 1
MAX_BATCH_FACTS = 500
MAX_BATCH_BYTES = 256 * 1024
MAX_BLOB_BYTES = 50 * 1024 * 1024


class Refusal(StrEnum):
    """Why the center said no, as a machine reads it."""

    BAD_REQUEST = "bad_request"
    BAD_CODE = "bad_code"
    UNKNOWN_DESK = "unknown_desk"
    REVOKED = "revoked"
    BAD_SIGNATURE = "bad_signature"
    NO_SESSION = "no_session"
    CHAIN_CONFLICT = "chain_conflict"
    UPGRADE_NEEDED = "upgrade_needed"
    BAD_HASH = "bad_hash"
    TOO_LARGE = "too_large"
    PRACTICE = "practice"


class NoticeKind(StrEnum):
    """What the center tells a desk; the comment lists the keys of the body."""

    CODE_ISSUED = "code_issued"  # official_code, received_at, due_at, agency
    STATUS_CHANGED = "status_changed"  # status (1-10), at, agency, handler
    SUPPLEMENT_REQUESTED = "supplement_requested"  # request_id, items [{component_id, text}],
    #                                                reason, due_on, contact
    RESULT_READY = "result_ready"  # form ("paper" | "electronic"), result_name, result_number, at,
    #                                where ("citizen_account" for an electronic one kept there)
    BAG_ANNOUNCED = "bag_announced"  # subject is the bag's number; sender, seal_number, references
    BAG_DISPUTED = "bag_disputed"  # subject is the bag's number; kind, reference, others [{site,
    #                                desk_code, act, at}]
    PAPER_SEEN = "paper_seen"  # subject is the reference; act, bag_number, site, desk_code, at
    REFUSED = "refused"  # number, reason, next_steps, agency, handler, at: Mẫu 03 as relayed
    APOLOGIZED = "apologized"  # number, reason, promised_at, due_at (the new one), agency,
    #                            signed_by, at: Mẫu 04 as relayed
    STOPPED = "stopped"  # number, asked, asked_at, note, agency, signed_by, at: Mẫu 05 as relayed
    RETURNED_ELSEWHERE = "returned_elsewhere"  # reference, site, desk_code, at
    RETURN_DISPUTED = "return_disputed"  # reference, reason, others [{site, desk_code, at}]
    FOLLOW_UP_OFFERED = "follow_up_offered"  # subject is the follow-up; desk_code, card, due_on,
    #                                          what, citizen_name, phone: for any desk of the site
    FOLLOW_UP_CLOSED = "follow_up_closed"  # subject is the follow-up; state, desk_code, at
    FINDING_OPENED = "finding_opened"  # subject is the finding; reference, stage, person_id, words
    FINDING_CHECKED = "finding_checked"  # subject is the finding; software: what was found
    FINDING_CLOSED = "finding_closed"  # subject is the finding; outcome, software, answer
    EDIT_OFFERED = "edit_offered"  # subject is the edit; reference, field, value, reason, site,
    #                                desk_code, at, has_lease: without it a person decides
    EDIT_ANSWERED = "edit_answered"  # subject is the edit; state, answer, site, at
    SUPPLEMENT_ELSEWHERE = "supplement_elsewhere"  # subject is the dossier; reference, count,
    #                                                files [{name, sha256}], words, clerk, site,
    #                                                desk_code, at, is_answer, round
    SUPPLEMENT_TWICE = "supplement_twice"  # subject is the dossier, at another desk its reference;
    #                                        reference, reason, others [{site, desk_code}]
    FACT_DISPUTED = "fact_disputed"  # seq, reason: a judgement on a stored fact


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollRequest:
    """A new desk shows its one-time code and its public key (hex)."""

    code: str
    public_key: str
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollReply:
    """What the center gives a new desk; ``desk_code`` has 5 digits and opens every reference."""

    desk_id: str
    desk_code: str
    site_code: str
    site_name: str
    center_name: str
    center_public_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NonceRequest:
    """A desk asks for something fresh to sign."""

    desk_id: str
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class NonceReply:
    """A nonce that lives for two minutes on the center's clock."""

    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRequest:
    """The nonce signed by the desk (hex)."""

    desk_id: str
    nonce: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReply:
    """A token, the center's time (ISO, UTC), and where its copy of the chain ends."""

    token: str
    center_time: str
    accepted_through: int
    head_sha256: str
    notices_through: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PushHead:
    """The first line of a push: what follows and the signed head of it."""

    first_seq: int
    last_seq: int
    head_sha256: str
    signature: str
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReply:
    """How far the center now holds the chain."""

    accepted_through: int
    head_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobList:
    """SHA-256 names of blobs."""

    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReceipt:
    """The center's countersignature; ``body`` is the JSON text of a Receipt, signed as it is."""

    body: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the center holds of one desk: facts 1 to ``through_seq``, and these blobs."""

    receipt_id: str
    desk_id: str
    through_seq: int
    head_sha256: str
    blobs: tuple[str, ...]
    issued_at: str
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice; numbers run per desk without a gap. ``body`` is JSON text, kept as it came."""

    number: int
    notice_id: str
    kind: str
    subject_id: str
    issued_at: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """Notices in order; ``more`` says that another page follows."""

    notices: tuple[Notice, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAck:
    """The desk has applied every notice up to this number."""

    through: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpRequest:
    """A clerk asks for a dossier of any desk, by our reference or the state's code."""

    number: str
    purpose: str
    asked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpEvent:
    """One thing the holding desk was told of the dossier."""

    kind: str
    at: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpReply:
    """What the center knows at ``as_of``; numbers of people come masked. ``status`` 0: none yet.

    ``asked_round`` is the round that an open request of the authority asks for, 0 if none is open.
    """

    found: bool
    as_of: str
    reference: str = ""
    official_code: str = ""
    procedure_code: str = ""
    procedure_name: str = ""
    channel: str = ""
    office: str = ""
    status: int = 0
    filed_at: str = ""
    due_at: str = ""
    returned_at: str = ""
    site: str = ""
    desk_code: str = ""
    owner_name: str = ""
    owner_number: str = ""
    owner_phone: str = ""
    is_own: bool = False
    asked_round: int = 0
    asked_words: str = ""
    history: tuple[LookUpEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseRequest:
    """A desk wants to edit a dossier."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseReply:
    """The lease until ``until`` on the center's clock, or who holds it until then."""

    is_granted: bool
    lease_id: str = ""
    epoch: int = 0
    until: str = ""
    holder: str = ""


def pack_facts(facts: Iterable[SealedFact]) -> bytes:
    """Write facts as records, one per line, in the order given."""
    return b"".join(
        b"%s\t%s\t%s\n" % (fact.line, fact.salt.hex().encode(), fact.payload) for fact in facts
    )


def unpack_facts(data: bytes) -> list[SealedFact]:
    """Read records back; hashes are computed over the bytes that came.

    ``seq`` is 0: only the line itself may say it. Raises: ValueError if a record is cut or torn.
    """
    import hashlib

    if data and not data.endswith(b"\n"):
        raise ValueError("the last record is cut off")
    found: list[SealedFact] = []
    for record in data.split(b"\n")[:-1]:
        parts = record.split(b"\t")
        if len(parts) != 3:
            raise ValueError(f"record {len(found) + 1} has {len(parts)} parts instead of 3")
        line, salt, payload = parts
        found.append(
            SealedFact(
                seq=0,
                line=line,
                sha256=hashlib.sha256(line).hexdigest(),
                salt=bytes.fromhex(salt.decode("ascii")),
                payload=payload,
            )
        )
    return found
