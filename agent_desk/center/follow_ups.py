"""Follow-ups of help without a dossier: what one desk arranged, any desk of its site can do.

Nothing is kept here: an arranged follow-up is told to the other desks of the site, and so is its
end. Two desks may both have done it; each is told of the other, and both records stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.center import mail
from agent_desk.center.fact_parts import private_texts, text_of
from agent_desk.center.notices import Draft
from agent_desk.center.reading import storable
from agent_desk.domain.facts import FactKind
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_desk.center.database import Connection
    from agent_desk.domain.ledger import ParsedFact, SealedFact

_LONGEST = 2_000
_SAID = ("what", "citizen_name", "phone")


def tell(
    db: Connection, desk_id: str, sealed: Sequence[SealedFact], parsed: Sequence[ParsedFact]
) -> None:
    """Put down the mail for the other desks of the site, in the order of the facts."""
    drafts = list(_drafts(sealed, parsed))
    if not drafts:
        return
    code, others = _site(db, desk_id)
    for kind, subject_id, body in drafts:
        for other in others:
            draft = Draft(kind=kind, subject_id=subject_id, body={**body, "desk_code": code})
            mail.put(db, other, draft)


def _drafts(
    sealed: Sequence[SealedFact], parsed: Sequence[ParsedFact]
) -> Iterable[tuple[NoticeKind, str, dict[str, str]]]:
    for bytes_, fact in zip(sealed, parsed, strict=True):
        subject_id = storable(fact.subject_id)
        if fact.kind == FactKind.FOLLOW_UP_OPENED.value:
            said = private_texts(bytes_.payload, _SAID, _LONGEST)
            if said.get("what"):  # erased at the desk before it was sent: nothing to offer
                due = {
                    "due_on": text_of(fact.body, "due_on", _LONGEST),
                    "card": text_of(fact.body, "card", _LONGEST),
                }
                yield NoticeKind.FOLLOW_UP_OFFERED, subject_id, {**said, **due}
        elif fact.kind == FactKind.FOLLOW_UP_CLOSED.value:
            body = {
                "state": text_of(fact.body, "state", _LONGEST),
                "at": storable(fact.recorded_at),
            }
            yield NoticeKind.FOLLOW_UP_CLOSED, subject_id, body


def _site(db: Connection, desk_id: str) -> tuple[str, list[str]]:
    """Give the code of a desk, and the other desks of its site that still serve."""
    code = db.execute("SELECT desk_code FROM desks WHERE desk_id = %s", (desk_id,)).fetchone()
    rows = db.execute(
        "SELECT o.desk_id FROM desks d JOIN desks o USING (site_code)"
        " WHERE d.desk_id = %s AND o.desk_id <> d.desk_id AND o.revoked_at IS NULL"
        " ORDER BY o.desk_code",
        (desk_id,),
    ).fetchall()
    return str(code[0]) if code else "", [str(row[0]) for row in rows]
