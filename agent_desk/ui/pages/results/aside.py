"""What is not given out: looked into, sent on, or clarified with a sentence. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.disputes import close_dispute
from agent_desk.commands.result import name_owner, send_away
from agent_desk.commands.result_return import (
    Correction,
    WhyCorrected,
    correct_return,
    say_corrected,
)
from agent_desk.domain.disputes import Outcome
from agent_desk.domain.results import Doubt, Standing, say_doubt
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, IntentId, new_intent
from agent_desk.ui.pages.results.state import AsidePane, Said
from agent_desk.ui.pages.results.words import number_of
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.queries.lying import Lying
    from agent_desk.queries.results import DisputedReturn
    from agent_desk.ui.pages.results.board import Board

PARKED, BACK, DISPUTE, CORRECT = "parked", "back", "dispute", "correct"


class Aside:
    """Settles what is strange, always with a sentence of what was done."""

    def __init__(self, board: Board, open_return: Callable[[str], None]) -> None:
        self._board = board
        self._open_return = open_return

    def open_parked(self, one: Lying) -> None:
        """Show why a result is kept apart."""
        is_other = one.doubt is Doubt.OTHER_DESK
        self._open(
            AsidePane(
                key=new_intent(),
                kind=PARKED,
                subject_id=one.result_id,
                title=one.owner_name or number_of(one.number),
                why=say_doubt(one.doubt),
                label=tr("To whom it goes, and who said so"),
                primary=tr("Passed on"),
                other=tr("Return it here…") if is_other else "",
                asks_owner=is_other,
                owner_name=one.owner_name,
            )
        )

    def open_back(self, one: Lying) -> None:
        """Ask whether an uncollected result goes back to the authority."""
        self._open(
            AsidePane(
                key=new_intent(),
                kind=BACK,
                subject_id=one.result_id,
                title=one.owner_name,
                why=tr(
                    "Not collected for 30 days. Ask the center; only what it agreed to goes back."
                ),
                label=tr("Who at the center agreed, and when"),
                primary=tr("Sent back"),
            )
        )

    def open_dispute(self, one: DisputedReturn) -> None:
        """Show what the center says, ask what our signed slip says."""
        self._open(
            AsidePane(
                key=new_intent(),
                kind=DISPUTE,
                subject_id=one.dispute_id,
                title=one.owner_name or number_of(one.reference),
                why=one.words,
                label=tr("What our signed slip says"),
                primary=tr("Clarified"),
            )
        )

    def open_correction(self, dossier_id: str, owner: str) -> None:
        """Ask what was wrong with a return; it stays recorded as it is."""
        self._open(
            AsidePane(
                key=new_intent(),
                kind=CORRECT,
                subject_id=dossier_id,
                title=owner,
                why=tr(
                    "A return cannot be undone. What was wrong is written beside it for everybody "
                    "to see."
                ),
                choices=tuple(Choice(key=w.value, label=say_corrected(w)) for w in WhyCorrected),
                label=tr("How it truly was"),
                primary=tr("Write the correction"),
            )
        )

    def return_here(self, name: str, number: str) -> None:
        """Take down whose result of another desk it is, then open its return."""
        board, pane = self._board, self._board.state.pane
        if not isinstance(pane, AsidePane) or not pane.asks_owner:
            return
        board.keep_pane(replace(pane, owner_name=name, owner_number=number))
        desk, act = board.office.desk, board.office.act(new_intent())
        result_id = pane.subject_id

        def failed(error: DeskError) -> None:
            now = board.state.pane
            if isinstance(error, InvalidInput) and isinstance(now, AsidePane):
                board.show_pane(replace(now, owner_errors=dict(error.field_errors)))
            else:
                board.fail(error)

        board.run(
            lambda: name_owner(desk, act, result_id, name, number),
            lambda _done: self._open_return(result_id),
            failed,
        )

    def keep(self, note: str) -> None:
        """Remember what was typed."""
        pane = self._board.state.pane
        if isinstance(pane, AsidePane):
            self._board.keep_pane(replace(pane, note=note))

    def choose(self, key: str, note: str) -> None:
        """Say by its digit what was wrong."""
        pane = self._board.state.pane
        if isinstance(pane, AsidePane):
            self._board.show_pane(replace(pane, chosen=key, note=note, choice_error=""))

    def settle(self, note: str) -> None:
        """Record the sentence; pressed twice it is one act."""
        board, pane = self._board, self._board.state.pane
        if not isinstance(pane, AsidePane):
            return
        if pane.choices and not pane.chosen:
            words = tr("Choose what was wrong.")
            board.show_pane(replace(pane, note=note, choice_error=words))
            return
        board.show_pane(replace(pane, note=note, error="", choice_error=""))

        def done(_done: Done) -> None:
            board.show_pane(None, Said(text=tr("Written down."), tone=Tone.GOOD))
            board.changed()

        def failed(error: DeskError) -> None:
            now = board.state.pane
            if isinstance(error, InvalidInput) and isinstance(now, AsidePane):
                board.show_pane(replace(now, error=error.message))
            else:
                board.fail(error)

        board.run(self._act(pane, note), done, failed)

    def _open(self, pane: AsidePane) -> None:
        self._board.show_pane(pane, Said())

    def _act(self, pane: AsidePane, note: str) -> Callable[[], Done]:
        desk, subject = self._board.office.desk, pane.subject_id
        act = self._board.office.act(_key(pane))
        why = WhyCorrected(pane.chosen) if pane.chosen else WhyCorrected.OTHER
        wrong = Correction(reason=why, note=note)
        return {
            PARKED: lambda: send_away(desk, act, subject, Standing.PASSED_ON, note),
            BACK: lambda: send_away(desk, act, subject, Standing.SENT_BACK, note),
            DISPUTE: lambda: close_dispute(desk, act, subject, Outcome.EXPLAINED, note),
            CORRECT: lambda: correct_return(desk, act, DossierId(subject), wrong),
        }[pane.kind]


def _key(pane: AsidePane) -> IntentId:
    return IntentId(pane.key)
