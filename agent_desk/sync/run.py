"""One sync: session, facts, blobs, receipt, notices. Every step is idempotent and resumes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk import signing, wire
from agent_desk.clock import from_iso, to_iso
from agent_desk.commands.unit import Act, perform
from agent_desk.domain.facts import AuthorType, FactKind
from agent_desk.errors import CenterRefused, CenterUnreachable, NotFound, StoreUnusable
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.store import ledger
from agent_desk.store.tables import facts
from agent_desk.sync import apply, custody, state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.commands.unit import Work
    from agent_desk.domain.ledger import SealedFact
    from agent_desk.sync.client import CenterApi
    from agent_desk.sync.enrolled import EnrolledDesk

_MAX_ROUNDS = 4
_CLOCK_NEWS_MS = 60_000
_BLOBS_PER_ASK = 200
_BLOBS_PER_RECEIPT = 500
_ABOUT_ONE_BLOB = frozenset({wire.Refusal.TOO_LARGE.value, wire.Refusal.BAD_HASH.value})


@dataclass(slots=True, kw_only=True)
class SyncReport:
    """What one run did. ``error`` is empty when everything went through."""

    facts_sent: int = 0
    blobs_sent: int = 0
    blobs_set_aside: int = 0
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
    enrolled: EnrolledDesk, client: CenterApi, should_stop: Callable[[], bool]
) -> SyncReport:
    """Bring both books in line; never raises for what the network or the center does.

    Raises: StoreUnusable if our own store fails.
    """
    run, desk = _Run(enrolled, client, should_stop), enrolled.desk
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
        self, enrolled: EnrolledDesk, client: CenterApi, should_stop: Callable[[], bool]
    ) -> None:
        self._desk = enrolled.desk
        self._store = enrolled.desk.store
        self._keys = enrolled.keys
        self._client = client
        self._should_stop = should_stop
        self._aside: CenterRefused | None = None
        self.report = SyncReport()

    def all_steps(self) -> None:
        self._open_session()
        for _ in range(_MAX_ROUNDS):
            for step in (self._push_facts, self._push_blobs, self._take_receipts):
                step()
                if self.report.stopped_early:
                    return
            if not self._pull_notices():
                break
        if self._aside is not None:
            raise self._aside

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
        measured = self._measure_clock(reply.center_time)
        self._compare_books(reply)
        self._record_clock(measured)
        state.keep(
            self._store,
            accepted_through=reply.accepted_through,
            clock_offset_ms=self.report.clock_offset_ms,
        )
        self.report.accepted_through = reply.accepted_through

    def _measure_clock(self, center_time: str) -> int:
        try:
            theirs = from_iso(center_time)
        except ValueError as error:
            raise CenterUnreachable(
                tr("The center's answer was cut off or garbled. It is asked again later.")
            ) from error
        offset = self._desk.clock.now() - theirs
        self.report.clock_offset_ms = round(offset.total_seconds() * 1000)
        return self.report.clock_offset_ms

    def _record_clock(self, offset_ms: int) -> None:
        """Make a fact of a clock that is wrong or was set, so that later readers know (HR-24)."""
        if abs(offset_ms - (state.load(self._store).clock_offset_ms or 0)) < _CLOCK_NEWS_MS:
            return
        desk_id = self._desk.identity.desk_id
        act = Act(intent_id=new_intent(), author_id=desk_id, author_type=AuthorType.DESK)

        def do(work: Work) -> Mapping[str, str]:
            work.record(FactKind.DESK_CLOCK_MEASURED, desk_id, {"offset_ms": offset_ms})
            return {}

        perform(self._desk, act, "measure_clock", do)

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
        names = custody.unsent(self._store)
        for start in range(0, len(names), _BLOBS_PER_ASK):
            asked = names[start : start + _BLOBS_PER_ASK]
            wanted = set(self._client.missing_blobs(asked))
            for name in asked:
                if self._stopped():
                    return
                if name not in wanted or self._send_blob(name):
                    custody.mark_sent(self._store, name, to_iso(self._desk.clock.now()))

    def _send_blob(self, name: str) -> bool:
        """Send one file; one that cannot be sent is set aside, so that it holds up no other."""
        try:
            data = self._store.blobs.get(name)
            self._client.put_blob(name, data)
        except (NotFound, StoreUnusable) as error:
            self._set_aside(CenterRefused(error.message, code="blob_unreadable"))
            return False
        except CenterRefused as error:
            if error.code not in _ABOUT_ONE_BLOB:
                raise
            self._set_aside(error)
            return False
        self.report.blobs_sent += 1
        self.report.bytes_sent += len(data)
        return True

    def _set_aside(self, error: CenterRefused) -> None:
        self.report.blobs_set_aside += 1
        self._aside = error

    # --- receipt

    def _take_receipts(self) -> None:
        """Take receipts until everything sent is covered or the center adds nothing more."""
        while not self._stopped():
            names = custody.unreceipted(self._store, limit=_BLOBS_PER_RECEIPT)
            known = state.load(self._store)
            if not names and known.receipted_through >= self.report.accepted_through:
                return
            receipt = custody.verified(
                self._desk, self._keys, self._client.receipt(names), frozenset(names)
            )
            self.report.receipt_id = receipt.receipt_id
            is_news = bool(receipt.blobs) or receipt.through_seq > known.receipted_through
            if not is_news or len(receipt.blobs) < len(names):
                return

    # --- notices

    def _pull_notices(self) -> bool:
        applied = 0
        while not self._stopped():
            with self._store.read() as connection:
                after = apply.last_applied(connection)
            page = self._client.notices(after)
            news = 0
            for notice in page.notices:
                done = apply.apply_notice(self._desk, notice)
                self.report.changed |= done.changed
                news += not done.repeated
            if page.notices:
                self._client.acknowledge(page.notices[-1].number)
            applied += news
            if not page.more or not news:
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
