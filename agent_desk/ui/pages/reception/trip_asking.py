"""Why somebody had to come again, asked while they stand here: one key, never in the way. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.commands.trips import explain_return
from agent_desk.domain.reference import group
from agent_desk.domain.trips import ASKED, CameFor, TripCause, say_cause
from agent_desk.i18n import tr
from agent_desk.queries.trip_asking import of_citizen, of_dossier
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.errors import DeskError
    from agent_desk.ids import DossierId, IntentId, VisitId
    from agent_desk.queries.trip_asking import TripToAsk
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class TripQuestion:
    """What the strip shows; ``detail`` is empty where the page says it already."""

    title: str
    detail: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """Whom a question was looked for: the case, the person greeted, the dossier opened."""

    key: IntentId
    visit_id: VisitId | None
    citizen_id: str
    dossier_id: DossierId | None


def _about(sitting: Sitting) -> _About:
    opened = sitting.view.dossier_id if sitting.view is not None else None
    citizen = sitting.submitter_id if sitting.is_recorded else None
    return _About(
        key=sitting.key, visit_id=sitting.visit_id, citizen_id=citizen or "", dossier_id=opened
    )


class TripAsking:
    """Looks once for each person greeted and each dossier opened; an answer ends it for a visit."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._listener: Callable[[TripQuestion | None], None] | None = None
        self._looked: _About | None = None
        self._trip: TripToAsk | None = None
        self._settled: set[VisitId] = set()
        self._is_writing = False

    @property
    def question(self) -> TripQuestion | None:
        """What is asked now."""
        trip, view = self._trip, self._counter.sitting.view
        if trip is None:
            return None
        return _question(trip, is_open=view is not None and view.dossier_id == trip.dossier_id)

    def listen(self, listener: Callable[[TripQuestion | None], None]) -> None:
        """Tell the strip of every question, and when there is none any more."""
        self._listener = listener
        listener(self.question)

    def follow(self) -> None:
        """Look whether the person now before the clerk came again for something."""
        about = _about(self._counter.sitting)
        if about == self._looked:
            return
        was, self._looked = self._looked, about
        if was is None or was.visit_id != about.visit_id:
            self._put(None)
        if about.visit_id is None or about.visit_id in self._settled or not about.citizen_id:
            self._put(None)
            return
        desk = self._counter.desk
        now = desk.clock.now()

        def read() -> TripToAsk | None:
            with desk.store.read() as connection:
                opened = about.dossier_id
                trip = of_dossier(connection, opened, now) if opened is not None else None
                return trip or of_citizen(connection, about.citizen_id, now)

        def found(trip: TripToAsk | None) -> None:
            if about == self._looked:
                self._put(trip)

        # A question that cannot be read is asked on Today; nothing is said at the counter.
        self._counter.run(read, found, failed=lambda _error: self._put(None))

    def answer(self, choice: str) -> None:
        """Write the answer; the strip goes."""
        trip, counter = self._trip, self._counter
        if trip is None or self._is_writing:
            return
        self._is_writing = True
        desk, act, cause = counter.desk, counter.act("trip"), TripCause(choice)

        def done(_done: object) -> None:
            self._is_writing = False
            counter.spent("trip")
            self.dismiss()
            counter.navigator.say(tr("Noted: {why}", why=say_cause(cause)), Tone.GOOD)
            counter.navigator.something_changed()

        def failed(error: DeskError) -> None:
            self._is_writing = False
            counter.fail(error)

        counter.run(lambda: explain_return(desk, act, trip.dossier_id, cause), done, failed=failed)

    def dismiss(self) -> None:
        """Ask no more in this visit; nothing is written, Today asks what is counted already."""
        if self._looked is not None and self._looked.visit_id is not None:
            self._settled.add(self._looked.visit_id)
        self._put(None)

    def _put(self, trip: TripToAsk | None) -> None:
        self._trip = trip
        if self._listener is not None:
            self._listener(self.question)


def _question(trip: TripToAsk, *, is_open: bool) -> TripQuestion:
    came = {
        CameFor.SUPPLEMENT: tr("The authority asked for more papers."),
        CameFor.REFUSAL: tr("They came because it was refused."),
        CameFor.RESULT: tr("They came for a result that was not there yet."),
        CameFor.MISSING_PAPERS: tr("They brought what was missing."),
    }[trip.came_for]
    title = tr(
        "Visit {number} for this matter. Why did they have to come again?", number=trip.visits
    )
    return TripQuestion(
        title=title,
        detail="" if is_open else f"{trip.procedure_name} · {group(trip.reference)} · {came}",
        choices=tuple(Choice(key=cause.value, label=say_cause(cause)) for cause in ASKED),
    )
