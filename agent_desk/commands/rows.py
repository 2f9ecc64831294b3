"""Rows that several commands read or move inside their transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from agent_desk.domain.papers import Need, PaperState, PaperStatus
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.store import procedure_texts, search
from agent_desk.store.hot import Hot
from agent_desk.store.tables import attachments, citizens, dossiers, notices, papers
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.catalog.spec import Catalog
    from agent_desk.commands.unit import Work
    from agent_desk.domain.dossier import DossierState
    from agent_desk.store.tables import StoredRow

_DOSSIER = select(dossiers).where(dossiers.c.dossier_id == bindparam("dossier_id"))
_OF_PERSON = select(dossiers).where(
    (dossiers.c.owner_id == bindparam("citizen_id"))
    | (dossiers.c.submitter_id == bindparam("citizen_id"))
)
_SCANS = (
    select(func.count())
    .where(attachments.c.paper_id == papers.c.paper_id, attachments.c.removed_at.is_(None))
    .scalar_subquery()
)
_PEOPLE = Hot(
    select(citizens.c.name, citizens.c.number, citizens.c.phone).where(
        (citizens.c.citizen_id == bindparam("owner_id"))
        | (citizens.c.citizen_id == bindparam("submitter_id"))
    )
)
_PAPERS = select(papers, _SCANS.label("scans"))


def dossier(connection: Connection, dossier_id: str) -> StoredRow:
    """Give the row of a dossier. Raises: NotFound."""
    row = connection.execute(_DOSSIER, {"dossier_id": dossier_id}).first()
    if row is None:
        raise NotFound(tr("This dossier is not on this PC. Search it by name or number (F3)."))
    return row


def catalog_of(work: Work, row: StoredRow) -> Catalog:
    """Give the catalog under which a dossier was opened, or moved to; it does not change by itself.

    A dossier whose procedure was not kept goes by the catalog in force.
    """
    now = work.desk.catalog
    if row.catalog_version == now.version:
        return now
    known = procedure_texts.KeptUnder(code=row.procedure_code, version=row.catalog_version)
    return procedure_texts.catalog_for(work.connection, known, now)


def paper_states(connection: Connection, dossier_id: str) -> tuple[PaperState, ...]:
    """Give the papers the case still needs, in the order of the list."""
    found = connection.execute(
        _PAPERS.where(
            papers.c.dossier_id == dossier_id, papers.c.need != Need.NO_LONGER.value
        ).order_by(papers.c.position)
    )
    return tuple(
        PaperState(
            component_id=row.component_id,
            name=row.name,
            need=Need(row.need),
            status=PaperStatus(row.status),
            sheets=row.sheets,
            scans=row.scans,
        )
        for row in found
    )


def live_blobs(connection: Connection, dossier_id: str) -> list[str]:
    """Give the hashes of the scans that belong to the dossier now, each once, oldest first."""
    names = connection.execute(
        select(attachments.c.sha256)
        .where(attachments.c.dossier_id == dossier_id, attachments.c.removed_at.is_(None))
        .order_by(attachments.c.added_at, attachments.c.attachment_id)
    ).scalars()
    return list(dict.fromkeys(names))


def set_state(work: Work, dossier_id: str, state: DossierState, **columns: object) -> None:
    """Move a dossier; the step itself was checked by the caller."""
    work.connection.execute(
        update(dossiers)
        .where(dossiers.c.dossier_id == dossier_id)
        .values(
            state=state.value,
            changed_at=work.at_iso,
            **{"next_action_at": work.at_iso, **columns},
        )
    )
    work.changed.add(dossier_id)


def reindex(connection: Connection, dossier_id: str) -> None:
    """Bring the search words of a dossier up to date."""
    _reindex(connection, dossier(connection, dossier_id))


def reindex_person(connection: Connection, citizen_id: str) -> None:
    """Bring the search words of every dossier of a person up to date."""
    for row in connection.execute(_OF_PERSON, {"citizen_id": citizen_id}).all():
        _reindex(connection, row)


def _reindex(connection: Connection, row: StoredRow) -> None:
    words = [row.reference, row.official_code or "", row.procedure_name, row.procedure_code]
    words += person_words(connection, row.owner_id, row.submitter_id)
    search.reindex(connection, row.dossier_no, words)


def person_words(connection: Connection, owner_id: str, submitter_id: str) -> list[str]:
    """Give the words by which the people of a dossier are searched."""
    words: list[str] = []
    people = {"owner_id": owner_id, "submitter_id": submitter_id}
    for name, number, phone in _PEOPLE.rows(connection, people):
        words += [name, number or "", searchable_phone(phone)]
    return words


def searchable_phone(e164: str) -> str:
    """Give a phone number as people type it: +84912… as 0912…."""
    return "0" + e164[3:] if e164.startswith("+84") else e164


def blobs_added_after(connection: Connection, dossier_id: str, moment: str) -> list[str]:
    """Give the hashes of live scans added since an instant (ISO), each once, oldest first."""
    names = connection.execute(
        select(attachments.c.sha256)
        .where(
            attachments.c.dossier_id == dossier_id,
            attachments.c.removed_at.is_(None),
            attachments.c.added_at >= moment,
        )
        .order_by(attachments.c.added_at, attachments.c.attachment_id)
    ).scalars()
    return list(dict.fromkeys(names))


def returned_elsewhere(connection: Connection, dossier_id: str) -> str:
    """Give the post office that reported to have returned a result; empty if none did."""
    return _told(connection, dossier_id, NoticeKind.RETURNED_ELSEWHERE, "site")


def result_name(connection: Connection, dossier_id: str) -> str:
    """Give what the center calls the result of a dossier; empty if it named none."""
    return _told(connection, dossier_id, NoticeKind.RESULT_READY, "result_name")


def _told(connection: Connection, dossier_id: str, kind: NoticeKind, key: str) -> str:
    body = connection.execute(
        select(notices.c.body)
        .where(notices.c.subject_id == dossier_id, notices.c.kind == kind.value)
        .order_by(notices.c.number)
        .limit(1)
    ).scalar()
    value = json.loads(body).get(key) if body is not None else ""
    return value if isinstance(value, str) else ""
