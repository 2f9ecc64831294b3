"""What the parts of the results page share: the list, the open pane, one act at a time. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.text import fold
from agent_desk.i18n import tr, trn
from agent_desk.ui.pages.results import reading
from agent_desk.ui.pages.results.state import Part, ResultsScreen, Said
from agent_desk.ui.pages.results.words import as_row
from agent_desk.ui.pages.results.work import Item, Office, due_count, in_order
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from typing import TypeVar

    from agent_desk.errors import DeskError
    from agent_desk.queries.results import Everything
    from agent_desk.ui.jobs_inline import Job, JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office as DeskOffice
    from agent_desk.ui.pages.results.state import Pane
    from agent_desk.ui.rows import ListRow

    T = TypeVar("T")


class Board(Presenter[ResultsScreen]):
    """The list and the right column; the parts of the page act through it."""

    def __init__(self, office: DeskOffice, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, ResultsScreen())
        self.office = office
        self.navigator = navigator
        self.items: dict[str, Item] = {}
        self.found: Everything | None = None
        self._all: tuple[ListRow, ...] = ()
        self._reading: Job | None = None
        self._badge: Callable[[int], None] = lambda _number: None

    # Time

    def now(self) -> datetime:
        """Give the present instant of the desk."""
        return self.office.desk.clock.now()

    def today(self) -> date:
        """Give the date on the wall."""
        return local(self.now()).date()

    def judged_by(self) -> Office:
        """Give what urgency is judged by."""
        return Office(now=self.now(), calendars=self.office.desk.calendars)

    # The list

    def watch_badge(self, listener: Callable[[int], None]) -> None:
        """Tell somebody how many things are due, whenever that is known."""
        self._badge = listener

    def refresh(self) -> None:
        """Read the list again; the open pane keeps what was typed."""
        if self._reading is not None:
            self._reading.cancel()
        office = self.office
        self._reading = self._jobs.submit(
            "store", lambda: reading.everything(office), done=self._on_read, failed=self.fail
        )

    def _on_read(self, found: Everything) -> None:
        self.found = found
        office = self.judged_by()
        items = in_order(found, office)
        self.items = {item.key: item for item in items}
        self._all = tuple(as_row(item, office) for item in items)
        due = due_count(items)
        self._badge(due)
        self.show(
            replace(
                self.state,
                rows=self._filtered(self.state.filter),
                count=trn("{n} on the shelf", "{n} on the shelf", found.on_shelf),
                hint=_hint(due),
                nothing=_nothing(self.state.filter),
                is_read=True,
            )
        )

    def filter(self, text: str) -> None:
        """Show only what has these words, with or without marks."""
        self.show(
            replace(self.state, filter=text, rows=self._filtered(text), nothing=_nothing(text))
        )

    def _filtered(self, text: str) -> tuple[ListRow, ...]:
        words = fold(text).split()
        if not words:
            return self._all
        return tuple(row for row in self._all if _has(row, words))

    # The pane

    def show_pane(self, pane: Pane | None, message: Said | None = None) -> None:
        """Put something into the right column."""
        said = self.state.message if message is None else message
        self.show(replace(self.state, pane=pane, message=said))

    def keep_pane(self, pane: Pane) -> None:
        """Remember what was typed without drawing it again."""
        self._state = replace(self.state, pane=pane)

    def close_pane(self) -> None:
        """Empty the right column."""
        self.show_pane(None, Said())

    def is_open(self, part: Part, key: str) -> bool:
        """Say whether this pane, with this key, still stands there."""
        return self.state.part is part and getattr(self.state.pane, "key", "") == key

    # Acts

    def run(
        self,
        fn: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Do one act in the store lane; a second one while it runs is dropped."""
        if self.state.is_busy:
            return
        self.show(replace(self.state, is_busy=True))

        def on_done(value: T) -> None:
            self.show(replace(self.state, is_busy=False))
            done(value)

        def on_failed(error: DeskError) -> None:
            self.show(replace(self.state, is_busy=False))
            (failed or self.fail)(error)

        self._jobs.submit("store", fn, done=on_done, failed=on_failed)

    def fail(self, error: DeskError) -> None:
        """Say what could not be done."""
        self.show(replace(self.state, message=Said(text=error.message, tone=Tone.WRONG)))

    def changed(self) -> None:
        """Have everybody read again after an act."""
        self.navigator.something_changed()
        self.refresh()


def _has(row: ListRow, words: list[str]) -> bool:
    text = fold(f"{row.tile} {row.title} {row.subtitle} {row.pill}")
    close = text.replace(" ", "")
    return all(word in text or word in close for word in words)


def _hint(due: int) -> str:
    if not due:
        return tr("Nothing is due now.")
    return trn("{n} thing is due now.", "{n} things are due now.", due)


def _nothing(text: str) -> str:
    if text.strip():
        return tr("Nothing here has these words. Try part of a name, a place or a number.")
    return tr("No results, no requests: everything has been returned and told.")
