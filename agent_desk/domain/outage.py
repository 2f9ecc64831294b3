"""Slips of the outage kit: numbers printed in advance, each used once or voided with a reason."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.domain.reference import Reference

MOST_SLIPS = 100
OLDEST = timedelta(days=60)
"""A slip filled in longer ago than this is more likely a wrong date than a forgotten slip."""


class SlipState(StrEnum):
    """What became of one number of the kit."""

    BLANK = "blank"
    ENTERED = "entered"
    VOID = "void"


class WhyVoid(StrEnum):
    """Why a number will never be a dossier."""

    SPOILED = "spoiled"
    LOST = "lost"
    CITIZEN_LEFT = "citizen_left"
    KIT_REPLACED = "kit_replaced"


def say_why_void(why: WhyVoid) -> str:
    """Say why a number is not used."""
    return {
        WhyVoid.SPOILED: tr("The sheet was spoiled"),
        WhyVoid.LOST: tr("The sheet cannot be found"),
        WhyVoid.CITIZEN_LEFT: tr("The citizen took everything back"),
        WhyVoid.KIT_REPLACED: tr("The kit was replaced by a new one"),
    }[why]


def say_slip(state: SlipState) -> str:
    """Name what became of a number."""
    return {
        SlipState.BLANK: tr("not used yet"),
        SlipState.ENTERED: tr("entered"),
        SlipState.VOID: tr("void"),
    }[state]


def require_time(happened: datetime, now: datetime, minted: datetime) -> None:
    """Refuse a time that cannot be. Raises: InvalidInput."""
    words = ""
    if happened > now:
        words = tr("This time lies in the future. Write when the slip was filled in.")
    elif happened < minted:
        words = tr("The kit was printed after this time, so the slip is younger. Look at it again.")
    elif now - happened > OLDEST:
        words = tr("This is more than 60 days ago. Compare the date with the slip.")
    if words:
        raise InvalidInput(words, {"happened_at": words})


def gaps(entered: Sequence[Reference], blank: Sequence[Reference]) -> list[str]:
    """Give blank numbers that lie before an entered one of their kit: a slip may be missing.

    Slips are taken from the top of the stack, so a gap asks where the sheet is.
    """
    last: dict[tuple[str, object], int] = {}
    for one in entered:
        key = (one.desk_code, one.day)
        last[key] = max(last.get(key, 0), one.counter)
    return [one.digits for one in blank if one.counter < last.get((one.desk_code, one.day), 0)]
