"""The papers of a case as rows, brought in line with what its answers decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.tables import papers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.guide import CaseOutcome, CasePaper
    from agent_desk.commands.unit import Work
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


def lay_out_papers(work: Work, dossier_id: DossierId, outcome: CaseOutcome) -> None:
    """Add, move and retire the papers of a dossier; what was recorded for a paper stays.

    Raises: InvalidInput if the catalog names a paper twice.
    """
    held = {
        row.component_id: row
        for row in work.connection.execute(select(papers).where(papers.c.dossier_id == dossier_id))
    }
    wanted = {paper.id for paper in outcome.papers}
    if len(wanted) != len(outcome.papers):
        raise InvalidInput(tr("The catalog names a paper twice. Report this procedure."))
    fresh: list[dict[str, object]] = []
    for position, paper in enumerate(outcome.papers):
        words = {"position": position, **_words(paper)}
        kept = held.get(paper.id)
        if kept is None:
            fresh.append({**words, **_unseen(work, dossier_id, paper)})
        elif any(getattr(kept, name) != value for name, value in words.items()):
            _change(work, kept, words)
    if fresh:
        work.connection.execute(insert(papers), fresh)
    for component_id, row in held.items():
        if component_id not in wanted and row.need != Need.NO_LONGER.value:
            _change(work, row, {"need": Need.NO_LONGER.value})


def _words(paper: CasePaper) -> dict[str, object]:
    """Give what the catalog says of a paper; a case moved to a newer one takes its words over."""
    return {
        "name": paper.name,
        "need": str(paper.need),
        "kind": str(paper.kind),
        "copies": str(paper.copies),
        "obtain_from": paper.obtainable_from,
        "note": paper.note,
    }


def _unseen(work: Work, dossier_id: DossierId, paper: CasePaper) -> dict[str, object]:
    is_data = paper.copies == "data"
    return {
        "paper_id": uuid7(),
        "dossier_id": dossier_id,
        "component_id": paper.id,
        "status": (PaperStatus.DATA if is_data else PaperStatus.UNSEEN).value,
        "sheets": 0,
        "changed_at": work.at_iso,
    }


def _change(work: Work, kept: StoredRow, values: Mapping[str, object]) -> None:
    work.connection.execute(
        update(papers)
        .where(papers.c.paper_id == kept.paper_id)
        .values(**values, changed_at=work.at_iso)
    )
