"""Takes over the exams that clerks passed at the practice desk of this PC. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.exam_passed import keep_exams
from agent_desk.i18n import tr, trn
from agent_desk.ids import new_intent
from agent_desk.queries.competence import exams_on_this_pc
from agent_desk.store.keys import KeyPlace
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office


class Exams:
    """Reads practice once when asked to, and says what came of it."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        self._office = office
        self._jobs = jobs
        self._navigator = navigator
        self._intent = new_intent()

    @property
    def can_take_over(self) -> bool:
        """Say whether this is the desk at which an exam counts."""
        return not self._office.is_practice

    def take_over(self) -> None:
        """Take over what was passed since the last time."""
        desk, act = self._office.desk, self._office.act(self._intent)

        def work() -> Done:
            uses_system = desk.store.health().key_place is KeyPlace.SYSTEM
            practice = desk.store.data.practice_beside()
            found = exams_on_this_pc(practice, use_system_store=uses_system)
            return keep_exams(desk, act, found)

        def done(kept: Done) -> None:
            self._intent = new_intent()
            count = int(kept["kept"])
            self._navigator.say(say_kept(count, int(kept["unknown"])), _tone(count))
            self._navigator.something_changed()

        self._jobs.submit("store", work, done=done, failed=self._fail)

    def _fail(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)


def say_kept(kept: int, unknown: int) -> str:
    """Say what was taken over, and what names nobody here."""
    said = tr("No newly passed exam at the practice desk of this PC.")
    if kept:
        said = trn("{n} passed exam taken over.", "{n} passed exams taken over.", kept)
    if unknown:
        said += " " + trn(
            "{n} result names nobody of this desk: the name must be written as it is here.",
            "{n} results name nobody of this desk: the name must be written as it is here.",
            unknown,
        )
    return said


def _tone(kept: int) -> Tone:
    return Tone.GOOD if kept else Tone.NEUTRAL
