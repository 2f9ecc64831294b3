"""The return pane: who takes it, is it them, what is handed over, signed and printed. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.result_return import (
    confirm_in_account,
    return_of_other_desk,
    return_result,
)
from agent_desk.errors import Conflict, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, IntentId, new_intent
from agent_desk.ui.citizen_screen import Pushed, PushKind
from agent_desk.ui.pages.results import reading, returning
from agent_desk.ui.pages.results.state import ReturnPane, ReturnTyped, Said
from agent_desk.ui.prints.result_slips import print_of_other_desk
from agent_desk.ui.slips import SlipKind, print_slip
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.hand_over import HandOver
    from agent_desk.commands.unit import Done
    from agent_desk.domain.people import CardReading
    from agent_desk.domain.signature import SignedText
    from agent_desk.errors import DeskError
    from agent_desk.ui.pages.results.board import Board
    from agent_desk.ui.pages.results.returning import Known
    from agent_desk.ui.slips import Printed

    Sign = Callable[[str], SignedText | None]


class Giving:
    """Returns results; half-filled forms wait until they are opened again."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._known: Known | None = None
        self._kept: dict[str, ReturnPane] = {}

    def open(self, dossier_id: str, card: CardReading | None = None) -> None:
        """Open the form for the result of a dossier, with the collector's card if it was read."""
        office = self._board.office
        self._board.run(
            lambda: reading.known_of_dossier(office, DossierId(dossier_id)),
            lambda known: self._show(known, card),
        )

    def open_other_desk(self, result_id: str) -> None:
        """Open the form for a result whose dossier another desk holds."""
        office = self._board.office

        def show(known: Known | None) -> None:
            if known is not None:
                self._show(known, None)

        self._board.run(lambda: reading.known_of_result(office, result_id), show)

    def _show(self, known: Known, card: CardReading | None) -> None:
        self._known = known
        today = self._board.today()
        pane = self._kept.get(_whose(known)) or returning.new_pane(new_intent(), known, today)
        if card is not None:
            typed = returning.with_card(pane.typed, card)
            if card.number == known.submitter_number:
                typed = replace(typed, right="submitter")
            pane = replace(pane, key=new_intent(), typed=typed)
        self._put(replace(pane, errors={}, message=""))

    # Typing

    def keep(self, typed: ReturnTyped) -> None:
        """Remember what was typed, without drawing it again."""
        pane, known = self._board.state.pane, self._known
        if isinstance(pane, ReturnPane) and known is not None:
            pane = replace(pane, typed=_still(typed, pane.typed))
            self._kept[_whose(known)] = pane
            self._board.keep_pane(pane)

    def check_number(self, typed: ReturnTyped) -> None:
        """Compare the number that was read; a scanned card fills number and name."""
        pane = self._board.state.pane
        if not isinstance(pane, ReturnPane):
            return
        try:
            read = returning.take_number(_still(typed, pane.typed), self._board.today())
        except InvalidInput as error:
            self._put(replace(pane, errors={"collector_number": error.message}))
            return
        is_card = read.seen_by == "card" and read != pane.typed
        key = new_intent() if is_card else pane.key
        self._put(replace(pane, key=key, typed=read, errors={}))

    def take_card(self, card: CardReading) -> bool:
        """Take a card that was scanned while the form is open."""
        pane = self._board.state.pane
        if not isinstance(pane, ReturnPane):
            return False
        typed = returning.with_card(pane.typed, card)
        self._put(replace(pane, key=new_intent(), typed=typed, errors={}))
        return True

    def choose(self, right: str, typed: ReturnTyped) -> None:
        """Say by which right; the fields it needs appear."""
        pane = self._board.state.pane
        if isinstance(pane, ReturnPane) and right != pane.typed.right:
            fresh = replace(typed, right=right, seen_by=pane.typed.seen_by)
            self._put(replace(pane, key=new_intent(), typed=fresh, errors={}, message=""))

    def owner_died(self, typed: ReturnTyped) -> None:
        """Take down whether the owner has died; other rights hold then."""
        pane = self._board.state.pane
        if isinstance(pane, ReturnPane):
            self._put(replace(pane, key=new_intent(), typed=typed, errors={}, message=""))

    # Giving

    def give(self, typed: ReturnTyped, sign: Sign) -> None:
        """Record the return and print its slip; pressed twice it is one act."""
        board, pane, known = self._board, self._board.state.pane, self._known
        if not isinstance(pane, ReturnPane) or known is None or board.state.is_busy:
            return
        try:
            typed = returning.take_number(_still(typed, pane.typed), board.today())
        except InvalidInput as error:
            self._put(replace(pane, errors={"collector_number": error.message}))
            return
        self._put(replace(pane, typed=typed, errors={}, message=""))
        bare = returning.as_hand_over(typed, known, None)
        try:
            given = replace(bare, signature=sign(returning.what_was_signed(bare, known)))
        except InvalidInput as error:
            self._put(replace(pane, typed=typed, errors={}, message=error.message))
            return
        board.run(self._act(pane, known, given), self._given(known, given), self._refuse)

    def to_sign(self, typed: ReturnTyped, number: int) -> Pushed | None:
        """Give what the citizen's window shows to be signed; None if the form cannot be read."""
        pane, known = self._board.state.pane, self._known
        if not isinstance(pane, ReturnPane) or known is None:
            return None
        self.check_number(typed)
        try:
            read = returning.take_number(_still(typed, pane.typed), self._board.today())
        except InvalidInput:
            return None  # the field says what is wrong
        given = returning.as_hand_over(read, known, None)
        identity = self._board.office.desk.identity
        return Pushed(
            number=number,
            kind=PushKind.CONSENT,
            site=identity.site_name,
            desk=tr("Desk {number} · free service", number=identity.desk_code[-2:]),
            heading=tr("Please read it, and sign for what you take"),
            sign_text=returning.what_was_signed(given, known),
            note=tr("Sign in the field with a finger or the pen."),
            no=tr("Wipe"),
            yes=tr("Confirm"),
        )

    def say_no_screen(self) -> None:
        """Say that there is no second screen to sign on."""
        words = tr("No second screen is connected. Let them sign here, or on the printed slip.")
        self._board.navigator.say(words, Tone.WAITING)

    def _act(self, pane: ReturnPane, known: Known, given: HandOver) -> Callable[[], Done]:
        desk, act = self._board.office.desk, self._board.office.act(IntentId(pane.key))
        if known.dossier_id:
            return lambda: return_result(desk, act, DossierId(known.dossier_id), given)
        return lambda: return_of_other_desk(desk, act, known.result_id, given)

    def in_account(self) -> None:
        """Record that the citizen has the electronic result in their own account."""
        board, pane, known = self._board, self._board.state.pane, self._known
        if not isinstance(pane, ReturnPane) or known is None:
            return
        desk, act = board.office.desk, board.office.act(IntentId(pane.key))

        def done(_done: Done) -> None:
            self._kept.pop(_whose(known), None)
            words = tr("Written down: {name} has it in their own account.", name=known.owner_name)
            board.show_pane(None, Said(text=words, tone=Tone.GOOD))
            board.changed()

        board.run(lambda: confirm_in_account(desk, act, DossierId(known.dossier_id)), done)

    def _given(self, known: Known, given: HandOver) -> Callable[[Done], None]:
        def done(_done: Done) -> None:
            self._kept.pop(_whose(known), None)
            words = tr("Recorded: the result was given to {name}.", name=given.collector_name)
            self._board.show_pane(None, Said(text=words, tone=Tone.GOOD))
            self._board.changed()
            self._print(known)

        return done

    def _print(self, known: Known) -> None:
        board, intent = self._board, new_intent()
        office = board.office

        def write() -> Printed:
            if not known.dossier_id:
                return print_of_other_desk(office, intent, known.result_id)
            return print_slip(office, intent, DossierId(known.dossier_id), SlipKind.RESULT)

        def done(printed: Printed) -> None:
            board.navigator.hand_to_printer(printed)
            board.navigator.something_changed()

        def failed(error: DeskError) -> None:
            words = tr("Not printed: {why}", why=error.message)
            said = board.state.message.text
            board.show_pane(None, Said(text=f"{said} {words}".strip(), tone=Tone.WRONG))

        board.run(write, done, failed)

    def _refuse(self, error: DeskError) -> None:
        pane = self._board.state.pane
        if not isinstance(pane, ReturnPane):
            self._board.fail(error)
            return
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        own = fields.pop("proof", "") or fields.pop("right", "")
        self._put(replace(pane, errors=fields, message=own or ("" if fields else error.message)))
        if isinstance(error, Conflict):
            self._board.refresh()

    def _put(self, pane: ReturnPane) -> None:
        if self._known is None:
            return
        drawn = returning.drawn(pane, self._known, self._board.today())
        self._kept[_whose(self._known)] = drawn
        self._board.show_pane(drawn)


def _whose(known: Known) -> str:
    return known.dossier_id or known.result_id


def _still(typed: ReturnTyped, before: ReturnTyped) -> ReturnTyped:
    """Keep that a number came from a card while nobody changed it."""
    is_same = typed.number == before.number
    return replace(typed, seen_by=before.seen_by if is_same else "typed")
