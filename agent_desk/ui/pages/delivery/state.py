"""What the page of deliveries shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.rows import Choice, ListRow, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What was typed about where an item goes; ``place`` is the ward with its city."""

    receiver: str = ""
    phone: str = ""
    street: str = ""
    place: str = ""
    items: str = ""
    item_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPane:
    """A result that is to go by post: whose, who pays, where it goes."""

    key: str
    dossier_id: str
    title: str
    matter: str
    payer: str
    payer_tone: Tone
    number_hint: str
    typed: Address
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What was typed about one thing that happened to an item."""

    what: str = ""
    words: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPane:
    """One item: where it goes, how it stands, what happened, what may be written down now."""

    key: str
    delivery_id: str
    dossier_id: str
    title: str
    over: str
    state: str
    tone: Tone
    lines: tuple[str, ...]
    payer: str
    hint: str
    is_ready: bool
    acts: tuple[Choice, ...]
    history: tuple[Moment, ...]
    typed: Happened = field(default_factory=Happened)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryScreen:
    """The whole page; ``rows`` are what waits and what is under way, most urgent first."""

    rows: tuple[ListRow, ...] = ()
    pane: FormPane | ItemPane | None = None
    message: str = ""
    tone: Tone = Tone.GOOD
    pool: str = ""
    pool_tone: Tone = Tone.NEUTRAL
    claims: int = 0
    is_read: bool = False
    is_busy: bool = False
