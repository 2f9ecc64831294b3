"""Forms of a dossier: filled bit by bit, kept with their version, moved only on purpose."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.catalog.forms.check import check
from agent_desk.catalog.forms.flow import live_answers
from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.catalog.forms.move import carry
from agent_desk.catalog.forms.spec import Source
from agent_desk.catalog.forms.values import at, is_empty
from agent_desk.clock import local
from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.store import form_texts
from agent_desk.store.tables import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.forms.check import Checked
    from agent_desk.catalog.forms.spec import FormSpec
    from agent_desk.catalog.forms.values import Answers, Json
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What stands in a form now: everything typed, also what a condition hides.

    ``sources`` say by path who or what gave a value.
    """

    form: FormSpec
    answers: Answers
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsToLodge:
    """What the fact of a filing says of the forms: openly, and in its private part."""

    body: list[dict[str, object]] = field(default_factory=list)
    private: dict[str, dict[str, Json]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """A form that cannot go out yet, and how many of its fields are missing or wrong."""

    name: str
    lacking: int


def fill_form(desk: Desk, act: Act, dossier_id: DossierId, filling: Filling) -> Done:
    """Save a form, complete or not. Values: ``filled`` (count), ``complete`` (``yes``, ``no``).

    Raises: InvalidInput with the fields that cannot be kept, NotAllowed if the dossier has left
    the desk or does not use this form, Conflict if it is filled under another version.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = _require_open(work, dossier_id)
        if row.procedure_code not in filling.form.procedures:
            raise NotAllowed(
                tr("“{form}” does not belong to this procedure.", form=filling.form.name)
            )
        held = _held(work, dossier_id, filling.form.id)
        if held is not None and held.form_version != filling.form.version:
            raise Conflict(
                tr(
                    "This form is filled under its version {version}. Go on with that one, or "
                    "move the answers to the new version first.",
                    version=held.form_version,
                ),
                ours=held.form_version,
                theirs=filling.form.version,
            )
        form = form_texts.keep(work.connection, filling.form, work.at_iso)
        checked = _readable(work, form, filling.answers)
        sources = _sources(checked.answers, filling.sources)
        _write(work, dossier_id, form, checked, sources)
        work.record(
            FactKind.FORM_FILLED,
            dossier_id,
            _body(form, checked),
            {"answers": checked.answers, "sources": sources},
        )
        return _values(checked)

    return perform(desk, act, "fill_form", do)


def move_form(desk: Desk, act: Act, dossier_id: DossierId, form: FormSpec) -> Done:
    """Move a filled form to another version; what it cannot hold is left behind.

    The clerk has seen ``catalog.forms.move.diff`` before. Values as of ``fill_form``.
    Raises: NotFound if the form is not filled yet, NotAllowed if the dossier has left the desk.
    """

    def do(work: Work) -> Mapping[str, str]:
        _require_open(work, dossier_id)
        held = _held(work, dossier_id, form.id)
        if held is None:
            raise NotFound(tr("Nothing is filled into this form yet."))
        kept = form_texts.keep(work.connection, form, work.at_iso)
        today = local(work.at).date()
        checked = check(kept, carry(kept, json.loads(held.answers), today), today)
        old_sources = {path: Source(name) for path, name in json.loads(held.sources).items()}
        sources = _sources(checked.answers, old_sources)
        _write(work, dossier_id, kept, checked, sources)
        work.record(
            FactKind.FORM_MOVED,
            dossier_id,
            {"from_version": held.form_version, **_body(kept, checked)},
            {"answers": checked.answers, "sources": sources},
        )
        return _values(checked)

    return perform(desk, act, "move_form", do)


def forms_to_lodge(work: Work, dossier_id: str) -> FormsToLodge:
    """Give the forms of a dossier as they go out: only what is asked now, by form id."""
    found = FormsToLodge()
    for row in work.connection.execute(
        select(forms).where(forms.c.dossier_id == dossier_id).order_by(forms.c.form_id)
    ):
        form = form_texts.kept(work.connection, row.form_id, row.form_version)
        found.body.append(
            {
                "form_id": row.form_id,
                "form_version": row.form_version,
                "complete": bool(row.is_complete),
                "filled": row.filled,
            }
        )
        found.private[row.form_id] = live_answers(form, json.loads(row.answers))
    return found


def open_forms(work: Work, dossier_id: str) -> tuple[OpenForm, ...]:
    """Give the forms of a dossier that are not whole, those nobody opened yet too, by form id.

    One that was begun counts in the version it is filled under, the others as in force today.
    """
    today = local(work.at).date()
    row = rows.dossier(work.connection, dossier_id)
    wanted = {form.id: form for form in bundled_forms().for_procedure(row.procedure_code, today)}
    answers: dict[str, Answers] = {}
    for held in work.connection.execute(select(forms).where(forms.c.dossier_id == dossier_id)):
        wanted[held.form_id] = form_texts.kept(work.connection, held.form_id, held.form_version)
        answers[held.form_id] = json.loads(held.answers)
    found = []
    for form_id, form in sorted(wanted.items()):
        checked = check(form, answers.get(form_id, {}), today)
        if not checked.is_complete:
            lacking = len(checked.missing) + len(checked.faults)
            found.append(OpenForm(name=form.name, lacking=lacking))
    return tuple(found)


def _require_open(work: Work, dossier_id: str) -> StoredRow:
    row = rows.dossier(work.connection, dossier_id)
    if not states.is_with_citizen_data_only(DossierState(row.state)):
        raise NotAllowed(
            tr("This dossier has already left the desk; its forms can no longer change here.")
        )
    return row


def _held(work: Work, dossier_id: str, form_id: str) -> StoredRow | None:
    return work.connection.execute(
        select(forms).where(forms.c.dossier_id == dossier_id, forms.c.form_id == form_id)
    ).first()


def _readable(work: Work, form: FormSpec, answers: Answers) -> Checked:
    checked = check(form, answers, local(work.at).date())
    if checked.unreadable:
        errors = {fault.path: fault.message for fault in checked.unreadable}
        raise InvalidInput(checked.unreadable[0].message, errors)
    return checked


def _sources(answers: Answers, sources: Mapping[str, Source]) -> dict[str, str]:
    return {path: who.value for path, who in sources.items() if not is_empty(at(answers, path))}


def _write(
    work: Work, dossier_id: str, form: FormSpec, checked: Checked, sources: Mapping[str, str]
) -> None:
    values = {
        "dossier_id": dossier_id,
        "form_id": form.id,
        "form_version": form.version,
        "answers": json.dumps(checked.answers, ensure_ascii=False),
        "sources": json.dumps(dict(sources), ensure_ascii=False),
        "filled": checked.filled,
        "is_complete": int(checked.is_complete),
        "changed_at": work.at_iso,
    }
    work.connection.execute(
        upsert(forms)
        .values(values)
        .on_conflict_do_update(index_elements=["dossier_id", "form_id"], set_=values)
    )


def _body(form: FormSpec, checked: Checked) -> dict[str, object]:
    return {
        "form_id": form.id,
        "form_version": form.version,
        "complete": checked.is_complete,
        "filled": checked.filled,
    }


def _values(checked: Checked) -> dict[str, str]:
    return {"filled": str(checked.filled), "complete": "yes" if checked.is_complete else "no"}
