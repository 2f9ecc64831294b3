"""Practice: choose a citizen or an exam, serve in the real pages, see the score. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from agent_desk.catalog.practice import load_practice
from agent_desk.commands import practice as commands
from agent_desk.commands.practice_scene import lay_out
from agent_desk.domain.practice.examiner import examine
from agent_desk.domain.practice.runs import RunKind, RunState, draw_exam
from agent_desk.domain.practice.spec import number_of
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.queries import practice as query
from agent_desk.ui.pages.practice import words
from agent_desk.ui.pages.practice.state import PracticeState
from agent_desk.ui.pages.practice.talk import Counter, Talk
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.practice import print_score
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.catalog.practice import PracticeSet
    from agent_desk.domain.practice.spec import Scripted
    from agent_desk.errors import DeskError
    from agent_desk.ids import IntentId
    from agent_desk.queries.practice import AttemptRow, RunRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.practice.state import Booth
    from agent_desk.ui.prints.order import Printed

_T = TypeVar("_T")

KEY = "practice"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    known: PracticeSet
    runs: tuple[RunRow, ...]
    moves: frozenset[tuple[str, str]] = frozenset()


class PracticePresenter(Presenter[PracticeState]):
    """Leads the exercises of the clerk who sits here; the dock listens besides the page."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, counter: Counter
    ) -> None:
        super().__init__(office, jobs, PracticeState())
        self._navigator = navigator
        self._counter = counter
        self._known: PracticeSet | None = None
        self._run: RunRow | None = None
        self._runs: tuple[RunRow, ...] = ()
        self._intents: dict[str, IntentId] = {}
        self._dock: Callable[[PracticeState], None] = lambda _state: None
        self.talk = Talk(office, jobs, navigator, counter, self._draw_booth)

    def watch(self, dock: Callable[[PracticeState], None]) -> None:
        """Tell the dock of every new state too."""
        self._dock = dock
        dock(self.state)

    def show(self, state: PracticeState) -> None:
        """Draw a state, in the page and beside all pages."""
        super().show(state)
        self._dock(state)

    # Reading

    def refresh(self) -> None:
        """Read the exercises of the clerk who sits here; an open one waits to be gone on with."""
        self._submit(self._read, self._on_read)

    def _read(self) -> _Read:
        office = self._office
        known = self._known or load_practice(office.desk.catalog)
        with office.desk.store.read() as connection:
            runs = query.runs_of(connection, office.clerk.clerk_id)
            open_now = next((run for run in runs if run.state is RunState.OPEN), None)
            standing = open_now.standing if open_now is not None else None
            moves = query.moves_of(connection, standing.attempt_id) if standing else ()
        done = frozenset((move.kind.value, move.what) for move in moves)
        return _Read(known=known, runs=runs, moves=done)

    def _on_read(self, read: _Read) -> None:
        self._known, self._runs = read.known, read.runs
        self._run = next((run for run in read.runs if run.state is RunState.OPEN), None)
        if self._run is None or not self._is_at_work():
            self.talk.leave()
        self._show_lists()

    def _is_at_work(self) -> bool:
        standing = self._run.standing if self._run is not None else None
        script = self.talk.script
        return script is not None and standing is not None and standing.citizen == script.id

    def _show_lists(self) -> None:
        known = self._known
        if known is None:
            return
        passed = {
            tried.citizen
            for run in self._runs
            for tried in run.attempts
            if tried.score is not None and tried.score.passed
        }
        going = (
            words.going_words(self._run) if self._run is not None and not self.talk.is_on else ""
        )
        self.show(
            replace(
                self.state,
                people=words.person_rows(known, self._office.desk.today(), passed),
                history=words.history_rows(self._runs, known),
                going=going,
                trouble=_trouble(known),
                is_busy=False,
                is_read=True,
            )
        )

    # Beginning, going on, ending

    def start_exercise(self, citizen_id: str) -> None:
        """Practice with one citizen."""
        self._start(RunKind.EXERCISE, lambda _known: (citizen_id,))

    def start_exam(self, chosen: tuple[str, ...] = ()) -> None:
        """Begin an exam of five, those not met before first; a trainer may choose others."""
        met = {tried.citizen for run in self._runs for tried in run.attempts}
        seed = len(self._runs) * 7919 + int(self._office.desk.clock.now().timestamp())

        def draw(known: PracticeSet) -> tuple[str, ...]:
            return chosen or tuple(one.id for one in draw_exam(known.citizens, seed, met))

        self._start(RunKind.EXAM, draw)

    def _start(self, kind: RunKind, choose: Callable[[PracticeSet], tuple[str, ...]]) -> None:
        known = self._known
        if known is None or self.state.is_busy:
            return
        if self._run is not None:
            self._tell(tr("Go on with the exercise that waits, or end it first."), Tone.WAITING)
            return
        desk, act, citizens = (
            self._office.desk,
            self._office.act(self._intent("run")),
            choose(known),
        )

        def begun(_done: object) -> None:
            self._intents.pop("run", None)
            self._go_on()

        self._submit(lambda: commands.begin_run(desk, act, kind, citizens), begun)

    def resume(self) -> None:
        """Go on where it was left; the time counts on from there."""
        if self._run is not None and not self.state.is_busy:
            self._go_on()

    def next_citizen(self) -> None:
        """Let the next one come."""
        self.resume()

    def _go_on(self) -> None:
        """Read the open run, let its citizen come, and open the counter."""
        office, act = self._office, self._office.act(self._intent("call"))
        known = self._known

        def work() -> tuple[_Read, str, bool]:
            read = self._read()
            run = next((one for one in read.runs if one.state is RunState.OPEN), None)
            if run is None:
                return read, "", False
            standing = run.standing
            citizen = standing.citizen if standing is not None else run.next_citizen
            script = read.known.citizen(citizen)
            if standing is None:
                kept = lay_out(office.desk, script, _next_turn(office))
                comer = commands.Comer(citizen=citizen, version=script.version, kept=kept)
                commands.call_in(office.desk, act, run.run_id, comer)
                read = self._read()
            return read, citizen, standing is None

        def done(found: tuple[_Read, str, bool]) -> None:
            read, citizen, is_new = found
            self._intents.pop("call", None)
            self._known = read.known
            self._on_read(read)
            if citizen and self._run is not None:
                self._come(read.known.citizen(citizen), self._run, read.moves)
                if is_new:  # whoever is still in Reception is laid aside
                    self._navigator.greet(None)
                else:
                    self._navigator.open_page("reception")

        if known is not None:
            self._submit(work, done)

    def _come(self, script: Scripted, run: RunRow, moves: frozenset[tuple[str, str]]) -> None:
        self.show(replace(self.state, sheet=None, message="", going=""))
        self.talk.come(script, run, moves)
        if script.lays_out:
            self._navigator.something_changed()

    def pause(self) -> None:
        """Stop for now; the citizen waits as they are, and the time stands still."""
        self.talk.keep_time()
        self.talk.leave()
        self._show_lists()
        self._navigator.open_page(KEY)

    def break_off(self) -> None:
        """End the exercise; who stands at the counter is not judged."""
        run = self._run
        if run is None or self.state.is_busy:
            return
        desk, act = self._office.desk, self._office.act(self._intent("break"))

        def done(_done: object) -> None:
            self._intents.pop("break", None)
            self.talk.leave()
            self.refresh()
            self._navigator.open_page(KEY)

        self._submit(lambda: commands.break_off(desk, act, run.run_id), done)

    def finish(self) -> None:
        """Say that this citizen is served, and let the examiner look."""
        script, standing = self.talk.script, self._standing()
        if script is None or standing is None or self.state.is_busy:
            return
        desk, act = self._office.desk, self._office.act(self._intent("end"))
        elapsed_ms, run_id = self.talk.elapsed_ms(), standing.run_id
        self.show(replace(self.state, is_busy=True))

        def work() -> tuple[RunRow, ...]:
            commands.keep_time(desk.store, standing.attempt_id, elapsed_ms)
            judged = self._judge(script, standing)
            commands.end_attempt(desk, act, standing.attempt_id, judged)
            return self._read().runs

        def done(runs: tuple[RunRow, ...]) -> None:
            self._intents.pop("end", None)
            self.talk.leave()
            self._runs = runs
            self._run = next((run for run in runs if run.state is RunState.OPEN), None)
            self._show_lists()
            self.open_run(run_id)
            self._navigator.open_page(KEY)

        self._submit(work, done)

    def _judge(self, script: Scripted, standing: AttemptRow) -> commands.Judged:
        numbers = {one.id: number_of(script, one, standing.turn) for one in script.people}
        with self._office.desk.store.read() as connection:
            now = query.attempt(connection, standing.attempt_id) or standing
            evidence = query.evidence_of(connection, now, numbers)
        return commands.Judged(
            score=examine(script, evidence),
            procedure_code=next(iter(script.right.procedures), ""),
            elapsed_ms=now.elapsed_ms,
        )

    # The score sheet

    def open_run(self, run_id: str) -> None:
        """Show the score of an exercise or exam."""
        known = self._known
        run = next((one for one in self._runs if one.run_id == run_id), None)
        if run is not None and known is not None:
            sheet = words.sheet_of(run, known, self._office.desk.catalog)
            self.show(replace(self.state, sheet=sheet, message=""))

    def close_sheet(self) -> None:
        """Go back to the list."""
        self.show(replace(self.state, sheet=None, message=""))

    def learn(self, key: str) -> None:
        """Open where to read again."""
        kind, _, what = key.partition(" ")
        self._counter.learn(kind, what)

    def print_sheet(self) -> None:
        """Print the score sheet on the screen."""
        sheet, office, known = self.state.sheet, self._office, self._known
        if sheet is None or not sheet.can_print or known is None or self.state.is_busy:
            return
        intent, run_id = self._intent(f"print {sheet.run_id}"), sheet.run_id

        def done(printed: Printed) -> None:
            self._intents.pop(f"print {run_id}", None)
            self.show(replace(self.state, is_busy=False))
            self._navigator.hand_to_printer(printed)
            self._navigator.something_changed()

        self._submit(partial(print_score, office, intent, run_id, known), done)

    # Inside

    def _standing(self) -> AttemptRow | None:
        return self._run.standing if self._run is not None else None

    def _draw_booth(self, booth: Booth | None) -> None:
        self.show(replace(self.state, booth=booth))

    def _intent(self, what: str) -> IntentId:
        return self._intents.setdefault(what, new_intent())

    def _submit(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self.show(replace(self.state, is_busy=True))

        def finished(value: _T) -> None:
            self.show(replace(self.state, is_busy=False))
            done(value)

        self._jobs.submit("store", work, done=finished, failed=self._on_failed)

    def _on_failed(self, error: DeskError) -> None:
        self._tell(error.message, Tone.WRONG)

    def _tell(self, text: str, tone: Tone) -> None:
        self.show(replace(self.state, message=text, tone=tone, is_busy=False))


def _next_turn(office: Office) -> int:
    with office.desk.store.read() as connection:
        return query.last_turn(connection) + 1


def _trouble(known: PracticeSet) -> str:
    if not known.problems:
        return ""
    first = known.problems[0]
    return tr(
        "{n} citizen cannot come: {file}, line {line}: {reason}",
        n=len(known.problems),
        file=first.file,
        line=first.line,
        reason=first.reason,
    )
