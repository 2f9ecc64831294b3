"""A desk as the center sees it: a key, a chain, and the messages of the wire."""

from __future__ import annotations

import dataclasses
import gzip
import json
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk import signing, wire
from agent_desk.domain.facts import AuthorType
from agent_desk.domain.ledger import GENESIS, FactHead, SealedFact, seal
from agent_desk.ids import sha256_hex, uuid7
from agent_desk.wire import PushHead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx import Client, Response


@dataclass(slots=True)
class DeskPeer:
    """Speaks the wire through any httpx client; keeps its chain in memory."""

    http: Client
    private_key: bytes = field(default_factory=signing.new_private_key)
    desk_id: str = ""
    desk_code: str = ""
    center_key: bytes = b""
    token: str = ""
    chain: list[SealedFact] = field(default_factory=list)

    def enroll(self, code: str) -> Response:
        """Show a code; on success the desk knows its id and the center's key."""
        public = signing.public_key(self.private_key).hex()
        answer = self.http.post("/v1/enroll", json={"code": code, "public_key": public})
        if answer.status_code == 200:
            reply = answer.json()
            self.desk_id, self.desk_code = reply["desk_id"], reply["desk_code"]
            self.center_key = bytes.fromhex(reply["center_public_key"])
        return answer

    def nonce(self) -> str:
        """Ask for a nonce."""
        answer = self.http.post("/v1/session/nonce", json={"desk_id": self.desk_id})
        return str(answer.json()["nonce"])

    def open_session(self, nonce: str | None = None, key: bytes | None = None) -> Response:
        """Sign a nonce and keep the token."""
        nonce = nonce or self.nonce()
        message = signing.nonce_message(self.desk_id, nonce)
        signature = signing.sign(key or self.private_key, message).hex()
        answer = self.http.post(
            "/v1/session",
            json={"desk_id": self.desk_id, "nonce": nonce, "signature": signature},
        )
        self.token = answer.json().get("token", "")
        return answer

    @property
    def headers(self) -> dict[str, str]:
        """What every request after the session carries."""
        return {"Authorization": f"Bearer {self.token}"}

    def record(
        self,
        kind: str,
        subject_id: str = "",
        body: Mapping[str, object] | None = None,
        private: Mapping[str, object] | None = None,
        fact_id: str = "",
    ) -> SealedFact:
        """Seal one more fact onto the chain."""
        head = FactHead(
            desk_id=self.desk_id,
            seq=len(self.chain) + 1,
            fact_id=fact_id or uuid7(),
            intent_id=uuid7(),
            kind=kind,
            subject_id=subject_id or str(uuid.uuid4()),
            recorded_at="2026-11-23T02:41:07.120Z",
            utc_offset_min=420,
            author_type=AuthorType.PERSON,
            author_id="clerk-1",
            prev_sha256=self.chain[-1].sha256 if self.chain else GENESIS,
        )
        fact = seal(head, body or {}, private)
        self.chain.append(fact)
        return fact

    def push_body(self, facts: Sequence[SealedFact] | None = None) -> bytes:
        """Write a push of these facts (all of the chain by default) with its signed head."""
        facts = self.chain if facts is None else facts
        first, last = facts[0], facts[-1]
        message = signing.head_message(self.desk_id, last.seq, last.sha256)
        head = PushHead(
            first_seq=first.seq,
            last_seq=last.seq,
            head_sha256=last.sha256,
            signature=signing.sign(self.private_key, message).hex(),
        )
        return json.dumps(dataclasses.asdict(head)).encode() + b"\n" + wire.pack_facts(facts)

    def push(self, facts: Sequence[SealedFact] | None = None) -> Response:
        """Push facts, packed with gzip as desks do."""
        headers = {**self.headers, "Content-Encoding": "gzip"}
        return self.post_facts(gzip.compress(self.push_body(facts)), headers)

    def post_facts(self, content: bytes, headers: Mapping[str, str] | None = None) -> Response:
        """Post a body as it is."""
        return self.http.post("/v1/facts", content=content, headers=headers or self.headers)

    def put_blob(self, data: bytes, name: str = "") -> Response:
        """Send bytes under their own name, or under a wrong one."""
        url = f"/v1/blobs/{name or sha256_hex(data)}"
        return self.http.put(url, content=data, headers=self.headers)

    def post(self, path: str, message: Mapping[str, object]) -> Response:
        """Post a JSON message in the session."""
        return self.http.post(path, json=message, headers=self.headers)

    def notices(self, after: int = 0) -> list[dict[str, object]]:
        """Pull notices, with their bodies read."""
        answer = self.http.get("/v1/notices", params={"after": after}, headers=self.headers)
        found = answer.json()["notices"]
        return [{**notice, "body": json.loads(notice["body"])} for notice in found]

    def attach(
        self, dossier_id: str, data: bytes, component_id: str = "TP1", width_px: int = 1654
    ) -> str:
        """Record an attached scan and give its SHA-256."""
        name = sha256_hex(data)
        body = {
            "attachment_id": uuid7(),
            "paper_id": "p",
            "component_id": component_id,
            "sha256": name,
            "size_bytes": len(data),
            "media_type": "image/jpeg",
            "pages": 1,
            "width_px": width_px,
            "height_px": 2339,
        }
        self.record("blob.attached", dossier_id, body, {"file_name": "scan.jpg"})
        return name

    def hand_over(self, number: str, references: Sequence[str]) -> None:
        """Record the signed minutes of a bag."""
        self.record("bag.handed_over", number, {"references": list(references)})

    def lodge(
        self,
        dossier_id: str,
        blobs: Sequence[str] = (),
        channel: str = "online",
        portal_code: str = "",
    ) -> None:
        """Record that a dossier was filed; with a code, by the citizen on the portal."""
        kind = "dossier.lodged" if channel == "online" else "dossier.taken_in"
        kind = "dossier.filed_on_portal" if portal_code else kind
        body = {
            "reference": f"00101261123{len(self.chain):04}",
            "procedure_code": "1.001193",
            "procedure_name": "Đăng ký khai sinh",
            "channel": channel,
            "office": "UBND phường Cửa Nam",
            "catalog_version": "2026.11.1",
            "papers": [{"component_id": "TP1", "name": "Giấy chứng sinh", "status": "scan"}],
            "blobs": list(blobs),
        }
        body |= {"official_code": portal_code} if portal_code else {}
        self.record(kind, dossier_id, body, {"owner": {"name": "Nguyễn Thị Mẫu"}})
