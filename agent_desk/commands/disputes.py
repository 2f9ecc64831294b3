"""Disputed items: opened by whoever saw the difference, answered by both sides, closed calmly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import disputes as rules
from agent_desk.domain.disputes import DisputeKind, DisputeState, Outcome, Side
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.custody_tables import disputes
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What does not fit. ``words`` are the desk's own and may name people; facts keep them apart.

    ``source`` says who saw it: the desk, the authority's minutes, or the center.
    """

    kind: DisputeKind
    bag_number: str | None = None
    reference: str | None = None
    about: str = ""
    words: str = ""
    source: str = "desk"


def open_dispute(desk: Desk, act: Act, found: Difference) -> Done:
    """Put a difference aside as disputed. Values: ``dispute_id``. Raises: InvalidInput."""
    refuse_secrets({"words": found.words})
    if found.kind is DisputeKind.OTHER and not clean(found.words):
        message = tr("Write in one sentence what does not fit.")
        raise InvalidInput(message, {"words": message})

    def do(work: Work) -> Mapping[str, str]:
        return {"dispute_id": dispute(work, found)}

    return perform(desk, act, "open_dispute", do)


def dispute(work: Work, found: Difference) -> str:
    """Write a disputed item in the open transaction and give its id.

    The same difference of the same bag is one item, however often it is seen.
    """
    known = work.connection.execute(
        select(disputes.c.dispute_id).where(
            disputes.c.kind == found.kind.value,
            disputes.c.bag_number.is_(found.bag_number),
            disputes.c.reference.is_(found.reference),
            disputes.c.about == found.about,
            disputes.c.state != DisputeState.CLOSED.value,
        )
    ).scalar()
    if known is not None and (found.bag_number or found.reference):
        work.record(FactKind.DISPUTE_OPENED, known, _body(found), _words(found.words))
        return str(known)
    dispute_id = uuid7()
    work.connection.execute(
        insert(disputes),
        {
            "dispute_id": dispute_id,
            "kind": found.kind.value,
            "state": DisputeState.OPEN.value,
            "bag_number": found.bag_number,
            "reference": found.reference,
            "dossier_id": _dossier_of(work, found.reference),
            "about": found.about,
            "opened_at": work.at_iso,
            "opened_by": work.act.author_id,
            "ours": clean(found.words) if found.source == "desk" else "",
            "theirs": clean(found.words) if found.source != "desk" else "",
        },
    )
    work.record(FactKind.DISPUTE_OPENED, dispute_id, _body(found), _words(found.words))
    return dispute_id


def answer_dispute(desk: Desk, act: Act, dispute_id: str, side: Side, words: str) -> Done:
    """Add what one side says; both may speak as often as they like."""
    said = clean(words)
    refuse_secrets({"words": said})
    if not said:
        message = tr("Write what this side says.")
        raise InvalidInput(message, {"words": message})

    def do(work: Work) -> Mapping[str, str]:
        row = _require_dispute(work, dispute_id)
        rules.require_open(DisputeState(row.state))
        column = "ours" if side is Side.OURS else "theirs"
        before = getattr(row, column)
        state = DisputeState.ANSWERED if side is Side.THEIRS else DisputeState(row.state)
        values = {
            column: f"{before}\n{said}".strip(),
            "state": state.value,
            "answered_at": work.at_iso if side is Side.THEIRS else row.answered_at,
        }
        _change(work, dispute_id, values)
        work.record(FactKind.DISPUTE_ANSWERED, dispute_id, {"side": side.value}, {"words": said})
        return {"state": state.value}

    return perform(desk, act, "answer_dispute", do)


def close_dispute(desk: Desk, act: Act, dispute_id: str, outcome: Outcome, words: str = "") -> Done:
    """End a disputed item with what came out; nobody is named as at fault. Raises: NotAllowed."""
    refuse_secrets({"words": words})

    def do(work: Work) -> Mapping[str, str]:
        row = _require_dispute(work, dispute_id)
        rules.require_open(DisputeState(row.state))
        said = clean(words)
        values = {
            "state": DisputeState.CLOSED.value,
            "outcome": outcome.value,
            "ours": f"{row.ours}\n{said}".strip(),
            "closed_at": work.at_iso,
            "closed_by": work.act.author_id,
        }
        _change(work, dispute_id, values)
        body = {"outcome": outcome.value}
        work.record(FactKind.DISPUTE_CLOSED, dispute_id, body, _words(said))
        return {"outcome": outcome.value}

    return perform(desk, act, "close_dispute", do)


def _require_dispute(work: Work, dispute_id: str) -> StoredRow:
    row = work.connection.execute(
        select(disputes).where(disputes.c.dispute_id == dispute_id)
    ).first()
    if row is None:
        raise NotFound(tr("This disputed item is not in the book of this desk."))
    return row


def _change(work: Work, dispute_id: str, values: Mapping[str, object]) -> None:
    work.connection.execute(
        update(disputes).where(disputes.c.dispute_id == dispute_id).values(**values)
    )


def _dossier_of(work: Work, reference: str | None) -> str | None:
    if not reference:
        return None
    found: str | None = work.connection.execute(
        select(dossiers.c.dossier_id).where(dossiers.c.reference == reference)
    ).scalar()
    return found


def _body(found: Difference) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "bag_number": found.bag_number or "",
        "reference": found.reference or "",
        "source": found.source,
    }


def _words(words: str) -> dict[str, object] | None:
    said = clean(words)
    return {"words": said} if said else None
