"""What was printed, which time, why, from which bytes; and what the printer made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from agent_desk.clock import to_iso
from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.printing import (
    FailCause,
    PrinterRole,
    PrintReason,
    PrintSubject,
    SpoolState,
    SubjectKind,
)
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.print_tables import prints
from agent_desk.store.tables import assists

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from agent_desk.domain.printing import PrintAnswer
    from agent_desk.store.tables import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One paper about one subject; ``render`` turns the number of the print into its bytes.

    ``label`` begins the file's name and holds no personal data. ``suffix`` is ``pdf`` unless the
    bytes go to the printer as they are. ``words`` are the blocks that the clerk changed, kept with
    the print so that the next one says the same.
    """

    subject: PrintSubject
    document: str
    template_version: str
    render: Callable[[int], bytes]
    role: PrinterRole = PrinterRole.SLIP
    reason: PrintReason = PrintReason.FIRST
    label: str = "paper"
    suffix: str = "pdf"
    words: Mapping[str, str] = field(default_factory=dict)


def record_print(desk: Desk, act: Act, job: PrintJob) -> Done:
    """Draw the next print of a paper and record it, before anything goes to a printer.

    Values: ``print_id``, ``print_number``, ``sha256`` (the bytes are in the blob store under it),
    ``file_name``. Raises: InvalidInput at ``reason`` if it is not the first and has no reason.
    """

    def do(work: Work) -> Mapping[str, str]:
        refuse_secrets(job.words)
        _require_subject(work.connection, job.subject)
        number = _last(work.connection, job) + 1
        reason = PrintReason.FIRST if number == 1 else job.reason
        if number > 1 and reason is PrintReason.FIRST:
            words = tr("This paper was printed before. Say why it is printed again.")
            raise InvalidInput(words, {"reason": words})
        row = {
            "print_id": uuid7(),
            "document": job.document,
            "print_number": number,
            "sha256": desk.store.blobs.put(job.render(number)),
            "file_name": f"{job.label}-{job.document}-{number}.{job.suffix}".replace(":", "-"),
        }
        kept = {
            "subject_kind": job.subject.kind.value,
            "reason": reason.value,
            "template_version": job.template_version,
        }
        changed = {"words": json.dumps(job.words, ensure_ascii=False) if job.words else ""}
        spool = {"state": SpoolState.COMMITTED.value, "printer": "", "job": "", "cause": ""}
        who = {"subject_id": job.subject.id, "clerk_id": act.author_id, "role": job.role.value}
        times = {"printed_at": work.at_iso, "changed_at": work.at_iso}
        work.connection.execute(insert(prints), {**row, **kept, **spool, **who, **times, **changed})
        told = {key: row[key] for key in ("document", "print_number", "sha256")}
        work.record(FactKind.DOCUMENT_PRINTED, job.subject.id, {**told, **kept})
        return {key: str(row[key]) for key in row if key != "document"}

    return perform(desk, act, "record_print", do)


def answer_print(desk: Desk, act: Act, print_id: str, answer: PrintAnswer) -> Done:
    """Record what the clerk says of a print that failed or that nobody knows about.

    Values: ``state``. An answer to a print that waits no more changes nothing. Raises: NotFound.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = _print(work.connection, print_id)
        if not SpoolState(row.state).waits:
            return {"state": str(row.state)}
        state = answer.leaves
        _set(work.connection, print_id, work.at_iso, state=state.value)
        body = {"print_id": print_id, "document": row.document, "print_number": row.print_number}
        work.record(FactKind.PRINT_ANSWERED, row.subject_id, {**body, "answer": answer.value})
        return {"state": state.value}

    return perform(desk, act, "answer_print", do)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """How far a print got; ``job`` is the number in the queue of ``printer``."""

    state: SpoolState
    printer: str = ""
    job: str = ""
    cause: FailCause | None = None


def note_spooled(desk: Desk, print_id: str, spooled: Spooled) -> None:
    """Keep what the queue did with a print; what is settled stays settled."""
    with desk.store.write() as connection:
        if SpoolState(_print(connection, print_id).state).is_settled:
            return
        _set(
            connection,
            print_id,
            to_iso(desk.clock.now()),
            state=spooled.state.value,
            printer=spooled.printer,
            job=spooled.job,
            cause=spooled.cause.value if spooled.cause else "",
        )


def doubt_unfinished(desk: Desk) -> int:
    """At a start: nobody knows what became of prints that no queue took. Give how many."""
    with desk.store.write() as connection:
        found = connection.execute(
            update(prints)
            .where(prints.c.state == SpoolState.COMMITTED.value)
            .values(state=SpoolState.UNKNOWN.value, changed_at=to_iso(desk.clock.now()))
        )
        return int(found.rowcount)


def _last(connection: Connection, job: PrintJob) -> int:
    last: int | None = connection.execute(
        select(func.max(prints.c.print_number)).where(
            prints.c.subject_kind == job.subject.kind.value,
            prints.c.subject_id == job.subject.id,
            prints.c.document == job.document,
        )
    ).scalar()
    return last or 0


def _require_subject(connection: Connection, subject: PrintSubject) -> None:
    if subject.kind is SubjectKind.DOSSIER:
        rows.dossier(connection, subject.id)
    elif subject.kind is SubjectKind.ASSIST:
        known = select(assists.c.assist_id).where(assists.c.assist_id == subject.id)
        if connection.execute(known).first() is None:
            raise NotFound(tr("This account help is not on this PC. Begin it again."))


def _print(connection: Connection, print_id: str) -> StoredRow:
    row = connection.execute(select(prints).where(prints.c.print_id == print_id)).first()
    if row is None:
        raise NotFound(tr("This print is not in the book of this PC. Print the paper again."))
    return row


def _set(connection: Connection, print_id: str, at: str, **values: str) -> None:
    connection.execute(
        update(prints).where(prints.c.print_id == print_id).values(**values, changed_at=at)
    )
