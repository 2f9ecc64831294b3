"""Any paper of this desk, with a dossier or without: numbered, recorded, kept as a file. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.commands.printing import PrintJob, record_print
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr
from agent_desk.queries import prints as print_query

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.domain.printing import PrinterRole
    from agent_desk.ids import IntentId
    from agent_desk.queries.prints import PrintRow
    from agent_desk.ui.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A recorded print: its file on disk, which print it is, its hash, its kind of printer."""

    path: Path
    kind: str
    print_number: int
    sha256: str
    print_id: str
    role: PrinterRole


def print_paper(office: Office, intent_id: IntentId, job: PrintJob) -> Printed:
    """Record the next print of any paper (store lane); the same intent gives the same paper again.

    Give the result to ``Navigator.hand_to_printer``. Raises: DeskError as commands do.
    """
    done = record_print(office.desk, office.act(intent_id), job)
    path = office.desk.store.data.documents / done["file_name"]
    _keep(path, office.desk.store.blobs.get(done["sha256"]))
    return Printed(
        path=path,
        kind=job.document,
        print_number=int(done["print_number"]),
        sha256=done["sha256"],
        print_id=done["print_id"],
        role=job.role,
    )


def printed_again(office: Office, row: PrintRow) -> Printed:
    """Give a recorded print with its own bytes and number, written anew (store lane)."""
    path = office.desk.store.data.documents / row.file_name
    _keep(path, office.desk.store.blobs.get(row.sha256))
    return Printed(
        path=path,
        kind=row.document,
        print_number=row.number,
        sha256=row.sha256,
        print_id=row.print_id,
        role=row.role,
    )


def row_of(office: Office, print_id: str) -> PrintRow:
    """Read one print (store lane). Raises: NotFound."""
    with office.desk.store.read() as connection:
        return print_query.by_id(connection, print_id)


def _keep(path: Path, content: bytes) -> None:
    """Write the file for the printer; the print is recorded already and can be made again."""
    part = path.with_suffix(".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise StoreUnusable(
            tr("The slip is kept, but its PDF cannot be written. Free some space and print again.")
        ) from error
