"""What a fact means to the center: pure reading, which never fails, whatever the body holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.center import letters
from agent_desk.domain.bag_claims import Claim, ClaimAct
from agent_desk.domain.facts import FactKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.domain.ledger import ParsedFact

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_INT = 2**31 - 1
_KNOWN_KINDS = frozenset(kind.value for kind in FactKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A dossier was lodged online, taken in on paper, or filed by the citizen on the portal.

    Only the last has an official code already.
    """

    seq: int
    dossier_id: str
    kind: str
    reference: str
    procedure_code: str
    procedure_name: str
    channel: str
    office: str
    filed_at: str
    blobs: tuple[str, ...]
    official_code: str = ""

    @property
    def is_on_paper(self) -> bool:
        """Say whether it is filed only when the minutes of its bag are signed."""
        return self.kind == FactKind.DOSSIER_TAKEN_IN.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """The citizen brought what was missing; ``notice_id`` names the request it answers."""

    seq: int
    dossier_id: str
    blobs: tuple[str, ...]
    notice_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReturned:
    """The result was handed to the citizen; ``reference`` names it also where the dossier is
    another desk's.
    """

    seq: int
    dossier_id: str
    returned_at: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file was put to a paper; sizes are None where the desk gave none."""

    seq: int
    dossier_id: str
    attachment_id: str
    component_id: str
    sha256: str
    width_px: int | None
    height_px: int | None
    pages: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detachment:
    """A file was taken off again."""

    seq: int
    attachment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A stored fact that cannot be used; ``reason`` is a sentence for the desk."""

    seq: int
    subject_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BagClaim:
    """What a desk says it did with a bag and the papers in it."""

    seq: int
    claim: Claim


Meaning = BagClaim | Filing | Supplement | ResultReturned | Attachment | Detachment | Dispute


def read_fact(fact: ParsedFact) -> Meaning | None:
    """Give what the fact says about dossiers; None if it says nothing the center acts on."""
    kind = storable(fact.kind)
    reader = _READERS.get(kind)
    try:
        if reader is not None:
            return reader(fact)
    except _MalformedBodyError as error:
        return _dispute(fact, letters.body_unusable(str(error)))
    if kind in _KNOWN_KINDS:
        return None
    return _dispute(fact, letters.kind_unknown())


class _MalformedBodyError(Exception):
    """The named key of the body is missing or not of its kind."""


def _filing(fact: ParsedFact) -> Filing:
    return Filing(
        seq=fact.seq,
        dossier_id=_subject(fact),
        kind=storable(fact.kind),
        reference=_text(fact.body, "reference"),
        procedure_code=_text(fact.body, "procedure_code"),
        procedure_name=_text(fact.body, "procedure_name", ""),
        channel=_text(fact.body, "channel"),
        office=_text(fact.body, "office", ""),
        filed_at=storable(fact.recorded_at),
        blobs=_blobs(fact.body),
        official_code=_text(fact.body, "official_code", ""),
    )


def _supplement(fact: ParsedFact) -> Supplement:
    asked = fact.body.get("notice_id")
    return Supplement(
        seq=fact.seq,
        dossier_id=_subject(fact),
        blobs=_blobs(fact.body),
        notice_id=storable(asked) if isinstance(asked, str) else "",
    )


def _result_returned(fact: ParsedFact) -> ResultReturned:
    return ResultReturned(
        seq=fact.seq,
        dossier_id=_subject(fact),
        returned_at=storable(fact.recorded_at),
        reference=_text(fact.body, "reference", ""),
    )


def _attachment(fact: ParsedFact) -> Attachment:
    return Attachment(
        seq=fact.seq,
        dossier_id=_subject(fact),
        attachment_id=_text(fact.body, "attachment_id"),
        component_id=_text(fact.body, "component_id", ""),
        sha256=_sha256(fact.body.get("sha256"), "sha256"),
        width_px=_number(fact.body, "width_px"),
        height_px=_number(fact.body, "height_px"),
        pages=_number(fact.body, "pages"),
    )


def _detachment(fact: ParsedFact) -> Detachment:
    return Detachment(seq=fact.seq, attachment_id=_text(fact.body, "attachment_id"))


_CLAIMS = {
    FactKind.BAG_SEALED: ClaimAct.SEALED,
    FactKind.BAG_UNSEALED: ClaimAct.OPENED,
    FactKind.BAG_HANDED_OVER: ClaimAct.HANDED_OVER,
    FactKind.BAG_RECEIVED: ClaimAct.RECEIVED,
}


def _bag_claim(fact: ParsedFact) -> BagClaim:
    names = fact.body.get("references", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _MalformedBodyError("references")
    claim = Claim(
        desk_id=fact.desk_id,
        seq=fact.seq,
        act=_CLAIMS[FactKind(fact.kind)],
        number=_subject(fact),
        references=tuple(dict.fromkeys(storable(name) for name in names)),
        seal_number=_text(fact.body, "seal_number", ""),
        at=storable(fact.recorded_at),
    )
    return BagClaim(seq=fact.seq, claim=claim)


_READERS: Mapping[str, Callable[[ParsedFact], Meaning]] = {
    FactKind.DOSSIER_LODGED: _filing,
    FactKind.DOSSIER_TAKEN_IN: _filing,
    FactKind.DOSSIER_FILED_ON_PORTAL: _filing,
    FactKind.DOSSIER_SUPPLEMENTED: _supplement,
    FactKind.RESULT_RETURNED: _result_returned,
    FactKind.BLOB_ATTACHED: _attachment,
    FactKind.BLOB_DETACHED: _detachment,
    **dict.fromkeys(_CLAIMS, _bag_claim),
}


def storable(text: str) -> str:
    """Give text that PostgreSQL takes: no NUL, no half of a surrogate pair; a copy for look-up."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _dispute(fact: ParsedFact, reason: str) -> Dispute:
    return Dispute(seq=fact.seq, subject_id=storable(fact.subject_id), reason=reason)


def _subject(fact: ParsedFact) -> str:
    if not fact.subject_id:
        raise _MalformedBodyError("subject_id")
    return storable(fact.subject_id)


def _text(body: Mapping[str, object], key: str, default: str | None = None) -> str:
    value = body.get(key)
    if (value is None or value == "") and default is not None:
        return default
    if not isinstance(value, str) or not value or storable(value) != value:
        raise _MalformedBodyError(key)
    return value


def _number(body: Mapping[str, object], key: str) -> int | None:
    value = body.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_INT:
        raise _MalformedBodyError(key)
    return value


def _blobs(body: Mapping[str, object]) -> tuple[str, ...]:
    value = body.get("blobs", [])
    if not isinstance(value, list):
        raise _MalformedBodyError("blobs")
    return tuple(dict.fromkeys(_sha256(item, "blobs") for item in value))


def _sha256(value: object, key: str) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise _MalformedBodyError(key)
    return value
