"""What was printed, which time, from which bytes: a reprint says that it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.ids import uuid7
from agent_desk.store.tables import prints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.ids import DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One document of one dossier; ``render`` turns the print number into PDF bytes."""

    dossier_id: DossierId
    document: str
    template_version: str
    render: Callable[[int], bytes]


def record_print(desk: Desk, act: Act, job: PrintJob) -> Done:
    """Draw the next print of a document and record it.

    Values: ``print_number``, ``sha256`` (the bytes are in the blob store under it).
    """

    def do(work: Work) -> Mapping[str, str]:
        rows.dossier(work.connection, job.dossier_id)
        last: int | None = work.connection.execute(
            select(func.max(prints.c.print_number)).where(
                prints.c.dossier_id == job.dossier_id, prints.c.document == job.document
            )
        ).scalar()
        number = (last or 0) + 1
        sha256 = desk.store.blobs.put(job.render(number))
        work.connection.execute(
            insert(prints),
            {
                "print_id": uuid7(),
                "dossier_id": job.dossier_id,
                "document": job.document,
                "print_number": number,
                "template_version": job.template_version,
                "sha256": sha256,
                "clerk_id": act.author_id,
                "printed_at": work.at_iso,
            },
        )
        work.record(
            FactKind.DOCUMENT_PRINTED,
            job.dossier_id,
            {"document": job.document, "print_number": number, "sha256": sha256},
        )
        return {"print_number": str(number), "sha256": sha256}

    return perform(desk, act, "record_print", do)
