"""Sites, one-time codes, and how a new desk gets its number."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_desk import ids
from agent_desk.center.refusals import refused
from agent_desk.errors import Conflict, InvalidInput
from agent_desk.i18n import tr
from agent_desk.wire import Refusal

if TYPE_CHECKING:
    from agent_desk.center.database import Connection

CODE_LIFE = timedelta(days=7)
_CODE_DIGITS = 12
_MAX_SITES = 999
_MAX_DESKS = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledDesk:
    """A desk as the center knows it."""

    desk_id: str
    desk_code: str
    site_code: str
    site_name: str


def make_code(db: Connection, site_name: str, now: datetime) -> str:
    """Give a one-time code for a new desk of this site, e.g. ``4821 0937 5526``.

    A site that is not known yet is created. Raises: InvalidInput, Conflict.
    """
    name = " ".join(site_name.split())
    if not name:
        raise InvalidInput(tr("Give the name of the site."))
    site_code = _site(db, name, now)
    digits = "".join(secrets.choice("0123456789") for _ in range(_CODE_DIGITS))
    db.execute(
        "INSERT INTO enroll_codes (code_hash, site_code, made_at, expires_at)"
        " VALUES (%s, %s, %s, %s)",
        (_hash_code(digits), site_code, now, now + CODE_LIFE),
    )
    return " ".join(re.findall("....", digits))


def enroll(db: Connection, code: str, public_key: bytes, now: datetime) -> EnrolledDesk:
    """Take in a new desk that shows its code and its public key.

    The same code with the same key gives the same desk: a lost answer can be asked for again.
    Raises: CenterRefused (bad_code).
    """
    digits = re.sub(r"[\s.-]", "", code)
    row = db.execute(
        "SELECT code_hash, site_code, expires_at, desk_id FROM enroll_codes"
        " WHERE code_hash = %s FOR UPDATE",
        (_hash_code(digits),),
    ).fetchone()
    if row is None:
        raise _bad_code()
    code_hash, site_code, expires_at, used_by = row
    if used_by is not None:
        return _same_desk(db, used_by, public_key)
    if expires_at < now or _key_is_known(db, public_key):
        raise _bad_code()
    desk = _new_desk(db, site_code, public_key, now)
    db.execute(
        "UPDATE enroll_codes SET desk_id = %s WHERE code_hash = %s", (desk.desk_id, code_hash)
    )
    return desk


def revoke(db: Connection, desk_id: str, now: datetime) -> None:
    """Shut a desk out; what it sent stays."""
    db.execute("UPDATE desks SET revoked_at = %s WHERE desk_id = %s", (now, desk_id))


def _site(db: Connection, name: str, now: datetime) -> str:
    db.execute("LOCK TABLE sites IN SHARE ROW EXCLUSIVE MODE")
    row = db.execute("SELECT site_code FROM sites WHERE name = %s", (name,)).fetchone()
    if row is not None:
        return str(row[0])
    row = db.execute("SELECT coalesce(max(site_code::int), 0) FROM sites").fetchone()
    number = 1 + (int(row[0]) if row else 0)
    if number > _MAX_SITES:
        raise Conflict(tr("All 999 site codes are taken."))
    code = f"{number:03}"
    db.execute(
        "INSERT INTO sites (site_code, name, created_at) VALUES (%s, %s, %s)", (code, name, now)
    )
    return code


def _new_desk(db: Connection, site_code: str, public_key: bytes, now: datetime) -> EnrolledDesk:
    site = db.execute(
        "SELECT name FROM sites WHERE site_code = %s FOR UPDATE", (site_code,)
    ).fetchone()
    count = db.execute("SELECT count(*) FROM desks WHERE site_code = %s", (site_code,)).fetchone()
    number = 1 + (int(count[0]) if count else 0)
    if site is None or number > _MAX_DESKS:
        raise refused(Refusal.BAD_CODE, tr("This site has no free desk number left."))
    desk = EnrolledDesk(
        desk_id=ids.uuid7(),
        desk_code=f"{site_code}{number:02}",
        site_code=site_code,
        site_name=str(site[0]),
    )
    db.execute(
        "INSERT INTO desks (desk_id, site_code, desk_code, public_key, enrolled_at)"
        " VALUES (%s, %s, %s, %s, %s)",
        (desk.desk_id, site_code, desk.desk_code, public_key, now),
    )
    return desk


def _same_desk(db: Connection, desk_id: str, public_key: bytes) -> EnrolledDesk:
    row = db.execute(
        "SELECT d.desk_id, d.desk_code, s.site_code, s.name FROM desks d JOIN sites s"
        " USING (site_code) WHERE d.desk_id = %s AND d.public_key = %s AND revoked_at IS NULL",
        (desk_id, public_key),
    ).fetchone()
    if row is None:
        raise _bad_code()
    return EnrolledDesk(desk_id=row[0], desk_code=row[1], site_code=row[2], site_name=row[3])


def _key_is_known(db: Connection, public_key: bytes) -> bool:
    found = db.execute("SELECT 1 FROM desks WHERE public_key = %s", (public_key,)).fetchone()
    return found is not None


def _hash_code(digits: str) -> str:
    # Few digits are soon guessed from a plain hash; scrypt makes each guess cost milliseconds.
    return hashlib.scrypt(digits.encode(), salt=b"agent-desk/enroll/1", n=2**12, r=8, p=1).hex()


def _bad_code() -> Exception:
    return refused(
        Refusal.BAD_CODE,
        tr("This code is unknown, used or expired. Ask the center for a new one."),
    )
