"""Exams passed in practice become known to the real desk: by one read on the same PC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from agent_desk.clock import to_iso
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.text import clean
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import sha256_hex
from agent_desk.store.competence_tables import passed_exams
from agent_desk.store.tables import clerks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent_desk.domain.practice.runs import ExamResult


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The clerks of this desk by how their names are said."""

    by_name: Mapping[str, list[str]]

    def one_called(self, name: str) -> str:
        """Give the one clerk of this name; empty if there is none or more than one."""
        found = self.by_name.get(_said(name), [])
        return found[0] if len(found) == 1 else ""


def keep_exams(desk: Desk, act: Act, results: Sequence[ExamResult]) -> Done:
    """Record the exams that clerks of this desk passed in practice; each counts once.

    A name that no clerk here has, or two have, is left out. Values: ``kept``, ``known``,
    ``unknown`` (counts). Raises: NotAllowed at a practice desk.
    """
    if desk.store.is_practice:
        raise NotAllowed(tr("Exam results are taken over at the real desk, not in practice."))

    def do(work: Work) -> Mapping[str, str]:
        known, counts = _clerks(work), {"kept": 0, "known": 0, "unknown": 0}
        for result in results:
            if result.passed:
                counts[_keep(work, known, result)] += 1
        return {name: str(count) for name, count in counts.items()}

    return perform(desk, act, "keep_exams", do)


def _keep(work: Work, known: _Known, result: ExamResult) -> str:
    clerk_id = known.one_called(result.clerk_name)
    if not clerk_id:
        return "unknown"
    at = to_iso(result.at)
    exam_id = str(sha256_hex(f"{result.clerk_id} {result.procedure} {at}".encode()))[:32]
    row = {"exam_id": exam_id, "procedure_code": result.procedure, "clerk_id": clerk_id}
    table = passed_exams
    is_there = work.connection.execute(
        select(table.c.exam_id).where(
            table.c.exam_id == exam_id, table.c.procedure_code == result.procedure
        )
    ).first()
    if is_there is not None:
        return "known"
    work.connection.execute(insert(table), {**row, "passed_at": at, "recorded_at": work.at_iso})
    body = {"exam_id": exam_id, "procedure_code": result.procedure, "passed_at": at}
    work.record(FactKind.CLERK_EXAM_PASSED, clerk_id, body)
    return "kept"


def _clerks(work: Work) -> _Known:
    found: dict[str, list[str]] = {}
    for row in work.connection.execute(select(clerks.c.clerk_id, clerks.c.name)):
        found.setdefault(_said(row.name), []).append(row.clerk_id)
    return _Known(by_name=found)


def _said(name: str) -> str:
    """Give a name as it is compared: spelling of accents counts, letter case does not."""
    return clean(name).casefold()
