"""What a fact or a notice is called on the screen. No Qt."""

from __future__ import annotations

from agent_desk.domain.facts import FactKind
from agent_desk.i18n import tr
from agent_desk.ui.training_fact_words import say_training_fact
from agent_desk.wire import NoticeKind


def say_kind(kind: str) -> str:
    """Name a kind of fact or notice; an unknown kind, from a newer program, names itself."""
    known = _fact(kind) or _fact_on_the_way(kind) or say_training_fact(kind)
    return known or _notice(kind) or kind


def _fact(kind: str) -> str:
    return {
        FactKind.DESK_ENROLLED.value: tr("Desk enrolled"),
        FactKind.PRACTICE_BEGUN.value: tr("Practice desk begun"),
        FactKind.CLERK_EXAM_PASSED.value: tr("Practice exam passed"),
        FactKind.CLERK_ADDED.value: tr("Clerk added"),
        FactKind.VISIT_OPENED.value: tr("Citizen greeted"),
        FactKind.VISIT_CLOSED.value: tr("Visit ended"),
        FactKind.CITIZEN_RECORDED.value: tr("Citizen recorded"),
        FactKind.CONSENT_RECORDED.value: tr("Consent recorded"),
        FactKind.CONSENT_WITHDRAWN.value: tr("Consent withdrawn"),
        FactKind.DOSSIER_OPENED.value: tr("Dossier opened"),
        FactKind.CASE_ANSWERED.value: tr("Case answered"),
        FactKind.CASE_MOVED.value: tr("Case moved to the new catalog"),
        FactKind.FORM_FILLED.value: tr("Form filled in"),
        FactKind.FORM_MOVED.value: tr("Form moved to its new version"),
        FactKind.PAPER_RECORDED.value: tr("Paper looked at"),
        FactKind.BLOB_ATTACHED.value: tr("Scan attached"),
        FactKind.BLOB_DETACHED.value: tr("Scan removed"),
        FactKind.DOSSIER_ADVISED.value: tr("Told what to bring"),
        FactKind.DOSSIER_REOPENED.value: tr("Taken up again"),
        FactKind.DOSSIER_CONFIRMED.value: tr("A colleague looked at it"),
        FactKind.DOSSIER_FILED_ALONE.value: tr("No colleague could look at it"),
        FactKind.DOSSIER_WAITING.value: tr("Left to the citizen to file"),
        FactKind.DOSSIER_FILED_ON_PORTAL.value: tr("Filed on the portal by the citizen"),
        FactKind.DOSSIER_LODGED.value: tr("Lodged online"),
        FactKind.DOSSIER_TAKEN_IN.value: tr("Papers taken in"),
        FactKind.DOSSIER_SUPPLEMENTED.value: tr("Supplement sent"),
        FactKind.DOCUMENT_PRINTED.value: tr("Paper printed"),
        FactKind.PRINT_ANSWERED.value: tr("Clerk said what came of a print"),
        FactKind.NOTICE_APPLIED.value: tr("Notice of the center taken over"),
        FactKind.RESULT_RECEIVED.value: tr("Result arrived at the desk"),
        FactKind.RESULT_RETURNED.value: tr("Result returned"),
        FactKind.RESULT_NAMED.value: tr("Owner of a result taken down"),
        FactKind.RESULT_SHELVED.value: tr("Result put at another place"),
        FactKind.RESULT_SETTLED.value: tr("Result sent on or back"),
        FactKind.RETURN_CORRECTED.value: tr("Return corrected"),
        FactKind.CITIZEN_CALLED.value: tr("Citizen told"),
        FactKind.SUPPLEMENT_REPEATED.value: tr("Asked more than once: counts as late"),
    }.get(kind, "")


def _fact_on_the_way(kind: str) -> str:
    """Name what happens to papers, bags and clocks, and what follows."""
    return {
        FactKind.PAPER_COUNTED.value: tr("Papers counted together"),
        FactKind.PAPER_REDIRECTED.value: tr("Papers sent elsewhere"),
        FactKind.PAPER_CAME_BACK.value: tr("Papers came back"),
        FactKind.PAPER_ELSEWHERE.value: tr("Papers seen at another desk"),
        FactKind.MONEY_TAKEN.value: tr("State fee taken to pass on"),
        FactKind.MONEY_REMITTED.value: tr("State fee paid over"),
        FactKind.MONEY_RETURNED.value: tr("State fee given back"),
        FactKind.BAG_OPENED.value: tr("Bag opened"),
        FactKind.BAG_ITEM_ADDED.value: tr("Slip scanned with a bag"),
        FactKind.BAG_ITEM_REMOVED.value: tr("Taken out of the bag"),
        FactKind.BAG_SEALED.value: tr("Bag sealed"),
        FactKind.BAG_UNSEALED.value: tr("Sealed bag opened"),
        FactKind.BAG_LEFT.value: tr("Bag given to the courier"),
        FactKind.BAG_ARRIVED.value: tr("Bag has arrived"),
        FactKind.BAG_HANDED_OVER.value: tr("Handed over, minutes signed"),
        FactKind.BAG_RECEIVED.value: tr("Bag received and counted"),
        FactKind.DISPUTE_OPENED.value: tr("Put aside as disputed"),
        FactKind.DISPUTE_ANSWERED.value: tr("Words added to a disputed item"),
        FactKind.DISPUTE_CLOSED.value: tr("Disputed item clarified"),
        FactKind.APPOINTMENT_RECORDED.value: tr("Code and day of the authority kept"),
        FactKind.CITIZEN_TOLD.value: tr("Citizen told code and day"),
        FactKind.DELAY_EXPLAINED.value: tr("Reason of a delay given"),
        FactKind.PROMISE_MOVED.value: tr("Citizen told another day"),
        FactKind.TRIP_COUNTED.value: tr("Citizen had to come again"),
        FactKind.TRIP_EXPLAINED.value: tr("Why the citizen came again"),
        FactKind.FINDING_ANSWERED.value: tr("Question of the center answered"),
        FactKind.DAY_CLOSED.value: tr("Day closed"),
        FactKind.PRACTICE_STARTED.value: tr("Exercise begun"),
        FactKind.PRACTICE_JUDGED.value: tr("Exercise with a citizen judged"),
        FactKind.PRACTICE_ENDED.value: tr("Exercise ended"),
        FactKind.ASSIST_OPENED.value: tr("Account help begun"),
        FactKind.ASSIST_RECORDED.value: tr("Account help ended"),
        FactKind.FOLLOW_UP_OPENED.value: tr("Follow-up arranged"),
        FactKind.FOLLOW_UP_CLOSED.value: tr("Follow-up done"),
        FactKind.DELIVERY_PREPARED.value: tr("Label for the post made"),
        FactKind.DELIVERY_CANCELED.value: tr("Label given up"),
        FactKind.DELIVERY_SENT.value: tr("Handed to the post"),
        FactKind.DELIVERY_TRACKED.value: tr("The post reports"),
        FactKind.DELIVERY_INVITED.value: tr("Citizen invited to fetch the item"),
        FactKind.DELIVERY_ENDED.value: tr("Delivery ended"),
        FactKind.OUTAGE_SLIP_ENTERED.value: tr("Entered from a slip of the outage"),
        FactKind.EDIT_DECIDED.value: tr("Proposal of another desk decided"),
        FactKind.DESK_CLOCK_MEASURED.value: tr("Clock compared with the center"),
    }.get(kind, "")


def _notice(kind: str) -> str:
    return {
        NoticeKind.CODE_ISSUED.value: tr("Accepted, official code issued"),
        NoticeKind.STATUS_CHANGED.value: tr("Status changed"),
        NoticeKind.SUPPLEMENT_REQUESTED.value: tr("Supplement asked for"),
        NoticeKind.RESULT_READY.value: tr("Result is out"),
        NoticeKind.REFUSED.value: tr("Refused by the authority"),
        NoticeKind.APOLOGIZED.value: tr("Apology with a later date"),
        NoticeKind.STOPPED.value: tr("Processing stopped"),
        NoticeKind.RETURNED_ELSEWHERE.value: tr("Returned by another desk"),
        NoticeKind.RETURN_DISPUTED.value: tr("Recorded as returned at two places"),
        NoticeKind.SUPPLEMENT_TWICE.value: tr("The same request answered at two places"),
        NoticeKind.SUPPLEMENT_ELSEWHERE.value: tr("Supplement taken at another desk"),
        NoticeKind.BAG_ANNOUNCED.value: tr("A bag is announced"),
        NoticeKind.BAG_DISPUTED.value: tr("Two desks say different things of a bag"),
        NoticeKind.PAPER_SEEN.value: tr("Papers seen at another desk"),
        NoticeKind.FINDING_OPENED.value: tr("The center asks about a delay"),
        NoticeKind.FINDING_CHECKED.value: tr("The program was looked at for a fault"),
        NoticeKind.FINDING_CLOSED.value: tr("The center closed its question about a delay"),
        NoticeKind.FACT_DISPUTED.value: tr("The center doubts an entry"),
    }.get(kind, "")
