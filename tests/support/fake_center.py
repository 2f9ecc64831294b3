"""A center in memory with the same contract as the real one; the officials are the test."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent_desk import signing, wire
from agent_desk.domain.facts import is_practice_kind
from agent_desk.domain.ledger import GENESIS, SealedFact, parse, verify_chain
from agent_desk.errors import CenterRefused, CenterUnreachable
from agent_desk.ids import sha256_hex, uuid7

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE = 50


class FakeCenter:
    """``lose`` names the calls (1, 2, 3 ...) whose answer is lost after the work was done."""

    def __init__(self, desk_id: str, desk_public_key: bytes) -> None:
        self.private_key = signing.new_private_key()
        self.desk_id = desk_id
        self.desk_public_key = desk_public_key
        self.facts: list[SealedFact] = []
        self.blobs: dict[str, bytes] = {}
        self.notes: list[wire.Notice] = []
        self.acknowledged = 0
        self.is_down = False
        self.lose: frozenset[int] = frozenset()
        self.calls: list[str] = []
        self.center_time = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
        self._nonce = ""

    @property
    def public_key(self) -> bytes:
        return signing.public_key(self.private_key)

    @property
    def head(self) -> str:
        return self.facts[-1].sha256 if self.facts else GENESIS

    def tell(self, kind: str, subject_id: str, **body: object) -> wire.Notice:
        note = wire.Notice(
            number=len(self.notes) + 1,
            notice_id=uuid7(),
            kind=kind,
            subject_id=subject_id,
            issued_at="2026-11-23T02:00:00.000Z",
            body=json.dumps(body),
        )
        self.notes.append(note)
        return note

    def nonce(self, desk_id: str) -> str:
        if desk_id != self.desk_id:
            raise CenterRefused("desk", code=wire.Refusal.UNKNOWN_DESK.value)
        self._nonce = uuid7()
        self._answer("nonce")
        return self._nonce

    def open_session(self, request: wire.SessionRequest) -> wire.SessionReply:
        nonce, self._nonce = self._nonce, ""
        message = signing.nonce_message(request.desk_id, nonce)
        if not nonce or not self._is_desks(request.signature, message):
            raise CenterRefused("signature", code=wire.Refusal.BAD_SIGNATURE.value)
        self._answer("session")
        return wire.SessionReply(
            token="t",
            center_time=self.center_time.isoformat(),
            accepted_through=len(self.facts),
            head_sha256=self.head,
            notices_through=self.acknowledged,
        )

    def push(self, head: wire.PushHead, records: bytes) -> wire.PushReply:
        self._require_up()
        batch = wire.unpack_facts(records)
        message = signing.head_message(self.desk_id, head.last_seq, batch[-1].sha256)
        if not self._is_desks(head.signature, message):
            raise CenterRefused("head", code=wire.Refusal.BAD_SIGNATURE.value)
        if any(is_practice_kind(parse(fact.line).kind) for fact in batch):
            raise CenterRefused("practice", code=wire.Refusal.PRACTICE.value)
        known = self.facts[head.first_seq - 1 :]
        overlap = min(len(known), len(batch))
        same = [f.sha256 for f in known[:overlap]] == [f.sha256 for f in batch[:overlap]]
        report = verify_chain(
            [fact.line for fact in batch[overlap:]],
            desk_id=self.desk_id,
            after_seq=len(self.facts),
            prev_sha256=self.head,
        )
        if not same or not report.holds:
            raise CenterRefused(report.reason, code=wire.Refusal.CHAIN_CONFLICT.value)
        self.facts += batch[overlap:]
        self._answer("push")
        return wire.PushReply(accepted_through=len(self.facts), head_sha256=self.head)

    def missing_blobs(self, names: Sequence[str]) -> tuple[str, ...]:
        self._answer("missing")
        return tuple(name for name in names if name not in self.blobs)

    def put_blob(self, name: str, data: bytes) -> None:
        self._require_up()
        if sha256_hex(data) != name:
            raise CenterRefused("hash", code=wire.Refusal.BAD_HASH.value)
        self.blobs[name] = data
        self._answer("blob")

    def receipt(self, blobs: Sequence[str]) -> wire.SignedReceipt:
        self._answer("receipt")
        return self.sign_receipt(blobs=[name for name in blobs if name in self.blobs])

    def sign_receipt(self, **changes: object) -> wire.SignedReceipt:
        """Sign the receipt of the moment, with what a test wants to be different in it."""
        receipt = {
            "receipt_id": uuid7(),
            "desk_id": self.desk_id,
            "through_seq": len(self.facts),
            "head_sha256": self.head,
            "blobs": [],
            "issued_at": "2026-11-23T02:00:00.000Z",
            "version": 1,
        }
        body = json.dumps({**receipt, **changes})
        signature = signing.sign(self.private_key, signing.receipt_message(body.encode()))
        return wire.SignedReceipt(body=body, signature=signature.hex())

    def notices(self, after: int) -> wire.NoticePage:
        self._answer("notices")
        page = tuple(self.notes[after : after + _PAGE])
        return wire.NoticePage(notices=page, more=len(self.notes) > after + _PAGE)

    def acknowledge(self, through: int) -> None:
        self._require_up()
        self.acknowledged = through
        self._answer("ack")

    def _is_desks(self, signature: str, message: bytes) -> bool:
        return signing.is_signed_by(self.desk_public_key, bytes.fromhex(signature), message)

    def _require_up(self) -> None:
        if self.is_down:
            raise CenterUnreachable("down")

    def _answer(self, call: str) -> None:
        """Answer, or lose the answer after the work was done, as a cut network does."""
        self._require_up()
        self.calls.append(call)
        if len(self.calls) in self.lose:
            raise CenterUnreachable("answer lost")
