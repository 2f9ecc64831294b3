"""What every paper of ours says about itself: who printed it, which dossier, who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.domain.people import mask_number
from agent_desk.domain.reference import check
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.domain.partial_date import PartialDate


class PaperSize(Enum):
    """What lies in the printer; on A4 a slip prints its two copies side by side."""

    A5 = "A5"
    A4 = "A4"


class Custody(Enum):
    """Who has the record of the dossier at the moment of printing."""

    AT_DESK = "at_desk"
    AT_CENTER = "at_center"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHead:
    """The common part of papers that belong to no single dossier: bags, days, shifts, posters.

    ``print_number`` counts from 1. Raises: InvalidInput if it does not, or the time has no zone.
    """

    operator: str
    site: str
    place: str
    printed_at: datetime
    hotline: str
    template_version: str
    print_number: int = 1
    practice: bool = False

    def __post_init__(self) -> None:
        if self.print_number < 1:
            raise InvalidInput(tr("The number of a print counts from 1."))
        if self.printed_at.tzinfo is None:
            raise InvalidInput(tr("The time of printing has no time zone."))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipHead(OfficeHead):
    """The common part of the papers of a dossier.

    ``official_code`` is the state's number if it has come back. ``center_received_at`` is the
    time in the center's countersigned receipt, given exactly when custody is ``AT_CENTER``.
    Raises: InvalidInput if a part contradicts another.
    """

    reference: str
    custody: Custody = Custody.AT_DESK
    center_received_at: datetime | None = None
    official_code: str | None = None

    def __post_init__(self) -> None:
        OfficeHead.__post_init__(self)
        if check(self.reference).digits != self.reference:
            raise InvalidInput(tr("A reference is printed from its digits alone."))
        if (self.custody is Custody.AT_CENTER) != (self.center_received_at is not None):
            raise InvalidInput(
                tr("Only a receipt of the center can say that the center holds the dossier.")
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person named on paper; everything but the name may be empty.

    ``citizen_number`` is masked unless ``full_number`` says that this paper needs all its digits.
    """

    name: str
    born: PartialDate | None = None
    citizen_number: str = ""
    full_number: bool = False
    address: str = ""
    phone: str = ""
    email: str = ""

    def shown_number(self) -> str:
        """Give the personal number as this paper may show it; empty if there is none."""
        if self.full_number:
            return self.citizen_number
        return mask_number(self.citizen_number)
