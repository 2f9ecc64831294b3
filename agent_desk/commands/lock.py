"""The PIN of a clerk: kept as an Argon2id hash, checked with growing pauses after wrong tries.

A PIN only keeps the screen from other eyes and lets clerks take turns quickly; the data itself is
encrypted by the key of the desk. It is no fact: nothing about it ever leaves this PC.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.clock import from_iso, to_iso
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.tables import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from sqlalchemy import Connection

    from agent_desk.ids import ClerkId
    from agent_desk.store.engine import Store

_SHORTEST, _LONGEST = 4, 8
_FREE_TRIES = 4
_FIRST_PAUSE_S = 30
_LONGEST_PAUSE_S = 900
_MEMORY_KIB = 19_456
"""19 MiB and two passes: the least that OWASP's page on password storage asks of Argon2id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tries:
    """How often a PIN was wrong since it was last right, and until when no try counts."""

    wrong: int = 0
    not_before: datetime | None = None


def set_pin(store: Store, clerk_id: ClerkId, pin: str) -> None:
    """Give a clerk a PIN; an empty one takes it away. Raises: InvalidInput."""
    if not pin:
        with store.write() as connection:
            connection.execute(delete(settings).where(settings.c.key.in_(_keys(clerk_id))))
        return
    if not (pin.isascii() and pin.isdigit() and _SHORTEST <= len(pin) <= _LONGEST):
        raise InvalidInput(tr("A PIN has 4 to 8 digits."), {"pin": tr("A PIN has 4 to 8 digits.")})
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        words = tr("This PIN is too easy to guess.")
        raise InvalidInput(words, {"pin": words})
    hashed = _argon2(os.urandom(16)).derive_phc_encoded(pin.encode())
    pin_key, tries_key = _keys(clerk_id)
    with store.write() as connection:
        _keep(connection, pin_key, hashed)
        _keep(connection, tries_key, "")


def has_pin(store: Store, clerk_id: ClerkId) -> bool:
    """Say whether a clerk must give a PIN."""
    with store.read() as connection:
        return bool(_value(connection, _keys(clerk_id)[0]))


def forget_if_asked(store: Store) -> bool:
    """Take every PIN away if technical support put a file ``forget-pins`` beside the data.

    Who can write there holds the data anyway; the file goes with the PINs.
    """
    asked = store.data.root / "forget-pins"
    if not asked.exists():
        return False
    with store.write() as connection:
        connection.execute(delete(settings).where(settings.c.key.like("pin_of_%")))
        connection.execute(delete(settings).where(settings.c.key.like("pin_tries_of_%")))
    asked.unlink()
    return True


def is_pin_of(store: Store, clerk_id: ClerkId, pin: str, now: datetime) -> bool:
    """Say whether it is the clerk's PIN; true for a clerk without one.

    After four wrong tries each further one costs a pause that doubles, through restarts too.
    Raises: NotAllowed while the pause lasts; it says until when.
    """
    pin_key, tries_key = _keys(clerk_id)
    with store.read() as connection:
        hashed, tries = _value(connection, pin_key), _tries(_value(connection, tries_key))
    if not hashed:
        return True
    if tries.not_before is not None and now < tries.not_before:
        seconds = round((tries.not_before - now).total_seconds()) + 1
        if seconds > _LONGEST_PAUSE_S + 1:  # the clock was set back: the pause begins again
            tries = _Tries(wrong=tries.wrong, not_before=now + timedelta(seconds=_LONGEST_PAUSE_S))
            seconds = _LONGEST_PAUSE_S
            with store.write() as connection:
                _keep(connection, tries_key, _say(tries))
        raise NotAllowed(tr("Too many wrong tries. Try again in {n} seconds.", n=seconds))
    is_right = _fits(hashed, pin)
    with store.write() as connection:
        _keep(connection, tries_key, "" if is_right else _say(_after(tries, now)))
    return is_right


def _fits(hashed: str, pin: str) -> bool:
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(pin.encode(), hashed)
    except InvalidKey:
        return False
    return True


def _after(tries: _Tries, now: datetime) -> _Tries:
    wrong = tries.wrong + 1
    if wrong < _FREE_TRIES:
        return _Tries(wrong=wrong)
    pause = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2 ** min(wrong - _FREE_TRIES, 8))
    return _Tries(wrong=wrong, not_before=now + timedelta(seconds=pause))


def _tries(text: str) -> _Tries:
    count, _, until = text.partition(" ")
    if not count:
        return _Tries()
    return _Tries(wrong=int(count), not_before=from_iso(until) if until else None)


def _say(tries: _Tries) -> str:
    until = to_iso(tries.not_before) if tries.not_before is not None else ""
    return f"{tries.wrong} {until}".strip()


def _argon2(salt: bytes) -> Argon2id:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=_MEMORY_KIB)


def _keys(clerk_id: ClerkId) -> tuple[str, str]:
    return f"pin_of_{clerk_id}", f"pin_tries_of_{clerk_id}"


def _value(connection: Connection, key: str) -> str:
    found = connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()
    return str(found or "")


def _keep(connection: Connection, key: str, value: str) -> None:
    connection.execute(
        upsert(settings)
        .values(key=key, value=value)
        .on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )
