"""What was said and typed during the joint count of a paper case. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.domain.signature import SignedText

ON_PAPER, ON_SCREEN = "paper", "screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountDraft:
    """What was said and typed while counting; it is counted anew after a restart, on purpose."""

    typed: Mapping[str, str] = field(default_factory=dict)
    is_sealed: bool = False
    signs: str = ON_PAPER
    signatures: Mapping[str, SignedText] = field(default_factory=dict)
