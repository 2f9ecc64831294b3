"""A citizen is told something: each try with its outcome, and when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.clock import to_iso
from agent_desk.commands import rows
from agent_desk.commands.result import change, result_row
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import calls
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.results import Standing
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.result_tables import results, tellings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from agent_desk.domain.calls import Told

_LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What it was about: a dossier of this desk, or a result of another desk's."""

    dossier_id: str = ""
    result_id: str = ""


def record_telling(desk: Desk, act: Act, matter: Matter, told: Told) -> Done:
    """Record one try to tell a citizen. Values: ``retry_at`` (ISO, empty if they know), ``tries``.

    Raises: InvalidInput at the field that leaves nothing to go by.
    """

    def do(work: Work) -> Mapping[str, str]:
        _require_known(work, matter)
        note = clean(told.note)
        refuse_secrets({"note": note})
        if len(note) > _LONGEST_NOTE:
            words = tr("The note is too long; {limit} letters are enough.", limit=_LONGEST_NOTE)
            raise InvalidInput(words, {"note": words})
        calls.check(told, work.at)
        tries = _close_last(work, matter, told) + 1
        retry = calls.retry_at(told, tries, work.at, desk.calendars.agent)
        retry_at = to_iso(retry) if retry is not None else ""
        _keep(work, matter, told, _Try(number=tries, retry_at=retry_at, note=note))
        return {"retry_at": retry_at, "tries": str(tries)}

    return perform(desk, act, "record_telling", do)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    number: int
    retry_at: str
    note: str


def _require_known(work: Work, matter: Matter) -> None:
    if matter.dossier_id:
        rows.dossier(work.connection, matter.dossier_id)
    else:
        result_row(work, matter.result_id)


def _of(matter: Matter, told: Told) -> ColumnElement[bool]:
    if matter.dossier_id:
        whose = tellings.c.dossier_id == matter.dossier_id
    else:
        whose = tellings.c.result_id == matter.result_id
    return whose & (tellings.c.about == told.about.value) & (tellings.c.is_last == 1)


def _close_last(work: Work, matter: Matter, told: Told) -> int:
    """Let the last try be the last no more; give how many there were since the citizen knew."""
    last = work.connection.execute(select(tellings).where(_of(matter, told))).first()
    if last is None:
        return 0
    work.connection.execute(update(tellings).where(_of(matter, told)).values(is_last=0))
    return 0 if calls.is_told(calls.Outcome(last.outcome)) else int(last.tries)


def _keep(work: Work, matter: Matter, told: Told, one: _Try) -> None:
    come_on = told.come_on.isoformat() if told.come_on is not None else ""
    work.connection.execute(
        insert(tellings),
        {
            "telling_id": uuid7(),
            "dossier_id": matter.dossier_id or None,
            "result_id": matter.result_id or None,
            "about": told.about.value,
            "outcome": told.outcome.value,
            "tries": one.number,
            "note": one.note,
            "told_at": work.at_iso,
            "retry_at": one.retry_at or None,
            "come_on": come_on or None,
            "clerk_id": work.act.author_id,
            "is_last": 1,
        },
    )
    if told.about is calls.About.RESULT and calls.is_told(told.outcome):
        _mark_results(work, matter, come_on)
    body = {
        "about": told.about.value,
        "outcome": told.outcome.value,
        "tries": one.number,
        "retry_at": one.retry_at,
        "come_on": come_on,
    }
    subject = matter.dossier_id or matter.result_id
    private = {"note": one.note} if one.note else None
    work.record(FactKind.CITIZEN_CALLED, subject, body, private)


def _mark_results(work: Work, matter: Matter, come_on: str) -> None:
    lying = select(results.c.result_id).where(
        results.c.dossier_id == matter.dossier_id, results.c.standing == Standing.HERE.value
    )
    found = list(work.connection.execute(lying).scalars()) if matter.dossier_id else []
    for result_id in found or ([matter.result_id] if matter.result_id else []):
        change(work, result_id, told_at=work.at_iso, come_on=come_on or None)
