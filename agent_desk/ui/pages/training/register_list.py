"""The list of one session: read, searched, ticked, shown to everybody, finished. No Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.commands import training_register, training_sessions
from agent_desk.domain.text import fold
from agent_desk.domain.training.learners import (
    Standing,
)
from agent_desk.domain.training.sessions import SessionState
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.queries import training as query
from agent_desk.queries import training_register as register_query
from agent_desk.ui.pages.training import register_words as words
from agent_desk.ui.pages.training.register_state import (
    PersonPane,
    RegisterScreen,
)
from agent_desk.ui.pages.training.topics import topic_titles
from agent_desk.ui.pages.training.wall import WallList, names_for_all
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.prints.training import TrainingSheet, print_sheet
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.training.ways import TrainingWays
    from agent_desk.ui.rows import ListRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    row: query.SessionRow
    people: tuple[register_query.LearnerRow, ...]
    alike: tuple[register_query.Alike, ...]
    titles: Mapping[str, str]


class RegisterList(ActingPresenter[RegisterScreen]):
    """What of the register needs no form. What is typed stays."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, ways: TrainingWays
    ) -> None:
        super().__init__(office, jobs, RegisterScreen())
        self._navigator = navigator
        self.ways = ways
        self._read: _Read | None = None
        self._has_ticked = False

    # Reading

    def open_session(self, session_id: str) -> None:
        """Open the register of a session."""
        if session_id != self.state.session_id:
            self._read = None
            self.show(RegisterScreen(session_id=session_id))
        self.refresh()

    def open_next(self) -> None:
        """Open the session that is held now, or the next one, if none was opened."""
        if self.state.session_id:
            self.refresh()
            return
        desk = self._office.desk

        def read() -> str:
            with desk.store.read() as connection:
                found = query.upcoming(connection, desk.clock.now(), 1)
            return found[0].session_id if found else ""

        def go(session_id: str) -> None:
            if session_id:
                self.open_session(session_id)
            else:
                self.show(replace(self.state, is_read=True))

        self._jobs.submit("store", read, done=go, failed=self._fail)

    def refresh(self) -> None:
        """Read the list again."""
        if self.state.session_id:
            read = partial(self._read_all, self.state.session_id)
            self._jobs.submit("store", read, done=self._show, failed=self._fail)

    def _read_all(self, session_id: str) -> _Read:
        with self._office.desk.store.read() as connection:
            row = query.one(connection, session_id)
            if row is None:
                raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
            return _Read(
                row=row,
                people=register_query.register(connection, session_id),
                alike=register_query.alike(connection, session_id),
                titles=topic_titles(row.plan.day),
            )

    def _show(self, found: _Read) -> None:
        if found.row.session_id != self.state.session_id:
            return
        self._read = found
        title, subtitle = words.say_head(found.row, found.titles)
        count, tone = words.say_count(found.row)
        self.show(
            replace(
                self.state,
                title=title,
                subtitle=subtitle,
                count=count,
                count_tone=tone,
                rows=self._rows(found),
                alike=len(found.alike),
                is_open=found.row.state is not SessionState.CANCELED,
                is_read=True,
            )
        )
        if self.state.is_on_wall:
            self.ways.show_wall(self._wall(found))

    def _rows(self, found: _Read) -> tuple[ListRow, ...]:
        wanted = fold(self.state.filter)
        return tuple(words.row_of(one) for one in found.people if wanted in fold(one.name))

    def filter(self, text: str) -> None:
        """Show only those whose name holds this."""
        self._state = replace(self.state, filter=text)
        if self._read is not None:
            self.show(replace(self.state, rows=self._rows(self._read)))

    # Ticking

    def tick(self, learner_id: str) -> None:
        """Turn one tick: who is here, who is not here yet."""
        one = self._person(learner_id)
        if one is not None:
            came = one.standing is Standing.ATTENDED
            self._mark(one, Standing.SIGNED_UP if came else Standing.ATTENDED)

    def mark_absent(self, learner_id: str) -> None:
        """Note that somebody will not come."""
        one = self._person(learner_id)
        if one is not None:
            self._mark(one, Standing.ABSENT)

    def _mark(self, one: register_query.LearnerRow, standing: Standing) -> None:
        desk, act = self._office.desk, self._office.act()
        marks = {one.learner_id: standing}
        self._jobs.submit(
            "store",
            lambda: training_register.mark_attendance(desk, act, self.state.session_id, marks),
            done=lambda _done: self._marked(one, standing),
            failed=self._fail,
        )

    def _marked(self, one: register_query.LearnerRow, standing: Standing) -> None:
        """Draw one tick at once: with 300 people reading all of them again would be felt."""
        found = self._read
        if found is not None and found.row.session_id == self.state.session_id:
            people = tuple(
                replace(other, standing=standing) if other.learner_id == one.learner_id else other
                for other in found.people
            )
            counted = Counter(other.standing for other in people)
            row = replace(
                found.row,
                signed_up=counted[Standing.SIGNED_UP],
                attended=counted[Standing.ATTENDED],
                absent=counted[Standing.ABSENT],
            )
            self._show(replace(found, people=people, row=row))
        self._has_ticked = True

    def leave(self) -> None:
        """Tell the others of the ticks on the way back: each single one would make all read."""
        if self._has_ticked:
            self._has_ticked = False
            self._navigator.something_changed()

    def _person(self, learner_id: str) -> register_query.LearnerRow | None:
        people = self._read.people if self._read is not None else ()
        return next((one for one in people if one.learner_id == learner_id), None)

    # The session

    def finish(self) -> None:
        """Finish the session: who was not ticked did not come."""
        desk, act = self._office.desk, self._office.act()
        session_id = self.state.session_id

        def done(result: Done) -> None:
            said = tr("Finished: {n} came, {absent} did not.",
                      n=result["attended"], absent=result["absent"])  # fmt: skip
            self.settled(said)

        self._run(lambda: training_sessions.hold_session(desk, act, session_id), done)

    def print_list(self) -> None:
        """Print the list for the trainer."""
        office, intent, session_id = self._office, new_intent(), self.state.session_id
        self._run(
            lambda: print_sheet(office, intent, session_id, TrainingSheet.ROSTER),
            self._navigator.hand_to_printer,
        )

    def turn_wall(self) -> None:
        """Show first names to everybody in the room, or take them away."""
        if self.state.is_on_wall or self._read is None:
            self.ways.show_wall(None)
            self.show(replace(self.state, is_on_wall=False))
            return
        is_beside = self.ways.show_wall(self._wall(self._read))
        said = tr("Everybody sees first names now.") if is_beside else ""
        self.show(replace(self.state, is_on_wall=True, message=said, tone=Tone.GOOD))

    def wall_gone(self) -> None:
        """The shared list was taken away by itself."""
        self.show(replace(self.state, is_on_wall=False))

    def _wall(self, found: _Read) -> WallList:
        title, when = words.say_head(found.row, found.titles)
        begin = f"{local(found.row.plan.starts_at):%H:%M}"
        return WallList(
            title=title,
            when=when if begin in when else f"{begin} {when}",
            names=names_for_all(found.people),
            note=tr("Not on the list? Tell the trainer your first name."),
        )

    def settled(self, said: str, undo: str = "") -> None:
        """Say what was done and read again."""
        state = replace(self.state, pane=None, message=said, tone=Tone.GOOD, undo=undo)
        self.show(state)
        self.refresh()
        self._navigator.something_changed()

    # Failures

    def _busy(self, *, is_busy: bool) -> RegisterScreen:
        return replace(self.state, is_busy=is_busy)

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, is_busy=False))
        self._refuse(error)

    def _refuse(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        pane = self.state.pane
        if isinstance(pane, PersonPane) and fields:
            self.show(replace(self.state, pane=replace(pane, errors=fields)))
        elif fields:
            self.show(replace(self.state, errors=fields))
        else:
            self.show(replace(self.state, message=error.message, tone=Tone.WRONG))
