"""What every center keeps to, the one in memory and the real one alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from agent_desk import signing, wire
from agent_desk.clock import from_iso
from agent_desk.domain.facts import AuthorType
from agent_desk.domain.ledger import GENESIS, FactHead, SealedFact, seal
from agent_desk.errors import CenterRefused
from agent_desk.ids import sha256_hex, uuid7
from agent_desk.sync.client import parse_receipt

if TYPE_CHECKING:
    from agent_desk.sync.client import CenterApi


@dataclass(slots=True, kw_only=True)
class Peer:
    """A desk reduced to its key and its chain."""

    api: CenterApi
    desk_id: str
    private_key: bytes
    center_key: bytes

    def session(self) -> wire.SessionReply:
        nonce = self.api.nonce(self.desk_id)
        return self.api.open_session(self.request(nonce, self.private_key))

    def request(self, nonce: str, key: bytes) -> wire.SessionRequest:
        signature = signing.sign(key, signing.nonce_message(self.desk_id, nonce)).hex()
        return wire.SessionRequest(desk_id=self.desk_id, nonce=nonce, signature=signature)

    def push(self, facts: list[SealedFact], key: bytes = b"") -> wire.PushReply:
        last = facts[-1]
        message = signing.head_message(self.desk_id, last.seq, last.sha256)
        head = wire.PushHead(
            first_seq=facts[0].seq,
            last_seq=last.seq,
            head_sha256=last.sha256,
            signature=signing.sign(key or self.private_key, message).hex(),
        )
        return self.api.push(head, wire.pack_facts(facts))

    def chain(
        self, length: int, kind: str = "visit.opened", practice_at: int = 0
    ) -> list[SealedFact]:
        facts: list[SealedFact] = []
        for seq in range(1, length + 1):
            head = FactHead(
                desk_id=self.desk_id,
                seq=seq,
                fact_id=uuid7(),
                intent_id=uuid7(),
                kind="practice.begun" if seq == practice_at else kind,
                subject_id=uuid7(),
                recorded_at="2026-11-23T02:00:00.000Z",
                utc_offset_min=420,
                author_type=AuthorType.PERSON,
                author_id="clerk",
                prev_sha256=facts[-1].sha256 if facts else GENESIS,
            )
            facts.append(seal(head, {"đ": seq}, {"name": "Mẫu"} if seq % 2 else None))
        return facts


class CenterContract:
    """Inherit and give a ``peer`` fixture: a desk the center knows and never heard of before."""

    def test_a_new_desk_has_an_empty_book(self, peer: Peer) -> None:
        reply = peer.session()

        assert (reply.accepted_through, reply.head_sha256) == (0, GENESIS)
        assert reply.notices_through == 0
        assert from_iso(reply.center_time)

    def test_only_the_desks_own_key_opens_a_session(self, peer: Peer) -> None:
        nonce = peer.api.nonce(peer.desk_id)

        with pytest.raises(CenterRefused) as caught:
            peer.api.open_session(peer.request(nonce, signing.new_private_key()))
        assert caught.value.code == wire.Refusal.BAD_SIGNATURE.value

    def test_a_nonce_opens_one_session(self, peer: Peer) -> None:
        request = peer.request(peer.api.nonce(peer.desk_id), peer.private_key)
        peer.api.open_session(request)

        with pytest.raises(CenterRefused):
            peer.api.open_session(request)

    def test_an_unknown_desk_is_refused(self, peer: Peer) -> None:
        stranger = Peer(api=peer.api, desk_id=uuid7(), private_key=peer.private_key, center_key=b"")

        with pytest.raises(CenterRefused):
            stranger.session()

    def test_what_was_pushed_is_where_the_next_session_goes_on(self, peer: Peer) -> None:
        peer.session()
        facts = peer.chain(3)

        pushed = peer.push(facts)
        reply = peer.session()
        assert (pushed.accepted_through, pushed.head_sha256) == (3, facts[-1].sha256)
        assert (reply.accepted_through, reply.head_sha256) == (3, facts[-1].sha256)

    def test_pushing_the_same_facts_again_changes_nothing(self, peer: Peer) -> None:
        peer.session()
        facts = peer.chain(5)
        peer.push(facts[:3])

        assert peer.push(facts[:3]).accepted_through == 3
        assert peer.push(facts).accepted_through == 5  # two of them are new

    @pytest.mark.parametrize("wrong", ["a gap", "another history", "a fact torn out"])
    def test_a_broken_chain_is_refused_and_nothing_of_it_is_kept(
        self, peer: Peer, wrong: str
    ) -> None:
        peer.session()
        facts, other = peer.chain(5), peer.chain(5)
        peer.push(facts[:2])
        batch = {
            "a gap": facts[3:],
            "another history": other,
            "a fact torn out": [facts[2], facts[4]],
        }[wrong]

        with pytest.raises(CenterRefused) as caught:
            peer.push(batch)
        assert caught.value.code == wire.Refusal.CHAIN_CONFLICT.value
        assert peer.session().accepted_through == 2

    def test_a_head_somebody_else_signed_is_refused(self, peer: Peer) -> None:
        peer.session()

        with pytest.raises(CenterRefused) as caught:
            peer.push(peer.chain(1), key=signing.new_private_key())
        assert caught.value.code == wire.Refusal.BAD_SIGNATURE.value
        assert peer.session().accepted_through == 0

    @pytest.mark.parametrize("place", [1, 3])
    def test_a_chain_of_practice_is_refused_and_nothing_of_it_is_kept(
        self, peer: Peer, place: int
    ) -> None:
        peer.session()

        with pytest.raises(CenterRefused) as caught:
            peer.push(peer.chain(3, practice_at=place))
        assert caught.value.code == wire.Refusal.PRACTICE.value
        assert peer.session().accepted_through == 0

    def test_a_fact_nobody_knows_is_stored_all_the_same(self, peer: Peer) -> None:
        peer.session()

        assert peer.push(peer.chain(2, kind="moon.landed")).accepted_through == 2

    def test_blobs_are_asked_for_until_they_are_here(self, peer: Peer) -> None:
        peer.session()
        data, lacking = b"scan" * 100, sha256_hex(b"not here")
        name = sha256_hex(data)
        assert peer.api.missing_blobs([name, lacking]) == (name, lacking)

        for _ in range(2):
            peer.api.put_blob(name, data)
        assert peer.api.missing_blobs([name, lacking]) == (lacking,)

    def test_a_blob_under_a_wrong_name_is_refused(self, peer: Peer) -> None:
        peer.session()
        name = sha256_hex(b"another")

        with pytest.raises(CenterRefused) as caught:
            peer.api.put_blob(name, b"these bytes")
        assert caught.value.code == wire.Refusal.BAD_HASH.value
        assert peer.api.missing_blobs([name]) == (name,)

    def test_a_receipt_names_what_is_held_and_nothing_more(self, peer: Peer) -> None:
        peer.session()
        facts, data = peer.chain(4), b"a scan"
        name, lacking = sha256_hex(data), sha256_hex(b"not here")
        peer.push(facts)
        peer.api.put_blob(name, data)

        signed = peer.api.receipt([lacking, name])
        receipt = parse_receipt(signed.body)
        message = signing.receipt_message(signed.body.encode())
        assert signing.is_signed_by(peer.center_key, bytes.fromhex(signed.signature), message)
        assert (receipt.through_seq, receipt.head_sha256) == (4, facts[-1].sha256)
        assert (receipt.desk_id, receipt.blobs) == (peer.desk_id, (name,))

    def test_a_desk_nobody_told_anything_has_no_notices(self, peer: Peer) -> None:
        peer.session()

        assert peer.api.notices(0) == wire.NoticePage(notices=(), more=False)
        peer.api.acknowledge(0)
