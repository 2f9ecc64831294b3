"""The transaction of one intent: rows and facts together, and a repeat gives the first result."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from agent_desk.clock import HANOI_OFFSET_MIN, local, to_iso
from agent_desk.domain.facts import AuthorType, is_practice_kind
from agent_desk.domain.ledger import FactHead, seal
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store import ledger
from agent_desk.store.hot import Hot
from agent_desk.store.tables import intents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

    from agent_desk.catalog.spec import Catalog
    from agent_desk.clock import Clock
    from agent_desk.domain.calendar import Calendars
    from agent_desk.domain.facts import FactKind
    from agent_desk.domain.site import DeskIdentity
    from agent_desk.ids import IntentId
    from agent_desk.store.engine import Store

_FIND_INTENT = Hot(
    select(intents.c.command, intents.c.result).where(intents.c.intent_id == bindparam("intent_id"))
)
_INSERT_INTENT = Hot(insert(intents))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every command works with."""

    store: Store
    clock: Clock
    identity: DeskIdentity
    catalog: Catalog
    calendars: Calendars

    def today(self) -> date:
        """Give the date on the wall of the office."""
        return local(self.clock.now()).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One human (or automatic) act: its key and its author."""

    intent_id: IntentId
    author_id: str
    author_type: AuthorType = AuthorType.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command leaves: values for the caller, the ids it changed, whether it was a repeat."""

    values: Mapping[str, str]
    changed: frozenset[str] = frozenset()
    repeated: bool = False

    def __getitem__(self, key: str) -> str:
        return self.values[key]


@dataclass(slots=True, kw_only=True)
class Work:
    """The open transaction of one intent.

    ``happened_at`` is set where something is written down later than it happened, as after an
    outage: ``at`` is that earlier instant then, while facts are still recorded now.
    """

    connection: Connection
    desk: Desk
    act: Act
    at: datetime
    at_iso: str
    happened_at: str = ""
    changed: set[str] = field(default_factory=set)
    _facts: list[_Pending] = field(default_factory=list)

    def record(
        self,
        kind: FactKind,
        subject_id: str,
        body: Mapping[str, object],
        private: Mapping[str, object] | None = None,
    ) -> None:
        """Add a fact; it is sealed into the chain when the transaction ends.

        Raises: ValueError for a fact of practice in a real store.
        """
        if is_practice_kind(kind.value) and not self.desk.store.is_practice:
            raise ValueError(f"{kind.value} belongs into a practice store")
        if self.happened_at:
            body = {**body, "happened_at": self.happened_at}
        self._facts.append(_Pending(kind=kind, subject_id=subject_id, body=body, private=private))
        self.changed.add(subject_id)

    def as_of(self, happened: datetime) -> Work:
        """Give the same transaction, its rows and clocks counted from an earlier instant."""
        moment = to_iso(happened)
        return replace(self, at=happened, at_iso=moment, happened_at=moment)

    def seal_facts(self) -> None:
        """Seal what was recorded onto the head of the chain."""
        if not self._facts:
            return
        end = ledger.head(self.connection)
        seq, prev = end.seq, end.sha256
        new: list[ledger.NewFact] = []
        for pending in self._facts:
            seq += 1
            fact_id = uuid7()
            fact_head = FactHead(
                desk_id=self.desk.identity.desk_id,
                seq=seq,
                fact_id=fact_id,
                intent_id=self.act.intent_id,
                kind=pending.kind.value,
                subject_id=pending.subject_id,
                recorded_at=self.at_iso,
                utc_offset_min=HANOI_OFFSET_MIN,
                author_type=self.act.author_type,
                author_id=self.act.author_id,
                prev_sha256=prev,
            )
            sealed = seal(fact_head, pending.body, pending.private)
            prev = sealed.sha256
            new.append(
                ledger.NewFact(
                    sealed=sealed,
                    fact_id=fact_id,
                    kind=pending.kind.value,
                    subject_id=pending.subject_id,
                    recorded_at=self.at_iso,
                )
            )
        ledger.append(self.connection, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    kind: FactKind
    subject_id: str
    body: Mapping[str, object]
    private: Mapping[str, object] | None


def perform(desk: Desk, act: Act, command: str, do: Callable[[Work], Mapping[str, str]]) -> Done:
    """Run one command: everything it writes is on disk when this returns, or nothing is.

    A repeated ``intent_id`` returns the first result and writes nothing.
    Raises: NotAllowed if the key was used for another command; whatever ``do`` raises.
    """
    _require_true_author(desk, act)
    with desk.store.write() as connection:
        first = _FIND_INTENT.first(connection, {"intent_id": act.intent_id})
        if first is not None:
            return _repeat(first[0], first[1], command)
        at = desk.clock.now()
        work = Work(connection=connection, desk=desk, act=act, at=at, at_iso=to_iso(at))
        values = do(work)
        work.seal_facts()
        _INSERT_INTENT.rows(
            connection,
            {
                "intent_id": act.intent_id,
                "command": command,
                "result": json.dumps(dict(values), ensure_ascii=False),
                "done_at": work.at_iso,
            },
        )
    return Done(values=values, changed=frozenset(work.changed))


def _require_true_author(desk: Desk, act: Act) -> None:
    """Hold that an automatic act never wears a person's name, nor a person the desk's (HR-15)."""
    is_desk = act.author_id == desk.identity.desk_id
    if not act.author_id or is_desk is not (act.author_type is AuthorType.DESK):
        raise ValueError(f"a {act.author_type.value} cannot act as {act.author_id!r}")


def _repeat(first_command: str, result: str, command: str) -> Done:
    if first_command != command:
        raise NotAllowed(
            tr("This step was already used for something else. Close the screen and open it again.")
        )
    return Done(values=json.loads(result), repeated=True)
