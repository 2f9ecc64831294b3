"""The topics that are taught, by name. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import installed_curriculum

if TYPE_CHECKING:
    from datetime import date


def topic_titles(day: date) -> dict[str, str]:
    """Name the topics of a day in their order (store or work lane: reads files once)."""
    return {card.topic: card.title for card in installed_curriculum().on(day)}
