"""The papers part: the list of exactly this case, and the keys for the paper in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desk.domain.papers import PaperStatus
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.pages.reception.capture_strips import Begin
from agent_desk.ui.pages.reception.paper_item import PaperItem
from agent_desk.ui.pages.reception.step_view import StepView
from agent_desk.ui.tokens import Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import EmptyState
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.papers import Stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QHideEvent

    from agent_desk.ui.pages.reception.handing_in import Papers
    from agent_desk.ui.pages.reception.state import PaperLine, PapersStep, State


class MarkBar(QWidget):
    """What can be said of the paper in hand.

    Signals: ``marked(status)``.
    """

    marked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(8, 6)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._skip: Button | None = None
        self._data: Button | None = None
        for status, words, key in (
            (PaperStatus.ORIGINAL, tr("Original here"), tr("Space")),
            (PaperStatus.COPY, tr("Copy here"), ""),
            (PaperStatus.MISSING, tr("Missing"), "0"),
            (PaperStatus.NOT_NEEDED, tr("Not needed"), "*"),
            (PaperStatus.DATA, tr("In the data"), "/"),
        ):
            button = Button(words, ButtonKind.COMPACT, key=key)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _c=False, s=status: self.marked.emit(s.value))
            flow.addWidget(button)
            if status is PaperStatus.NOT_NEEDED:
                self._skip = button
            if status is PaperStatus.DATA:
                self._data = button

    def show_for(self, line: PaperLine | None) -> None:
        """Offer what is possible for this paper."""
        self.setEnabled(line is not None and not line.is_data)
        if self._skip is not None:
            self._skip.setEnabled(line is not None and line.can_skip)
        if self._data is not None:
            self._data.setVisible(line is not None and bool(line.database))


class PapersView(StepView):
    """What lies on the counter. ``choose_files`` asks for files; tests and demos give their own."""

    def __init__(
        self, papers: Papers, choose_files: Callable[[QWidget, str], tuple[Path, ...]]
    ) -> None:
        super().__init__()
        self._papers = papers
        self._choose_files = choose_files
        papers.capturing.ask_files = lambda title: choose_files(self, title)
        self._lines: tuple[PaperLine, ...] = ()
        self._current = ""
        self._is_online = False
        self._is_listening = False
        self.items: dict[str, PaperItem] = {}
        self._request = Banner("", Tone.WAITING)
        self._stack = Stack()
        self._nothing = EmptyState("list-checks", "")
        self.marks = MarkBar()
        self.marks.marked.connect(lambda status: self._mark(self._current, status))
        for part in (self._request, self._nothing, self._stack):
            self.box.addWidget(part)
        self.box.addStretch(1)

    def show_state(self, state: State) -> None:
        step = state.papers
        if step is None:
            return
        if step.request:
            self._request.show_message("\n".join(step.request), Tone.WAITING)
        self._request.setVisible(bool(step.request))
        self._show_lines(step, is_online=state.is_online)
        self._nothing.set_sentence(tr("Answer the questions of the case; then the papers show."))
        self._nothing.setVisible(not step.lines)
        self.marks.setEnabled(bool(step.lines))
        self.marks.show_for(step.line(step.current))

    def _show_lines(self, step: PapersStep, *, is_online: bool) -> None:
        had_focus = any(item.hasFocus() for item in self.items.values())
        if step.lines != self._lines or is_online != self._is_online:
            self._lines, self._is_online = step.lines, is_online
            # Dying in turn, each row hands the focus to the next: not a choice either.
            was_listening, self._is_listening = self._is_listening, False
            self.items = {line.key: self._item(line) for line in step.lines}
            self._stack.set_items(list(self.items.values()))
            for shown in self.items.values():
                shown.show()  # now, not with the next layout: only what is shown takes the focus
            self._is_listening = was_listening
        moved = step.current != self._current
        self._current = step.current
        item = self.items.get(step.current)
        if item is not None and (had_focus or moved) and self.isVisible() and not item.hasFocus():
            item.setFocus(Qt.FocusReason.OtherFocusReason)

    def _item(self, line: PaperLine) -> PaperItem:
        item = PaperItem(line, is_online=self._is_online)
        item.selected.connect(self._on_selected)
        item.marked.connect(self._mark)
        item.scan_wanted.connect(self._scan)
        item.removed.connect(self._papers.remove)
        item.moved.connect(self._move)
        return item

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # The stack gives the focus to the first row when it turns to this part: not a choice.
        self._is_listening = False

    def _on_selected(self, key: str) -> None:
        if self._is_listening:
            self._papers.select(key)

    def bar(self) -> QWidget:
        return self.marks

    def focus_first(self) -> None:
        self._is_listening = True
        item = self.items.get(self._current)
        if item is not None:
            item.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.primary_wanted.emit()

    def keys(self) -> tuple[KeyAction, ...]:
        if not self._lines:
            return ()
        return (
            KeyAction(key=Key.F4, label=tr("Scan this paper"), run=self._scan_current),
            KeyAction(key=Key.F7, label=tr("Attach files"), run=self._attach_current),
            KeyAction(key=Key.F12, label=tr("With a phone"), run=self._phone_current),
        )

    def _scan_current(self) -> None:
        self._scan(self._current)

    def _phone_current(self) -> None:
        if self._takes_pages(self._current):
            self._papers.capturing.open(self._current, Begin.PHONE)

    def _attach_current(self) -> None:
        if self._takes_pages(self._current):
            title = self.items[self._current].line.title
            self._papers.attach(self._current, self._choose_files(self, title))

    def _scan(self, key: str) -> None:
        if self._takes_pages(key):
            self._papers.capturing.open(key, Begin.SCAN)

    def _takes_pages(self, key: str) -> bool:
        item = self.items.get(key)
        return item is not None and not item.line.is_data

    def _mark(self, key: str, status: str) -> None:
        if key:
            self._papers.mark(key, PaperStatus(status))

    def _move(self, step: int) -> None:
        keys = list(self.items)
        at = keys.index(self._current) + step if self._current in keys else 0
        if 0 <= at < len(keys):
            self.items[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
