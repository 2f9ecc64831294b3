"""The register of one session: put on the list by card or name, corrected, merged. No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands import training_people, training_register
from agent_desk.commands.training_register import NewLearner
from agent_desk.domain.text import clean
from agent_desk.domain.training.learners import (
    Source,
    Standing,
    decade_text,
    first_name,
    read_decade,
)
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import training_register as register_query
from agent_desk.ui.pages.training import register_words as words
from agent_desk.ui.pages.training.agreed import read_person
from agent_desk.ui.pages.training.home_wards import HomeWards
from agent_desk.ui.pages.training.register_list import RegisterList
from agent_desk.ui.pages.training.register_state import (
    AgreedTyped,
    AlikePane,
    NewTyped,
    PersonPane,
)
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.commands.unit import Act, Done
    from agent_desk.domain.people import CardReading
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.training.ways import TrainingWays


class RegisterPresenter(RegisterList):
    """One session at a time; each act of putting on the list is one intent."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, ways: TrainingWays
    ) -> None:
        super().__init__(office, jobs, navigator, ways)
        self._adding = new_intent()
        self._known: dict[str, str] = {}
        self.wards = HomeWards()

    # Putting on the list

    def known_like(self, text: str) -> tuple[str, ...]:
        """Give known people called like this; they are told apart by birth and sessions.

        Read at once on the GUI thread: one indexed look at a few rows.
        """
        if len(clean(text)) < 2:
            return ()
        with self._office.desk.store.read() as connection:
            found = register_query.known_like(connection, text)
        listed = {one.learner_id for one in self._read.people} if self._read else set()
        fresh = [one for one in found if one.learner_id not in listed]
        self._known = {words.say_suggestion(one): one.learner_id for one in fresh}
        return tuple(self._known)

    def choose_known(self, shown: str) -> None:
        """Put a known person on the list."""
        learner_id = self._known.get(shown, "")
        if learner_id:
            name = shown.split(" · ")[0]
            self._add(NewLearner(name=name, learner_id=learner_id))

    def add(self, typed: NewTyped) -> None:
        """Put a new person on the list by what was typed; a name is enough."""
        if self.state.is_busy:
            return
        self.show(replace(self.state, new=typed, errors={}, message=""))
        if not clean(typed.name):
            self._refuse(InvalidInput("", {"name": tr("Type a first name; no more is needed.")}))
            return
        try:
            birth = read_decade(typed.birth, self._office.desk.today())
        except InvalidInput as error:
            self._refuse(error)
            return
        card = self.state.card
        number = card.number if card is not None else ""
        self._add(NewLearner(name=typed.name, birth=birth, number=number))

    def take_card(self, card: CardReading) -> None:
        """Put the holder of a card on the list; the number finds them again and is not kept."""
        if not self.state.session_id or self.state.is_busy:
            return
        birth = decade_text(card.birth, self._office.desk.today())
        if not card.name:
            message = tr("The card was read in part. Type the name, then Enter.")
            typed = NewTyped(birth=birth if len(birth) == 4 else birth + "0")
            state = replace(self.state, card=card, new=typed, errors={"name": message})
            self.show(replace(state, message=""))
            return
        self._add(NewLearner(name=card.name, birth=birth, number=card.number), card.address)

    def _add(self, new: NewLearner, address: str = "") -> None:
        """Put them on the list: here today, or signed up for a day to come."""
        is_today = self._read is not None and self._read.row.plan.day <= self._office.desk.today()
        if not is_today:
            new = replace(new, source=Source.COUNTER, standing=Standing.SIGNED_UP)
        desk, act = self._office.desk, self._office.act(IntentId(self._adding))
        session_id, wards = self.state.session_id, self.wards

        def do() -> Done:
            whole = replace(new, ward_code=wards.of_address(address))
            return training_register.register_learner(desk, act, session_id, whole)

        self._run(do, partial(self._added, new))

    def _added(self, new: NewLearner, done: Done) -> None:
        self._adding = new_intent()
        name = first_name(new.name)
        if done["was_listed"] == "yes":
            said, tone = tr("{name} was on the list already.", name=name), Tone.WAITING
        elif done["over_seats"] == "yes":
            said = tr("{name} is on the list. That is more people than seats.", name=name)
            tone = Tone.WAITING
        elif new.standing is Standing.SIGNED_UP:
            said, tone = tr("{name} is signed up.", name=name), Tone.GOOD
        else:
            said, tone = tr("{name} is here.", name=name), Tone.GOOD
        state = replace(self.state, new=NewTyped(), card=None, errors={}, undo="")
        state = replace(state, added=state.added + 1)
        self.show(replace(state, message=said, tone=tone))
        self.refresh()
        self._navigator.something_changed()

    # One person

    def open_person(self, learner_id: str) -> None:
        """Open what one person agreed to."""
        one = self._person(learner_id)
        if one is not None:
            ward = self.wards.name_of(one.ward_code)
            pane = words.pane_of(one, self._office.desk.today(), new_intent(), ward)
            self.show(replace(self.state, pane=pane, message=""))

    def save_person(self, typed: AgreedTyped) -> None:
        """Keep what was corrected and what they agreed to; twice it is one act."""
        pane = self.state.pane
        one = self._person(pane.learner_id) if isinstance(pane, PersonPane) else None
        if not isinstance(pane, PersonPane) or one is None or self.state.is_busy:
            return
        self.show(replace(self.state, pane=replace(pane, typed=typed, errors={}), message=""))
        try:
            ward_code = self.wards.code_of(typed.ward)
            new = read_person(typed, one, self._office.desk.today(), ward_code)
        except InvalidInput as error:
            self._refuse(error)
            return
        desk, act = self._office.desk, self._office.act(IntentId(pane.key))
        session_id = self.state.session_id
        self._run(
            lambda: training_register.change_learner(desk, act, session_id, one.learner_id, new),
            lambda _done: self.settled(tr("Kept.")),
        )

    def take_off(self) -> None:
        """Take the open person off the list; Ctrl+Z puts them back."""
        pane = self.state.pane
        if not isinstance(pane, PersonPane) or self.state.is_busy:
            return
        desk, act = self._office.desk, self._office.act(IntentId(pane.key))
        session_id, learner_id = self.state.session_id, pane.learner_id
        said = tr("{name} is off the list. Ctrl+Z puts them back.", name=first_name(pane.title))
        self._run(
            lambda: training_register.sign_off(desk, act, session_id, learner_id),
            lambda _done: self.settled(said, f"listed:{learner_id}"),
        )

    # Two entries of one person

    def look_at_alike(self) -> None:
        """Show two entries that may be one person."""
        pairs = self._read.alike if self._read is not None else ()
        self.show(replace(self.state, pane=words.alike_of(pairs, new_intent()), message=""))

    def merge(self) -> None:
        """Make both entries one; Ctrl+Z parts them again."""
        pane = self.state.pane
        if isinstance(pane, AlikePane) and not self.state.is_busy:
            desk, act = self._office.desk, self._office.act(IntentId(pane.key))
            said = tr("Merged. Ctrl+Z makes them two again.")
            self._run(
                lambda: training_people.merge_learners(desk, act, pane.first_id, pane.second_id),
                lambda done: self.settled(said, f"merged:{done['merge_id']}"),
            )

    def keep_apart(self) -> None:
        """Note that they are two people; they are not offered again."""
        pane = self.state.pane
        if isinstance(pane, AlikePane) and not self.state.is_busy:
            desk, act = self._office.desk, self._office.act(IntentId(pane.key))
            self._run(
                lambda: training_people.say_apart(desk, act, pane.first_id, pane.second_id),
                lambda _done: self.settled(tr("Noted: two people.")),
            )

    def undo(self) -> None:
        """Take the last merge back, or put back who was taken off."""
        kind, _, name = self.state.undo.partition(":")
        desk, act = self._office.desk, self._office.act()
        if kind == "merged":
            do = partial(training_people.part_learners, desk, act, name)
        elif kind == "listed":
            do = partial(self._put_back, act, name)
        else:
            return
        self._run(do, lambda _done: self.settled(tr("Taken back.")))

    def _put_back(self, act: Act, learner_id: str) -> Done:
        new = NewLearner(name="", learner_id=learner_id, standing=Standing.SIGNED_UP)
        desk = self._office.desk
        return training_register.register_learner(desk, act, self.state.session_id, new)

    def close_pane(self) -> None:
        """Go one step back."""
        if self.state.pane is not None:
            self.show(replace(self.state, pane=None, message=""))
        elif self.state.session_id:
            self.leave()
            self.ways.open_session(self.state.session_id)
        else:
            self._navigator.open_page("training")
