"""A dossier of another desk: looked up, edited under a lease, supplemented; proposals. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso
from agent_desk.commands import elsewhere
from agent_desk.devices.intake import read_file
from agent_desk.domain.elsewhere import EditField, Purpose, say_field, say_purpose
from agent_desk.domain.reference import check, looks_like_reference, parse_official_code
from agent_desk.domain.text import clean
from agent_desk.errors import CenterRefused, CenterUnreachable, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import elsewhere as query
from agent_desk.queries import routing
from agent_desk.ui import when
from agent_desk.ui.pages.lookup.state import EditTyped, LookUpScreen
from agent_desk.ui.pages.lookup.words import can_return, edit_row, history_of, pairs_of
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone
from agent_desk.wire import LookUpReply, LookUpRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.errors import DeskError
    from agent_desk.queries.routing import Target
    from agent_desk.sync.ask import AskApi
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.wire import LeaseReply

    MakeClient = Callable[[str], AskApi]


class LookUpPresenter(Presenter[LookUpScreen]):
    """Asks the center in the ``net`` lane; what the network does not give is the last known."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, client: MakeClient
    ) -> None:
        purposes = tuple(Choice(key=one.value, label=say_purpose(one)) for one in Purpose)
        fields = tuple(Choice(key=one.value, label=say_field(one)) for one in EditField)
        screen = LookUpScreen(purposes=purposes, fields=fields, key=new_intent())
        super().__init__(office, jobs, screen)
        self._navigator = navigator
        self._client = client
        self._look: IntentId = new_intent()

    def refresh(self) -> None:
        """Read the edits that went out and came in."""
        store = self._office.desk.store

        def read() -> tuple[query.EditRow, ...]:
            with store.read() as connection:
                return query.latest_edits(connection)

        self._jobs.submit("store", read, done=self._show_edits, failed=self._fail)

    def _show_edits(self, found: tuple[query.EditRow, ...]) -> None:
        now = self._office.desk.clock.now()
        rows = tuple(edit_row(one, now) for one in found)
        self.show(replace(self.state, rows=rows))

    # Looking up

    def choose_purpose(self, purpose: str) -> None:
        """Say why; it is written down with the look-up."""
        self.show(replace(self.state, purpose=purpose))

    def look_up(self, number: str) -> None:
        """Look a number up: on this PC first, then at the center, else as last known."""
        asked = _number(number)
        if not asked:
            words = tr("Scan or type our number of the dossier, or the official code.")
            self.show(replace(self.state, errors={"number": words}))
            return
        store = self._office.desk.store
        self.show(replace(self.state, errors={}, message="", is_busy=True))

        def read() -> Target | None:
            with store.read() as connection:
                return routing.by_number(connection, asked)

        def go(target: Target | None) -> None:
            if target is not None:
                self.show(replace(self.state, is_busy=False))
                self._navigator.open_dossier(target.dossier_id)
            else:
                self._ask(asked)

        self._jobs.submit("store", read, done=go, failed=self._fail)

    def _ask(self, asked: str) -> None:
        office, purpose = self._office, self.state.purpose
        request = LookUpRequest(number=asked, purpose=purpose, asked_by=office.clerk.clerk_id)

        def do() -> LookUpReply:
            from agent_desk.sync import ask  # in the net lane: it loads requests

            client = self._client(office.desk.identity.center_url)
            return ask.look_up(office.enrolled(), client, request)

        def failed(error: DeskError) -> None:
            if isinstance(error, (CenterUnreachable, CenterRefused)):
                self._keep(asked, None)
            else:
                self._fail(error)

        self._jobs.submit("net", do, done=lambda reply: self._keep(asked, reply), failed=failed)

    def _keep(self, asked: str, reply: LookUpReply | None) -> None:
        office, intent, purpose = self._office, self._look, Purpose(self.state.purpose)

        def do() -> tuple[LookUpReply | None, str]:
            elsewhere.keep_look_up(office.desk, office.act(intent), asked, purpose, reply)
            with office.desk.store.read() as connection:
                known = reply if reply is not None else query.last_known(connection, asked)
                until = query.lease_until(connection, known.reference) if known else ""
            return known, until

        def done(found: tuple[LookUpReply | None, str]) -> None:
            self._look = new_intent()
            self._show_found(*found, is_online=reply is not None)
            self._navigator.something_changed()

        self._jobs.submit("store", do, done=done, failed=self._fail)

    def _show_found(self, known: LookUpReply | None, until: str, *, is_online: bool) -> None:
        state = replace(self.state, is_busy=False)
        if known is None or not known.found:
            words = (
                tr("No desk has filed a dossier with this number. Compare it with the slip.")
                if is_online
                else tr("No connection, and this dossier was never looked up here. Try later.")
            )
            state = replace(state, found="", pairs=(), history=(), title="", as_of="")
            state = replace(state, can_return=False, owner="")
            self.show(replace(state, message=words, tone=Tone.WAITING))
            return
        now = self._office.desk.clock.now()
        as_of = tr("As of {time}", time=when.show_iso(known.as_of, now))
        if not is_online:
            as_of = tr(
                "No connection. Last known, as of {time}", time=when.show_iso(known.as_of, now)
            )
        self.show(
            replace(
                state,
                found=known.reference,
                title=known.procedure_name,
                as_of=as_of,
                as_of_tone=Tone.NEUTRAL if is_online else Tone.WAITING,
                pairs=pairs_of(known),
                history=history_of(known, now),
                lease=self._say_lease(until),
                owner=known.owner_name,
                can_return=can_return(known),
                chosen="",
                message="",
            )
        )

    def _say_lease(self, until: str) -> str:
        now = self._office.desk.clock.now()
        if until and from_iso(until) > now:
            return tr("This desk may edit it until {time}.", time=when.show_iso(until, now))
        return tr("Without the right to edit, a correction becomes a proposal.")

    # Editing

    def ask_lease(self) -> None:
        """Ask the center to let this desk edit the dossier for half an hour."""
        office, name = self._office, self.state.found
        if not name or self.state.is_busy:
            return
        self.show(replace(self.state, is_busy=True))

        def do() -> LeaseReply:
            from agent_desk.sync import ask  # in the net lane: it loads requests

            client = self._client(office.desk.identity.center_url)
            return ask.lease(office.enrolled(), client, name)

        def done(lease: LeaseReply) -> None:
            self._jobs.submit(
                "store",
                lambda: elsewhere.keep_lease(office.desk, name, lease),
                done=lambda _none: self._leased(lease),
                failed=self._fail,
            )

        self._jobs.submit("net", do, done=done, failed=self._fail)

    def _leased(self, lease: LeaseReply) -> None:
        now = self._office.desk.clock.now()
        if lease.is_granted:
            words, tone = self._say_lease(lease.until), Tone.GOOD
        else:
            tone = Tone.WAITING
            words = tr(
                "{site} edits it until {time}. What you send becomes a proposal.",
                site=lease.holder,
                time=when.show_iso(lease.until, now),
            )
        self.show(replace(self.state, is_busy=False, lease=words, message=words, tone=tone))

    def keep_typed(self, typed: EditTyped) -> None:
        """Remember what was typed."""
        self._state = replace(self.state, typed=typed)

    def send_edit(self, typed: EditTyped) -> None:
        """Send the correction; pressed twice it is one act."""
        name = self.state.found
        if not name:
            return
        self.show(replace(self.state, typed=typed, errors={}))
        desk, act = self._office.desk, self._office.act(IntentId(self.state.key))
        edit = elsewhere.Edit(
            reference=name, field=EditField(typed.field), value=typed.value, reason=typed.reason
        )
        said = tr("Sent on its way. Below you see what becomes of it.")
        self._write(lambda: elsewhere.make_edit(desk, act, edit), said)

    def take_supplement(self, files: tuple[Path, ...], words: str) -> None:
        """Take scans of what the citizen brought for a dossier of another desk."""
        name = self.state.found
        if not name or not files:
            return
        desk, act = self._office.desk, self._office.act()
        said = tr("Taken. The center and the desk that holds it are told.")

        def do() -> object:
            checked = tuple(read_file(file) for file in files)
            return elsewhere.take_supplement(desk, act, name, checked, words)

        self._write(do, said)

    def return_here(self) -> None:
        """Go where the result, which lies here, is given to the citizen."""
        if self.state.found and self.state.can_return:
            self._navigator.open_return_elsewhere(self.state.found, self.state.owner)

    # Proposals of other desks

    def choose(self, key: str) -> None:
        """Open a proposal that waits for this desk."""
        row = next((one for one in self.state.rows if one.key == key), None)
        if row is not None and row.action:
            words = f"{row.title}: {row.subtitle}"
            self.show(replace(self.state, chosen=key, chosen_words=words, errors={}))

    def decide(self, answer: str, *, accepts: bool) -> None:
        """Accept the chosen proposal, or decline it with a reason."""
        name = self.state.chosen
        if name:
            desk, act = self._office.desk, self._office.act(IntentId(self.state.key))
            said = tr("Decided. The other desk is told.")
            self._write(
                lambda: elsewhere.decide_edit(desk, act, name, answer, accepts=accepts), said
            )

    def leave(self) -> None:
        """Go back; what was typed stays here."""
        self._navigator.open_page("counter")

    def _write(self, do: Callable[[], object], said: str) -> None:
        if self.state.is_busy:
            return
        self.show(replace(self.state, is_busy=True))

        def done(_done: object) -> None:
            state = replace(self.state, is_busy=False, typed=EditTyped(), key=new_intent())
            self.show(replace(state, chosen="", message=said, tone=Tone.GOOD, errors={}))
            self.refresh()
            self._navigator.something_changed()

        self._jobs.submit("store", do, done=done, failed=self._fail)

    def _fail(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        state = replace(self.state, is_busy=False, errors=fields, tone=Tone.WRONG)
        self.show(replace(state, message="" if fields else error.message))


def _number(text: str) -> str:
    if looks_like_reference(text):
        try:
            return check(text).digits
        except InvalidInput:
            return clean(text).replace(" ", "")
    return parse_official_code(text).text
