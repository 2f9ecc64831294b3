"""The score sheet of an exercise or exam, on paper. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands.printing import PrintJob
from agent_desk.documents.score_sheet import (
    DOCUMENT,
    CheckLine,
    ScoreSheet,
    ServedCitizen,
    render_score_sheet,
)
from agent_desk.domain.practice.examiner import Verdict
from agent_desk.domain.practice.runs import RunKind
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.queries import practice as query
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from agent_desk.catalog.practice import PracticeSet
    from agent_desk.domain.practice.examiner import Finding
    from agent_desk.domain.practice.spec import Scripted
    from agent_desk.ids import IntentId
    from agent_desk.queries.practice import AttemptRow, RunRow
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_FOUND = {Verdict.RIGHT: "Đúng", Verdict.WRONG: "Học lại", Verdict.NOT_DONE: "Chưa làm"}
_DONE_WELL, _TO_LEARN = "làm tốt", "có điều cần học lại"
"""Printed paper is always Vietnamese."""


def print_score(office: Office, intent_id: IntentId, run_id: str, known: PracticeSet) -> Printed:
    """Record and draw the score of a run (store lane). Raises: DeskError."""
    head = office_head(office, DOCUMENT, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{DOCUMENT}:{run_id[-6:]}",
        template_version=head.template_version,
        render=partial(_draw, office, run_id, known),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.SECOND_ASKED,
        label="phieu",
    )
    return print_paper(office, intent_id, job)


def _draw(office: Office, run_id: str, known: PracticeSet, print_number: int) -> bytes:
    with office.desk.store.read() as connection:
        run = query.run(connection, run_id)
    if run is None:
        raise NotFound(tr("This exercise is not on this PC. Open the practice page again."))
    scripts = {one.id: one for one in known.citizens}
    judged = [one for one in run.attempts if one.score is not None]
    return render_score_sheet(
        ScoreSheet(
            head=office_head(office, DOCUMENT, print_number),
            clerk=run.clerk_name,
            exercise=_exercise(run),
            at=run.ended_at or run.began_at,
            result="Mọi điều quan trọng đều đúng." if run.has_passed else "Có điều cần học lại.",
            citizens=tuple(_citizen(one, scripts.get(one.citizen), known) for one in judged),
            learn=_learn(judged, scripts),
        )
    )


def _exercise(run: RunRow) -> str:
    if run.kind is RunKind.EXAM:
        return f"Kỳ thi với {len(run.citizens)} người dân"
    return "Tập với một người dân"


def _citizen(tried: AttemptRow, script: Scripted | None, known: PracticeSet) -> ServedCitizen:
    passed = tried.score is not None and tried.score.passed
    minutes = max(1, round(tried.elapsed_ms / 60_000))
    found = tried.score.findings if tried.score is not None else ()
    return ServedCitizen(
        title=script.title if script is not None else tried.citizen,
        result=_DONE_WELL if passed else _TO_LEARN,
        time=f"khoảng {minutes} phút",
        trap=script.trap if script is not None else "",
        lines=tuple(_line(one, script, known) for one in found),
    )


def _line(finding: Finding, script: Scripted | None, known: PracticeSet) -> CheckLine:
    words = known.checks.get(finding.check)
    title = words.title if words is not None else finding.check.value
    if finding.verdict is Verdict.RIGHT or words is None:
        return CheckLine(check=title, found=_FOUND[finding.verdict])
    advice = script.advice.get(finding.check.value, "") if script is not None else ""
    return CheckLine(
        check=title,
        found=_FOUND[finding.verdict],
        what_to_do=f"{advice or words.do} ({words.source})",
    )


def _learn(judged: list[AttemptRow], scripts: dict[str, Scripted]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for tried in judged:
        script = scripts.get(tried.citizen)
        if script is not None and tried.score is not None and tried.score.to_learn:
            found.update(dict.fromkeys(learn.words for learn in script.learn))
    return tuple(found)
