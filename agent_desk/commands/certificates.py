"""Certificates of attendance are given: a number for each who came, sealed in the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from agent_desk.clock import from_iso, local
from agent_desk.commands.training_register import require_learner
from agent_desk.commands.training_sessions import require_session
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.training import certificate_number
from agent_desk.domain.training.learners import Standing
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.certificate_tables import certificates
from agent_desk.store.training_tables import session_learners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent_desk.store.tables import StoredRow

_COUNTER = slice(11, 16)


def issue_certificates(
    desk: Desk, act: Act, session_id: str, learner_ids: Sequence[str] = ()
) -> Done:
    """Give a number to everybody who came to a session, or to some of them.

    Who has one keeps it; a name that was corrected since is sealed anew under the same number.
    Values: ``issued`` and ``corrected``, how many. Raises: NotFound, NotAllowed if nobody came or
    one of those named did not.
    """

    def do(work: Work) -> Mapping[str, str]:
        session = require_session(work, session_id)
        came = _who_came(work, session_id)
        wanted = list(learner_ids) or came
        if not wanted or not set(wanted) <= set(came):
            raise NotAllowed(tr("A certificate is only for who came. Tick attendance first."))
        counted = {"issued": 0, "corrected": 0, "same": 0}
        for learner_id in wanted:
            counted[_give(work, session, learner_id)] += 1
        return {key: str(counted[key]) for key in ("issued", "corrected")}

    return perform(desk, act, "issue_certificates", do)


def _who_came(work: Work, session_id: str) -> list[str]:
    here = session_learners.c
    found = work.connection.execute(
        select(here.learner_id).where(
            here.session_id == session_id,
            here.removed_at.is_(None),
            here.standing == Standing.ATTENDED.value,
        )
    )
    return [str(row.learner_id) for row in found]


def _give(work: Work, session: StoredRow, learner_id: str) -> str:
    name = require_learner(work, learner_id).name
    here = certificates.c
    mine = (here.session_id == session.session_id) & (here.learner_id == learner_id)
    known = work.connection.execute(select(certificates).where(mine)).first()
    if known is not None and known.name == name:
        return "same"
    if known is None:
        number = _next_number(work)
        row = {"number": number, "session_id": session.session_id, "learner_id": learner_id}
        who = {"name": name, "clerk_id": work.act.author_id, "issued_at": work.at_iso}
        work.connection.execute(insert(certificates), {**row, **who})
    else:
        number = known.number
        work.connection.execute(update(certificates).where(mine).values(name=name))
    body = _body(session, learner_id)
    work.record(FactKind.CERTIFICATE_ISSUED, number, body, {"name": name})
    return "issued" if known is None else "corrected"


def _body(session: StoredRow, learner_id: str) -> Mapping[str, object]:
    starts, ends = from_iso(session.starts_at), from_iso(session.ends_at)
    return {
        "learner_id": learner_id,
        "session_id": session.session_id,
        "topics": json.loads(session.topics),
        "held_at": session.starts_at,
        "minutes": int((ends - starts).total_seconds()) // 60,
    }


def _next_number(work: Work) -> str:
    day, desk_code = local(work.at).date(), work.desk.identity.desk_code
    begin = f"{desk_code}{day:%y%m%d}"
    last = work.connection.execute(
        select(func.max(certificates.c.number)).where(
            certificates.c.number > begin, certificates.c.number < begin + ":"
        )
    ).scalar()
    counter = int(str(last)[_COUNTER]) + 1 if last else 1
    return certificate_number.make(desk_code, day, counter)
