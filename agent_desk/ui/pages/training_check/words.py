"""Checks in words: who was asked, how far the group is, what to teach again. No Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.checks import TaskKind
from agent_desk.domain.skill_check import (
    Cell,
    Confidence,
    Level,
    Phase,
    matrix,
    say_level,
    teach_again,
)
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.training_check.state import Asked
from agent_desk.ui.rows import ListRow
from agent_desk.ui.table_rows import Table, TableCell, TableRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent_desk.catalog.checks import CheckTask, SkillCheck
    from agent_desk.domain.skill_check import Answers, MatrixRow, Sitting
    from agent_desk.queries.skill_checks import KeptCheck
    from agent_desk.queries.training import SessionRow
    from agent_desk.queries.training_register import LearnerRow

PAPER = "#"
_TONES = {Level.SAW: Tone.WRONG, Level.WITH_HELP: Tone.WAITING, Level.ALONE: Tone.GOOD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was read of one session about one topic."""

    session: SessionRow
    people: tuple[LearnerRow, ...]
    check: SkillCheck
    kept: tuple[KeptCheck, ...]
    titles: Mapping[str, str]
    last_paper: int

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """The checks themselves."""
        return tuple(one.sitting for one in self.kept)

    def kept_of(self, who: str, phase: Phase) -> KeptCheck | None:
        """Give the newest check of a person in a phase; None if there is none."""
        same = (k for k in reversed(self.kept) if (k.sitting.who, k.sitting.phase) == (who, phase))
        return next(same, None)


def say_paper(number: int) -> str:
    """Name a paper without a name."""
    return tr("Sheet no. {n}", n=number)


def people_rows(group: Group, phase: Phase) -> tuple[ListRow, ...]:
    """Give everybody on the list, then the papers without a name; who is not asked comes first."""
    asked = {(one.who, one.phase) for one in group.sittings}
    rows = [_person_row(asked, one.name, one.learner_id, phase) for one in group.people]
    rows.sort(key=is_asked)
    papers = sorted({one.paper_number for one in group.sittings if one.paper_number})
    rows += [_person_row(asked, say_paper(n), f"{PAPER}{n}", phase) for n in papers]
    return tuple(rows)


def _person_row(asked: set[tuple[str, Phase]], name: str, who: str, phase: Phase) -> ListRow:
    other = Phase.AFTER if phase is Phase.BEFORE else Phase.BEFORE
    now = (who, phase) in asked
    told = [tr("asked") if now else tr("not asked yet")]
    if (who, other) in asked:
        told.append(tr("asked before") if other is Phase.BEFORE else tr("asked after"))
    return ListRow(
        key=who,
        title=name,
        subtitle=" · ".join(told),
        tile="icon:circle-check" if now else "icon:circle",
        tone=Tone.GOOD if now else Tone.NEUTRAL,
    )


def is_asked(row: ListRow) -> bool:
    """Say whether the person of a row was asked in this phase."""
    return row.tone is Tone.GOOD


def table_of(group: Group) -> Table:
    """Put everybody and every task side by side, before and after in one cell."""
    names = {one.learner_id: one.name for one in group.people}
    rows = matrix(group.check.task_ids, group.sittings)
    return Table(
        head=tr("Who"),
        columns=tuple(task.short for task in group.check.tasks),
        rows=tuple(
            TableRow(
                key=row.learner_id or f"{PAPER}{row.paper_number}",
                title=_name(row, names),
                cells=tuple(_cell(cell) for cell in row.cells),
            )
            for row in rows
        ),
    )


def _name(row: MatrixRow, names: Mapping[str, str]) -> str:
    if row.paper_number:
        return say_paper(row.paper_number)
    return names.get(row.learner_id) or tr("No longer on the list")


def _cell(cell: Cell) -> TableCell:
    now = cell.after or cell.before
    if now is None:
        return TableCell(text="–", spoken=say_level(None))
    text = _short(now)
    if cell.after is None:
        spoken = tr("before {level}", level=say_level(cell.before))
        return TableCell(text=text, tone=_TONES[now], spoken=spoken)
    spoken = tr("after {level}", level=say_level(now))
    if cell.before is not None:
        before = say_level(cell.before)
        spoken = tr("before {before}, after {after}", before=before, after=say_level(now))
        if cell.is_better:
            text = "▲ " + text
    return TableCell(text=text, tone=_TONES[now], spoken=spoken)


def _short(level: Level) -> str:
    """Name a level in a narrow cell."""
    return {
        Level.SAW: tr("Saw it"),
        Level.WITH_HELP: tr("Helped"),
        Level.ALONE: tr("Alone"),
    }[level]


def again_rows(group: Group, phase: Phase) -> tuple[ListRow, ...]:
    """Give what to teach again, the most needed first, with the card and the step that teach it."""
    tasks = {task.id: task for task in group.check.tasks}
    rows = []
    for lack in teach_again(group.check.task_ids, group.sittings, phase):
        task = tasks[lack.task_id]
        count = tr("{n} of {asked} not alone yet", n=lack.not_alone, asked=lack.asked)
        card = tr("card “{title}”", title=group.titles.get(task.card, task.card))
        rows.append(
            ListRow(
                key=task.card,
                title=task.short,
                subtitle=f"{count} · {card}",
                pill=tr("Whole group") if lack.is_for_all else tr("Some"),
                tone=Tone.WAITING if lack.is_for_all else Tone.NEUTRAL,
                action=tr("Teach"),
            )
        )
    return tuple(rows)


def say_feelings(group: Group, phase: Phase) -> str:
    """Say how many feel calm about it, worry a little, worry a lot; empty if nobody was asked."""
    found = Counter(
        min(sitting.answers.feelings.values())
        for sitting in group.sittings
        if sitting.phase is phase and sitting.answers.feelings
    )
    if not found:
        return ""
    return tr(
        "Confidence: {calm} calm · {unsure} a little worried · {worried} very worried",
        calm=found[Confidence.CALM],
        unsure=found[Confidence.UNSURE],
        worried=found[Confidence.WORRIED],
    )


def questions_of(check: SkillCheck, kept: Answers | None) -> tuple[Asked, ...]:
    """Give the questions of a check in their order, with what was answered before."""
    levels = kept.levels if kept else {}
    feelings = kept.feelings if kept else {}
    tasks = [
        Asked(
            id=task.id,
            text=task.ask,
            say=_aloud(task.say, texts_of(task)) if task.kind is TaskKind.CHOOSE else task.say,
            options=texts_of(task),
            chosen=_place(levels.get(task.id), [option.level for option in task.options]),
        )
        for task in check.tasks
    ]
    values = [option.value for option in check.feeling_options]
    texts = tuple(option.text for option in check.feeling_options)
    questions = [
        Asked(
            id=one.id,
            text=one.ask,
            say=_aloud(one.ask, texts),
            options=texts,
            is_feeling=True,
            chosen=_place(feelings.get(one.id), values),
        )
        for one in check.feelings
    ]
    return (*tasks, *questions)


def texts_of(task: CheckTask) -> tuple[str, ...]:
    """Give the answers of a task as they are read."""
    return tuple(option.text for option in task.options)


def _aloud(question: str, options: tuple[str, ...]) -> str:
    """Give what is read aloud where the answers belong to the question."""
    return " ".join((question, *(f"{n}: {text}." for n, text in enumerate(options, 1))))


def _place(value: object, among: Sequence[object]) -> int:
    return among.index(value) + 1 if value in among else 0


def say_count(answered: int, of: int) -> str:
    """Say how far an entry is."""
    return tr("{n} of {of} answered", n=answered, of=of)


def say_sheets(count: int) -> str:
    """Say how many sheets came."""
    return trn("{n} sheet", "{n} sheets", count)
