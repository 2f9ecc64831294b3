"""The joint count of a paper case: both say the number, then sealed and signed. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.commands.taking_in import Counted, TakingIn
from agent_desk.domain.dossier import Channel, DossierState
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.domain.state_money import MoneyLine
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.count_draft import ON_PAPER, ON_SCREEN
from agent_desk.ui.rows import Choice

if TYPE_CHECKING:
    from agent_desk.domain.signature import SignedText
    from agent_desk.queries.dossier import DossierView, PaperView
    from agent_desk.ui.pages.reception.count_draft import CountDraft
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

_SHOWN_ONLY = "present"
_MOST_FEES = 6
_ANY_FEE = "Phí, lệ phí của hồ sơ"
"""Printed on the citizen's slip, so always Vietnamese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """One paper to be counted; ``clerk`` and ``citizen`` are what each said so far."""

    key: str
    name: str
    is_original: bool
    clerk: str
    citizen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeEntry:
    """One state fee as it is typed; which fee it is matters only beside others."""

    number: int
    what: str
    fee: str
    receipt: str
    is_one_of_several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStep:
    """The count as the page draws it; ``sign_text`` is empty unless both sign on the screen."""

    lines: tuple[CountLine, ...]
    fee_hint: str
    fees: tuple[FeeEntry, ...]
    is_sealed: bool
    signs: str
    sign_text: str

    @property
    def choices(self) -> tuple[Choice, ...]:
        """How both sign."""
        return (
            Choice(key=ON_PAPER, label=tr("By hand, on the sending slip")),
            Choice(key=ON_SCREEN, label=tr("Here on the screen")),
        )


def needs_count(view: DossierView | None) -> bool:
    """Say whether papers of this case are about to be taken in."""
    return (
        view is not None
        and view.channel in (Channel.POST.value, Channel.DIRECT.value)
        and view.state in (DossierState.DRAFT, DossierState.ADVISED)
    )


def counted_papers(view: DossierView) -> tuple[PaperView, ...]:
    """Give the papers that go into the envelope; what is only shown is handed back at once."""
    return tuple(
        paper
        for paper in view.papers
        if paper.status.is_on_paper
        and paper.kind != _SHOWN_ONLY
        and paper.need is not Need.NO_LONGER
    )


def count_step(sitting: Sitting) -> CountStep | None:
    """Draw the count; None where nothing is taken in on paper."""
    view = sitting.view
    if view is None or sitting.ending is not None or not needs_count(view):
        return None
    draft = sitting.count
    lines = tuple(
        CountLine(
            key=paper.component_id,
            name=paper.name,
            is_original=_is_original(paper, draft),
            clerk=draft.typed.get(f"clerk {paper.component_id}", str(paper.sheets or 1)),
            citizen=draft.typed.get(f"citizen {paper.component_id}", ""),
        )
        for paper in counted_papers(view)
    )
    is_on_screen = draft.signs == ON_SCREEN
    return CountStep(
        lines=lines,
        fee_hint=tr("Only what you take now to pass on; empty if nothing"),
        fees=_fee_entries(draft),
        is_sealed=draft.is_sealed,
        signs=draft.signs,
        sign_text=sign_text(lines) if is_on_screen else "",
    )


def sign_text(lines: tuple[CountLine, ...]) -> str:
    """Give the words under which both sign on the screen."""
    said = [
        tr(
            "{paper}: {kind}, {n} sheets",
            paper=line.name,
            kind=tr("original") if line.is_original else tr("copy"),
            n=line.clerk,
        )
        for line in lines
    ]
    return "\n".join([tr("Counted together and sealed before the citizen:"), *said])


class Counting:
    """Takes what both say; the case is taken in only if the numbers agree."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def type(self, key: str, text: str) -> None:
        """Keep what stands in a field; the page shows it already."""
        sitting = self._counter.sitting
        count = replace(sitting.count, typed={**sitting.count.typed, key: text})
        self._counter.keep(replace(sitting, count=count))

    def add_fee(self) -> None:
        """Make room for one more state fee; what is typed stays."""
        count = len(_fee_entries(self._counter.sitting.count))
        self.type("fees", str(min(count + 1, _MOST_FEES)))
        self._counter.show(self._counter.sitting)

    def mark(self, key: str, *, is_original: bool) -> None:
        """Say that a paper is an original, or a copy."""
        self.type(f"mark {key}", "original" if is_original else "copy")
        self._counter.show(self._counter.sitting)

    def seal(self, *, is_sealed: bool) -> None:
        """Say that the papers were sealed while the citizen looked on."""
        sitting = self._counter.sitting
        self._counter.keep(replace(sitting, count=replace(sitting.count, is_sealed=is_sealed)))

    def sign_by(self, signs: str) -> None:
        """Choose how both sign."""
        sitting = self._counter.sitting
        count = replace(sitting.count, signs=signs, signatures={})
        self._counter.show(replace(sitting, count=count))

    def take_signature(self, who: str, signed: SignedText | None) -> None:
        """Keep what one of both drew, or nothing after it was wiped."""
        sitting = self._counter.sitting
        kept = {key: one for key, one in sitting.count.signatures.items() if key != who}
        kept |= {who: signed} if signed is not None else {}
        self._counter.keep(replace(sitting, count=replace(sitting.count, signatures=kept)))

    def taking_in(self, view: DossierView) -> TakingIn:
        """Give what the command takes. Raises: InvalidInput, naming the paper that differs."""
        draft = self._counter.sitting.count
        if draft.signs == ON_SCREEN and len(draft.signatures) < 2:
            raise InvalidInput(tr("Both sign on the screen: the citizen and you."))
        return TakingIn(
            counted=tuple(_counted(paper, draft) for paper in counted_papers(view)),
            money=_money(draft),
            seal_number=draft.typed.get("seal_number", ""),
            is_sealed_before_citizen=draft.is_sealed,
            citizen_signature=draft.signatures.get("citizen"),
            clerk_signature=draft.signatures.get("clerk"),
        )


def _counted(paper: PaperView, draft: CountDraft) -> Counted:
    ours = draft.typed.get(f"clerk {paper.component_id}", str(paper.sheets or 1)).strip()
    theirs = draft.typed.get(f"citizen {paper.component_id}", "").strip()
    if not ours.isdecimal() or not theirs.isdecimal():
        raise InvalidInput(
            tr("“{paper}”: ask the citizen for the number of sheets.", paper=paper.name)
        )
    if int(ours) != int(theirs):
        raise InvalidInput(
            tr(
                "“{paper}”: you count {ours}, the citizen counts {theirs}. "
                "Count it together again.",
                paper=paper.name,
                ours=ours,
                theirs=theirs,
            )
        )
    is_original = _is_original(paper, draft)
    return Counted(
        component_id=paper.component_id,
        status=PaperStatus.ORIGINAL if is_original else PaperStatus.COPY,
        clerk_sheets=int(ours),
        citizen_sheets=int(theirs),
    )


def _is_original(paper: PaperView, draft: CountDraft) -> bool:
    mark = draft.typed.get(f"mark {paper.component_id}")
    return paper.status is PaperStatus.ORIGINAL if mark is None else mark == "original"


def _fee_entries(draft: CountDraft) -> tuple[FeeEntry, ...]:
    count, typed = int(draft.typed.get("fees", "1")), draft.typed
    return tuple(
        FeeEntry(
            number=number,
            what=typed.get(f"what {number}", ""),
            fee=typed.get(f"fee {number}", ""),
            receipt=typed.get(f"receipt {number}", ""),
            is_one_of_several=count > 1,
        )
        for number in range(1, count + 1)
    )


def _money(draft: CountDraft) -> tuple[MoneyLine, ...]:
    lines = [_money_line(entry) for entry in _fee_entries(draft)]
    return tuple(line for line in lines if line.amount_vnd)


def _money_line(entry: FeeEntry) -> MoneyLine:
    text = entry.fee.replace(".", "").replace(" ", "").strip()
    if text and not text.isdecimal():
        raise InvalidInput(tr("Write the state fee in whole đồng, such as 8000."))
    if entry.is_one_of_several and int(text or 0) and not clean(entry.what):
        raise InvalidInput(tr("Several state fees: write which fee each one is."))
    what = clean(entry.what) or _ANY_FEE
    return MoneyLine(what=what, amount_vnd=int(text or 0), receipt_number=entry.receipt)
