"""From a dossier to its printed paper: what is possible, gathered, numbered, kept. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from agent_desk import settings
from agent_desk.clock import from_iso, local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.head import PaperSize
from agent_desk.documents.templates import installed
from agent_desk.domain.printing import PrintReason, PrintSubject, SubjectKind
from agent_desk.errors import NotAllowed
from agent_desk.queries import custody, official_forms
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import form as form_query
from agent_desk.queries import returned as returned_query
from agent_desk.queries.prints import first_version, words_of
from agent_desk.ui.prints.every import SPECS, spec_of
from agent_desk.ui.prints.order import Printed, print_paper
from agent_desk.ui.prints.spec import DocumentSpec, Ground, TextBlock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ids import DossierId, IntentId
    from agent_desk.ui.office import Office

__all__ = ["Offered", "Printed", "SlipKind", "draft_of", "ground_of", "offers_of", "print_slip"]


class SlipKind(StrEnum):
    """The papers that the program prints by itself; ``prints.every.SPECS`` lists all there are."""

    SENDING = "sending_slip"
    BRING = "bring_slip"
    RESULT = "result_slip"
    RECEIPT = "receipt_01"
    FORM = "form_paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A paper of a dossier: possible now, or ``why_not`` says why it is not."""

    key: str
    title: str
    icon: str
    printed: int
    needs_reason: bool = False
    why_not: str = ""
    can_reword: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOrder:
    """A paper of a dossier, why it is printed, and words of the clerk in place of its own.

    ``words`` None keeps those of the last print; no words at all go back to the template.
    """

    dossier_id: DossierId
    key: str
    reason: PrintReason = PrintReason.FIRST
    words: Mapping[str, str] | None = None


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
            letters=official_forms.letters(connection, dossier_id),
            hand_overs=official_forms.hand_overs(connection, dossier_id),
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
                needs_reason=spec.again is PrintReason.FIRST and spec.key in ground.view.printed,
                why_not=why.words if why else "",
                can_reword=spec.blocks is not None and why is None,
            )
        )
    return tuple(found)


def print_slip(
    office: Office,
    intent_id: IntentId,
    dossier_id: DossierId,
    key: str,
    reason: PrintReason = PrintReason.FIRST,
) -> Printed:
    """Print one paper of a dossier (store lane); the same intent gives the same paper again.

    ``reason`` counts from the second print on. Raises: DeskError as commands do, InvalidInput at
    ``reason`` for a reprint without one; KeyError for a paper there is not.
    """
    order = PaperOrder(dossier_id=dossier_id, key=key, reason=reason)
    return print_order(office, intent_id, order)


def print_order(office: Office, intent_id: IntentId, order: PaperOrder) -> Printed:
    """Do as ``print_slip`` does, with the clerk's words where there are some."""
    spec, ground = _chosen(office, order)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.DOSSIER, order.dossier_id),
        document=spec.key,
        template_version=ground.version,
        render=partial(spec.render, ground),
        role=spec.role,
        reason=spec.again if order.reason is PrintReason.FIRST else order.reason,
        label=ground.view.reference,
        suffix="bin" if spec.is_raw else "pdf",
        words=ground.words,
    )
    return print_paper(office, intent_id, job)


def blocks_of(office: Office, dossier_id: DossierId, key: str) -> tuple[TextBlock, ...]:
    """Give the blocks of a paper that may be put into other words (store lane)."""
    spec, ground = _chosen(office, PaperOrder(dossier_id=dossier_id, key=key))
    return spec.blocks(ground) if spec.blocks is not None else ()


def draft_of(
    office: Office, dossier_id: DossierId, key: str, words: Mapping[str, str] | None = None
) -> bytes:
    """Give the PDF that the next print of a paper would be; records nothing (store lane).

    Raises: DeskError if it cannot be printed now; KeyError for a paper there is not.
    """
    spec, ground = _chosen(office, PaperOrder(dossier_id=dossier_id, key=key, words=words))
    draw = spec.preview if spec.is_raw and spec.preview is not None else spec.render
    return draw(ground, ground.view.printed.get(key, 0) + 1)


def _chosen(office: Office, order: PaperOrder) -> _Chosen:
    key, dossier_id = order.key, order.dossier_id
    spec, ground = spec_of(key), ground_of(office, dossier_id)
    why = spec.why_not(ground)
    if why is not None and why.words:
        raise NotAllowed(why.words)
    view = ground.view
    day = local(from_iso(view.taken_at) if view.taken_at else ground.now).date()
    subject = PrintSubject(SubjectKind.DOSSIER, dossier_id)
    with office.desk.store.read() as connection:
        first = first_version(connection, subject, key)
        words = words_of(connection, subject, key) if order.words is None else order.words
    version = installed().for_dossier(spec.template or key, first, day)
    return _Chosen(spec, replace(ground, version=version, words=words))


class _Chosen(NamedTuple):
    spec: DocumentSpec
    ground: Ground
