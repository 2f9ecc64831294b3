"""Somebody comes for a result that is not there yet: one key counts the trip. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.trips import came_in_vain
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, new_intent
from agent_desk.queries.results import Expected
from agent_desk.ui.pages.results.state import Said
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.commands.unit import Done
    from agent_desk.ui.pages.results.board import Board


class Visiting:
    """Counts visits in vain; why it happened is asked once, on Today."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def is_vain(self, key: str) -> bool:
        """Say whether a row is a result that somebody could come for in vain."""
        item = self._board.items.get(key)
        return item is not None and isinstance(item.record, Expected)

    def came(self, key: str) -> None:
        """Count that the citizen of a row came and the result is not here."""
        board = self._board
        item = board.items.get(key)
        if item is None or not isinstance(item.record, Expected) or board.state.is_busy:
            return
        desk, act = board.office.desk, board.office.act(new_intent())
        dossier_id = DossierId(item.record.dossier_id)

        def done(counted: Done) -> None:
            words = tr("Counted: they came and it was not there. Today asks why.")
            if not counted["trip_id"]:
                words = tr("This visit is counted already.")
            board.show_pane(None, Said(text=words, tone=Tone.NEUTRAL))
            board.changed()

        board.run(lambda: came_in_vain(desk, act, dossier_id), done)
