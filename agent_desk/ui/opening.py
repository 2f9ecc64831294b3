"""Opening a desk: store, catalog, calendars, finder, who sits here. Used by window and commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import settings, signing
from agent_desk.clock import local
from agent_desk.commands.desk import Enrollment, Role, add_clerk, keep_enrollment, open_chain
from agent_desk.commands.unit import Act, Desk
from agent_desk.domain.facts import AuthorType
from agent_desk.errors import DeskError, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import new_intent, uuid7
from agent_desk.queries import desk as desk_query
from agent_desk.store import ledger
from agent_desk.store.engine import open_store
from agent_desk.ui.office import LateFinder, Office
from agent_desk.wire import EnrollReply

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.clock import Clock
    from agent_desk.domain.site import DeskIdentity
    from agent_desk.paths import DataDir
    from agent_desk.queries.desk import ClerkRow
    from agent_desk.store.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDesk:
    """What first-run set-up collected; no ``enrollment`` if an earlier set-up kept it already."""

    enrollment: Enrollment | None
    clerk_name: str


def open_office(store: Store, clock: Clock) -> Office:
    """Load everything an enrolled desk works with (store lane).

    Raises: NotFound before enrolment or without a clerk.
    """
    with store.read() as connection:
        identity = desk_query.identity(connection)
        if identity is None:
            raise NotFound(
                tr("This desk is not enrolled yet. Start Agent Desk and follow the set-up.")
            )
        keys = desk_query.keys(connection)
        clerk = sitting_clerk(connection)
    if clerk is None:
        raise NotFound(tr("This desk has no clerk yet. Start Agent Desk and type your name."))
    desk = build_desk(store, clock, identity)
    return Office(
        desk=desk,
        keys=keys,
        clerk=clerk,
        finder=LateFinder(desk.catalog),
    )


def build_desk(store: Store, clock: Clock, identity: DeskIdentity) -> Desk:
    """Load the catalog and calendars of today for a known desk."""
    from agent_desk.catalog.load import load_catalog
    from agent_desk.domain.calendar import bundled_calendars

    return Desk(
        store=store,
        clock=clock,
        identity=identity,
        catalog=load_catalog(on=local(clock.now()).date()),
        calendars=bundled_calendars(),
    )


def set_up(store: Store, clock: Clock, new: NewDesk) -> Office:
    """Keep the enrolment, write the first facts, add the first clerk (store lane).

    Goes on where an earlier set-up was cut off. Raises: NotFound if there is no enrolment at all.
    """
    with store.read() as connection:
        identity = desk_query.identity(connection)
    if identity is None:
        if new.enrollment is None:
            raise NotFound(
                tr("This desk is not enrolled yet. Start Agent Desk and follow the set-up.")
            )
        identity = keep_enrollment(store, clock, new.enrollment)
    desk = build_desk(store, clock, identity)
    with store.read() as connection:
        is_begun = ledger.head(connection).seq > 0
        keys = desk_query.keys(connection)
    if not is_begun:
        open_chain(desk, automatic(desk), keys.private_key)
    add_clerk(desk, automatic(desk), new.clerk_name, Role.CLERK)
    return open_office(store, clock)


def is_enrolled(store: Store) -> bool:
    """Say whether a set-up got as far as the center's answer."""
    with store.read() as connection:
        return desk_query.identity(connection) is not None


def automatic(desk: Desk) -> Act:
    """Give an act of the desk itself; it never wears a person's name."""
    return Act(intent_id=new_intent(), author_id=desk.identity.desk_id, author_type=AuthorType.DESK)


def practice_enrollment() -> Enrollment:
    """Make up the identity of a practice desk; it has no center and is never sent anywhere."""
    private = signing.new_private_key()
    return Enrollment(
        reply=EnrollReply(
            desk_id=uuid7(),
            desk_code="99901",
            site_code="999",
            site_name=tr("Practice post office"),
            center_name=tr("No center (practice)"),
            center_public_key=signing.public_key(signing.new_private_key()).hex(),
        ),
        center_url="",
        private_key=private,
    )


def open_if_enrolled(data: DataDir, clock: Clock) -> tuple[Store, Office | None]:
    """Open the store, and the office if this desk is enrolled (store lane).

    Raises: StoreUnusable.
    """
    store = open_store(data)
    try:
        with store.read() as connection:
            is_set_up = (
                desk_query.identity(connection) is not None
                and sitting_clerk(connection) is not None
            )
        office = open_office(store, clock) if is_set_up else None
    except DeskError:
        store.close()
        raise
    return store, office


def open_data(data: DataDir) -> Store:
    """Open the store of a data folder. Raises: StoreUnusable."""
    return open_store(data)


def sitting_clerk(connection: Connection) -> ClerkRow | None:
    """Give who works here now: the one chosen in Settings, else the first; None before set-up."""
    clerks = desk_query.clerk_rows(connection)
    current = desk_query.setting(connection, settings.CURRENT_CLERK.key)
    chosen = (clerk for clerk in clerks if clerk.clerk_id == current)
    return next(chosen, clerks[0] if clerks else None)
