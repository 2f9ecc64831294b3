"""The one row that remembers how sending stands: attempts, errors, cursors."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from agent_desk.clock import to_iso
from agent_desk.store.tables import sync_state
from agent_desk.wire import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.store.engine import Store

_FIRST_WAIT_S = 15
_LONGEST_WAIT_S = 600
STOPPING = frozenset(
    {
        Refusal.CHAIN_CONFLICT.value,
        Refusal.REVOKED.value,
        Refusal.UNKNOWN_DESK.value,
        Refusal.UPGRADE_NEEDED.value,
        Refusal.BAD_SIGNATURE.value,
        Refusal.PRACTICE.value,
        "bad_receipt",
        "notice_gap",
    }
)
"""Refusals after which only a person may let the desk try again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """The stored state, as the run needs it."""

    accepted_through: int
    receipted_through: int
    clock_offset_ms: int | None
    failures: int
    next_attempt_at: str
    stopped_code: str


def load(store: Store) -> SyncState:
    """Read the row."""
    with store.read() as connection:
        row = connection.execute(select(sync_state)).one()
    return SyncState(
        accepted_through=row.accepted_through,
        receipted_through=row.receipted_through,
        clock_offset_ms=row.clock_offset_ms,
        failures=row.failures,
        next_attempt_at=row.next_attempt_at or "",
        stopped_code=row.stopped_code or "",
    )


def keep(store: Store, **columns: object) -> None:
    """Write columns of the row, durably."""
    with store.write() as connection:
        connection.execute(update(sync_state).values(**columns))


def keep_failure(
    store: Store, now: datetime, message: str, *, code: str = "", retry_after_s: int | None = None
) -> None:
    """Remember a failed attempt and when the next one is due: doubling, with jitter."""
    failures = load(store).failures + 1
    wait_s: float = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(failures - 1, 10))
    wait_s *= 0.75 + random.random() / 2  # noqa: S311  # spreads the desks, hides nothing
    if retry_after_s is not None:
        wait_s = max(wait_s, retry_after_s)
    keep(
        store,
        failures=failures,
        last_error=message,
        stopped_code=code if code in STOPPING else None,
        attempted_at=to_iso(now),
        next_attempt_at=to_iso(now + timedelta(seconds=wait_s)),
    )


def keep_success(store: Store, now: datetime) -> None:
    """Remember that everything went through."""
    keep(
        store,
        failures=0,
        last_error=None,
        stopped_code=None,
        attempted_at=to_iso(now),
        succeeded_at=to_iso(now),
        next_attempt_at=None,
    )
