"""The body of a notice: what another program wrote, read without trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

LONG_TEXT = 2_000
"""The longest note a person may write."""


def text_of(body: Mapping[str, object], key: str, longest: int = 500) -> str:
    """Give a text, clean and not too long; empty if there is none."""
    value = body.get(key)
    return clean(value)[:longest] if isinstance(value, str) else ""
