"""The outage kit: made before, entered after, every number accounted for. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent_desk.commands import citizen, outage, visit
from agent_desk.commands.dossier import NewDossier
from agent_desk.domain.outage import SlipState, WhyVoid, say_slip, say_why_void
from agent_desk.domain.people import parse_number
from agent_desk.domain.phone import parse_phone
from agent_desk.domain.reference import group
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.ids import CitizenId, DossierId, IntentId, VisitId, new_intent
from agent_desk.queries import desk as desk_query
from agent_desk.queries import outage as query
from agent_desk.ui import when
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.prints.outage import print_kit
from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.tokens import Tone
from agent_desk.ui.typed_moment import typed_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipTyped:
    """What was read off a slip; ``taken_by`` is a clerk's id."""

    number: str = ""
    happened_at: str = ""
    taken_by: str = ""
    person_number: str = ""
    name: str = ""
    phone: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageScreen:
    """The numbers, and the form of the slip that is being entered; ``key`` changes with it."""

    rows: tuple[ListRow, ...] = ()
    clerks: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    typed: SlipTyped = SlipTyped()
    key: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    count: str = ""
    message: str = ""
    tone: Tone = Tone.GOOD
    is_busy: bool = False


class OutagePresenter(ActingPresenter[OutageScreen]):
    """Mints, prints, enters and voids; one intent for each form that is open."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        reasons = tuple(Choice(key=why.value, label=say_why_void(why)) for why in WhyVoid)
        super().__init__(office, jobs, OutageScreen(key=new_intent(), reasons=reasons))
        self._navigator = navigator
        self._kit: IntentId = new_intent()

    def refresh(self) -> None:
        """Read what became of the numbers."""
        store = self._office.desk.store

        def read() -> tuple[tuple[query.SlipRow, ...], tuple[desk_query.ClerkRow, ...]]:
            with store.read() as connection:
                return query.slips(connection), desk_query.clerk_rows(connection)

        self._jobs.submit("store", read, done=self._show_read, failed=self._fail)

    def _show_read(
        self, found: tuple[tuple[query.SlipRow, ...], tuple[desk_query.ClerkRow, ...]]
    ) -> None:
        slips, clerks = found
        now = self._office.desk.clock.now()
        blank = sum(one.state is SlipState.BLANK for one in slips)
        self.show(
            replace(
                self.state,
                rows=tuple(_row(one, when.show_iso(one.happened_at, now)) for one in slips),
                clerks=tuple(Choice(key=one.clerk_id, label=one.name) for one in clerks),
                count=trn("{n} slip not used yet", "{n} slips not used yet", blank),
            )
        )

    # The kit

    def make_kit(self, count: str) -> None:
        """Mint numbers and print their sheets; pressed twice it is one kit."""
        office, intent = self._office, self._kit
        try:
            number = int(clean(count))
        except ValueError:
            words = tr("Write how many slips, for example 20.")
            self.show(replace(self.state, errors={"count": words}))
            return

        def do() -> Printed:
            done = outage.make_kit(office.desk, office.act(intent), number)
            return print_kit(office, new_intent(), done["batch"])

        self._run(do, self._kit_printed)

    def _kit_printed(self, printed: Printed) -> None:
        self._kit = new_intent()
        said = tr("Kit made. Keep the sheets in the drawer, use them from the top.")
        self.show(replace(self.state, message=said, tone=Tone.GOOD, errors={}))
        self._navigator.hand_to_printer(printed)
        self._changed()

    def void(self, number: str, why: str) -> None:
        """Say that a number will never be used."""
        if not number or not why:
            words = tr("Choose a number in the list and why it is void.")
            self.show(replace(self.state, message=words, tone=Tone.WRONG))
            return
        desk, act = self._office.desk, self._office.act(new_intent())

        def done(_done: Done) -> None:
            said = tr("Number {number} is void.", number=group(number))
            self.show(replace(self.state, message=said, tone=Tone.GOOD))
            self._changed()

        self._run(lambda: outage.void_slips(desk, act, (number,), WhyVoid(why)), done)

    # Entering a slip

    def take_number(self, number: str) -> None:
        """Begin with a number that was scanned or chosen."""
        typed = replace(self.state.typed, number=number)
        self.show(replace(self.state, typed=typed, key=new_intent(), errors={}, message=""))

    def act(self, key: str) -> None:
        """Enter a blank number, or open the dossier of an entered one."""
        number, _, dossier_id = key.partition(":")
        if dossier_id:
            self._navigator.open_dossier(DossierId(dossier_id))
        else:
            self.take_number(number)

    def procedures_like(self, text: str) -> tuple[str, ...]:
        """Give procedures that fit what was typed, as ``code · name``."""
        catalog = self._office.desk.catalog.procedures
        if self._office.finder is None or not clean(text):
            return ()
        found = self._office.finder.get().find(text, 6)
        return tuple(f"{one.code} · {catalog[one.code].short_name}" for one in found)

    def enter(self, typed: SlipTyped) -> None:
        """Open the dossier of a slip at the slip's time, and go on with its case."""
        if self.state.is_busy:
            return
        self.show(replace(self.state, typed=typed, errors={}, message=""))
        office, intent = self._office, IntentId(self.state.key)
        self._run(lambda: _enter(office, intent, typed), self._entered)

    def _entered(self, done: Done) -> None:
        said = tr("Entered. Answer the case, count the papers and take them in as usual.")
        state = replace(self.state, typed=SlipTyped(), key=new_intent(), message=said)
        self.show(replace(state, tone=Tone.GOOD))
        self._changed()
        self._navigator.open_case(DossierId(done["dossier_id"]))

    def leave(self) -> None:
        """Go back; what was typed stays here."""
        self._navigator.open_page("counter")

    def keep(self, typed: SlipTyped) -> None:
        """Remember what was typed."""
        self._state = replace(self.state, typed=typed)

    def _busy(self, *, is_busy: bool) -> OutageScreen:
        return replace(self.state, is_busy=is_busy)

    def _changed(self) -> None:
        self.refresh()
        self._navigator.something_changed()

    def _fail(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        fields |= {"number": fields.pop("reference")} if "reference" in fields else {}
        message = "" if fields else error.message
        state = replace(self.state, is_busy=False, errors=fields, message=message)
        self.show(replace(state, tone=Tone.WRONG))


def _enter(office: Office, intent: IntentId, typed: SlipTyped) -> Done:
    desk = office.desk
    happened = typed_moment(typed.happened_at, desk.clock.now())
    code = typed.procedure.partition(" ")[0].strip()
    errors = (
        {}
        if happened and clean(typed.happened_at)
        else {"happened_at": tr("Write the time on the slip as 23/11 14:30.")}
    )
    if code not in desk.catalog.procedures:
        errors["procedure"] = tr("Choose the procedure from the list.")
    if not clean(typed.name):
        errors["name"] = tr("Write the citizen's name, as on the slip.")
    if not typed.taken_by:
        errors["taken_by"] = tr("Choose who filled the slip in.")
    person = _person(typed, errors)
    if errors or happened is None:
        raise InvalidInput(next(iter(errors.values())), errors)
    outage.require_blank(desk, typed.number, happened)
    visit_id = VisitId(visit.open_visit(desk, office.act())["visit_id"])
    who = CitizenId(citizen.identify_citizen(desk, office.act(), visit_id, person)["citizen_id"])
    new = NewDossier(visit_id=visit_id, procedure_code=code, owner_id=who, submitter_id=who)
    slip = outage.FilledSlip(
        number=typed.number, happened_at=happened, taken_by=typed.taken_by, new=new
    )
    return outage.enter_slip(desk, office.act(intent), slip)


def _person(typed: SlipTyped, errors: dict[str, str]) -> citizen.Particulars:
    number = phone = ""
    try:
        number = parse_number(typed.person_number) if clean(typed.person_number) else ""
    except InvalidInput as error:
        errors["person_number"] = error.message
    try:
        phone = parse_phone(typed.phone) if clean(typed.phone) else ""
    except InvalidInput as error:
        errors["phone"] = error.message
    return citizen.Particulars(
        number=number,
        name=clean(typed.name),
        birth="",
        sex="",
        address="",
        phone=phone,
        source=citizen.PersonSource.TYPED,
        unconfirmed=("name", "number"),
    )


def _row(one: query.SlipRow, happened: str) -> ListRow:
    is_blank = one.state is SlipState.BLANK
    told = {
        SlipState.BLANK: tr("A later slip was entered: where is this one?") if one.is_gap else "",
        SlipState.ENTERED: " · ".join(part for part in (happened, one.taken_by) if part),
        SlipState.VOID: say_why_void(WhyVoid(one.reason)) if one.reason else "",
    }[one.state]
    state = say_slip(one.state)
    return ListRow(
        key=f"{one.number}:{one.dossier_id}",
        title=group(one.number),
        subtitle=told,
        pill=state[:1].upper() + state[1:],
        tone=Tone.WRONG if one.is_gap else Tone.WAITING if is_blank else Tone.NEUTRAL,
        action=tr("Enter…") if is_blank else tr("Open") if one.dossier_id else "",
    )
