"""Numbers of postal items: imported in ranges, given once, never twice, without any network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.item_pool import read_pool, warning_about
from agent_desk.domain.postal import classify_item
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.delivery_tables import as_range, deliveries, item_ranges

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from agent_desk.store.tables import StoredRow


def import_pool(desk: Desk, act: Act, content: bytes, source: str) -> Done:
    """Take over the numbers of a file, all of them or none.

    Values: ``count``. Raises: InvalidInput, naming the line; also if a number is known already.
    """

    def do(work: Work) -> Mapping[str, str]:
        found = read_pool(content, [as_range(row) for row in _rows(work.connection)])
        for one in found:
            work.connection.execute(
                insert(item_ranges),
                {
                    "range_id": uuid7(),
                    "kind": one.kind.value,
                    "prefix": one.prefix,
                    "suffix": one.suffix,
                    "width": one.width,
                    "first": one.first,
                    "last": one.last,
                    "next": one.first,
                    "source": clean(source)[:200],
                    "imported_at": work.at_iso,
                },
            )
        listed = [
            {"first": one.code(one.first), "last": one.code(one.last), "count": one.size}
            for one in found
        ]
        body = {"source": clean(source)[:200], "ranges": listed}
        work.record(FactKind.POOL_IMPORTED, desk.identity.desk_id, body)
        return {"count": str(sum(one.size for one in found))}

    return perform(desk, act, "import_pool", do)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenItem:
    """A number for one item, where it came from, and what is unusual about it."""

    code: str
    from_pool: bool
    warning: str = ""


def take_item(work: Work, typed: str) -> GivenItem:
    """Give the next free number of the pool, or take the typed one.

    A typed number of another shape or from outside the pool is taken with a warning.
    Raises: InvalidInput if there is no number to give or it cannot be one; Conflict if it is used.
    """
    if not typed.strip():
        return GivenItem(code=_next(work), from_pool=True)
    code = classify_item(typed).code
    _refuse_used(work.connection, code)
    known = [as_range(row) for row in _rows(work.connection)]
    in_pool = any(one.holds(code) for one in known)
    warning = warning_about(code, in_pool=in_pool, has_pool=bool(known))
    return GivenItem(code=code, from_pool=in_pool, warning=warning)


def _next(work: Work) -> str:
    for row in _rows(work.connection):
        one, serial = as_range(row), row.next
        while serial <= row.last and _is_used(work.connection, one.code(serial)):
            serial += 1  # somebody typed it before its turn came
        work.connection.execute(
            update(item_ranges)
            .where(item_ranges.c.range_id == row.range_id)
            .values(next=min(serial, row.last) + 1)
        )
        if serial <= row.last:
            return one.code(serial)
    words = tr(
        "This desk has no item number left. Type the number from the label of the post, or import "
        "new numbers."
    )
    raise InvalidInput(words, {"item_code": words})


def _refuse_used(connection: Connection, code: str) -> None:
    if _is_used(connection, code):
        raise Conflict(tr("This item number was already given to another delivery."))


def _is_used(connection: Connection, code: str) -> bool:
    found = connection.execute(
        select(deliveries.c.delivery_id).where(deliveries.c.item_code == code)
    ).first()
    return found is not None


def _rows(connection: Connection) -> list[StoredRow]:
    return list(
        connection.execute(
            select(item_ranges).order_by(item_ranges.c.imported_at, item_ranges.c.range_id)
        )
    )
