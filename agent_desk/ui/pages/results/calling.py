"""The call pane: opened from a row, saved with its outcome, followed by the next step. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.telling import Matter, record_telling
from agent_desk.errors import InvalidInput
from agent_desk.ids import DossierId, IntentId, new_intent
from agent_desk.queries.lying import Lying
from agent_desk.queries.results import Asked, Decided
from agent_desk.ui.pages.results import reading, telling
from agent_desk.ui.pages.results.state import Said, TellPane, TellTyped
from agent_desk.ui.slips import print_slip
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.pages.results.board import Board
    from agent_desk.ui.pages.results.reading import Talk
    from agent_desk.ui.slips import Printed

Row = Asked | Decided | Lying


class Calling:
    """Tells citizens; each try is written down."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._kept: dict[str, TellTyped] = {}

    def open(self, row: Row) -> None:
        """Show whom to call and what to say."""
        office, dossier_id = self._board.office, row.dossier_id
        self._board.run(
            lambda: reading.talk_of(office, dossier_id), lambda talk: self._show(row, talk)
        )

    def _show(self, row: Row, talk: Talk) -> None:
        key, board = new_intent(), self._board
        if isinstance(row, Asked):
            pane = telling.for_supplement(key, row, talk.facts, talk.speaker, board.judged_by())
        elif isinstance(row, Decided):
            pane = telling.for_refusal(key, row, talk.refusal, talk.speaker, board.now())
        else:
            reference = talk.reference or row.number
            pane = telling.for_result(key, row, reference, talk.speaker, board.now())
        typed = self._kept.get(_whose(pane), TellTyped())
        board.show_pane(replace(pane, typed=typed), Said())

    def keep(self, typed: TellTyped) -> None:
        """Remember what was typed; it comes back when the same call is opened again."""
        pane = self._board.state.pane
        if isinstance(pane, TellPane):
            self._kept[_whose(pane)] = typed
            self._board.keep_pane(replace(pane, typed=typed))

    def choose(self, outcome: str, typed: TellTyped) -> None:
        """Say how it went; the fields that this needs appear."""
        pane = self._board.state.pane
        if isinstance(pane, TellPane):
            self._kept[_whose(pane)] = replace(typed, outcome=outcome)
            self._board.show_pane(replace(pane, typed=replace(typed, outcome=outcome), errors={}))

    def save(self, typed: TellTyped) -> None:
        """Write the try down; pressed twice it is one act."""
        board, pane = self._board, self._board.state.pane
        if not isinstance(pane, TellPane):
            return
        board.show_pane(replace(pane, typed=typed, errors={}))
        try:
            told = telling.read(pane, typed, board.now())
        except InvalidInput as error:
            self._refuse(error)
            return
        desk, act = board.office.desk, board.office.act(IntentId(pane.key))
        matter = Matter(dossier_id=pane.dossier_id, result_id=pane.result_id)
        board.run(lambda: record_telling(desk, act, matter, told), self._saved(pane), self._refuse)

    def _saved(self, pane: TellPane) -> Callable[[Done], None]:
        def done(saved: Done) -> None:
            board = self._board
            self._kept.pop(_whose(pane), None)
            words = telling.say_saved(saved["retry_at"], board.now())
            board.show_pane(None, Said(text=words, tone=Tone.GOOD))
            board.changed()

        return done

    def _refuse(self, error: DeskError) -> None:
        pane = self._board.state.pane
        if isinstance(error, InvalidInput) and isinstance(pane, TellPane):
            self._board.show_pane(replace(pane, errors=dict(error.field_errors)))
        else:
            self._board.fail(error)

    def print_bring(self) -> None:
        """Print what to bring for the supplement."""
        board, pane = self._board, self._board.state.pane
        if not isinstance(pane, TellPane) or not pane.can_print:
            return
        office, intent, dossier_id = board.office, new_intent(), DossierId(pane.dossier_id)

        def done(printed: Printed) -> None:
            board.navigator.hand_to_printer(printed)

        board.run(lambda: print_slip(office, intent, dossier_id, "supplement_slip"), done)


def _whose(pane: TellPane) -> str:
    return f"{pane.about}:{pane.dossier_id}{pane.result_id}"
