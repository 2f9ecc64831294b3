"""The half-finished help as JSON text, so that a crash or a power cut loses nothing. No Qt.

The name and the phone are left out: they may be kept only once the citizen has agreed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, to_iso
from agent_desk.domain.assist import Reason
from agent_desk.ids import AssistId, IntentId, VisitId
from agent_desk.queries import assist as assist_query
from agent_desk.ui.pages.accounts.sitting import Sitting, Typed
from agent_desk.ui.pages.accounts.state import Phase

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCREEN = "accounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fields:
    value: dict[str, object]

    def text(self, key: str) -> str:
        found = self.value.get(key)
        return found if isinstance(found, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.value.get(key)
        return tuple(str(item) for item in found) if isinstance(found, list) else ()


def dump(sitting: Sitting) -> str:
    """Write what stands half-done."""
    typed = sitting.typed
    content = {
        "key": sitting.key,
        "begun_at": to_iso(sitting.begun_at),
        "answers": dict(sitting.answers),
        "done": sorted(sitting.done),
        "phase": sitting.phase.value,
        "visit_id": sitting.visit_id or "",
        "assist_id": sitting.assist_id or "",
        "reason": sitting.reason.value if sitting.reason else "",
        "touched": sorted(sitting.touched),
        "note": typed.note,
        "due": typed.due,
        "what": typed.what,
    }
    return json.dumps(content, ensure_ascii=False)


def restored(connection: Connection) -> Sitting | None:
    """Give the help that was left half-done; None if there is none or it was ended."""
    kept = assist_query.half_done(connection, SCREEN)
    if not kept:
        return None
    try:
        content = json.loads(kept)
        sitting = _read(content) if isinstance(content, dict) else None
    except (ValueError, KeyError):
        return None
    if sitting is None or sitting.assist_id is None:
        return None
    view = assist_query.view(connection, sitting.assist_id)
    return None if view is None or view.outcome is not None else sitting


def _read(content: dict[str, object]) -> Sitting:
    fields = _Fields(value=content)
    answers = content.get("answers")
    reason = fields.text("reason")
    return Sitting(
        key=IntentId(fields.text("key")),
        begun_at=from_iso(fields.text("begun_at")),
        answers={str(k): str(v) for k, v in answers.items()} if isinstance(answers, dict) else {},
        done=frozenset(fields.texts("done")),
        phase=Phase(fields.text("phase")),
        visit_id=VisitId(fields.text("visit_id")) if fields.text("visit_id") else None,
        assist_id=AssistId(fields.text("assist_id")) if fields.text("assist_id") else None,
        reason=Reason(reason) if reason else None,
        touched=frozenset(fields.texts("touched")),
        typed=Typed(note=fields.text("note"), due=fields.text("due"), what=fields.text("what")),
    )
