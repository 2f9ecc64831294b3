"""Whom to call two weeks after a session, one after the other; a phone only when it is needed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.commands.home_calls import Called, record_home_call
from agent_desk.commands.training_register import answer_consents
from agent_desk.documents.show import show_date
from agent_desk.domain.phone import show_phone
from agent_desk.domain.training.home_calls import TRIES, HomeOutcome, say_outcome
from agent_desk.domain.training.learners import LearnerConsent, LearnerPurpose, first_name
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import home_calls as query
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.queries.home_calls import CallRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

_SEPARATOR = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPane:
    """One call; ``phone`` is here alone, and only while the row is open."""

    key: str
    session_id: str
    learner_id: str
    name: str
    told: str
    phone: str
    script: tuple[str, ...]
    last_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpScreen:
    """Who is due, and the call in turn."""

    rows: tuple[ListRow, ...] = ()
    count: str = ""
    pane: CallPane | None = None
    choices: tuple[Choice, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    tone: Tone = Tone.GOOD
    is_read: bool = False
    is_busy: bool = False


class FollowUpPresenter(ActingPresenter[FollowUpScreen]):
    """Reads who is due; a call is opened, answered with a digit, and the next one opens."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        choices = tuple(Choice(key=one.value, label=say_outcome(one)) for one in HomeOutcome)
        super().__init__(office, jobs, FollowUpScreen(choices=choices))
        self._navigator = navigator
        self._due: dict[str, CallRow] = {}
        self._titles: dict[str, str] = {}
        self._homework: dict[str, str] = {}
        self._badge: Callable[[int], None] | None = None

    def watch_badge(self, listener: Callable[[int], None]) -> None:
        """Tell somebody how many calls are due, each time they were counted."""
        self._badge = listener

    def refresh(self) -> None:
        """Read who is due today; the open call stays."""
        self._jobs.submit("store", self._read, done=self._show_due, failed=self._fail)

    def _read(self) -> tuple[CallRow, ...]:
        desk = self._office.desk
        cards = installed_curriculum().on(desk.today())
        self._titles = {card.topic: card.title for card in cards}
        self._homework = {card.topic: card.home.lines[0] for card in cards}
        with desk.store.read() as connection:
            return query.to_call(connection, desk.today())

    def _show_due(self, found: tuple[CallRow, ...]) -> None:
        self._due = {_key(row): row for row in found}
        count = trn("{n} person to call", "{n} people to call", len(found))
        rows = tuple(self._row(row) for row in found)
        self.show(replace(self.state, rows=rows, count=count, is_read=True))
        if self._badge is not None:
            self._badge(len(found))

    def _row(self, row: CallRow) -> ListRow:
        today = self._office.desk.today()
        late = (today - row.due.due_on).days
        waits = trn("due since {n} day", "due since {n} days", late) if late > 0 else ""
        tries = (
            tr("called {n} of {most} times", n=row.due.tries, most=TRIES) if row.due.tries else ""
        )
        learned = tr("learned on {day}", day=show_date(row.due.held_on))
        topics = ", ".join(self._titles.get(topic, topic) for topic in row.topics)
        return ListRow(
            key=_key(row),
            title=row.name,
            subtitle=" · ".join(part for part in (topics, learned, waits, tries) if part),
            tile="icon:phone",
            action=tr("Call"),
        )

    def open(self, key: str) -> None:
        """Open a call: only now the phone is read."""
        row = self._due.get(key)
        if row is None:
            return
        store = self._office.desk.store

        def read() -> str:
            with store.read() as connection:
                return query.phone_of(connection, row.due.learner_id)

        self._run(read, partial(self._show_call, row))

    def _show_call(self, row: CallRow, phone: str) -> None:
        topics = ", ".join(self._titles.get(topic, topic) for topic in row.topics)
        pane = CallPane(
            key=new_intent(),
            session_id=row.due.session_id,
            learner_id=row.due.learner_id,
            name=row.name,
            told=f"{topics} · {show_date(row.due.held_on)} · {row.place}",
            phone=show_phone(phone) if phone else tr("No phone number any more"),
            script=self._script(row),
            last_note=row.last_note,
        )
        self.show(replace(self.state, pane=pane, errors={}, message=""))

    def _script(self, row: CallRow) -> tuple[str, ...]:
        """Give what to say, in the words of the screen's language; never a code or a password."""
        site = self._office.desk.identity.site_name
        asked = next((self._homework[t] for t in row.topics if t in self._homework), "")
        lines = [
            tr("Hello {name}, this is {site}. You came to our class two weeks ago.",
               name=first_name(row.name), site=site),
            tr("Did you manage to do one thing by yourself at home since then?"),
        ]  # fmt: skip
        if asked:
            lines.append(tr("For example: {task}", task=asked))
        lines.append(tr("We never ask for a code or a password, not on the phone either."))
        return tuple(lines)

    def keep(self, outcome: str, note: str) -> None:
        """Keep what the call found out and open the next one; pressed twice it is one call."""
        pane = self.state.pane
        if pane is None or self.state.is_busy:
            return
        if not outcome:
            words = tr("Choose what the call found out.")
            self.show(replace(self.state, errors={"outcome": words}))
            return
        called = Called(
            session_id=pane.session_id,
            learner_id=pane.learner_id,
            outcome=HomeOutcome(outcome),
            note=note,
        )
        office, intent = self._office, IntentId(pane.key)

        def do() -> Done:
            done = record_home_call(office.desk, office.act(intent), called)
            if called.outcome is HomeOutcome.DECLINED:
                no = LearnerConsent(purpose=LearnerPurpose.CONTACT, given=False)
                answer_consents(office.desk, office.act(), "", called.learner_id, (no,))
            return done

        self._run(do, partial(self._kept, pane))

    def _kept(self, pane: CallPane, done: Done) -> None:
        if done["next_on"]:
            day = show_date(date.fromisoformat(done["next_on"]))
            said = tr("Not reached. {name} comes back on {day}.", name=pane.name, day=day)
        else:
            said = tr("Kept: {who}.", who=pane.name)
        keys = [row.key for row in self.state.rows]
        mine = f"{pane.session_id}{_SEPARATOR}{pane.learner_id}"
        at = keys.index(mine) if mine in keys else -1
        following = keys[at + 1] if 0 <= at < len(keys) - 1 else ""
        self.show(replace(self.state, pane=None, message=said, tone=Tone.GOOD))
        self._navigator.something_changed()
        self.refresh()
        if following:
            message = self.state.message
            self.open(following)
            self.show(replace(self.state, message=message))

    def back(self) -> None:
        """Close the call, or go back to the calendar of sessions."""
        if self.state.pane is not None:
            self.show(replace(self.state, pane=None, errors={}))
        else:
            self._navigator.open_page("training")

    def _busy(self, *, is_busy: bool) -> FollowUpScreen:
        return replace(self.state, is_busy=is_busy)

    def _fail(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        message = "" if fields else error.message
        state = replace(self.state, is_busy=False, errors=fields)
        self.show(replace(state, message=message, tone=Tone.WRONG))


def _key(row: CallRow) -> str:
    return f"{row.due.session_id}{_SEPARATOR}{row.due.learner_id}"
