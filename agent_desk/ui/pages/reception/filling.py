"""The form step: the forms of a case, filled bit by bit, saved, printed to be signed. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.catalog.forms.ward_help import CatalogWards
from agent_desk.commands.form import Filling, OpenForm, fill_form
from agent_desk.commands.lodging import needs_whole_forms
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.queries import form as form_query
from agent_desk.ui.form_presenter import FormDesk, FormDraft, FormPresenter
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.slips import SlipKind, print_slip
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.catalog.forms.prefill import Known
    from agent_desk.catalog.forms.spec import FormSpec
    from agent_desk.queries.dossier import DossierView
    from agent_desk.queries.form import FilledForm
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting
    from agent_desk.ui.slips import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsRead:
    """What is needed to open the forms of a dossier."""

    specs: tuple[FormSpec, ...]
    filled: tuple[FilledForm, ...]
    known: Known


class Forms:
    """Opens, keeps and prints the forms of the case before the clerk."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._read_for: dict[str, object] = {}
        self._kept: dict[str, tuple[FormDraft, ...]] = {}
        self._needed = -1
        self.is_called_back = False
        """The clerk comes back from the check, because something is missing."""

    def current(self) -> FormPresenter | None:
        """Give the form that is open now; None before the forms were read."""
        found = self._counter.forms_of(self._counter.sitting)
        at = min(self._counter.sitting.form_at, len(found) - 1)
        return found[at] if found else None

    def choose(self, form_id: str) -> None:
        """Open another form of the case."""
        counter = self._counter
        ids = [form.form.id for form in counter.forms_of(counter.sitting)]
        if form_id in ids:
            counter.show(replace(counter.sitting, form_at=ids.index(form_id)))

    def read_if_needed(self) -> None:
        """Open the forms of this dossier, or bring what they fill in by themselves up to date."""
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None or not sitting.form_ids:
            return
        about = (view.answers, view.places, view.owner, view.submitter, sitting.form_ids)
        if self._read_for.get(view.dossier_id) == about:
            return
        self._read_for[view.dossier_id] = about
        counter.run(lambda: _read(counter, view, sitting.form_ids), self._on_read)

    def _on_read(self, read: FormsRead) -> None:
        counter, sitting = self._counter, self._counter.sitting
        if sitting.view is None:
            return
        desk = FormDesk(known=read.known, today=counter.today(), wards=CatalogWards(counter.wards))
        before = {form.form.id: form.draft for form in counter.forms_of(sitting)}
        filled = {one.form.id: one for one in read.filled}
        made = []
        for spec in read.specs:
            held = filled.get(spec.id)
            kept = FormDraft(answers=held.answers, sources=held.sources) if held else FormDraft()
            draft = before.get(spec.id) or sitting.form_drafts.get(spec.id) or kept
            presenter = FormPresenter(held.form if held else spec, draft, desk)
            presenter.on_saved_needed = self._on_changed
            made.append(presenter)
        counter.open_forms[sitting.view.dossier_id] = tuple(made)
        counter.show(sitting)

    def _on_changed(self) -> None:
        """Note what stands in the forms: it goes with the draft half a second later."""
        counter, sitting = self._counter, self._counter.sitting
        forms = counter.forms_of(sitting)
        drafts = {form.form.id: form.draft for form in forms}
        changed = replace(sitting, form_drafts=drafts, is_confirmed=False)
        needed = sum(form.lacking for form in forms)
        if needed == self._needed:
            counter.keep(changed)  # the form draws itself
        else:
            self._needed = needed
            counter.show(changed)

    def call_back(self) -> None:
        """Come back from the check: the first form that lacks something is opened at that field."""
        counter = self._counter
        self.is_called_back = counter.sitting.step in (Step.CHECK, Step.LODGE)
        found = counter.forms_of(counter.sitting)
        first = next((n for n, form in enumerate(found) if form.lacking), None)
        if self.is_called_back and first is not None:
            counter.keep(replace(counter.sitting, form_at=first))

    def ask_all(self) -> str:
        """Mark everything that is still missing; give the path of the first, or empty."""
        current = self.current()
        return current.ask_all() if current is not None else ""

    def keep(self, then: Callable[[], None]) -> None:
        """Write the forms into the book, complete or not, and go on with ``then``."""
        counter, sitting = self._counter, self._counter.sitting
        view, forms = sitting.view, counter.forms_of(sitting)
        drafts = tuple(form.draft for form in forms)
        if view is None or not forms or self._kept.get(view.dossier_id) == drafts:
            then()
            return
        fillings = tuple(_filling(form) for form in forms)
        acts = [counter.act(f"form {filling.form.id}") for filling in fillings]

        def work() -> DossierView:
            for act, filling in zip(acts, fillings, strict=True):
                fill_form(counter.desk, act, view.dossier_id, filling)
            return counter.read_view(view.dossier_id)

        def done(now: DossierView) -> None:
            counter.spent(*(f"form {filling.form.id}" for filling in fillings))
            self._kept[view.dossier_id] = drafts
            typed = {f.form.id: f.draft for f in forms if f.draft.typed}
            counter.keep(replace(counter.sitting, view=now, form_drafts=typed))
            counter.navigator.something_changed()
            then()

        counter.commit(work, done)

    def print_paper(self) -> None:
        """Print every form of the case to be signed; what is empty is left dotted, for a pen."""
        counter = self._counter
        if counter.sitting.view is None or not counter.forms_of(counter.sitting):
            return
        self.keep(self._print)

    def _print(self) -> None:
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return
        intent = new_intent()

        def work() -> tuple[Printed, DossierView]:
            printed = print_slip(counter.office, intent, view.dossier_id, SlipKind.FORM)
            return printed, counter.read_view(view.dossier_id)

        def done(made: tuple[Printed, DossierView]) -> None:
            printed, now = made
            counter.navigator.hand_to_printer(printed)
            counter.show(replace(counter.sitting, view=now))
            words = tr("The form is printed. Let it be read, completed and signed.")
            if must_be_typed(now) and lacking(counter, counter.sitting):
                words = tr("The form is printed. Filed online, its empty fields are typed here.")
            counter.say(words, Tone.GOOD)

        counter.commit(work, done)


def form_ids_of(counter: Counter, code: str) -> tuple[str, ...]:
    """Give the ids of the forms of a procedure in force today; empty if it has none here."""
    return tuple(form.id for form in bundled_forms().for_procedure(code, counter.today()))


def lacking(counter: Counter, sitting: Sitting) -> tuple[OpenForm, ...]:
    """Give the forms that still need something, in their order; empty if none stops the case.

    On paper a printed form is whole: the rest is written by hand. Online nobody writes by hand.
    """
    view = sitting.view
    if view is None:
        return ()
    if not must_be_typed(view) and view.printed.get(SlipKind.FORM.value):
        return ()
    counted = [(form, form.lacking) for form in counter.forms_of(sitting)]
    return tuple(OpenForm(name=form.form.name, lacking=n) for form, n in counted if n)


def must_be_typed(view: DossierView) -> bool:
    """Say whether every field must be filled in here, because no paper goes out."""
    return needs_whole_forms(view.channel, view.way)


def _read(counter: Counter, view: DossierView, form_ids: tuple[str, ...]) -> FormsRead:
    """Read what is filled already and what the desk knows (store lane)."""
    library, today = bundled_forms(), counter.today()
    specs = tuple(s for i in form_ids if (s := library.current(i, today)) is not None)
    counter.wards.find("ha noi", 1)  # the list of communes is read here, not while typing
    with counter.desk.store.read() as connection:
        return FormsRead(
            specs=specs,
            filled=form_query.filled_forms(connection, view.dossier_id),
            known=form_query.known_for(connection, view.dossier_id),
        )


def _filling(form: FormPresenter) -> Filling:
    """Give what can be kept; what cannot be read yet stays in the draft alone."""
    draft, unreadable = form.draft, {f.path.partition(".")[0] for f in form.check().unreadable}
    answers = {key: value for key, value in draft.answers.items() if key not in unreadable}
    return Filling(form=form.form, answers=answers, sources=draft.sources)
