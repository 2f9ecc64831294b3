"""A dossier before anything leaves the desk: opened, its case answered, or sent home to fetch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, text, update

from agent_desk.catalog.guide import evaluate
from agent_desk.clock import local
from agent_desk.commands import rows
from agent_desk.commands.case_papers import lay_out_papers
from agent_desk.commands.trips import count_trip
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain import papers as paper_rules
from agent_desk.domain import reference
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.filing import UNDECIDED
from agent_desk.domain.trips import CameFor
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import CitizenId, DossierId, VisitId, uuid7
from agent_desk.store import procedure_texts, search
from agent_desk.store.hot import Hot
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.domain.filing import HowFiled

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
        desk.catalog.require_valid(new.procedure_code, day)
        ((counter,),) = _NEXT_COUNTER.rows(work.connection, {"day": day.isoformat()})
        number = reference.make(desk.identity.desk_code, day, counter)
        return {"dossier_id": open_under(work, new, number), "reference": number}

    return perform(desk, act, "open_dossier", do)


def open_under(work: Work, new: NewDossier, number: str) -> str:
    """Open a dossier under a reference that was minted before; give its id. Raises: NotAllowed."""
    desk, day = work.desk, local(work.at).date()
    procedure = desk.catalog.require_valid(new.procedure_code, day)
    dossier_id = uuid7()
    procedure_texts.keep(work.connection, desk.catalog, procedure.code, work.at_iso)
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
            "clerk_id": work.act.author_id,
            "state": DossierState.DRAFT.value,
            "channel": "",
            "way": "",
            "paper_reason": "",
            "places": "{}",
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
    return dossier_id


def answer_case(
    desk: Desk,
    act: Act,
    dossier_id: DossierId,
    answers: Mapping[str, str],
    how: HowFiled = UNDECIDED,
) -> Done:
    """Keep the answers and bring the paper list in line with them, under the case's own catalog.

    What was already recorded for a paper stays; papers the case no longer needs are marked so.
    Raises: NotAllowed if the dossier has left the desk, InvalidInput for unknown answers.
    """
    case = _Case(answers=answers, how=how)

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        _require_open_case(DossierState(row.state))
        catalog = rows.catalog_of(work, row)
        outcome = evaluate(catalog, row.procedure_code, answers, on=local(work.at).date())
        _keep_case(work, dossier_id, case, outcome)
        work.record(
            FactKind.CASE_ANSWERED,
            dossier_id,
            {
                "answers": dict(answers),
                "channel": answers.get("channel", ""),
                "way": how.way.value if how.way else "",
                "paper_reason": how.paper_reason.value if how.paper_reason else "",
                "office": how.office or outcome.office,
            },
        )
        return {"papers": str(len(outcome.papers))}

    return perform(desk, act, "answer_case", do)


def move_to_catalog(
    desk: Desk, act: Act, dossier_id: DossierId, answers: Mapping[str, str], how: HowFiled
) -> Done:
    """Put an open case under the catalog in force now, with the answers that still hold there.

    Raises: NotAllowed if the dossier has left the desk or its procedure is no longer in force,
    InvalidInput for an answer that the new catalog does not know.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        _require_open_case(DossierState(row.state))
        today = local(work.at).date()
        procedure = desk.catalog.require_valid(row.procedure_code, today)
        procedure_texts.keep(work.connection, desk.catalog, procedure.code, work.at_iso)
        outcome = evaluate(desk.catalog, procedure.code, answers, on=today)
        before = {paper.component_id for paper in rows.paper_states(work.connection, dossier_id)}
        after = {paper.id for paper in outcome.papers}
        _keep_case(work, dossier_id, _Case(answers=answers, how=how), outcome)
        work.connection.execute(
            update(dossiers)
            .where(dossiers.c.dossier_id == dossier_id)
            .values(catalog_version=desk.catalog.version, procedure_name=procedure.short_name)
        )
        work.record(
            FactKind.CASE_MOVED,
            dossier_id,
            {
                "from_version": row.catalog_version,
                "catalog_version": desk.catalog.version,
                "answers": dict(answers),
                "added": sorted(after - before),
                "removed": sorted(before - after),
            },
        )
        return {"catalog_version": desk.catalog.version}

    return perform(desk, act, "move_to_catalog", do)


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
        if row.state == DossierState.ADVISED.value:
            count_trip(work, dossier_id, CameFor.MISSING_PAPERS, row.changed_at)
        rows.set_state(work, dossier_id, DossierState.DRAFT)
        work.record(FactKind.DOSSIER_REOPENED, dossier_id, {"reference": row.reference})
        return {}

    return perform(desk, act, "reopen", do)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    answers: Mapping[str, str]
    how: HowFiled


def _keep_case(work: Work, dossier_id: DossierId, case: _Case, outcome: CaseOutcome) -> None:
    """Write the answers and what follows from them: papers, office, fee, time."""
    how = case.how
    work.connection.execute(
        update(dossiers)
        .where(dossiers.c.dossier_id == dossier_id)
        .values(
            answers=json.dumps(dict(case.answers), ensure_ascii=False),
            channel=case.answers.get("channel", ""),
            way=how.way.value if how.way else "",
            paper_reason=how.paper_reason.value if how.paper_reason else "",
            places=json.dumps(dict(how.places)),
            office=how.office or outcome.office,
            fee_vnd=outcome.fee_vnd,
            working_days=outcome.working_days,
            changed_at=work.at_iso,
        )
    )
    lay_out_papers(work, dossier_id, outcome)


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
