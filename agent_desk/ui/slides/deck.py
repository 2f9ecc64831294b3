"""The slides of one topic, made from its card; nothing personal can be on them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.catalog.curriculum import CardStep, CurriculumCard, Mistake, SlideWords


class SlideKind(StrEnum):
    """How a slide is laid out."""

    OPENING = "opening"
    STEP = "step"
    MISTAKES = "mistakes"
    PRACTICE = "practice"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What not to do, and what to do instead."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One screenful; ``say`` and ``do`` are only for the trainer's own screen."""

    kind: SlideKind
    heading: str
    lead: str = ""
    points: tuple[str, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    wrong: str = ""
    right: str = ""
    picture: str = ""
    foot: str = ""
    say: str = ""
    do: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The slides of one topic in one version; never empty."""

    topic: str
    version: str
    title: str
    slides: tuple[Slide, ...]

    @property
    def minutes(self) -> int:
        """How long the deck takes."""
        return sum(slide.minutes for slide in self.slides)


def deck_of(card: CurriculumCard, words: SlideWords, hotline: str) -> Deck:
    """Make the slides of a card."""
    slides = (
        _opening(card, words),
        *(_step(step) for step in card.steps),
        _mistakes(card.mistakes, words, card.closing_minutes),
        _practice(card, words),
        _home(card, words, hotline),
    )
    return Deck(topic=card.topic, version=card.version, title=card.title, slides=slides)


def _opening(card: CurriculumCard, words: SlideWords) -> Slide:
    return Slide(
        kind=SlideKind.OPENING,
        heading=card.title,
        lead=card.hook,
        points=(f"{words.today}: {card.aim[:1].lower()}{card.aim[1:]}",),
        picture=card.picture,
        say=card.opening_say,
        minutes=card.opening_minutes,
    )


def _step(step: CardStep) -> Slide:
    return Slide(
        kind=SlideKind.STEP,
        heading=step.title,
        points=step.points,
        picture=step.picture,
        say=step.say,
        do=step.do,
        minutes=step.minutes,
    )


def _mistakes(mistakes: tuple[Mistake, ...], words: SlideWords, minutes: int) -> Slide:
    return Slide(
        kind=SlideKind.MISTAKES,
        heading=words.mistakes,
        contrasts=tuple(Contrast(wrong=one.wrong, right=one.right) for one in mistakes),
        wrong=words.wrong,
        right=words.right,
        say="\n".join(
            f"{words.wrong}: {one.wrong}. {words.right}: {one.right}." for one in mistakes
        ),
        minutes=minutes - minutes // 2,
    )


def _practice(card: CurriculumCard, words: SlideWords) -> Slide:
    task = card.practice
    return Slide(
        kind=SlideKind.PRACTICE,
        heading=task.title,
        lead=words.minutes.format(minutes=task.minutes),
        points=task.lines,
        do="\n".join(task.lines),
        minutes=task.minutes,
    )


def _home(card: CurriculumCard, words: SlideWords, hotline: str) -> Slide:
    return Slide(
        kind=SlideKind.HOME,
        heading=card.home.title,
        points=card.home.lines,
        picture=card.picture,
        foot=words.help.format(hotline=hotline) if hotline else "",
        do="\n".join(card.home.lines),
        minutes=card.closing_minutes // 2,
    )
