"""Who is helped with an account, where Reception already knows them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.ids import CitizenId, DossierId, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """A citizen in the visit that Reception opened; the dossier they are served for, if any."""

    visit_id: VisitId
    citizen_id: CitizenId
    name: str
    dossier_id: DossierId | None = None
