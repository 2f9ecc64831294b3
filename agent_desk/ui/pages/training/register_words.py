"""The register in words: rows to tick, one person, two entries that may be one. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.phone import mask_phone
from agent_desk.domain.training.learners import (
    LearnerPurpose,
    Source,
    Standing,
    may_be_child,
    say_birth,
    say_source,
    say_standing,
)
from agent_desk.domain.training.likeness import Why
from agent_desk.domain.training.sessions import SessionState
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.training.register_state import AgreedTyped, AlikePane, PersonPane
from agent_desk.ui.pages.training.words import say_day, say_span, say_topics
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from agent_desk.queries.training import SessionRow
    from agent_desk.queries.training_register import Alike, Known, LearnerRow

_TONES = {
    Standing.SIGNED_UP: Tone.NEUTRAL,
    Standing.ATTENDED: Tone.GOOD,
    Standing.ABSENT: Tone.WAITING,
}
_TILES = {
    Standing.SIGNED_UP: "icon:circle",
    Standing.ATTENDED: "icon:circle-check",
    Standing.ABSENT: "icon:circle-minus",
}


def row_of(one: LearnerRow) -> ListRow:
    """Draw a person as a row; no phone, no number: the trainer's screen may be seen too."""
    parts = [say_birth(one.birth), say_source(one.source) if one.source is Source.DOOR else ""]
    if one.sessions_before:
        parts.append(trn("came {n} time before", "came {n} times before", one.sessions_before))
    agreed = [p for p in LearnerPurpose if one.consents.get(p)]
    if agreed:
        parts.append(tr("agreed: {what}", what=", ".join(_short(p) for p in agreed)))
    return ListRow(
        key=one.learner_id,
        title=one.name,
        subtitle=" · ".join(part for part in parts if part),
        tile=_TILES[one.standing],
        pill=say_standing(one.standing),
        tone=_TONES[one.standing],
        pill_last=True,
    )


def _short(purpose: LearnerPurpose) -> str:
    return {
        LearnerPurpose.CONTACT: tr("a call"),
        LearnerPurpose.PHOTO: tr("photo"),
        LearnerPurpose.STATISTICS: tr("statistics"),
    }[purpose]


def say_head(row: SessionRow, titles: Mapping[str, str]) -> tuple[str, str]:
    """Give what is taught, and when and where."""
    when = f"{say_day(row.plan.day)}, {say_span(row)}"
    return say_topics(row.plan.topics, titles), f"{when} · {row.plan.place}"


def say_count(row: SessionRow) -> tuple[str, Tone]:
    """Say how many are here of how many, and whether seats are left."""
    here, seats = row.attended, row.plan.seats
    words = tr("{here} here, {listed} on the list, {seats} seats",
               here=here, listed=row.listed, seats=seats)  # fmt: skip
    if row.state is SessionState.HELD:
        return words, Tone.NEUTRAL
    taken = row.signed_up + row.attended
    if taken > seats:
        over = tr("{n} more than seats: look for chairs", n=taken - seats)
        return f"{words} · {over}", Tone.WAITING
    return words, Tone.NEUTRAL


def pane_of(one: LearnerRow, today: date, key: str, ward: str) -> PersonPane:
    """Draw one person with what they agreed to; a phone stays covered, a new one replaces it."""
    agreed = one.consents
    return PersonPane(
        key=key,
        learner_id=one.learner_id,
        title=one.name,
        over=" · ".join(
            part
            for part in (
                say_birth(one.birth),
                say_source(one.source),
                mask_phone(one.phone) if one.phone else "",
            )
            if part
        ),
        is_child=may_be_child(one.birth, today),
        typed=AgreedTyped(
            name=one.name,
            birth=one.birth + "0" if len(one.birth) == 3 else one.birth,
            ward=ward,
            contact=bool(agreed.get(LearnerPurpose.CONTACT)),
            photo=bool(agreed.get(LearnerPurpose.PHOTO)),
            statistics=bool(agreed.get(LearnerPurpose.STATISTICS)),
            representative=one.representative,
        ),
    )


def alike_of(pairs: Sequence[Alike], key: str) -> AlikePane | None:
    """Draw the surest pair that may be one person; None if there is none."""
    if not pairs:
        return None
    one = pairs[0]
    first, second = one.first, one.second
    if _marks(second.name) > _marks(first.name):  # the name with its marks goes on certificates
        first, second = second, first
    return AlikePane(
        key=key,
        first_id=first.learner_id,
        second_id=second.learner_id,
        why=_say_why(one.pair.why),
        first=_say_known(first),
        second=_say_known(second),
        left=len(pairs),
    )


def _marks(name: str) -> int:
    return sum(1 for letter in name if not letter.isascii())


def say_suggestion(one: Known) -> str:
    """Name a known person so that two of one name can be told apart."""
    return _say_known(one)


def _say_known(one: Known) -> str:
    times = trn("{n} session", "{n} sessions", one.sessions)
    return " · ".join(part for part in (one.name, say_birth(one.birth), times) if part)


def _say_why(why: Why) -> str:
    return {
        Why.SAME_NUMBER: tr("They showed the same card."),
        Why.SAME_PHONE: tr("They have one phone and one first name."),
        Why.SPELLING: tr("The names differ by an accent or a capital only."),
        Why.ONE_LETTER: tr("The names differ by one letter."),
        Why.SHORT: tr("One name may be the other written short."),
    }[why]
