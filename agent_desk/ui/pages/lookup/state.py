"""What the page of other desks' dossiers shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.domain.elsewhere import EditField, Purpose
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.rows import Choice, ListRow, Moment, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTyped:
    """What was typed about a correction; it stays until it is sent, whatever the lease does."""

    field: str = EditField.PHONE.value
    value: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpScreen:
    """``found`` is the reference that is shown; ``chosen`` a proposal that is being decided."""

    purposes: tuple[Choice, ...] = ()
    purpose: str = Purpose.CITIZEN_ASKS.value
    found: str = ""
    title: str = ""
    as_of: str = ""
    as_of_tone: Tone = Tone.NEUTRAL
    pairs: tuple[Pair, ...] = ()
    history: tuple[Moment, ...] = ()
    fields: tuple[Choice, ...] = ()
    lease: str = ""
    owner: str = ""
    can_return: bool = False
    rows: tuple[ListRow, ...] = ()
    chosen: str = ""
    chosen_words: str = ""
    typed: EditTyped = EditTyped()
    key: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    tone: Tone = Tone.GOOD
    is_busy: bool = False
