"""What is pushed to the citizen's screen, and what the citizen answers there. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.spec import Kind
from agent_desk.catalog.forms.spec import Source as Given
from agent_desk.domain.fees import show_vnd
from agent_desk.domain.people import mask_number
from agent_desk.domain.reference import group
from agent_desk.i18n import tr
from agent_desk.ui.citizen_screen import Pushed, PushKind
from agent_desk.ui.pages.reception import person
from agent_desk.ui.pages.reception.agreeing import consent_text
from agent_desk.ui.pages.reception.choosing import outcome_of
from agent_desk.ui.pages.reception.draw_case import ask_of
from agent_desk.ui.pages.reception.draw_steps import channel_words
from agent_desk.ui.pages.reception.form_lines import read_lines
from agent_desk.ui.pages.reception.sitting import Notice, Step
from agent_desk.ui.rows import Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import PersonForm, Sitting


_TYPED = (Given.CLERK, Given.CITIZEN)
_SPOKEN = frozenset({Kind.NAME, Kind.DATE, Kind.PARTIAL_DATE, Kind.TIME, Kind.TEXT, Kind.WARD})
_ENOUGH, _MOST_PAIRS = 3, 6


class CitizenScreen:
    """Pushes a snapshot of the open part; nothing there follows what the clerk does next."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._pushes = 0
        self.shown: Pushed | None = None

    def toggle(self) -> None:
        """Show the citizen the open part, or blank their screen."""
        if self.shown is not None:
            self.clear()
            return
        self._pushes += 1
        self.shown = self._snapshot(self._counter.sitting)
        self._counter.show(self._counter.sitting)

    def clear(self) -> None:
        """Blank the citizen's screen."""
        if self.shown is not None:
            self.shown = None
            self._counter.show(self._counter.sitting)

    def say_missing(self) -> None:
        """Say that there is no second screen to show anything on."""
        self._counter.say(
            tr("No second screen is connected. Turn this screen, or read it aloud."), Tone.WAITING
        )

    def confirm(self, *, is_right: bool) -> None:
        """Take what the citizen says of what they read."""
        counter = self._counter
        self.shown = None
        text = (
            tr("The citizen has read it: everything is right.")
            if is_right
            else tr("The citizen says that something is not right. Ask, and change it.")
        )
        notice = Notice(text=text, tone=Tone.GOOD if is_right else Tone.WAITING)
        counter.show(replace(counter.sitting, is_confirmed=is_right, notice=notice))

    def _snapshot(self, sitting: Sitting) -> Pushed:
        outcome = outcome_of(self._counter, sitting)
        identity = self._counter.desk.identity
        blank = Pushed(
            number=self._pushes,
            kind=PushKind.CHECK,
            site=identity.site_name,
            desk=tr("Desk {number} · free service", number=identity.desk_code[-2:]),
            heading="",
        )
        if sitting.ending is not None and sitting.view is not None:
            return _reference(blank, sitting)
        if sitting.step is Step.CONSENT and sitting.consents:
            return _consent(blank, sitting)
        if sitting.step is Step.CASE:
            ask = ask_of(self._counter, sitting, outcome)
            if ask.choices:
                return replace(
                    blank,
                    kind=PushKind.QUESTION,
                    heading=ask.ask,
                    about=ask.question_id,
                    choices=ask.choices[:6],
                    note=tr("Touch your answer, or say it."),
                )
        return _check(self._counter, blank, sitting, outcome)


def _form_pairs(counter: Counter, sitting: Sitting) -> tuple[Pair, ...]:
    """Give what was typed into the form, which only the citizen can check, then other names."""
    lines = [line for form in counter.forms_of(sitting) for line in read_lines(form)]
    spoken = [line for line in lines if line.kind in _SPOKEN and line.source in _TYPED]
    if spoken:
        spoken += [line for line in lines if line.kind is Kind.NAME and line not in spoken]
    return tuple(Pair(name=line.label, value=line.words) for line in spoken)


def _check(
    counter: Counter, blank: Pushed, sitting: Sitting, outcome: CaseOutcome | None
) -> Pushed:
    view = sitting.view
    written = _form_pairs(counter, sitting)
    pairs = _person_pairs(sitting.submitter)
    if sitting.is_for_other:
        pairs += (Pair(name=tr("On behalf of"), value=sitting.owner.name),)
    if len(written) >= _ENOUGH:
        pairs = written[:_MOST_PAIRS]
    elif view is not None:
        pairs += (
            Pair(name=tr("Way to file"), value=channel_words(view.channel)),
            Pair(name=tr("Decided by"), value=view.office),
        )
    return replace(
        blank,
        heading=tr("Please look: is everything right?"),
        subheading=view.procedure_name if view is not None else "",
        pairs=tuple(pair for pair in pairs if pair.value),
        banner=_fees(outcome),
        note=tr("Numbers are masked. The screen goes dark when this is done."),
        no=tr("Not right"),
        yes=tr("All right"),
    )


def _person_pairs(form: PersonForm) -> tuple[Pair, ...]:
    number = person.number_of(form)
    return (
        Pair(name=tr("Full name"), value=form.name),
        Pair(name=tr("Born"), value=form.birth),
        Pair(name=tr("Citizen number"), value=mask_number(number) if number else ""),
        Pair(name=tr("Residence"), value=form.address),
    )


def _fees(outcome: CaseOutcome | None) -> str:
    if outcome is None:
        return tr("The help of this desk costs 0 đồng. Nobody may take more.")
    fee = show_vnd(outcome.fee_vnd).replace("₫", "đồng")
    return tr(
        "Fee of the state: {fee}. For the post office: 0 đồng. Nobody may take more.", fee=fee
    )


def _consent(blank: Pushed, sitting: Sitting) -> Pushed:
    text = consent_text(sitting)
    return replace(
        blank,
        kind=PushKind.CONSENT,
        heading=tr("Do you agree?"),
        sign_text=text,
        note=tr("Sign in the field with a finger or the pen."),
        no=tr("Wipe"),
        yes=tr("Confirm"),
    )


def _reference(blank: Pushed, sitting: Sitting) -> Pushed:
    view = sitting.view
    if view is None:
        return blank
    pairs = [Pair(name=tr("Our reference"), value=group(view.reference))]
    if view.official_code:
        pairs.append(Pair(name=tr("Official code"), value=view.official_code))
    return replace(
        blank,
        kind=PushKind.REFERENCE,
        heading=tr("This is your number. Keep it."),
        subheading=view.procedure_name,
        pairs=tuple(pairs),
        digits=view.reference,
        banner=tr("The help of this desk costs 0 đồng. Nobody may take more."),
        note=tr("The same number is on the slip."),
    )
