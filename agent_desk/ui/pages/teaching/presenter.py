"""Choose a topic, read its card, run its slides, print its sheet. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from agent_desk import settings
from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.clock import local
from agent_desk.domain.text import clean
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.ui.pages.teaching.state import TeachingScreen
from agent_desk.ui.pages.teaching.words import card_view, notes_of, say_problem, topic_row
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.teaching import MOST_COPIES, print_handout
from agent_desk.ui.slides.deck import deck_of
from agent_desk.ui.slides.show import Show, Stage, Turn
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.catalog.curriculum import Curriculum, CurriculumCard
    from agent_desk.errors import DeskError
    from agent_desk.ids import IntentId
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


class Stagehand(Protocol):
    """Who puts slides onto screens."""

    def can_project(self) -> bool:
        """Say whether there is a screen besides the trainer's."""
        ...

    def put_out(self, show: Show) -> Stage:
        """Show the slides on the second screen, else fill the own one; say where they are."""
        ...

    def draw(self, show: Show) -> None:
        """Draw the slide that is shown now, if the slides are out."""
        ...

    def take_back(self) -> None:
        """End the slides on every screen."""
        ...


class Ways(Protocol):
    """Where this page leads."""

    def practice(self, topic: str) -> None:
        """Open the practice of a topic."""
        ...

    def certificates(self, session_id: str) -> None:
        """Open the certificates, of one session or of any."""
        ...

    def leave(self) -> None:
        """Go back to the sessions."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    held: Curriculum
    hotline: str


class TeachingPresenter(Presenter[TeachingScreen]):
    """Keeps the chosen topic and the running slides; one intent per printed sheet."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, stage: Stagehand, ways: Ways
    ) -> None:
        super().__init__(office, jobs, TeachingScreen())
        self._navigator = navigator
        self._stage = stage
        self._ways = ways
        self._held: Curriculum | None = None
        self._hotline = ""
        self._wanted: tuple[str, ...] = ()
        self._session_id = ""
        self._intent: IntentId = new_intent()

    # Topics

    def refresh(self) -> None:
        """Read the cards; a broken one is told of and the others work."""

        def read() -> _Read:
            return _Read(
                held=installed_curriculum(), hotline=self._office.setting(settings.HOTLINE)
            )

        self._jobs.submit("store", read, done=self._show_read, failed=self._fail)

    def open_topics(self, topics: tuple[str, ...], session_id: str = "") -> None:
        """Put the topics of a session first and choose the first of them."""
        self._wanted, self._session_id = topics, session_id
        if self.state.show is None:
            self._state = replace(self.state, card=None)
        self.refresh()

    def _show_read(self, read: _Read) -> None:
        self._held, self._hotline = read.held, read.hotline
        cards = self._cards()
        rows = tuple(
            topic_row(number, card, is_wanted=card.topic in self._wanted)
            for number, card in enumerate(cards, 1)
        )
        problems = tuple(say_problem(one) for one in read.held.problems)
        chosen = self.state.card.topic if self.state.card else ""
        card = next((one for one in cards if one.topic == chosen), cards[0] if cards else None)
        view = card_view(card, read.held) if card else None
        self.show(replace(self.state, topics=rows, problems=problems, card=view))

    def _cards(self) -> tuple[CurriculumCard, ...]:
        if self._held is None:
            return ()
        found = self._held.on(local(self._office.desk.clock.now()).date())
        order = {topic: number for number, topic in enumerate(self._wanted)}
        return tuple(sorted(found, key=lambda card: (order.get(card.topic, 99), card.order)))

    def choose(self, topic: str) -> None:
        """Show the card of a topic."""
        card = self._card(topic)
        if card is not None and self._held is not None and self.state.show is None:
            self._intent = new_intent()
            self.show(replace(self.state, card=card_view(card, self._held), message="", errors=""))

    def _card(self, topic: str) -> CurriculumCard | None:
        return next((card for card in self._cards() if card.topic == topic), None)

    # Slides

    def start(self, *, fills_own_screen: bool = False) -> None:
        """Begin the slides of the chosen topic: on the projector, or here if there is none.

        ``fills_own_screen``: without a second screen the slides cover this one.
        """
        if self.state.show is not None:
            self.put_out()
            return
        card = self._card(self.state.card.topic) if self.state.card else None
        if card is None or self._held is None:
            return
        deck = deck_of(card, self._held.words, self._hotline)
        show = Show(deck=deck, started_at=self._office.desk.clock.now())
        self._set(show)
        if fills_own_screen or self._stage.can_project():
            self.put_out()

    def put_out(self) -> None:
        """Bring the running slides out; on the own screen it takes them back again."""
        show = self.state.show
        if show is None:
            return
        if show.stage is Stage.OWN_SCREEN:
            self._stage.take_back()
            self._set(show.on_stage(Stage.NOWHERE))
        else:
            self._set(show.on_stage(self._stage.put_out(show)))

    def turn(self, turn: Turn) -> None:
        """Go on, back, to an end, or make the class's screen black."""
        if self.state.show is not None:
            self._set(self.state.show.turn(turn))

    def moved(self, stage: Stage) -> None:
        """A screen came or went while the slides run; the place in them stays."""
        if self.state.show is not None:
            self._set(self.state.show.on_stage(stage))

    def end(self) -> None:
        """Step back: from the own screen to the notes, from the notes to the card."""
        show = self.state.show
        if show is not None and show.stage is Stage.OWN_SCREEN:
            self.put_out()
            return
        self._stage.take_back()
        self.show(replace(self.state, show=None, notes=None))

    def tick(self) -> None:
        """Count the time; called every second while the slides run."""
        show = self.state.show
        if show is not None:
            notes = notes_of(show, self._office.desk.clock.now())
            if notes != self.state.notes:
                self.show(replace(self.state, notes=notes))

    def _set(self, show: Show) -> None:
        notes = notes_of(show, self._office.desk.clock.now())
        self._stage.draw(show)
        self.show(replace(self.state, show=show, notes=notes))

    # Other ways

    def print_sheets(self, copies: str) -> None:
        """Print the sheet of the topic to take home, so many times; pressed twice it is one."""
        card = self.state.card
        number = int(clean(copies)) if clean(copies).isdecimal() else 0
        if card is None or self.state.is_busy:
            return
        if not 1 <= number <= MOST_COPIES:
            words = tr("Write how many sheets, from 1 to {most}.", most=MOST_COPIES)
            self.show(replace(self.state, errors=words))
            return
        office, intent = self._office, self._intent
        self.show(replace(self.state, is_busy=True, errors="", message=""))
        self._jobs.submit(
            "store",
            lambda: print_handout(office, intent, card.topic, number),
            done=self._printed,
            failed=self._fail,
        )

    def _printed(self, printed: Printed) -> None:
        self._intent = new_intent()
        said = tr("The sheet to take home goes to the printer.")
        self.show(replace(self.state, is_busy=False, message=said, tone=Tone.GOOD))
        self._navigator.hand_to_printer(printed)
        self._navigator.something_changed()

    def practice(self) -> None:
        """Open the practice of the chosen topic."""
        if self.state.card is not None:
            self._ways.practice(self.state.card.topic)

    def certificates(self) -> None:
        """Open the certificates of the session that is taught, or of any."""
        self._ways.certificates(self._session_id)

    def leave(self) -> None:
        """Go back to the sessions; running slides end."""
        if self.state.show is not None:
            self.end()
        else:
            self._ways.leave()

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, is_busy=False, message=error.message, tone=Tone.WRONG))
