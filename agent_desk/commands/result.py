"""Results come to this desk: taken in without exception, put on the shelf, or kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.people import clean_name, parse_number
from agent_desk.domain.reference import check, is_official_code, looks_like_reference
from agent_desk.domain.results import Doubt, ResultForm, Source, Standing, doubt_about
from agent_desk.domain.shelf import ShelfBy, next_place, read_place
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.settings import SHELF_BY
from agent_desk.store.result_tables import results
from agent_desk.store.tables import citizens, dossiers, settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow

_STILL_HERE = (Standing.HERE.value, Standing.PARKED.value)
_TITLES = {
    DossierState.NOT_ACCEPTED: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    DossierState.STOPPED: "Thông báo dừng giải quyết hồ sơ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One result in hand: its dossier, or else the number that stands on it.

    ``owner_name`` and ``owner_number`` are read off a result whose dossier is not on this PC.
    """

    number: str = ""
    dossier_id: DossierId | None = None
    form: ResultForm = ResultForm.PAPER
    source: Source = Source.HAND
    bag_number: str = ""
    title: str = ""
    owner_name: str = ""
    owner_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of it; ``is_again`` says that it lay here already."""

    result_id: str
    dossier_id: str
    doubt: Doubt
    shelf: str
    is_again: bool = False

    def as_values(self) -> dict[str, str]:
        """Give it as the values of a command."""
        return {
            "result_id": self.result_id,
            "dossier_id": self.dossier_id,
            "doubt": self.doubt.value,
            "shelf": self.shelf,
            "again": "1" if self.is_again else "",
        }


def receive_result(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Record that the result of a dossier lies at this desk now.

    Values: ``result_id``, ``shelf``, ``doubt``, ``again``, ``dossier_id``. Raises: NotFound.
    """

    def do(work: Work) -> Mapping[str, str]:
        rows.dossier(work.connection, dossier_id)
        return take_in_result(work, Arrival(dossier_id=dossier_id)).as_values()

    return perform(desk, act, "receive_result", do)


def receive_number(desk: Desk, act: Act, arrival: Arrival) -> Done:
    """Take in a result by the number on it; one that belongs to nothing here is kept as such.

    Values: as ``receive_result``. Raises: InvalidInput for no number at all.
    """

    def do(work: Work) -> Mapping[str, str]:
        return take_in_result(work, arrival).as_values()

    return perform(desk, act, "receive_number", do)


def take_in_result(work: Work, arrival: Arrival) -> Taken:
    """Take in one result inside an open transaction, as the command of a whole bag does.

    Never refused: what is strange is parked with its doubt. Raises: InvalidInput for no number.
    """
    number = clean(arrival.number)
    refuse_secrets({"number": number, "owner_name": arrival.owner_name, "title": arrival.title})
    row = _dossier(work, arrival.dossier_id, number)
    if row is None and not number:
        words = tr("Scan or type the number on the result.")
        raise InvalidInput(words, {"number": words})
    number = row.reference if row is not None else _plain(number)
    known = _lying_here(work, row, number, arrival.form)
    if known is not None:
        return _again(known)
    doubt = _doubt(work, row, number)
    taken = Taken(
        result_id=uuid7(),
        dossier_id=row.dossier_id if row is not None else "",
        doubt=doubt,
        shelf=_place_for(work, row, arrival) if doubt is Doubt.NONE else "",
    )
    _keep(work, arrival, taken, number, row)
    if row is not None and doubt is Doubt.NONE and arrival.form is ResultForm.PAPER:
        _now_at_desk(work, row)
    return taken


def shelve(desk: Desk, act: Act, result_id: str, place: str) -> Done:
    """Put a result at another place of the shelf. Values: ``shelf``.

    Raises: InvalidInput for a place that cannot be, NotAllowed if the result is gone.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = result_row(work, result_id)
        _require_here(row)
        shelf = read_place(place)
        if shelf == row.shelf:
            return {"shelf": shelf}
        change(work, result_id, shelf=shelf)
        work.record(
            FactKind.RESULT_SHELVED,
            row.dossier_id or result_id,
            {"result_id": result_id, "shelf": shelf},
        )
        return {"shelf": shelf}

    return perform(desk, act, "shelve", do)


def name_owner(desk: Desk, act: Act, result_id: str, name: str, number: str) -> Done:
    """Take down whose result it is, as printed on it, where no dossier here says so.

    Raises: InvalidInput at ``name`` or ``number``; NotAllowed if a dossier says it, or it is gone.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = result_row(work, result_id)
        _require_here(row)
        if row.dossier_id:
            raise NotAllowed(tr("The dossier of this result says whose it is."))
        refuse_secrets({"name": name, "number": number})
        owner = {"owner_name": clean_name(name), "owner_number": parse_number(number)}
        change(work, result_id, **owner)
        work.record(FactKind.RESULT_NAMED, result_id, {"result_id": result_id}, owner)
        return {"result_id": result_id}

    return perform(desk, act, "name_owner", do)


def send_away(desk: Desk, act: Act, result_id: str, standing: Standing, note: str) -> Done:
    """Send a result back to the authority, or pass one that is not ours on.

    Values: ``standing``. Raises: InvalidInput without a note, NotAllowed if it is gone.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = result_row(work, result_id)
        if row.standing == standing.value:
            return {"standing": standing.value}
        _require_here(row)
        words = clean(note)
        if not words:
            lacking = tr("Write to whom it goes and who said so.")
            raise InvalidInput(lacking, {"note": lacking})
        refuse_secrets({"note": words})
        if row.standing == Standing.HERE.value and standing is not Standing.SENT_BACK:
            raise NotAllowed(tr("This result belongs to a dossier of this desk. Return it."))
        if row.standing == Standing.HERE.value:
            dossier = rows.dossier(work.connection, row.dossier_id)
            states.require_step(DossierState(dossier.state), DossierState.SENT_BACK)
            rows.set_state(work, row.dossier_id, DossierState.SENT_BACK, closed_at=work.at_iso)
        change(work, result_id, standing=standing.value, gone_at=work.at_iso)
        work.record(
            FactKind.RESULT_SETTLED,
            row.dossier_id or result_id,
            {"result_id": result_id, "standing": standing.value, "dossier_id": row.dossier_id},
            {"note": words},
        )
        return {"standing": standing.value}

    return perform(desk, act, "send_away", do)


def result_row(work: Work, result_id: str) -> StoredRow:
    """Give the row of a result. Raises: NotFound."""
    row = work.connection.execute(select(results).where(results.c.result_id == result_id)).first()
    if row is None:
        raise NotFound(tr("This result is not on this PC. Read the list again (F5)."))
    return row


def change(work: Work, result_id: str, **columns: object) -> None:
    """Change the row of a result."""
    work.connection.execute(
        update(results)
        .where(results.c.result_id == result_id)
        .values(changed_at=work.at_iso, **columns)
    )
    work.changed.add(result_id)


def _require_here(row: StoredRow) -> None:
    if row.standing not in _STILL_HERE:
        raise NotAllowed(tr("This result does not lie at this desk any more."))


def _plain(number: str) -> str:
    return check(number).digits if looks_like_reference(number) else number


def _dossier(work: Work, dossier_id: str | None, number: str) -> StoredRow | None:
    if dossier_id is not None:
        return rows.dossier(work.connection, dossier_id)
    plain = _plain(number)
    is_it = (dossiers.c.reference == plain) | (dossiers.c.official_code == plain.upper())
    return work.connection.execute(select(dossiers).where(is_it)).first() if plain else None


def _lying_here(
    work: Work, row: StoredRow | None, number: str, form: ResultForm
) -> StoredRow | None:
    same = results.c.number == number
    if row is not None:
        same = results.c.dossier_id == row.dossier_id
    return work.connection.execute(
        select(results)
        .where(same, results.c.standing.in_(_STILL_HERE), results.c.form == form.value)
        .limit(1)
    ).first()


def _again(known: StoredRow) -> Taken:
    return Taken(
        result_id=known.result_id,
        dossier_id=known.dossier_id or "",
        doubt=Doubt(known.doubt),
        shelf=known.shelf,
        is_again=True,
    )


def _doubt(work: Work, row: StoredRow | None, number: str) -> Doubt:
    if row is not None:
        return doubt_about(DossierState(row.state))
    is_ours = looks_like_reference(number)
    if is_ours and check(number).desk_code != work.desk.identity.desk_code:
        return Doubt.OTHER_DESK
    return Doubt.UNKNOWN


def _place_for(work: Work, row: StoredRow | None, arrival: Arrival) -> str:
    if arrival.form is not ResultForm.PAPER or row is None:
        return ""
    name = work.connection.execute(
        select(citizens.c.name).where(citizens.c.citizen_id == row.owner_id)
    ).scalar_one()
    by = work.connection.execute(
        select(settings.c.value).where(settings.c.key == SHELF_BY.key)
    ).scalar()
    taken = work.connection.execute(
        select(results.c.shelf).where(results.c.standing.in_(_STILL_HERE), results.c.shelf != "")
    ).scalars()
    return next_place(name, set(taken), ShelfBy(by or SHELF_BY.default))


def _keep(work: Work, arrival: Arrival, taken: Taken, number: str, row: StoredRow | None) -> None:
    standing = Standing.HERE if taken.doubt is Doubt.NONE else Standing.PARKED
    title = clean(arrival.title)
    if row is not None and not title:
        named = rows.result_name(work.connection, row.dossier_id)
        title = _TITLES.get(DossierState(row.state), "") or named
    work.connection.execute(
        insert(results),
        {
            "result_id": taken.result_id,
            "dossier_id": taken.dossier_id or None,
            "number": number,
            "form": arrival.form.value,
            "title": title,
            "source": arrival.source.value,
            "bag_number": arrival.bag_number,
            "standing": standing.value,
            "doubt": taken.doubt.value,
            "shelf": taken.shelf,
            "owner_name": clean(arrival.owner_name),
            "owner_number": clean(arrival.owner_number).replace(" ", ""),
            "arrived_at": work.at_iso,
            "changed_at": work.at_iso,
        },
    )
    is_number_of_matter = looks_like_reference(number) or is_official_code(number)
    work.record(
        FactKind.RESULT_RECEIVED,
        taken.dossier_id or taken.result_id,
        {
            "result_id": taken.result_id,
            "reference": number if is_number_of_matter else "",
            "form": arrival.form.value,
            "result_number": (row.result_number or "") if row is not None else "",
            "source": arrival.source.value,
            "bag_number": arrival.bag_number,
            "doubt": taken.doubt.value,
            "shelf": taken.shelf,
        },
        None if is_number_of_matter else {"number": number, "owner_name": arrival.owner_name},
    )


def _now_at_desk(work: Work, row: StoredRow) -> None:
    if row.state == DossierState.RESULT_AT_DESK.value:
        return
    states.require_step(DossierState(row.state), DossierState.RESULT_AT_DESK)
    form = {} if row.result_form else {"result_form": ResultForm.PAPER.value}
    rows.set_state(work, row.dossier_id, DossierState.RESULT_AT_DESK, **form)
