"""The desk itself: its place in the center's book, its clerks, its settings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.clock import to_iso
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.site import DeskIdentity
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import DeskId, uuid7
from agent_desk.signing import public_key
from agent_desk.store.tables import clerks, settings
from agent_desk.store.tables import desk as desk_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.clock import Clock
    from agent_desk.store.engine import Store
    from agent_desk.wire import EnrollReply


class Role(StrEnum):
    """What a person at a site may do."""

    CLERK = "clerk"
    TRAINER = "trainer"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrollment:
    """What enrolment left on both sides."""

    reply: EnrollReply
    center_url: str
    private_key: bytes

    @property
    def is_practice(self) -> bool:
        """Say whether it was made up for practice: no center stands behind it."""
        return not self.center_url


def keep_enrollment(store: Store, clock: Clock, enrollment: Enrollment) -> DeskIdentity:
    """Store who this desk is. Raises: Conflict if it is already enrolled.

    Raises: NotAllowed for a practice store that shall have a center, or a real one without.
    """
    refuse_secrets({"center_url": enrollment.center_url})
    if enrollment.is_practice is not store.is_practice:
        raise NotAllowed(
            tr("A practice desk has no center. Set the real desk up without “Practice”.")
        )
    reply = enrollment.reply
    with store.write() as connection:
        if connection.execute(select(desk_table.c.desk_id)).first() is not None:
            raise Conflict(tr("This desk is already enrolled; it keeps its number."))
        connection.execute(
            insert(desk_table),
            {
                "desk_id": reply.desk_id,
                "desk_code": reply.desk_code,
                "site_code": reply.site_code,
                "site_name": reply.site_name,
                "center_name": reply.center_name,
                "center_url": enrollment.center_url,
                "center_public_key": bytes.fromhex(reply.center_public_key),
                "private_key": enrollment.private_key,
                "enrolled_at": to_iso(clock.now()),
            },
        )
    return DeskIdentity(
        desk_id=DeskId(reply.desk_id),
        desk_code=reply.desk_code,
        site_code=reply.site_code,
        site_name=reply.site_name,
        center_name=reply.center_name,
        center_url=enrollment.center_url,
    )


def open_chain(desk: Desk, act: Act, private_key: bytes) -> Done:
    """Write the first fact of a new desk; one of practice says for ever what it is."""
    kind = FactKind.PRACTICE_BEGUN if desk.store.is_practice else FactKind.DESK_ENROLLED

    def do(work: Work) -> Mapping[str, str]:
        work.record(
            kind,
            desk.identity.desk_id,
            {
                "site_code": desk.identity.site_code,
                "desk_code": desk.identity.desk_code,
                "public_key": public_key(private_key).hex(),
            },
        )
        return {}

    return perform(desk, act, "open_chain", do)


def add_clerk(desk: Desk, act: Act, name: str, role: Role) -> Done:
    """Add a person who works here. Values: ``clerk_id``. Raises: InvalidInput."""
    refuse_secrets({"name": name})
    cleaned = clean(name)
    if not cleaned:
        raise InvalidInput(
            tr("Write the name of the clerk as it is to be printed on slips."),
            {"name": tr("The name is empty.")},
        )

    def do(work: Work) -> Mapping[str, str]:
        clerk_id = uuid7()
        work.connection.execute(
            insert(clerks),
            {
                "clerk_id": clerk_id,
                "name": cleaned,
                "role": role.value,
                "added_at": work.at_iso,
            },
        )
        work.record(FactKind.CLERK_ADDED, clerk_id, {"role": role.value}, {"name": cleaned})
        return {"clerk_id": clerk_id}

    return perform(desk, act, "add_clerk", do)


def keep_setting(store: Store, key: str, value: str) -> None:
    """Store one setting of this desk. Raises: InvalidInput for what looks like a secret."""
    refuse_secrets({key: value})
    with store.write() as connection:
        connection.execute(
            upsert(settings)
            .values(key=key, value=value)
            .on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )
