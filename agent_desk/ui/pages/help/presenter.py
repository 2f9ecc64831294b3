"""The page of all help: a list of pages, one of them open, the key sheet on paper. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.errors import DeskError
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.ui import help_texts
from agent_desk.ui.help_texts import Block, BlockKind
from agent_desk.ui.pages.help.words import card_of, key_blocks
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.key_sheet import print_key_sheet
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone
from agent_desk.ui.tour_steps import first_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

KEYS, TOUR = "keys", "tour"
_PROCEDURE = "procedure:"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpState:
    """What the page shows; ``act`` is the word of its main button, empty without one."""

    rows: tuple[ListRow, ...] = ()
    current: str = ""
    title: str = ""
    intro: str = ""
    blocks: tuple[Block, ...] = ()
    act: str = ""


class HelpPresenter(Presenter[HelpState]):
    """Reads files and the catalog only; nothing waits for the store."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        serve: Callable[[str], None],
        start_tour: Callable[[], None],
    ) -> None:
        super().__init__(office, jobs, HelpState())
        self._start_tour = start_tour
        self._navigator = navigator
        self._serve = serve
        self._card = ""
        self._intent = new_intent()
        self._is_printing = False
        self.open(help_texts.topics()[0].key)

    def open(self, key: str) -> None:
        """Open one page by its key; the card of a procedure as ``procedure:code``."""
        if key.startswith(_PROCEDURE):
            self.open_procedure(key.removeprefix(_PROCEDURE))
            return
        topic = next((topic for topic in help_texts.topics() if topic.key == key), None)
        if key == TOUR:
            self._show_tour()
            return
        if topic is None:
            self._show_keys()
            return
        self.show(
            HelpState(
                rows=self._rows(),
                current=topic.key,
                title=topic.title,
                intro=topic.intro,
                blocks=topic.blocks,
            )
        )

    def open_procedure(self, code: str) -> None:
        """Open the card of a procedure."""
        try:
            procedure = self._office.desk.catalog.procedure(code)
        except DeskError as error:
            self._navigator.say(error.message, Tone.WRONG)
            return
        self._card = code
        today = local(self._office.desk.clock.now()).date()
        self.show(
            HelpState(
                rows=self._rows(),
                current=f"{_PROCEDURE}{code}",
                title=procedure.short_name,
                intro=tr("Procedure {code} · {field}", code=code, field=procedure.field),
                blocks=card_of(procedure, today),
                act=tr("Serve a citizen with this"),
            )
        )

    def act(self) -> None:
        """Do what the main button says: print the key sheet, or serve with the procedure."""
        if self.state.current == KEYS:
            self._print_keys()
        elif self.state.current == TOUR:
            self._start_tour()
        elif self._card and self.state.current.startswith(_PROCEDURE):
            self._serve(self._card)

    def reread(self) -> None:
        """Draw again, as after a change of language."""
        self.open(self.state.current)

    # Inside

    def _show_keys(self) -> None:
        self.show(
            HelpState(
                rows=self._rows(),
                current=KEYS,
                title=tr("All keys"),
                intro=tr(
                    "The line at the bottom shows the six that are used most right now. No key is "
                    "a single letter, so a Vietnamese keyboard program never presses one."
                ),
                blocks=key_blocks(),
                act=tr("Print the key sheet"),
            )
        )

    def _show_tour(self) -> None:
        steps = first_day()
        self.show(
            HelpState(
                rows=self._rows(),
                current=TOUR,
                title=tr("First-day tour"),
                intro=tr(
                    "The tour is for the practice desk: nothing there is real. Start Agent Desk "
                    "with “Practice”."
                ),
                blocks=tuple(
                    Block(kind=BlockKind.STEP, lead=str(number), text=step.says)
                    for number, step in enumerate(steps, start=1)
                ),
                act=tr("Start the first-day tour") if self._office.is_practice else "",
            )
        )

    def _rows(self) -> tuple[ListRow, ...]:
        topics = [ListRow(key=topic.key, title=topic.title) for topic in help_texts.topics()]
        tour = ListRow(key=TOUR, title=tr("First-day tour"))
        rows = [tour, *topics, ListRow(key=KEYS, title=tr("All keys"), when="F1")]
        if self._card:
            name = self._office.desk.catalog.procedure(self._card).short_name
            card = ListRow(key=f"{_PROCEDURE}{self._card}", title=name, subtitle=tr("Procedure"))
            rows.insert(0, card)
        return tuple(rows)

    def _print_keys(self) -> None:
        if self._is_printing:
            return
        self._is_printing = True
        office, intent = self._office, self._intent

        def done(printed: Printed) -> None:
            self._is_printing = False
            self._intent = new_intent()
            self._navigator.hand_to_printer(printed)

        def failed(error: DeskError) -> None:
            self._is_printing = False
            self._navigator.say(error.message, Tone.WRONG)

        self._jobs.submit(
            "store", lambda: print_key_sheet(office, intent), done=done, failed=failed
        )
