"""A result is given to the right person, once; a mistake is corrected by a new visible fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from agent_desk.clock import from_iso, local
from agent_desk.commands import rows
from agent_desk.commands.result import change, result_row
from agent_desk.commands.signature import keep_signature, note_signature
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import collecting
from agent_desk.domain import dossier as states
from agent_desk.domain.collecting import OwnerFacts, Proof, Right, SeenBy
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.results import Doubt, ResultForm, Standing
from agent_desk.domain.text import clean, fold
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.result_tables import results
from agent_desk.store.tables import citizens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.signature import KeptSignature
    from agent_desk.domain.signature import SignedText
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


class Collector(StrEnum):
    """Who takes the result home; an account takes an electronic one."""

    OWNER = "owner"
    PROXY = "proxy"
    ACCOUNT = "account"


class WhyCorrected(StrEnum):
    """What was wrong with the record of a return."""

    WRONG_PERSON = "wrong_person"
    WRONG_NUMBER = "wrong_number"
    WRONG_THINGS = "wrong_things"
    NOT_GIVEN = "not_given"
    OTHER_DESK = "other_desk"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """To whom, by which right, and what.

    ``items`` names every sheet given, ``originals`` what the citizen gets back, ``taken_back``
    what the law withdraws. ``authorization`` is the proof in the words of the slip; made from
    ``proof`` where it is empty. ``signature`` None: signed on the paper slip.
    """

    collector_name: str
    collector_number: str
    items: tuple[str, ...]
    right: Right = Right.OWNER
    proof: Proof = Proof()
    authorization: str = ""
    seen_by: SeenBy = SeenBy.TYPED
    originals: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    owner_is_dead: bool = False
    signature: SignedText | None = None

    @property
    def collector(self) -> Collector:
        """Say whether the owner came, or somebody for them."""
        return Collector.OWNER if self.right is Right.OWNER else Collector.PROXY

    @property
    def words(self) -> str:
        """Give the proof as the slip says it; empty for the owner."""
        return self.authorization or collecting.on_paper(self.right, self.proof)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong and how it truly was."""

    reason: WhyCorrected
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """Whose result it is, as far as known here."""

    subject_id: str
    reference: str
    form: str
    result_id: str
    owner_number: str
    owner_name: str
    owner_birth: str
    submitter_number: str
    submitter_name: str


def return_result(desk: Desk, act: Act, dossier_id: DossierId, given: HandOver) -> Done:
    """Give the result of a dossier to its owner or to who may collect it, once.

    Values: ``returned_at``. Raises: Conflict if it was already returned (says where and when),
    InvalidInput for a collector who is not proved or nothing to give.
    """
    kept = keep_signature(desk.store, given.signature)

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        _refuse_twice(work, row)
        states.require_step(DossierState(row.state), DossierState.RETURNED)
        matter = _of_dossier(work, row)
        _check(work, given, matter)
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
        matter = _Matter(
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
        _check(work, given, matter)
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


def _of_dossier(work: Work, row: StoredRow) -> _Matter:
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
    return _Matter(
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


def _record(work: Work, matter: _Matter, given: HandOver, kept: KeptSignature | None) -> None:
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


def _check(work: Work, given: HandOver, matter: _Matter) -> None:
    _refuse_secret_words(given)
    errors = _lacking(given)
    right = _right_problem(work, given, matter)
    errors |= {"right": right} if right else {}
    number = "" if right else _number_problem(given, matter)
    errors |= {"collector_number": number} if number else {}
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)


def _refuse_secret_words(given: HandOver) -> None:
    proof = given.proof
    refuse_secrets(
        {
            "collector_name": given.collector_name,
            "collector_number": given.collector_number,
            "authorization": given.authorization,
            "paper": proof.paper,
            "certified_by": proof.certified_by,
            "relation": proof.relation,
            "items": "\n".join((*given.items, *given.originals, *given.taken_back)),
        }
    )


def _lacking(given: HandOver) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not given.collector_name.strip():
        errors["collector_name"] = tr("Write who takes the result, as on their card.")
    if not given.collector_number.strip():
        errors["collector_number"] = tr("Scan the card of who takes it, or type its number.")
    if not any(item.strip() for item in (*given.items, *given.originals)):
        errors["items"] = tr("List what is handed over.")
    lacking = collecting.lacking(given.right, given.proof)
    if lacking:
        errors["proof"] = tr(
            "Not proved yet. To be brought: {what}", what=collecting.what_to_bring(given.right)
        )
    return errors | lacking


def _right_problem(work: Work, given: HandOver, matter: _Matter) -> str:
    owner = OwnerFacts(
        number=matter.owner_number, birth=matter.owner_birth, is_dead=given.owner_is_dead
    )
    today = local(work.at).date()
    allowed = collecting.rights_for(owner, today, has_submitter=bool(matter.submitter_name))
    if given.right in allowed:
        return ""
    if given.owner_is_dead:
        return tr(
            "The owner has died; an authorization ended with that. To be brought: {what}",
            what=collecting.what_to_bring(Right.HEIR),
        )
    return tr("This right does not hold for this owner. Choose another one.")


def _number_problem(given: HandOver, matter: _Matter) -> str:
    known = {
        Right.OWNER: matter.owner_number,
        Right.SUBMITTER: matter.submitter_number,
    }.get(given.right)
    number = given.collector_number
    if known is None:
        if matter.owner_number and number == matter.owner_number:
            return tr("This is the owner's own number. Choose “The owner”, or read the card again.")
        return ""
    match collecting.compare(known, number):
        case collecting.Compared.SAME:
            return ""
        case collecting.Compared.ONE_DIGIT:
            on_file, read = collecting.side_by_side(known, number)
            return tr(
                "One digit differs. On file: {known}, read: {read}. Read the card again; do not "
                "give the result out.",
                known=on_file,
                read=read,
            )
        case collecting.Compared.OTHER:
            return tr("This is another person's number. Do not give the result out.")
        case collecting.Compared.UNKNOWN:
            return _name_problem(given, matter)


def _name_problem(given: HandOver, matter: _Matter) -> str:
    name = matter.owner_name if given.right is Right.OWNER else matter.submitter_name
    if fold(clean(given.collector_name)) == fold(name):
        return ""
    return tr("No number is on file and the name differs. Ask the center before giving it out.")
