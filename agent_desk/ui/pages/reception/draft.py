"""What stands half-done in a case, as JSON text, so that a power cut loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.spec import Source as Given
from agent_desk.clock import from_iso, to_iso
from agent_desk.domain.filing import OnlineWay, PaperReason
from agent_desk.errors import NotFound
from agent_desk.ids import CitizenId, IntentId, VisitId
from agent_desk.ui.form_presenter import FormDraft
from agent_desk.ui.pages.reception.sitting import PersonForm, Sitting, Source, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.wards import Ward, Wards

SCREEN = "reception"
_VERSION = 1
_FIELDS = ("name", "number", "birth", "sex", "address", "phone")


def name_of(sitting: Sitting) -> str:
    """Give the name under which the draft of one case is kept."""
    return f"{SCREEN} {sitting.key}"


def dump(sitting: Sitting) -> str:
    """Write the sitting; the dossier is named by its id and read again from the store."""
    view = sitting.view
    return json.dumps(
        {
            "version": _VERSION,
            "key": sitting.key,
            "greeted_at": to_iso(sitting.greeted_at),
            "color": sitting.color,
            "parked_at": to_iso(sitting.parked_at) if sitting.parked_at else "",
            "parked_s": sitting.parked_s,
            "step": sitting.step.value,
            "submitter": _plain(sitting.submitter),
            "owner": _plain(sitting.owner),
            "is_for_other": sitting.is_for_other,
            "visit_id": sitting.visit_id or "",
            "submitter_id": sitting.submitter_id or "",
            "owner_id": sitting.owner_id or "",
            "is_identified": sitting.identified == sitting.people,
            "agreed": sorted(sitting.agreed),
            "query": sitting.query,
            "procedure_code": sitting.procedure_code,
            "answers": dict(sitting.answers),
            "answered_by": dict(sitting.answered_by),
            "way": sitting.way or "",
            "paper_reason": sitting.paper_reason or "",
            "places": {place: ward.code if ward else "" for place, ward in sitting.places.items()},
            "later": sorted(sitting.later),
            "portal_code": sitting.portal_code,
            "forms": {name: _form_text(one) for name, one in sitting.form_drafts.items()},
            "dossier_id": view.dossier_id if view is not None else "",
        },
        ensure_ascii=False,
    )


def load(content: str, wards: Wards) -> tuple[Sitting, str] | None:
    """Read what ``dump`` wrote: the sitting and its dossier id (or empty); None if unreadable."""
    try:
        kept = json.loads(content)
        if kept["version"] != _VERSION:
            return None
        return _sitting(kept, wards), str(kept["dossier_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _sitting(kept: Mapping[str, object], wards: Wards) -> Sitting:
    submitter, owner = _form(kept["submitter"]), _form(kept["owner"])
    is_for_other = bool(kept["is_for_other"])
    agreed, later = kept["agreed"], kept.get("later", [])
    if not isinstance(agreed, list) or not isinstance(later, list):
        raise ValueError("not a draft of Reception")
    way, reason, aside = (str(kept.get(k, "")) for k in ("way", "paper_reason", "parked_at"))
    return Sitting(
        key=IntentId(str(kept["key"])),
        greeted_at=from_iso(str(kept["greeted_at"])),
        color=_number(kept.get("color", 0)),
        parked_at=from_iso(aside) if aside else None,
        parked_s=_number(kept.get("parked_s", 0)),
        step=Step(str(kept["step"])),
        submitter=submitter,
        owner=owner,
        is_for_other=is_for_other,
        visit_id=VisitId(str(kept["visit_id"])) if kept["visit_id"] else None,
        submitter_id=CitizenId(str(kept["submitter_id"])) if kept["submitter_id"] else None,
        owner_id=CitizenId(str(kept["owner_id"])) if kept["owner_id"] else None,
        identified=(submitter, owner if is_for_other else None) if kept["is_identified"] else None,
        agreed=frozenset(agreed),
        query=str(kept["query"]),
        procedure_code=str(kept["procedure_code"]),
        answers=_texts(kept["answers"]),
        answered_by={k: Source(v) for k, v in _texts(kept.get("answered_by", {})).items()},
        way=OnlineWay(way) if way else None,
        paper_reason=PaperReason(reason) if reason else None,
        places=known_places(_texts(kept.get("places", {})), wards),
        later=frozenset(str(place) for place in later),
        portal_code=str(kept.get("portal_code", "")),
        form_drafts=_form_drafts(kept.get("forms", {})),
    )


def known_places(codes: Mapping[str, str], wards: Wards) -> dict[str, Ward | None]:
    """Give the wards of stored codes; a code that is no more is asked for again."""
    places: dict[str, Ward | None] = {}
    for place, code in codes.items():
        try:
            places[place] = wards.by_code(code) if code else None
        except NotFound:
            continue
    return places


def _form_text(one: FormDraft) -> dict[str, object]:
    return {
        "answers": dict(one.answers),
        "sources": dict(one.sources),
        "typed": dict(one.typed),
    }


def _form_drafts(kept: object) -> dict[str, FormDraft]:
    if not isinstance(kept, dict):
        raise ValueError("not a draft of Reception")
    return {
        str(name): FormDraft(
            answers=one["answers"],
            sources={path: Given(who) for path, who in one["sources"].items()},
            typed=_texts(one["typed"]),
        )
        for name, one in kept.items()
    }


def _texts(kept: object) -> dict[str, str]:
    if not isinstance(kept, dict):
        raise ValueError("not a draft of Reception")
    return {str(key): str(value) for key, value in kept.items()}


def _number(kept: object) -> int:
    if not isinstance(kept, int):
        raise ValueError("not a draft of Reception")
    return kept


def _plain(form: PersonForm) -> dict[str, object]:
    return {**asdict(form), "sources": dict(form.sources)}


def _form(kept: object) -> PersonForm:
    if not isinstance(kept, dict):
        raise ValueError("not a draft of Reception")
    return PersonForm(
        **{key: str(kept[key]) for key in _FIELDS},
        from_card=bool(kept["from_card"]),
        unconfirmed=tuple(kept["unconfirmed"]),
        sources=_texts(kept.get("sources", {})),
    )
