"""What is known about the citizen at the counter now: one frozen value that every step changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.catalog.find import Match
    from agent_desk.commands.citizen import ConsentMethod, Purpose
    from agent_desk.domain.people import CardReading
    from agent_desk.ids import CitizenId, DossierId, IntentId, VisitId
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.slips import Printed


class Step(StrEnum):
    """The parts of a case in the order of the counter."""

    CITIZEN = "citizen"
    CONSENT = "consent"
    PROCEDURE = "procedure"
    CASE = "case"
    PAPERS = "papers"
    CHECK = "check"
    LODGE = "lodge"


class Who(StrEnum):
    """Whose particulars a form holds."""

    SUBMITTER = "submitter"
    OWNER = "owner"


FIELDS = ("name", "number", "birth", "phone", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """Particulars as they stand in the fields; ``unconfirmed`` were read but not compared yet."""

    name: str = ""
    number: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    from_card: bool = False
    unconfirmed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed or read."""
        return not any((self.name, self.number, self.birth, self.sex, self.address, self.phone))


class NoticeAct(StrEnum):
    """What the button of a notice does."""

    NONE = ""
    SERVE_NEXT = "serve_next"
    CONFIRM_FIELDS = "confirm_fields"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message in the page, with at most one way on."""

    text: str
    tone: Tone = Tone.BRAND
    action: str = ""
    act: NoticeAct = NoticeAct.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Whom or what to serve once the present citizen is done."""

    card: CardReading | None = None
    dossier_id: DossierId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A scan that was taken off and can come back."""

    component_id: str
    sha256: str
    file_name: str


class Ending(StrEnum):
    """How the case left the screen."""

    LODGED = "lodged"
    TAKEN_IN = "taken_in"
    HOME = "home"
    SUPPLEMENTED = "supplemented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One citizen at the counter. ``key`` is the intent of the visit, made when greeted."""

    key: IntentId
    greeted_at: datetime
    step: Step = Step.CITIZEN
    submitter: PersonForm = PersonForm()
    owner: PersonForm = PersonForm()
    is_for_other: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    visit_id: VisitId | None = None
    submitter_id: CitizenId | None = None
    owner_id: CitizenId | None = None
    identified: tuple[PersonForm, PersonForm | None] | None = None
    agreed: frozenset[str] = frozenset()
    consents: Mapping[Purpose, bool] = field(default_factory=dict)
    method: ConsentMethod | None = None
    query: str = ""
    matches: tuple[Match, ...] = ()
    usual: tuple[str, ...] = ()
    sibling_of: str = ""
    procedure_code: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    asking: str = ""
    view: DossierView | None = None
    request: Mapping[str, object] | None = None
    paper: str = ""
    removed: Removed | None = None
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
    def is_supplement(self) -> bool:
        """Say whether only the papers the authority asked for are to be added."""
        return self.request is not None

    def form(self, who: Who) -> PersonForm:
        """Give one of the two forms."""
        return self.submitter if who is Who.SUBMITTER else self.owner
