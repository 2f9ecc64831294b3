"""One page as a strip of pages draws it, without Qt, so that presenters can make it."""

from __future__ import annotations

from dataclasses import dataclass

from agent_desk.i18n import tr
from agent_desk.ui.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCell:
    """One page in the strip; ``thumb`` is a JPEG, ``begins`` the paper that begins with it."""

    number: str
    thumb: bytes
    note: str
    tone: Tone = Tone.NEUTRAL
    is_left_out: bool = False
    begins: str = ""

    @property
    def spoken(self) -> str:
        """Give the page in words for a screen reader."""
        parts = (tr("Page {n}", n=self.number), self.begins, self.note)
        return ", ".join(part for part in parts if part)
