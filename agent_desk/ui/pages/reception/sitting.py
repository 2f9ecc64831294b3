"""What is known about the citizen at the counter now: one frozen value that every step changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.ui.pages.reception.count_draft import CountDraft
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.catalog.find import Match
    from agent_desk.catalog.spec import Catalog
    from agent_desk.catalog.wards import Ward
    from agent_desk.commands.citizen import ConsentMethod, Purpose
    from agent_desk.domain.filing import OnlineWay, PaperReason
    from agent_desk.domain.papers import CheckedFile
    from agent_desk.domain.people import CardReading
    from agent_desk.domain.signature import SignedText
    from agent_desk.ids import CitizenId, DossierId, IntentId, VisitId
    from agent_desk.queries.competence import GateView
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.form_presenter import FormDraft
    from agent_desk.ui.slips import Printed


class Step(StrEnum):
    """The parts of a case in the order of the counter."""

    CITIZEN = "citizen"
    CONSENT = "consent"
    PROCEDURE = "procedure"
    CASE = "case"
    PAPERS = "papers"
    FORM = "form"
    CHECK = "check"
    PORTAL = "portal"
    LODGE = "lodge"


class Who(StrEnum):
    """Whose particulars a form holds."""

    SUBMITTER = "submitter"
    OWNER = "owner"


class CardUse(StrEnum):
    """What a card scanned now is for."""

    USUAL = "usual"
    OWNER = "owner"
    ASK = "ask"


FIELDS = ("name", "number", "birth", "phone", "address")


class Source(StrEnum):
    """Where a value came from; empty is not known any more."""

    CARD = "card"
    CLERK = "clerk"
    CITIZEN = "citizen"
    SCAN = "scan"
    BEFORE = "before"
    CATALOG = "catalog"
    CASE = "case"
    USUAL = "usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """Particulars as they stand in the fields; ``unconfirmed`` were read but not compared yet.

    ``sources`` says by field who or what gave it.
    """

    name: str = ""
    number: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    from_card: bool = False
    unconfirmed: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed or read."""
        return not any((self.name, self.number, self.birth, self.sex, self.address, self.phone))


class NoticeAct(StrEnum):
    """What the button of a notice does."""

    NONE = ""
    CONFIRM_FIELDS = "confirm_fields"
    GO_TO_CASE = "go_to_case"
    OPEN_DOSSIER = "open_dossier"
    UNDO = "undo"
    MOVE_CATALOG = "move_catalog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message in the page, with at most one way on; ``target`` is what the way leads to."""

    text: str
    tone: Tone = Tone.BRAND
    action: str = ""
    act: NoticeAct = NoticeAct.NONE
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Whom or what to serve once the present citizen is done."""

    card: CardReading | None = None
    dossier_id: DossierId | None = None


class UndoKind(StrEnum):
    """What can be taken back while nothing has left the desk."""

    MARK = "mark"
    REMOVED = "removed"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """One thing the clerk did, with what it was before.

    A mark names its paper, status and sheets; a removed scan its paper, hash and file name; changed
    answers what they were, with the way and the reason.
    """

    kind: UndoKind
    component_id: str = ""
    status: str = ""
    sheets: int = 0
    sha256: str = ""
    file_name: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    way: OnlineWay | None = None
    paper_reason: PaperReason | None = None


class Ending(StrEnum):
    """How the case left the screen."""

    LODGED = "lodged"
    TAKEN_IN = "taken_in"
    PORTAL = "portal"
    WAITING = "waiting"
    HOME = "home"
    ELSEWHERE = "elsewhere"
    SUPPLEMENTED = "supplemented"


@dataclass(frozen=True, slots=True, kw_only=True)
class WardsFound:
    """Wards offered for one place: read from addresses at first, then what was typed finds.

    Nothing is offered before the addresses are read: a quick key would choose something else.
    """

    place: str = ""
    is_read: bool = False
    typed: str = ""
    wards: tuple[WardOffer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WardOffer:
    """One ward to choose, and why it is offered; may be empty."""

    ward: Ward
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One citizen at the counter. ``key`` is the intent of the visit, made when greeted.

    ``color`` is the number of its stripe; ``parked_s`` the time it lay aside. ``catalog`` is the
    one its dossier was opened under, None if that is the one in force. ``places`` are the wards
    known, None where there is no such place.
    """

    key: IntentId
    greeted_at: datetime
    color: int = 0
    parked_at: datetime | None = None
    parked_s: int = 0
    step: Step = Step.CITIZEN
    submitter: PersonForm = PersonForm()
    owner: PersonForm = PersonForm()
    is_for_other: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    visit_id: VisitId | None = None
    submitter_id: CitizenId | None = None
    owner_id: CitizenId | None = None
    identified: tuple[PersonForm, PersonForm | None] | None = None
    dead: frozenset[Who] = frozenset()
    agreed: frozenset[str] = frozenset()
    consents: Mapping[Purpose, bool] = field(default_factory=dict)
    method: ConsentMethod | None = None
    signature: SignedText | None = None
    query: str = ""
    matches: tuple[Match, ...] = ()
    found_for: str = ""
    usual: tuple[str, ...] = ()
    sibling_of: str = ""
    procedure_code: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    answered_by: Mapping[str, Source] = field(default_factory=dict)
    asking: str = ""
    way: OnlineWay | None = None
    paper_reason: PaperReason | None = None
    places: Mapping[str, Ward | None] = field(default_factory=dict)
    wards: WardsFound = WardsFound()
    later: frozenset[str] = frozenset()
    catalog: Catalog | None = None
    view: DossierView | None = None
    request: Mapping[str, object] | None = None
    paper: str = ""
    form_ids: tuple[str, ...] = ()
    form_at: int = 0
    form_drafts: Mapping[str, FormDraft] = field(default_factory=dict)
    undo: tuple[Undoable, ...] = ()
    redo: tuple[Undoable, ...] = ()
    portal_code: str = ""
    portal_device: str = ""
    portal_receipts: tuple[CheckedFile, ...] = ()
    is_confirmed: bool = False
    gate: GateView | None = None
    colleague: str = ""
    alone: str = ""
    count: CountDraft = CountDraft()
    ending: Ending | None = None
    ended_before: Ending | None = None
    printed: Printed | None = None
    notice: Notice | None = None
    waiting: Waiting | None = None
    is_busy: bool = False
    saved_at: datetime | None = None

    @property
    def is_fresh(self) -> bool:
        """Say whether nothing would be lost if the next citizen came."""
        return self.is_untouched or self.ending is not None

    @property
    def is_untouched(self) -> bool:
        """Say whether nobody typed, read or chose anything yet."""
        is_unnamed = self.submitter.is_empty and self.owner.is_empty
        return is_unnamed and not self.procedure_code and self.view is None

    @property
    def people(self) -> tuple[PersonForm, PersonForm | None]:
        """Give the forms that count: the submitter's, and the owner's if it is somebody else."""
        return (self.submitter, self.owner if self.is_for_other else None)

    @property
    def is_recorded(self) -> bool:
        """Say whether the people are in the store as they stand in the forms."""
        return self.submitter_id is not None and self.identified == self.people

    @property
    def can_undo(self) -> bool:
        """Say whether there is something to take back, and nothing has left the desk."""
        return bool(self.undo) and self.ending is None and not self.is_supplement

    @property
    def can_redo(self) -> bool:
        """Say whether something was taken back that can be done again."""
        return bool(self.redo) and self.ending is None and not self.is_supplement

    @property
    def is_supplement(self) -> bool:
        """Say whether only the papers the authority asked for are to be added."""
        return self.request is not None

    def form(self, who: Who) -> PersonForm:
        """Give one of the two forms."""
        return self.submitter if who is Who.SUBMITTER else self.owner
