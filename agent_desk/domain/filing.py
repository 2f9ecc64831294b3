"""By which of the three ways a dossier is filed, and why a way on paper was taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping


class OnlineWay(StrEnum):
    """Who files online: the center from what this desk prepared, or the citizen alone."""

    CENTER = "center"
    PORTAL = "portal"


class PaperReason(StrEnum):
    """Why a dossier goes on paper; a coded statistic, never free text. Source: issue 3."""

    NO_EID = "no_eid"
    NO_SMARTPHONE = "no_smartphone"
    ONLINE_NOT_OFFERED = "online_not_offered"
    CITIZEN_WISH = "citizen_wish"
    PORTAL_DOWN = "portal_down"
    ORIGINAL_NEEDED = "original_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HowFiled:
    """What the counter decided beyond the answers.

    ``way`` is for cases filed online, ``paper_reason`` for those on paper; None is not decided yet.
    ``office`` empty leaves the catalog's wording; ``places`` are the ward codes it follows from,
    by place, empty where there is no such place.
    """

    way: OnlineWay | None = None
    paper_reason: PaperReason | None = None
    office: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


UNDECIDED = HowFiled()
"""Only the answers are known."""


def say_way(way: OnlineWay) -> str:
    """Name an online way in the clerk's words."""
    return {
        OnlineWay.CENTER: tr("Prepared here, filed through the center"),
        OnlineWay.PORTAL: tr("By the citizen, on the portal"),
    }[way]


def say_reason(reason: PaperReason) -> str:
    """Say why it goes on paper."""
    return {
        PaperReason.NO_EID: tr("No working VNeID level 2"),
        PaperReason.NO_SMARTPHONE: tr("No smartphone, or it is too old"),
        PaperReason.ONLINE_NOT_OFFERED: tr("Online is not offered for this procedure"),
        PaperReason.CITIZEN_WISH: tr("The citizen wants paper"),
        PaperReason.PORTAL_DOWN: tr("The portal does not work today"),
        PaperReason.ORIGINAL_NEEDED: tr("The authority needs an original"),
    }[reason]
