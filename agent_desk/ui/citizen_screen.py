"""What the clerk shows the citizen on the second screen, as values. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.ui.rows import Choice, Pair


class PushKind(StrEnum):
    """What is shown, and so what an answer means."""

    QUESTION = "question"
    CHECK = "check"
    CONSENT = "consent"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """One screenful; an empty text takes no room. Identity numbers come here masked.

    ``number`` counts the pushes: the same content pushed again starts anew. ``about`` is what an
    answer answers. ``digits`` is drawn as a QR code; ``sign_text`` asks for strokes under it.
    """

    number: int
    kind: PushKind
    site: str
    desk: str
    heading: str
    subheading: str = ""
    about: str = ""
    pairs: tuple[Pair, ...] = ()
    choices: tuple[Choice, ...] = ()
    banner: str = ""
    sign_text: str = ""
    digits: str = ""
    note: str = ""
    no: str = ""
    yes: str = ""
