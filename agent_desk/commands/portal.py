"""What the citizen files alone on the portal: left to them, or recorded with the code it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.commands import paper, rows
from agent_desk.commands.lodging import record_filing, require_complete
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain.dossier import Channel, DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.filing import OnlineWay
from agent_desk.domain.reference import group, parse_official_code
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.domain.papers import CheckedFile
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


def wait_for_citizen(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Leave a checked case to the citizen, who files it on the portal later.

    Raises: NotAllowed, naming what still stops it.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = _require_portal(work, dossier_id)
        if row.state == DossierState.WAITING_CITIZEN.value:
            return {"reference": row.reference}
        states.require_step(DossierState(row.state), DossierState.WAITING_CITIZEN)
        require_complete(work, row)
        rows.set_state(work, dossier_id, DossierState.WAITING_CITIZEN)
        body = {"reference": row.reference, "way": row.way}
        work.record(FactKind.DOSSIER_WAITING, dossier_id, body)
        return {"reference": row.reference}

    return perform(desk, act, "wait_for_citizen", do)


def record_portal_filing(
    desk: Desk,
    act: Act,
    dossier_id: DossierId,
    official_code: str,
    receipts: tuple[CheckedFile, ...] = (),
) -> Done:
    """Record what the citizen filed alone on the portal, under the code that the portal gave.

    ``receipts`` are pictures or the PDF of the portal's receipt. Values: ``reference``.
    Raises: InvalidInput for a code of no known shape, Conflict if another dossier has it,
    NotAllowed, naming what still stops it.
    """
    code = parse_official_code(official_code)
    if code.agency is None:
        raise _unknown_shape()
    kept = [desk.store.blobs.put(file.data) for file in receipts]

    def do(work: Work) -> Mapping[str, str]:
        row = _require_portal(work, dossier_id)
        if row.state != DossierState.WAITING_CITIZEN.value:
            states.require_step(DossierState(row.state), DossierState.WAITING_CITIZEN)
        states.require_step(DossierState.WAITING_CITIZEN, DossierState.LODGED)
        papers = require_complete(work, row)
        _refuse_used(work, row, code.text)
        for sha256, file in zip(kept, receipts, strict=True):
            paper.keep_portal_receipt(work, dossier_id, sha256, file)
        moved = {"taken_at": work.at_iso, "official_code": code.text}
        rows.set_state(work, dossier_id, DossierState.LODGED, **moved)
        rows.reindex(work.connection, dossier_id)
        record_filing(work, row, FactKind.DOSSIER_FILED_ON_PORTAL, papers, official_code=code.text)
        return {"reference": row.reference}

    return perform(desk, act, "record_portal_filing", do)


def _require_portal(work: Work, dossier_id: DossierId) -> StoredRow:
    row = rows.dossier(work.connection, dossier_id)
    if row.channel != Channel.ONLINE.value or row.way != OnlineWay.PORTAL.value:
        raise NotAllowed(
            tr("This case is not filed by the citizen on the portal. Choose that way first.")
        )
    return row


def _unknown_shape() -> InvalidInput:
    message = tr(
        "This does not look like a code of the portal, such as H26.99-261123-0001. Compare it "
        "with the citizen's screen, letter by letter."
    )
    return InvalidInput(message, {"official_code": message})


def _refuse_used(work: Work, row: StoredRow, code: str) -> None:
    other = work.connection.execute(
        select(dossiers.c.reference).where(
            dossiers.c.official_code == code, dossiers.c.dossier_id != row.dossier_id
        )
    ).scalar()
    if other is not None:
        raise Conflict(
            tr(
                "The dossier {reference} of this desk has this code already. Look at the "
                "citizen's screen once more.",
                reference=group(other),
            ),
            ours=other,
            theirs=code,
        )
