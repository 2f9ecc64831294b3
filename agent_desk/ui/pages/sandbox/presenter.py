"""Which practice to open, what it teaches, and how the last learners did; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import load_curriculum
from agent_desk.catalog.sandbox import load_sandbox
from agent_desk.i18n import tr, trn
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.catalog.curriculum import Curriculum
    from agent_desk.catalog.sandbox import Sandbox
    from agent_desk.domain.sandbox import SandboxOutcome, Scenario
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

    Suggest = Callable[[SandboxOutcome], None]

_MOST_RESULTS = 40
_ICONS = {
    "phone_basics": "phone",
    "vneid": "id-card",
    "portal_account": "key-round",
    "file_online": "file-plus",
    "pay_safely": "banknote",
    "spot_scams": "shield-alert",
    "look_up": "search",
    "ai_care": "monitor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is told of the chosen practice."""

    title: str
    aim: str
    minutes: str
    steps: tuple[str, ...]
    learned: tuple[str, ...]
    skills: tuple[str, ...]
    sources: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxScreen:
    """What the page shows; ``problem`` names the files that could not be read."""

    rows: tuple[ListRow, ...] = ()
    chosen: str = ""
    sheet: Sheet | None = None
    results: tuple[ListRow, ...] = ()
    problem: str = ""
    is_loading: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    sandbox: Sandbox
    curriculum: Curriculum


class SandboxPresenter(Presenter[SandboxScreen]):
    """GUI thread. ``play`` is given the practice to open; ``suggest`` hears how each one went."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        play: Callable[[Scenario], None],
    ) -> None:
        super().__init__(office, jobs, SandboxScreen())
        self._navigator = navigator
        self._play = play
        self._read: _Read | None = None
        self._suggest: Suggest | None = None
        self._came_from = "training"
        self.is_playing = False

    def begin(self, topic: str, suggest: Suggest | None, came_from: str) -> None:
        """Choose a practice for a session; ``suggest`` gets each outcome until somebody else does.

        ``came_from`` is the page that Esc leads back to.
        """
        self._suggest, self._came_from = suggest, came_from
        self.choose(topic or self.state.chosen)

    def refresh(self) -> None:
        """Read the practices when the page comes to the front for the first time."""
        if self._read is None:
            self._jobs.submit("work", _read, done=self._take, failed=self._complain)

    def choose(self, topic: str) -> None:
        """Show what a practice teaches."""
        self.show(replace(self.state, chosen=topic))
        self._draw()

    def start(self) -> None:
        """Open the chosen practice over the whole screen."""
        scenario = self._chosen()
        if scenario is not None and not self.is_playing:
            self.is_playing = True
            self._play(scenario)

    def take_outcome(self, outcome: SandboxOutcome) -> None:
        """Hear how a learner did: shown here while the program runs, and suggested further."""
        number = len(self.state.results) + 1
        row = ListRow(
            key=str(number),
            title=self._title_of(outcome.scenario),
            subtitle=tr("Learner {n} at this table", n=number),
            pill=tr("With help") if outcome.helped else tr("Alone"),
            tone=Tone.WAITING if outcome.helped else Tone.GOOD,
            pill_last=True,
        )
        self.show(replace(self.state, results=(row, *self.state.results)[:_MOST_RESULTS]))
        if self._suggest is not None:
            self._suggest(outcome)

    def take_end(self) -> None:
        """Hear that the window was closed."""
        self.is_playing = False

    def forget_results(self) -> None:
        """Begin an empty list for the next group."""
        self.show(replace(self.state, results=()))

    def turn_scan_away(self) -> None:
        """Say that a code scanned while somebody practises opens nothing."""
        words = tr(
            "A code was scanned. The sandbox knows only invented people: nothing was opened."
        )
        self._navigator.say(words, Tone.NEUTRAL)

    def leave(self) -> None:
        """Go back to where the trainer came from."""
        self._navigator.open_page(self._came_from)

    def _take(self, read: _Read) -> None:
        self._read = read
        names = ", ".join(f"{one.file} ({one.reason})" for one in read.sandbox.problems)
        problem = (
            tr("Some practices cannot be used, their files are broken: {names}", names=names)
            if names
            else ""
        )
        known = {one.topic for one in read.sandbox.scenarios}
        first = next((one.topic for one in read.sandbox.scenarios), "")
        chosen = self.state.chosen if self.state.chosen in known else first
        self.show(
            replace(
                self.state,
                rows=tuple(_row(one) for one in read.sandbox.scenarios),
                chosen=chosen,
                problem=problem,
                is_loading=False,
            )
        )
        self._draw()

    def _draw(self) -> None:
        scenario = self._chosen()
        if scenario is not None and self._read is not None:
            self.show(replace(self.state, sheet=_sheet(scenario, self._read.curriculum)))

    def _chosen(self) -> Scenario | None:
        scenarios = self._read.sandbox.scenarios if self._read is not None else ()
        return next((one for one in scenarios if one.topic == self.state.chosen), None)

    def _title_of(self, topic: str) -> str:
        return next((row.title for row in self.state.rows if row.key == topic), topic)

    def _complain(self, error: DeskError) -> None:
        self.show(replace(self.state, problem=error.message, is_loading=False))


def _read() -> _Read:
    return _Read(sandbox=load_sandbox(), curriculum=load_curriculum())


def _row(scenario: Scenario) -> ListRow:
    return ListRow(
        key=scenario.topic,
        title=scenario.title,
        subtitle=scenario.aim,
        tile=f"icon:{_ICONS.get(scenario.topic, 'graduation-cap')}",
        when=_minutes(scenario),
    )


def _minutes(scenario: Scenario) -> str:
    return trn("{n} minute", "{n} minutes", scenario.minutes)


def _sheet(scenario: Scenario, curriculum: Curriculum) -> Sheet:
    known = {skill.code: skill for skill in curriculum.skills}
    skills = [
        known[code].name if known[code].is_confirmed else _unconfirmed(known[code].name)
        for code in scenario.skills
        if code in known
    ]
    return Sheet(
        title=scenario.title,
        aim=scenario.aim,
        minutes=_minutes(scenario),
        steps=tuple(f"{n}. {step}" for n, step in enumerate(scenario.steps, 1)),
        learned=scenario.learned,
        skills=tuple(skills),
        sources="; ".join(scenario.sources),
        checked=tr(
            "Version {version}, compared with the sources on {day}",
            version=scenario.version,
            day=scenario.checked_on.strftime("%d/%m/%Y"),
        ),
    )


def _unconfirmed(name: str) -> str:
    return tr("{name} (its place in the framework is not confirmed)", name=name)
