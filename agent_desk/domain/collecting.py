"""Who may collect a result: by which right, proved by what, and whether the number is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agent_desk.domain.partial_date import PartialDate
from agent_desk.i18n import tr

ADULT = 18
HAS_OWN_CARD = 14
_SHOWN = 3


class Right(StrEnum):
    """By which right a person takes a result home."""

    OWNER = "owner"
    SUBMITTER = "submitter"
    PARENT = "parent"
    GUARDIAN = "guardian"
    CERTIFIED = "certified"
    HANDWRITTEN = "handwritten"
    HEIR = "heir"


class Compared(StrEnum):
    """How a number that was read stands to the one on file."""

    SAME = "same"
    ONE_DIGIT = "one_digit"
    OTHER = "other"
    UNKNOWN = "unknown"


class SeenBy(StrEnum):
    """How the collector's number was read."""

    CARD = "card"
    TYPED = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a person shows who is not the owner; unused parts stay empty.

    ``paper`` is the number of the authorization, decision or death extract, or "viết tay";
    ``issued_on`` ISO date; ``certified_by`` who certified or issued it; ``relation`` to the owner.
    """

    paper: str = ""
    issued_on: str = ""
    certified_by: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerFacts:
    """What is known of the owner; ``birth`` may be partial, ``is_dead`` is what the clerk heard."""

    number: str
    birth: str = ""
    is_dead: bool = False


def compare(known: str, read: str) -> Compared:
    """Compare two numbers digit by digit; UNKNOWN if none is on file."""
    if not known:
        return Compared.UNKNOWN
    if known == read:
        return Compared.SAME
    if len(known) == len(read) and len(_differing(known, read)) == 1:
        return Compared.ONE_DIGIT
    return Compared.OTHER


def side_by_side(known: str, read: str) -> tuple[str, str]:
    """Write both numbers masked, only the digits that differ and the last three to be read.

    Only for numbers that differ little: for two strangers it would show too much.
    """
    differing = set(_differing(known, read))
    return _show(known, differing), _show(read, differing)


def _differing(known: str, read: str) -> list[int]:
    return [n for n, (a, b) in enumerate(zip(known, read, strict=False)) if a != b]


def _show(number: str, open_at: set[int]) -> str:
    shown = "".join(
        digit if n in open_at or n >= len(number) - _SHOWN else "•"
        for n, digit in enumerate(number)
    )
    return " ".join(shown[n : n + 3] for n in range(0, len(shown), 3))


def rights_for(owner: OwnerFacts, today: date, *, has_submitter: bool) -> tuple[Right, ...]:
    """Give by which rights a result may be collected, the most usual first.

    An authorization ends with the death of who gave it, so then only heirs are left, and the
    person who filed. Parents need none for a child under 18. Source: Civil Code art. 136, 140;
    QĐ 45/2016 art. 9; rules 4.6, 5.4; guides 5.3 (close relatives write it by hand).
    """
    submitter = (Right.SUBMITTER,) if has_submitter else ()
    if owner.is_dead:
        return (*submitter, Right.HEIR)
    if is_minor(owner.birth, today):
        has_card = PartialDate.from_iso(owner.birth).is_at_least(HAS_OWN_CARD, today)
        own = (Right.OWNER,) if has_card else ()
        return (Right.PARENT, *own, *submitter, Right.GUARDIAN, Right.CERTIFIED)
    return (Right.OWNER, *submitter, Right.HANDWRITTEN, Right.CERTIFIED, Right.GUARDIAN)


def is_minor(birth: str, today: date) -> bool:
    """Say whether a person is surely under 18; a birth that is not known is an adult's."""
    if not birth:
        return False
    return PartialDate.from_iso(birth).is_at_least(ADULT, today) is False


def lacking(right: Right, proof: Proof) -> dict[str, str]:
    """Say what of the proof is missing, by field; empty if the right is proved."""
    needed = {
        Right.OWNER: (),
        Right.SUBMITTER: (),
        Right.PARENT: ("relation",),
        Right.GUARDIAN: ("paper", "issued_on", "certified_by"),
        Right.CERTIFIED: ("paper", "issued_on", "certified_by"),
        Right.HANDWRITTEN: ("issued_on", "relation"),
        Right.HEIR: ("paper", "relation"),
    }[right]
    words = {
        "paper": _ask_paper(right),
        "issued_on": tr("Write the date on the paper."),
        "certified_by": tr("Write who certified or issued the paper."),
        "relation": _ask_relation(right),
    }
    return {name: words[name] for name in needed if not getattr(proof, name).strip()}


def _ask_paper(right: Right) -> str:
    if right is Right.HEIR:
        return tr("Write the number of the death extract.")
    if right is Right.GUARDIAN:
        return tr("Write the number of the decision on guardianship.")
    return tr("Write the number of the certified authorization.")


def _ask_relation(right: Right) -> str:
    if right is Right.PARENT:
        return tr("Write father or mother, and what proves it, such as the birth certificate.")
    return tr("Write how they are related, such as child, spouse, brother.")


def what_to_bring(right: Right) -> str:
    """Say what a person must bring who could not prove this right."""
    return {
        Right.OWNER: tr("Own identity card, or VNeID on their own phone."),
        Right.SUBMITTER: tr("Own identity card, and the sending slip if it is not lost."),
        Right.PARENT: tr("Own identity card, and the child's birth certificate."),
        Right.GUARDIAN: tr("Own identity card, and the decision on guardianship."),
        Right.CERTIFIED: tr(
            "Own identity card, and an authorization certified by a ward office or a notary."
        ),
        Right.HANDWRITTEN: tr(
            "Own identity card, and an authorization that the owner wrote and signed by hand; "
            "only for close relatives."
        ),
        Right.HEIR: tr(
            "Own identity card, the death extract, and a paper that proves they are an heir."
        ),
    }[right]


def say_right(right: Right) -> str:
    """Name a right on the screen."""
    return {
        Right.OWNER: tr("The owner"),
        Right.SUBMITTER: tr("Who handed the papers in"),
        Right.PARENT: tr("Father or mother of the child"),
        Right.GUARDIAN: tr("A guardian"),
        Right.CERTIFIED: tr("With a certified authorization"),
        Right.HANDWRITTEN: tr("A close relative, authorized by hand"),
        Right.HEIR: tr("An heir; the owner has died"),
    }[right]


_ON_PAPER = {
    Right.SUBMITTER: "Người nộp hồ sơ",
    Right.PARENT: "Cha/mẹ của người chưa thành niên",
    Right.GUARDIAN: "Người giám hộ, quyết định số",
    Right.CERTIFIED: "Văn bản ủy quyền có chứng thực số",
    Right.HANDWRITTEN: "Giấy ủy quyền viết tay của người thân",
    Right.HEIR: "Người thừa kế, trích lục khai tử số",
}


def on_paper(right: Right, proof: Proof) -> str:
    """Write the right and its proof for the slip: always Vietnamese; empty for the owner."""
    if right is Right.OWNER:
        return ""
    parts = [" ".join(part for part in (_ON_PAPER[right], proof.paper.strip()) if part)]
    if proof.issued_on:
        day = date.fromisoformat(proof.issued_on)
        parts.append(f"ngày {day:%d/%m/%Y}")
    parts += [part.strip() for part in (proof.certified_by, proof.relation) if part.strip()]
    return ", ".join(parts)
