"""What was printed: of one subject, and what still waits to come out of a printer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from agent_desk.domain.printing import (
    FailCause,
    PrinterRole,
    PrintReason,
    PrintSubject,
    SpoolState,
    SubjectKind,
)
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.store.print_tables import prints
from agent_desk.store.tables import clerks, dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection

    from agent_desk.store.tables import StoredRow

_WAITS = tuple(state.value for state in SpoolState if state.waits)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRow:
    """One print; ``about`` is our reference if it is of a dossier, ``at`` an ISO instant."""

    print_id: str
    subject: PrintSubject
    about: str
    document: str
    number: int
    reason: PrintReason
    role: PrinterRole
    clerk: str
    at: str
    state: SpoolState
    cause: FailCause | None
    printer: str
    job: str
    sha256: str
    file_name: str
    template_version: str


def of_subject(connection: Connection, subject: PrintSubject) -> tuple[PrintRow, ...]:
    """Give every print about one thing, newest first; empty if none."""
    return _rows(
        connection,
        (prints.c.subject_kind == subject.kind.value) & (prints.c.subject_id == subject.id),
    )


def by_id(connection: Connection, print_id: str) -> PrintRow:
    """Give one print. Raises: NotFound."""
    found = _rows(connection, prints.c.print_id == print_id)
    if not found:
        raise NotFound(tr("This print is not in the book of this PC. Print the paper again."))
    return found[0]


def waiting(connection: Connection) -> tuple[PrintRow, ...]:
    """Give the prints that failed, or of which nobody knows, newest first."""
    return _rows(connection, prints.c.state.in_(_WAITS))


def in_queue(connection: Connection) -> tuple[PrintRow, ...]:
    """Give the prints that a queue has taken and not finished, newest first."""
    return _rows(connection, prints.c.state == SpoolState.SPOOLED.value)


def count_waiting(connection: Connection) -> int:
    """Count what ``waiting`` gives."""
    counted = select(func.count()).select_from(prints).where(prints.c.state.in_(_WAITS))
    return int(connection.execute(counted).scalar_one())


def first_version(connection: Connection, subject: PrintSubject, document: str) -> str | None:
    """Give the template version of the first print of a paper, which it keeps; None if none."""
    found: str | None = connection.execute(
        select(prints.c.template_version)
        .where(
            prints.c.subject_kind == subject.kind.value,
            prints.c.subject_id == subject.id,
            prints.c.document == document,
        )
        .order_by(prints.c.print_number)
        .limit(1)
    ).scalar()
    return found


def words_of(connection: Connection, subject: PrintSubject, document: str) -> Mapping[str, str]:
    """Give the words that the clerk put into the last print of a paper; empty if none."""
    found: str | None = connection.execute(
        select(prints.c.words)
        .where(
            prints.c.subject_kind == subject.kind.value,
            prints.c.subject_id == subject.id,
            prints.c.document == document,
        )
        .order_by(prints.c.print_number.desc())
        .limit(1)
    ).scalar()
    return {str(key): str(text) for key, text in json.loads(found).items()} if found else {}


def _rows(connection: Connection, which: ColumnElement[bool]) -> tuple[PrintRow, ...]:
    statement = (
        select(prints, clerks.c.name.label("clerk"), dossiers.c.reference)
        .join_from(prints, clerks, prints.c.clerk_id == clerks.c.clerk_id, isouter=True)
        .join(
            dossiers,
            (prints.c.subject_kind == SubjectKind.DOSSIER.value)
            & (prints.c.subject_id == dossiers.c.dossier_id),
            isouter=True,
        )
        .where(which)
        .order_by(
            prints.c.printed_at.desc(), prints.c.print_number.desc(), prints.c.print_id.desc()
        )
    )
    return tuple(_row(row) for row in connection.execute(statement))


def _row(row: StoredRow) -> PrintRow:
    return PrintRow(
        print_id=row.print_id,
        subject=PrintSubject(SubjectKind(row.subject_kind), row.subject_id),
        about=row.reference or "",
        document=row.document,
        number=row.print_number,
        reason=PrintReason(row.reason),
        role=PrinterRole(row.role),
        clerk=row.clerk or "",
        at=row.printed_at,
        state=SpoolState(row.state),
        cause=FailCause(row.cause) if row.cause else None,
        printer=row.printer,
        job=row.job,
        sha256=row.sha256,
        file_name=row.file_name,
        template_version=row.template_version,
    )
