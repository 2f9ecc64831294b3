"""Deliveries: what can go by post, what is under way, and what is written down about it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.ward_help import CatalogWards
from agent_desk.catalog.wards import Wards
from agent_desk.commands import deliveries, delivery_ends
from agent_desk.commands.deliveries import Addressee, NewDelivery
from agent_desk.domain.delivery import DeliveryState, ProofKind, Tracked
from agent_desk.domain.entitlement import Payer, say_why
from agent_desk.domain.phone import show_phone
from agent_desk.domain.reference import group
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, IntentId, new_intent
from agent_desk.queries import deliveries as query
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import lying as lying_query
from agent_desk.ui.pages.delivery import words
from agent_desk.ui.pages.delivery.files import DeliveryFiles
from agent_desk.ui.pages.delivery.state import (
    Address,
    DeliveryScreen,
    FormPane,
    Happened,
    ItemPane,
)
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.slips import print_slip
from agent_desk.ui.tokens import Tone
from agent_desk.ui.typed_moment import typed_moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.commands.unit import Done
    from agent_desk.domain.printing import PrintReason
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.slips import Printed

LABEL = "delivery_label"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    to_send: tuple[query.ToSend, ...]
    open: tuple[query.DeliveryRow, ...]
    pool: query.PoolLevel
    claims: int


class DeliveryPresenter(ActingPresenter[DeliveryScreen]):
    """One thing at a time at the right, the list at the left; everything stored in its lane."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, DeliveryScreen())
        self._navigator = navigator
        self._wards = CatalogWards(Wards())
        self._codes: dict[str, str] = {}
        self._files = DeliveryFiles(office)

    # Reading

    def refresh(self) -> None:
        """Read the lists and the open delivery again; what is being typed stays."""
        store = self._office.desk.store

        def read() -> _Found:
            with store.read() as connection:
                return _Found(
                    to_send=query.to_send(connection),
                    open=query.open_ones(connection),
                    pool=query.pool_level(connection),
                    claims=len(query.claimable(connection)),
                )

        self._jobs.submit("store", read, done=self._show_lists, failed=self._fail)

    def _show_lists(self, found: _Found) -> None:
        now = self._office.desk.clock.now()
        pool, tone = words.say_pool(found.pool)
        rows = [words.row_of(one, now) for one in found.open]
        rows += [words.row_to_send(one, now) for one in found.to_send]
        state = replace(self.state, rows=tuple(rows), pool=pool, pool_tone=tone, is_read=True)
        self.show(replace(state, claims=found.claims))

    def act(self, key: str) -> None:
        """Open what a row is about."""
        kind, _, name = key.partition(":")
        if kind == "s":
            self.open_form(name)
        else:
            self.open_delivery(name)

    def open_dossier(self, dossier_id: str) -> None:
        """Open the delivery of a dossier that is under way, or the form for a new one."""
        store = self._office.desk.store

        def read() -> str:
            with store.read() as connection:
                found = query.of_dossier(connection, dossier_id)
            return next((one.delivery_id for one in found if not one.state.is_over), "")

        def go(delivery_id: str) -> None:
            if delivery_id:
                self.open_delivery(delivery_id)
            else:
                self.open_form(dossier_id)

        self._run(read, go)

    # The form

    def open_form(self, dossier_id: str) -> None:
        """Open the form for a result, filled from what is on file."""
        self._run(lambda: self._read_form(dossier_id), self._show_form)

    def _read_form(self, dossier_id: str) -> FormPane:
        with self._office.desk.store.read() as connection:
            view = dossier_query.view(connection, DossierId(dossier_id))
            lying = lying_query.lying_of(connection, dossier_id)
            level = query.pool_level(connection)
            entitled = query.entitlement(connection, dossier_id)
        address = self._wards.read_address(view.owner.address)
        place = address.ward.name if address.ward else ""
        if address.ward:
            self._codes[place] = address.ward.code
        title = lying.title if lying and lying.title else f"Kết quả {view.procedure_name}"
        hint = (
            tr("Leave empty: the next number is taken")
            if level.left
            else tr("Type it from the label of the post")
        )
        return FormPane(
            key=new_intent(),
            dossier_id=dossier_id,
            title=view.owner.name,
            matter=f"{group(view.reference)} · {view.procedure_name}",
            payer=say_why(entitled.why),
            payer_tone=Tone.GOOD if entitled.payer is Payer.CITY else Tone.WAITING,
            number_hint=hint,
            typed=Address(
                receiver=view.owner.name,
                phone=show_phone(view.owner.phone) if view.owner.phone else "",
                street=address.detail,
                place=place,
                items=title,
            ),
        )

    def _show_form(self, pane: FormPane) -> None:
        self.show(replace(self.state, pane=pane, message=""))

    def wards_like(self, text: str) -> tuple[str, ...]:
        """Give wards whose name, or old name, begins like this."""
        found = self._wards.suggest(clean(text), 8) if clean(text) else ()
        self._codes |= {one.name: one.code for one in found}
        return tuple(one.name for one in found)

    def keep_address(self, typed: Address) -> None:
        """Remember what was typed."""
        pane = self.state.pane
        if isinstance(pane, FormPane):
            self._state = replace(self.state, pane=replace(pane, typed=typed))

    def make_label(self, typed: Address) -> None:
        """Give the item its number, keep the address, print the label; twice it is one act."""
        pane = self.state.pane
        if not isinstance(pane, FormPane) or self.state.is_busy:
            return
        self.show(replace(self.state, pane=replace(pane, typed=typed, errors={})))
        place = clean(typed.place)
        self.wards_like(place.partition(",")[0])
        to = Addressee(
            receiver=typed.receiver,
            phone=typed.phone,
            street=typed.street,
            ward_code=self._codes.get(place, ""),
            place=place,
        )
        new = NewDelivery(to=to, items=tuple(typed.items.splitlines()), item_code=typed.item_code)
        desk, act = self._office.desk, self._office.act(IntentId(pane.key))
        self._run(
            lambda: deliveries.prepare(desk, act, DossierId(pane.dossier_id), new),
            lambda done: self._labelled(pane.dossier_id, done),
        )

    def _labelled(self, dossier_id: str, done: Done) -> None:
        told = done["warning"] or tr("Label made. Stick it on, then scan it.")
        self.show(
            replace(self.state, message=told, tone=Tone.WAITING if done["warning"] else Tone.GOOD)
        )
        self.open_delivery(done["delivery_id"])
        self.print_label(dossier_id)
        self._changed()

    # One delivery

    def open_delivery(self, delivery_id: str) -> None:
        """Show one delivery."""
        store = self._office.desk.store

        def read() -> query.DeliveryRow | None:
            with store.read() as connection:
                return query.one(connection, delivery_id)

        self._run(read, self._show_item)

    def _show_item(self, found: query.DeliveryRow | None) -> None:
        if found is None:
            return
        desk = self._office.desk
        pane = words.pane_of(found, new_intent(), desk.clock.now(), desk.calendars.agent)
        self.show(replace(self.state, pane=pane))

    def hand_over(self, scanned: str) -> None:
        """Send the item: its label was scanned."""
        pane = self.state.pane
        if isinstance(pane, ItemPane) and pane.is_ready:
            desk, act = self._office.desk, self._office.act(IntentId(pane.key))
            self._write(
                lambda: deliveries.hand_to_post(desk, act, pane.delivery_id, scanned),
                tr("Written down: the post has it."),
            )

    def write_down(self, typed: Happened) -> None:
        """Write down what happened to the item."""
        pane = self.state.pane
        if not isinstance(pane, ItemPane) or self.state.is_busy:
            return
        self.show(replace(self.state, pane=replace(pane, typed=typed, errors={})))
        at = typed_moment(typed.at, self._office.desk.clock.now())
        if at is None:
            self._refuse(InvalidInput("", {"at": tr("Write the time as 23/11/2026 14:30.")}))
            return
        if not typed.what:
            self._refuse(InvalidInput("", {"what": tr("Choose what happened.")}))
            return
        desk, act = self._office.desk, self._office.act(IntentId(pane.key))
        name, said = pane.delivery_id, typed.words
        failed = Tracked(
            item_code=pane.title,
            code="",
            means=DeliveryState.NOT_DELIVERED,
            words=clean(said),
            at=at,
        )
        proof = delivery_ends.Delivered(kind=ProofKind.OPERATOR, at=at, signer=said)
        acts: dict[str, Callable[[], Done]] = {
            words.SIGNED: lambda: delivery_ends.confirm_delivered(desk, act, name, proof),
            words.FAILED: lambda: delivery_ends.track(desk, act, (failed,), "clerk"),
            words.INVITED: lambda: delivery_ends.invite(desk, act, name, said),
            words.BACK: lambda: delivery_ends.take_back(desk, act, name),
            words.AGENCY: lambda: delivery_ends.send_to_agency(desk, act, name),
            words.GIVE_UP: lambda: deliveries.cancel(desk, act, name, said),
        }
        self._write(acts[typed.what], tr("Written down."))

    def _write(self, do: Callable[[], Done], said: str) -> None:
        def done(_done: Done) -> None:
            pane = self.state.pane
            self.show(replace(self.state, message=said, tone=Tone.GOOD))
            if isinstance(pane, ItemPane):
                self.open_delivery(pane.delivery_id)
            self._changed()

        self._run(do, done)

    def print_label(self, dossier_id: str = "", reason: PrintReason | None = None) -> None:
        """Print the label of the open delivery."""
        pane = self.state.pane
        name = dossier_id or (pane.dossier_id if isinstance(pane, ItemPane) else "")
        if not name:
            return
        office, intent = self._office, new_intent()
        more = () if reason is None else (reason,)

        def done(printed: Printed) -> None:
            self._navigator.hand_to_printer(printed)

        self._run(lambda: print_slip(office, intent, DossierId(name), LABEL, *more), done)

    # Scans and files

    def take_item(self, code: str) -> None:
        """Take a scanned item number: it sends the open label, or opens its delivery."""
        pane = self.state.pane
        if isinstance(pane, ItemPane) and pane.is_ready:
            self.hand_over(code)
            return
        store = self._office.desk.store

        def read() -> str:
            with store.read() as connection:
                return query.by_item(connection, code)

        def go(delivery_id: str) -> None:
            if delivery_id:
                self.open_delivery(delivery_id)
            else:
                said = tr("No delivery of this desk has this item number.")
                self.show(replace(self.state, message=said, tone=Tone.WAITING))

        self._run(read, go)

    def import_numbers(self, file: Path) -> None:
        """Take over the numbers of a file."""
        self._run(lambda: self._files.import_numbers(file, new_intent()), self._told)

    def import_tracking(self, file: Path) -> None:
        """Take over what the post reports of items."""
        self._run(lambda: self._files.import_tracking(file, new_intent()), self._told)

    def export_claims(self) -> None:
        """Write the list for the city's reimbursement; each item is on one list only."""
        self._run(lambda: self._files.export_claims(new_intent()), self._told)

    def _told(self, said: str) -> None:
        self.show(replace(self.state, message=said, tone=Tone.GOOD))
        self._changed()

    def close_pane(self) -> None:
        """Go back to the list; a form that was begun is filled again when it is opened."""
        if self.state.pane is None:
            self._navigator.open_page("results")
            return
        self.show(replace(self.state, pane=None, message=""))

    # Failures

    def _busy(self, *, is_busy: bool) -> DeliveryScreen:
        return replace(self.state, is_busy=is_busy)

    def _changed(self) -> None:
        self.refresh()
        self._navigator.something_changed()

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, is_busy=False))
        self._refuse(error)

    def _refuse(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        pane = self.state.pane
        if pane is not None and fields and "pool" not in fields and "tracking" not in fields:
            self.show(replace(self.state, pane=replace(pane, errors=fields), message=""))
            return
        self.show(replace(self.state, message=error.message, tone=Tone.WRONG))
