"""What the Reception page draws: frozen, in the words of the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ui.citizen_screen import Pushed
    from agent_desk.ui.pages.reception.counting import CountStep
    from agent_desk.ui.pages.reception.gating import GateStep
    from agent_desk.ui.pages.reception.sitting import Notice, PersonForm, Step
    from agent_desk.ui.rows import Choice, ListRow, Pair, StepState, Task
    from agent_desk.ui.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One form: its values, errors by field, and warnings that never block."""

    form: PersonForm
    errors: Mapping[str, str]
    warnings: tuple[str, ...]
    suggestion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenStep:
    """Who stands here, and for whom."""

    submitter: PersonView
    owner: PersonView
    is_for_other: bool
    is_ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One purpose; ``given`` None is not asked yet."""

    key: str
    title: str
    detail: str
    given: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentStep:
    """What the citizen agrees to."""

    lines: tuple[ConsentLine, ...]
    methods: tuple[Choice, ...]
    method: str
    already: str
    sign_text: str
    is_signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """The search, its results, or the question between siblings.

    ``is_current`` is false while the results still belong to an older text.
    """

    query: str
    is_current: bool
    heading: str
    rows: tuple[ListRow, ...]
    nothing: str
    sibling_ask: str
    siblings: tuple[Choice, ...]
    sibling_chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """The question asked now, those answered, and what the answers decide."""

    question_id: str
    ask: str
    why: str
    choices: tuple[Choice, ...]
    chosen: str
    answered: tuple[ListRow, ...]
    decided: str
    reason: str
    advice: tuple[str, ...]
    proposal: str
    exit_text: str
    progress: str
    is_place: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLine:
    """One file of a paper."""

    attachment_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper of the list; ``doubt`` is what the authority may refuse or asks for."""

    key: str
    title: str
    subtitle: str
    state: StepState
    pill: str
    tone: Tone
    scans: tuple[ScanLine, ...]
    doubt: str
    can_skip: bool
    is_data: bool
    database: str = ""
    is_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersStep:
    """The list, which paper is in hand, and the authority's words if it asked for more."""

    lines: tuple[PaperLine, ...]
    current: str
    request: tuple[str, ...]

    def line(self, key: str) -> PaperLine | None:
        """Give the line of a paper."""
        return next((line for line in self.lines if line.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStep:
    """Which form is open; what stands in it is told by the form's own presenter."""

    forms: tuple[Choice, ...]
    form_id: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStep:
    """Everything once more; the key of a row is the step it jumps to."""

    stops: tuple[ListRow, ...]
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalLine:
    """One step on the portal; ``look_away``: the citizen types what nobody else may see."""

    title: str
    detail: str
    who: str
    tone: Tone
    look_away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalStep:
    """The citizen's own filing: steps, then the code and the receipt of the portal.

    ``ready`` is what the portal's own form will ask for, part by part.
    """

    devices: tuple[Choice, ...]
    device: str
    lines: tuple[PortalLine, ...]
    code: str
    code_error: str
    receipts: tuple[str, ...]
    ready: tuple[Pair, ...]
    stops: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgeStep:
    """What is about to happen, or what was done and what to say aloud."""

    heading: str
    sentence: str
    reference: str
    custody: str
    say: tuple[str, ...]
    pairs: tuple[Pair, ...]
    is_done: bool
    count: CountStep | None = None
    gate: GateStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The cards at the right; an empty text takes no room."""

    initials: str = ""
    name: str = ""
    line: str = ""
    person: tuple[Pair, ...] = ()
    office: str = ""
    case: tuple[str, ...] = ()
    fee: tuple[str, ...] = ()
    fee_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTab:
    """One open case: its letter and stripe, whose it is, and how long it has lain aside."""

    key: str
    letter: str
    color: int
    title: str
    subtitle: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogNote:
    """What a newer catalog would change for this case; an empty ``action`` offers nothing."""

    text: str
    action: str


class AsideAct(StrEnum):
    """What the second button does."""

    NONE = ""
    ANOTHER = "another"
    END = "end"
    BRING = "bring"
    LEAVE = "leave"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """The buttons under the step; an empty label hides the button."""

    back: str = ""
    secondary: str = ""
    secondary_act: AsideAct = AsideAct.NONE
    primary: str = ""
    is_primary_on: bool = True
    saved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything the page shows; only the part of the open step is filled in."""

    key: str
    step: Step
    title: str
    subtitle: str
    head: str
    head_line: str
    tasks: tuple[Task, ...]
    footer: Footer
    side: Side
    notice: Notice | None = None
    is_busy: bool = False
    can_print: bool = False
    is_online: bool = False
    can_help: bool = False
    can_refer: bool = False
    is_supplement: bool = False
    cases: tuple[CaseTab, ...] = ()
    color: int = 0
    can_park: bool = False
    undo: str = ""
    redo: str = ""
    update: CatalogNote | None = None
    pushed: Pushed | None = None
    citizen: CitizenStep | None = None
    consent: ConsentStep | None = None
    procedure: ProcedureStep | None = None
    case: CaseStep | None = None
    papers: PapersStep | None = None
    form: FormStep | None = None
    check: CheckStep | None = None
    portal: PortalStep | None = None
    lodge: LodgeStep | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
