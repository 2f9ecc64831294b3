"""Exercises and exams as they stand: what may follow what, and which citizens come."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from agent_desk.domain.practice.spec import Scripted

EXAM_SIZE = 5


class RunKind(StrEnum):
    """One citizen to practice with, or an exam of five."""

    EXERCISE = "exercise"
    EXAM = "exam"


class RunState(StrEnum):
    """How far an exercise or exam is."""

    OPEN = "open"
    FINISHED = "finished"
    BROKEN_OFF = "broken_off"


class AttemptState(StrEnum):
    """How far one citizen is."""

    OPEN = "open"
    ENDED = "ended"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamResult:
    """What an exam says of one clerk and one procedure; kept in the practice store alone."""

    procedure: str
    clerk_id: str
    clerk_name: str
    passed: bool
    at: datetime


def draw_exam(
    citizens: Sequence[Scripted], seed: int, done_before: Collection[str] = ()
) -> tuple[Scripted, ...]:
    """Choose five different citizens for an exam, of different matters, the hardest last.

    Those not met before are preferred. Fewer than five come only if there are not more.
    """
    chance = random.Random(seed)  # noqa: S311
    order = list(citizens)
    chance.shuffle(order)
    order.sort(key=lambda one: one.id in done_before)
    chosen: list[Scripted] = []
    for wants_new_matter in (True, False):
        for one in order:
            matters = {known.right.procedures for known in chosen}
            is_known = one in chosen or (wants_new_matter and one.right.procedures in matters)
            if len(chosen) < EXAM_SIZE and not is_known:
                chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: (one.difficulty, one.id)))
