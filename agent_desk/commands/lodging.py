"""A dossier leaves the citizen's hands: lodged online, taken in on paper, supplemented."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from agent_desk.catalog.guide import evaluate
from agent_desk.clock import local, to_iso
from agent_desk.commands import custody, outage_slips, rows
from agent_desk.commands.citizen import Purpose, has_consent
from agent_desk.commands.competence import note_filed, require_confirmed
from agent_desk.commands.form import FormsToLodge, forms_to_lodge, open_forms
from agent_desk.commands.trips import count_trip
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain import papers as paper_rules
from agent_desk.domain.calendar import forward_limits
from agent_desk.domain.custody import PacketKind, Proof
from agent_desk.domain.dossier import Channel, DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.filing import OnlineWay
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.trips import CameFor
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr, trn
from agent_desk.store.tables import citizens, notices
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.form import OpenForm
    from agent_desk.domain.papers import PaperState
    from agent_desk.ids import DossierId
    from agent_desk.store.tables import StoredRow


def lodge(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Lodge online through the center: stored here now, sent with the next sync.

    Values: ``reference``. Raises: NotAllowed, naming what still stops it.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        states.require_step(DossierState(row.state), DossierState.LODGED)
        if row.channel != Channel.ONLINE.value:
            raise NotAllowed(
                tr("This case is not filed online. Answer “How will it be filed?” again.")
            )
        if row.way == OnlineWay.PORTAL.value:
            raise NotAllowed(
                tr("The citizen files this case on the portal. Take down the official code there.")
            )
        papers = require_complete(work, row)
        require_confirmed(work, row)
        rows.set_state(work, dossier_id, DossierState.LODGED, taken_at=work.at_iso)
        record_filing(work, row, FactKind.DOSSIER_LODGED, papers)
        return {"reference": row.reference}

    return perform(desk, act, "lodge", do)


def take_in(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Take paper in for forwarding; the clock of the 15:00 rule starts.

    Values: ``reference``, ``forward_by`` (ISO). Raises: NotAllowed, naming what still stops it.
    """

    def do(work: Work) -> Mapping[str, str]:
        return receive_papers(outage_slips.in_time(work, dossier_id), dossier_id, HandedIn())

    return perform(desk, act, "take_in", do)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """How paper was taken in; ``destination`` empty means the receiver named on the slips."""

    destination: str = ""
    seal_number: str = ""
    proof: Proof = Proof.SIGNED_ON_PAPER
    proof_text: str = ""


def receive_papers(work: Work, dossier_id: DossierId, handed: HandedIn) -> dict[str, str]:
    """Take the papers of a whole case in and begin their way. Raises: NotAllowed."""
    row = rows.dossier(work.connection, dossier_id)
    states.require_step(DossierState(row.state), DossierState.TAKEN_IN)
    if row.channel not in (Channel.POST.value, Channel.DIRECT.value):
        raise NotAllowed(
            tr("This case is filed online, so no paper is taken in. Lodge it instead.")
        )
    papers = require_complete(work, row)
    require_confirmed(work, row)
    destination = handed.destination or custody.default_destination(work.connection)
    days = bundled_forwarding_rules().postal_days(destination)
    limits = forward_limits(work.at, work.desk.calendars, days)
    due = to_iso(limits.stricter.at)
    moved: dict[str, object] = {"taken_at": work.at_iso, "forward_by": due, "next_action_at": due}
    rows.set_state(work, dossier_id, DossierState.TAKEN_IN, **moved)
    given = custody.on_paper(work.connection, dossier_id)
    packet_id = custody.open_packet(
        work,
        custody.NewPacket(
            reference=row.reference,
            dossier_id=dossier_id,
            kind=PacketKind.FILING,
            destination=destination,
            proof=handed.proof,
            proof_text=handed.proof_text,
            originals=sum(one.status is PaperStatus.ORIGINAL for one in given),
            copies=sum(one.status is PaperStatus.COPY for one in given),
            sheets=sum(one.sheets for one in given),
            seal_number=handed.seal_number,
            forward_by=due,
            arrive_by=to_iso(limits.post.at),
        ),
    )
    more = {"packet_id": packet_id, "destination": destination}
    record_filing(work, row, FactKind.DOSSIER_TAKEN_IN, papers, **more)
    return {"reference": row.reference, "forward_by": due, "packet_id": packet_id}


def supplement(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Answer the authority's one supplement request with what was attached since.

    Raises: NotAllowed if nothing was asked for or nothing new is there.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        request = work.connection.execute(
            select(notices)
            .where(
                notices.c.subject_id == dossier_id,
                notices.c.kind == NoticeKind.SUPPLEMENT_REQUESTED.value,
                notices.c.answered_at.is_(None),
            )
            .order_by(notices.c.number.desc())
            .limit(1)
        ).first()
        if row.state != DossierState.SUPPLEMENT.value or request is None:
            raise NotAllowed(tr("The authority has not asked for anything for this dossier."))
        fresh = rows.blobs_added_after(work.connection, dossier_id, request.applied_at)
        if not fresh:
            raise NotAllowed(
                tr("Nothing new was attached yet. Scan the paper the authority asks for first.")
            )
        work.connection.execute(
            update(notices)
            .where(
                notices.c.subject_id == dossier_id,
                notices.c.kind == NoticeKind.SUPPLEMENT_REQUESTED.value,
                notices.c.answered_at.is_(None),
            )
            .values(answered_at=work.at_iso)
        )
        rows.set_state(work, dossier_id, DossierState.IN_PROCESS)
        count_trip(work, dossier_id, CameFor.SUPPLEMENT, request.applied_at)
        work.record(
            FactKind.DOSSIER_SUPPLEMENTED,
            dossier_id,
            {"notice_id": request.notice_id, "blobs": fresh},
        )
        return {"blobs": str(len(fresh))}

    return perform(desk, act, "supplement", do)


def what_stops(
    work_papers: tuple[PaperState, ...], forms: tuple[OpenForm, ...] = (), *, consented: bool
) -> tuple[str, ...]:
    """Say in words what still stops the dossier; empty when nothing does.

    ``forms`` are the ones that must be whole and are not.
    """
    stops: list[str] = []
    if not consented:
        stops.append(tr("The citizen has not agreed to the filing yet."))
    for one in paper_rules.blockers(work_papers):
        if one.lacks_scan:
            stops.append(tr("“{paper}” has no scan attached.", paper=one.name))
        else:
            stops.append(tr("“{paper}” is missing.", paper=one.name))
    stops += [form_words(one) for one in forms]
    return tuple(stops)


def form_words(form: OpenForm) -> str:
    """Say that a form is not whole, and how much it lacks."""
    return trn(
        "“{form}” still lacks {n} field. Filed online there is no paper to complete by hand.",
        "“{form}” still lacks {n} fields. Filed online there is no paper to complete by hand.",
        form.lacking,
        form=form.name,
    )


def needs_whole_forms(channel: str | None, way: str | None) -> bool:
    """Say whether the forms of a case must be whole before it goes out.

    Filed through the center they are what the authority reads. On paper a pen completes them, and
    on the portal the citizen fills in the portal's own form, so ours only helps to prepare.
    """
    return channel == Channel.ONLINE.value and way != OnlineWay.PORTAL.value


def require_complete(work: Work, row: StoredRow) -> tuple[PaperState, ...]:
    """Give the papers of a case that nothing stops. Raises: NotAllowed, naming what does."""
    papers = rows.paper_states(work.connection, row.dossier_id)
    if not papers:
        raise NotAllowed(tr("Answer the questions of the case first; then the papers are known."))
    _require_answered(work, row)
    consented = has_consent(work.connection, row.submitter_id, Purpose.FILING)
    must_be_whole = needs_whole_forms(row.channel, row.way)
    forms = open_forms(work, row.dossier_id) if must_be_whole else ()
    stops = what_stops(papers, forms, consented=consented)
    if stops:
        raise NotAllowed(stops[0])
    return papers


def _require_answered(work: Work, row: StoredRow) -> None:
    """Refuse while an open question could still change the list of papers."""
    today = local(work.at).date()
    answers = json.loads(row.answers)
    outcome = evaluate(rows.catalog_of(work, row), row.procedure_code, answers, on=today)
    if outcome.exit is not None:
        raise NotAllowed(outcome.exit.text)
    if outcome.missing_questions:
        raise NotAllowed(
            tr("A question of this case is still open. Answer it; the list of papers may change.")
        )


def record_filing(
    work: Work, row: StoredRow, kind: FactKind, papers: tuple[PaperState, ...], **more: str
) -> None:
    """Record that a dossier left the citizen's hands: what, how, and whose."""
    note_filed(work, row)
    is_portal = row.way == OnlineWay.PORTAL.value
    forms = FormsToLodge() if is_portal else forms_to_lodge(work, row.dossier_id)
    work.record(
        kind,
        row.dossier_id,
        {
            "reference": row.reference,
            "procedure_code": row.procedure_code,
            "procedure_name": row.procedure_name,
            "channel": row.channel,
            "way": row.way,
            "paper_reason": row.paper_reason,
            "office": row.office,
            "catalog_version": row.catalog_version,
            "papers": [
                {
                    "component_id": paper.component_id,
                    "name": paper.name,
                    "status": paper.status.value,
                    "sheets": paper.sheets,
                }
                for paper in papers
            ],
            "blobs": rows.live_blobs(work.connection, row.dossier_id),
            "forms": forms.body,
            **more,
        },
        {
            "owner": _person(work, row.owner_id),
            "submitter": _person(work, row.submitter_id),
            "forms": forms.private,
        },
    )


def _person(work: Work, citizen_id: str) -> dict[str, str]:
    person = work.connection.execute(
        select(citizens).where(citizens.c.citizen_id == citizen_id)
    ).one()
    return {
        "number": person.number or "",
        "name": person.name,
        "birth": person.birth,
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
    }
