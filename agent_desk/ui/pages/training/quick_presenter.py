"""Five minutes while papers print: one topic taught at the counter, or a class signed up for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.commands import training_quick, training_register
from agent_desk.commands.training_quick import QuickLesson, QuickOutcome
from agent_desk.commands.training_register import NewLearner
from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.training.learners import Source, Standing, decade_text
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import citizen as citizen_query
from agent_desk.queries import training as query
from agent_desk.ui.pages.training.home_wards import HomeWards
from agent_desk.ui.pages.training.quick_state import QuickCard, QuickScreen
from agent_desk.ui.pages.training.topics import topic_titles
from agent_desk.ui.pages.training.words import row_of, say_day, say_span
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.catalog.curriculum import CurriculumCard
    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.training.ways import TrainingWays


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    cards: tuple[CurriculumCard, ...]
    sessions: tuple[query.SessionRow, ...]


class QuickPresenter(ActingPresenter[QuickScreen]):
    """Who is served stays served: going back leads to their case."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, ways: TrainingWays
    ) -> None:
        super().__init__(office, jobs, QuickScreen())
        self._navigator = navigator
        self._ways = ways
        self._helped: Helped | None = None
        self._cards: tuple[CurriculumCard, ...] = ()
        self._sessions: tuple[query.SessionRow, ...] = ()
        self._intent = new_intent()

    def begin(self, helped: Helped | None) -> None:
        """Begin for who is served now; None for somebody who only asks."""
        self._helped = helped
        self._intent = new_intent()
        self.show(QuickScreen(who=helped.name if helped is not None else ""))
        self.refresh()

    def refresh(self) -> None:
        """Read topics and the next classes."""
        desk = self._office.desk

        def read() -> _Found:
            with desk.store.read() as connection:
                sessions = query.upcoming(connection, desk.clock.now(), 12)
            return _Found(cards=installed_curriculum().on(desk.today()), sessions=sessions)

        self._jobs.submit("store", read, done=self._show, failed=self._fail)

    def _show(self, found: _Found) -> None:
        self._cards, self._sessions = found.cards, found.sessions
        titles = topic_titles(self._office.desk.today())
        topics = tuple(
            ListRow(key=card.topic, title=card.title, lead=f"{n}.")
            for n, card in enumerate(found.cards, 1)
        )
        sessions = tuple(row_of(one, titles) for one in found.sessions)
        self.show(replace(self.state, topics=topics, sessions=sessions, is_read=True))
        if self.state.card is None and found.cards:
            self.choose(found.cards[0].topic)

    def choose(self, topic: str) -> None:
        """Show one topic."""
        card = next((one for one in self._cards if one.topic == topic), None)
        if card is None or (self.state.card is not None and self.state.card.topic == topic):
            return
        short = QuickCard(
            topic=card.topic,
            title=card.title,
            points=card.short.points,
            say=card.short.say,
            do=card.short.do,
        )
        self._intent = new_intent()
        self.show(replace(self.state, card=short, is_kept=False, message=""))

    def keep(self, outcome: str) -> None:
        """Note how far they came; twice it is one act."""
        card = self.state.card
        if card is None or self.state.is_busy:
            return
        if not outcome:
            message = tr("Choose how far they came.")
            self.show(replace(self.state, message=message, tone=Tone.WRONG))
            return
        helped = self._helped
        lesson = QuickLesson(
            topic=card.topic,
            outcome=QuickOutcome(outcome),
            visit_id=helped.visit_id if helped is not None else "",
            citizen_id=helped.citizen_id if helped is not None else "",
        )
        desk, act = self._office.desk, self._office.act(IntentId(self._intent))
        said = tr("Kept. There may be time for one more topic.")
        self._run(
            lambda: training_quick.teach_quick(desk, act, lesson), lambda _n: self._kept(said)
        )

    def sign_up(self, session_id: str, name: str = "") -> None:
        """Put who is served on the list of a class; a first name does for anybody else."""
        row = next((one for one in self._sessions if one.session_id == session_id), None)
        if row is None or self.state.is_busy:
            return
        desk, act, helped = self._office.desk, self._office.act(), self._helped

        def do() -> Done:
            new = NewLearner(name=name, source=Source.COUNTER, standing=Standing.SIGNED_UP)
            if helped is not None:
                with desk.store.read() as connection:
                    known = citizen_query.by_id(connection, helped.citizen_id)
                born = PartialDate.from_iso(known.birth) if known.birth else None
                birth = decade_text(born, desk.today()) if born is not None else ""
                new = replace(
                    new,
                    name=known.name,
                    birth=birth,
                    ward_code=HomeWards().of_address(known.address),
                    citizen_id=helped.citizen_id,
                )
            return training_register.register_learner(desk, act, session_id, new)

        when = f"{say_day(row.plan.day)}, {say_span(row)}"
        said = tr("Signed up: {when}, {place}.", when=when, place=row.plan.place)
        self._run(do, lambda _n: self._kept(said))

    def plan(self) -> None:
        """Open the calendar, where there is no class to sign up for."""
        self._navigator.open_page("training")

    def close(self) -> None:
        """Go back to who is being served."""
        self._navigator.open_page("reception" if self._helped is not None else "training")

    def _busy(self, *, is_busy: bool) -> QuickScreen:
        return replace(self.state, is_busy=is_busy)

    def _kept(self, said: str) -> None:
        self.show(replace(self.state, message=said, tone=Tone.GOOD, is_kept=True))
        self.refresh()
        self._navigator.something_changed()

    def _fail(self, error: DeskError) -> None:
        words = error.message
        if isinstance(error, InvalidInput) and not words:
            words = next(iter(error.field_errors.values()), "")
        self.show(replace(self.state, is_busy=False, message=words, tone=Tone.WRONG))
