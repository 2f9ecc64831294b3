"""The return form: filled beforehand, the number compared, what was typed as a hand-over. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.commands.hand_over import HandOver
from agent_desk.domain import collecting
from agent_desk.domain.card import is_card_qr, parse_card_qr
from agent_desk.domain.collecting import Compared, OwnerFacts, Proof, Right, SeenBy
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.people import mask_number, show_number
from agent_desk.domain.results import ResultForm
from agent_desk.domain.text import clean
from agent_desk.i18n import tr
from agent_desk.ui.pages.results.state import ReturnPane, ReturnTyped, Said
from agent_desk.ui.pages.results.telling import read_day
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_desk.domain.people import CardReading
    from agent_desk.domain.signature import SignedText
    from agent_desk.queries.dossier import DossierView, TimelineEntry
    from agent_desk.queries.lying import Lying

_SHOWN_ONLY = "present"
"""The kind of a paper that is looked at and handed back at once, such as a card."""

_FIELDS = {
    Right.OWNER: ("number",),
    Right.SUBMITTER: ("number",),
    Right.PARENT: ("number", "name", "relation"),
    Right.GUARDIAN: ("number", "name", "paper", "issued_on", "certified_by"),
    Right.CERTIFIED: ("number", "name", "paper", "issued_on", "certified_by"),
    Right.HANDWRITTEN: ("number", "name", "issued_on", "relation"),
    Right.HEIR: ("number", "name", "paper", "relation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is on file about a result: whose it is, and who handed the papers in."""

    dossier_id: str
    result_id: str
    reference: str
    owner_name: str
    owner_number: str
    owner_birth: str
    submitter_name: str
    submitter_number: str
    shelf: str
    items: str
    originals: tuple[str, ...]
    is_electronic: bool


def known_of(view: DossierView, timeline: Sequence[TimelineEntry], lying: Lying | None) -> Known:
    """Gather what is on file about the result of a dossier."""
    is_other = view.submitter != view.owner
    return Known(
        dossier_id=view.dossier_id,
        result_id="",
        reference=view.reference,
        owner_name=view.owner.name,
        owner_number=view.owner.number,
        owner_birth=view.owner.birth,
        submitter_name=view.submitter.name if is_other else "",
        submitter_number=view.submitter.number if is_other else "",
        shelf=lying.shelf if lying is not None else "",
        items=_result(view, timeline, lying),
        originals=tuple(
            paper.name
            for paper in view.papers
            if paper.status is PaperStatus.ORIGINAL and paper.kind != _SHOWN_ONLY
        ),
        is_electronic=view.result_form == ResultForm.ELECTRONIC.value,
    )


def known_of_other_desk(one: Lying, owner_number: str) -> Known:
    """Gather what was read off a result whose dossier another desk holds."""
    return Known(
        dossier_id="",
        result_id=one.result_id,
        reference=one.number,
        owner_name=one.owner_name,
        owner_number=owner_number,
        owner_birth="",
        submitter_name="",
        submitter_number="",
        shelf="",
        items=one.title or "Kết quả giải quyết thủ tục hành chính",
        originals=(),
        is_electronic=False,
    )


def _result(view: DossierView, timeline: Sequence[TimelineEntry], lying: Lying | None) -> str:
    # What is written here is printed on the citizen's slip, so it is always Vietnamese.
    if view.state is DossierState.NOT_ACCEPTED:
        return "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
    if view.state is DossierState.STOPPED:
        return "Thông báo dừng giải quyết hồ sơ"
    body = next((e.body for e in timeline if e.kind == NoticeKind.RESULT_READY.value), {})
    name = body.get("result_name")
    named = name if isinstance(name, str) and name else ""
    named = named or (lying.title if lying else "") or f"Kết quả {view.procedure_name}"
    if view.result_form == ResultForm.ELECTRONIC.value:
        named = f"Bản in kết quả điện tử: {named}"
    return f"{named}, số {view.result_number}" if view.result_number else named


def new_pane(key: str, known: Known, today: date) -> ReturnPane:
    """Open the form on the most usual right; nothing is taken as read or handed over yet."""
    rights = _rights(known, today, is_dead=False)
    place = tr("Returning · shelf {place}", place=known.shelf) if known.shelf else tr("Returning")
    pane = ReturnPane(
        key=key,
        dossier_id=known.dossier_id,
        result_id=known.result_id,
        head=place,
        owner=known.owner_name,
        rights=_choices(rights, known),
        typed=ReturnTyped(right=rights[0].value, items=known.items),
        shown=frozenset(),
        originals=known.originals,
        can_be_in_account=known.is_electronic,
    )
    return drawn(pane, known, today)


def drawn(pane: ReturnPane, known: Known, today: date) -> ReturnPane:
    """Bring what follows from the typing up to date: rights, fields, how the number matches."""
    typed = pane.typed
    rights = _rights(known, today, is_dead=typed.owner_is_dead)
    if Right(typed.right) not in rights:
        typed = replace(typed, right=rights[0].value)
    right = Right(typed.right)
    return replace(
        pane,
        typed=typed,
        rights=_choices(rights, known),
        shown=frozenset(_FIELDS[right]),
        match=_match(known, typed),
        bring="" if right is Right.OWNER else collecting.what_to_bring(right),
        paper_label=_paper_label(right),
    )


def with_card(typed: ReturnTyped, card: CardReading) -> ReturnTyped:
    """Take the collector's card."""
    return replace(typed, number=card.number, name=card.name, seen_by=SeenBy.CARD.value)


def take_number(typed: ReturnTyped, today: date) -> ReturnTyped:
    """Read the number field: the QR of a card as a scanner types it, or digits typed by hand.

    Raises: InvalidInput if a card was read wrong.
    """
    if is_card_qr(typed.number):
        return with_card(typed, parse_card_qr(typed.number, today))
    return replace(typed, number=clean(typed.number).replace(" ", "").replace(".", ""))


def as_hand_over(typed: ReturnTyped, known: Known, signature: SignedText | None) -> HandOver:
    """Give what the command takes; a date that cannot be read stays out, so it is asked for."""
    right = Right(typed.right)
    name = {Right.OWNER: known.owner_name, Right.SUBMITTER: known.submitter_name}.get(right)
    return HandOver(
        collector_name=clean(name if name is not None else typed.name),
        collector_number=clean(typed.number).replace(" ", ""),
        items=_lines(typed.items),
        right=right,
        proof=_proof(typed, right),
        seen_by=SeenBy(typed.seen_by),
        originals=tuple(name for name in known.originals if name in typed.originals),
        taken_back=_lines(typed.taken_back),
        owner_is_dead=typed.owner_is_dead,
        signature=signature,
    )


def _proof(typed: ReturnTyped, right: Right) -> Proof:
    shown = _FIELDS[right]
    try:
        day = read_proof_day(typed.issued_on)
    except ValueError:
        day = ""
    return Proof(
        paper=clean(typed.paper) if "paper" in shown else "",
        issued_on=day if "issued_on" in shown else "",
        certified_by=clean(typed.certified_by) if "certified_by" in shown else "",
        relation=clean(typed.relation) if "relation" in shown else "",
    )


def read_proof_day(text: str) -> str:
    """Read the date of a paper, which lies in the past: ISO. Raises: ValueError."""
    plain = clean(text)
    if plain.count("/") == 2 or plain.count(".") == 2 or plain.count("-") == 2:
        day = read_day(plain, date.max)
        return day.isoformat() if day is not None else ""
    if plain:
        raise ValueError(plain)
    return ""


def what_was_signed(given: HandOver, known: Known) -> str:
    """Give the words above the signature: always Vietnamese, as on the slip."""
    things = "; ".join((*given.items, *(f"bản chính {name}" for name in given.originals)))
    return (
        f"Tôi là {given.collector_name}. Tôi đã nhận đủ của hồ sơ {known.reference}: {things}. "
        "Tôi không trả khoản tiền nào cho bưu cục."
    )


def _rights(known: Known, today: date, *, is_dead: bool) -> tuple[Right, ...]:
    facts = OwnerFacts(number=known.owner_number, birth=known.owner_birth, is_dead=is_dead)
    return collecting.rights_for(facts, today, has_submitter=bool(known.submitter_name))


def _choices(rights: tuple[Right, ...], known: Known) -> tuple[Choice, ...]:
    details = {
        Right.OWNER: _person(known.owner_name, known.owner_number),
        Right.SUBMITTER: _person(known.submitter_name, known.submitter_number),
    }
    return tuple(
        Choice(key=one.value, label=collecting.say_right(one), detail=details.get(one, ""))
        for one in rights
    )


def _person(name: str, number: str) -> str:
    return " · ".join(part for part in (name, mask_number(number)) if part)


def _match(known: Known, typed: ReturnTyped) -> Said:
    if not typed.number:
        return Said(text=tr("Scan the card, or type the 12 digits from it."), tone=Tone.NEUTRAL)
    right = Right(typed.right)
    on_file = {Right.OWNER: known.owner_number, Right.SUBMITTER: known.submitter_number}.get(right)
    if on_file is None:
        number = show_number(typed.number) if typed.number.isdigit() else typed.number
        return Said(text=tr("Read: {number}", number=number), tone=Tone.NEUTRAL)
    match collecting.compare(on_file, typed.number):
        case Compared.SAME:
            by_card = typed.seen_by == SeenBy.CARD.value
            words = tr("The card matches") if by_card else tr("All 12 digits match")
            return Said(text=words, tone=Tone.GOOD)
        case Compared.ONE_DIGIT:
            filed, read = collecting.side_by_side(on_file, typed.number)
            words = tr(
                "One digit differs. On file {known}, read {read}. Read the card again.",
                known=filed,
                read=read,
            )
            return Said(text=words, tone=Tone.WRONG)
        case Compared.OTHER:
            return Said(text=tr("Another person's number."), tone=Tone.WRONG)
        case Compared.UNKNOWN:
            words = tr("No number on file: compare the name and the face.")
            return Said(text=words, tone=Tone.WAITING)


def _paper_label(right: Right) -> str:
    if right is Right.HEIR:
        return tr("Number of the death extract")
    if right is Right.GUARDIAN:
        return tr("Number of the decision on guardianship")
    return tr("Number of the authorization")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(item for line in text.splitlines() if (item := clean(line)))
