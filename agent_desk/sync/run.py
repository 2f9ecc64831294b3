"""One sync: session, facts, blobs, receipt, notices. Every step is idempotent and resumes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk import signing, wire
from agent_desk.clock import from_iso, to_iso
from agent_desk.errors import CenterRefused, CenterUnreachable, NotFound
from agent_desk.i18n import tr
from agent_desk.store import ledger
from agent_desk.store.tables import blobs, facts, receipts
from agent_desk.sync import apply, state
from agent_desk.sync.client import parse_receipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.unit import Desk
    from agent_desk.domain.ledger import SealedFact
    from agent_desk.queries.desk import DeskKeys
    from agent_desk.sync.client import CenterApi

_MAX_ROUNDS = 4
_BLOBS_PER_ASK = 200
_BLOBS_PER_RECEIPT = 500


@dataclass(slots=True, kw_only=True)
class SyncReport:
    """What one run did. ``error`` is empty when everything went through."""

    facts_sent: int = 0
    blobs_sent: int = 0
    bytes_sent: int = 0
    notices_applied: int = 0
    receipt_id: str = ""
    accepted_through: int = 0
    clock_offset_ms: int | None = None
    changed: set[str] = field(default_factory=set)
    error: str = ""
    error_code: str = ""
    may_retry: bool = False
    stopped_early: bool = False

    @property
    def is_ok(self) -> bool:
        """Say whether everything went through."""
        return not self.error and not self.stopped_early


def sync_once(
    desk: Desk, keys: DeskKeys, client: CenterApi, should_stop: Callable[[], bool]
) -> SyncReport:
    """Bring both books in line; never raises for what the network or the center does.

    Raises: StoreUnusable if our own store fails.
    """
    run = _Run(desk, keys, client, should_stop)
    now = desk.clock.now()
    try:
        run.all_steps()
    except CenterUnreachable as error:
        run.report.error, run.report.may_retry = error.message, True
        run.report.error_code = "unreachable"
        state.keep_failure(desk.store, now, error.message, retry_after_s=error.retry_after_s)
    except CenterRefused as error:
        run.report.error, run.report.error_code = error.message, error.code
        run.report.may_retry = error.code not in state.STOPPING
        state.keep_failure(desk.store, now, error.message, code=error.code)
    else:
        if not run.report.stopped_early:
            state.keep_success(desk.store, now)
    return run.report


class _Run:
    def __init__(
        self, desk: Desk, keys: DeskKeys, client: CenterApi, should_stop: Callable[[], bool]
    ) -> None:
        self._desk = desk
        self._store = desk.store
        self._keys = keys
        self._client = client
        self._should_stop = should_stop
        self.report = SyncReport()

    def all_steps(self) -> None:
        self._open_session()
        for _ in range(_MAX_ROUNDS):
            for step in (self._push_facts, self._push_blobs, self._take_receipt):
                step()
                if self.report.stopped_early:
                    return
            if not self._pull_notices():
                return

    # --- session

    def _open_session(self) -> None:
        desk_id = self._desk.identity.desk_id
        nonce = self._client.nonce(desk_id)
        signature = signing.sign(
            self._keys.private_key, signing.nonce_message(desk_id, nonce)
        ).hex()
        reply = self._client.open_session(
            wire.SessionRequest(desk_id=desk_id, nonce=nonce, signature=signature)
        )
        self._measure_clock(reply.center_time)
        self._compare_books(reply)
        state.keep(
            self._store,
            accepted_through=reply.accepted_through,
            clock_offset_ms=self.report.clock_offset_ms,
        )
        self.report.accepted_through = reply.accepted_through

    def _measure_clock(self, center_time: str) -> None:
        try:
            theirs = from_iso(center_time)
        except ValueError as error:
            raise CenterUnreachable(
                tr("The center's answer was cut off or garbled. It is asked again later.")
            ) from error
        offset = self._desk.clock.now() - theirs
        self.report.clock_offset_ms = round(offset.total_seconds() * 1000)

    def _compare_books(self, reply: wire.SessionReply) -> None:
        with self._store.read() as connection:
            end = ledger.head(connection)
            ours = connection.execute(
                select(facts.c.sha256).where(facts.c.seq == reply.accepted_through)
            ).scalar()
        if reply.accepted_through > end.seq:
            raise CenterRefused(
                tr(
                    "The center holds newer work of this desk than this PC does: an old copy of "
                    "the data was restored here. Sending has stopped. Call technical support."
                ),
                code=wire.Refusal.CHAIN_CONFLICT.value,
            )
        if reply.accepted_through > 0 and ours != reply.head_sha256:
            raise CenterRefused(
                tr(
                    "This desk's book and the center's copy differ. Sending has stopped so that "
                    "nothing is mixed up. Call technical support; go on serving."
                ),
                code=wire.Refusal.CHAIN_CONFLICT.value,
            )

    # --- facts

    def _push_facts(self) -> None:
        while True:
            if self._stopped():
                return
            with self._store.read() as connection:
                batch = ledger.after(
                    connection, self.report.accepted_through, limit=wire.MAX_BATCH_FACTS
                )
            if not batch:
                return
            records, count = _packed(batch)
            head = batch[count - 1]
            reply = self._client.push(
                wire.PushHead(
                    first_seq=batch[0].seq,
                    last_seq=head.seq,
                    head_sha256=head.sha256,
                    signature=signing.sign(
                        self._keys.private_key,
                        signing.head_message(self._desk.identity.desk_id, head.seq, head.sha256),
                    ).hex(),
                ),
                records,
            )
            if reply.accepted_through < head.seq:
                raise CenterUnreachable(
                    tr("The center took only part of what was sent. The rest is sent later.")
                )
            state.keep(self._store, accepted_through=head.seq)
            self.report.accepted_through = head.seq
            self.report.facts_sent += count
            self.report.bytes_sent += len(records)

    # --- blobs

    def _push_blobs(self) -> None:
        names = self._blobs_where_not_uploaded()
        for start in range(0, len(names), _BLOBS_PER_ASK):
            asked = names[start : start + _BLOBS_PER_ASK]
            wanted = set(self._client.missing_blobs(asked))
            for name in asked:
                if self._stopped():
                    return
                if name in wanted and not self._send_blob(name):
                    continue
                with self._store.write() as connection:
                    connection.execute(
                        update(blobs)
                        .where(blobs.c.sha256 == name)
                        .values(uploaded_at=to_iso(self._desk.clock.now()))
                    )

    def _blobs_where_not_uploaded(self) -> list[str]:
        with self._store.read() as connection:
            return list(
                connection.execute(
                    select(blobs.c.sha256)
                    .where(blobs.c.receipt_id.is_(None))
                    .order_by(blobs.c.stored_at)
                ).scalars()
            )

    def _send_blob(self, name: str) -> bool:
        try:
            data = self._store.blobs.get(name)
        except NotFound:
            return False  # the file is gone from this disk; the dossier shows it as not held
        self._client.put_blob(name, data)
        self.report.blobs_sent += 1
        self.report.bytes_sent += len(data)
        return True

    # --- receipt

    def _take_receipt(self) -> None:
        names = self._blobs_where_not_uploaded()[:_BLOBS_PER_RECEIPT]
        known = state.load(self._store)
        if not names and known.receipted_through == self.report.accepted_through:
            return
        signed = self._client.receipt(names)
        receipt = self._verified(signed, frozenset(names))
        now = to_iso(self._desk.clock.now())
        with self._store.write() as connection:
            connection.execute(
                insert(receipts).prefix_with("OR IGNORE"),
                {
                    "receipt_id": receipt.receipt_id,
                    "through_seq": receipt.through_seq,
                    "head_sha256": receipt.head_sha256,
                    "body": signed.body,
                    "signature": signed.signature,
                    "received_at": now,
                },
            )
            if receipt.blobs:
                connection.execute(
                    update(blobs)
                    .where(blobs.c.sha256.in_(receipt.blobs))
                    .values(receipt_id=receipt.receipt_id)
                )
        state.keep(self._store, receipted_through=receipt.through_seq)
        self.report.receipt_id = receipt.receipt_id

    def _verified(self, signed: wire.SignedReceipt, asked: frozenset[str]) -> wire.Receipt:
        body = signed.body.encode()
        try:
            signature = bytes.fromhex(signed.signature)
            receipt = parse_receipt(signed.body)
        except ValueError as error:
            raise _bad_receipt() from error
        with self._store.read() as connection:
            ours = connection.execute(
                select(facts.c.sha256).where(facts.c.seq == receipt.through_seq)
            ).scalar()
        genuine = signing.is_signed_by(
            self._keys.center_public_key, signature, signing.receipt_message(body)
        )
        if (
            not genuine
            or receipt.desk_id != self._desk.identity.desk_id
            or receipt.head_sha256 != ours
            or not asked.issuperset(receipt.blobs)
        ):
            raise _bad_receipt()
        return receipt

    # --- notices

    def _pull_notices(self) -> bool:
        applied = 0
        while not self._stopped():
            with self._store.read() as connection:
                after = apply.last_applied(connection)
            page = self._client.notices(after)
            for notice in page.notices:
                done = apply.apply_notice(self._desk, notice)
                self.report.changed |= done.changed
                applied += 1
            if page.notices:
                self._client.acknowledge(page.notices[-1].number)
            if not page.more:
                break
        self.report.notices_applied += applied
        return applied > 0

    def _stopped(self) -> bool:
        self.report.stopped_early = self._should_stop()
        return self.report.stopped_early


def _packed(batch: list[SealedFact]) -> tuple[bytes, int]:
    """Pack as many facts as fit into one batch, at least one."""
    total, count = 0, 0
    for fact in batch:
        size = len(fact.line) + len(fact.payload) + 2 * len(fact.salt) + 3
        if count and total + size > wire.MAX_BATCH_BYTES:
            break
        total, count = total + size, count + 1
    return wire.pack_facts(batch[:count]), count


def _bad_receipt() -> CenterRefused:
    return CenterRefused(
        tr(
            "The receipt is not from our center or not for this desk. Nothing is marked as "
            "received. Call technical support; go on serving, everything stays saved."
        ),
        code="bad_receipt",
    )
