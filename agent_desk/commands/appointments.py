"""What the authority gives back for papers handed over: its code, its appointment, its slip."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from agent_desk.clock import to_iso
from agent_desk.commands import custody, rows
from agent_desk.commands.paper import keep_paper_slip
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.custody import Place
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.reference import group, parse_official_code
from agent_desk.domain.text import clean
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.custody_tables import packets
from agent_desk.store.tables import dossiers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.domain.papers import CheckedFile
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


class ToldBy(StrEnum):
    """How the citizen heard of it."""

    CALL = "call"
    TEXT = "text"
    COUNTER = "counter"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """The state's code and when the result is due, as far as the authority gave them."""

    official_code: str = ""
    appointment_at: datetime | None = None
    note: str = ""


def check_appointment(given: Appointment) -> None:
    """Refuse a code of no known shape, or nothing at all. Raises: InvalidInput."""
    refuse_secrets({"official_code": given.official_code, "note": given.note})
    code = clean(given.official_code)
    if code and parse_official_code(code).agency is None:
        message = tr(
            "This does not look like a code of the authority, such as H26.99-261123-0001. "
            "Compare it with the slip, letter by letter."
        )
        raise InvalidInput(message, {"official_code": message})
    if not code and given.appointment_at is None and not clean(given.note):
        message = tr("Write the code or the day that stands on the authority's slip.")
        raise InvalidInput(message, {"official_code": message})


def keep_appointment(
    desk: Desk, act: Act, packet_id: str, given: Appointment, slip: CheckedFile | None = None
) -> Done:
    """Keep what came back for papers handed over, with a scan of the slip if there is one.

    The citizen has to be told then. Raises: InvalidInput, Conflict, NotAllowed.
    """
    check_appointment(given)
    sha256 = desk.store.blobs.put(slip.data) if slip is not None else ""

    def do(work: Work) -> Mapping[str, str]:
        packet = custody.packet(work.connection, packet_id)
        if packet.place != Place.AUTHORITY.value:
            raise NotAllowed(tr("These papers are not handed over yet. Record the minutes first."))
        kept = keep_code(work, packet, given)
        if slip is not None and packet.dossier_id is not None:
            keep_paper_slip(work, packet.dossier_id, sha256, slip)
        private = {"note": clean(given.note), "file_name": slip.name if slip else ""}
        body = {"packet_id": packet_id, **kept, "sha256": sha256}
        work.record(FactKind.APPOINTMENT_RECORDED, subject_of(packet), body, private)
        return {"packet_id": packet_id}

    return perform(desk, act, "keep_appointment", do)


def tell_citizen(desk: Desk, act: Act, packet_id: str, how: ToldBy) -> Done:
    """Note that the citizen knows the code and the day. Telling again changes nothing."""

    def do(work: Work) -> Mapping[str, str]:
        packet = custody.packet(work.connection, packet_id)
        work.connection.execute(
            update(packets).where(packets.c.packet_id == packet_id).values(told_at=work.at_iso)
        )
        body = {"about": "appointment", "how": how.value}
        work.record(FactKind.CITIZEN_TOLD, subject_of(packet), body)
        return {"told_at": work.at_iso}

    return perform(desk, act, "tell_citizen", do)


def keep_code(work: Work, packet: StoredRow, given: Appointment) -> dict[str, str]:
    """Write code and day to packet and dossier in the open transaction; give them as text.

    Raises: Conflict if another dossier has the code, or this one another code.
    """
    code = parse_official_code(given.official_code).text if clean(given.official_code) else ""
    due = to_iso(given.appointment_at) if given.appointment_at is not None else ""
    work.connection.execute(
        update(packets)
        .where(packets.c.packet_id == packet.packet_id)
        .values(
            appointment_at=due or None,
            appointment_note=clean(given.note),
            told_at=None,
            changed_at=work.at_iso,
        )
    )
    if packet.dossier_id is not None:
        _keep_at_dossier(work, packet.dossier_id, code, due)
    return {"official_code": code, "appointment_at": due}


def subject_of(packet: StoredRow) -> str:
    """Give whose story a fact about a packet belongs to."""
    return str(packet.dossier_id or packet.packet_id)


def _keep_at_dossier(work: Work, dossier_id: DossierId, code: str, due: str) -> None:
    row = rows.dossier(work.connection, dossier_id)
    values: dict[str, object] = {"changed_at": work.at_iso}
    if due:
        values["due_at"] = due
    if code:
        _refuse_other_code(work, row, code)
        values["official_code"] = code
    work.connection.execute(
        update(dossiers).where(dossiers.c.dossier_id == dossier_id).values(**values)
    )
    rows.reindex(work.connection, dossier_id)
    work.changed.add(dossier_id)


def _refuse_other_code(work: Work, row: StoredRow, code: str) -> None:
    if row.official_code not in (None, code):
        raise Conflict(
            tr("This dossier has the code {code} already. Compare both.", code=row.official_code),
            ours=row.official_code,
            theirs=code,
        )
    other = work.connection.execute(
        select(dossiers.c.reference).where(
            dossiers.c.official_code == code, dossiers.c.dossier_id != row.dossier_id
        )
    ).scalar()
    if other is not None:
        raise Conflict(
            tr(
                "The dossier {reference} has this code already. Compare the slips.",
                reference=group(other),
            ),
            ours=other,
            theirs=code,
        )
