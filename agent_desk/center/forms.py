"""Forms that came with a filing, checked by the same checker as at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.check import check
from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.center import letters
from agent_desk.center.reading import storable
from agent_desk.clock import from_iso, local
from agent_desk.domain.facts import FactKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.forms.load import FormLibrary
    from agent_desk.domain.ledger import ParsedFact

_FILINGS = frozenset(
    {FactKind.DOSSIER_LODGED, FactKind.DOSSIER_FILED_ON_PORTAL, FactKind.DOSSIER_TAKEN_IN}
)
_MOST_NAMED = 3
_FAR = date(2100, 1, 1)
"""A fact whose time cannot be read refuses no date."""


def form_fault(fact: ParsedFact, private: object, library: FormLibrary | None = None) -> str:
    """Say why the forms of a filing cannot be used; empty if they can, or if there are none.

    ``private`` is the decoded private part, whatever it holds. The fact is stored all the same.
    """
    listed = fact.body.get("forms")
    if fact.kind not in _FILINGS or not isinstance(listed, list) or not listed:
        return ""
    held = private.get("forms") if isinstance(private, dict) else None
    answers = held if isinstance(held, dict) else {}
    known = bundled_forms() if library is None else library
    found = [
        _Found(day=_day_of(fact), is_on_paper=fact.kind == FactKind.DOSSIER_TAKEN_IN, listed=one)
        for one in listed
    ]
    return " ".join(filter(None, (_fault_of(known, one, answers) for one in found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One form as a filing lists it. On paper the citizen may have written the rest by hand."""

    day: date
    is_on_paper: bool
    listed: object


def _fault_of(library: FormLibrary, found: _Found, answers: Mapping[str, object]) -> str:
    if not isinstance(found.listed, dict):
        return letters.body_unusable("forms")
    form_id, version = (str(found.listed.get(key)) for key in ("form_id", "form_version"))
    form = library.version(form_id, version)
    if form is None:
        return letters.form_unknown(storable(form_id[:40]), storable(version[:20]))
    held = answers.get(form_id)
    if not isinstance(held, dict):
        return letters.form_missing(form.name)
    checked = check(form, held, found.day)
    wrong = checked.faults if found.is_on_paper else (*checked.faults, *checked.missing)
    if not wrong:
        return ""
    fields = (form.field_at(fault.path) for fault in wrong)
    labels = dict.fromkeys(field.label for field in fields if field is not None)
    return letters.form_faulty(form.name, list(labels)[:_MOST_NAMED])


def _day_of(fact: ParsedFact) -> date:
    try:
        return local(from_iso(fact.recorded_at)).date()
    except (ValueError, OverflowError):
        return _FAR
