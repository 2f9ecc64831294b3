"""The scripted citizen at the counter: cards, papers, questions, answers, and the time. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from agent_desk.commands import practice as commands
from agent_desk.domain.practice.evidence import Move, MoveKind
from agent_desk.domain.practice.spec import card_text, with_days
from agent_desk.i18n import tr
from agent_desk.ui.pages.practice import words
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.domain.practice.spec import Carried, Scripted
    from agent_desk.errors import DeskError
    from agent_desk.queries.practice import AttemptRow, RunRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.practice.state import Booth
    from agent_desk.ui.rows import ListRow

_KEEP_EVERY_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What the practice does with the real counter; given by the composition.

    ``read_card`` types a card like a scanner; ``draw_paper`` makes the file of a scan; ``learn``
    opens where to read again; ``now_s`` is a clock that only runs forward.
    """

    read_card: Callable[[str], None]
    draw_paper: Callable[[Carried, str], Path]
    learn: Callable[[str, str], None]
    now_s: Callable[[], float]


class Talk:
    """Holds who stands at the counter; ``drawn`` is told of every change of the booth."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        counter: Counter,
        drawn: Callable[[Booth | None], None],
    ) -> None:
        self._office, self._jobs, self._navigator = office, jobs, navigator
        self._counter = counter
        self._drawn = drawn
        self._run: RunRow | None = None
        self._standing: AttemptRow | None = None
        self._base_ms, self._since_s, self._kept_at_s = 0, 0.0, 0.0
        self._lying: Path | None = None
        self.script: Scripted | None = None
        self.booth: Booth | None = None

    @property
    def is_on(self) -> bool:
        """Say whether somebody stands at the counter."""
        return self.script is not None

    def come(
        self, script: Scripted, run: RunRow, done: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        """Let a citizen come, or go on with one; ``done`` is what was done with them before."""
        standing = run.standing
        if standing is None:
            return
        self.script, self._run, self._standing = script, run, standing
        self._base_ms = standing.elapsed_ms
        self._since_s = self._kept_at_s = self._counter.now_s()
        self._lying = None
        self._draw(words.booth_of(script, self._office.desk.today(), done, standing.turn))
        self.tick()

    def leave(self) -> None:
        """Nobody stands at the counter any more."""
        self.script, self._run, self._standing, self._lying = None, None, None, None
        if self.booth is not None:
            self._draw(None)

    # What the clerk does with the citizen

    def put_card(self, person_id: str) -> None:
        """Put a card of theirs on the reader: it is typed as a scanner types it."""
        script, standing = self.script, self._standing
        person = script.person(person_id) if script is not None else None
        if script is None or standing is None or person is None:
            return
        self._did(MoveKind.CARD, person_id, tr("(puts the card on the reader)"), person.shows)
        self._counter.read_card(card_text(script, person, standing.turn))

    def hand_over(self, paper_id: str) -> None:
        """Take a paper from the citizen; the next scan of a paper takes it in."""
        script, standing = self.script, self._standing
        carried = _by_id(script.carried, paper_id) if script is not None else None
        if carried is None or standing is None:
            return
        today = self._office.desk.today()
        ready = replace(carried, lines=tuple(with_days(line, today) for line in carried.lines))
        counter, name = self._counter, f"{standing.turn}-{paper_id}"

        def done(path: Path) -> None:
            if self.script is not script:
                return
            self._lying = path
            says = carried.says
            self._did(MoveKind.PAPER, paper_id, tr("The paper lies on the counter."), says)
            self._show_lying(carried.title)

        self._jobs.submit(
            "work", lambda: counter.draw_paper(ready, name), done=done, failed=self._complain
        )

    def take_lying(self) -> tuple[Path, ...]:
        """Give the paper that lies on the counter to whoever scans now; it is gone then."""
        lying, self._lying = self._lying, None
        if lying is None:
            self._navigator.say(
                tr("No paper lies on the counter. Ask the citizen for it first."), Tone.WAITING
            )
            return ()
        self._show_lying("")
        return (lying,)

    def ask(self, ask_id: str) -> None:
        """Ask the citizen something."""
        found = _by_id(self.script.asks, ask_id) if self.script is not None else None
        if found is not None:
            self._did(MoveKind.ASKED, ask_id, found.ask, found.answer)

    def tell(self, reply_id: str) -> None:
        """Say something to the citizen."""
        found = _by_id(self.script.replies, reply_id) if self.script is not None else None
        if found is not None:
            self._did(MoveKind.SAID, reply_id, found.say, found.answer)

    def secret_refused(self) -> None:
        """Note that the program refused a password or a code that somebody typed."""
        self._keep_move(Move(kind=MoveKind.REFUSED, what="code"))

    # Time

    def elapsed_ms(self) -> int:
        """Give the time with this citizen; setting the PC's clock changes nothing."""
        if self.script is None:
            return self._base_ms
        return self._base_ms + max(0, int((self._counter.now_s() - self._since_s) * 1000))

    def tick(self) -> None:
        """Show the time again, and keep it now and then; called each second."""
        if self.booth is None or self._run is None:
            return
        if self._run.clerk_id != self._office.clerk.clerk_id:
            self.keep_time()  # clerks took turns: the citizen waits for the one they came to
            self.leave()
            return
        place = words.place_words(self._run, self.elapsed_ms())
        if place != self.booth.place:
            self._draw(replace(self.booth, place=place))
        if self._counter.now_s() - self._kept_at_s >= _KEEP_EVERY_S:
            self.keep_time()

    def keep_time(self) -> None:
        """Keep how long it took so far."""
        standing, store = self._standing, self._office.desk.store
        if standing is None:
            return
        self._kept_at_s = self._counter.now_s()
        elapsed_ms = self.elapsed_ms()
        self._write(lambda: commands.keep_time(store, standing.attempt_id, elapsed_ms))

    # Inside

    def _did(self, kind: MoveKind, what: str, you: str, answer: str) -> None:
        today, booth = self._office.desk.today(), self.booth
        self._keep_move(Move(kind=kind, what=what))
        if booth is not None:
            says = with_days(answer, today) or booth.says
            self._draw(_ticked(replace(booth, you=with_days(you, today), says=says), what))

    def _keep_move(self, move: Move) -> None:
        standing, desk = self._standing, self._office.desk
        if standing is None:
            return
        elapsed_ms = self.elapsed_ms()
        self._write(
            lambda: commands.keep_move(
                desk.store, desk.clock, standing.attempt_id, move, elapsed_ms
            )
        )

    def _write(self, work: Callable[[], None]) -> None:
        self._jobs.submit("store", work, done=lambda _nothing: None, failed=self._complain)

    def _show_lying(self, title: str) -> None:
        if self.booth is not None:
            self._draw(replace(self.booth, lying=title))

    def _draw(self, booth: Booth | None) -> None:
        self.booth = booth
        self._drawn(booth)

    def _complain(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound="_Named")


def _by_id(known: tuple[_N, ...], wanted: str) -> _N | None:
    return next((one for one in known if one.id == wanted), None)


def _ticked(booth: Booth, what: str) -> Booth:
    """Mark what was asked, said or handed over."""

    def ticked(rows: tuple[ListRow, ...]) -> tuple[ListRow, ...]:
        return tuple(words.ticked(row) if row.key == what else row for row in rows)

    return replace(
        booth,
        cards=ticked(booth.cards),
        asks=ticked(booth.asks),
        papers=ticked(booth.papers),
        replies=ticked(booth.replies),
    )
