"""Mẫu 07: the register of what this desk took in, for any days, as one printed book. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.register_07 import (
    DOCUMENT,
    Register07,
    RegisterEntry,
    render_register_07,
)
from agent_desk.documents.state_form import Issuer
from agent_desk.documents.templates import installed
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.queries import official_forms
from agent_desk.ui.prints.order import print_paper

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.ids import IntentId
    from agent_desk.queries.official_forms import RegisterRow
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_WAYS = {"electronic": "điện tử", "paper": "bản giấy"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which days, both included, and which field of procedures; empty means every field."""

    first: date
    last: date
    field: str = ""


def fields_of(office: Office) -> tuple[str, ...]:
    """Give the fields of procedures of the catalog, in the order of the alphabet."""
    return tuple(sorted({one.field for one in office.desk.catalog.procedures.values()}))


def rows_of(office: Office, span: Span) -> tuple[RegisterRow, ...]:
    """Read what the register of some days holds (store lane)."""
    catalog = office.desk.catalog.procedures.values()
    codes = frozenset(one.code for one in catalog if one.field == span.field)
    with office.desk.store.read() as connection:
        return official_forms.register(
            connection, span.first, span.last, codes if span.field else None
        )


def print_register(office: Office, intent_id: IntentId, span: Span) -> Printed:
    """Record and draw the register of some days (store lane). Raises: DeskError."""
    version = installed().at(DOCUMENT, local(office.desk.clock.now()).date())
    days = f"{span.first.isoformat()}..{span.last.isoformat()}"
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{DOCUMENT}:{days}:{span.field}".rstrip(":"),
        template_version=version,
        render=partial(_register, office, span, version),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label=f"so-theo-doi-{span.first:%Y%m%d}-{span.last:%Y%m%d}",
    )
    return print_paper(office, intent_id, job)


def _register(office: Office, span: Span, version: str, print_number: int) -> bytes:
    identity = office.desk.identity
    book = Register07(
        issuer=Issuer(
            authority=office.setting(settings.AUTHORITY), unit=identity.center_name.upper()
        ),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        place=office.setting(settings.PLACE),
        printed_at=office.desk.clock.now(),
        template_version=version,
        first=span.first,
        last=span.last,
        entries=tuple(_entry(row) for row in rows_of(office, span)),
        field=span.field,
        keeper=office.clerk.name,
        print_number=print_number,
        practice=office.is_practice,
    )
    return render_register_07(book)


def _entry(row: RegisterRow) -> RegisterEntry:
    return RegisterEntry(
        reference=row.reference,
        official_code=row.official_code,
        procedure=f"{row.procedure_name} ({row.procedure_code})",
        person=row.person,
        address=row.address,
        phone=row.phone,
        agency=row.office,
        received_at=row.received_at,
        due_at=row.due_at,
        returned_at=row.returned_at,
        way=_WAYS.get(row.result_form, ""),
    )
