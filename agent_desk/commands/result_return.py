"""A result is given to the right person, once; a mistake is corrected by a new visible fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from agent_desk.clock import from_iso, local
from agent_desk.commands import rows
from agent_desk.commands.hand_over import Collector, Matter, check
from agent_desk.commands.result import change, result_row
from agent_desk.commands.signature import keep_signature, note_signature
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.results import Doubt, ResultForm, Standing
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.result_tables import results
from agent_desk.store.tables import citizens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.hand_over import HandOver
    from agent_desk.commands.signature import KeptSignature
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


class WhyCorrected(StrEnum):
    """What was wrong with the record of a return."""

    WRONG_PERSON = "wrong_person"
    WRONG_NUMBER = "wrong_number"
    WRONG_THINGS = "wrong_things"
    NOT_GIVEN = "not_given"
    OTHER_DESK = "other_desk"
    OTHER = "other"


def say_corrected(why: WhyCorrected) -> str:
    """Name what was wrong in the clerk's words."""
    return {
        WhyCorrected.WRONG_PERSON: tr("Somebody else took it"),
        WhyCorrected.WRONG_NUMBER: tr("The number of who took it"),
        WhyCorrected.WRONG_THINGS: tr("The papers that were given"),
        WhyCorrected.NOT_GIVEN: tr("It was not given at all"),
        WhyCorrected.OTHER_DESK: tr("Another desk gave it"),
        WhyCorrected.OTHER: tr("Something else"),
    }[why]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong and how it truly was."""

    reason: WhyCorrected
    note: str


def return_result(desk: Desk, act: Act, dossier_id: DossierId, given: HandOver) -> Done:
    """Give the result of a dossier to its owner or to who may collect it, once.

    Values: ``returned_at``. Raises: Conflict if it was already returned (says where and when),
    InvalidInput for a collector who is not proved or nothing to give.
    """
    kept = keep_signature(desk.store, given.signature)

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        _refuse_twice(work, row)
        _refuse_with_post(row)
        states.require_step(DossierState(row.state), DossierState.RETURNED)
        matter = _of_dossier(work, row)
        check(work, given, matter)
        rows.set_state(work, dossier_id, DossierState.RETURNED, closed_at=work.at_iso)
        _gone(work, dossier_id)
        _record(work, matter, given, kept)
        return {"returned_at": work.at_iso}

    return perform(desk, act, "return_result", do)


def return_of_other_desk(desk: Desk, act: Act, result_id: str, given: HandOver) -> Done:
    """Give out a result whose dossier another desk holds; the center tells that desk.

    Values: ``returned_at``. Raises: as ``return_result``; NotAllowed if it is only parked.
    """
    kept = keep_signature(desk.store, given.signature)

    def do(work: Work) -> Mapping[str, str]:
        row = result_row(work, result_id)
        if row.standing == Standing.RETURNED.value and row.gone_at:
            raise Conflict(_already(row.gone_at, ""))
        if row.standing != Standing.PARKED.value or row.doubt != Doubt.OTHER_DESK.value:
            raise NotAllowed(tr("This result may not be given out. Ask the center first."))
        matter = Matter(
            subject_id=result_id,
            reference=row.number,
            form=row.form,
            result_id=result_id,
            owner_number=row.owner_number,
            owner_name=row.owner_name,
            owner_birth="",
            submitter_number="",
            submitter_name="",
        )
        check(work, given, matter)
        change(work, result_id, standing=Standing.RETURNED.value, gone_at=work.at_iso)
        _record(work, matter, given, kept)
        return {"returned_at": work.at_iso}

    return perform(desk, act, "return_of_other_desk", do)


def confirm_in_account(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Record that the citizen has the electronic result in their own account.

    Values: ``returned_at``. Raises: NotAllowed for a paper result, Conflict if returned.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        _refuse_twice(work, row)
        if row.result_form != ResultForm.ELECTRONIC.value:
            raise NotAllowed(tr("This result is paper. Return it at the counter."))
        states.require_step(DossierState(row.state), DossierState.RETURNED)
        rows.set_state(work, dossier_id, DossierState.RETURNED, closed_at=work.at_iso)
        _gone(work, dossier_id)
        work.record(
            FactKind.RESULT_RETURNED,
            dossier_id,
            {
                "reference": row.reference,
                "form": row.result_form,
                "collector": Collector.ACCOUNT.value,
                "item_count": 0,
                "has_authorization": False,
            },
        )
        return {"returned_at": work.at_iso}

    return perform(desk, act, "confirm_in_account", do)


def correct_return(desk: Desk, act: Act, dossier_id: DossierId, correction: Correction) -> Done:
    """Say what was wrong with a recorded return; the return itself stays as it was recorded.

    Raises: InvalidInput without words, NotAllowed if nothing was returned.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        if row.state != DossierState.RETURNED.value:
            raise NotAllowed(tr("Nothing was returned yet, so there is nothing to correct."))
        note = clean(correction.note)
        if not note:
            words = tr("Write how it truly was.")
            raise InvalidInput(words, {"note": words})
        refuse_secrets({"note": note})
        work.record(
            FactKind.RETURN_CORRECTED,
            dossier_id,
            {"reason": correction.reason.value, "reference": row.reference},
            {"note": note},
        )
        return {"corrected_at": work.at_iso}

    return perform(desk, act, "correct_return", do)


def _refuse_twice(work: Work, row: StoredRow) -> None:
    if row.state != DossierState.RETURNED.value or not row.closed_at:
        return
    raise Conflict(
        _already(row.closed_at, rows.returned_elsewhere(work.connection, row.dossier_id))
    )


def _refuse_with_post(row: StoredRow) -> None:
    if row.state == DossierState.WITH_POST.value:
        raise NotAllowed(
            tr("This result is with the post. Note that it came back first, then return it here.")
        )


def _already(at: str, site: str) -> str:
    moment = local(from_iso(at))
    day, time = moment.strftime("%d/%m/%Y"), moment.strftime("%H:%M")
    if site:
        return tr(
            "This result was already returned by {site} on {day} at {time}. Do not give it again.",
            site=site,
            day=day,
            time=time,
        )
    return tr(
        "This result was already returned on {day} at {time}. Do not give it again.",
        day=day,
        time=time,
    )


def _of_dossier(work: Work, row: StoredRow) -> Matter:
    people = {
        person.citizen_id: person
        for person in work.connection.execute(
            select(citizens).where(citizens.c.citizen_id.in_((row.owner_id, row.submitter_id)))
        )
    }
    owner, submitter = people[row.owner_id], people[row.submitter_id]
    lying = work.connection.execute(
        select(results.c.result_id).where(
            results.c.dossier_id == row.dossier_id, results.c.standing == Standing.HERE.value
        )
    ).scalar()
    is_other = row.submitter_id != row.owner_id
    return Matter(
        subject_id=row.dossier_id,
        reference=row.reference,
        form=row.result_form or "",
        result_id=lying or "",
        owner_number=owner.number or "",
        owner_name=owner.name,
        owner_birth=owner.birth,
        submitter_number=(submitter.number or "") if is_other else "",
        submitter_name=submitter.name if is_other else "",
    )


def _gone(work: Work, dossier_id: str) -> None:
    work.connection.execute(
        update(results)
        .where(results.c.dossier_id == dossier_id, results.c.standing == Standing.HERE.value)
        .values(standing=Standing.RETURNED.value, gone_at=work.at_iso, changed_at=work.at_iso)
    )


def _record(work: Work, matter: Matter, given: HandOver, kept: KeptSignature | None) -> None:
    if kept is not None:
        note_signature(work, kept)
    work.record(
        FactKind.RESULT_RETURNED,
        matter.subject_id,
        {
            "reference": matter.reference,
            "result_id": matter.result_id,
            "form": matter.form,
            "collector": given.collector.value,
            "right": given.right.value,
            "seen_by": given.seen_by.value,
            "item_count": len(given.items),
            "originals_back": len(given.originals),
            "taken_back": len(given.taken_back),
            "has_authorization": bool(given.words),
            "signature": kept.as_body() if kept is not None else None,
        },
        {
            "items": list(given.items),
            "originals": list(given.originals),
            "withdrawn": list(given.taken_back),
            "collector_name": given.collector_name,
            "collector_number": given.collector_number,
            "authorization": given.words,
        },
    )
