"""The state's forms of a dossier: Mẫu 01 to 06, and CT04 to CT06 for residence. No Qt.

Mẫu 01 is printed by contract alone. Mẫu 02 to 05 are the authority's: we print what it sent.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import from_iso, local
from agent_desk.documents import stop_05
from agent_desk.documents.apology_04 import Apology04, render_apology_04
from agent_desk.documents.control_06 import Control06, Hop, render_control_06
from agent_desk.documents.receipt_01 import Receipt01, render_receipt_01
from agent_desk.documents.refusal_03 import Refusal03, render_refusal_03
from agent_desk.documents.residence import render_ct04, render_ct05, render_ct06
from agent_desk.documents.state_form import Issuer, Relay
from agent_desk.documents.stop_05 import Stop05, render_stop_05
from agent_desk.documents.supplement_02 import Supplement02, render_supplement_02
from agent_desk.domain.custody import HopKind
from agent_desk.domain.printing import PrinterRole
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries.official_forms import LetterKind
from agent_desk.ui.prints.spec import DocumentSpec, TextBlock, WhyNot, party

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent_desk.documents.head import PaperSize
    from agent_desk.queries.official_forms import HandOverRow, Letter
    from agent_desk.ui.prints.spec import Ground

_COURIER = "Bưu tá"


def _receipt_why_not(ground: Ground, *, residence: bool) -> WhyNot | None:
    if ground.is_residence is not residence:
        return WhyNot()
    if not ground.is_contracted:
        return WhyNot(
            tr("This desk forwards papers: Mẫu 01 comes from the center. Print the sending slip.")
        )
    if not ground.view.official_code or not ground.view.due_at:
        return WhyNot(
            tr("The center has named no date of return yet, so Mẫu 01 cannot be printed.")
        )
    return None


def _receipt(
    draw: Callable[[Receipt01, PaperSize], bytes], ground: Ground, print_number: int
) -> bytes:
    """Mẫu 01 or CT04, once the official code has come back."""
    view, office = ground.view, ground.office
    with office.desk.store.read() as connection:
        issued = dossier_query.code_issued(connection, view.dossier_id) or {}
    received = issued.get("received_at")
    if not isinstance(received, str):
        raise NotAllowed(
            tr("The center has named no date of return yet, so Mẫu 01 cannot be printed.")
        )
    issuer = _issuer(ground)
    is_authorised = view.owner != view.submitter
    receipt = Receipt01(
        head=ground.head(print_number),
        official_code=view.official_code,
        authority=issuer.authority,
        unit=issuer.unit,
        applicant=party(view.submitter, full_number=True),
        authorised_by=party(view.owner, full_number=True) if is_authorised else None,
        request=_request(ground),
        papers=tuple(p.name for p in view.papers if p.status.is_settled),
        working_days=view.working_days or 0,
        received_at=from_iso(received),
        return_at=_promised(ground),
        collect_at=office.desk.identity.site_name,
        receiver=office.clerk.name,
    )
    return draw(receipt, ground.paper)


def _promised(ground: Ground) -> datetime:
    """Give the date of return that the receipt named; an apology changes it later, not there."""
    apology = ground.letters.get(LetterKind.APOLOGY)
    return (apology and apology.moment("promised_at")) or from_iso(ground.view.due_at)


def _request(ground: Ground) -> str:
    return f"{ground.view.procedure_name} ({ground.view.procedure_code})"


def _issuer(ground: Ground, letter: Letter | None = None) -> Issuer:
    office = ground.office
    number = letter.text("number") if letter else ""
    if ground.is_residence:
        authority = office.setting(settings.POLICE_AUTHORITY)
        unit = ground.view.office or office.desk.identity.center_name
        return Issuer(authority=authority, unit=unit.upper(), number=number)
    return Issuer(
        authority=office.setting(settings.AUTHORITY),
        unit=office.desk.identity.center_name.upper(),
        number=number,
    )


def _relay(ground: Ground, letter: Letter) -> Relay:
    agency = letter.text("agency") or ground.office.desk.identity.center_name
    return Relay(agency=agency, sent_at=letter.sent_at, signed_by=letter.signed_by)


def _letter(ground: Ground, kind: LetterKind) -> Letter:
    letter = ground.letters.get(kind)
    if letter is None:
        raise NotAllowed(tr("The authority has sent no such letter about this dossier."))
    return letter


def _relayed_why_not(
    ground: Ground, kind: LetterKind, *, residence: bool | None = None
) -> WhyNot | None:
    """Offer a relayed form exactly when its letter has come, in the set it belongs to."""
    if residence is not None and ground.is_residence is not residence:
        return WhyNot()
    letter = ground.letters.get(kind)
    if letter is None:
        return WhyNot()
    if kind is LetterKind.SUPPLEMENT and not letter.items():
        return WhyNot(tr("The center's request names no defect, so it cannot be printed."))
    if kind is LetterKind.REFUSAL and not letter.text("reason"):
        return WhyNot(tr("The center's refusal names no reason, so it cannot be printed."))
    if kind is LetterKind.APOLOGY and not _has_new_date(ground, letter):
        return WhyNot(tr("The center's apology names no later date, so it cannot be printed."))
    return None


def _has_new_date(ground: Ground, letter: Letter) -> bool:
    promised, new = letter.moment("promised_at"), letter.moment("due_at")
    return promised is not None and new is not None and new > promised and bool(_received(ground))


def _received(ground: Ground) -> str:
    with ground.office.desk.store.read() as connection:
        issued = dossier_query.code_issued(connection, ground.view.dossier_id) or {}
    received = issued.get("received_at")
    return received if isinstance(received, str) else ground.view.taken_at


def _supplement(
    draw: Callable[[Supplement02, PaperSize], bytes], ground: Ground, print_number: int
) -> bytes:
    letter = _letter(ground, LetterKind.SUPPLEMENT)
    due = letter.moment("due_on")
    request = Supplement02(
        head=ground.head(print_number),
        issuer=_issuer(ground, letter),
        relay=_relay(ground, letter),
        applicant=party(ground.view.submitter),
        request=_request(ground),
        items=letter.items(),
        reason=letter.text("reason"),
        contact_name=letter.text("contact"),
        due_on=local(due).date() if due else None,
    )
    return draw(request, ground.paper)


def _refusal(
    draw: Callable[[Refusal03, PaperSize], bytes], ground: Ground, print_number: int
) -> bytes:
    letter = _letter(ground, LetterKind.REFUSAL)
    refusal = Refusal03(
        head=ground.head(print_number),
        issuer=_issuer(ground, letter),
        relay=_relay(ground, letter),
        applicant=party(ground.view.submitter, full_number=True),
        request=_request(ground),
        reasons=(letter.text("reason"), letter.text("next_steps")),
        official_code=ground.view.official_code,
    )
    return draw(refusal, ground.paper)


def _apology(ground: Ground, print_number: int) -> bytes:
    letter = _letter(ground, LetterKind.APOLOGY)
    relay = _relay(ground, letter)
    promised, new = letter.moment("promised_at"), letter.moment("due_at")
    if promised is None or new is None:
        raise NotAllowed(tr("The center's apology names no later date, so it cannot be printed."))
    number = letter.text("number")
    authority = ground.office.setting(settings.AUTHORITY)
    apology = Apology04(
        head=ground.head(print_number),
        issuer=Issuer(authority=authority, unit=relay.agency.upper(), number=number),
        relay=relay,
        applicant=party(ground.view.submitter, full_number=True),
        procedure=_request(ground),
        official_code=ground.view.official_code,
        received_at=from_iso(_received(ground)),
        promised_at=promised,
        new_return_at=new,
        reason=letter.text("reason"),
    )
    return render_apology_04(apology, ground.paper)


def _stop(ground: Ground, print_number: int) -> bytes:
    return render_stop_05(_stop_notice(ground, print_number), ground.paper)


def _stop_blocks(ground: Ground) -> tuple[TextBlock, ...]:
    labels = {
        stop_05.STATEMENT: tr("What is made known"),
        stop_05.NOTE: tr("Note"),
        stop_05.NOTICE: tr("Last sentence"),
    }
    return tuple(
        TextBlock(key=key, label=labels[key], text=ground.words.get(key, text), template=text)
        for key, text in stop_05.blocks_of(_stop_notice(ground, 1)).items()
    )


def _stop_notice(ground: Ground, print_number: int) -> Stop05:
    letter = _letter(ground, LetterKind.STOP)
    received = _received(ground)
    return Stop05(
        head=ground.head(print_number),
        issuer=_issuer(ground, letter),
        relay=_relay(ground, letter),
        applicant=party(ground.view.submitter, full_number=True),
        request=_request(ground),
        official_code=ground.view.official_code,
        stopped_at=letter.sent_at,
        received_at=from_iso(received) if received else None,
        asked=letter.text("asked"),
        asked_at=letter.moment("asked_at"),
        note=letter.text("note"),
        words=ground.words,
    )


def _control_why_not(ground: Ground) -> WhyNot | None:
    """Only papers that travel have a slip; what is filed online the system traces by itself."""
    if not any(paper.status.is_on_paper for paper in ground.view.papers):
        return WhyNot()
    if not ground.view.taken_at:
        return WhyNot(tr("Nothing was taken in or lodged yet."))
    return None


def _control(ground: Ground, print_number: int) -> bytes:
    view = ground.view
    slip = Control06(
        head=ground.head(print_number),
        issuer=_issuer(ground),
        official_code=view.official_code,
        agency=view.office or ground.office.setting(settings.RECEIVER),
        received_at=from_iso(view.taken_at),
        return_at=from_iso(view.due_at) if view.due_at else None,
        hops=tuple(_hop(ground, row) for row in ground.hand_overs),
    )
    return render_control_06(slip, ground.paper)


def _hop(ground: Ground, row: HandOverRow) -> Hop:
    """Name both sides of a hand-over; whether it was in time is the receiving side's to write."""
    here = ground.office.desk.identity.site_name
    if row.kind is HopKind.LEFT:
        return Hop(
            giver_unit=f"Bộ phận TN&TKQ ({here})",
            giver=row.clerk,
            taker_unit=_COURIER,
            taker=row.other_side,
            at=row.at,
        )
    if row.kind is HopKind.HANDED_OVER:
        return Hop(
            giver_unit=_COURIER,
            giver=row.courier,
            taker_unit=row.destination,
            taker=row.other_side,
            at=row.at,
        )
    return Hop(giver_unit=row.other_side, taker_unit=here, taker=row.clerk, at=row.at)


RECEIPT = DocumentSpec(
    key="receipt_01",
    say=lambda: tr("Receipt with return date (Mẫu 01)"),
    icon="file-check",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_receipt_why_not, residence=False),
    render=partial(_receipt, render_receipt_01),
)
CT04 = DocumentSpec(
    key="ct04",
    say=lambda: tr("Receipt with return date (CT04)"),
    icon="file-check",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_receipt_why_not, residence=True),
    render=partial(_receipt, render_ct04),
)
SUPPLEMENT = DocumentSpec(
    key="supplement_02",
    say=lambda: tr("Supplement request as sent (Mẫu 02)"),
    icon="list-checks",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_relayed_why_not, kind=LetterKind.SUPPLEMENT, residence=False),
    render=partial(_supplement, render_supplement_02),
)
CT05 = DocumentSpec(
    key="ct05",
    say=lambda: tr("Supplement request as sent (CT05)"),
    icon="list-checks",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_relayed_why_not, kind=LetterKind.SUPPLEMENT, residence=True),
    render=partial(_supplement, render_ct05),
)
REFUSAL = DocumentSpec(
    key="refusal_03",
    say=lambda: tr("Refusal as sent (Mẫu 03)"),
    icon="file-x",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_relayed_why_not, kind=LetterKind.REFUSAL, residence=False),
    render=partial(_refusal, render_refusal_03),
)
CT06 = DocumentSpec(
    key="ct06",
    say=lambda: tr("Refusal as sent (CT06)"),
    icon="file-x",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_relayed_why_not, kind=LetterKind.REFUSAL, residence=True),
    render=partial(_refusal, render_ct06),
)
APOLOGY = DocumentSpec(
    key="apology_04",
    say=lambda: tr("Apology with the new date, as sent (Mẫu 04)"),
    icon="calendar",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_relayed_why_not, kind=LetterKind.APOLOGY),
    render=_apology,
)
STOP = DocumentSpec(
    key="stop_05",
    say=lambda: tr("Stop notice as sent (Mẫu 05, our wording)"),
    icon="circle-x",
    role=PrinterRole.DOCUMENT,
    why_not=partial(_relayed_why_not, kind=LetterKind.STOP),
    render=_stop,
    blocks=_stop_blocks,
)
CONTROL = DocumentSpec(
    key="control_06",
    say=lambda: tr("Control slip that goes with the papers (Mẫu 06)"),
    icon="truck",
    role=PrinterRole.DOCUMENT,
    why_not=_control_why_not,
    render=_control,
)
OFFICIAL = (RECEIPT, CT04, SUPPLEMENT, CT05, REFUSAL, CT06, APOLOGY, STOP, CONTROL)
"""In the order of their numbers."""
