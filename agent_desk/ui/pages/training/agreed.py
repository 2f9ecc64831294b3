"""From the pane of one person to what is kept of them: only what changed, nothing not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.training_register import NewLearner
from agent_desk.domain.phone import parse_phone
from agent_desk.domain.text import clean
from agent_desk.domain.training.learners import (
    GivenBy,
    LearnerConsent,
    LearnerPurpose,
    may_be_child,
    read_decade,
    require_consents,
)
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.queries.training_register import LearnerRow
    from agent_desk.ui.pages.training.register_state import AgreedTyped


def read_person(typed: AgreedTyped, known: LearnerRow, today: date, ward_code: str) -> NewLearner:
    """Read what was typed of a person on the list.

    A phone is kept only while they agree to be called. Raises: InvalidInput at its fields.
    """
    birth = read_decade(typed.birth, today)
    phone = _phone(typed, known)
    answers = _changed(typed, known, birth, today)
    require_consents(answers, birth, today)
    return NewLearner(
        name=typed.name,
        birth=birth,
        ward_code=ward_code,
        phone=phone,
        consents=answers,
    )


def _phone(typed: AgreedTyped, known: LearnerRow) -> str:
    if not typed.contact:
        return ""
    if clean(typed.phone):
        return parse_phone(typed.phone)
    if known.phone:
        return known.phone
    message = tr("Who may be called needs a phone number. Type it, or take the tick away.")
    raise InvalidInput(message, {"phone": message})


def _changed(
    typed: AgreedTyped, known: LearnerRow, birth: str, today: date
) -> tuple[LearnerConsent, ...]:
    """Give answers that are new: silence is no answer, and an old answer is not given twice."""
    said = {
        LearnerPurpose.CONTACT: typed.contact,
        LearnerPurpose.PHOTO: typed.photo,
        LearnerPurpose.STATISTICS: typed.statistics,
    }
    is_child = may_be_child(birth, today) and bool(clean(typed.representative))
    by = GivenBy.REPRESENTATIVE if is_child else GivenBy.LEARNER
    return tuple(
        LearnerConsent(
            purpose=purpose,
            given=given,
            given_by=by,
            representative=clean(typed.representative) if is_child else "",
        )
        for purpose, given in said.items()
        if given != bool(known.consents.get(purpose))
    )
