"""Scans on the Hand-over page: into a bag, out of a bag, a label, what was looked for. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands import bag_arrivals, bags
from agent_desk.commands.slip_check import Slip
from agent_desk.domain.bags import BagState, Direction, ItemState
from agent_desk.domain.scan import ScanKind
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.handover.drawing import Wish

if TYPE_CHECKING:
    from agent_desk.commands.unit import Done
    from agent_desk.domain.scan import Scan
    from agent_desk.ui.pages.handover.presenter import HandoverPresenter


class ScanDesk:
    """Decides what a scan means by what is looked at; every wrong one is told where it belongs."""

    def __init__(self, desk: HandoverPresenter) -> None:
        self._desk = desk

    def take(self, scan: Scan) -> bool:
        """Take a slip or a bag's label; anything else is not for this page."""
        if scan.kind is ScanKind.BAG:
            self._label(scan.text)
            return True
        if scan.kind is not ScanKind.REFERENCE:
            return False
        self._slip(scan.text)
        return True

    def take_guest(self) -> None:
        """Put the papers of another desk, refused a moment ago, into the bag on purpose."""
        signal, number = self._desk.state.signal, self._desk.number
        if signal is not None and signal.guest and number:
            self.scan_out(number, Slip(reference=signal.guest, as_guest=True))

    def scan_out(self, number: str, slip: Slip) -> None:
        """Put papers into an outgoing bag."""

        def answer(done: Done) -> None:
            count = int(done["count"])
            words = trn("In the bag: {n} dossier", "In the bag: {n} dossiers", count)
            self._desk.signal(words, is_good=True)

        self._desk.run_scan(
            lambda desk, act: bags.add_to_bag(desk, act, number, slip), answer, slip
        )

    def take_back(self, reference: str) -> None:
        """Take in again what was looked for or sent back."""
        board = self._desk.board
        lost = board.lost if board is not None else ()
        found = next((one for one in lost if one.reference == reference), None)
        if found is None:
            self._desk.signal(tr("These papers are not looked for."), is_good=False)
            return
        packet_id = found.packet_id
        self._desk.run_scan(
            lambda desk, act: bag_arrivals.take_back(desk, act, packet_id),
            lambda _done: self._desk.signal(
                tr("They lie here again. Put them into a bag."), is_good=True
            ),
            Slip(reference=reference),
        )

    def _label(self, number: str) -> None:
        if f"bag:{number}" in {row.key for row in self._desk.state.rows}:
            self._desk.select(f"bag:{number}")
            self._desk.signal(tr("Bag chosen. Go on with the slips."), is_good=True)
        else:
            self._desk.begin_arrival(number)

    def _slip(self, reference: str) -> None:
        board, number = self._desk.board, self._desk.number
        bag = board.bag if board is not None else None
        if bag is not None and bag.state is BagState.RECEIVING:
            self._scan_in(number, reference)
        elif bag is not None and bag.state is BagState.OPEN and bag.direction is Direction.OUT:
            self.scan_out(number, Slip(reference=reference))
        elif self._desk.wish.selected == "lost":
            self.take_back(reference)
        else:
            self._scan_anywhere(reference)

    def _scan_anywhere(self, reference: str) -> None:
        """Put papers that lie here into the open bag of their destination, or open one."""
        board = self._desk.board
        beside = board.beside if board is not None else ()
        found = next((one for one in beside if one.reference == reference), None)
        if found is None or board is None:
            words = tr("Choose the bag first: an open one, or one that has come in.")
            self._desk.signal(words, is_good=False)
            return
        number = next(
            (
                bag.number
                for bag in board.bags
                if bag.state is BagState.OPEN and bag.other_side == found.destination
            ),
            "",
        )
        if number:
            self._desk.look_at(Wish(selected=f"bag:{number}"))
            self.scan_out(number, Slip(reference=reference))
        else:
            self._open_and_scan(found.destination, reference)

    def _scan_in(self, number: str, reference: str) -> None:
        def answer(done: Done) -> None:
            is_listed = done["state"] == ItemState.RECEIVED.value
            words = tr("Received.") if is_listed else tr("Not on the list: kept and disputed.")
            self._desk.signal(words, is_good=is_listed)

        self._desk.run_scan(
            lambda desk, act: bag_arrivals.scan_arrival(desk, act, number, reference),
            answer,
            Slip(reference=reference),
        )

    def _open_and_scan(self, destination: str, reference: str) -> None:
        def then(done: Done) -> None:
            self._desk.look_at(Wish(selected=f"bag:{done['number']}"))
            self.scan_out(done["number"], Slip(reference=reference))

        self._desk.run(
            f"open_bag:dest:{destination}:",
            lambda desk, act: bags.open_bag(desk, act, destination),
            "open_bag",
            then,
        )
