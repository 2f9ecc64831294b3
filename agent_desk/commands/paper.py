"""Papers on the counter: what was shown, counted, scanned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.dossier import DossierState, is_with_citizen_data_only
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, uuid7
from agent_desk.store.tables import attachments, blobs, papers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.domain.papers import CheckedFile
    from agent_desk.store.tables import StoredRow

_MAX_SHEETS = 2000
_LAST = 1000
PORTAL_RECEIPT = "portal_receipt"
"""The paper under which the portal's receipt lies; no catalog names it."""
AUTHORITY_SLIP = "authority_slip"
"""The paper under which the authority's appointment slip lies."""
_PAPER = select(papers).where(
    papers.c.dossier_id == bindparam("dossier_id"),
    papers.c.component_id == bindparam("component_id"),
)
_MEET = (
    update(papers)
    .where(papers.c.paper_id == bindparam("met_id"))
    .values(
        status=bindparam("status"), sheets=bindparam("sheets"), changed_at=bindparam("changed_at")
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMet:
    """How one paper was met; ``sheets`` counts what is handed in."""

    component_id: str
    status: PaperStatus
    sheets: int = 0


def record_paper(desk: Desk, act: Act, dossier_id: DossierId, met: PaperMet) -> Done:
    """Mark one paper of the list. Raises: NotFound, NotAllowed, InvalidInput."""

    def do(work: Work) -> Mapping[str, str]:
        _require_changeable(work, dossier_id)
        paper = _paper(work, dossier_id, met.component_id)
        if not 0 <= met.sheets <= _MAX_SHEETS:
            raise InvalidInput(
                tr("{n} sheets cannot be right. Count the sheets again.", n=met.sheets),
                {"sheets": tr("Between 0 and {limit}.", limit=_MAX_SHEETS)},
            )
        sheets = met.sheets
        if met.status.is_on_paper and sheets == 0:
            sheets = 1
        _meet(work, paper.paper_id, met.status, sheets)
        _record(work, dossier_id, paper, met.status, sheets)
        return {"status": met.status.value}

    return perform(desk, act, "record_paper", do)


def attach_file(
    desk: Desk, act: Act, dossier_id: DossierId, component_id: str, file: CheckedFile
) -> Done:
    """Keep a scan with its paper. Values: ``attachment_id``, ``sha256``.

    The bytes are written before the transaction; if it fails they are an unnamed file that the
    next sweep removes. Raises: InvalidInput, NotFound, NotAllowed, StoreUnusable.
    """
    refuse_secrets({"file_name": file.name})
    sha256 = desk.store.blobs.put(file.data)

    def do(work: Work) -> Mapping[str, str]:
        _require_changeable(work, dossier_id)
        paper = _paper(work, dossier_id, component_id)
        _refuse_twice(work, paper.paper_id, sha256)
        attachment_id = _keep_file(work, paper, sha256, file)
        if not PaperStatus(paper.status).is_on_paper and paper.status != PaperStatus.SCAN.value:
            _meet(work, paper.paper_id, PaperStatus.SCAN, paper.sheets)
            _record(work, dossier_id, paper, PaperStatus.SCAN, 0)
        return {"attachment_id": attachment_id, "sha256": sha256}

    return perform(desk, act, "attach_file", do)


def keep_portal_receipt(work: Work, dossier_id: DossierId, sha256: str, file: CheckedFile) -> None:
    """Keep the portal's receipt with a dossier, as a paper of its own that no case asks for."""
    name = "Ảnh hoặc biên nhận của Cổng dịch vụ công"
    _keep_unasked(work, _Unasked(PORTAL_RECEIPT, name), dossier_id, (sha256, file))


def keep_paper_slip(work: Work, dossier_id: DossierId, sha256: str, file: CheckedFile) -> None:
    """Keep the appointment slip that the authority gave for papers handed over."""
    name = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả của cơ quan"
    _keep_unasked(work, _Unasked(AUTHORITY_SLIP, name), dossier_id, (sha256, file))


@dataclass(frozen=True, slots=True)
class _Unasked:
    component_id: str
    name: str


def _keep_unasked(
    work: Work, own: _Unasked, dossier_id: DossierId, kept: tuple[str, CheckedFile]
) -> None:
    named = {"dossier_id": dossier_id, "component_id": own.component_id}
    found = work.connection.execute(_PAPER, named).first()
    if found is None:
        new = {
            **named,
            "paper_id": uuid7(),
            "position": _LAST,
            "name": own.name,
            "need": Need.IF_AVAILABLE.value,
            "kind": "submit",
            "copies": "copy",
            "obtain_from": "",
            "note": "",
            "status": PaperStatus.SCAN.value,
            "sheets": 0,
            "changed_at": work.at_iso,
        }
        work.connection.execute(insert(papers), new)
        found = work.connection.execute(_PAPER, named).one()
    sha256, file = kept
    _refuse_twice(work, found.paper_id, sha256)
    _keep_file(work, found, sha256, file)


def _keep_file(work: Work, paper: StoredRow, sha256: str, file: CheckedFile) -> str:
    """Write the rows and the fact of a file; give its attachment id."""
    kept = {"sha256": sha256, "size_bytes": len(file.data), "media_type": file.media_type}
    shown = {"pages": file.pages, "width_px": file.width_px, "height_px": file.height_px}
    attachment_id = uuid7()
    work.connection.execute(
        upsert(blobs).on_conflict_do_nothing(), {**kept, "stored_at": work.at_iso}
    )
    work.connection.execute(
        insert(attachments),
        {
            "attachment_id": attachment_id,
            "dossier_id": paper.dossier_id,
            "paper_id": paper.paper_id,
            "sha256": sha256,
            "file_name": file.name,
            "added_at": work.at_iso,
            **shown,
        },
    )
    named = {"paper_id": paper.paper_id, "component_id": paper.component_id}
    work.record(
        FactKind.BLOB_ATTACHED,
        paper.dossier_id,
        {"attachment_id": attachment_id, **named, **kept, **shown},
        {"file_name": file.name},
    )
    return attachment_id


def detach_file(desk: Desk, act: Act, attachment_id: str) -> Done:
    """Take a scan off its paper; the bytes stay, so it can be undone by attaching again."""

    def do(work: Work) -> Mapping[str, str]:
        row = work.connection.execute(
            select(attachments).where(attachments.c.attachment_id == attachment_id)
        ).first()
        if row is None:
            raise NotFound(tr("This scan is no longer there. Look at the list again."))
        _require_changeable(work, DossierId(row.dossier_id))
        if row.removed_at is None:
            work.connection.execute(
                update(attachments)
                .where(attachments.c.attachment_id == attachment_id)
                .values(removed_at=work.at_iso)
            )
            work.record(
                FactKind.BLOB_DETACHED,
                row.dossier_id,
                {"attachment_id": attachment_id, "sha256": row.sha256},
            )
        return {}

    return perform(desk, act, "detach_file", do)


def _require_changeable(work: Work, dossier_id: DossierId) -> None:
    state = DossierState(rows.dossier(work.connection, dossier_id).state)
    if not is_with_citizen_data_only(state) and state is not DossierState.SUPPLEMENT:
        raise NotAllowed(
            tr(
                "This dossier has already left the desk; its papers can only change when the "
                "authority asks for a supplement."
            )
        )


def _paper(work: Work, dossier_id: DossierId, component_id: str) -> StoredRow:
    row = work.connection.execute(
        _PAPER, {"dossier_id": dossier_id, "component_id": component_id}
    ).first()
    if row is None:
        raise NotFound(tr("This case does not need that paper. Look at the list again."))
    return row


def _meet(work: Work, paper_id: str, status: PaperStatus, sheets: int) -> None:
    work.connection.execute(
        _MEET,
        {
            "met_id": paper_id,
            "status": status.value,
            "sheets": sheets,
            "changed_at": work.at_iso,
        },
    )


def _refuse_twice(work: Work, paper_id: str, sha256: str) -> None:
    held = work.connection.execute(
        select(attachments.c.attachment_id).where(
            attachments.c.paper_id == paper_id,
            attachments.c.sha256 == sha256,
            attachments.c.removed_at.is_(None),
        )
    ).first()
    if held is not None:
        raise InvalidInput(tr("This very file is already attached to this paper."))


def _record(
    work: Work,
    dossier_id: DossierId,
    paper: StoredRow,
    status: PaperStatus,
    sheets: int,
) -> None:
    work.record(
        FactKind.PAPER_RECORDED,
        dossier_id,
        {
            "paper_id": paper.paper_id,
            "component_id": paper.component_id,
            "status": status.value,
            "sheets": sheets,
        },
    )
