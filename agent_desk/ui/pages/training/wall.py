"""What everybody in the room may see: first names, seats, the topic; never more. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.domain.training.learners import Standing, screen_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.queries.training_register import LearnerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WallName:
    """One first name and whether they came."""

    name: str
    has_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WallList:
    """The list on the shared screen."""

    title: str
    when: str
    names: tuple[WallName, ...]
    note: str


def names_for_all(rows: Sequence[LearnerRow]) -> tuple[WallName, ...]:
    """Give first names only; two of one name are told apart by a number."""
    shown = screen_names(tuple(row.name for row in rows))
    return tuple(
        WallName(name=name, has_come=row.standing is Standing.ATTENDED)
        for name, row in zip(shown, rows, strict=True)
        if row.standing is not Standing.ABSENT
    )
