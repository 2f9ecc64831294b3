"""The steps of the first day: what to do, and the real act each of them waits for. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from agent_desk.domain.facts import FactKind
from agent_desk.i18n import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """One step; it ends when a page was opened, an act recorded, or the palette used."""

    says: str
    page: str = ""
    acts: tuple[FactKind, ...] = ()

    @property
    def waits_for_palette(self) -> bool:
        """Say whether something must be chosen in the palette."""
        return not self.page and not self.acts


def first_day() -> tuple[TourStep, ...]:
    """Give the steps of the first day, in order."""
    return (
        TourStep(
            says=tr("A citizen comes. Press F2: that is always the first key."), page="reception"
        ),
        TourStep(
            says=tr(
                "Nobody has a card today. Type the number 001190000123, the name Nguyễn Thị Mẫu, "
                "born 01021990, phone 0912345678. Then Ctrl+Enter."
            ),
            acts=(FactKind.CITIZEN_RECORDED,),
        ),
        TourStep(
            says=tr(
                "Read the consent aloud and press 1 for each line, as if she agreed. Then Enter."
            ),
            acts=(FactKind.CONSENT_RECORDED,),
        ),
        TourStep(
            says=tr(
                "She says: “I have a baby”. Type khai sinh, press Enter, and answer each question "
                "with a digit."
            ),
            acts=(FactKind.DOSSIER_OPENED,),
        ),
        TourStep(
            says=tr(
                "Now her papers. Go on with Ctrl+Enter. Space means she has it, 0 it is missing. "
                "Mark one."
            ),
            acts=(FactKind.PAPER_RECORDED,),
        ),
        TourStep(
            says=tr(
                "She has to bring something: press Ctrl+P and give her the list of what to bring. "
                "Or complete everything and file it."
            ),
            acts=(FactKind.DOSSIER_ADVISED, FactKind.DOSSIER_LODGED, FactKind.DOSSIER_TAKEN_IN),
        ),
        TourStep(
            says=tr("Lost? Press Ctrl+K, type what you want, such as dong bo, and press Enter.")
        ),
    )
