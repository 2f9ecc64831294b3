"""The palette of an open desk: asks every source at once, remembers what each clerk chose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from agent_desk.commands.desk import keep_setting
from agent_desk.domain.text import clean
from agent_desk.i18n import tr
from agent_desk.queries import desk as desk_query
from agent_desk.queries import palette as palette_query
from agent_desk.queries.palette import Found
from agent_desk.ui import palette_rank as rank
from agent_desk.ui.palette_rank import Entry, EntryKind
from agent_desk.ui.widgets.palette import PaletteBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from agent_desk.catalog.find import Match
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office

_PROCEDURES = 5


class Offers(Protocol):
    """Where the palette's acts come from and where its choices go (GUI thread)."""

    def entries(self) -> tuple[Entry, ...]:
        """Give what works now and what can be opened from everywhere."""
        ...

    def choose(self, entry: Entry) -> None:
        """Do what was chosen."""
        ...

    def complain(self, error: DeskError) -> None:
        """Tell the clerk that something could not be read."""
        ...


class Palette(QObject):
    """Answers one box. Nothing waits for the store: its rows come in below what is there already.

    Signals: ``chose(key)``, for tests and the tour.
    """

    chose = Signal(str)

    def __init__(self, window: QWidget, office: Office, jobs: JobRunner, offers: Offers) -> None:
        super().__init__(window)
        self._office, self._jobs, self._offers = office, jobs, offers
        self._window = window
        self._made: PaletteBox | None = None
        self._chosen_before: tuple[str, ...] = ()
        self._whose = ""
        self._lasting: dict[str, Entry] = {}
        self._acts: tuple[Entry, ...] = ()
        self._parts: dict[str, list[Entry]] = {}
        self._shown: dict[str, Entry] = {}

    @property
    def box(self) -> PaletteBox:
        """The box, made when it is first needed."""
        if self._made is None:
            keys = tr("Up and Down move, Enter opens, Esc closes")
            place = tr("What do you want to do? Type an act, a procedure, a name, a number…")
            self._made = PaletteBox(self._window, place, keys)
            self._made.typed.connect(self._search)
            self._made.chosen.connect(self._on_chosen)
        return self._made

    @property
    def chosen_before(self) -> tuple[str, ...]:
        """What this clerk chose last, newest first."""
        return self._chosen_before

    def open(self) -> None:
        """Come up, or go away if it is there."""
        if self._made is not None and self._made.isVisible():
            self._made.shut()
            return
        if self._whose != self._office.clerk.clerk_id:
            self.prepare()
        self._acts = self._offers.entries()
        self.box.open()

    # Searching

    def _search(self, text: str) -> None:
        typed = clean(text)
        self._parts = {"acts": rank.matching(typed, self._acts)}
        if not typed:
            self._rest()
            return
        self._show(text, is_complete=False)
        finder, store = self._office.finder, self._office.desk.store

        def read() -> Found:
            with store.read() as connection:
                return palette_query.find(connection, typed)

        def found(rows: Found) -> None:
            self._take(text, "stored", rank.stored(typed, rows))

        def meant(matches: list[Match]) -> None:
            self._take(text, "procedures", rank.procedures(typed, matches))

        self._jobs.submit("store", read, done=found, failed=self._offers.complain)
        self._jobs.submit(
            "work",
            lambda: finder.get().find(typed, _PROCEDURES),
            done=meant,
            failed=self._offers.complain,
        )

    def _take(self, text: str, part: str, entries: list[Entry]) -> None:
        if text != self.box.text() or self.box.isHidden():
            return  # of an older text
        self._parts[part] = entries
        self._show(text, is_complete=len(self._parts) == 3)

    def _show(self, text: str, *, is_complete: bool) -> None:
        found = [entry for part in self._parts.values() for entry in part]
        self._draw(rank.best(found, self._chosen_before), _searched())
        self.box.set_complete(is_complete=is_complete)

    def _rest(self) -> None:
        """Show what was chosen last and the cases that lie open, before anything is typed."""
        recent = [e for key in self._chosen_before if (e := self._known(key)) is not None]
        self._draw(rank.at_rest(self._acts, recent, ()), _searched())
        store = self._office.desk.store

        def read() -> tuple[palette_query.FoundDossier, ...]:
            with store.read() as connection:
                return palette_query.open_cases(connection)

        def found(cases: tuple[palette_query.FoundDossier, ...]) -> None:
            if self.box.text() or self.box.isHidden():
                return
            entries = rank.stored("", Found(dossiers=cases))
            self._draw(rank.at_rest(self._acts, recent, entries), _searched())
            self.box.set_complete(is_complete=True)

        self._jobs.submit("store", read, done=found, failed=self._offers.complain)

    def _draw(self, entries: Sequence[Entry], foot: str) -> None:
        self._shown = {entry.key: entry for entry in entries}
        nothing = tr(
            "Nothing has these words. Try fewer letters, part of a name, or a number; "
            "accents are not needed."
        )
        self.box.show_rows([entry.as_row() for entry in entries], foot, nothing)

    # Choosing and remembering

    def _on_chosen(self, key: str) -> None:
        entry = self._shown.get(key)
        if entry is None:
            return
        self._remember(entry)
        self._offers.choose(entry)
        self.chose.emit(key)

    def _remember(self, entry: Entry) -> None:
        self._lasting[entry.key] = entry
        kept = rank.remember(self._chosen_before, entry.key)
        if kept == self._chosen_before:
            return
        self._chosen_before = kept
        store, key = self._office.desk.store, self._setting()
        self._jobs.submit(
            "store",
            lambda: keep_setting(store, key, json.dumps(kept)),
            done=lambda _nothing: None,
            failed=self._offers.complain,
        )

    def _known(self, key: str) -> Entry | None:
        """Give the entry of what was chosen before, if it is still there."""
        if key in self._lasting:
            return self._lasting[key]
        return next((entry for entry in self._acts if entry.key == key), None)

    def _setting(self) -> str:
        return f"palette.{self._office.clerk.clerk_id}"

    def prepare(self) -> None:
        """Read what this clerk chose last, so that opening waits for nothing."""
        self._whose = self._office.clerk.clerk_id
        self._chosen_before = ()
        store, key = self._office.desk.store, self._setting()
        catalog = self._office.desk.catalog

        def read() -> tuple[tuple[str, ...], list[Entry]]:
            with store.read() as connection:
                kept = _keys_of(desk_query.setting(connection, key, "[]"))
                wanted = {kind: _of(kept, kind) for kind in EntryKind}
                cases = (*wanted[EntryKind.CASE], *wanted[EntryKind.DOSSIER])
                found = palette_query.by_ids(connection, cases, wanted[EntryKind.CITIZEN])
            valid = {p.code: p.short_name for p in catalog.valid_procedures()}
            codes = [code for code in wanted[EntryKind.PROCEDURE] if code in valid]
            entries = [rank.procedure(code, valid[code]) for code in codes]
            return kept, [*entries, *rank.stored("", found)]

        def done(both: tuple[tuple[str, ...], list[Entry]]) -> None:
            kept, entries = both
            if key != self._setting():
                return  # another clerk sat down meanwhile
            # A case that has left the desk meanwhile is a dossier now.
            now = {entry.what: entry.key for entry in entries}
            self._chosen_before = tuple(now.get(k.partition(":")[2], k) for k in kept)
            self._lasting = {entry.key: entry for entry in entries}

        self._jobs.submit("store", read, done=done, failed=self._offers.complain)


def _searched() -> str:
    return tr(
        "Searched: what works now, pages, help, procedures, and the cases, dossiers and citizens "
        "of this desk"
    )


def _of(keys: Sequence[str], kind: EntryKind) -> tuple[str, ...]:
    return tuple(key.partition(":")[2] for key in keys if key.startswith(f"{kind}:"))


def _keys_of(text: str) -> tuple[str, ...]:
    try:
        kept = json.loads(text)
    except ValueError:
        return ()
    return tuple(str(key) for key in kept) if isinstance(kept, list) else ()
