"""Account help's presenter: questions, steps, outcome, follow-up, slip. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from agent_desk.catalog.accounts import AccountHelp, choose, valid_answers
from agent_desk.catalog.accounts_load import load_account_help
from agent_desk.commands.drafts import forget_draft, save_draft
from agent_desk.domain.assist import Reason
from agent_desk.domain.people import CardReading
from agent_desk.domain.scan import classify
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.ui.pages.accounts import draft, recording
from agent_desk.ui.pages.accounts.draw import draw, due_rows
from agent_desk.ui.pages.accounts.follow_ups import FollowUps
from agent_desk.ui.pages.accounts.sitting import (
    Sitting,
    current_step,
    is_through,
    proposed_reason,
    read_day,
    with_proposals,
)
from agent_desk.ui.pages.accounts.slips import HomeSlip, Slips
from agent_desk.ui.pages.accounts.state import AccountsScreen, Message, Phase
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from agent_desk.commands.unit import Act
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.accounts.recording import Begun
    from agent_desk.ui.slips import Printed

T = TypeVar("T")


class AccountsPresenter(Presenter[AccountsScreen]):
    """Helps one citizen at a time; intents of committing acts live until they are done."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, AccountsScreen())
        self._navigator = navigator
        self._help: AccountHelp | None = None
        self._follow_ups = FollowUps(office, navigator, self._submit, self._redraw)
        self._intents: dict[str, IntentId] = {}
        self._saved = ""
        self._slips = Slips(office, self._submit, self._redraw, self._printed)
        self.sitting = self._fresh()

    # Reading

    def refresh(self) -> None:
        """Load the cards once, bring back what was left half-done, read what is due."""
        if self._help is not None:
            self.read_due()
            return
        desk = self._office.desk

        def read() -> tuple[AccountHelp, Sitting | None]:
            with desk.store.read() as connection:
                return load_account_help(), draft.restored(connection)

        self._submit(read, self._loaded)

    def read_due(self) -> None:
        """Read the follow-ups that are due, and whether tickets can be printed."""
        self._follow_ups.read()
        self._slips.read()

    def help_citizen(self, helped: Helped) -> None:
        """Begin to help somebody Reception knows, in their visit."""
        if self.sitting.is_untouched:
            self._take(replace(self._fresh(), helped=helped))
        elif self.sitting.helped != helped:
            words = tr("Somebody else is still being helped. Record how that ended first.")
            self._say(words, Tone.WAITING)

    def teach(self) -> None:
        """Teach who is helped one thing in five minutes; the help stays as it is."""
        self._navigator.teach_citizen(self.sitting.helped)

    # The questions

    def answer(self, question_id: str, key: str) -> None:
        """Take an answer; when nothing is left to ask, the steps are shown."""
        if self._help is None or self.sitting.is_busy:
            return
        today = self._today()
        answers = {**self.sitting.answers, question_id: key}
        answers = valid_answers(self._help.chooser(today), answers)
        cards = choose(self._help, answers, today)
        now = replace(self.sitting, answers=answers, asking="", cards=cards, message=None)
        if not cards:
            self._take(replace(now, phase=Phase.CHOOSING))
            return
        if cards != self.sitting.cards:
            now = replace(now, reason=None)
        self._take(self._with_proposals(replace(now, phase=Phase.GUIDING)))
        self._begin()

    def ask_again(self, question_id: str) -> None:
        """Open an answered question again; the answer stays until another is given."""
        self._take(replace(self.sitting, asking=question_id, phase=Phase.CHOOSING))

    # The steps

    def tick(self, key: str) -> None:
        """Mark a step done, or not done again."""
        self._take(replace(self.sitting, done=self.sitting.done ^ {key}, message=None))

    def go_on(self) -> None:
        """Do what the primary button says."""
        sitting = self.sitting
        if sitting.phase is Phase.CLOSING:
            self.finish()
        elif sitting.phase is Phase.GUIDING and is_through(sitting):
            self.choose_reason((proposed_reason(sitting) or Reason.COMPLETED).value)
        elif sitting.phase is Phase.GUIDING:
            self.tick(current_step(sitting))

    def choose_reason(self, key: str) -> None:
        """Say how it ended and open the last part."""
        if not self.sitting.cards:
            return
        now = replace(self.sitting, reason=Reason(key), phase=Phase.CLOSING, message=None)
        self._take(self._with_proposals(replace(now, errors={})))

    def back(self) -> None:
        """Go back to the steps, or close a reopened question; nothing typed is lost."""
        sitting = self.sitting
        if sitting.phase is Phase.CLOSING:
            self._take(replace(sitting, phase=Phase.GUIDING, message=None))
        elif sitting.asking:
            is_whole = bool(sitting.cards)
            phase = Phase.GUIDING if is_whole else Phase.CHOOSING
            self._take(replace(sitting, asking="", phase=phase))
        elif sitting.helped is not None:
            self._to_reception()

    # The end

    def edit(self, field: str, text: str) -> None:
        """Keep what is being typed; nothing is checked yet."""
        before = self.sitting
        typed = replace(before.typed, **{field: text})
        if typed == before.typed:
            return
        self.sitting = replace(before, typed=typed, touched=before.touched | {field})
        if field in ("name", "phone"):
            self._redraw()

    def leave(self, field: str, text: str) -> None:
        """Bring a field into form when the focus leaves it; a card scanned into it is read."""
        self.edit(field, text)
        sitting = self.sitting
        errors = {key: words for key, words in sitting.errors.items() if key != field}
        try:
            if field == "name":
                sitting = self._with_card(sitting, text)
            elif field == "due":
                read_day(text, self._today())
        except InvalidInput as error:
            errors[field] = error.message
        self._take(replace(sitting, errors=errors))

    def choose_day(self, text: str) -> None:
        """Take one of the days offered."""
        self.edit("due", text)
        errors = {key: words for key, words in self.sitting.errors.items() if key != "due"}
        self._take(replace(self.sitting, errors=errors))

    def choose_consent(self, key: str) -> None:
        """Take whether the name may be kept; without agreement it is forgotten at once."""
        sitting = replace(self.sitting, agrees=key == "yes", errors={})
        if not sitting.agrees:
            sitting = replace(
                sitting,
                typed=replace(sitting.typed, name="", phone=""),
                card_scanned=None,
                agrees=None,
            )
        self._take(sitting)

    def finish(self) -> None:
        """Record how it ended, with the follow-up; then the next citizen."""
        sitting, office = self.sitting, self._office
        try:
            ended = recording.checked_end(sitting, self._today())
            person = recording.checked_person(sitting)
        except InvalidInput as error:
            self._fail(error)
            return
        ending = recording.Ending(sitting=sitting, ended=ended, person=person)
        acts = self._acts()

        def work() -> None:
            recording.end(office, ending, acts)
            forget_draft(office.desk.store, draft.SCREEN)

        self._commit(work, lambda _nothing: self._ended())

    def print_ticket(self) -> None:
        """Print the slip to take home on the roll of 80 mm."""
        self.print_slip(on_roll=True)

    def print_slip(self, *, on_roll: bool = False) -> None:
        """Print the slip to take home; it may be printed at any step."""
        if self.sitting.cards:
            what = "ticket" if on_roll else "print"
            self._slips.print(
                HomeSlip(
                    sitting=self.sitting,
                    intent=self._intent(what),
                    acts=self._acts(),
                    come_back_on=self._due_day(),
                    on_roll=on_roll,
                )
            )

    def close_follow_up(self, follow_up_id: str) -> None:
        """Mark a follow-up that is due as done."""
        self._follow_ups.close(follow_up_id, self._act(f"follow_up {follow_up_id}"))

    # The draft and the clock

    def save(self) -> None:
        """Keep what stands half-done; nothing is written when nothing changed."""
        sitting, desk = self.sitting, self._office.desk
        if sitting.assist_id is None or sitting.is_busy:
            return
        content = draft.dump(sitting)
        if content == self._saved:
            return
        self._saved = content
        self._submit(
            lambda: save_draft(desk.store, desk.clock, draft.SCREEN, content), lambda _n: None
        )

    def elapsed(self) -> str:
        """Give the time of this help as ``mm:ss``, for the clerk only; empty before it begins."""
        if self.sitting.is_untouched:
            return ""
        since = self._office.desk.clock.now() - self.sitting.begun_at
        seconds = max(0, int(since.total_seconds()))
        return f"{seconds // 60:02d}:{seconds % 60:02d}"

    # Inside

    def _fresh(self) -> Sitting:
        return Sitting(key=new_intent(), begun_at=self._office.desk.clock.now())

    def _today(self) -> date:
        return self._office.desk.today()

    def _loaded(self, read: tuple[AccountHelp, Sitting | None]) -> None:
        self._help, left = read
        if left is not None and self.sitting.is_untouched:
            cards = choose(self._help, left.answers, self._today())
            words = tr("Brought back what was left half-done.")
            is_closing = left.phase is Phase.CLOSING and left.reason is not None
            phase = Phase.CLOSING if is_closing else Phase.GUIDING
            phase = phase if cards else Phase.CHOOSING
            message = Message(text=words, tone=Tone.BRAND)
            self.sitting = replace(left, cards=cards, phase=phase, message=message)
        self.read_due()

    def _take(self, sitting: Sitting) -> None:
        if self.sitting.is_untouched and sitting.answers:
            sitting = replace(sitting, begun_at=self._office.desk.clock.now())
        self.sitting = sitting
        self._redraw()

    def _redraw(self) -> None:
        if self._help is None:
            return
        today = self._today()
        try:
            calendar = self._office.desk.calendars.agent
            screen = draw(self.sitting, self._help, today, calendar)
        except DeskError as error:
            message = Message(text=error.message, tone=Tone.WRONG)
            screen = AccountsScreen(title=tr("Account help"), is_read=True, message=message)
        due = due_rows(self._follow_ups.due, today)
        self.show(replace(screen, due=due, has_roll=self._slips.has_roll))

    def _with_proposals(self, sitting: Sitting) -> Sitting:
        return with_proposals(sitting, self._today(), self._office.desk.calendars.agent)

    def _with_card(self, sitting: Sitting, text: str) -> Sitting:
        scan = classify(text, self._today())
        if not isinstance(scan.value, CardReading):
            return sitting
        card = scan.value
        typed = replace(sitting.typed, name=card.name)
        return replace(sitting, typed=typed, card_scanned=card)

    def _due_day(self) -> date | None:
        try:
            return read_day(self.sitting.typed.due, self._today())
        except InvalidInput:
            return None

    def _begin(self) -> None:
        sitting, office, acts = self.sitting, self._office, self._acts()
        if sitting.assist_id is None:
            # No need to wait: the lane keeps the order, and a repeat gives the same assist.
            self._submit(lambda: recording.begin(office, sitting, acts), self._begun)

    def _begun(self, begun: Begun) -> None:
        self._take(replace(self.sitting, visit_id=begun.visit_id, assist_id=begun.assist_id))
        self._navigator.something_changed()
        self.save()

    def _printed(self, begun: Begun, printed: Printed) -> None:
        for made in ("print", "ticket"):
            self._intents.pop(made, None)
        self._take(replace(self.sitting, visit_id=begun.visit_id, assist_id=begun.assist_id))
        self._navigator.hand_to_printer(printed)

    def _to_reception(self) -> None:
        """Go back to the case the citizen came from; help that was not begun is forgotten."""
        if self.sitting.is_untouched:
            self._take(self._fresh())
        self._navigator.open_page("reception")

    def _ended(self) -> None:
        minutes, helped = self.elapsed(), self.sitting.helped
        self._intents.clear()
        self._slips.reset()
        self._saved = ""
        self._take(self._fresh())
        self._navigator.say(tr("Recorded. {time} at the counter.", time=minutes), Tone.GOOD)
        self._navigator.something_changed()
        self.read_due()
        if helped is not None:
            self._to_reception()

    def _intent(self, what: str) -> IntentId:
        return self._intents.setdefault(what, new_intent())

    def _act(self, what: str) -> Act:
        return self._office.act(self._intent(what))

    def _acts(self) -> Mapping[str, Act]:
        """Give the acts of this help with their keys, made here and not in the lane."""
        return {what: self._act(what) for what in recording.ACTS}

    def _commit(self, fn: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run the committing act of the end; a second press while it runs does nothing."""
        if self.sitting.is_busy:
            return
        self._take(replace(self.sitting, is_busy=True, message=None))

        def finished_work(value: T) -> None:
            self.sitting = replace(self.sitting, is_busy=False)
            done(value)

        self._submit(fn, finished_work)

    def _submit(self, fn: Callable[[], T], done: Callable[[T], None]) -> None:
        key = self.sitting.key

        def if_still_here(value: T) -> None:
            if self.sitting.key == key:
                done(value)

        self._jobs.submit("store", fn, done=if_still_here, failed=self._fail)

    def _fail(self, error: DeskError) -> None:
        errors = {**self.sitting.errors, **recording.fields_of(error)}
        message = Message(text=error.message, tone=Tone.WRONG)
        self._slips.reset()
        self._take(replace(self.sitting, is_busy=False, errors=errors, message=message))

    def _say(self, text: str, tone: Tone) -> None:
        self._take(replace(self.sitting, message=Message(text=text, tone=tone)))
