"""The chain of facts: write once, hash the stored bytes, verify them anywhere.

A fact is one line of JSON. Its bytes are stored, hashed, sent and verified exactly as they were
written; nobody serialises it again. The next fact names its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent_desk.domain.facts import AuthorType

GENESIS = "0" * 64
"""What the first fact of a desk names as its predecessor."""

_KEYS = (
    "desk_id",
    "seq",
    "fact_id",
    "intent_id",
    "kind",
    "subject_id",
    "recorded_at",
    "utc_offset_min",
    "author_type",
    "author_id",
    "body",
    "private_sha256",
    "prev_sha256",
)
_TEXT: tuple[type, ...] = (str,)
_KEY_SET = frozenset(_KEYS)
_TYPES: dict[str, tuple[type, ...]] = {
    "seq": (int,),
    "utc_offset_min": (int,),
    "body": (dict,),
    "private_sha256": (str, type(None)),
}
"""The exact types of the keys that are not text; JSON's true is not the number 1."""
_SHAPES = frozenset(product(*(_TYPES.get(key, _TEXT) for key in _KEYS)))
"""Every allowed row of types, so that a good fact costs one look-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactHead:
    """Who acted, on what, when: all of a fact but its content."""

    desk_id: str
    seq: int
    fact_id: str
    intent_id: str
    kind: str
    subject_id: str
    recorded_at: str
    utc_offset_min: int
    author_type: AuthorType
    author_id: str
    prev_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFact:
    """A fact as it is stored: the line without line feed, its hash, its private part if any."""

    seq: int
    line: bytes
    sha256: str
    salt: bytes = b""
    payload: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFact:
    """A fact read back from its line."""

    desk_id: str
    seq: int
    fact_id: str
    intent_id: str
    kind: str
    subject_id: str
    recorded_at: str
    utc_offset_min: int
    author_type: str
    author_id: str
    body: Mapping[str, object]
    private_sha256: str | None
    prev_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What verifying a chain found; ``reason`` is empty when it holds."""

    count: int
    last_seq: int
    head_sha256: str
    bad_seq: int | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Say whether every line follows from the one before it."""
        return self.bad_seq is None


def seal(
    head: FactHead, body: Mapping[str, object], private: Mapping[str, object] | None = None
) -> SealedFact:
    """Write the line of a fact and hash it; personal data goes into the salted private payload."""
    salt, payload, private_sha256 = b"", b"", None
    if private is not None:
        salt = os.urandom(16)
        payload = _dump(private)
        private_sha256 = private_digest(salt, payload)
    line = _dump(
        {
            "desk_id": head.desk_id,
            "seq": head.seq,
            "fact_id": head.fact_id,
            "intent_id": head.intent_id,
            "kind": head.kind,
            "subject_id": head.subject_id,
            "recorded_at": head.recorded_at,
            "utc_offset_min": head.utc_offset_min,
            "author_type": head.author_type,
            "author_id": head.author_id,
            "body": body,
            "private_sha256": private_sha256,
            "prev_sha256": head.prev_sha256,
        }
    )
    digest = hashlib.sha256(line).hexdigest()
    return SealedFact(seq=head.seq, line=line, sha256=digest, salt=salt, payload=payload)


def private_digest(salt: bytes, payload: bytes) -> str:
    """Give the salted hash by which a fact names its private payload."""
    return hashlib.sha256(salt + payload).hexdigest()


def parse(line: bytes) -> ParsedFact:
    """Read a stored line. Raises: ValueError if it is not a well-formed fact."""
    try:
        raw = json.loads(str(line, "utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: {error}") from error
    except RecursionError as error:
        raise ValueError("not a fact: nested too deep") from error
    return from_decoded(raw)


def from_decoded(raw: object) -> ParsedFact:
    """Read a fact from its decoded JSON. Raises: ValueError if it is not a well-formed fact."""
    if not isinstance(raw, dict) or not raw.keys() >= _KEY_SET:
        raise ValueError("not a fact: keys are missing")
    if tuple(map(type, map(raw.__getitem__, _KEYS))) not in _SHAPES:
        wrong = [key for key in _KEYS if type(raw[key]) not in _TYPES.get(key, _TEXT)]
        raise ValueError(f"not a fact: {wrong[0]} has the wrong type")
    return ParsedFact(**{key: raw[key] for key in _KEYS})


def verify_chain(
    lines: Iterable[bytes],
    *,
    desk_id: str | None = None,
    after_seq: int = 0,
    prev_sha256: str = GENESIS,
) -> ChainReport:
    """Check that numbers run without a gap and every line names the hash of the one before.

    ``after_seq`` and ``prev_sha256`` say where the piece begins; the defaults mean the whole
    chain. ``desk_id`` None takes the one of the first line.
    """
    seq, prev, count = after_seq, prev_sha256, 0
    for line in lines:
        try:
            fact = parse(line)
        except ValueError as error:
            return _broken(count, seq, prev, str(error))
        desk_id = desk_id if desk_id is not None else fact.desk_id
        reason = link_fault(fact, desk_id=desk_id, after_seq=seq, prev_sha256=prev)
        if reason:
            return _broken(count, seq, prev, reason)
        seq, prev, count = fact.seq, hashlib.sha256(line).hexdigest(), count + 1
    return ChainReport(count=count, last_seq=seq, head_sha256=prev)


def link_fault(fact: ParsedFact, *, desk_id: str, after_seq: int, prev_sha256: str) -> str:
    """Say why a fact does not follow from the one before it; empty if it does."""
    if fact.seq != after_seq + 1:
        return f"number {fact.seq} where {after_seq + 1} was due"
    if fact.prev_sha256 != prev_sha256:
        return "names another predecessor than the line before it"
    if fact.desk_id != desk_id:
        return "belongs to another desk"
    return ""


def _broken(count: int, seq: int, prev: str, reason: str) -> ChainReport:
    return ChainReport(count=count, last_seq=seq, head_sha256=prev, bad_seq=seq + 1, reason=reason)


def _dump(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
