"""The common ground of the steps: the sitting, work in the lanes, intents, failures. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from agent_desk.errors import InvalidInput
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import dossier as dossier_query
from agent_desk.ui.pages.reception.sitting import Notice, Sitting
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from agent_desk.commands.unit import Act, Desk
    from agent_desk.errors import DeskError
    from agent_desk.ids import DossierId
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

T = TypeVar("T")


class Counter:
    """Holds the sitting and redraws when it changes; late answers for somebody else are dropped."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        redraw: Callable[[], None],
    ) -> None:
        self.office = office
        self.navigator = navigator
        self._jobs = jobs
        self._redraw = redraw
        self._intents: dict[str, IntentId] = {}
        self.sitting = self.fresh()

    @property
    def desk(self) -> Desk:
        """The desk behind the office."""
        return self.office.desk

    def today(self) -> date:
        """Give the date on the wall."""
        return self.office.desk.today()

    def fresh(self) -> Sitting:
        """Make the sitting of a citizen greeted now; its key is the intent of the visit."""
        return Sitting(key=new_intent(), greeted_at=self.office.desk.clock.now())

    def begin(self, sitting: Sitting) -> None:
        """Serve another citizen."""
        self._intents.clear()
        self.show(sitting)

    def show(self, sitting: Sitting) -> None:
        """Take the changed sitting and draw it."""
        self.sitting = sitting
        self._redraw()

    def keep(self, sitting: Sitting) -> None:
        """Take the changed sitting without drawing: the page already shows it."""
        self.sitting = sitting

    def intent(self, what: str) -> IntentId:
        """Give the key of an act, the same until ``spent``; a repeated press is one act."""
        return self._intents.setdefault(what, new_intent())

    def spent(self, *whats: str) -> None:
        """Say that these acts were done: the next press is a new act."""
        for what in whats:
            self._intents.pop(what, None)

    def act(self, what: str) -> Act:
        """Give the clerk's act under the key of ``what``."""
        return self.office.act(self.intent(what))

    def run(
        self,
        fn: Callable[[], T],
        done: Callable[[T], None],
        *,
        lane: str = "store",
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Work in a lane; the answer is dropped if another citizen is served by then."""
        key = self.sitting.key

        def if_still_here(value: T) -> None:
            if self.sitting.key == key:
                done(value)

        def if_still_wrong(error: DeskError) -> None:
            if self.sitting.key == key:
                (failed or self.fail)(error)

        self._jobs.submit(lane, fn, done=if_still_here, failed=if_still_wrong)

    def commit(self, fn: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run one committing act; a second press while it runs does nothing."""
        if self.sitting.is_busy:
            return
        self.show(replace(self.sitting, is_busy=True, notice=None))

        def finished(value: T) -> None:
            self.keep(replace(self.sitting, is_busy=False))
            done(value)

        self.run(fn, finished)

    def fail(self, error: DeskError) -> None:
        """Show a failure in the page; nothing typed is lost."""
        fields = error.field_errors if isinstance(error, InvalidInput) else {}
        self.show(
            replace(
                self.sitting,
                is_busy=False,
                errors={**self.sitting.errors, **fields},
                notice=Notice(text=error.message, tone=Tone.WRONG),
            )
        )

    def say(self, text: str, tone: Tone = Tone.BRAND) -> None:
        """Show a message in the page."""
        self.show(replace(self.sitting, notice=Notice(text=text, tone=tone)))

    def read_view(self, dossier_id: DossierId) -> DossierView:
        """Read a dossier (store lane)."""
        with self.desk.store.read() as connection:
            return dossier_query.view(connection, dossier_id)
