"""The JSON that ``agent-desk find`` and ``agent-desk guide`` give: a contract, see the README."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent_desk.catalog.competence import NOWHERE, Whereabouts
from agent_desk.catalog.guide import evaluate, questions_of
from agent_desk.catalog.wards import Wards
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from agent_desk.catalog.competence import Office
    from agent_desk.catalog.find import Finder
    from agent_desk.catalog.guide import CaseOutcome, CasePaper
    from agent_desk.catalog.spec import Catalog

MAX_LINE = 100_000
"""Longer lines of a batch are cut (a sentence) or refused (a case)."""


def find_json(finder: Finder, text: str, limit: int = 5) -> list[dict[str, object]]:
    """Give the ranked procedures for one sentence, best first; empty if nothing fits."""
    return [
        {"code": match.code, "name": match.name, "score": match.score, "why": match.why}
        for match in finder.find(text, limit)
    ]


def find_lines(finder: Finder, lines: Iterable[str], limit: int = 5) -> Iterator[str]:
    """Answer each line (one sentence) with one line: a JSON list."""
    for line in lines:
        yield _dump(find_json(finder, line[:MAX_LINE].rstrip("\r\n"), limit))


def questions_json(catalog: Catalog, code: str, *, on: date) -> dict[str, object]:
    """Give the questions that a procedure asks on this day, the common ones included.

    Raises: NotFound.
    """
    procedure = catalog.procedure(code)
    return {
        "code": procedure.code,
        "name": procedure.name,
        "questions": [
            {
                "id": question.id,
                "ask": question.ask,
                "answers": [{"key": a.key, "label": a.label} for a in question.answers],
                "why": question.why,
            }
            for question in questions_of(procedure, catalog)
            if question.valid.covers(on)
        ],
    }


def guide_json(
    catalog: Catalog,
    code: str,
    answers: Mapping[str, str] | None,
    *,
    on: date,
    places: Whereabouts = NOWHERE,
) -> dict[str, object]:
    """Give the questions (no answers) or what the answers, and the places, decide.

    Raises: NotFound, InvalidInput.
    """
    if answers is None:
        return questions_json(catalog, code, on=on)
    return outcome_json(evaluate(catalog, code, answers, on=on, places=places))


def outcome_json(outcome: CaseOutcome) -> dict[str, object]:
    """Write what a case decides; null means not confirmed, never 0."""
    left = outcome.exit
    return {
        "exit": left and {"kind": left.kind, "code": left.code, "text": left.text},
        "papers": [_paper_json(paper) for paper in outcome.papers],
        "channels": [channel.value for channel in outcome.channels],
        "office": outcome.office,
        "fee_vnd": outcome.fee_vnd,
        "working_days": outcome.working_days,
        **_more(outcome),
    }


def guide_lines(catalog: Catalog, lines: Iterable[str], *, on: date) -> Iterator[str]:
    """Answer each line ``{"code", "answers"}`` with one line of JSON.

    A line may have ``"places"`` as well: ``{place id: ward code, or null where there is none}``.
    A line that cannot be answered gives ``{"error": …}`` in its place, and the next goes on.
    """
    wards = Wards()
    for line in lines:
        try:
            yield _dump(_answer_line(catalog, line, on, wards))
        except DeskError as error:
            yield _dump({"error": error.message})


def read_answers(value: object) -> dict[str, str]:
    """Check that JSON is ``{question id: answer key}``. Raises: InvalidInput."""
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise InvalidInput(tr("The answers must be a JSON object of question ids and answer keys."))
    return {str(key): str(answer) for key, answer in value.items()}


def read_places(value: object, wards: Wards) -> Whereabouts:
    """Check that JSON is ``{place id: ward code or null}``. Raises: InvalidInput, NotFound."""
    if not isinstance(value, dict):
        raise InvalidInput(tr("The places must be a JSON object of place ids and ward codes."))
    return Whereabouts(
        wards={str(k): None if v is None else wards.by_code(str(v)) for k, v in value.items()}
    )


def _answer_line(catalog: Catalog, line: str, on: date, wards: Wards) -> dict[str, object]:
    refusal = tr("Each line must be a JSON object with the keys code and answers.")
    if len(line) > MAX_LINE:
        raise InvalidInput(refusal)
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidInput(refusal) from None
    if not isinstance(asked, dict) or not isinstance(asked.get("code"), str):
        raise InvalidInput(refusal)
    answers = asked.get("answers")
    checked = None if answers is None else read_answers(answers)
    places = read_places(asked.get("places", {}), wards)
    return guide_json(catalog, asked["code"], checked, on=on, places=places)


def _paper_json(paper: CasePaper) -> dict[str, object]:
    data = paper.database
    return {
        "id": paper.id,
        "name": paper.name,
        "need": paper.need.value,
        "kind": paper.kind.value,
        "copies": paper.copies.value,
        "note": paper.note,
        "obtainable_from": paper.obtainable_from,
        "replaced_by_data": paper.replaced_by_data,
        "database": data and {"id": data.id, "name": data.name, "confidence": data.confidence},
        "bring_if_you_have": paper.bring_if_you_have,
    }


def _office_json(office: Office) -> dict[str, object]:
    return {
        "name": office.name,
        "level": office.level.value,
        "ward_code": office.ward_code,
        "is_in_hanoi": office.is_in_hanoi,
        "place": office.place_id,
        "questions": [{"id": place.id, "ask": place.ask} for place in office.questions],
        "notes": list(office.notes),
        "confidence": office.confidence.value,
    }


def _more(outcome: CaseOutcome) -> dict[str, object]:
    until, proposed = outcome.fee_waiver_until, outcome.proposed_channel
    return {
        "code": outcome.code,
        "name": outcome.name,
        "proposed_channel": proposed.value if proposed else None,
        "channel_reason": outcome.channel_reason,
        "office_detail": _office_json(outcome.competence),
        "result": outcome.result,
        "fee_unit": outcome.fee_unit,
        "fee_note": outcome.fee_note,
        "fee_waiver_until": until.isoformat() if until else None,
        "fee_waiver_in_force": outcome.fee_waiver_in_force,
        "time_rule": outcome.time_rule,
        "confidence": outcome.confidence.value,
        "missing_questions": list(outcome.missing_questions),
        "advice": [item.text for item in outcome.advice],
        "warnings": list(outcome.warnings),
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
