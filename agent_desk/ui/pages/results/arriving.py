"""Scan mode: each scan of a number takes one result in and shows its place. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.result import Arrival, receive_number, receive_result
from agent_desk.domain.results import Doubt, say_doubt
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, new_intent
from agent_desk.ui.pages.results.state import ArrivePane, Part, Said
from agent_desk.ui.pages.results.words import number_of
from agent_desk.ui.slips import print_slip
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.pages.results.board import Board
    from agent_desk.ui.slips import Printed


class Arriving:
    """Takes results in, one after the other."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._intent = new_intent()

    def open(self) -> None:
        """Begin to scan what has come."""
        self._intent = new_intent()
        self._board.show_pane(ArrivePane(key=self._intent), Said())

    def take(self, number: str) -> None:
        """Take in the result with this number; the same scan pressed twice is one act."""
        board, intent = self._board, self._intent
        pane = board.state.pane
        if not isinstance(pane, ArrivePane):
            return
        desk, act = board.office.desk, board.office.act(intent)

        def failed(error: DeskError) -> None:
            now = board.state.pane
            if isinstance(now, ArrivePane):
                board.show_pane(replace(now, error=error.message))

        board.run(
            lambda: receive_number(desk, act, Arrival(number=number)),
            lambda done: self._on_taken(done, number),
            failed,
        )

    def take_dossier(self, dossier_id: str) -> None:
        """Take in the result of a row of the list."""
        board = self._board
        self.open()
        desk, act = board.office.desk, board.office.act(self._intent)
        board.run(
            lambda: receive_result(desk, act, DossierId(dossier_id)),
            lambda done: self._on_taken(done, ""),
        )

    def _on_taken(self, done: Done, number: str) -> None:
        self._intent = new_intent()
        board, pane = self._board, self._board.state.pane
        if not isinstance(pane, ArrivePane):
            board.changed()
            return
        doubt, shelf = Doubt(done["doubt"]), done["shelf"]
        shown = replace(
            pane,
            key=self._intent,
            place=shelf or "?",
            whose=number_of(number),
            said=_said(doubt, shelf, is_again=bool(done["again"])),
            error="",
            result_id=done["result_id"],
            dossier_id=done["dossier_id"],
            count=pane.count + (not done["again"]),
        )
        board.show_pane(shown)
        board.changed()

    def name_it(self) -> None:
        """Write the owner's name to the last one, once the list was read again."""
        board, pane = self._board, self._board.state.pane
        if not isinstance(pane, ArrivePane) or not pane.result_id or board.found is None:
            return
        lying = next((r for r in board.found.lying if r.result_id == pane.result_id), None)
        if lying is not None and lying.owner_name and pane.whose != lying.owner_name:
            board.show_pane(replace(pane, whose=lying.owner_name))

    def print_label(self) -> None:
        """Print the label of the last one for its envelope."""
        board, pane = self._board, self._board.state.pane
        if not isinstance(pane, ArrivePane) or not pane.dossier_id:
            return
        office, intent, dossier_id = board.office, new_intent(), DossierId(pane.dossier_id)

        def done(printed: Printed) -> None:
            board.navigator.hand_to_printer(printed)

        board.run(lambda: print_slip(office, intent, dossier_id, "shelf_label"), done)

    def is_open(self) -> bool:
        """Say whether scans are taken as results now."""
        return self._board.state.part is Part.ARRIVE


def _said(doubt: Doubt, shelf: str, *, is_again: bool) -> Said:
    if doubt is not Doubt.NONE:
        return Said(text=say_doubt(doubt), tone=Tone.WAITING)
    if is_again:
        return Said(text=tr("It lies here already: {place}", place=shelf), tone=Tone.BRAND)
    return Said(text=tr("Taken in. Put it at {place}.", place=shelf), tone=Tone.GOOD)
