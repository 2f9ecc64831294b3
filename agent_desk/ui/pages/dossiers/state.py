"""What the dossier page shows: frozen, already in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.ids import DossierId
    from agent_desk.ui.rows import ListRow, Moment, Pair, StepState


class MainAct(StrEnum):
    """The one thing to do with a dossier now, on the primary button."""

    OPEN_CASE = "open_case"
    OPEN_PAPERS = "open_papers"
    RECEIVE_RESULT = "receive_result"
    RETURN_RESULT = "return_result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence and what it means."""

    text: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The top of the page: which dossier, whose, how it stands."""

    reference: str = ""
    official_code: str = ""
    procedure: str = ""
    person: str = ""
    pill: Said = field(default_factory=Said)
    why_due: str = ""
    stages: tuple[str, ...] = ()
    at: int = 0
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOffer:
    """A paper that can be printed; ``note`` says how often it was.

    ``needs_reason``: it was printed before, and the clerk must say why once more.
    """

    kind: str
    label: str
    icon: str
    note: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper of the dossier."""

    name: str
    subtitle: str
    state: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierScreen:
    """One dossier; ``dossier_id`` None shows nothing. ``post`` leads to its way by post."""

    dossier_id: DossierId | None = None
    head: Head = field(default_factory=Head)
    notice: Said = field(default_factory=Said)
    main_act: MainAct | None = None
    moments: tuple[Moment, ...] = ()
    prints: tuple[PrintOffer, ...] = ()
    print_hint: str = ""
    history: tuple[ListRow, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    held: Said = field(default_factory=Said)
    chain: Said = field(default_factory=Said)
    can_correct: bool = False
    post: str = ""
    message: Said = field(default_factory=Said)
    is_busy: bool = False


def say_main_act(act: MainAct) -> str:
    """Give the words on the primary button."""
    return {
        MainAct.OPEN_CASE: tr("Go on with the case"),
        MainAct.OPEN_PAPERS: tr("Open papers"),
        MainAct.RECEIVE_RESULT: tr("Result has arrived"),
        MainAct.RETURN_RESULT: tr("Return result"),
    }[act]
