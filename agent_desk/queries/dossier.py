"""One dossier with everything the screens show of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.domain.papers import Need, PaperState, PaperStatus
from agent_desk.domain.printing import SubjectKind
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, VisitId
from agent_desk.queries import citizen as citizen_query
from agent_desk.store.print_tables import prints
from agent_desk.store.procedure_texts import KeptUnder, catalog_for
from agent_desk.store.tables import (
    attachments,
    blobs,
    clerks,
    dossiers,
    facts,
    notices,
    papers,
    receipts,
    sync_state,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from agent_desk.catalog.spec import Catalog
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    """One file attached to a paper."""

    attachment_id: str
    sha256: str
    file_name: str
    pages: int
    width_px: int | None
    height_px: int | None
    is_held_by_center: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """One paper of the case with its scans, in the order of the list."""

    component_id: str
    name: str
    need: Need
    kind: str
    copies: str
    obtain_from: str
    note: str
    status: PaperStatus
    sheets: int
    scans: tuple[ScanRow, ...]

    def as_state(self) -> PaperState:
        """Give what the rules need of it."""
        return PaperState(
            component_id=self.component_id,
            name=self.name,
            need=self.need,
            status=self.status,
            sheets=self.sheets,
            scans=len(self.scans),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened; ``kind`` is a fact kind or a notice kind, ``at`` ISO UTC."""

    at: str
    kind: str
    author: str
    is_automatic: bool
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """Everything of one dossier; ``places`` gives the ward code of each place asked for."""

    dossier_id: DossierId
    reference: str
    official_code: str
    procedure_code: str
    procedure_name: str
    catalog_version: str
    visit_id: VisitId
    owner: CitizenView
    submitter: CitizenView
    clerk_name: str
    state: DossierState
    channel: str
    way: str
    paper_reason: str
    places: Mapping[str, str]
    answers: Mapping[str, str]
    office: str
    fee_vnd: int | None
    working_days: int | None
    opened_at: str
    taken_at: str
    forward_by: str
    due_at: str
    result_form: str
    result_number: str
    closed_at: str
    papers: tuple[PaperView, ...]
    printed: Mapping[str, int]
    facts: int
    facts_held: int
    receipt_at: str

    @property
    def is_held_by_center(self) -> bool:
        """Say whether signed receipts cover every fact and every scan of it."""
        return self.facts > 0 and self.facts == self.facts_held and self.scans_held == self.scans

    @property
    def scans(self) -> int:
        """Count the files attached to it."""
        return sum(len(paper.scans) for paper in self.papers)

    @property
    def scans_held(self) -> int:
        """Count the attached files that a receipt lists."""
        return sum(scan.is_held_by_center for paper in self.papers for scan in paper.scans)


def view(connection: Connection, dossier_id: str) -> DossierView:
    """Give one dossier. Raises: NotFound."""
    row = connection.execute(
        select(dossiers, clerks.c.name.label("clerk_name"))
        .join_from(dossiers, clerks, dossiers.c.clerk_id == clerks.c.clerk_id, isouter=True)
        .where(dossiers.c.dossier_id == dossier_id)
    ).first()
    if row is None:
        raise NotFound(tr("This dossier is not on this PC. Search it by name or number (F3)."))
    owner = citizen_query.by_id(connection, row.owner_id)
    submitter = (
        owner
        if row.submitter_id == row.owner_id
        else citizen_query.by_id(connection, row.submitter_id)
    )
    held = _custody(connection, dossier_id)
    return DossierView(
        dossier_id=DossierId(dossier_id),
        reference=row.reference,
        official_code=row.official_code or "",
        procedure_code=row.procedure_code,
        procedure_name=row.procedure_name,
        catalog_version=row.catalog_version,
        visit_id=VisitId(row.visit_id),
        owner=owner,
        submitter=submitter,
        clerk_name=row.clerk_name or "",
        state=DossierState(row.state),
        channel=row.channel,
        way=row.way,
        paper_reason=row.paper_reason,
        places=json.loads(row.places),
        answers=json.loads(row.answers),
        office=row.office,
        fee_vnd=row.fee_vnd,
        working_days=row.working_days,
        opened_at=row.opened_at,
        taken_at=row.taken_at or "",
        forward_by=row.forward_by or "",
        due_at=row.due_at or "",
        result_form=row.result_form or "",
        result_number=row.result_number or "",
        closed_at=row.closed_at or "",
        papers=_papers(connection, dossier_id),
        printed=_printed(connection, dossier_id),
        facts=held.facts,
        facts_held=held.facts_held,
        receipt_at=held.receipt_at,
    )


def catalog_of(connection: Connection, found: DossierView, now: Catalog) -> Catalog:
    """Give the catalog that a dossier goes by: the one it was opened under, or moved to."""
    known = KeptUnder(code=found.procedure_code, version=found.catalog_version)
    return catalog_for(connection, known, now)


def by_reference(connection: Connection, reference: str) -> DossierId | None:
    """Give the dossier with our reference or with this official code, if it is here."""
    found = connection.execute(
        select(dossiers.c.dossier_id).where(
            (dossiers.c.reference == reference) | (dossiers.c.official_code == reference)
        )
    ).scalar()
    return None if found is None else DossierId(found)


def timeline(
    connection: Connection, dossier_id: str, *, limit: int = 100
) -> tuple[TimelineEntry, ...]:
    """Give what happened to a dossier, newest first."""
    people = connection.execute(select(clerks.c.clerk_id, clerks.c.name))
    names = {row.clerk_id: row.name for row in people}
    entries: list[TimelineEntry] = []
    for row in connection.execute(
        select(facts.c.line)
        .where(facts.c.subject_id == dossier_id)
        .order_by(facts.c.seq.desc())
        .limit(limit)
    ):
        fact = parse(row.line)
        if fact.kind == "notice.applied":
            continue  # the notice itself is shown
        entries.append(
            TimelineEntry(
                at=fact.recorded_at,
                kind=fact.kind,
                author=names.get(fact.author_id, ""),
                is_automatic=fact.author_type != "person",
                body=fact.body,
            )
        )
    for row in connection.execute(
        select(notices)
        .where(notices.c.subject_id == dossier_id)
        .order_by(notices.c.number.desc())
        .limit(limit)
    ):
        entries.append(
            TimelineEntry(
                at=row.applied_at,
                kind=row.kind,
                author="",
                is_automatic=True,
                body=json.loads(row.body),
            )
        )
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return tuple(entries[:limit])


def code_issued(connection: Connection, dossier_id: str) -> Mapping[str, object] | None:
    """Give the body of the notice that brought the official code, if it has come."""
    body = connection.execute(
        select(notices.c.body)
        .where(notices.c.subject_id == dossier_id, notices.c.kind == "code_issued")
        .order_by(notices.c.number)
        .limit(1)
    ).scalar()
    return None if body is None else json.loads(body)


def open_request(connection: Connection, dossier_id: str) -> Mapping[str, object] | None:
    """Give the body of the unanswered supplement request, if there is one."""
    body = connection.execute(
        select(notices.c.body)
        .where(
            notices.c.subject_id == dossier_id,
            notices.c.kind == "supplement_requested",
            notices.c.answered_at.is_(None),
        )
        .order_by(notices.c.number.desc())
        .limit(1)
    ).scalar()
    return None if body is None else json.loads(body)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Custody:
    facts: int
    facts_held: int
    receipt_at: str


def _custody(connection: Connection, dossier_id: str) -> _Custody:
    through = connection.execute(select(sync_state.c.receipted_through)).scalar() or 0
    row = connection.execute(
        select(
            func.count().label("facts"),
            func.count().filter(facts.c.seq <= through).label("held"),
            func.max(facts.c.seq).filter(facts.c.seq <= through).label("last"),
        ).where(facts.c.subject_id == dossier_id)
    ).one()
    receipt_at = ""
    if row.last is not None:
        receipt_at = (
            connection.execute(
                select(receipts.c.received_at)
                .where(receipts.c.through_seq >= row.last)
                .order_by(receipts.c.through_seq)
                .limit(1)
            ).scalar()
            or ""
        )
    return _Custody(facts=row.facts, facts_held=row.held, receipt_at=receipt_at)


def _papers(connection: Connection, dossier_id: str) -> tuple[PaperView, ...]:
    scans: dict[str, list[ScanRow]] = {}
    for row in connection.execute(
        select(attachments, blobs.c.receipt_id)
        .join_from(attachments, blobs, attachments.c.sha256 == blobs.c.sha256)
        .where(attachments.c.dossier_id == dossier_id, attachments.c.removed_at.is_(None))
        .order_by(attachments.c.added_at, attachments.c.attachment_id)
    ):
        scans.setdefault(row.paper_id, []).append(_scan(row))
    return tuple(
        PaperView(
            component_id=row.component_id,
            name=row.name,
            need=Need(row.need),
            kind=row.kind,
            copies=row.copies,
            obtain_from=row.obtain_from,
            note=row.note,
            status=PaperStatus(row.status),
            sheets=row.sheets,
            scans=tuple(scans.get(row.paper_id, ())),
        )
        for row in connection.execute(
            select(papers)
            .where(papers.c.dossier_id == dossier_id, papers.c.need != Need.NO_LONGER.value)
            .order_by(papers.c.position)
        )
    )


def _scan(row: StoredRow) -> ScanRow:
    return ScanRow(
        attachment_id=row.attachment_id,
        sha256=row.sha256,
        file_name=row.file_name,
        pages=row.pages,
        width_px=row.width_px,
        height_px=row.height_px,
        is_held_by_center=row.receipt_id is not None,
    )


def _printed(connection: Connection, dossier_id: str) -> dict[str, int]:
    rows = connection.execute(
        select(prints.c.document, func.max(prints.c.print_number))
        .where(
            prints.c.subject_kind == SubjectKind.DOSSIER.value, prints.c.subject_id == dossier_id
        )
        .group_by(prints.c.document)
    )
    return {row[0]: row[1] for row in rows}
