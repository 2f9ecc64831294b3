"""Hand-over: what lies here, the bags, scans one after the other, and every act on them. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands import bags
from agent_desk.commands.slip_check import Slip, SlipRefused, WrongSlip
from agent_desk.domain.bags import BagState, ItemState
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, new_intent
from agent_desk.ui.pages.handover import acts
from agent_desk.ui.pages.handover.acts import Typed, say_done
from agent_desk.ui.pages.handover.drawing import Board, Wish, draw_pane, draw_rows, read_board
from agent_desk.ui.pages.handover.printing import BagPrints
from agent_desk.ui.pages.handover.scans import ScanDesk
from agent_desk.ui.pages.handover.state import HandoverScreen, ScanSignal
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent_desk.commands.unit import Act, Desk, Done
    from agent_desk.domain.scan import Scan
    from agent_desk.ids import IntentId
    from agent_desk.ui.jobs_inline import Job, JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

_NEXT = {
    ItemState.ACCEPTED: ItemState.MISSING,
    ItemState.MISSING: ItemState.DAMAGED,
    ItemState.DAMAGED: ItemState.SENT_BACK,
    ItemState.SENT_BACK: ItemState.ACCEPTED,
}
_LOCAL = ("reopen", "keep_sealed", "problem", "back", "open_dossier")


class HandoverPresenter(Presenter[HandoverScreen]):
    """Holds what the page shows; a scan is answered before anything else is read again."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, HandoverScreen())
        self._navigator = navigator
        self._board: Board | None = None
        self._reading: Job | None = None
        self._wish = Wish()
        self._intents: dict[str, IntentId] = {}
        self._serial = 0
        self._scans = ScanDesk(self)
        self._prints = BagPrints(office, jobs, navigator, self._fail)
        self._badge_listener: Callable[[int], None] = lambda _count: None
        self._settle_later: Callable[[], None] = self.settle

    def settle_with(self, later: Callable[[], None]) -> None:
        """Let the page call ``settle`` a moment after scans, so that the next one need not wait."""
        self._settle_later = later

    def settle(self) -> None:
        """Read again what scans have changed, here and on other pages."""
        self._navigator.something_changed()
        self.refresh()

    def watch_badge(self, listener: Callable[[int], None]) -> None:
        """Tell the rail how many papers lie here in no bag."""
        self._badge_listener = listener

    def open_bag(self, number: str) -> None:
        """Look at one bag, or at its arrival if it is not in the book."""
        self._wish = Wish(selected=f"bag:{number}", arriving=number)
        self._quiet()
        self.refresh()

    # Reading

    def refresh(self) -> None:
        """Read again what lies here and how far the bags are."""
        office, wish = self._office, self._wish
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(
            "store", lambda: read_board(office, wish), done=self._on_read, failed=self._fail
        )

    def _on_read(self, board: Board) -> None:
        self._board = board
        rows = draw_rows(board)
        keys = [row.key for row in rows]
        self._badge_listener(board.badge)
        if self._wish.arriving and self._wish.selected not in keys:
            self.begin_arrival(self._wish.arriving)
            return
        if self._wish.selected not in keys and self._wish.selected != "arrive":
            self._wish = replace(Wish(), selected=keys[0] if keys else "")
            if self._wish.selected:
                self.refresh()
                return
        self._draw()

    def _draw(self) -> None:
        board = self._board
        if board is None:
            return
        self.show(
            replace(
                self.state,
                is_read=True,
                rows=draw_rows(board),
                selected=self._wish.selected,
                pane=draw_pane(board, self._wish),
                badge=board.badge,
            )
        )

    # Choosing

    def select(self, key: str) -> None:
        """Show another bag or list; a word left from before goes."""
        if key != self._wish.selected:
            self._wish = Wish(selected=key)
            self._quiet()
            self.refresh()

    def begin_arrival(self, number: str = "") -> None:
        """Ask for a bag that has come."""
        self._wish = Wish(selected="arrive", arriving=number)
        self._quiet()
        self._draw() if self._board is not None else self.refresh()

    def choose_row(self, key: str) -> None:
        """Do the one act of a row of the pane."""
        pane, number = self.state.pane, self.number
        if pane is None:
            return
        if pane.key in ("disputes", "tell"):
            self._wish = replace(self._wish, chosen=key)
            self._quiet()
            self._draw()
        elif pane.key == "lost":
            self._scans.take_back(key)
        elif number:
            self._act_on_item(number, key)

    def _act_on_item(self, number: str, reference: str) -> None:
        board = self._board
        bag = board.bag if board is not None else None
        if bag is None or board is None:
            return
        if bag.state in (BagState.LEFT, BagState.ARRIVED):
            now = self._wish.outcomes.get(reference, ItemState.ACCEPTED)
            outcomes = {**self._wish.outcomes, reference: _NEXT[now]}
            self._wish = replace(self._wish, outcomes=outcomes)
            self._draw()
        elif bag.state is BagState.OPEN and any(
            item.reference == reference for item in board.items
        ):
            self.run(
                f"remove:{number}:{reference}",
                lambda desk, act: bags.remove_from_bag(desk, act, number, reference),
            )
        elif bag.state is BagState.OPEN:
            self._scans.scan_out(number, Slip(reference=reference))

    # Acts

    def act(self, name: str, values: Mapping[str, str]) -> None:
        """Do what a button says with what was typed."""
        if name in _LOCAL:
            self._act_here(name)
            return
        if name.startswith("print:"):
            if self._board is not None:
                self._prints.print(name.removeprefix("print:"), self._wish.selected, self.number)
            return
        on = self._typed(values)
        if name == "told" and on.packet is not None and _has_news(on):
            self._keep_then_tell(on)
            return
        try:
            run = acts.ACTS[name](on)
        except InvalidInput as error:
            self._fail(error)
            return
        self.run(f"{name}:{self._wish.selected}:{self._wish.chosen}", run, name)

    def _keep_then_tell(self, on: Typed) -> None:
        """Keep code and day first; telling follows only when they were kept."""
        try:
            run = acts.told(on)
        except InvalidInput as error:
            self._fail(error)
            return

        def tell(_done: Done) -> None:
            self.run(f"told:{self._wish.chosen}", run, "told")

        self.run(f"keep_code:{self._wish.chosen}", acts.keep_code(on), "keep_code", tell)

    def _act_here(self, name: str) -> None:
        modes = {"reopen": "reopen", "problem": "problem"}
        if name == "open_dossier":
            packet = self._board.chosen_packet(self._wish) if self._board else None
            if packet is not None:
                self._navigator.open_dossier(DossierId(packet.dossier_id))
            return
        self._wish = replace(self._wish, mode=modes.get(name, ""))
        self._quiet()
        self._draw()

    def _typed(self, values: Mapping[str, str]) -> Typed:
        board = self._board
        beside = board.beside_for(self._wish.destination) if board is not None else ()
        return Typed(
            values=values,
            number=self.number,
            packet=board.chosen_packet(self._wish) if board is not None else None,
            beside=beside,
            dispute_id=self._wish.chosen if self._wish.selected == "disputes" else "",
            outcomes=self._wish.outcomes,
        )

    def run(
        self,
        key: str,
        command: Callable[[Desk, Act], Done],
        name: str = "",
        then: Callable[[Done], None] | None = None,
    ) -> None:
        """Run one act once, however often its key is pressed, then read again."""
        office = self._office
        intent = self._intents.setdefault(key, new_intent())

        def done(result: Done) -> None:
            self._intents.pop(key, None)
            self._navigator.something_changed()
            self._after(name, result)
            (then or (lambda _result: self.refresh()))(result)

        self._jobs.submit(
            "store",
            lambda: command(office.desk, office.act(intent)),
            done=done,
            failed=self._fail,
        )

    def _after(self, name: str, done: Done) -> None:
        self._say(say_done(name, done), Tone.WAITING if _is_disputed(done) else Tone.GOOD)
        if name in ("open_bag", "accept"):
            self._wish = Wish(selected=f"bag:{done['number']}")
        elif name in ("told", "close_dispute", "dispute", "unseal", "hand_over"):
            self._wish = Wish(selected=self._wish.selected)
        elif name == "redirect":
            self._wish = Wish(selected=f"dest:{done['destination']}")

    # Scans

    def take_scan(self, scan: Scan) -> bool:
        """Take a slip or a bag's label while the page is open; anything else goes its own way."""
        return self._scans.take(scan)

    def take_as_guest(self) -> None:
        """Put the papers of another desk into the bag on purpose."""
        self._scans.take_guest()

    def signal(self, text: str, *, is_good: bool, guest: str = "") -> None:
        """Answer a scan on the screen; the page adds the sound."""
        self._serial += 1
        signal = ScanSignal(serial=self._serial, text=text, is_good=is_good, guest=guest)
        self.show(replace(self.state, signal=signal, message="", errors={}))

    @property
    def board(self) -> Board | None:
        """What was read last."""
        return self._board

    @property
    def wish(self) -> Wish:
        """What the clerk looks at."""
        return self._wish

    def look_at(self, wish: Wish) -> None:
        """Look at something else; the next reading shows it."""
        self._wish = wish

    def run_scan(
        self, command: Callable[[Desk, Act], Done], answer: Callable[[Done], None], slip: Slip
    ) -> None:
        """Answer each scan as soon as it is on disk; reading the page again comes after."""
        office, act = self._office, self._office.act()
        if self._reading is not None:
            self._reading.cancel()  # what has not begun waits for the answer; it is read then

        def done(result: Done) -> None:
            answer(result)
            self._settle_later()

        def failed(error: DeskError) -> None:
            is_guest = isinstance(error, SlipRefused) and error.why is WrongSlip.OTHER_DESK
            guest = slip.reference if is_guest else ""
            self.signal(error.message, is_good=False, guest=guest)
            self._settle_later()

        self._jobs.submit("store", lambda: command(office.desk, act), done=done, failed=failed)

    # Papers

    def look_at_prints(self) -> None:
        """Open what was printed of this bag, or of this day."""
        self._prints.look(self.number)

    def keep_slip(self, path: Path) -> None:
        """Put a scan of the authority's slip to the papers chosen."""
        from agent_desk.commands.appointments import Appointment, keep_appointment
        from agent_desk.devices.intake import check_bytes

        packet = self._board.chosen_packet(self._wish) if self._board is not None else None
        if packet is None:
            return

        def run(desk: Desk, act: Act) -> Done:
            file = check_bytes(path.name, path.read_bytes())
            given = Appointment(
                official_code=packet.official_code, note=tr("slip of the authority")
            )
            return keep_appointment(desk, act, packet.packet_id, given, file)

        self.run(f"slip:{packet.packet_id}:{path}", run, "keep_code")

    # Small things

    @property
    def number(self) -> str:
        """The bag looked at; empty if it is something else."""
        kind, _, number = self._wish.selected.partition(":")
        return number if kind == "bag" else ""

    def _say(self, text: str, tone: Tone) -> None:
        self.show(replace(self.state, message=text, message_tone=tone, signal=None, errors={}))

    def _quiet(self) -> None:
        self.show(replace(self.state, message="", signal=None, errors={}))

    def _fail(self, error: DeskError) -> None:
        errors = error.field_errors if isinstance(error, InvalidInput) else {}
        self.show(
            replace(
                self.state,
                message=error.message,
                message_tone=Tone.WRONG,
                signal=None,
                errors=dict(errors),
            )
        )


def _has_news(on: Typed) -> bool:
    packet = on.packet
    if packet is None or not (on.text("official_code") or on.text("appointment_at")):
        return False
    return on.text("official_code") != packet.official_code or not packet.appointment_at


def _is_disputed(done: Done) -> bool:
    return done.values.get("disputed", "0") not in ("0", "")
