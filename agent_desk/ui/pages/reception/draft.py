"""What stands half-done on the screen, as JSON text, so that a power cut loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, to_iso
from agent_desk.ids import CitizenId, IntentId, VisitId
from agent_desk.ui.pages.reception.sitting import PersonForm, Sitting, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION = 1


def dump(sitting: Sitting) -> str:
    """Write the sitting; the dossier is named by its id and read again from the store."""
    view = sitting.view
    return json.dumps(
        {
            "version": _VERSION,
            "key": sitting.key,
            "greeted_at": to_iso(sitting.greeted_at),
            "step": sitting.step.value,
            "submitter": asdict(sitting.submitter),
            "owner": asdict(sitting.owner),
            "is_for_other": sitting.is_for_other,
            "visit_id": sitting.visit_id or "",
            "submitter_id": sitting.submitter_id or "",
            "owner_id": sitting.owner_id or "",
            "is_identified": sitting.identified == sitting.people,
            "agreed": sorted(sitting.agreed),
            "query": sitting.query,
            "procedure_code": sitting.procedure_code,
            "answers": dict(sitting.answers),
            "dossier_id": view.dossier_id if view is not None else "",
        },
        ensure_ascii=False,
    )


def load(content: str) -> tuple[Sitting, str] | None:
    """Read what ``dump`` wrote: the sitting and its dossier id (or empty); None if unreadable."""
    try:
        kept = json.loads(content)
        if kept["version"] != _VERSION:
            return None
        return _sitting(kept), str(kept["dossier_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _sitting(kept: Mapping[str, object]) -> Sitting:
    submitter, owner = _form(kept["submitter"]), _form(kept["owner"])
    is_for_other = bool(kept["is_for_other"])
    agreed, answers = kept["agreed"], kept["answers"]
    if not isinstance(agreed, list) or not isinstance(answers, dict):
        raise ValueError("not a draft of Reception")
    return Sitting(
        key=IntentId(str(kept["key"])),
        greeted_at=from_iso(str(kept["greeted_at"])),
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
        answers={str(key): str(value) for key, value in answers.items()},
    )


def _form(kept: object) -> PersonForm:
    if not isinstance(kept, dict):
        raise ValueError("not a draft of Reception")
    text = {key: str(kept[key]) for key in ("name", "number", "birth", "sex", "address", "phone")}
    return PersonForm(
        **text,
        from_card=bool(kept["from_card"]),
        unconfirmed=tuple(kept["unconfirmed"]),
    )
