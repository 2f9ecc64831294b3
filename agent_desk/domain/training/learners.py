"""Who learns: a first name and a birth decade are enough; what each agreed to, children apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.people import clean_name
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.domain.partial_date import PartialDate

CHILD_UNDER = 16
"""Below this age the law knows a child; a representative agrees for them.

Source: Law on Children 102/2016/QH13 art. 1; Law 91/2025/QH15 on personal data; rules 12.
"""

EARLIEST_DECADE = 1900
_CENTURY_TURN = 20
_TWO_DIGIT_DECADES = range(30, 100, 10)


class LearnerPurpose(StrEnum):
    """What a learner may agree to, each for itself; none of it is needed to learn."""

    CONTACT = "contact"
    PHOTO = "photo"
    STATISTICS = "statistics"


class GivenBy(StrEnum):
    """Who answered."""

    LEARNER = "learner"
    REPRESENTATIVE = "representative"


class Standing(StrEnum):
    """Where a learner stands in one session."""

    SIGNED_UP = "signed_up"
    ATTENDED = "attended"
    ABSENT = "absent"


class Source(StrEnum):
    """How a learner came onto the list of a session."""

    COUNTER = "counter"
    DOOR = "door"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerConsent:
    """One answer to one purpose; ``representative`` is their name where one answered."""

    purpose: LearnerPurpose
    given: bool
    given_by: GivenBy = GivenBy.LEARNER
    representative: str = ""


def decade_text(birth: PartialDate, today: date) -> str:
    """Give what is kept of a birth: the decade ``195``; the year ``2012`` where age decides."""
    if birth.is_at_least(CHILD_UNDER + 10, today):
        return str(birth.year)[:3]
    return str(birth.year)


def read_decade(text: str, today: date) -> str:
    """Read a birth decade or year as people say it; empty if they do not say.

    ``1950``, ``195x``, ``50``, ``50s``, ``1957`` and ``2012`` are right. Raises: InvalidInput.
    """
    digits = clean(text).lower().rstrip("sx. ")
    if not digits:
        return ""
    if digits.isascii() and digits.isdigit():
        if len(digits) == 2:
            tens = int(digits) // 10 * 10
            is_last_century = tens in _TWO_DIGIT_DECADES
            return _known(("19" if is_last_century else "20") + digits, today)
        if len(digits) in {3, 4}:
            return _known(digits, today)
    raise _refused(tr("Type the decade of birth, for example 1950, or leave it empty."))


def _known(digits: str, today: date) -> str:
    first = int(digits.ljust(4, "0"))
    if not EARLIEST_DECADE <= first <= today.year:
        raise _refused(tr("This birth decade cannot be. Type for example 1950."))
    is_surely_adult = today.year - int(digits[:3] + "9") > CHILD_UNDER
    return digits[:3] if is_surely_adult or digits.endswith("0") else digits


def decade_of(birth: str) -> int | None:
    """Give the first year of the decade that is kept; None if it is not known."""
    return int(birth[:3] + "0") if birth else None


def say_birth(birth: str) -> str:
    """Say on the screen when a learner was born, as far as it is kept."""
    if not birth:
        return ""
    if len(birth) == 4:
        return birth
    return tr("born {first} to {last}", first=birth + "0", last=birth + "9")


def may_be_child(birth: str, today: date) -> bool:
    """Say whether a representative must answer: the learner may be under 16.

    Nobody who says nothing about their age is taken for a child.
    """
    if not birth:
        return False
    youngest = int(birth.ljust(4, "9"))
    return today.year - youngest <= CHILD_UNDER


def require_consents(
    answers: tuple[LearnerConsent, ...], birth: str, today: date
) -> tuple[LearnerConsent, ...]:
    """Hold that nobody below 16 agrees alone. Raises: InvalidInput; a refusal needs nobody."""
    for answer in answers:
        by_other = answer.given_by is GivenBy.REPRESENTATIVE
        if answer.given and may_be_child(birth, today) and not by_other:
            message = tr(
                "Under 16 a parent or guardian agrees. Type their name, or leave the box empty: "
                "the child can learn without it."
            )
            raise InvalidInput(message, {"representative": message})
        if answer.given and by_other:
            clean_representative(answer.representative)
    return answers


def clean_representative(name: str) -> str:
    """Read the name of who agrees for a child. Raises: InvalidInput at that field."""
    try:
        return clean_name(name)
    except InvalidInput as error:
        message = tr("Type the name of the parent or guardian who agrees.")
        raise InvalidInput(message, {"representative": message}) from error


def first_name(name: str) -> str:
    """Give the name a person is called by: all that a screen everybody sees may show."""
    return name.split()[-1] if name.split() else ""


def screen_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give first names for the shared screen; two of one name are told apart by a number."""
    seen: dict[str, int] = {}
    called = [first_name(name) for name in names]
    shown = []
    for one in called:
        seen[one] = seen.get(one, 0) + 1
        shown.append(f"{one} {seen[one]}" if called.count(one) > 1 else one)
    return tuple(shown)


def say_purpose(purpose: LearnerPurpose) -> str:
    """Name what a learner agrees to."""
    return {
        LearnerPurpose.CONTACT: tr("May be called two weeks later"),
        LearnerPurpose.PHOTO: tr("May be in a photo of the session"),
        LearnerPurpose.STATISTICS: tr("May be counted in reports, without a name"),
    }[purpose]


def say_standing(standing: Standing) -> str:
    """Say where a learner stands."""
    return {
        Standing.SIGNED_UP: tr("signed up"),
        Standing.ATTENDED: tr("came"),
        Standing.ABSENT: tr("did not come"),
    }[standing]


def say_source(source: Source) -> str:
    """Say how a learner came onto the list."""
    return {
        Source.COUNTER: tr("signed up at the counter"),
        Source.DOOR: tr("came without signing up"),
        Source.ROSTER: tr("from the paper list"),
    }[source]


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"birth": message})
