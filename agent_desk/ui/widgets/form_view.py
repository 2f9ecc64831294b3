"""FormView: a whole form in two columns, labels above, groups of lines, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.form_rows import EntryRow, GroupRow
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Rule
from agent_desk.ui.widgets.form_entry import FormEntry
from agent_desk.ui.widgets.messages import announce
from agent_desk.ui.widgets.text import Text, heading

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from agent_desk.ui.form_rows import FormPicture, LineRow, SectionRow

_TWO_FROM = 560
"""Below this width, at 100 % text, the entries stand one under the other."""


class EntryGrid(QWidget):
    """Entries in two columns; a wide one takes both."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[FormEntry, bool], ...] = ()
        self._pairs: list[tuple[FormEntry, FormEntry | None]] = []
        self._is_narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def place(self, shown: tuple[tuple[FormEntry, bool], ...]) -> None:
        """Show exactly these entries, each wide or not, in this order."""
        if shown == self._shown:
            return
        for entry, _ in self._shown:
            self._grid.removeWidget(entry)
            entry.setVisible(any(entry is other for other, _ in shown))
        self._shown = shown
        self._arrange()
        self._line_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.current().scaled(_TWO_FROM)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()
        self._line_up()

    def _arrange(self) -> None:
        row, column = 0, 0
        self._pairs = []
        for entry, is_wide in self._shown:
            if (is_wide or self._is_narrow) and column:
                row, column = row + 1, 0
            span = 2 if is_wide or self._is_narrow else 1
            self._grid.addWidget(entry, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            entry.setVisible(True)
            if span == 1 and column:
                self._pairs[-1] = (self._pairs[-1][0], entry)
            else:
                self._pairs.append((entry, None))
            row, column = (row, 1) if span == 1 and not column else (row + 1, 0)

    def _line_up(self) -> None:
        """Let two entries side by side stand at one height, whatever hints are above them."""
        width = (self.width() - self._grid.horizontalSpacing()) // 2
        for left, right in self._pairs:
            heads = [entry.head_height(width) if entry else 0 for entry in (left, right)]
            left.set_lead(max(0, heads[1] - heads[0]))
            if right is not None:
                right.set_lead(heads[0] - heads[1] if heads[0] > heads[1] else 0)


class FormView(QWidget):
    """Shows a form and tells what is done with it; knows nothing of what the form is about.

    Signals: ``edited(path, text)`` while typing, ``left(path, text)`` when an entry is left,
    ``chosen(path, key)``, ``line_added(group)``, ``line_removed(group, number)``, ``finished`` on
    Enter when nothing is needed any more. Enter goes to the next entry that still needs something,
    Tab to the next one.
    """

    edited = Signal(str, str)
    left = Signal(str, str)
    chosen = Signal(str, str)
    line_added = Signal(str)
    line_removed = Signal(str, int)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, FormEntry] = {}
        self._sections: dict[str, _SectionBox] = {}
        self._order: tuple[str, ...] = ()
        self._needed: tuple[str, ...] = ()
        self._summary = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._note = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(14)
        self._body.addWidget(self._summary)
        self._body.addWidget(self._note)

    def show_form(self, picture: FormPicture) -> None:
        """Draw the form; widgets of entries that stay are kept, and so is the focus."""
        self._summary.setText(picture.summary)
        self._note.setText(picture.note)
        self._note.setVisible(bool(picture.note))
        titles = [section.title for section in picture.sections]
        for place, section in enumerate(picture.sections):
            box = self._sections.get(section.title)
            if box is None:
                box = self._sections[section.title] = _SectionBox(self, section.title)
                self._body.insertWidget(2 + place, box)
            box.show_section(section)
            box.show()
        for title, box in self._sections.items():
            if title not in titles:
                box.hide()
        self._needed = tuple(entry.path for entry in picture.entries() if entry.is_needed)
        self._keep_order(picture)

    def entry(self, path: str) -> FormEntry | None:
        """Give the widget of an entry, if it was ever shown."""
        return self._entries.get(path)

    def paths(self) -> tuple[str, ...]:
        """Give the paths of the entries shown now, in the order of the keys."""
        return self._order

    def needed(self) -> tuple[str, ...]:
        """Give the paths of the entries that still need something, in the order of the keys."""
        return self._needed

    def focused_path(self) -> str:
        """Give the path of the entry that has the keys; empty if none has."""
        found = (p for p in self._order if self._entries[p].field.entry.hasFocus())
        return next(found, "")

    def focus_path(self, path: str) -> None:
        """Put the focus into an entry, the first of a field or of a group."""
        wanted = (p for p in self._order if p == path or p.startswith(f"{path}."))
        found = self._entries.get(next(wanted, ""))
        if found is not None:
            found.focus()
            announce(found, found.field.error() or found.field.label())

    def focus_first_needed(self) -> None:
        """Put the focus into the first entry that still needs something, else into the first."""
        for path in (*self._needed, *self._order)[:1]:
            self.focus_path(path)

    def entry_for(self, row: EntryRow) -> FormEntry:
        """Give the widget of a row, made the first time it is shown."""
        found = self._entries.get(row.path)
        if found is None:
            found = self._entries[row.path] = FormEntry(row)
            self._listen(row.path, found)
        found.show_row(row)
        return found

    def _listen(self, path: str, entry: FormEntry) -> None:
        entry.edited.connect(lambda text: self.edited.emit(path, text))
        entry.left.connect(lambda text: self.left.emit(path, text))
        entry.chosen.connect(lambda key: self.chosen.emit(path, key))
        entry.entered.connect(lambda: self._go_on(path))

    def _go_on(self, path: str) -> None:
        entry = self._entries[path]
        self.left.emit(path, entry.text())
        if entry.field.error() or path not in self._order:
            return
        following = self._needed_after(path)
        if following:
            self._entries[following].focus()
        else:
            self.finished.emit()

    def _needed_after(self, path: str) -> str:
        """Give the next entry that needs something, from the start again after the last."""
        at = self._order.index(path) + 1
        around = (*self._order[at:], *self._order[: at - 1])
        return next((found for found in around if found in self._needed), "")

    def _keep_order(self, picture: FormPicture) -> None:
        order = tuple(entry.path for entry in picture.entries())
        if order == self._order:
            return
        self._order = order
        for path in [path for path in self._entries if path not in order]:
            self._entries[path].hide()
        boxes = (self._sections[section.title] for section in picture.sections)
        stops = [stop for box in boxes for stop in box.stops]
        for first, second in zip(stops, stops[1:], strict=False):
            QWidget.setTabOrder(_stop(first), _stop(second))


class _SectionBox(QWidget):
    """One section: its heading, its entries, its groups; ``stops`` is where Tab stops, in order."""

    def __init__(self, view: FormView, title: str) -> None:
        super().__init__()
        self._view = view
        self._groups: dict[str, _GroupBox] = {}
        self._grids: list[EntryGrid] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        self._box.addWidget(Rule())
        self._box.addWidget(heading(title))
        self.stops: list[QWidget] = []

    def show_section(self, section: SectionRow) -> None:
        """Draw entries in grids, each group between them in its place."""
        runs: list[list[tuple[FormEntry, bool]]] = [[]]
        groups: list[GroupRow] = []
        for row in section.rows:
            if isinstance(row, EntryRow):
                runs[-1].append((self._view.entry_for(row), row.is_wide))
            else:
                groups.append(row)
                runs.append([])
        self.stops = []
        for place, run in enumerate(runs):
            self._grid(place).place(tuple(run))
            self._grid(place).setVisible(bool(run))
            self.stops += [entry for entry, _ in run]
            if place < len(groups):
                self.stops += self._group(groups[place], place)
        for path, box in self._groups.items():
            box.setVisible(any(path == row.path for row in groups))

    def _grid(self, place: int) -> EntryGrid:
        while len(self._grids) <= place:
            grid = EntryGrid()
            self._grids.append(grid)
            self._box.addWidget(grid)
        return self._grids[place]

    def _group(self, row: GroupRow, place: int) -> list[QWidget]:
        box = self._groups.get(row.path)
        if box is None:
            box = self._groups[row.path] = _GroupBox(self._view, row)
            at = self._box.indexOf(self._grid(place)) + 1
            self._box.insertWidget(at, box)
        return box.show_group(row)


class _GroupBox(QWidget):
    """The lines of a group, each with its entries and a way to take it away."""

    def __init__(self, view: FormView, row: GroupRow) -> None:
        super().__init__()
        self._view = view
        self._path = row.path
        self._lines: list[_LineBox] = []
        self._hint = Text(row.hint, TextStyle.SMALL, Tone.NEUTRAL)
        if not row.hint:  # showing it before it has a parent would open a window for a moment
            self._hint.hide()
        self._error = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self._error.hide()
        self._add = Button(tr("Add a line"), ButtonKind.COMPACT, icon="plus")
        self._add.clicked.connect(self._on_add)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        for part in (Text(row.label, TextStyle.SMALL_STRONG), self._hint, self._error):
            self._box.addWidget(part)
        self._box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_group(self, row: GroupRow) -> list[QWidget]:
        """Draw the lines; give what Tab stops at, in order."""
        self._error.setText(row.error)
        self._error.setVisible(bool(row.error))
        self._add.setVisible(bool(row.add_label))
        while len(self._lines) < len(row.lines):
            line = _LineBox(self._view, self._path, len(self._lines))
            self._lines.append(line)
            self._box.insertWidget(self._box.count() - 1, line)
        stops: list[QWidget] = []
        for number, box in enumerate(self._lines):
            box.setVisible(number < len(row.lines))
            if number < len(row.lines):
                stops += box.show_line(row.lines[number])
        return [*stops, self._add]

    def _on_add(self) -> None:
        number = sum(not line.isHidden() for line in self._lines)
        self._view.line_added.emit(self._path)
        self._view.focus_path(f"{self._path}.{number}")


class _LineBox(QWidget):
    """One line of a group."""

    def __init__(self, view: FormView, group: str, number: int) -> None:
        super().__init__()
        self._view = view
        self._title = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._title.stand_beside()
        self._remove = Button(tr("Take away"), ButtonKind.QUIET, icon="trash-2")
        self._remove.clicked.connect(lambda: view.line_removed.emit(group, number))
        self._grid = EntryGrid()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._remove, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._grid, 1, 0, 1, 2)

    def show_line(self, line: LineRow) -> list[QWidget]:
        """Draw the entries of the line, two in a row; give what Tab stops at."""
        self._title.setText(line.title)
        self._remove.setVisible(line.can_remove)
        shown = tuple((self._view.entry_for(entry), False) for entry in line.entries)
        self._grid.place(shown)
        return [*(entry for entry, _ in shown), self._remove]


def _stop(widget: QWidget) -> QWidget:
    return widget.field.entry if isinstance(widget, FormEntry) else widget
