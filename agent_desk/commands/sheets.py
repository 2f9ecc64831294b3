"""Prints that belong to a bag or a day: which time, from which bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.ids import uuid7
from agent_desk.store.custody_tables import sheet_prints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetJob:
    """One document of a bag or a day; ``render`` turns the print number into PDF bytes."""

    subject: str
    document: str
    render: Callable[[int], bytes]


def record_sheet(desk: Desk, act: Act, job: SheetJob) -> Done:
    """Draw the next print of a sheet and record it. Values: ``print_number``, ``sha256``."""

    def do(work: Work) -> Mapping[str, str]:
        last: int | None = work.connection.execute(
            select(func.max(sheet_prints.c.print_number)).where(
                sheet_prints.c.subject == job.subject, sheet_prints.c.document == job.document
            )
        ).scalar()
        number = (last or 0) + 1
        sha256 = desk.store.blobs.put(job.render(number))
        work.connection.execute(
            insert(sheet_prints),
            {
                "print_id": uuid7(),
                "subject": job.subject,
                "document": job.document,
                "print_number": number,
                "sha256": sha256,
                "clerk_id": act.author_id,
                "printed_at": work.at_iso,
            },
        )
        body = {"document": job.document, "print_number": number, "sha256": sha256}
        work.record(FactKind.DOCUMENT_PRINTED, job.subject, body)
        return {"print_number": str(number), "sha256": sha256}

    return perform(desk, act, "record_sheet", do)
