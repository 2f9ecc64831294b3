"""Checks of a session: who is asked, answers by paper, buttons or read aloud, the group. No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.catalog.checks_load import installed_checks
from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.commands.skill_checks import NewCheck, record_check, remove_check
from agent_desk.documents.show import show_date
from agent_desk.domain.skill_check import MOST_PAPERS, Answers, Phase, Sitting, Way
from agent_desk.domain.text import clean
from agent_desk.domain.training.learners import Standing
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import skill_checks as query
from agent_desk.queries import training as training_query
from agent_desk.queries import training_register as register_query
from agent_desk.ui.pages.training_check import words
from agent_desk.ui.pages.training_check.state import CheckScreen, Entry, Mode
from agent_desk.ui.pages.training_check.words import PAPER, Group
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.prints.training_checks import SheetOrder, print_check_sheets
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.catalog.checks import SkillCheck
    from agent_desk.commands.unit import Done
    from agent_desk.domain.skill_check import Confidence, Level
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_FEW = "20"


class CheckPresenter(ActingPresenter[CheckScreen]):
    """One session, one topic, one phase at a time; ``leave`` and ``teach`` lead elsewhere."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        ways: tuple[Callable[[str], None], Callable[[tuple[str, ...]], None]],
    ) -> None:
        super().__init__(office, jobs, CheckScreen(papers=_FEW))
        self._navigator = navigator
        self._leave, self._teach = ways
        self._group: Group | None = None
        self._print: IntentId = new_intent()

    # What is looked at

    def open_session(self, session_id: str) -> None:
        """Show the checks of a session; after it was held that is the check after."""
        if session_id != self.state.session_id:
            self.show(CheckScreen(session_id=session_id, papers=_FEW))
        self.refresh()

    def refresh(self) -> None:
        """Read the list and the checks again; an entry that is open stays."""
        session_id, topic = self.state.session_id, self.state.topic
        if session_id:
            self._jobs.submit(
                "store",
                partial(self._read, session_id, topic),
                done=self._show_group,
                failed=self._fail,
            )

    def choose_topic(self, topic: str) -> None:
        """Look at the check of another topic of the session."""
        self.show(replace(self.state, topic=topic, entry=None, mode=Mode.TOGETHER))
        self.refresh()

    def choose_phase(self, phase: Phase) -> None:
        """Ask before the session, or after it."""
        self.show(replace(self.state, phase=phase, entry=None, mode=Mode.TOGETHER))
        self._draw()

    def look_at_group(self) -> None:
        """Show all people and tasks side by side; an entry that was begun is let go."""
        self.show(replace(self.state, mode=Mode.TOGETHER, entry=None, errors={}))
        self._draw()

    def back(self) -> None:
        """Go one step back: out of an entry, then to the session."""
        if self.state.entry is not None:
            self.look_at_group()
        elif not self.state.session_id:
            self._navigator.open_page("training")
        else:
            self._leave(self.state.session_id)

    def teach(self, topic: str) -> None:
        """Open the card that teaches something again."""
        self._teach((topic,))

    def _read(self, session_id: str, topic: str) -> Group:
        desk = self._office.desk
        with desk.store.read() as connection:
            session = training_query.one(connection, session_id)
            if session is None:
                raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
            check = _check_of(session, topic)
            return Group(
                session=session,
                people=_who_may(register_query.register(connection, session_id)),
                check=check,
                kept=query.of_session(connection, session_id, check.topic),
                titles={c.topic: c.title for c in installed_curriculum().on(desk.today())},
                last_paper=query.last_paper(connection, session_id),
            )

    def _show_group(self, group: Group) -> None:
        if group.session.session_id != self.state.session_id:
            return
        is_first = not self.state.is_read
        self._group = group
        phase = self.state.phase
        if is_first and group.session.plan.ends_at < self._office.desk.clock.now():
            phase = Phase.AFTER
        plan = group.session.plan
        topics = [t for t in plan.topics if _has_check(t, group)] or [group.check.topic]
        self.show(
            replace(
                self.state,
                title=group.check.title,
                subtitle=f"{show_date(plan.day)} · {plan.place}",
                topics=tuple(Choice(key=t, label=group.titles.get(t, t)) for t in topics),
                topic=group.check.topic,
                phase=phase,
                is_read=True,
            )
        )
        self._draw()

    def _draw(self) -> None:
        group, phase = self._group, self.state.phase
        if group is None:
            return
        self.show(
            replace(
                self.state,
                people=words.people_rows(group, phase),
                table=words.table_of(group),
                feelings=words.say_feelings(group, phase),
                again=words.again_rows(group, phase),
            )
        )

    # One person

    def ask(self, who: str, way: Way = Way.PAPER) -> None:
        """Begin or go on with the check of a person of the list, or of a paper."""
        group = self._group
        if group is None or not who:
            return
        kept = group.kept_of(who, self.state.phase)
        number = int(who.removeprefix(PAPER)) if who.startswith(PAPER) else 0
        names = {one.learner_id: one.name for one in group.people}
        entry = Entry(
            key=new_intent(),
            learner_id="" if number else who,
            paper_number=number,
            who=words.say_paper(number) if number else names.get(who, ""),
            questions=words.questions_of(group.check, kept.sitting.answers if kept else None),
            way=way,
            was_kept=kept is not None,
        )
        mode = Mode.LEARNER if way is Way.BUTTONS else Mode.ENTRY
        self.show(replace(self.state, entry=entry, mode=mode, chosen=who, errors={}, message=""))

    def ask_paper(self, number: str = "") -> None:
        """Begin a paper without a name: the one with this number, else the next free one."""
        typed = clean(number)
        if not typed:
            self.ask(f"{PAPER}{min(self._last_paper() + 1, MOST_PAPERS)}")
        elif typed.isdigit() and 1 <= int(typed) <= MOST_PAPERS:
            self.ask(f"{PAPER}{int(typed)}")
        else:
            message = tr("The number of a paper is from 1 to {most}.", most=MOST_PAPERS)
            self.show(replace(self.state, errors={"number": message}))

    def switch(self, way: Way) -> None:
        """Ask the same person in another way; what was answered stays."""
        entry = self.state.entry
        if entry is None:
            self.ask(self.state.chosen or self._first_open(), way)
            return
        mode = Mode.LEARNER if way is Way.BUTTONS else Mode.ENTRY
        at = 0 if entry.is_over else entry.at
        self.show(replace(self.state, entry=replace(entry, way=way, at=at), mode=mode))

    def answer(self, option: int) -> None:
        """Give the question in turn its answer, 1 to 3, and go on; 0 leaves it open."""
        entry = self.state.entry
        if entry is None or entry.is_over or self.state.is_busy:
            return
        asked = list(entry.questions)
        if not 0 <= option <= len(asked[entry.at].options):
            return
        asked[entry.at] = replace(asked[entry.at], chosen=option)
        is_learner = self.state.mode is Mode.LEARNER
        at = entry.at + 1 if is_learner else min(entry.at + 1, len(asked) - 1)
        self.show(
            replace(self.state, entry=replace(entry, questions=tuple(asked), at=at), errors={})
        )
        if is_learner and at == len(asked):
            self.keep()

    def turn_to(self, place: int) -> None:
        """Go to a question."""
        entry = self.state.entry
        if entry is not None and 0 <= place < len(entry.questions):
            self.show(replace(self.state, entry=replace(entry, at=place)))

    def keep(self) -> None:
        """Keep what was answered; pressed twice it is one check."""
        entry, group = self.state.entry, self._group
        if entry is None or group is None or self.state.is_busy:
            return
        sitting = Sitting(
            phase=self.state.phase,
            answers=_answers(entry, group.check),
            learner_id=entry.learner_id,
            paper_number=entry.paper_number,
        )
        new = NewCheck(
            session_id=group.session.session_id,
            topic=group.check.topic,
            version=group.check.version,
            way=entry.way,
            sitting=sitting,
        )
        desk, act = self._office.desk, self._office.act(IntentId(entry.key))

        def keep() -> Group:
            record_check(desk, act, new)
            return self._read(new.session_id, new.topic)

        self._run(keep, partial(self._kept, entry))

    def _kept(self, entry: Entry, group: Group) -> None:
        said = tr("Kept: {who}.", who=entry.who)
        is_learner = self.state.mode is Mode.LEARNER
        self.show(replace(self.state, message=said, tone=Tone.GOOD))
        self._group = group
        self._draw()
        if not is_learner:
            self._next_after(entry)
        self._navigator.something_changed()

    def _next_after(self, entry: Entry) -> None:
        """Go on with the next paper, or the next person who was not asked."""
        if entry.paper_number and entry.paper_number < MOST_PAPERS and not entry.was_kept:
            self.ask(f"{PAPER}{entry.paper_number + 1}")
            return
        following = "" if entry.was_kept else self._first_open()
        if following:
            self.ask(following, entry.way)
        else:
            self.look_at_group()

    def end_learner(self) -> None:
        """Take the screen back from the learner; what is not complete is kept by the trainer."""
        entry = self.state.entry
        if entry is None or entry.is_over:
            self.look_at_group()
        else:
            self.show(replace(self.state, mode=Mode.ENTRY))

    def take_back(self, who: str) -> None:
        """Take back the check of a person in this phase: it was somebody else's."""
        kept = self._group.kept_of(who, self.state.phase) if self._group and who else None
        if kept is None:
            return
        desk, act, sitting_id = self._office.desk, self._office.act(), kept.sitting_id

        def done(_done: Done) -> None:
            said = tr("Taken back. The paper can be entered for the right person.")
            self.show(replace(self.state, message=said, tone=Tone.GOOD, entry=None))
            self.show(replace(self.state, mode=Mode.TOGETHER))
            self.refresh()
            self._navigator.something_changed()

        self._run(lambda: remove_check(desk, act, sitting_id), done)

    # Paper

    def print_sheets(self, count: str) -> None:
        """Print so many numbered sheets, going on after the last number that came back."""
        group, typed = self._group, clean(count)
        if group is None or self.state.is_busy:
            return
        if not typed.isdigit() or not 1 <= int(typed) <= MOST_PAPERS:
            words_ = tr("Write how many sheets, for example 20.")
            self.show(replace(self.state, errors={"papers": words_}))
            return
        phase = self.state.phase
        first = self._last_paper() + 1 if phase is Phase.BEFORE else 1
        order = SheetOrder(
            session_id=group.session.session_id,
            check=group.check,
            phase=phase,
            first=min(first, MOST_PAPERS),
            last=min(first + int(typed) - 1, MOST_PAPERS),
        )
        office, intent = self._office, self._print
        self.show(replace(self.state, papers=typed, errors={}))

        def done(printed: Printed) -> None:
            self._print = new_intent()
            self._navigator.hand_to_printer(printed)

        self._run(lambda: print_check_sheets(office, intent, order), done)

    def _last_paper(self) -> int:
        return self._group.last_paper if self._group else 0

    def _first_open(self) -> str:
        return next((row.key for row in self.state.people if not words.is_asked(row)), "")

    def _busy(self, *, is_busy: bool) -> CheckScreen:
        return replace(self.state, is_busy=is_busy)

    def _fail(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        state = replace(self.state, is_busy=False, errors=fields)
        self.show(replace(state, message=error.message, tone=Tone.WRONG))


def _check_of(session: training_query.SessionRow, topic: str) -> SkillCheck:
    day = session.plan.day
    wanted = (topic, *session.plan.topics) if topic else session.plan.topics
    found = (installed_checks().of(one, day) for one in wanted)
    check = next((one for one in found if one is not None), None)
    if check is None:
        raise NotFound(tr("There is no check for the topics of this session."))
    return check


def _has_check(topic: str, group: Group) -> bool:
    return installed_checks().of(topic, group.session.plan.day) is not None


def _who_may(
    people: tuple[register_query.LearnerRow, ...],
) -> tuple[register_query.LearnerRow, ...]:
    """Leave out who did not come."""
    return tuple(one for one in people if one.standing is not Standing.ABSENT)


def _answers(entry: Entry, check: SkillCheck) -> Answers:
    chosen = {one.id: one.chosen for one in entry.questions if one.chosen}
    levels: dict[str, Level] = {
        task.id: task.options[chosen[task.id] - 1].level
        for task in check.tasks
        if task.id in chosen
    }
    feelings: dict[str, Confidence] = {
        one.id: check.feeling_options[chosen[one.id] - 1].value
        for one in check.feelings
        if one.id in chosen
    }
    return Answers(levels=levels, feelings=feelings)
