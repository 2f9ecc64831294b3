"""The filled forms of a dossier, each in its version, and what can fill the next one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from agent_desk.catalog.forms.prefill import Known, KnownPerson
from agent_desk.catalog.forms.remember import EarlierForm, remember
from agent_desk.catalog.forms.spec import Source
from agent_desk.queries import dossier as dossier_query
from agent_desk.store import form_texts
from agent_desk.store.tables import dossiers, forms

_MOST_EARLIER = 12

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from agent_desk.catalog.forms.spec import FormSpec
    from agent_desk.catalog.forms.values import Json
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """One form of a dossier: its answers by field, who gave them by path, how far it is."""

    form: FormSpec
    answers: Mapping[str, Json]
    sources: Mapping[str, Source]
    filled: int
    is_complete: bool
    changed_at: str


def filled_forms(connection: Connection, dossier_id: str) -> tuple[FilledForm, ...]:
    """Give every form of a dossier, by form id; empty if none was opened yet."""
    found = connection.execute(
        select(forms).where(forms.c.dossier_id == dossier_id).order_by(forms.c.form_id)
    ).all()
    return tuple(_filled(connection, row) for row in found)


def filled_form(connection: Connection, dossier_id: str, form_id: str) -> FilledForm | None:
    """Give one form of a dossier; None if it was not opened yet."""
    row = connection.execute(
        select(forms).where(forms.c.dossier_id == dossier_id, forms.c.form_id == form_id)
    ).first()
    return None if row is None else _filled(connection, row)


def known_for(connection: Connection, dossier_id: str) -> Known:
    """Give what the desk knows before a form of this dossier is opened. Raises: NotFound."""
    view = dossier_query.view(connection, dossier_id)
    owner, submitter = _person(view.owner), _person(view.submitter)
    is_same = view.owner.citizen_id == view.submitter.citizen_id
    of_submitter = remember(submitter, _earlier(connection, dossier_id, view.submitter.citizen_id))
    of_owner = of_submitter
    if not is_same:
        of_owner = remember(owner, _earlier(connection, dossier_id, view.owner.citizen_id))
    return Known(
        owner=owner,
        submitter=submitter,
        is_same_person=is_same,
        procedure_code=view.procedure_code,
        before_submitter=of_submitter,
        before_owner=of_owner,
        ward_codes=tuple(code for code in view.places.values() if code),
        case=view.answers,
    )


def _earlier(connection: Connection, dossier_id: str, citizen_id: str) -> tuple[EarlierForm, ...]:
    """Give the forms of this citizen's other dossiers, newest first."""
    theirs = or_(dossiers.c.owner_id == citizen_id, dossiers.c.submitter_id == citizen_id)
    found = connection.execute(
        select(forms.c.form_id, forms.c.form_version, forms.c.answers)
        .join(dossiers, dossiers.c.dossier_id == forms.c.dossier_id)
        .where(theirs, forms.c.dossier_id != dossier_id)
        .order_by(forms.c.changed_at.desc())
        .limit(_MOST_EARLIER)
    ).all()
    return tuple(
        EarlierForm(
            form=form_texts.kept(connection, row.form_id, row.form_version),
            answers=json.loads(row.answers),
        )
        for row in found
    )


def _person(citizen: CitizenView) -> KnownPerson:
    source = {"card": Source.CARD, "said": Source.CITIZEN}.get(citizen.source, Source.CLERK)
    return KnownPerson(
        name=citizen.name,
        number=citizen.number,
        birth=citizen.birth,
        sex=citizen.sex,
        address=citizen.address,
        phone=citizen.phone,
        source=source,
    )


def _filled(connection: Connection, row: StoredRow) -> FilledForm:
    return FilledForm(
        form=form_texts.kept(connection, row.form_id, row.form_version),
        answers=json.loads(row.answers),
        sources={path: Source(name) for path, name in json.loads(row.sources).items()},
        filled=row.filled,
        is_complete=bool(row.is_complete),
        changed_at=row.changed_at,
    )
