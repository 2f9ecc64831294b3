"""The first step: who the citizen is, and for whom they come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.commands.citizen import Purpose, identify_citizen
from agent_desk.commands.visit import open_visit
from agent_desk.domain.mrz import as_card, parse_mrz
from agent_desk.domain.people import CardReading
from agent_desk.domain.scan import ScanKind, classify
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import CitizenId, VisitId
from agent_desk.queries import citizen as citizen_query
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import reception as reception_query
from agent_desk.ui.pages.reception import person
from agent_desk.ui.pages.reception.agreeing import following
from agent_desk.ui.pages.reception.sitting import CardUse, Notice, NoticeAct, Step, Who
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.domain.scan import Scan
    from agent_desk.ids import DossierId
    from agent_desk.queries.citizen import CitizenView
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import PersonForm, Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identified:
    visit_id: VisitId
    submitter: CitizenView
    owner: CitizenView
    dead: frozenset[Who]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    person: CitizenView
    is_dead: bool


class Citizen:
    """The citizen step: one field takes a card, a number or a name; forms take the rest."""

    def __init__(self, counter: Counter, open_step: Callable[[Step], None]) -> None:
        self._counter = counter
        self._open_step = open_step

    def take_scan(self, text: str) -> None:
        """Route what was scanned, pasted or typed into the big field."""
        if not text.strip():
            return
        try:
            scan = classify(text, self._counter.today())
        except InvalidInput as error:
            self._counter.fail(error)
            return
        if isinstance(scan.value, CardReading):
            self.take_card(scan.value)
        elif scan.kind in (ScanKind.REFERENCE, ScanKind.OFFICIAL_CODE):
            self._find_dossier(scan)
        else:
            self._take_words(scan.text)

    def take_card(self, card: CardReading) -> None:
        """Fill in a card: the submitter's first; a second person's card is the owner's."""
        sitting = self._counter.sitting
        number = person.number_of(sitting.submitter)
        is_second = sitting.is_for_other and number not in ("", card.number)
        who = Who.OWNER if is_second else Who.SUBMITTER
        self._put(who, person.of_card(card, sitting.form(who)))
        self._look_up(who, card.number)

    def use_of(self, card: CardReading) -> CardUse:
        """Say what a card scanned now is for: another one than the submitter's needs a word."""
        sitting = self._counter.sitting
        number = person.number_of(sitting.submitter)
        is_open = sitting.step is Step.CITIZEN and not sitting.is_fresh and not sitting.is_busy
        if not is_open or number in ("", card.number):
            return CardUse.USUAL
        if sitting.is_for_other and person.number_of(sitting.owner) in ("", card.number):
            return CardUse.OWNER
        return CardUse.ASK

    def take_as(self, who: Who, card: CardReading) -> None:
        """Fill in a card as the owner's or the submitter's."""
        if who is Who.OWNER:
            self._counter.keep(replace(self._counter.sitting, is_for_other=True))
        self._put(who, person.of_card(card, self._counter.sitting.form(who)))
        self._look_up(who, card.number)

    def present_name(self) -> str:
        """Give the name of the person who stands here."""
        return self._counter.sitting.submitter.name

    def take_mrz(self, text: str) -> Mapping[str, str]:
        """Fill in the three lines of a card's back; gives what is wrong by line, else nothing."""
        try:
            card = as_card(parse_mrz(text, self._counter.today()))
        except InvalidInput as error:
            return error.field_errors
        self.take_card(card)
        return {}

    def edit(self, who: Who, field: str, text: str) -> None:
        """Keep what is being typed; nothing is checked or redrawn yet."""
        sitting = self._counter.sitting
        form = person.with_field(sitting.form(who), field, text)
        self._counter.keep(_with_form(sitting, who, form))

    def leave(self, who: Who, field: str, text: str) -> None:
        """Bring a field into form; a known number fills what is still empty."""
        sitting = self._counter.sitting
        before = sitting.form(who)
        errors = {key: text for key, text in sitting.errors.items() if key != f"{who}.{field}"}
        form = person.with_field(before, field, text)
        try:
            form = person.with_field(form, field, person.tidy(field, text, self._counter.today()))
        except InvalidInput as error:
            errors[f"{who}.{field}"] = error.message
        self._counter.show(replace(_with_form(sitting, who, form), errors=errors))
        if field == "number" and person.number_of(form):
            self._look_up(who, person.number_of(form))

    def choose_sex(self, who: Who, sex: str) -> None:
        """Take the sex as the card prints it."""
        self._put(who, replace(self._counter.sitting.form(who), sex=sex))

    def take_suggestion(self, who: Who) -> None:
        """Write the name with capitals as suggested."""
        form = self._counter.sitting.form(who)
        name = person.suggested_name(form)
        if name:
            self._put(who, person.with_field(form, "name", name))

    def set_for_other(self, *, is_for_other: bool) -> None:
        """Say whether the matter belongs to somebody else; what was typed stays."""
        self._counter.show(replace(self._counter.sitting, is_for_other=is_for_other))

    def confirm_fields(self) -> None:
        """Say that name and address were compared with the card."""
        sitting = self._counter.sitting
        self._counter.show(
            replace(
                sitting,
                submitter=replace(sitting.submitter, unconfirmed=()),
                owner=replace(sitting.owner, unconfirmed=()),
                notice=None,
            )
        )

    def commit(self) -> None:
        """Open the visit and record who came, then go on."""
        sitting = self._counter.sitting
        today = self._counter.today()
        errors = person.errors_of(sitting.submitter, Who.SUBMITTER, today)
        if sitting.is_for_other:
            errors |= person.errors_of(sitting.owner, Who.OWNER, today)
        if errors:
            text = tr("Look at the marked fields first.")
            notice = Notice(text=text, tone=Tone.WRONG)
            self._counter.show(replace(sitting, errors=errors, notice=notice))
            return
        sitting = replace(
            sitting,
            submitter=person.tidied(sitting.submitter, today),
            owner=person.tidied(sitting.owner, today) if sitting.is_for_other else sitting.owner,
        )
        self._counter.keep(sitting)
        if sitting.is_recorded:
            self._go_on()
            return
        work = self._identification(sitting)
        self._counter.commit(work, self._on_identified)

    def _identification(self, sitting: Sitting) -> Callable[[], _Identified]:
        counter, desk, today = self._counter, self._counter.desk, self._counter.today()
        visit = counter.office.act(sitting.key)
        first, second = counter.act("submitter"), counter.act("owner")
        one = person.particulars(sitting.submitter, today)
        other = person.particulars(sitting.owner, today) if sitting.is_for_other else None

        def work() -> _Identified:
            visit_id = sitting.visit_id or VisitId(open_visit(desk, visit)["visit_id"])
            submitter_id = identify_citizen(desk, first, visit_id, one)["citizen_id"]
            owner_id = submitter_id
            if other is not None:
                owner_id = identify_citizen(desk, second, None, other)["citizen_id"]
            with desk.store.read() as connection:
                ids = {Who.SUBMITTER: submitter_id, Who.OWNER: owner_id}
                dead = {who for who, one in ids.items() if reception_query.died(connection, one)}
                return _Identified(
                    visit_id=visit_id,
                    submitter=citizen_query.by_id(connection, submitter_id),
                    owner=citizen_query.by_id(connection, owner_id),
                    dead=frozenset(dead),
                )

        return work

    def _on_identified(self, found: _Identified) -> None:
        counter, sitting = self._counter, self._counter.sitting
        counter.spent("submitter", "owner")
        view = sitting.view
        ids = (found.submitter.citizen_id, found.owner.citizen_id)
        if view is not None and ids != (view.submitter.citizen_id, view.owner.citizen_id):
            counter.say(
                tr("The open case stays with the first person. Finish it, then greet the next."),
                Tone.WAITING,
            )
            return
        counter.keep(
            replace(
                sitting,
                visit_id=found.visit_id,
                submitter_id=CitizenId(found.submitter.citizen_id),
                owner_id=CitizenId(found.owner.citizen_id),
                identified=sitting.people,
                agreed=found.submitter.consents,
                dead=found.dead,
                errors={},
            )
        )
        self._go_on()

    def _go_on(self) -> None:
        sitting = self._counter.sitting
        if Purpose.FILING.value not in sitting.agreed:
            self._open_step(Step.CONSENT)
        else:
            self._open_step(following(sitting))

    def _put(self, who: Who, form: PersonForm) -> None:
        sitting = self._counter.sitting
        errors = {key: text for key, text in sitting.errors.items() if not key.startswith(who)}
        notice = None
        if form.unconfirmed:
            notice = Notice(
                text=tr("Compare name and address with the card; the scanner may have erred."),
                tone=Tone.BRAND,
                action=tr("They are the same"),
                act=NoticeAct.CONFIRM_FIELDS,
            )
        changed = replace(_with_form(sitting, who, form), errors=errors, notice=notice)
        self._counter.show(changed)

    def _look_up(self, who: Who, number: str) -> None:
        counter = self._counter

        def read() -> _Known | None:
            with counter.desk.store.read() as connection:
                known = citizen_query.by_number(connection, number)
                if known is None:
                    return None
                is_dead = reception_query.died(connection, known.citizen_id)
                return _Known(person=known, is_dead=is_dead)

        def found(known: _Known | None) -> None:
            form = counter.sitting.form(who)
            if known is None or person.number_of(form) != number:
                return
            sitting = _with_form(counter.sitting, who, person.filled_up(form, known.person))
            if who is Who.SUBMITTER:
                sitting = replace(sitting, agreed=known.person.consents)
            dead = sitting.dead | {who} if known.is_dead else sitting.dead - {who}
            counter.show(replace(sitting, dead=dead))

        counter.run(read, found)

    def _take_words(self, text: str) -> None:
        who = Who.SUBMITTER
        try:
            number = person.tidy("number", text, self._counter.today())
        except InvalidInput as error:
            if any(c.isdigit() for c in text):
                self._counter.fail(error)
            else:
                self.leave(who, "name", text)
            return
        self.leave(who, "number", number)

    def _find_dossier(self, scan: Scan) -> None:
        counter = self._counter

        def read() -> DossierId | None:
            with counter.desk.store.read() as connection:
                return dossier_query.by_reference(connection, scan.text)

        def found(dossier_id: DossierId | None) -> None:
            if dossier_id is not None:
                counter.navigator.open_dossier(dossier_id)
            else:
                text = tr("No dossier with this number is on this PC.")
                counter.say(text, Tone.WAITING)

        counter.run(read, found)


def _with_form(sitting: Sitting, who: Who, form: PersonForm) -> Sitting:
    if who is Who.SUBMITTER:
        return replace(sitting, submitter=form)
    return replace(sitting, owner=form)
