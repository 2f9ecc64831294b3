"""The common ground of the steps: the open cases, work in the lanes, intents, failures. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.catalog.portal_help import load_portal_help
from agent_desk.catalog.wards import Wards
from agent_desk.errors import InvalidInput
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries.competence import gate_view
from agent_desk.ui.pages.reception.sitting import Notice, Sitting
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from agent_desk.catalog.portal_help import PortalHelp
    from agent_desk.catalog.spec import Catalog
    from agent_desk.commands.unit import Act, Desk
    from agent_desk.errors import DeskError
    from agent_desk.ids import DossierId
    from agent_desk.queries.competence import GateView
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.form_presenter import FormPresenter
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRead:
    """A dossier with the catalog it goes by, None being the one in force, and its forms."""

    view: DossierView
    catalog: Catalog | None
    form_ids: tuple[str, ...]
    gate: GateView | None = None

    def onto(self, sitting: Sitting) -> Sitting:
        """Put what was read into a sitting."""
        return replace(
            sitting,
            view=self.view,
            catalog=self.catalog,
            form_ids=self.form_ids,
            gate=self.gate,
        )


class Counter:
    """Holds the open cases, one of them before the clerk, and redraws when that one changes.

    An answer from a lane goes to the case that asked, also if it lies aside by then; the answer
    for a case that is closed is dropped.
    """

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        redraw: Callable[[], None],
    ) -> None:
        self.office = office
        self.navigator = navigator
        self.wards = Wards()
        self.parked: tuple[Sitting, ...] = ()
        self._jobs = jobs
        self._redraw = redraw
        self.open_forms: dict[DossierId, tuple[FormPresenter, ...]] = {}
        self._is_aside = False
        self._intents: dict[tuple[IntentId, str], IntentId] = {}
        self.sitting = self.fresh()

    @property
    def desk(self) -> Desk:
        """The desk behind the office."""
        return self.office.desk

    @cached_property
    def portal_help(self) -> PortalHelp:
        """The steps of filing on the portal, read when first needed."""
        return load_portal_help()

    @property
    def catalog(self) -> Catalog:
        """The catalog that the case before the clerk goes by."""
        return self.sitting.catalog or self.office.desk.catalog

    def forms_of(self, sitting: Sitting) -> tuple[FormPresenter, ...]:
        """Give the open forms of a case; empty until they were read, or if it has none."""
        view = sitting.view
        return self.open_forms.get(view.dossier_id, ()) if view is not None else ()

    def today(self) -> date:
        """Give the date on the wall."""
        return self.office.desk.today()

    def fresh(self) -> Sitting:
        """Make the sitting of a citizen greeted now; its key is the intent of the visit."""
        used = {sitting.color for sitting in self.parked}
        color = next(n for n in range(len(used) + 1) if n not in used)
        return Sitting(key=new_intent(), greeted_at=self.office.desk.clock.now(), color=color)

    # The open cases

    def begin(self, sitting: Sitting) -> None:
        """Serve another citizen in the place of this one, whose case is over."""
        self._forget_intents(self.sitting.key)
        self.show(sitting)

    def lay_aside(self, parked: tuple[Sitting, ...], sitting: Sitting) -> None:
        """Put another case before the clerk; the others lie aside as given."""
        self.parked = parked
        self.show(sitting)

    def _forget_intents(self, key: IntentId) -> None:
        self._intents = {at: made for at, made in self._intents.items() if at[0] != key}

    # The case before the clerk

    def show(self, sitting: Sitting) -> None:
        """Take the changed sitting and draw it."""
        self.sitting = sitting
        if not self._is_aside:
            self._redraw()

    def keep(self, sitting: Sitting) -> None:
        """Take the changed sitting without drawing: the page already shows it."""
        self.sitting = sitting

    def intent(self, what: str) -> IntentId:
        """Give the key of an act, the same until ``spent``; a repeated press is one act."""
        return self._intents.setdefault((self.sitting.key, what), new_intent())

    def spent(self, *whats: str) -> None:
        """Say that these acts were done: the next press is a new act."""
        for what in whats:
            self._intents.pop((self.sitting.key, what), None)

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
        """Work in a lane; the answer is dropped if the case is closed by then."""
        key = self.sitting.key
        self._jobs.submit(
            lane,
            fn,
            done=lambda value: self._with_case(key, lambda: done(value)),
            failed=lambda error: self._with_case(key, lambda: (failed or self.fail)(error)),
        )

    def _with_case(self, key: IntentId, act: Callable[[], None]) -> None:
        """Let an answer change the case that asked for it, wherever that lies now."""
        if self.sitting.key == key:
            act()
            return
        aside = next((case for case in self.parked if case.key == key), None)
        if aside is None or self._is_aside:
            return
        before, self.sitting, self._is_aside = self.sitting, aside, True
        try:
            act()
        finally:
            changed, self.sitting, self._is_aside = self.sitting, before, False
        still = (changed,) if changed.key == key else ()
        at = next(n for n, case in enumerate(self.parked) if case.key == key)
        self.parked = (*self.parked[:at], *still, *self.parked[at + 1 :])
        self._redraw()

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

    def read_gate(self, view: DossierView) -> GateView | None:
        """Read how a dossier stands before the gate (store lane); practice has none."""
        if self.office.is_practice:
            return None
        clerk_id = self.office.clerk.clerk_id
        with self.desk.store.read() as connection:
            return gate_view(connection, view.dossier_id, clerk_id, view.procedure_code)

    def read_case(self, dossier_id: DossierId) -> CaseRead:
        """Read a dossier with the catalog it goes by (store lane)."""
        now = self.desk.catalog
        with self.desk.store.read() as connection:
            view = dossier_query.view(connection, dossier_id)
            kept = dossier_query.catalog_of(connection, view, now)
        library = bundled_forms()
        forms = library.for_procedure(view.procedure_code, self.today())
        return CaseRead(
            view=view,
            catalog=None if kept is now else kept,
            form_ids=tuple(form.id for form in forms),
            gate=self.read_gate(view),
        )
