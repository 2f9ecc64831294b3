"""A desk proves that it holds its key and gets a short token, on the center's clock."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_desk import signing
from agent_desk.center.refusals import refused
from agent_desk.i18n import tr
from agent_desk.wire import Refusal

if TYPE_CHECKING:
    from agent_desk.center.database import Connection

NONCE_LIFE = timedelta(minutes=2)
TOKEN_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDesk:
    """A desk that may speak: it is enrolled and not revoked."""

    desk_id: str
    public_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A new token and where the center's copy of the desk stands."""

    token: str
    accepted_through: int
    head_sha256: str
    notices_through: int


def make_nonce(db: Connection, desk_id: str, now: datetime) -> str:
    """Give the desk something fresh to sign. Raises: CenterRefused (unknown_desk, revoked)."""
    _require_known(db, desk_id)
    nonce = secrets.token_hex(32)
    db.execute("DELETE FROM nonces WHERE desk_id = %s AND expires_at < %s", (desk_id, now))
    db.execute(
        "INSERT INTO nonces (desk_id, nonce_sha256, expires_at) VALUES (%s, %s, %s)",
        (desk_id, _hash(nonce), now + NONCE_LIFE),
    )
    return nonce


def spend_nonce(db: Connection, desk_id: str, nonce: str, now: datetime) -> KnownDesk | None:
    """Use a nonce up and give its desk; None if it was used, is too old or never was.

    It is spent even if the signature turns out to be wrong, so commit before looking at that.
    """
    desk = _require_known(db, desk_id)
    row = db.execute(
        "DELETE FROM nonces WHERE desk_id = %s AND nonce_sha256 = %s RETURNING expires_at",
        (desk_id, _hash(nonce)),
    ).fetchone()
    return desk if row is not None and row[0] >= now else None


def require_signature(desk: KnownDesk | None, nonce: str, signature: str) -> KnownDesk:
    """Check who signed the nonce. Raises: CenterRefused (no_session, bad_signature)."""
    if desk is None:
        raise _no_session()
    try:
        signed = bytes.fromhex(signature)
    except ValueError:
        signed = b""
    message = signing.nonce_message(desk.desk_id, nonce)
    if not signing.is_signed_by(desk.public_key, signed, message):
        raise bad_signature()
    return desk


def open_session(db: Connection, desk: KnownDesk, now: datetime) -> OpenSession:
    """Give a token for an hour and say where the desk stands."""
    secret = secrets.token_urlsafe(32)
    db.execute("DELETE FROM sessions WHERE desk_id = %s AND expires_at < %s", (desk.desk_id, now))
    db.execute(
        "INSERT INTO sessions (desk_id, token_sha256, expires_at) VALUES (%s, %s, %s)",
        (desk.desk_id, _hash(secret), now + TOKEN_LIFE),
    )
    row = db.execute(
        "SELECT accepted_through, head_sha256, notices_through FROM desks WHERE desk_id = %s",
        (desk.desk_id,),
    ).fetchone()
    if row is None:
        raise _unknown_desk()
    return OpenSession(
        token=f"{desk.desk_id}.{secret}",
        accepted_through=row[0],
        head_sha256=row[1],
        notices_through=row[2],
    )


def desk_of_token(db: Connection, token: str, now: datetime) -> KnownDesk:
    """Give the desk behind a token. Raises: CenterRefused (no_session, revoked)."""
    desk_id, _, secret = token.partition(".")
    row = db.execute(
        "SELECT d.public_key, d.revoked_at FROM sessions s JOIN desks d USING (desk_id)"
        " WHERE s.desk_id = %s AND s.token_sha256 = %s AND s.expires_at >= %s",
        (desk_id, _hash(secret), now),
    ).fetchone()
    if row is None:
        raise _no_session()
    if row[1] is not None:
        raise _revoked()
    return KnownDesk(desk_id=desk_id, public_key=bytes(row[0]))


def bad_signature() -> Exception:
    """Make the refusal of bytes that this desk did not sign."""
    return refused(
        Refusal.BAD_SIGNATURE,
        tr("The signature is not this desk's. Tell the center: its key may have been changed."),
    )


def _require_known(db: Connection, desk_id: str) -> KnownDesk:
    row = db.execute(
        "SELECT public_key, revoked_at FROM desks WHERE desk_id = %s", (desk_id,)
    ).fetchone()
    if row is None:
        raise _unknown_desk()
    if row[1] is not None:
        raise _revoked()
    return KnownDesk(desk_id=desk_id, public_key=bytes(row[0]))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _unknown_desk() -> Exception:
    return refused(
        Refusal.UNKNOWN_DESK, tr("The center does not know this desk. Enroll it with a new code.")
    )


def _revoked() -> Exception:
    return refused(
        Refusal.REVOKED,
        tr("The center has closed this desk. Nothing is lost; ask the center what to do."),
    )


def _no_session() -> Exception:
    return refused(Refusal.NO_SESSION, tr("The session has ended. Open a new one."))
