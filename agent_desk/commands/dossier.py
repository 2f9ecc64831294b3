"""A dossier before anything leaves the desk: opened, its case answered, or sent home to fetch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text, update

from agent_desk.catalog.guide import evaluate
from agent_desk.clock import local
from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain import papers as paper_rules
from agent_desk.domain import reference
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import CitizenId, DossierId, VisitId, uuid7
from agent_desk.store import search
from agent_desk.store.hot import Hot
from agent_desk.store.tables import dossiers, papers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.guide import CaseOutcome

_INSERT = Hot(insert(dossiers).returning(dossiers.c.dossier_no))
_NEXT_COUNTER = Hot(
    text(
        "INSERT INTO reference_days (day, last_counter) VALUES (:day, 1) "
        "ON CONFLICT (day) DO UPDATE SET last_counter = last_counter + 1 RETURNING last_counter"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDossier:
    """Whose matter, under which procedure, in which visit."""

    visit_id: VisitId
    procedure_code: str
    owner_id: CitizenId
    submitter_id: CitizenId


def open_dossier(desk: Desk, act: Act, new: NewDossier) -> Done:
    """Open a dossier and mint its final reference. Values: ``dossier_id``, ``reference``.

    A number of a rolled-back transaction is given again: nothing was printed or sent with it.
    Raises: NotAllowed if the procedure is no longer in force, or past 999 a day.
    """

    def do(work: Work) -> Mapping[str, str]:
        day = local(work.at).date()
        _require_possible(day)
        procedure = desk.catalog.require_valid(new.procedure_code, day)
        ((counter,),) = _NEXT_COUNTER.rows(work.connection, {"day": day.isoformat()})
        number = reference.make(desk.identity.desk_code, day, counter)
        dossier_id = uuid7()
        named = {
            "visit_id": new.visit_id,
            "reference": number,
            "procedure_code": procedure.code,
            "catalog_version": desk.catalog.version,
            "owner_id": new.owner_id,
            "submitter_id": new.submitter_id,
        }
        ((dossier_no,),) = _INSERT.rows(
            work.connection,
            {
                **named,
                "dossier_id": dossier_id,
                "procedure_name": procedure.short_name,
                "clerk_id": act.author_id,
                "state": DossierState.DRAFT.value,
                "channel": "",
                "answers": "{}",
                "office": procedure.office_on(day),
                "opened_at": work.at_iso,
                "changed_at": work.at_iso,
                "next_action_at": work.at_iso,
            },
        )
        words = [number, procedure.short_name, new.procedure_code]
        words += rows.person_words(work.connection, new.owner_id, new.submitter_id)
        search.index(work.connection, dossier_no, words)
        work.record(FactKind.DOSSIER_OPENED, dossier_id, named)
        return {"dossier_id": dossier_id, "reference": number}

    return perform(desk, act, "open_dossier", do)


def answer_case(desk: Desk, act: Act, dossier_id: DossierId, answers: Mapping[str, str]) -> Done:
    """Keep the answers and bring the paper list in line with them.

    What was already recorded for a paper stays; papers the case no longer needs are marked so.
    Raises: NotAllowed if the dossier has left the desk, InvalidInput for unknown answers.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        _require_open_case(DossierState(row.state))
        outcome = evaluate(desk.catalog, row.procedure_code, answers, on=local(work.at).date())
        channel = answers.get("channel", "")
        work.connection.execute(
            update(dossiers)
            .where(dossiers.c.dossier_id == dossier_id)
            .values(
                answers=json.dumps(dict(answers), ensure_ascii=False),
                channel=channel,
                office=outcome.office,
                fee_vnd=outcome.fee_vnd,
                working_days=outcome.working_days,
                changed_at=work.at_iso,
            )
        )
        _lay_out_papers(work, dossier_id, outcome)
        work.record(
            FactKind.CASE_ANSWERED,
            dossier_id,
            {"answers": dict(answers), "channel": channel, "office": outcome.office},
        )
        return {"papers": str(len(outcome.papers))}

    return perform(desk, act, "answer_case", do)


def advise(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Send the citizen home once, knowing exactly what to bring. Values: ``missing`` (count)."""

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        states.require_step(DossierState(row.state), DossierState.ADVISED)
        absent = paper_rules.missing(rows.paper_states(work.connection, dossier_id))
        if not absent:
            raise NotAllowed(
                tr("Nothing is missing, so the citizen need not come back. Go on to the last step.")
            )
        rows.set_state(work, dossier_id, DossierState.ADVISED)
        work.record(
            FactKind.DOSSIER_ADVISED,
            dossier_id,
            {"reference": row.reference, "missing": [paper.component_id for paper in absent]},
        )
        return {"missing": str(len(absent))}

    return perform(desk, act, "advise", do)


def reopen(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Go on with a case whose citizen came back with the papers."""

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        if DossierState(row.state) is DossierState.DRAFT:
            return {}
        states.require_step(DossierState(row.state), DossierState.DRAFT)
        rows.set_state(work, dossier_id, DossierState.DRAFT)
        work.record(FactKind.DOSSIER_REOPENED, dossier_id, {"reference": row.reference})
        return {}

    return perform(desk, act, "reopen", do)


def _require_possible(day: date) -> None:
    if day.year not in reference.YEARS:
        raise NotAllowed(
            tr(
                "The clock of this PC says {day}, which cannot be right. Set the date and time of "
                "the PC, then do the same step again.",
                day=day.strftime("%d/%m/%Y"),
            )
        )


def _require_open_case(state: DossierState) -> None:
    if not states.is_with_citizen_data_only(state):
        raise NotAllowed(
            tr(
                "This dossier is “{state}”; its answers can no longer change here. "
                "Open a new dossier if the case is another one.",
                state=states.say(state),
            )
        )


def _lay_out_papers(work: Work, dossier_id: DossierId, outcome: CaseOutcome) -> None:
    held = {
        row.component_id: row
        for row in work.connection.execute(select(papers).where(papers.c.dossier_id == dossier_id))
    }
    wanted = {paper.id for paper in outcome.papers}
    if len(wanted) != len(outcome.papers):
        raise InvalidInput(tr("The catalog names a paper twice. Report this procedure."))
    fresh: list[dict[str, object]] = []
    for position, paper in enumerate(outcome.papers):
        kept = held.get(paper.id)
        if kept is None:
            is_data = paper.copies == "data"
            fresh.append(
                {
                    "paper_id": uuid7(),
                    "dossier_id": dossier_id,
                    "component_id": paper.id,
                    "position": position,
                    "name": paper.name,
                    "need": str(paper.need),
                    "kind": str(paper.kind),
                    "copies": str(paper.copies),
                    "obtain_from": paper.obtainable_from,
                    "note": paper.note,
                    "status": (PaperStatus.DATA if is_data else PaperStatus.UNSEEN).value,
                    "sheets": 0,
                    "changed_at": work.at_iso,
                }
            )
        elif kept.need != str(paper.need) or kept.position != position:
            work.connection.execute(
                update(papers)
                .where(papers.c.paper_id == kept.paper_id)
                .values(need=str(paper.need), position=position, changed_at=work.at_iso)
            )
    if fresh:
        work.connection.execute(insert(papers), fresh)
    for component_id, row in held.items():
        if component_id not in wanted and row.need != Need.NO_LONGER.value:
            work.connection.execute(
                update(papers)
                .where(papers.c.paper_id == row.paper_id)
                .values(need=Need.NO_LONGER.value, changed_at=work.at_iso)
            )
