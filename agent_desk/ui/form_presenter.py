"""FormPresenter: a form being filled, from keys to checked answers. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from agent_desk.catalog.forms.check import check
from agent_desk.catalog.forms.flow import items_of, progress
from agent_desk.catalog.forms.peoples import ethnic_groups, nationalities
from agent_desk.catalog.forms.prefill import Filled, Proposer, fill
from agent_desk.catalog.forms.spec import Kind, Source
from agent_desk.catalog.forms.values import at, is_empty, put
from agent_desk.domain.text import fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.form_drawing import Look, picture, step_words, summary_words
from agent_desk.ui.form_typing import Entry, FoundText, read_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from agent_desk.catalog.forms.check import Checked
    from agent_desk.catalog.forms.prefill import Known, WardHelp
    from agent_desk.catalog.forms.spec import FormField, FormSpec
    from agent_desk.catalog.forms.values import Answers, Json
    from agent_desk.ui.form_rows import FormPicture

_T = TypeVar("_T")
_MOST_SUGGESTIONS = 8
_BY_ITSELF = frozenset({Source.CARD, Source.CASE, Source.BEFORE, Source.USUAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDesk:
    """What a form is filled with: who is known, which day it is, who knows the wards."""

    known: Known
    today: date
    wards: WardHelp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraft:
    """Everything that stands in a form, half-typed text by path too: what a crash must not take."""

    answers: Answers = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


class FormPresenter:
    """Holds the answers of one form and draws them.

    ``on_saved_needed`` is called after every change that is worth saving. Values are checked when
    an entry is left, never while it is typed in; what a condition hides keeps its value.
    """

    def __init__(self, form: FormSpec, draft: FormDraft, desk: FormDesk) -> None:
        self.form = form
        self.on_saved_needed: Callable[[], None] = _nothing
        self._desk = desk
        self._maker = Proposer(desk.known, desk.today, desk.wards)
        self._answers: dict[str, Json] = dict(draft.answers)
        self._sources: dict[str, Source] = dict(draft.sources)
        self._typed: dict[str, str] = dict(draft.typed)
        self._touched = self._given_by_people()
        self._errors: dict[str, str] = {}
        self._suggestions: dict[str, tuple[str, ...]] = {}
        self._asks_all = False
        self._typist = Source.CLERK
        self._listener: Callable[[FormPicture], None] | None = None
        self._checked: Checked | None = None
        self._fill()
        self._known_at_start = progress(form, self._answers).filled

    @property
    def draft(self) -> FormDraft:
        """Everything that stands in the form now."""
        return FormDraft(
            answers=dict(self._answers), sources=dict(self._sources), typed=dict(self._typed)
        )

    @property
    def picture(self) -> FormPicture:
        """What the screen shows now."""
        checked = self.check()
        errors = {fault.path: fault.message for fault in checked.contradictions}
        if self._asks_all:
            errors |= {fault.path: fault.message for fault in checked.missing}
        look = Look(
            typed=self._typed,
            errors=errors | self._errors,
            doubts={fault.path: fault.message for fault in checked.doubts} | self._ward_doubts(),
            sources=self._sources,
            needed={fault.path for fault in (*checked.missing, *checked.faults)} | {*self._errors},
            suggestions=self._suggestions,
        )
        summary = summary_words(checked.total, checked.filled, self.lacking)
        return picture(self.form, self._answers, look, summary)

    @property
    def step_line(self) -> str:
        """Say under the step of the case what this form asks and how much came by itself."""
        return step_words(progress(self.form, self._answers).total, self._known_at_start)

    @property
    def is_complete(self) -> bool:
        """Say whether the form can be signed."""
        return not self.lacking

    @property
    def lacking(self) -> int:
        """Count the fields asked now that are missing or wrong."""
        checked = self.check()
        return len(checked.missing) + len(checked.faults) + len(self._errors)

    def check(self) -> Checked:
        """Check the answers that stand in the form now; typing changes none of them yet."""
        if self._checked is None:
            self._checked = check(self.form, self._answers, self._desk.today)
        return self._checked

    def listen(self, listener: Callable[[FormPicture], None]) -> None:
        """Tell the view of every change, and of the present state at once."""
        self._listener = listener
        listener(self.picture)

    def typed_by(self, who: Source) -> None:
        """Note who gives the answers from now on: the citizen says them, or the clerk decides."""
        self._typist = who

    def edit(self, path: str, text: str) -> None:
        """Take what is being typed; nothing is checked yet."""
        self._typed[path] = text
        self._errors.pop(path, None)
        self._suggestions = {path: self._suggest(path, text)}
        self.on_saved_needed()
        self._show()

    def leave(self, path: str, text: str) -> None:
        """Take an entry that is left: read it, or say what is wrong with it."""
        self._suggestions = {}
        if path not in self._typed and path not in self._errors:
            return
        self._take(path, text)

    def choose(self, path: str, text: str) -> None:
        """Take an answer picked from a list."""
        self._suggestions = {}
        self._take(path, text)

    def add_line(self, group: str) -> None:
        """Add an empty line to a group."""
        found = self.form.field(group)
        if found is None:
            return
        items = items_of(found, self._answers.get(group))
        if found.at_most is None or len(items) < found.at_most:
            self._answers[group] = [*items, {}]
            self._changed()

    def remove_line(self, group: str, number: int) -> None:
        """Take a line of a group away, with what stands in it."""
        found = self.form.field(group)
        if found is None:
            return
        items = items_of(found, self._answers.get(group))
        kept: list[Json] = [item for place, item in enumerate(items) if place != number]
        self._answers[group] = kept
        self._typed = _without_line(self._typed, group, number)
        self._errors = _without_line(self._errors, group, number)
        self._sources = _without_line(self._sources, group, number)
        self._changed()

    def ask_all(self) -> str:
        """Show everything that is still missing or wrong; give the path of the first, or empty."""
        self._asks_all = True
        self._show()
        return next((entry.path for entry in self.picture.entries() if entry.error), "")

    def _take(self, path: str, text: str) -> None:
        found = self.form.field_at(path)
        if found is None:
            return
        self._touched.add(path.partition(".")[0])
        try:
            held = at(self._answers, path.rpartition(".")[0]) if found.kind.is_compound else None
            self._keep(path, read_entry(found, Entry(path=path, text=text, held=held), self._desk))
        except InvalidInput as error:
            self._typed[path] = text
            self._errors[path] = error.message
        self._changed()

    def _keep(self, path: str, read: FoundText) -> None:
        self._typed.pop(path, None)
        self._errors.pop(path, None)
        for where, value in read.values.items():
            self._open_line(where)
            if at(self._answers, where) != value:
                self._sources[read.field_path] = self._typist
            self._answers = put(self._answers, where, value)
        if is_empty(at(self._answers, read.field_path)):
            self._sources.pop(read.field_path, None)

    def _open_line(self, path: str) -> None:
        """Make the lines a path leads through, as the screen already shows them."""
        group = self.form.field(path.partition(".")[0])
        if group is not None and group.kind is Kind.GROUP:
            held: list[Json] = [*items_of(group, self._answers.get(group.id))]
            self._answers[group.id] = held

    def _fill(self) -> None:
        """Bring what fills itself up to date; what a person gave or emptied is left alone."""
        held = {k: v for k, v in self._answers.items() if k in self._touched or _is_list(v)}
        sources = {k: v for k, v in self._sources.items() if k.partition(".")[0] in held}
        made = fill(self.form, Filled(answers=held, sources=sources), self._maker, self._touched)
        self._answers, self._sources = made.answers, made.sources
        self._checked = None

    def _given_by_people(self) -> set[str]:
        """Name the fields that hold something else than what would fill itself in."""
        filled = Filled(answers=self._answers, sources=self._sources)
        given = set(self._answers)
        for found in self.form.fields():
            proposal = self._maker.propose(self.form, found, filled)
            is_ours = self._sources.get(found.id) in _BY_ITSELF
            if proposal and (is_ours or proposal.value == self._answers.get(found.id)):
                given.discard(found.id)
        return given

    def _changed(self) -> None:
        self._fill()
        self.on_saved_needed()
        self._show()

    def _show(self) -> None:
        if self._listener is not None:
            self._listener(self.picture)

    def _suggest(self, path: str, text: str) -> tuple[str, ...]:
        found = self.form.field_at(path)
        if found is None or not text.strip():
            return ()
        if path.endswith(".ward") and self._desk.wards is not None:
            wards = self._desk.wards.suggest(text[:80], _MOST_SUGGESTIONS)
            return tuple(ward.name for ward in wards)
        names = _names(found)
        wanted = fold(text[:40])
        first = [name for name in names if fold(name).startswith(wanted)]
        rest = [name for name in names if wanted in fold(name) and name not in first]
        return tuple([*first, *rest][:_MOST_SUGGESTIONS])

    def _ward_doubts(self) -> dict[str, str]:
        if self._desk.wards is None:
            return {}
        words = tr("This is not a commune of today. Choose it from the list.")
        return {
            f"{one.id}.ward": words
            for one in self.form.fields()
            if one.kind is Kind.WARD
            and not is_empty(at(self._answers, f"{one.id}.ward"))
            and is_empty(at(self._answers, f"{one.id}.ward_code"))
        }


def _names(found: FormField) -> tuple[str, ...]:
    if found.kind is Kind.ETHNICITY:
        return ethnic_groups().names
    return nationalities().names if found.kind is Kind.NATIONALITY else ()


def _without_line(held: Mapping[str, _T], group: str, number: int) -> dict[str, _T]:
    """Give what is held by path after a line went: the lines behind it move up."""
    found: dict[str, _T] = {}
    for path, value in held.items():
        steps = path.split(".")
        if steps[0] == group and len(steps) > 1:
            place = int(steps[1])
            if place == number:
                continue
            steps[1] = str(place - (place > number))
        found[".".join(steps)] = value
    return found


def _is_list(value: Json) -> bool:
    return isinstance(value, list)


def _nothing() -> None:
    """Stand for a page that saves nothing."""
