"""From a dossier to its printed paper: gather the data, count the print, keep the bytes. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.printing import PrintJob, record_print
from agent_desk.documents.head import PaperSize
from agent_desk.errors import NotAllowed, StoreUnusable
from agent_desk.i18n import tr
from agent_desk.queries import custody
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import form as form_query
from agent_desk.queries import returned as returned_query
from agent_desk.ui.prints.every import SPECS, spec_of
from agent_desk.ui.prints.spec import Ground

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.ids import DossierId, IntentId
    from agent_desk.ui.office import Office


class SlipKind(StrEnum):
    """The papers that the program prints by itself; ``prints.every.SPECS`` lists all there are."""

    SENDING = "sending_slip"
    BRING = "bring_slip"
    RESULT = "result_slip"
    RECEIPT = "receipt_01"
    FORM = "form_paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed paper: its PDF on disk, which print it is, its hash."""

    path: Path
    kind: str
    print_number: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A paper of a dossier: possible now, or ``why_not`` says why it is not."""

    key: str
    title: str
    icon: str
    printed: int
    why_not: str = ""


def ground_of(office: Office, dossier_id: DossierId) -> Ground:
    """Read what the papers of a dossier are made from (store lane). Raises: NotFound."""
    mode = office.setting(settings.MODE)
    paper = PaperSize(office.setting(settings.PAPER_SIZE))
    with office.desk.store.read() as connection:
        return Ground(
            office=office,
            view=dossier_query.view(connection, dossier_id),
            now=office.desk.clock.now(),
            paper=paper,
            held_since=custody.held_since(connection, dossier_id),
            mode=mode,
            returned=returned_query.hand_over(connection, dossier_id),
            has_forms=bool(form_query.filled_forms(connection, dossier_id)),
        )


def offers_of(ground: Ground) -> tuple[Offered, ...]:
    """Give what this dossier can print now, and what it cannot yet with the reason."""
    found = []
    for spec in SPECS:
        why = spec.why_not(ground)
        if why is not None and not why.words:
            continue
        found.append(
            Offered(
                key=spec.key,
                title=spec.say(),
                icon=spec.icon,
                printed=ground.view.printed.get(spec.key, 0),
                why_not=why.words if why else "",
            )
        )
    return tuple(found)


def print_slip(office: Office, intent_id: IntentId, dossier_id: DossierId, key: str) -> Printed:
    """Print one paper of a dossier (store lane); the same intent gives the same paper again.

    Raises: DeskError as commands do; KeyError for a paper there is not.
    """
    spec, ground = spec_of(key), ground_of(office, dossier_id)
    why = spec.why_not(ground)
    if why is not None and why.words:
        raise NotAllowed(why.words)
    job = PrintJob(
        dossier_id=dossier_id,
        document=spec.key,
        template_version=ground.version,
        render=partial(spec.render, ground),
    )
    done = record_print(office.desk, office.act(intent_id), job)
    number = int(done["print_number"])
    path = office.desk.store.data.documents / f"{ground.view.reference}-{spec.key}-{number}.pdf"
    keep_pdf(path, office.desk.store.blobs.get(done["sha256"]))
    return Printed(path=path, kind=spec.key, print_number=number, sha256=done["sha256"])


def keep_pdf(path: Path, pdf: bytes) -> None:
    """Write the PDF for the printer; the print is recorded already and can be made again."""
    part = path.with_suffix(".part")
    try:
        part.write_bytes(pdf)
        part.replace(path)
    except OSError as error:
        raise StoreUnusable(
            tr("The slip is kept, but its PDF cannot be written. Free some space and print again.")
        ) from error
