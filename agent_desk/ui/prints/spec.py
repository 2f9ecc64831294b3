"""What a paper of a dossier is: its name, its printer, when it is possible, how it is drawn. No Qt.

A new paper is one ``DocumentSpec`` in a module of this folder and its name in ``every.SPECS``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.clock import from_iso
from agent_desk.documents.head import Custody, Party, SlipHead
from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.phone import show_phone
from agent_desk.domain.printing import PrintReason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from agent_desk.documents.head import PaperSize
    from agent_desk.domain.printing import PrinterRole
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.queries.dossier import DossierView
    from agent_desk.queries.official_forms import HandOverRow, Letter, LetterKind
    from agent_desk.queries.returned import Returned
    from agent_desk.ui.office import Office

_RESIDENCE = "Cư trú"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every paper of a dossier is made from, read once (store lane).

    ``version`` is the template version to go by: that of the first print, if there was one.
    ``words`` are blocks of the paper whose words the clerk changed.
    """

    office: Office
    view: DossierView
    now: datetime
    paper: PaperSize
    held_since: str
    mode: str
    returned: Returned | None
    has_forms: bool
    letters: Mapping[LetterKind, Letter]
    hand_overs: tuple[HandOverRow, ...]
    version: str = "v1"
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_contracted(self) -> bool:
        """Say whether this desk receives by contract, so that it may print Mẫu 01."""
        return self.mode == "contracted"

    @property
    def is_residence(self) -> bool:
        """Say whether the police have forms of their own for it, in place of Mẫu 01 to 03."""
        known = self.office.desk.catalog.procedures.get(self.view.procedure_code)
        return known is not None and known.field == _RESIDENCE

    def site_line(self) -> str:
        """Give the line that names this counter on paper."""
        identity = self.office.desk.identity
        return f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}"

    def head(self, print_number: int) -> SlipHead:
        """Give what every paper says about itself; custody is true at the moment of printing."""
        office, view, since = self.office, self.view, self.held_since
        return SlipHead(
            operator=office.setting(settings.OPERATOR),
            site=self.site_line(),
            place=office.setting(settings.PLACE),
            printed_at=self.now,
            reference=view.reference,
            hotline=office.setting(settings.HOTLINE),
            template_version=self.version,
            custody=Custody.AT_CENTER if since else Custody.AT_DESK,
            center_received_at=from_iso(since) if since else None,
            official_code=view.official_code or None,
            print_number=print_number,
            practice=office.is_practice,
        )


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a paper cannot be printed now; empty: it has no place with this dossier at all."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A part of a paper that may be put into other words; ``template`` is what stood there."""

    key: str
    label: str
    text: str
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSpec:
    """One kind of paper of a dossier.

    ``key`` is kept in the book and never changes. ``why_not`` gives None when it can be printed
    now. ``render`` gets the number of the print (reprints say theirs) and gives PDF bytes, or the
    bytes for the ticket printer where ``is_raw``; then ``preview`` gives a PDF of the same.
    ``again`` is why it is printed once more when nobody says why. ``say`` and ``why_not`` give
    words of the screen. ``blocks`` gives what the clerk may put into other words for one print.
    """

    key: str
    say: Callable[[], str]
    icon: str
    role: PrinterRole
    why_not: Callable[[Ground], WhyNot | None]
    render: Callable[[Ground, int], bytes]
    template: str = ""
    again: PrintReason = PrintReason.FIRST
    is_raw: bool = False
    preview: Callable[[Ground, int], bytes] | None = None
    blocks: Callable[[Ground], tuple[TextBlock, ...]] | None = None


def party(person: CitizenView, *, full_number: bool = False) -> Party:
    """Give a person as papers name them."""
    return Party(
        full_number=full_number,
        name=person.name,
        born=PartialDate.from_iso(person.birth) if person.birth else None,
        citizen_number=person.number,
        address=person.address,
        phone=show_phone(person.phone) if person.phone else "",
    )
