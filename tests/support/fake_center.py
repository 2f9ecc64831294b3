"""A center in memory with the same contract as the real one; the officials are the test."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from agent_desk import signing, wire
from agent_desk.domain.ledger import GENESIS, SealedFact, verify_chain
from agent_desk.errors import CenterRefused, CenterUnreachable
from agent_desk.ids import sha256_hex, uuid7


class FakeCenter:
    def __init__(self, desk_id: str, desk_public_key: bytes) -> None:
        self.private_key = signing.new_private_key()
        self.desk_id = desk_id
        self.desk_public_key = desk_public_key
        self.facts: list[SealedFact] = []
        self.blobs: dict[str, bytes] = {}
        self.notes: list[wire.Notice] = []
        self.acknowledged = 0
        self.is_down = False
        self.drop_answers = 0
        self.center_time = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
        self._nonce = ""

    @property
    def public_key(self) -> bytes:
        return signing.public_key(self.private_key)

    def tell(self, kind: str, subject_id: str, **body: object) -> None:
        self.notes.append(
            wire.Notice(
                number=len(self.notes) + 1,
                notice_id=uuid7(),
                kind=kind,
                subject_id=subject_id,
                issued_at="2026-11-23T02:00:00.000Z",
                body=json.dumps(body),
            )
        )

    def nonce(self, desk_id: str) -> str:  # noqa: ARG002
        self._answer()
        self._nonce = uuid7()
        return self._nonce

    def open_session(self, request: wire.SessionRequest) -> wire.SessionReply:
        message = signing.nonce_message(request.desk_id, self._nonce)
        if not signing.is_signed_by(
            self.desk_public_key, bytes.fromhex(request.signature), message
        ):
            raise CenterRefused("signature", code=wire.Refusal.BAD_SIGNATURE.value)
        self._answer()
        return wire.SessionReply(
            token="t",
            center_time=self.center_time.isoformat(),
            accepted_through=len(self.facts),
            head_sha256=self._head(),
            notices_through=self.acknowledged,
        )

    def push(self, head: wire.PushHead, records: bytes) -> wire.PushReply:
        self._answer_before()
        batch = wire.unpack_facts(records)
        message = signing.head_message(self.desk_id, head.last_seq, batch[-1].sha256)
        if not signing.is_signed_by(self.desk_public_key, bytes.fromhex(head.signature), message):
            raise CenterRefused("head", code=wire.Refusal.BAD_SIGNATURE.value)
        fresh = [fact for fact in batch if fact.sha256 not in {f.sha256 for f in self.facts}]
        report = verify_chain(
            [fact.line for fact in fresh],
            desk_id=self.desk_id,
            after_seq=len(self.facts),
            prev_sha256=self._head(),
        )
        if not report.holds:
            raise CenterRefused(report.reason, code=wire.Refusal.CHAIN_CONFLICT.value)
        self.facts += fresh
        self._answer()
        return wire.PushReply(accepted_through=len(self.facts), head_sha256=self._head())

    def missing_blobs(self, names: list[str]) -> tuple[str, ...]:
        self._answer()
        return tuple(name for name in names if name not in self.blobs)

    def put_blob(self, name: str, data: bytes) -> None:
        if sha256_hex(data) != name:
            raise CenterRefused("hash", code=wire.Refusal.BAD_HASH.value)
        self.blobs[name] = data
        self._answer()

    def receipt(self, blobs: list[str]) -> wire.SignedReceipt:
        body = json.dumps(
            {
                "receipt_id": uuid7(),
                "desk_id": self.desk_id,
                "through_seq": len(self.facts),
                "head_sha256": self._head(),
                "blobs": [name for name in blobs if name in self.blobs],
                "issued_at": "2026-11-23T02:00:00.000Z",
                "version": 1,
            }
        )
        self._answer()
        signature = signing.sign(self.private_key, signing.receipt_message(body.encode()))
        return wire.SignedReceipt(body=body, signature=signature.hex())

    def notices(self, after: int) -> wire.NoticePage:
        self._answer()
        return wire.NoticePage(notices=tuple(self.notes[after : after + 50]), more=False)

    def acknowledge(self, through: int) -> None:
        self._answer()
        self.acknowledged = through

    def _head(self) -> str:
        return self.facts[-1].sha256 if self.facts else GENESIS

    def _answer_before(self) -> None:
        if self.is_down:
            raise CenterUnreachable("down")

    def _answer(self) -> None:
        """Lose the answer after the work was done, as a cut network does."""
        self._answer_before()
        if self.drop_answers:
            self.drop_answers -= 1
            raise CenterUnreachable("answer lost")
