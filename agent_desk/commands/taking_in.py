"""Taking paper in: counted together, fees noted, sealed before the citizen, signed by both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from agent_desk.commands import custody, outage_slips, rows
from agent_desk.commands.lodging import HandedIn, receive_papers
from agent_desk.commands.signature import keep_signature, note_signature
from agent_desk.commands.state_money import Payment, write_money
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.custody import Place, Proof
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.state_money import MoneyKind
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.i18n import tr
from agent_desk.store.custody_tables import packets
from agent_desk.store.tables import papers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.signature import KeptSignature
    from agent_desk.domain.signature import SignedText
    from agent_desk.domain.state_money import MoneyLine
    from agent_desk.ids import DossierId

_MOST_SHEETS = 2000
_COUNTED = (
    update(papers)
    .where(
        papers.c.dossier_id == bindparam("of_dossier"),
        papers.c.component_id == bindparam("of_component"),
    )
    .values(
        status=bindparam("status"), sheets=bindparam("sheets"), changed_at=bindparam("changed_at")
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One paper as both counted it: the clerk says a number, the citizen says one."""

    component_id: str
    status: PaperStatus
    clerk_sheets: int
    citizen_sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingIn:
    """Everything of one joint count. A signature of None is given by hand on the sending slip."""

    counted: tuple[Counted, ...]
    money: tuple[MoneyLine, ...] = ()
    destination: str = ""
    seal_number: str = ""
    is_sealed_before_citizen: bool = False
    citizen_signature: SignedText | None = None
    clerk_signature: SignedText | None = None


def take_in_counted(desk: Desk, act: Act, dossier_id: DossierId, taken: TakingIn) -> Done:
    """Take paper in after the joint count: all of it in one act, or nothing.

    Values: ``reference``, ``forward_by``, ``packet_id``. Raises: InvalidInput naming each paper on
    which both numbers differ; NotAllowed, naming what still stops it.
    """
    refuse_secrets({"destination": taken.destination, "seal_number": taken.seal_number})
    _require_agreed(taken)
    if not taken.is_sealed_before_citizen:
        raise NotAllowed(tr("Seal the papers while the citizen looks on; then go on."))
    citizen = keep_signature(desk.store, taken.citizen_signature)
    clerk = keep_signature(desk.store, taken.clerk_signature)

    def do(work: Work) -> Mapping[str, str]:
        work = outage_slips.in_time(work, dossier_id)
        row = rows.dossier(work.connection, dossier_id)
        _require_all_counted(custody.on_paper(work.connection, row.dossier_id), taken)
        for line in taken.counted:
            work.connection.execute(_COUNTED, _met(work, dossier_id, line))
        on_screen = citizen is not None and clerk is not None
        handed = HandedIn(
            destination=clean(taken.destination),
            seal_number=clean(taken.seal_number),
            proof=Proof.SIGNED_ON_SCREEN if on_screen else Proof.SIGNED_ON_PAPER,
            proof_text=citizen.text_sha256 if citizen is not None else row.reference,
        )
        done = receive_papers(work, dossier_id, handed)
        for money in taken.money:
            write_money(work, dossier_id, MoneyKind.TAKEN, Payment(line=money))
        for kept in (citizen, clerk):
            if kept is not None:
                note_signature(work, kept)
        work.record(FactKind.PAPER_COUNTED, dossier_id, _body(taken, done, (citizen, clerk)))
        return done

    return perform(desk, act, "take_in_counted", do)


def redirect(desk: Desk, act: Act, packet_ids: tuple[str, ...], destination: str) -> Done:
    """Send papers that lie here somewhere else than was said first. Raises: NotAllowed."""
    where = clean(destination)
    refuse_secrets({"destination": where})
    if not where:
        message = tr("Say where the papers go.")
        raise InvalidInput(message, {"destination": message})

    def do(work: Work) -> Mapping[str, str]:
        for packet_id in packet_ids:
            packet = custody.packet(work.connection, packet_id)
            if packet.place != Place.DESK.value:
                raise NotAllowed(tr("Only papers that lie here beside the bags can be redirected."))
            work.connection.execute(
                update(packets)
                .where(packets.c.packet_id == packet_id)
                .values(destination=where, changed_at=work.at_iso)
            )
            body = {"packet_id": packet_id, "destination": where}
            work.record(FactKind.PAPER_REDIRECTED, packet.dossier_id or packet_id, body)
        return {"destination": where}

    return perform(desk, act, "redirect_papers", do)


def _require_agreed(taken: TakingIn) -> None:
    errors: dict[str, str] = {}
    for line in taken.counted:
        if not line.status.is_on_paper:
            errors[line.component_id] = tr("Say whether this is an original or a copy.")
        elif not 1 <= line.clerk_sheets <= _MOST_SHEETS:
            errors[line.component_id] = tr("Count the sheets: at least 1.")
        elif line.clerk_sheets != line.citizen_sheets:
            errors[line.component_id] = tr(
                "You count {ours}, the citizen counts {theirs}. Count this paper together again.",
                ours=line.clerk_sheets,
                theirs=line.citizen_sheets,
            )
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)


def _require_all_counted(found: tuple[custody.OnPaper, ...], taken: TakingIn) -> None:
    due = {paper.component_id: paper.name for paper in found}
    counted = [line.component_id for line in taken.counted]
    missing = [key for key in due if key not in counted]
    if missing:
        message = tr("“{paper}” is not counted yet.", paper=due[missing[0]])
        raise InvalidInput(message, dict.fromkeys(missing, message))
    if len(set(counted)) != len(counted) or set(counted) - due.keys():
        raise InvalidInput(tr("The count names papers that are not handed in. Count again."))


def _met(work: Work, dossier_id: DossierId, line: Counted) -> dict[str, object]:
    return {
        "of_dossier": dossier_id,
        "of_component": line.component_id,
        "status": line.status.value,
        "sheets": line.clerk_sheets,
        "changed_at": work.at_iso,
    }


def _body(
    taken: TakingIn,
    done: Mapping[str, str],
    signed: tuple[KeptSignature | None, KeptSignature | None],
) -> dict[str, object]:
    citizen, clerk = signed
    lines = [
        {"component_id": one.component_id, "status": one.status.value, "sheets": one.clerk_sheets}
        for one in taken.counted
    ]
    return {
        "packet_id": done["packet_id"],
        "lines": lines,
        "originals": sum(one.status is PaperStatus.ORIGINAL for one in taken.counted),
        "copies": sum(one.status is PaperStatus.COPY for one in taken.counted),
        "sheets": sum(one.clerk_sheets for one in taken.counted),
        "agreed": True,
        "sealed_before_citizen": taken.is_sealed_before_citizen,
        "destination": clean(taken.destination),
        "seal_number": clean(taken.seal_number),
        "signatures": {
            "citizen": citizen.as_body() if citizen is not None else "paper",
            "clerk": clerk.as_body() if clerk is not None else "paper",
        },
    }
