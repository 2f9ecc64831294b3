"""How a case is filed beyond its answers: online way, reason for paper, places. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.catalog.card_address import from_card_address
from agent_desk.domain.filing import OnlineWay, PaperReason
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.choosing import is_decided, lacks_way, outcome_of
from agent_desk.ui.pages.reception.sitting import Source, WardOffer, WardsFound

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.wards import Ward, Wards
    from agent_desk.ui.pages.reception.case import Case
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

WAY, REASON, PLACE = "how way", "how reason", "how place "
"""Questions of ours; the catalog's never hold a space."""

NO_SUCH_PLACE, LATER = "none", "later"
_MOST_WARDS = 6


def asked_now(sitting: Sitting, outcome: CaseOutcome | None) -> str:
    """Give the question of ours that is on the screen now; empty if none."""
    if sitting.asking.startswith((WAY, REASON, PLACE)):
        return sitting.asking
    if sitting.asking or not is_decided(outcome) or outcome is None:
        return ""
    if lacks_way(sitting, outcome):
        return WAY if sitting.answers.get("channel") == "online" else REASON
    if sitting.way is None and sitting.paper_reason is None:
        return ""
    still = (place.id for place in outcome.competence.questions if place.id not in sitting.later)
    place = next(still, "")
    return f"{PLACE}{place}" if place else ""


class Ways:
    """Takes the answers to the questions of ours."""

    def __init__(self, counter: Counter, case: Case) -> None:
        self._counter = counter
        self._case = case

    def answer(self, question_id: str, key: str, source: Source = Source.CLERK) -> None:
        """Take one answer: of ours, or of the catalog's questions."""
        sitting = replace(self._counter.sitting, asking="", notice=None)
        if question_id == WAY:
            self._case.take(replace(sitting, way=OnlineWay(key), is_confirmed=False))
        elif question_id == REASON:
            self._case.take(replace(sitting, paper_reason=PaperReason(key)))
        elif question_id.startswith(PLACE):
            self._take_place(sitting, question_id.removeprefix(PLACE), key)
        else:
            self._case.answer(question_id, key, source)

    def _take_place(self, sitting: Sitting, place: str, key: str) -> None:
        if key == LATER:
            self._counter.show(replace(sitting, later=sitting.later | {place}))
            return
        ward: Ward | None = None
        if key != NO_SUCH_PLACE:
            ward = next((o.ward for o in sitting.wards.wards if o.ward.code == key), None)
        places = {**sitting.places, place: ward}
        self._counter.show(replace(sitting, places=places, wards=WardsFound()))
        self._case.keep_if_decided()

    def offer(self) -> None:
        """Read the wards that the addresses of these people lie in, for the place asked now."""
        counter, sitting = self._counter, self._counter.sitting
        asked = asked_now(sitting, outcome_of(counter, sitting))
        place = asked.removeprefix(PLACE)
        if not asked.startswith(PLACE) or sitting.wards.place == place:
            return
        counter.keep(replace(sitting, wards=WardsFound(place=place)))
        wards, people = counter.wards, _addresses(sitting)

        def found(offers: tuple[WardOffer, ...]) -> None:
            now = counter.sitting
            if now.wards == WardsFound(place=place):
                read = WardsFound(place=place, is_read=True, wards=offers)
                counter.show(replace(now, wards=read))

        counter.run(lambda: _read_addresses(people, wards), found, lane="work")

    def search_ward(self, text: str) -> None:
        """Find wards by name, old names too; what an older text found is dropped at once.

        So no key that comes too early chooses a ward that the text does not mean.
        """
        counter, wards = self._counter, self._counter.wards
        place = counter.sitting.wards.place

        def find() -> tuple[WardOffer, ...]:
            return tuple(
                WardOffer(ward=hit.ward, why=tr("once {name}", name=hit.via) if hit.via else "")
                for hit in wards.find(text, _MOST_WARDS)
            )

        def found(offers: tuple[WardOffer, ...]) -> None:
            now = counter.sitting
            if (now.wards.place, now.wards.typed) == (place, text):
                shown = WardsFound(place=place, is_read=True, typed=text, wards=offers)
                counter.show(replace(now, wards=shown))

        if text.strip():
            counter.show(replace(counter.sitting, wards=WardsFound(place=place, typed=text)))
            counter.run(find, found, lane="work")
        else:
            counter.keep(replace(counter.sitting, wards=WardsFound()))
            self.offer()


def _addresses(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    """Give whose address, and the address; the owner's first."""
    people = [(sitting.submitter, tr("address of the submitter"))]
    if sitting.is_for_other:
        people.insert(0, (sitting.owner, tr("address of the owner")))
    return tuple((why, form.address) for form, why in people if form.address.strip())


def _read_addresses(people: tuple[tuple[str, str], ...], wards: Wards) -> tuple[WardOffer, ...]:
    """Read addresses, old or new; an old ward that was divided gives all its parts (work lane)."""
    offers: dict[str, WardOffer] = {}
    for why, address in people:
        guess = from_card_address(address, wards)
        if guess.ward is not None:
            offers.setdefault(guess.ward.code, WardOffer(ward=guess.ward, why=why))
        for candidate in guess.candidates[:_MOST_WARDS]:
            doubt = tr("{why}; the old ward was divided, ask for the street", why=why)
            if candidate.is_suggested:
                doubt = tr("perhaps this one: {why}", why=doubt)
            offers.setdefault(candidate.ward.code, WardOffer(ward=candidate.ward, why=doubt))
    return tuple(offers.values())[:_MOST_WARDS]
