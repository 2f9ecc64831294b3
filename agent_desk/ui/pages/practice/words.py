"""Practice in words: rows of citizens, of past exercises, of a score sheet. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from agent_desk.clock import local
from agent_desk.domain.practice.examiner import Check, Verdict
from agent_desk.domain.practice.runs import AttemptState, RunKind, RunState
from agent_desk.domain.practice.spec import Difficulty, with_days
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.practice.state import Booth, Sheet
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from agent_desk.catalog.practice import PracticeSet
    from agent_desk.catalog.spec import Catalog
    from agent_desk.domain.practice.examiner import Finding
    from agent_desk.domain.practice.spec import Ask, Reply, Scripted
    from agent_desk.queries.practice import AttemptRow, RunRow

_SHORT = 90
_TICK = "✓ "


def say_difficulty(level: Difficulty) -> str:
    """Name how much of the trap is hidden."""
    return {
        Difficulty.EASY: tr("Easy"),
        Difficulty.USUAL: tr("Usual"),
        Difficulty.HARD: tr("Hard"),
    }[level]


def _say_verdict(verdict: Verdict) -> tuple[str, Tone]:
    return {
        Verdict.RIGHT: (tr("Right"), Tone.GOOD),
        Verdict.WRONG: (tr("Learn again"), Tone.WRONG),
        Verdict.NOT_DONE: (tr("Not done"), Tone.WAITING),
    }[verdict]


def kind_time(elapsed_ms: int) -> str:
    """Say how long it took, without hurry."""
    minutes = elapsed_ms // 60_000
    if minutes < 1:
        return tr("under a minute")
    return trn("{n} minute", "{n} minutes", minutes)


def person_rows(known: PracticeSet, today: date, passed: Collection[str]) -> tuple[ListRow, ...]:
    """List whom to practice with; the title of a script would betray its trap."""
    return tuple(
        ListRow(
            key=one.id,
            title=_shortened(with_days(one.opening, today)),
            subtitle=trn("up to {n} minute", "up to {n} minutes", one.minutes),
            pill=tr("Done well") if one.id in passed else say_difficulty(one.difficulty),
            tone=Tone.GOOD if one.id in passed else Tone.NEUTRAL,
            pill_last=True,
            action=tr("Practice"),
        )
        for one in known.citizens
    )


def _shortened(words: str) -> str:
    if len(words) <= _SHORT:
        return f"“{words}”"
    return f"“{words[:_SHORT].rsplit(' ', 1)[0]}…”"


def history_rows(runs: tuple[RunRow, ...], known: PracticeSet) -> tuple[ListRow, ...]:
    """List the exercises of one clerk, newest first."""
    return tuple(_history_row(run, known) for run in runs if run.state is not RunState.OPEN)


def _history_row(run: RunRow, known: PracticeSet) -> ListRow:
    pill, tone = tr("Broken off"), Tone.NEUTRAL
    if run.state is RunState.FINISHED:
        pill, tone = (
            (tr("Done well"), Tone.GOOD)
            if run.has_passed
            else (tr("Something to learn"), Tone.WAITING)
        )
    return ListRow(
        key=run.run_id,
        title=run_title(run, known),
        subtitle=f"{local(run.began_at):%H:%M, %d/%m/%Y}",
        pill=pill,
        tone=tone,
        pill_last=True,
    )


def run_title(run: RunRow, known: PracticeSet) -> str:
    """Name an exercise or exam that is over."""
    if run.kind is RunKind.EXAM:
        return trn("Exam with {n} citizen", "Exam with {n} citizens", len(run.citizens))
    return title_of(run.citizens[0], known) if run.citizens else tr("Exercise")


def title_of(citizen_id: str, known: PracticeSet) -> str:
    """Name a citizen once it is over; one whose script is gone by its id."""
    return next((one.title for one in known.citizens if one.id == citizen_id), citizen_id)


def going_words(run: RunRow) -> str:
    """Say that something waits to be gone on with, and how far it is."""
    ended = sum(one.state is AttemptState.ENDED for one in run.attempts)
    if run.kind is RunKind.EXAM:
        return tr(
            "An exam is not finished: {n} of {all} citizens were served. What you did is kept.",
            n=ended,
            all=len(run.citizens),
        )
    return tr("An exercise is not finished. What you did is kept.")


def place_words(run: RunRow, elapsed_ms: int) -> str:
    """Say which citizen of how many, and the time, kindly."""
    time = tr("{time} so far, no hurry", time=kind_time(elapsed_ms))
    if run.kind is not RunKind.EXAM:
        return time
    number = sum(one.state is AttemptState.ENDED for one in run.attempts) + 1
    return " · ".join((tr("Citizen {n} of {all}", n=number, all=len(run.citizens)), time))


def booth_of(
    scripted: Scripted, today: date, done: Collection[tuple[str, str]], turn: int = 0
) -> Booth:
    """Draw a citizen who has just come; ``done`` are kinds and ids of moves made before.

    Questions and replies stand in another order each ``turn``: no place betrays what is right.
    """

    def mixed(one: Ask | Reply) -> int:
        return crc32(f"{scripted.id} {turn} {one.id}".encode())

    def row(kind: str, key: str, title: str) -> ListRow:
        plain = ListRow(key=key, title=with_days(title, today))
        return ticked(plain) if (kind, key) in done else plain

    return Booth(
        name=scripted.visitor.name,
        look=scripted.look,
        says=with_days(scripted.opening, today),
        writes=scripted.writes,
        cards=tuple(row("card", one.id, one.name) for one in scripted.people if one.has_card),
        asks=tuple(row("asked", one.id, one.ask) for one in sorted(scripted.asks, key=mixed)),
        papers=tuple(row("paper", one.id, one.title) for one in scripted.carried),
        replies=tuple(row("said", one.id, one.say) for one in sorted(scripted.replies, key=mixed)),
    )


def ticked(row: ListRow) -> ListRow:
    """Mark a row as asked, said or handed over; once is enough."""
    if row.title.startswith(_TICK):
        return row
    return replace(row, title=f"{_TICK}{row.title}")


def sheet_of(run: RunRow, known: PracticeSet, catalog: Catalog) -> Sheet:
    """Draw the score of an exercise or exam; between two citizens of an exam only how far."""
    judged = [one for one in run.attempts if one.score is not None]
    if run.state is RunState.OPEN:
        return Sheet(
            title=tr("Thank you, this citizen has been served"),
            verdict=tr("{n} of {all} citizens were served.", n=len(judged), all=len(run.citizens)),
            tone=Tone.BRAND,
            run_id=run.run_id,
            next_words=tr("Next citizen, please"),
        )
    rows: list[ListRow] = []
    for tried in judged:
        if len(run.citizens) > 1:
            rows.append(_heading(tried, known))
        rows += finding_rows(tried, known, catalog, only_wrong=len(run.citizens) > 1)
    is_over = run.state is RunState.FINISHED
    verdict, tone = (
        (tr("Everything that matters was right."), Tone.GOOD)
        if run.has_passed
        else (tr("Some things are to be learned again; each row says what to do."), Tone.WAITING)
    )
    if not is_over:
        verdict, tone = tr("Broken off: what was served before is shown."), Tone.NEUTRAL
    return Sheet(
        title=run_title(run, known),
        verdict=verdict,
        tone=tone,
        story="\n".join(_trap(one, known) for one in judged if len(run.citizens) == 1),
        rows=tuple(rows),
        learn=learn_rows(judged, known),
        run_id=run.run_id,
        can_print=bool(judged),
    )


def _trap(tried: AttemptRow, known: PracticeSet) -> str:
    script = next((one for one in known.citizens if one.id == tried.citizen), None)
    return tr("What it was about: {words}", words=script.trap) if script is not None else ""


def _heading(tried: AttemptRow, known: PracticeSet) -> ListRow:
    passed = tried.score is not None and tried.score.passed
    return ListRow(
        key=f"citizen {tried.attempt_id}",
        title=title_of(tried.citizen, known),
        subtitle=kind_time(tried.elapsed_ms),
        pill=tr("Done well") if passed else tr("Something to learn"),
        tone=Tone.GOOD if passed else Tone.WAITING,
    )


def finding_rows(
    tried: AttemptRow, known: PracticeSet, catalog: Catalog, *, only_wrong: bool
) -> list[ListRow]:
    """List what was looked at, each with what to do and where that stands."""
    if tried.score is None:
        return []
    findings = tried.score.to_learn if only_wrong else tried.score.findings
    return [_finding_row(tried, one, known, catalog) for one in findings]


def _finding_row(
    tried: AttemptRow, finding: Finding, known: PracticeSet, catalog: Catalog
) -> ListRow:
    pill, tone = _say_verdict(finding.verdict)
    words = known.checks.get(finding.check)
    title = words.title if words is not None else finding.check.value
    subtitle = ""
    if finding.verdict is not Verdict.RIGHT:
        subtitle = " ".join(
            part
            for part in (
                about_words(tried, finding, known, catalog),
                what_to_do(tried, finding, known),
            )
            if part
        )
    return ListRow(
        key=f"{tried.attempt_id} {finding.check.value}",
        title=title,
        subtitle=subtitle,
        pill=pill,
        tone=tone,
    )


def what_to_do(tried: AttemptRow, finding: Finding, known: PracticeSet) -> str:
    """Say what is right to do and where it stands: of this citizen, else in general."""
    script = next((one for one in known.citizens if one.id == tried.citizen), None)
    words = known.checks.get(finding.check)
    if words is None:
        return ""
    advice = script.advice.get(finding.check.value, "") if script is not None else ""
    return f"{advice or words.do} ({words.source})"


def about_words(tried: AttemptRow, finding: Finding, known: PracticeSet, catalog: Catalog) -> str:
    """Name what was wrong: papers, questions, a procedure; empty where the check says it all."""
    script = next((one for one in known.citizens if one.id == tried.citizen), None)
    if script is None or not finding.about:
        return ""
    names = _names(script, catalog)
    if finding.check is Check.TIME:
        return tr("It took {time}.", time=kind_time(tried.elapsed_ms))
    found = [names[what] for what in finding.about if what in names]
    return f"{'; '.join(found)}." if found else ""


def _names(script: Scripted, catalog: Catalog) -> dict[str, str]:
    names = {one.id: f"“{one.ask}”" for one in script.asks}
    names |= {one.id: f"“{one.say}”" for one in script.replies}
    names |= {code: procedure.short_name for code, procedure in catalog.procedures.items()}
    for code in script.right.procedures:
        procedure = catalog.procedures[code]
        names |= {paper.id: paper.name for paper in procedure.papers}
        names |= {question.id: question.ask for question in procedure.questions}
    return names


def learn_rows(judged: list[AttemptRow], known: PracticeSet) -> tuple[ListRow, ...]:
    """List where to read again what was not right, each place once."""
    found: dict[str, ListRow] = {}
    for tried in judged:
        script = next((one for one in known.citizens if one.id == tried.citizen), None)
        if script is None or tried.score is None or not tried.score.to_learn:
            continue
        for learn in script.learn:
            key = f"{learn.kind} {learn.id}"
            found.setdefault(key, ListRow(key=key, title=learn.words, action=tr("Read")))
    return tuple(found.values())
