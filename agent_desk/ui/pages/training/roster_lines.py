"""Lines of a paper list: read as typed, drawn as rows, kept as a draft. No Qt."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from agent_desk.commands.training_register import NewLearner
from agent_desk.domain.phone import parse_phone
from agent_desk.domain.text import clean, fold
from agent_desk.domain.training.learners import (
    GivenBy,
    LearnerConsent,
    LearnerPurpose,
    Source,
    Standing,
    may_be_child,
    read_decade,
    require_consents,
    say_birth,
)
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.pages.training.roster_state import LineTyped
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agent_desk.queries.training_register import LearnerRow


def read_line(typed: LineTyped, listed: Sequence[LearnerRow], today: date) -> NewLearner:
    """Read one line; somebody on the list under this very name is that person.

    Raises: InvalidInput at its fields.
    """
    name = clean(typed.name)
    if not name:
        message = tr("Type the name on the paper; a first name is enough.")
        raise InvalidInput(message, {"name": message})
    birth = read_decade(typed.birth, today)
    phone = parse_phone(typed.phone) if clean(typed.phone) and typed.contact else ""
    if typed.contact and not phone:
        message = tr("Who may be called needs a phone number. Type it, or take the tick away.")
        raise InvalidInput(message, {"phone": message})
    answers = require_consents(_answers(typed, birth, today), birth, today)
    return NewLearner(
        name=name,
        birth=birth,
        phone=phone,
        learner_id=_listed_as(name, birth, listed),
        source=Source.ROSTER,
        standing=Standing.ATTENDED if typed.came else Standing.SIGNED_UP,
        consents=answers,
    )


def _answers(typed: LineTyped, birth: str, today: date) -> tuple[LearnerConsent, ...]:
    is_other = may_be_child(birth, today) and bool(clean(typed.representative))
    said = (
        (LearnerPurpose.CONTACT, typed.contact),
        (LearnerPurpose.PHOTO, typed.photo),
        (LearnerPurpose.STATISTICS, typed.statistics),
    )
    return tuple(
        LearnerConsent(
            purpose=purpose,
            given=True,
            given_by=GivenBy.REPRESENTATIVE if is_other else GivenBy.LEARNER,
            representative=clean(typed.representative) if is_other else "",
        )
        for purpose, given in said
        if given
    )


def _listed_as(name: str, birth: str, listed: Sequence[LearnerRow]) -> str:
    """Give who on the list is written exactly so; nobody if it could be two."""
    same = [
        one
        for one in listed
        if fold(one.name) == fold(name)
        and (
            not birth or not one.birth or birth.startswith(one.birth) or one.birth.startswith(birth)
        )
    ]
    return same[0].learner_id if len(same) == 1 else ""


def row_of(at: int, typed: LineTyped, listed: Sequence[LearnerRow], today: date) -> ListRow:
    """Draw a line that was typed."""
    try:
        new = read_line(typed, listed, today)
    except InvalidInput as error:
        words, tone = error.message, Tone.WRONG
        return ListRow(key=str(at), title=typed.name, subtitle=words, tile=str(at + 1), tone=tone)
    agreed = [
        word
        for word, given in (
            (tr("a call"), typed.contact),
            (tr("photo"), typed.photo),
            (tr("statistics"), typed.statistics),
        )
        if given
    ]
    parts = [say_birth(new.birth), "" if typed.came else tr("did not come")]
    if agreed:
        parts.append(tr("agreed: {what}", what=", ".join(agreed)))
    return ListRow(
        key=str(at),
        title=typed.name,
        subtitle=" · ".join(part for part in parts if part),
        tile=str(at + 1),
        pill=tr("on the list") if new.learner_id else "",
        tone=Tone.GOOD,
        pill_last=True,
    )


def to_draft(lines: Sequence[LineTyped]) -> str:
    """Write lines as the text of a draft."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False)


def from_draft(text: str) -> tuple[LineTyped, ...]:
    """Read what ``to_draft`` wrote; nothing if it is of another program version."""
    try:
        return tuple(LineTyped(**line) for line in json.loads(text))
    except (ValueError, TypeError):
        return ()
