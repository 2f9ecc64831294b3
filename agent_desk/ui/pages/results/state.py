"""What the page of results shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.rows import Choice, ListRow


class Part(StrEnum):
    """What stands in the right column."""

    HINT = "hint"
    ARRIVE = "arrive"
    TELL = "tell"
    RETURN = "return"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence and what it means."""

    text: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivePane:
    """Scan mode: the last result that was taken in, its place in large letters."""

    key: str
    place: str = ""
    whose: str = ""
    said: Said = field(default_factory=Said)
    error: str = ""
    result_id: str = ""
    dossier_id: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TellTyped:
    """What was chosen and typed about one try to tell a citizen."""

    outcome: str = ""
    call_at: str = ""
    come_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPane:
    """A call: whom, on which number, what to say, what came of it.

    ``lines`` are the authority's words, one defect or reason each; ``clocks`` both due dates.
    """

    key: str
    dossier_id: str
    result_id: str
    about: str
    name: str
    matter: str
    phone: str
    warning: str = ""
    lines: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    script: tuple[str, ...] = ()
    script_note: str = ""
    text_message: str = ""
    before: str = ""
    outcomes: tuple[Choice, ...] = ()
    typed: TellTyped = field(default_factory=TellTyped)
    errors: Mapping[str, str] = field(default_factory=dict)
    follow: str = ""
    can_print: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTyped:
    """What the clerk typed; ``items`` and ``taken_back`` have one thing per line."""

    right: str = "owner"
    number: str = ""
    seen_by: str = "typed"
    name: str = ""
    paper: str = ""
    issued_on: str = ""
    certified_by: str = ""
    relation: str = ""
    items: str = ""
    originals: tuple[str, ...] = ()
    taken_back: str = ""
    owner_is_dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPane:
    """The return at the counter; ``key`` changes only when its fields are to be filled anew.

    ``shown`` names the fields that the chosen right needs; ``match`` says how the number that
    was read stands to the one on file.
    """

    key: str
    dossier_id: str
    result_id: str
    head: str
    owner: str
    rights: tuple[Choice, ...]
    typed: ReturnTyped
    shown: frozenset[str]
    match: Said = field(default_factory=Said)
    bring: str = ""
    originals: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    can_be_in_account: bool = False
    paper_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsidePane:
    """Something that is not given out: why, and the sentence that settles it."""

    key: str
    kind: str
    subject_id: str
    title: str
    why: str
    label: str
    primary: str
    other: str = ""
    asks_owner: bool = False
    owner_name: str = ""
    owner_number: str = ""
    note: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    choice_error: str = ""
    error: str = ""
    owner_errors: Mapping[str, str] = field(default_factory=dict)


Pane = ArrivePane | TellPane | ReturnPane | AsidePane


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsScreen:
    """The whole page; ``pane`` None shows the hint."""

    rows: tuple[ListRow, ...] = ()
    count: str = ""
    hint: str = ""
    nothing: str = ""
    filter: str = ""
    pane: Pane | None = None
    message: Said = field(default_factory=Said)
    is_read: bool = False
    is_busy: bool = False

    @property
    def part(self) -> Part:
        """Say what stands in the right column."""
        kinds = {
            ArrivePane: Part.ARRIVE,
            TellPane: Part.TELL,
            ReturnPane: Part.RETURN,
            AsidePane: Part.ASIDE,
        }
        return Part.HINT if self.pane is None else kinds[type(self.pane)]
