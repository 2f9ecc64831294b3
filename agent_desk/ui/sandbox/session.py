"""One practice while it is played, without Qt: moves in, the newest play out, nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain import sandbox_play as play
from agent_desk.domain.kept_texts import why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.domain.sandbox import SandboxOutcome, Scenario
    from agent_desk.domain.sandbox_play import Play


class SandboxSession:
    """Holds the play of whoever sits here now; ``learner`` counts them.

    ``finished`` is told once for each learner.
    """

    def __init__(self, scenario: Scenario, finished: Callable[[SandboxOutcome], None]) -> None:
        self.play = play.begin(scenario)
        self.learner = 0
        self._finished = finished
        self._listener: Callable[[Play], None] = lambda _play: None

    def listen(self, listener: Callable[[Play], None]) -> None:
        """Tell of every new play, and of the present one at once."""
        self._listener = listener
        listener(self.play)

    def press(self, element_id: str, typed: Mapping[str, str]) -> None:
        """Press something; what stands in the fields is looked at first, and forgotten."""
        moved = self.play
        if not moved.said and not moved.is_done:
            for field_id, text in typed.items():
                moved = play.enter(moved, field_id, text)
        self._take(moved if moved.said else play.press(moved, element_id))

    def look_at(self, field_id: str, text: str) -> None:
        """Look at a field while it is typed in: right texts count, secrets are refused at once."""
        field = self.play.screen.element(field_id)
        is_right = play.accepts(field, text)
        if is_right or why_not(text):
            self._take(play.enter(self.play, field_id, text))
        elif field_id in self.play.filled:
            self._take(play.enter(self.play, field_id, ""))

    def understood(self) -> None:
        """Close the explanation."""
        self._take(play.understood(self.play))

    def go_back(self) -> None:
        """Press Back of the device; an explanation is closed by it."""
        self._take(play.go_back(self.play))

    def go_home(self) -> None:
        """Press Home of the device."""
        self._take(play.go_home(self.play))

    def give_hint(self) -> None:
        """Show the hint of the screen; an explanation is closed first."""
        self._take(play.give_hint(play.understood(self.play)))

    def restart(self) -> None:
        """Begin anew for the next learner; nothing of the last one is left."""
        self.learner += 1
        self._take(play.begin(self.play.scenario))

    def _take(self, moved: Play) -> None:
        was_done, self.play = self.play.is_done, moved
        self._listener(moved)
        if moved.is_done and not was_done:
            self._finished(moved.outcome)
