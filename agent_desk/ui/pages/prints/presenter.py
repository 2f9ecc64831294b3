"""Papers looked at, printed, printed again with a reason, or only saved. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands.printing import Spooled, note_spooled
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.printing import PrintReason, PrintSubject, SpoolState, SubjectKind
from agent_desk.domain.reference import group
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.ids import DossierId, new_intent
from agent_desk.queries import prints as print_query
from agent_desk.ui.pages.prints.looking import Looking, document_of
from agent_desk.ui.pages.prints.state import OFFER, Note, PapersScreen, Sight
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.every import say_document
from agent_desk.ui.prints.words import as_history, reason_choices
from agent_desk.ui.rows import ListRow
from agent_desk.ui.slips import PaperOrder, blocks_of, draft_of, ground_of, offers_of, print_order
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.errors import DeskError
    from agent_desk.queries.prints import PrintRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed
    from agent_desk.ui.prints.spec import TextBlock
    from agent_desk.ui.slips import Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    title: str
    offers: tuple[Offered, ...]
    history: tuple[PrintRow, ...]


class PapersPresenter(Presenter[PapersScreen]):
    """Shows the papers of one dossier, or of one print; printing is committed before spooling."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, PapersScreen())
        self._navigator = navigator
        self._dossier_id: DossierId | None = None
        self._wish = ""
        self._offers: dict[str, Offered] = {}
        self._history: dict[str, PrintRow] = {}
        self._intent = new_intent()
        self._keeps_file = False
        self._words: Mapping[str, str] | None = None
        self.looking = Looking(jobs, self._take_sight, self._fail)

    # Opening

    def open(self, dossier_id: DossierId, key: str = "") -> None:
        """Show the papers of a dossier, the paper ``key`` first if it is given."""
        self._dossier_id = dossier_id
        self._begin(f"{OFFER}{key}" if key else "")

    def open_print(self, print_id: str) -> None:
        """Show one print of the past, with the papers of its dossier if it has one."""
        office = self._office

        def read() -> PrintRow:
            with office.desk.store.read() as connection:
                return print_query.by_id(connection, print_id)

        def done(row: PrintRow) -> None:
            is_of_dossier = row.subject.kind is SubjectKind.DOSSIER
            self._dossier_id = DossierId(row.subject.id) if is_of_dossier else None
            self._history = {row.print_id: row}
            self._begin(print_id)

        self._jobs.submit("store", read, done=done, failed=self._fail)

    def _begin(self, wish: str) -> None:
        self._wish, self._intent = wish, new_intent()
        self.looking.forget()
        self.show(PapersScreen())
        self.refresh()

    def refresh(self) -> None:
        """Read again; the chosen row stays."""
        office, dossier_id, known = self._office, self._dossier_id, tuple(self._history)

        def read() -> _Read:
            with office.desk.store.read() as connection:
                if dossier_id is None:
                    if not known:
                        return _Read(title="", offers=(), history=())
                    row = print_query.by_id(connection, known[0])
                    rows = print_query.of_subject(connection, row.subject)
                    return _Read(title="", offers=(), history=rows)
                subject = PrintSubject(SubjectKind.DOSSIER, dossier_id)
                history = print_query.of_subject(connection, subject)
            ground = ground_of(office, dossier_id)
            title = group(ground.view.reference)
            return _Read(title=title, offers=offers_of(ground), history=history)

        self._jobs.submit("store", read, done=self._took, failed=self._fail)

    def _took(self, read: _Read) -> None:
        self._offers = {f"{OFFER}{offer.key}": offer for offer in read.offers}
        self._history = {row.print_id: row for row in read.history}
        now = self._office.desk.clock.now()
        title = tr("Papers of dossier {number}", number=read.title) if read.title else ""
        self.show(
            replace(
                self.state,
                title=title or tr("One paper"),
                offers=tuple(_offer(key, offer) for key, offer in self._offers.items()),
                history=tuple(as_history(row, now) for row in read.history),
                is_read=True,
            )
        )
        wish, self._wish = self._wish, ""
        first = next((key for key, o in self._offers.items() if not o.why_not), "")
        self.choose(wish or self.state.chosen or first or next(iter(self._history), ""))

    # Looking

    def choose(self, key: str) -> None:
        """Look at a paper as its next print would be, or at a print as it was."""
        office, dossier_id = self._office, self._dossier_id
        if key != self.state.chosen:
            self._words = None
            self.show(replace(self.state, blocks=()))
        if key in self._offers and dossier_id is not None:
            offer = self._offers[key]
            self._show_chosen(key, _print_label(offer))
            if offer.why_not:
                self.looking.forget()
                note = Note(text=offer.why_not, tone=Tone.WAITING)
                self.show(replace(self.state, sight=Sight(title=offer.title), message=note))
                return
            words = self._words
            self.looking.open(offer.title, lambda: draft_of(office, dossier_id, offer.key, words))
        elif key in self._history:
            row = self._history[key]
            is_here = f"{OFFER}{row.document}" in self._offers
            self._show_chosen(key, tr("Print again") if is_here else "")
            self.looking.open(say_document(row.document), lambda: document_of(office, row))

    def _show_chosen(self, key: str, label: str) -> None:
        note = self.state.message if key == self.state.chosen else Note()
        offer = self._offers.get(key)
        self.show(
            replace(
                self.state,
                chosen=key,
                print_label=label,
                reasons=(),
                message=note,
                can_reword=offer is not None and offer.can_reword,
            )
        )

    def _take_sight(self, sight: Sight) -> None:
        self.show(replace(self.state, sight=sight))

    # Other words

    def reword(self) -> None:
        """Offer the blocks of the paper to be put into other words, for its next print."""
        office, dossier_id, document = self._office, self._dossier_id, self._document()
        if dossier_id is None or not self.state.can_reword:
            return

        def done(blocks: tuple[TextBlock, ...]) -> None:
            self.show(replace(self.state, blocks=blocks))

        read = partial(blocks_of, office, dossier_id, document)
        self._jobs.submit("store", read, done=done, failed=self._fail)

    def take_words(self, words: Mapping[str, str]) -> bool:
        """Take the words for the next print; say whether they may stand on paper."""
        try:
            refuse_secrets(words)
        except InvalidInput as error:
            self._fail(error)
            return False
        self._words = dict(words)
        self.show(replace(self.state, message=Note()))
        return True

    def look_again(self) -> None:
        """Look at the paper with the words it has now."""
        self.choose(self.state.chosen)

    def use_template(self) -> None:
        """Go back to the words of the template."""
        self._words = {}
        blocks = tuple(replace(block, text=block.template) for block in self.state.blocks)
        self.show(replace(self.state, blocks=blocks))
        self.look_again()

    # Printing

    def print(self) -> None:
        """Print what is looked at; a paper that was printed before asks why."""
        self._keeps_file = False
        self._go_on()

    def save(self) -> None:
        """Make the print, but keep only its PDF."""
        self._keeps_file = True
        row = self._history.get(self.state.chosen)
        if row is None:
            self._go_on()
            return
        folder = self._office.desk.store.data.documents
        words = tr("It lies here: {path}", path=folder / row.file_name)
        self.show(replace(self.state, message=Note(text=words, tone=Tone.GOOD)))

    def give_reason(self, reason: str) -> None:
        """Say why it is printed once more; this prints."""
        if self.state.reasons:
            self._print(PrintReason(reason))

    def step_back(self) -> bool:
        """Take the question back; say whether there was one."""
        if self.state.reasons:
            self.show(replace(self.state, reasons=()))
            return True
        if self.state.blocks:
            self.show(replace(self.state, blocks=()))
            return True
        return False

    def _document(self) -> str:
        chosen = self.state.chosen
        if chosen.startswith(OFFER):
            return chosen.removeprefix(OFFER)
        row = self._history.get(chosen)
        return row.document if row else ""

    def _go_on(self) -> None:
        offer = self._offers.get(f"{OFFER}{self._document()}")
        if offer is None or self.state.is_busy:
            return
        if offer.why_not:
            note = Note(text=offer.why_not, tone=Tone.WAITING)
            self.show(replace(self.state, message=note))
        elif offer.needs_reason:
            self.show(replace(self.state, reasons=reason_choices()))
        else:
            self._print(PrintReason.FIRST)

    def _print(self, reason: PrintReason) -> None:
        office, dossier_id, document = self._office, self._dossier_id, self._document()
        if dossier_id is None or not document or self.state.is_busy:
            return
        intent, keeps_file = self._intent, self._keeps_file
        order = PaperOrder(dossier_id=dossier_id, key=document, reason=reason, words=self._words)
        self.show(replace(self.state, is_busy=True, reasons=(), message=Note()))

        def work() -> Printed:
            printed = print_order(office, intent, order)
            if keeps_file:
                note_spooled(office.desk, printed.print_id, Spooled(state=SpoolState.SAVED))
            return printed

        def done(printed: Printed) -> None:
            self._intent, self._words = new_intent(), None
            self.show(replace(self.state, blocks=()))
            words = tr("Recorded as print {n}.", n=printed.print_number)
            if keeps_file:
                words = tr("It lies here: {path}", path=printed.path)
            else:
                self._navigator.hand_to_printer(printed)
            note = Note(text=words, tone=Tone.GOOD)
            self.show(replace(self.state, is_busy=False, message=note))
            self._navigator.something_changed()
            self.refresh()

        self._jobs.submit("store", work, done=done, failed=self._fail)

    def _fail(self, error: DeskError) -> None:
        note = Note(text=error.message, tone=Tone.WRONG)
        self.show(replace(self.state, is_busy=False, message=note))


def _offer(key: str, offer: Offered) -> ListRow:
    if offer.why_not:
        return ListRow(key=key, title=offer.title, subtitle=offer.why_not, tone=Tone.NEUTRAL)
    times = trn("printed {n} time", "printed {n} times", offer.printed)
    return ListRow(
        key=key, title=offer.title, subtitle=times if offer.printed else tr("not printed yet")
    )


def _print_label(offer: Offered) -> str:
    if offer.why_not:
        return ""
    return tr("Print again") if offer.printed else tr("Print")
