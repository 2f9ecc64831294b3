"""What notices say of supplements, refusals and results, taken over into the desk's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from agent_desk.clock import from_iso, to_iso
from agent_desk.commands import rows
from agent_desk.commands.disputes import Difference, dispute
from agent_desk.commands.result import Arrival, change, take_in_result
from agent_desk.domain import supplement
from agent_desk.domain.calendar import CalendarGap
from agent_desk.domain.calls import About
from agent_desk.domain.dossier import DossierState, is_closed
from agent_desk.domain.facts import FactKind
from agent_desk.domain.results import Doubt, ResultForm, Source, Standing
from agent_desk.ids import DossierId
from agent_desk.store.result_tables import results, tellings
from agent_desk.store.tables import dossiers, notices
from agent_desk.sync.body import text_of
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.unit import Work
    from agent_desk.domain.disputes import DisputeKind
    from agent_desk.store.tables import StoredRow
    from agent_desk.wire import Notice


def note_request(work: Work, notice: Notice, authority_due: str | None) -> str:
    """Note a supplement request; give when the citizen must have answered (ISO).

    A second request is recorded as such: it counts as late in the national index.
    """
    number: int = work.connection.execute(
        select(func.count()).where(
            notices.c.subject_id == notice.subject_id,
            notices.c.kind == NoticeKind.SUPPLEMENT_REQUESTED.value,
        )
    ).scalar_one()
    if supplement.is_repeated(number):
        work.record(
            FactKind.SUPPLEMENT_REPEATED,
            notice.subject_id,
            {"notice_id": notice.notice_id, "round": number},
        )
    _forget_told(work, notice.subject_id, About.SUPPLEMENT)
    due = [authority_due] if authority_due else []
    try:
        asked = from_iso(notice.issued_at)
        due.append(to_iso(supplement.closes_at(asked, work.desk.calendars.agency)))
    except (CalendarGap, ValueError):
        pass
    return min(due, default=work.at_iso)


def note_electronic(work: Work, dossier_id: str, body: Mapping[str, object]) -> None:
    """Note a result that came with its notice; a paper one is noted when it is in hand."""
    row = rows.dossier(work.connection, dossier_id)
    if row.state == DossierState.RESULT_AT_DESK.value:
        _describe(work, row, body)
        return
    is_here = row.state == DossierState.RESULT_READY.value
    if is_here and row.result_form == ResultForm.ELECTRONIC.value:
        arrival = Arrival(
            dossier_id=DossierId(dossier_id),
            form=ResultForm.ELECTRONIC,
            source=Source.NOTICE,
            title=text_of(body, "result_name"),
        )
        take_in_result(work, arrival)


def note_returned_elsewhere(work: Work, row: StoredRow, body: Mapping[str, object]) -> None:
    """Close a dossier whose result another desk returned; what still lies here is kept apart."""
    lying = work.connection.execute(
        select(results).where(
            results.c.dossier_id == row.dossier_id, results.c.standing == Standing.HERE.value
        )
    ).all()
    for one in lying:
        if one.form == ResultForm.PAPER.value:
            change(
                work,
                one.result_id,
                standing=Standing.PARKED.value,
                doubt=Doubt.RETURNED_ELSEWHERE.value,
            )
        else:
            change(work, one.result_id, standing=Standing.RETURNED.value, gone_at=work.at_iso)
    if not is_closed(DossierState(row.state)):
        at = _instant(body) or work.at_iso
        rows.set_state(work, row.dossier_id, DossierState.RETURNED, closed_at=at)


def note_dispute(work: Work, notice: Notice, body: Mapping[str, object], kind: DisputeKind) -> None:
    """Open a disputed item: two places recorded the same matter, both records stay."""
    dispute(
        work,
        Difference(
            kind=kind,
            reference=text_of(body, "reference"),
            about=notice.subject_id,
            words=text_of(body, "reason"),
            source="center",
        ),
    )


def _describe(work: Work, row: StoredRow, body: Mapping[str, object]) -> None:
    """The paper was here before its notice: only what was not known is added."""
    if row.result_number:
        return
    work.connection.execute(
        update(dossiers)
        .where(dossiers.c.dossier_id == row.dossier_id)
        .values(result_number=text_of(body, "result_number"))
    )
    work.connection.execute(
        update(results)
        .where(results.c.dossier_id == row.dossier_id, results.c.title == "")
        .values(title=text_of(body, "result_name"))
    )
    work.changed.add(row.dossier_id)


def _forget_told(work: Work, dossier_id: str, about: About) -> None:
    work.connection.execute(
        update(tellings)
        .where(tellings.c.dossier_id == dossier_id, tellings.c.about == about.value)
        .values(is_last=0)
    )


def _instant(body: Mapping[str, object]) -> str:
    try:
        return to_iso(from_iso(text_of(body, "at")))
    except ValueError:
        return ""
