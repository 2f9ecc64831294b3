"""Reads what an attempt recorded: how it ended, who agreed when, which papers stand how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.facts import FactKind
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.practice.evidence import MoveKind
from agent_desk.domain.practice.spec import Ending, WantedPaper

if TYPE_CHECKING:
    from agent_desk.domain.practice.evidence import Evidence, PaperSeen

WHERE_SLIP = "where_slip"

_BY_KIND = {
    FactKind.DOSSIER_LODGED.value: Ending.LODGED,
    FactKind.DOSSIER_FILED_ON_PORTAL.value: Ending.PORTAL,
    FactKind.DOSSIER_TAKEN_IN.value: Ending.TAKEN_IN,
    FactKind.DOSSIER_WAITING.value: Ending.WAITING,
    FactKind.DOSSIER_ADVISED.value: Ending.HOME,
    FactKind.ASSIST_RECORDED.value: Ending.HELPED,
    FactKind.RESULT_RETURNED.value: Ending.RETURNED,
}
_DATA = (
    FactKind.DOSSIER_OPENED.value,
    FactKind.CASE_ANSWERED.value,
    FactKind.FORM_FILLED.value,
    FactKind.PAPER_RECORDED.value,
    FactKind.BLOB_ATTACHED.value,
)


def endings(evidence: Evidence) -> tuple[tuple[Ending, str], ...]:
    """Give how things ended and about what: a dossier, a procedure's code, an assist.

    Of each dossier the last ending counts. Without any, words said count as spoken.
    """
    found: dict[tuple[str, str], tuple[Ending, str]] = {}
    for fact in evidence.facts:
        ending = _BY_KIND.get(fact.kind)
        if ending is not None:
            found[("subject", fact.subject_id)] = (ending, fact.subject_id)
        elif fact.kind == FactKind.DOSSIER_REOPENED.value:
            found.pop(("subject", fact.subject_id), None)
        elif fact.kind == FactKind.DOCUMENT_PRINTED.value:
            document, _, code = str(fact.body.get("document", "")).partition(":")
            if document == WHERE_SLIP:
                found[("where", code)] = (Ending.ELSEWHERE, code)
    if not found and any(move.kind is MoveKind.SAID for move in evidence.moves):
        return ((Ending.SPOKEN, ""),)
    return tuple(found.values())


def first_consent(evidence: Evidence) -> int | None:
    """Give when the citizen first agreed to the filing, as a number of the ledger."""
    return next(
        (
            fact.seq
            for fact in evidence.facts
            if fact.kind == FactKind.CONSENT_RECORDED.value
            and fact.body.get("purpose") == "filing"
            and bool(fact.body.get("given"))
        ),
        None,
    )


def first_data(evidence: Evidence) -> int | None:
    """Give when something of the citizen's matter was first written down."""
    return next((fact.seq for fact in evidence.facts if fact.kind in _DATA), None)


def helps(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """Give card and reason of every account help that ended."""
    return tuple(
        (str(fact.body.get("card", "")), str(fact.body.get("reason_code", "")))
        for fact in evidence.facts
        if fact.kind == FactKind.ASSIST_RECORDED.value
    )


def printed(evidence: Evidence) -> tuple[str, ...]:
    """Give what was printed, without codes behind a colon."""
    return tuple(
        str(fact.body.get("document", "")).partition(":")[0]
        for fact in evidence.facts
        if fact.kind == FactKind.DOCUMENT_PRINTED.value
    )


def gave_away(evidence: Evidence) -> bool:
    """Say whether the result that was laid out went out of the hand."""
    return any(
        fact.kind == FactKind.RESULT_RETURNED.value and fact.subject_id == evidence.kept
        for fact in evidence.facts
    )


def stands_as(paper: PaperSeen | None, wanted: WantedPaper) -> bool:
    """Say whether a paper stands as it should; one that is not asked for at all is left out."""
    status = PaperStatus(paper.status) if paper is not None else PaperStatus.UNSEEN
    if wanted is WantedPaper.LEFT_OUT:
        return not (status.is_on_paper or status is PaperStatus.SCAN)
    if wanted is WantedPaper.MISSING:
        return paper is not None and not status.is_settled
    lacks_scan = status is PaperStatus.SCAN and paper is not None and paper.scans == 0
    is_there = status.is_on_paper or status in (PaperStatus.SCAN, PaperStatus.DATA)
    return is_there and not lacks_scan
