"""A card in the trainer's words, and the notes of a slide. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.accounts import Trust
from agent_desk.clock import local
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.teaching.state import CardView, Notes, Passage
from agent_desk.ui.rows import ListRow
from agent_desk.ui.slides.show import Stage
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.catalog.curriculum import Curriculum, CurriculumCard, Skill
    from agent_desk.catalog.spec import PackProblem
    from agent_desk.ui.slides.show import Show


def topic_row(number: int, card: CurriculumCard, *, is_wanted: bool) -> ListRow:
    """Show a topic in the list; ``is_wanted`` is one that the class is about."""
    pill = tr("this class") if is_wanted else ""
    return ListRow(key=card.topic, lead=f"{number}.", title=card.title, pill=pill, tone=Tone.BRAND)


def card_view(card: CurriculumCard, held: Curriculum) -> CardView:
    """Write a card out for the trainer."""
    minutes = trn("{n} minute", "{n} minutes", card.minutes)
    return CardView(
        topic=card.topic,
        title=card.title,
        about=" · ".join((minutes, _say_trust(card.confidence), card.version)),
        hook=card.hook,
        pictures=card.pictures,
        passages=(
            Passage(title=tr("Aim"), lines=(card.aim,)),
            Passage(title=tr("Begin"), lines=(card.opening_say,)),
            *_steps(card),
            Passage(title=tr("Common mistakes"), lines=_mistakes(card)),
            _practice(card),
            Passage(title=tr("At home"), lines=card.home.lines),
            Passage(title=tr("In five minutes, at the counter"), lines=_short(card)),
            Passage(title=tr("Skills of the national framework"), lines=_skills(card, held)),
            Passage(title=tr("Sources"), lines=tuple(source.text for source in card.sources)),
        ),
    )


def _steps(card: CurriculumCard) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            title=_timed(f"{number}. {step.title}", step.minutes),
            lines=(
                tr("On the slide: {points}", points="; ".join(step.points)),
                tr("Say: {words}", words=step.say),
                tr("Learners do: {words}", words=step.do),
            ),
        )
        for number, step in enumerate(card.steps, 1)
    )


def _timed(title: str, minutes: int) -> str:
    return f"{title} · {trn('{n} minute', '{n} minutes', minutes)}"


def _mistakes(card: CurriculumCard) -> tuple[str, ...]:
    return tuple(
        tr("Not: {wrong}. Rather: {right}.", wrong=one.wrong, right=one.right)
        for one in card.mistakes
    )


def _practice(card: CurriculumCard) -> Passage:
    task = card.practice
    lines = tuple(f"{number}. {line}" for number, line in enumerate(task.lines, 1))
    return Passage(title=_timed(task.title, task.minutes), lines=lines)


def _short(card: CurriculumCard) -> tuple[str, ...]:
    points = tuple(f"{number}. {line}" for number, line in enumerate(card.short.points, 1))
    say = tr("Say: {words}", words=card.short.say)
    return (*points, say, tr("Learners do: {words}", words=card.short.do))


def _skills(card: CurriculumCard, held: Curriculum) -> tuple[str, ...]:
    wanted = {skill.code: skill for skill in held.skills}
    return tuple(_skill(wanted[code]) for code in card.skills if code in wanted)


def _skill(skill: Skill) -> str:
    name = f"{skill.code} {skill.name}"
    return name if skill.is_confirmed else tr("{name} (number not confirmed)", name=name)


def _say_trust(trust: Trust) -> str:
    return {
        Trust.HIGH: tr("facts confirmed"),
        Trust.MEDIUM: tr("partly from experience"),
    }[trust]


def say_problem(problem: PackProblem) -> str:
    """Tell that a card cannot be used, where it is broken, and that the others work."""
    return tr(
        "A teaching card cannot be used: {file}, line {line}: {reason}. The others work.",
        file=problem.file,
        line=problem.line,
        reason=problem.reason,
    )


def notes_of(show: Show, now: datetime) -> Notes:
    """Write what the trainer sees beside the slide."""
    slide, seconds = show.slide, show.elapsed_s(now)
    hint, tone = _say_stage(show)
    gone = f"{seconds // 60}:{seconds % 60:02d}"
    return Notes(
        place=tr("Slide {place}", place=show.place),
        say=slide.say,
        do=slide.do,
        clock=f"{local(now):%H:%M}",
        elapsed=tr("{time} gone", time=gone),
        planned=trn(
            "{n} minute planned up to here", "{n} minutes planned up to here", show.planned_minutes
        ),
        hint=hint,
        tone=tone,
    )


def _say_stage(show: Show) -> tuple[str, Tone]:
    if show.stage is Stage.LOST:
        return (
            tr("The projector is gone. The place is kept: plug it in again and it goes on."),
            Tone.WRONG,
        )
    if show.is_black:
        return tr("The class sees a black screen. B shows the slide again."), Tone.WAITING
    if show.stage is Stage.PROJECTOR:
        return tr("The class sees this slide on the second screen."), Tone.GOOD
    if show.stage is Stage.OWN_SCREEN:
        return tr("The slide fills this screen. Esc comes back here."), Tone.GOOD
    return (
        tr("No second screen was found. F5 fills this screen with the slide."),
        Tone.WAITING,
    )
