"""The desk's identity, its clerks and settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.site import DeskIdentity
from agent_desk.ids import ClerkId, DeskId
from agent_desk.store.tables import clerks, desk, settings

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkRow:
    """A person who works at this site."""

    clerk_id: ClerkId
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskKeys:
    """What the net lane needs to speak for this desk; never shown, never logged."""

    private_key: bytes
    center_public_key: bytes

    def __repr__(self) -> str:
        return "DeskKeys()"


def identity(connection: Connection) -> DeskIdentity | None:
    """Give who this desk is; None before enrolment."""
    row = connection.execute(select(desk)).first()
    if row is None:
        return None
    return DeskIdentity(
        desk_id=DeskId(row.desk_id),
        desk_code=row.desk_code,
        site_code=row.site_code,
        site_name=row.site_name,
        center_name=row.center_name,
        center_url=row.center_url,
    )


def keys(connection: Connection) -> DeskKeys:
    """Give the keys of an enrolled desk."""
    row = connection.execute(select(desk.c.private_key, desk.c.center_public_key)).one()
    return DeskKeys(private_key=row.private_key, center_public_key=row.center_public_key)


def clerk_rows(connection: Connection) -> tuple[ClerkRow, ...]:
    """Give everyone who works here, in the order they were added."""
    rows = connection.execute(select(clerks).order_by(clerks.c.added_at, clerks.c.clerk_id))
    return tuple(
        ClerkRow(clerk_id=ClerkId(row.clerk_id), name=row.name, role=row.role) for row in rows
    )


def setting(connection: Connection, key: str, default: str = "") -> str:
    """Give one stored setting."""
    value = connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()
    return default if value is None else value
